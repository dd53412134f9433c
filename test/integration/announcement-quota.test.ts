/**
 * A project within its quota: five runs that write two hundred rows a second each, one by one, three viewers on each,
 * and no more events than the smallest plan allows. The database announces less often, and nobody is the worse for it.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import postgres from 'postgres';
import { startStack, type LocalStack } from '../../demo/stack/stack.js';
import { liveViewer, type StackViewer } from '../helpers/stack-viewer.js';
import { createRun, createTenant } from '../helpers/tenants.js';
import { waitUntil } from '../helpers/wait-until.js';

/** Realtime's default for a project, of messages and their receivers together. */
const EVENTS_PER_SECOND = 100;
const RUNS = 5;
const VIEWERS_OF_A_RUN = 3;
const ROWS_PER_SECOND = 200;
/** Long enough for the server to look at its average twice: a flood would be noticed. */
const WRITING_MS = 12_000;

describe('five busy runs with three viewers each', () => {
  let stack: LocalStack;

  before(async () => {
    stack = await startStack({
      port: 0,
      realtimeLimits: { eventsPerSecond: EVENTS_PER_SECOND, joinsPerSecond: 1000 },
    });
  });

  after(() => stack.stop());

  it('lose no message to the quota, and show a row within a second', async (t) => {
    const owner = await createTenant(stack, 'owner');
    const latenciesMs: number[] = [];
    const viewers: { readonly runId: string; readonly viewer: StackViewer }[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const runId = await createRun(stack, owner);
      for (let place = 0; place < VIEWERS_OF_A_RUN; place += 1) {
        const viewer = await liveViewer(t, stack, runId, { token: owner.accessToken });
        const append = viewer.sink.append.bind(viewer.sink);
        viewer.sink.append = (rows, origin): void => {
          append(rows, origin);
          for (const row of rows) {
            if ('createdAt' in row) latenciesMs.push(Date.now() - Date.parse(row.createdAt));
          }
        };
        viewers.push({ runId, viewer });
      }
    }
    const askedBefore = viewers.map(({ viewer }) => viewer.asked.length);

    const sql = postgres(stack.databaseUrl, { max: RUNS, onnotice: () => undefined });
    t.after(() => sql.end({ timeout: 1 }));
    const write = async (runId: string): Promise<number> => {
      const startMs = performance.now();
      for (let written = 0; ;) {
        const elapsedMs = performance.now() - startMs;
        if (elapsedMs > WRITING_MS) return written;
        if (written < (elapsedMs / 1000) * ROWS_PER_SECOND) {
          await sql`insert into logs (run_id, level, message) values (${runId}, 'info', ${`row ${written}`})`;
          written += 1;
        } else await delay(2);
      }
    };
    const runIds = [...new Set(viewers.map(({ runId }) => runId))];
    const written = new Map(
      await Promise.all(runIds.map(async (runId) => [runId, await write(runId)] as const)),
    );
    for (const { runId, viewer } of viewers) {
      const count = written.get(runId) ?? 0;
      await waitUntil('all rows', () => viewer.sink.entries.length === count);
      assert.deepEqual(
        viewer.sink.seqs,
        Array.from({ length: count }, (_, index) => index + 1),
      );
    }

    const rows = [...written.values()].reduce((sum, count) => sum + count, 0);
    const { fromDatabase, dropped } = stack.realtime.stats();
    latenciesMs.sort((a, b) => a - b);
    const p95Ms = latenciesMs[Math.floor(latenciesMs.length * 0.95)] ?? Infinity;
    const asked = viewers.map(
      ({ viewer }, index) => viewer.asked.length - (askedBefore[index] ?? 0),
    );
    t.diagnostic(
      `${rows} rows, ${fromDatabase} messages, p95 ${p95Ms} ms, requests ${asked.join()}`,
    );
    assert.equal(dropped, 0);
    assert.ok(rows > fromDatabase * 5, 'too little was written for the quota to matter');
    assert.ok(p95Ms <= 1000, `p95 ${p95Ms} ms`);
    // One look when the rows cease, one page each for a hole now and then; not one a message.
    assert.ok(
      asked.every((count) => count < 20),
      asked.join(),
    );
    for (const { viewer } of viewers) {
      assert.equal(viewer.sink.state, 'live');
      assert.equal(viewer.line.sockets.length, 1);
    }
  });
});
