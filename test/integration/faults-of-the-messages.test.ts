/**
 * What can happen to announcements between a commit and a viewer, over real sockets and the real supabase-js: the
 * database commits out of order, messages are lost, doubled, overtaken, late, too large, or never sent at all.
 */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { startStack, type LocalStack } from '../../demo/stack/stack.js';
import { announceEveryStatement } from '../helpers/announce-at-once.js';
import { FakeClock } from '../helpers/fake-clock.js';
import {
  errorCodes,
  liveViewer,
  showsTable,
  untilState,
  type StackViewer,
} from '../helpers/stack-viewer.js';
import { appendRows, createRun, createTenant, type Tenant } from '../helpers/tenants.js';
import { waitUntil } from '../helpers/wait-until.js';

/** A message that comes at all comes within this; a whole minute of silence is asked about several times. */
const SILENCE_MS = 60_000;

describe('faults of the messages', () => {
  let stack: LocalStack;
  let owner: Tenant;
  let token: string;

  before(async () => {
    stack = await startStack({ port: 0 });
    await announceEveryStatement(stack);
    owner = await createTenant(stack, 'owner');
    token = owner.accessToken;
  });

  afterEach(() => {
    stack.realtime.disturbBroadcasts(null);
    stack.realtime.setBroadcastsFlowing(true);
    stack.realtime.delayReadiness(0);
  });

  after(() => stack.stop());

  /** A transaction that has taken its seqs and has not committed; the returned function commits it. */
  async function beginAppend(
    runId: string,
    rows: number,
    message: string,
  ): Promise<() => Promise<void>> {
    let commit = (): void => undefined;
    const mayCommit = new Promise<void>((resolve) => (commit = resolve));
    let begun = (): void => undefined;
    const hasBegun = new Promise<void>((resolve) => (begun = resolve));
    const entries = Array.from({ length: rows }, (_, index) => ({
      message: `${message} ${index}`,
    }));
    const done = stack.sql.begin(async (sql) => {
      await sql`select append_run_logs(${runId}, ${sql.json(entries)})`;
      begun();
      await mayCommit;
    });
    await hasBegun;
    return async () => {
      commit();
      await done;
    };
  }

  /** Resolves once a writer waits for another one's lock. */
  function untilWriterWaits(): Promise<void> {
    return waitUntil('a writer waits', async () => {
      const [row] = await stack.sql<{ waiting: number }[]>`
        select count(*)::int as waiting from pg_stat_activity
        where wait_event_type = 'Lock' and query like '%append_run_logs%'`;
      return (row?.waiting ?? 0) > 0;
    });
  }

  /** Writes now and then, until the viewer has found that it is told nothing; then it shows what was written. */
  async function untilDegraded(
    viewer: StackViewer,
    runId: string,
    clock: FakeClock,
  ): Promise<void> {
    await waitUntil('degraded', async () => {
      await appendRows(stack, runId, 1, 'untold');
      await clock.advance(1_000);
      return viewer.sink.state === 'degraded';
    });
    await showsTable(stack, viewer, runId, () => clock.advance(1_000));
  }

  it('shows the rows of a late committer before those of a writer that waited for it', async (t) => {
    const runId = await createRun(stack, owner);
    const viewer = await liveViewer(t, stack, runId, { token });
    const commit = await beginAppend(runId, 3, 'first');
    const second = appendRows(stack, runId, 2, 'second');
    await untilWriterWaits();
    assert.equal(viewer.sink.rows.length, 0);
    await commit();
    await second;
    await showsTable(stack, viewer, runId);
    const first = viewer.sink.entries.map(({ message }) => message.split(' ')[0]);
    assert.deepEqual(first, ['first', 'first', 'first', 'second', 'second']);
    assert.equal(viewer.sink.probe.read(0, 0).counts.late, 0);
  });

  it('does not make one run wait for a late committer of another, whose rows have lower ids', async (t) => {
    const [slow, quick] = [await createRun(stack, owner), await createRun(stack, owner)];
    const slowViewer = await liveViewer(t, stack, slow, { token });
    const quickViewer = await liveViewer(t, stack, quick, { token });
    const commit = await beginAppend(slow, 3, 'slow');
    await appendRows(stack, quick, 4, 'quick');
    await showsTable(stack, quickViewer, quick);
    assert.equal(slowViewer.sink.rows.length, 0);
    await commit();
    await showsTable(stack, slowViewer, slow);
    const highestId = (viewer: typeof slowViewer): number =>
      Math.max(...viewer.sink.entries.map(({ id }) => Number(id)));
    assert.ok(highestId(slowViewer) < highestId(quickViewer), 'committed out of the order of ids');
    assert.deepEqual(
      [slowViewer, quickViewer].map(({ sink }) => sink.origins),
      [['live'], ['live']],
    );
  });

  it('leaves no hole where a writer rolled back', async (t) => {
    const runId = await createRun(stack, owner);
    const viewer = await liveViewer(t, stack, runId, { token });
    await appendRows(stack, runId, 2, 'kept');
    const rolledBack = stack.sql.begin(async (sql) => {
      await sql`select append_run_logs(${runId}, ${sql.json([{ message: 'gone' }])})`;
      throw new Error('roll back');
    });
    await assert.rejects(rolledBack, /roll back/);
    await appendRows(stack, runId, 2, 'kept');
    await showsTable(stack, viewer, runId);
    assert.deepEqual(viewer.sink.seqs, [1, 2, 3, 4]);
  });

  it('shows a batch once that comes twice', async (t) => {
    const runId = await createRun(stack, owner);
    const viewer = await liveViewer(t, stack, runId, { token });
    stack.realtime.disturbBroadcasts({ duplicateShare: 1 });
    for (let batch = 0; batch < 5; batch += 1) await appendRows(stack, runId, 3, `batch ${batch}`);
    await waitUntil('the copies', () => viewer.sink.probe.read(0, 0).counts.duplicate >= 15);
    await showsTable(stack, viewer, runId);
    assert.deepEqual([...new Set(viewer.sink.origins)], ['live']);
  });

  it('reads a batch that was lost between two others, at once and without a change of state', async (t) => {
    const runId = await createRun(stack, owner);
    const viewer = await liveViewer(t, stack, runId, { token });
    await appendRows(stack, runId, 2, 'before');
    await showsTable(stack, viewer, runId);
    stack.realtime.disturbBroadcasts({ loseShare: 1 });
    const { lost } = stack.realtime.stats();
    await appendRows(stack, runId, 3, 'lost');
    await waitUntil('it is lost', () => stack.realtime.stats().lost > lost);
    stack.realtime.disturbBroadcasts(null);
    await appendRows(stack, runId, 2, 'after');
    await showsTable(stack, viewer, runId);
    const { counts } = viewer.sink.probe.read(0, 0);
    assert.equal(counts.late, 2, 'rows that waited');
    assert.ok(counts.repaired >= 3, `${counts.repaired} repaired`);
    assert.deepEqual(viewer.sink.states, ['idle', 'connecting', 'catching-up', 'live']);
  });

  it('finds a lost last message by asking, and trusts the path again once rows come through it', async (t) => {
    const runId = await createRun(stack, owner);
    const clock = new FakeClock(Date.now());
    const viewer = await liveViewer(t, stack, runId, { token, clock });
    await clock.advance(SILENCE_MS);
    stack.realtime.setBroadcastsFlowing(false);
    await untilDegraded(viewer, runId, clock);
    assert.ok(!viewer.sink.origins.includes('live'), viewer.sink.origins.join());
    stack.realtime.setBroadcastsFlowing(true);
    await appendRows(stack, runId, 1, 'seen');
    await untilState(viewer, 'live');
    await showsTable(stack, viewer, runId);
    assert.equal(viewer.sink.origins.at(-1), 'live');
  });

  it('puts what is overtaken, delayed, doubled and lost in order', async (t) => {
    const runId = await createRun(stack, owner);
    const viewer = await liveViewer(t, stack, runId, { token });
    const disturbance = { reorderShare: 0.4, duplicateShare: 0.2, loseShare: 0.1, delayMs: 20 };
    stack.realtime.disturbBroadcasts({ ...disturbance, seed: 7 });
    for (let batch = 0; batch < 60; batch += 1) {
      await appendRows(stack, runId, 1 + (batch % 4), `batch ${batch}`);
    }
    stack.realtime.disturbBroadcasts(null);
    await appendRows(stack, runId, 1, 'last');
    await showsTable(stack, viewer, runId);
    const { counts } = viewer.sink.probe.read(0, 0);
    assert.ok(
      counts.duplicate > 0 && counts.late > 0 && counts.repaired > 0,
      JSON.stringify(counts),
    );
  });

  it('loses nothing when every message is late', async (t) => {
    const runId = await createRun(stack, owner);
    const viewer = await liveViewer(t, stack, runId, { token });
    stack.realtime.disturbBroadcasts({ delayMs: 700 });
    const { fromDatabase } = stack.realtime.stats();
    for (let batch = 0; batch < 5; batch += 1) await appendRows(stack, runId, 2, `batch ${batch}`);
    await waitUntil(
      'they are on their way',
      () => stack.realtime.stats().fromDatabase >= fromDatabase + 5,
    );
    stack.realtime.disturbBroadcasts(null);
    await appendRows(stack, runId, 1, 'overtakes them all');
    await showsTable(stack, viewer, runId);
    await waitUntil('the late ones', () => viewer.sink.probe.read(0, 0).counts.duplicate >= 10);
    await showsTable(stack, viewer, runId);
  });

  it('reads what a cold server does not announce yet, though it says that one has joined', async (t) => {
    const runId = await createRun(stack, owner);
    stack.realtime.delayReadiness(1_200);
    const viewer = await liveViewer(t, stack, runId, { token });
    const { lost } = stack.realtime.stats();
    await appendRows(stack, runId, 3, 'unheard');
    await showsTable(stack, viewer, runId);
    assert.ok(!viewer.sink.origins.includes('live'), viewer.sink.origins.join());
    await waitUntil('it hears', async () => {
      await appendRows(stack, runId, 1, 'heard');
      return viewer.sink.origins.includes('live');
    });
    await showsTable(stack, viewer, runId);
    assert.ok(stack.realtime.stats().lost > lost, 'the first message went to nobody');
  });

  it('finds what was committed while the server had lost its database, of which it says nothing', async (t) => {
    const runId = await createRun(stack, owner);
    const clock = new FakeClock(Date.now());
    const viewer = await liveViewer(t, stack, runId, { token, clock });
    await clock.advance(SILENCE_MS);
    const outageMs = 400;
    stack.realtime.loseDatabase(outageMs);
    const backMs = performance.now() + outageMs;
    await appendRows(stack, runId, 3, 'unheard');
    await waitUntil('the database is back', () => performance.now() > backMs);
    await showsTable(stack, viewer, runId, () => clock.advance(1_000));
    assert.ok(!viewer.sink.origins.includes('live'), viewer.sink.origins.join());
    await appendRows(stack, runId, 1, 'heard');
    await showsTable(stack, viewer, runId);
    await untilState(viewer, 'live');
    assert.equal(viewer.line.sockets.length, 1, 'the socket stayed');
  });

  for (const kilobytes of [65, 300, 1_040]) {
    it(`shows a row of ${kilobytes} KB whole`, async (t) => {
      const runId = await createRun(stack, owner);
      const viewer = await liveViewer(t, stack, runId, { token });
      const message = `${'x'.repeat(kilobytes * 1_000 - 4)} end`;
      await stack.sql`select append_run_logs(${runId}, ${stack.sql.json([{ message }])})`;
      await appendRows(stack, runId, 1, 'after');
      await showsTable(stack, viewer, runId);
      assert.equal(viewer.sink.entries[0]?.message, message);
      assert.deepEqual(errorCodes(viewer), []);
    });
  }

  it('shows a row with 3 MB of fields whole, and one whose message the database has cut', async (t) => {
    const runId = await createRun(stack, owner);
    const viewer = await liveViewer(t, stack, runId, { token });
    const fields = { dump: 'y'.repeat(3_000_000) };
    const rows = [{ message: 'fields', fields }, { message: 'z'.repeat(1_500_000) }];
    for (const row of rows) {
      await stack.sql`select append_run_logs(${runId}, ${stack.sql.json([row])})`;
    }
    await showsTable(stack, viewer, runId);
    assert.deepEqual(viewer.sink.entries[0]?.fields, fields);
    assert.match(viewer.sink.entries[1]?.message ?? '', /^z+ … \[cut: /);
    assert.deepEqual(errorCodes(viewer), []);
  });

  it('shows rows whose message found no partition to be stored in; the writer is not told', async (t) => {
    const runId = await createRun(stack, owner);
    const clock = new FakeClock(Date.now());
    const viewer = await liveViewer(t, stack, runId, { token, clock });
    await clock.advance(SILENCE_MS);
    t.after(() => makePartitions());
    await dropPartitions();
    await untilDegraded(viewer, runId, clock);
    await makePartitions();
    await appendRows(stack, runId, 1, 'announced');
    await untilState(viewer, 'live');
    await showsTable(stack, viewer, runId);
  });

  /** Joins need them too: the server looks a probe row up under the viewer's role. */
  async function makePartitions(): Promise<void> {
    await stack.sql`select realtime.maintain_message_partitions()`;
  }

  async function dropPartitions(): Promise<void> {
    const partitions = await stack.sql<{ name: string }[]>`
      select inhrelid::regclass::text as name from pg_inherits
      where inhparent = 'realtime.messages'::regclass`;
    assert.ok(partitions.length > 0);
    for (const { name } of partitions) await stack.sql.unsafe(`drop table ${name}`);
  }

  it('goes on when the server knows no such topic as it is sent to', async (t) => {
    const runId = await createRun(stack, owner);
    const viewer = await liveViewer(t, stack, runId, { token });
    for (const topic of [
      'run-logs:',
      'run-logs:42',
      `run-logs:${runId.toUpperCase()}`,
      `run-logs:${runId} `,
    ]) {
      await stack.sql`select realtime.send('{"v": 1}'::jsonb, 'logs', ${topic}, true)`;
    }
    await appendRows(stack, runId, 2);
    await showsTable(stack, viewer, runId);
    assert.deepEqual(errorCodes(viewer), []);
  });
});
