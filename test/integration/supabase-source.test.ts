/**
 * The Supabase source where nothing is wrong: real sockets, real Postgres rules, the real supabase-js; only the
 * Realtime server is our own stand-in. What can be wrong is in the files beside this one.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startStack, type LocalStack } from '../../demo/stack/stack.js';
import { liveViewer, openViewer, showsTable, untilState } from '../helpers/stack-viewer.js';
import { appendRows, createRun, createTenant, type Tenant } from '../helpers/tenants.js';
import { waitUntil } from '../helpers/wait-until.js';

describe('supabase source on a local stack', { concurrency: true }, () => {
  let stack: LocalStack;
  let owner: Tenant;
  let token: string;

  before(async () => {
    stack = await startStack({ port: 0 });
    owner = await createTenant(stack, 'owner');
    token = owner.accessToken;
  });

  after(() => stack.stop());

  it('shows what was written before and what is written after, over the live path', async (t) => {
    const runId = await createRun(stack, owner);
    await appendRows(stack, runId, 5, 'before');
    const viewer = await liveViewer(t, stack, runId, { token });
    await appendRows(stack, runId, 5, 'after');
    await showsTable(stack, viewer, runId);
    assert.equal(viewer.sink.origins.at(-1), 'live');
    const last = viewer.sink.entries.at(-1);
    assert.deepEqual(last?.fields, { index: 4 });
    assert.equal(last.nodeId, 'http-1');
  });

  it('knows a run whose id is written in capitals', async (t) => {
    const runId = await createRun(stack, owner);
    await appendRows(stack, runId, 1);
    const { sink } = await liveViewer(t, stack, runId.toUpperCase(), { token });
    await appendRows(stack, runId, 1);
    await waitUntil('both rows', () => sink.entries.length === 2);
    assert.equal(sink.origins.at(-1), 'live');
  });

  it('gives a row the same shape whether it came live or was read', async (t) => {
    const runId = await createRun(stack, owner);
    const { sink } = await liveViewer(t, stack, runId, { token });
    await appendRows(stack, runId, 1);
    await waitUntil('a row', () => sink.rows.length === 1);
    assert.equal(sink.origins[0], 'live');
    const later = openViewer(t, stack, runId, { token });
    await waitUntil('a row', () => later.sink.rows.length === 1);
    assert.deepEqual(later.sink.entries, sink.entries);
  });

  it('reads a bulk load that is announced by a pointer', async (t) => {
    const runId = await createRun(stack, owner);
    const viewer = await liveViewer(t, stack, runId, { token });
    await appendRows(stack, runId, 2_500);
    await showsTable(stack, viewer, runId);
    assert.equal(viewer.sink.rows.length, 2_500);
  });

  it('lets a portal token see its run', async (t) => {
    const runId = await createRun(stack, owner);
    await appendRows(stack, runId, 2);
    const portal = await stack.mintToken({ sub: 'customer-42', run_id: runId });
    const viewer = await liveViewer(t, stack, runId, { token: portal });
    await appendRows(stack, runId, 1);
    await showsTable(stack, viewer, runId);
    assert.equal(viewer.sink.origins.at(-1), 'live');
  });

  it('ends with the run, after its last row', async (t) => {
    const runId = await createRun(stack, owner);
    const viewer = await liveViewer(t, stack, runId, { token });
    await stack.sql.begin(async (sql) => {
      await sql`select append_run_logs(${runId}, ${sql.json([{ message: 'last' }])})`;
      await sql`update public.workflow_runs set status = 'failed' where id = ${runId}`;
    });
    await untilState(viewer, 'ended');
    assert.equal(viewer.sink.entries.at(-1)?.message, 'last');
    assert.equal(viewer.sink.runInfo?.status, 'failed');
  });

  it('polls when told to, and needs no socket for it', async (t) => {
    const runId = await createRun(stack, owner);
    const viewer = openViewer(t, stack, runId, { token, transport: 'polling' });
    await untilState(viewer, 'polling');
    await appendRows(stack, runId, 2);
    await showsTable(stack, viewer, runId);
    assert.equal(viewer.line.sockets.length, 0);
  });

  it('pages back to the start of a run', async (t) => {
    const runId = await createRun(stack, owner);
    await appendRows(stack, runId, 2_300);
    const viewer = openViewer(t, stack, runId, { token });
    await waitUntil('newest rows', () => viewer.sink.rows.length === 1_000);
    await viewer.stream.loadOlder(1_000);
    await viewer.stream.loadOlder(1_000);
    assert.equal(viewer.sink.reachedStart, true);
    await showsTable(stack, viewer, runId);
  });

  it('keeps the table whole with several writers while the socket drops', async (t) => {
    const runId = await createRun(stack, owner);
    const viewer = await liveViewer(t, stack, runId, { token });
    const writer = async (name: string): Promise<void> => {
      for (let batch = 0; batch < 15; batch += 1) {
        await appendRows(stack, runId, 1 + (batch % 7), name);
        if (batch === 5) viewer.line.sockets.at(-1)?.terminate();
      }
    };
    await Promise.all(['a', 'b', 'c', 'd'].map(writer));
    await showsTable(stack, viewer, runId);
  });
});
