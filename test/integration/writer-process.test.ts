/** How workers end, and what of their rows is in the table then. Real processes, real signals, a real Postgres. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startTestDatabase, type Tenant, type TestDatabase } from '../helpers/postgres-database.js';
import { between, chooseSeed, seededRandom } from '../helpers/random.js';
import { waitUntil } from '../helpers/wait-until.js';
import type { WriterChildTask } from '../helpers/writer-child.js';

const CHILD = fileURLToPath(new URL('../helpers/writer-child.ts', import.meta.url));

let database: TestDatabase;
let tenant: Tenant;

before(async () => {
  database = await startTestDatabase();
  tenant = await database.makeTenant();
});
after(() => database.stop());

interface Worker {
  readonly process: ChildProcess;
  readonly lines: string[];
  readonly complaints: () => string;
  /** Code and signal; resolves once all that it said is here. */
  readonly ended: Promise<readonly [code: number | null, signal: NodeJS.Signals | null]>;
}

function startWorker(task: Omit<WriterChildTask, 'databaseUrl'>): Worker {
  const worker = spawn(process.execPath, ['--import', 'tsx', CHILD], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      WRITER_CHILD: JSON.stringify({
        ...task,
        databaseUrl: database.url,
      } satisfies WriterChildTask),
    },
  });
  const lines: string[] = [];
  let complaints = '';
  createInterface({ input: worker.stdout }).on('line', (line) => lines.push(line));
  worker.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  const ended = once(worker, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  return { process: worker, lines, complaints: () => complaints, ended };
}

async function makeRuns(count: number): Promise<string[]> {
  return Promise.all(Array.from({ length: count }, () => database.makeRun(tenant)));
}

/** What a run has, once no statement of the dead worker can commit any more. Fails unless dense and in order. */
async function rowsOf(runId: string): Promise<number> {
  await waitUntil('the worker’s connections are gone', async () => {
    const [row] = await database.sql`
      select count(*)::int as count from pg_stat_activity where application_name = 'writer-child'`;
    return row?.['count'] === 0;
  });
  const rows = await database.sql`
    select seq, message from logs where run_id = ${runId} order by seq`;
  for (const [index, row] of rows.entries()) {
    assert.deepEqual([row['seq'], row['message']], [index + 1, String(index + 1)]);
  }
  return rows.length;
}

/** The last number that was said after `word` of a run. */
function lastOf(lines: readonly string[], word: string, runId: string): number {
  const start = `${word} ${runId} `;
  const line = lines.findLast((said) => said.startsWith(start));
  return line === undefined ? 0 : Number(line.slice(start.length));
}

describe('a worker that is killed with -9', () => {
  const seed = chooseSeed();
  const random = seededRandom(seed);
  const CASES = [
    { maxQueueRows: 50, runs: 1 },
    { maxQueueRows: 300, runs: 3 },
    { maxQueueRows: 2_000, runs: 2 },
  ];
  for (const { maxQueueRows, runs } of CASES) {
    it(`loses no acknowledged row, and at most its queue of ${maxQueueRows} (seed ${seed})`, async (t) => {
      const runIds = await makeRuns(runs);
      const worker = startWorker({ runIds, how: 'flood', rows: 0, maxQueueRows });
      const enough = between(random, 5, 40);
      const stored = (): number => worker.lines.filter((line) => line.startsWith('stored')).length;
      await waitUntil(`${enough} batches are stored`, () => stored() >= enough, 30_000);
      worker.process.kill('SIGKILL');
      assert.deepEqual(await worker.ended, [null, 'SIGKILL']);
      let missing = 0;
      for (const runId of runIds) {
        const rows = await rowsOf(runId);
        const acknowledged = lastOf(worker.lines, 'stored', runId);
        assert.ok(rows >= acknowledged, `${acknowledged} acknowledged, ${rows} in the table`);
        missing += lastOf(worker.lines, 'written', runId) - rows;
      }
      t.diagnostic(`${missing} rows of the queue were lost, at most ${maxQueueRows} can be`);
      // One more may have been announced and not yet written.
      assert.ok(missing <= maxQueueRows + 1, `${missing} rows are missing`);
      // A small queue may be stored whole by statements that were under way; of a large one, rows were still waiting.
      if (maxQueueRows > 1_000) assert.ok(missing > 100, 'it was killed when nothing was queued');
    });
  }
});

describe('a worker that is asked to end', () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`with ${signal} flushes, and ends by that signal`, async () => {
      const runIds = await makeRuns(3);
      const worker = startWorker({ runIds, how: 'wait', rows: 130 });
      await waitUntil('it has written', () => worker.lines.includes('ready'), 30_000);
      worker.process.kill(signal);
      assert.deepEqual(await worker.ended, [null, signal]);
      for (const runId of runIds) assert.equal(await rowsOf(runId), 130);
      assert.equal(worker.complaints(), '');
    });
  }

  it('and has a handler of its own ends as that handler says', async () => {
    const runIds = await makeRuns(1);
    const worker = startWorker({ runIds, how: 'wait', rows: 130, hostExitCode: 7 });
    await waitUntil('it has written', () => worker.lines.includes('ready'), 30_000);
    worker.process.kill('SIGTERM');
    assert.deepEqual(await worker.ended, [7, null]);
    assert.ok(worker.lines.includes('host'));
    assert.equal(await rowsOf(runIds[0]!), 130);
  });

  it('without the database ends in bounded time, and says what is left', async () => {
    const runIds = await makeRuns(1);
    const worker = startWorker({
      runIds,
      how: 'wait',
      rows: 130,
      isCutOff: true,
      exitFlushMs: 300,
    });
    await waitUntil('it has written', () => worker.lines.includes('ready'), 30_000);
    worker.process.kill('SIGTERM');
    assert.deepEqual(await worker.ended, [null, 'SIGTERM']);
    assert.match(worker.complaints(), /rows-left: .*\(130 rows\)/);
  });

  it('and has opted out ends at once, with its queue', async () => {
    const runIds = await makeRuns(1);
    const worker = startWorker({ runIds, how: 'wait', rows: 99, isCutOff: true, exitHook: false });
    await waitUntil('it has written', () => worker.lines.includes('ready'), 30_000);
    worker.process.kill('SIGTERM');
    assert.deepEqual(await worker.ended, [null, 'SIGTERM']);
    assert.equal(worker.complaints(), '');
  });
});

describe('a worker that comes to its end', () => {
  it('stores all of it first, and then ends', async () => {
    const runIds = await makeRuns(2);
    const worker = startWorker({ runIds, how: 'end', rows: 150 });
    assert.deepEqual(await worker.ended, [0, null]);
    for (const runId of runIds) assert.equal(await rowsOf(runId), 150);
    assert.equal(worker.complaints(), '');
  });

  it('ends all the same when nothing can be stored, and says what is left', async () => {
    const runIds = await makeRuns(1);
    const worker = startWorker({ runIds, how: 'end', rows: 150, isCutOff: true, exitFlushMs: 300 });
    assert.deepEqual(await worker.ended, [0, null]);
    assert.match(worker.complaints(), /rows-left: .*\(150 rows\)/);
  });

  it('by process.exit says what is left', async () => {
    const runIds = await makeRuns(1);
    const worker = startWorker({ runIds, how: 'exit', rows: 20 });
    assert.deepEqual(await worker.ended, [3, null]);
    assert.match(worker.complaints(), /rows-left: .*\(20 rows\)/);
  });
});
