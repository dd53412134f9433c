/**
 * What the writer makes of a worker's rows, next to one insert a row, which is what a worker does without it: rows
 * acknowledged per second, on one connection and on four, through each port, and what a `write` costs the worker.
 * Run it with `npm run bench:writer`; it takes about a minute. Everything shares this machine's processors.
 */
import pg from 'pg';
import postgres from 'postgres';
import {
  LogWriter,
  pgPort,
  postgresJsPort,
  postgrestPort,
  type LogWriterPort,
} from '../../src/writer/index.js';
import { startStack } from '../../demo/stack/stack.js';
import { createRun, createTenant } from '../helpers/tenants.js';
import { median, printGoal } from './goal.js';

/** A batch of the writer must be worth at least this many single inserts. */
const AT_LEAST_TIMES = 5;
/** A worker must hardly notice a `write`, in microseconds. */
const WRITE_AT_MOST_US = 50;
const MEASURE_MS = 4_000;
const RUNS = 4;
const ENTRY = {
  level: 'info',
  message:
    'step fetch-orders finished after 3 attempts with status 200 and 48,113 bytes in 127 ms, next is transform',
  nodeId: 'fetch-orders',
  fields: { attempt: 3, status: 200, bytes: 48_113 },
};

const stack = await startStack({ port: 0 });
const tenant = await createTenant(stack, 'bench');
const runIds = await Promise.all(Array.from({ length: RUNS }, () => createRun(stack, tenant)));
const sql = postgres(stack.databaseUrl, { max: RUNS, onnotice: () => undefined });
const pool = new pg.Pool({ connectionString: stack.databaseUrl, max: RUNS });
const results = new Map<string, number>();

/** Single inserts, each awaited, as many side by side as there are runs given. */
async function singleInserts(runs: readonly string[]): Promise<number> {
  const endMs = performance.now() + MEASURE_MS;
  let rows = 0;
  const startMs = performance.now();
  await Promise.all(
    runs.map(async (runId) => {
      while (performance.now() < endMs) {
        await sql`
          insert into public.logs (run_id, level, message, node_id, fields)
          values (${runId}, ${ENTRY.level}, ${ENTRY.message}, ${ENTRY.nodeId}, ${sql.json(ENTRY.fields)})`;
        rows += 1;
      }
    }),
  );
  return (rows * 1_000) / (performance.now() - startMs);
}

async function throughWriter(port: LogWriterPort, runs: readonly string[]): Promise<number> {
  const writer = new LogWriter({ port, exitHook: false });
  const startMs = performance.now();
  for (let row = 0; performance.now() - startMs < MEASURE_MS; row += 1) {
    const runId = runs[row % runs.length] as string;
    if (!writer.write(runId, ENTRY)) await writer.ready();
  }
  await writer.close({ timeoutMs: 60_000 });
  const { stored, written } = writer.stats();
  if (stored !== written) throw new Error(`${written} written, ${stored} stored`);
  return (stored * 1_000) / (performance.now() - startMs);
}

/** Microseconds of one `write`, when nothing is sent. */
function costOfWrite(): number {
  const costs: number[] = [];
  for (let round = 0; round < 50; round += 1) {
    const port: LogWriterPort = {
      append: () => new Promise(() => undefined),
      close: async () => undefined,
    };
    const writer = new LogWriter({ port, exitHook: false, onError: () => undefined });
    const startMs = performance.now();
    for (let row = 0; row < 5_000; row += 1) writer.write(runIds[0] as string, ENTRY);
    costs.push(((performance.now() - startMs) * 1_000) / 5_000);
    void writer.close({ timeoutMs: 0 });
  }
  return median(costs);
}

async function measure(name: string, work: () => Promise<number>): Promise<void> {
  const rate = await work();
  results.set(name, rate);
  console.log(`${name.padEnd(44)} ${Math.round(rate).toLocaleString('en').padStart(9)} rows/s`);
}

const rest = (): LogWriterPort => postgrestPort({ url: stack.url, key: stack.secretKey });
const one = runIds.slice(0, 1);
try {
  await measure('single inserts, 1 run', () => singleInserts(one));
  await measure('single inserts, 4 runs on 4 connections', () => singleInserts(runIds));
  await measure('writer over postgres.js, 1 run', () => throughWriter(postgresJsPort(sql), one));
  await measure('writer over postgres.js, 4 runs', () =>
    throughWriter(postgresJsPort(sql), runIds),
  );
  await measure('writer over pg, 1 run', () => throughWriter(pgPort(pool), one));
  await measure('writer over pg, 4 runs', () => throughWriter(pgPort(pool), runIds));
  await measure('writer over PostgREST (stand-in), 1 run', () => throughWriter(rest(), one));
  await measure('writer over PostgREST (stand-in), 4 runs', () => throughWriter(rest(), runIds));
  const ratio = (runs: string, inserts: string): number =>
    (results.get(`writer over postgres.js, ${runs}`) ?? 0) / (results.get(inserts) ?? 1);
  console.log('');
  printGoal('writer to single inserts, 1 run', ratio('1 run', 'single inserts, 1 run'), {
    atLeast: AT_LEAST_TIMES,
    unit: 'times',
  });
  printGoal(
    'writer to single inserts, 4 runs',
    ratio('4 runs', 'single inserts, 4 runs on 4 connections'),
    { atLeast: AT_LEAST_TIMES, unit: 'times' },
  );
  printGoal('one write()', costOfWrite(), { atMost: WRITE_AT_MOST_US, unit: 'µs' });
} finally {
  await Promise.all([sql.end({ timeout: 1 }), pool.end()]);
  await stack.stop();
}
