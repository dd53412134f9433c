/**
 * A hundred viewers, each with a socket of its own over the real supabase-js, when the Realtime server restarts: who
 * comes back when, and who asks the database when.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket, type ClientOptions } from 'ws';
import { startStack, type LocalStack } from '../../demo/stack/stack.js';
import {
  SupabaseLogSource,
  type SupabaseLogSourceOptions,
} from '../../src/source/supabase-source.js';
import { seededRandom } from '../helpers/random.js';
import { RecordingSink } from '../helpers/recording-sink.js';
import { appendRows, createRun, createTenant } from '../helpers/tenants.js';
import { waitUntil } from '../helpers/wait-until.js';

export const VIEWERS = 100;
const RUNS = 5;
/** One run in turn gets a row so often, in ms, so that there is something to fetch. */
const ROW_EVERY_MS = 500;
const SERVICE_RESTART = 1012;

/** Something that a viewer did, and when, in ms since the restart. */
interface Act {
  readonly viewer: number;
  readonly what: 'connects' | 'asks';
  readonly atMs: number;
}

/** What happened in each second after the restart. */
export interface HerdResult {
  readonly awaySeconds: number;
  /** Attempts to connect, by second, and viewers that made one. */
  readonly connections: readonly number[];
  readonly connectingViewers: readonly number[];
  /** Requests for REST, by second, and viewers that made one. */
  readonly requests: readonly number[];
  readonly askingViewers: readonly number[];
  /** When the last viewer was live again, in ms. */
  readonly allLiveMs: number;
}

/** Restarts the server with `awaySeconds` in between, for each of the given lengths in turn. */
export async function measureHerds(
  lengths: readonly number[],
  seed: number,
): Promise<readonly HerdResult[]> {
  const stack = await startStack({ port: 0 });
  try {
    const herd = await gather(stack, seed);
    const results: HerdResult[] = [];
    for (const awaySeconds of lengths) results.push(await herd.restart(awaySeconds));
    herd.leave();
    return results;
  } finally {
    await stack.stop();
  }
}

interface Herd {
  restart(awaySeconds: number): Promise<HerdResult>;
  leave(): void;
}

async function gather(stack: LocalStack, seed: number): Promise<Herd> {
  const tenant = await createTenant(stack, 'owner');
  const runIds: string[] = [];
  for (let run = 0; run < RUNS; run += 1) runIds.push(await createRun(stack, tenant));
  const acts: Act[] = [];
  const note = (viewer: number, what: Act['what']): void =>
    void acts.push({ viewer, what, atMs: performance.now() });
  const viewers = Array.from({ length: VIEWERS }, (_, viewer) => {
    const sink = new RecordingSink();
    const source = new SupabaseLogSource({
      url: stack.url,
      key: stack.publishableKey,
      token: tenant.accessToken,
      webSocket: countedWebSocket(() => note(viewer, 'connects')),
      fetch: (...request) => {
        note(viewer, 'asks');
        return fetch(...request);
      },
      random: seededRandom(seed + viewer),
    });
    return { sink, stream: source.open(runIds[viewer % RUNS] ?? '', sink) };
  });
  const areLive = (): boolean => viewers.every(({ sink }) => sink.state === 'live');
  const connected = (): number[] =>
    viewers.map(({ sink }) => sink.states.filter((state) => state === 'connecting').length);
  await waitUntil('every viewer is live', areLive, 60_000);

  let written = 0;
  const writer = setInterval(() => {
    written += 1;
    void appendRows(stack, runIds[written % RUNS] ?? '', 1);
  }, ROW_EVERY_MS);
  return {
    restart: async (awaySeconds) => {
      // The questions that follow every join, and connections that count as stable again.
      await delay(35_000);
      acts.length = 0;
      const startMs = performance.now();
      stack.realtime.pause();
      const times = connected();
      stack.realtime.dropSockets(SERVICE_RESTART);
      await waitUntil('every viewer has noticed', () =>
        connected().every((count, viewer) => count > (times[viewer] ?? 0)),
      );
      await delay(awaySeconds * 1000);
      stack.realtime.resume();
      await waitUntil('every viewer is live again', areLive, 120_000);
      const allLiveMs = performance.now() - startMs;
      await delay(5_000);
      return count(
        awaySeconds,
        allLiveMs,
        acts.map((act) => ({ ...act, atMs: act.atMs - startMs })),
      );
    },
    leave: () => {
      clearInterval(writer);
      for (const { stream } of viewers) stream.close();
    },
  };
}

function countedWebSocket(onMade: () => void): NonNullable<SupabaseLogSourceOptions['webSocket']> {
  class CountedWebSocket extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[], options?: ClientOptions) {
      super(address, protocols, options);
      onMade();
    }
  }
  return CountedWebSocket as unknown as NonNullable<SupabaseLogSourceOptions['webSocket']>;
}

function count(awaySeconds: number, allLiveMs: number, acts: readonly Act[]): HerdResult {
  const seconds = Math.ceil(allLiveMs / 1000) + 5;
  const inSecond = (what: Act['what'], second: number): Act[] =>
    acts.filter((act) => act.what === what && Math.floor(act.atMs / 1000) === second);
  const bySecond = (what: Act['what'], read: (found: Act[]) => number): number[] =>
    Array.from({ length: seconds }, (_, second) => read(inSecond(what, second)));
  const viewersIn = (found: Act[]): number => new Set(found.map(({ viewer }) => viewer)).size;
  return {
    awaySeconds,
    allLiveMs,
    connections: bySecond('connects', (found) => found.length),
    connectingViewers: bySecond('connects', viewersIn),
    requests: bySecond('asks', (found) => found.length),
    askingViewers: bySecond('asks', viewersIn),
  };
}
