/** A Realtime server of its own on the database of a stack, with limits of its own, behind a port of its own. */
import { openGateway } from '../../demo/stack/gateway.js';
import type { RealtimeLimits } from '../../demo/stack/realtime/limits.js';
import { startRealtime, type RealtimeServer } from '../../demo/stack/realtime/realtime-server.js';
import type { LocalStack } from '../../demo/stack/stack.js';

export interface SecondRealtime {
  readonly url: string;
  readonly publishableKey: string;
  readonly realtime: RealtimeServer;
  stop(): Promise<void>;
}

/** @param limits Default: those of the real server. */
export async function startSecondRealtime(
  stack: LocalStack,
  limits: Partial<RealtimeLimits> = {},
): Promise<SecondRealtime> {
  const { databaseUrl, jwtSecret, publishableKey } = stack;
  const apiKeys = new Map([[publishableKey, await stack.mintToken({ sub: '', role: 'anon' })]]);
  const realtime = await startRealtime({ databaseUrl, jwtSecret, apiKeys, limits });
  const routes = {
    answer: () => Promise.resolve(new Response(null, { status: 404 })),
    upgrade: realtime.handleUpgrade.bind(realtime),
  };
  const gateway = await openGateway(routes, { port: 0, elseAny: false });
  return {
    url: gateway.url,
    publishableKey,
    realtime,
    stop: async () => {
      await realtime.stop();
      await gateway.close();
    },
  };
}
