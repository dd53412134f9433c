/**
 * Whether listeners cost the database anything: the same batches, written to runs with no listener, with one and with many. The
 * listeners are bare sockets on the local stand-in of Realtime, which, like the real server, reads each message once.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { startStack, type LocalStack } from '../../../demo/stack/stack.js';
import { appendRows, createRun, createTenant } from '../../helpers/tenants.js';
import { waitUntil } from '../../helpers/wait-until.js';
import { median } from '../goal.js';
import { databaseCpuClock } from './database-cpu.js';
import { inTurns, spread } from './figures.js';

const BATCHES = 30;
const ROWS = 100;
/** Slower than the quota of a run, so that each batch is announced, ms. */
const BATCH_EVERY_MS = 260;
/** What a backend has done last it reports after ten idle seconds, ms. */
const REPORT_MS = 10_500;
/** The server closes a socket that has said nothing for a minute, ms. */
const HEARTBEAT_EVERY_MS = 20_000;
const HEARTBEAT = JSON.stringify([null, '2', 'phoenix', 'heartbeat', {}]);
/** Sockets that are opened at a time. */
const AT_ONCE = 25;

export interface ListenerCost {
  /** Of the database's processor time and of its transactions: with many listeners, against with one. */
  readonly cpuRatio: number;
  readonly transactionRatio: number;
}

export async function measureListeners(many: number, rounds: number): Promise<ListenerCost | null> {
  const limits = { eventsPerSecond: 1_000_000, joinsPerSecond: 1_000_000 };
  const stack = await startStack({ port: 0, realtimeLimits: limits });
  try {
    return await measure(stack, many, rounds);
  } finally {
    await stack.stop();
  }
}

async function measure(
  stack: LocalStack,
  many: number,
  rounds: number,
): Promise<ListenerCost | null> {
  const cpuClock = await databaseCpuClock(stack.sql);
  const tenant = await createTenant(stack, 'owner');
  const counts = [0, 1, many] as const;
  const heard = new Map<number, number>();
  const runs = new Map<number, string>();
  const sockets: WebSocket[] = [];
  for (const count of counts) {
    const runId = await createRun(stack, tenant);
    runs.set(count, runId);
    heard.set(count, 0);
    for (let opened = 0; opened < count; opened += AT_ONCE) {
      const size = Math.min(AT_ONCE, count - opened);
      const note = (): void => void heard.set(count, (heard.get(count) ?? 0) + 1);
      sockets.push(
        ...(await Promise.all(
          Array.from({ length: size }, () => listen(stack, runId, tenant.accessToken, note)),
        )),
      );
    }
  }
  const heartbeat = setInterval(() => {
    for (const socket of sockets) socket.send(HEARTBEAT);
  }, HEARTBEAT_EVERY_MS);
  const transactions = async (): Promise<number> => {
    await delay(REPORT_MS);
    const [row] = await stack.sql<{ done: number }[]>`
      select (xact_commit + xact_rollback)::float8 as done from pg_stat_database where datname = current_database()`;
    return row?.done ?? 0;
  };
  const cpu: Record<string, number[]> = {};
  let reported = await transactions();
  const cost = async (count: number): Promise<number> => {
    const [runId, expected] = [runs.get(count) ?? '', (heard.get(count) ?? 0) + BATCHES * count];
    const beforeDone = reported;
    const beforeCpu = (await cpuClock?.()) ?? 0;
    for (let batch = 0; batch < BATCHES; batch += 1) {
      await appendRows(stack, runId, ROWS);
      await delay(BATCH_EVERY_MS);
    }
    await waitUntil(
      `every listener has heard every batch (${heard.get(count)} of ${expected})`,
      () => (heard.get(count) ?? 0) >= expected,
      60_000,
    );
    const usedCpu = ((await cpuClock?.()) ?? NaN) - beforeCpu;
    (cpu[String(count)] ??= []).push((usedCpu * 1000) / BATCHES);
    reported = await transactions();
    return (reported - beforeDone) / BATCHES;
  };
  const done = await inTurns(rounds, {
    '0': () => cost(0),
    '1': () => cost(1),
    [String(many)]: () => cost(many),
  });
  clearInterval(heartbeat);
  for (const socket of sockets) socket.terminate();
  console.log(
    `\nthe database, a batch of ${ROWS} rows, by listeners of the run (each heard each batch)`,
  );
  for (const count of counts) {
    const name = String(count);
    console.log(
      `  ${name.padStart(5)} listeners: ${spread(done[name] ?? [])} transactions, ${spread(cpu[name] ?? [])} ms of processor time`,
    );
  }
  const share = (figures: Record<string, number[]>): number =>
    median(figures[String(many)] ?? []) / median(figures['1'] ?? []);
  return { cpuRatio: cpuClock === null ? NaN : share(cpu), transactionRatio: share(done) };
}

function listen(
  stack: LocalStack,
  runId: string,
  token: string,
  onBatch: () => void,
): Promise<WebSocket> {
  const url = `${stack.url.replace('http', 'ws')}/realtime/v1/websocket?apikey=${stack.publishableKey}&vsn=2.0.0`;
  const socket = new WebSocket(url);
  socket.on('open', () => {
    const join = { config: { private: true }, access_token: token };
    socket.send(JSON.stringify(['1', '1', `realtime:run-logs:${runId}`, 'phx_join', join]));
  });
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      if (isBinary) onBatch();
      else if (data.includes('"status":"ok"')) resolve(socket);
      else if (!data.includes('"system"'))
        reject(new Error(`join refused: ${data.toString('utf8')}`));
    });
  });
}
