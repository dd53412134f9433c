import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { startStack, type LocalStack } from '../../demo/stack/stack.js';
import type { LogStream } from '../../src/source/log-source.js';
import {
  SupabaseLogSource,
  type SupabaseLogSourceOptions,
} from '../../src/source/supabase-source.js';
import { FakeClock } from '../helpers/fake-clock.js';
import { RecordingSink } from '../helpers/recording-sink.js';
import { appendRows, createRun, createTenant, type Tenant } from '../helpers/tenants.js';
import { waitUntil } from '../helpers/wait-until.js';

/** Real sockets, real Postgres rules, the real supabase-js; only the Realtime server is our own stand-in. */
describe('supabase source on a local stack', () => {
  let stack: LocalStack;
  let owner: Tenant;
  let other: Tenant;
  let streams: LogStream[] = [];

  before(async () => {
    stack = await startStack({ realtimeLimits: {} });
    [owner, other] = await Promise.all([
      createTenant(stack, 'owner'),
      createTenant(stack, 'other'),
    ]);
  });

  afterEach(() => {
    for (const stream of streams) stream.close();
    streams = [];
    stack.realtime.resume();
    stack.realtime.setBroadcastsFlowing(true);
  });

  after(() => stack.stop());

  function open(
    runId: string,
    options: Partial<SupabaseLogSourceOptions> = {},
  ): { sink: RecordingSink; stream: LogStream } {
    const sink = new RecordingSink();
    const source = new SupabaseLogSource({
      url: stack.url,
      key: stack.publishableKey,
      webSocket: WebSocket as unknown as NonNullable<SupabaseLogSourceOptions['webSocket']>,
      ...options,
    });
    const stream = source.open(runId, sink);
    streams.push(stream);
    return { sink, stream };
  }

  async function tableOf(runId: string): Promise<{ seq: number; message: string }[]> {
    const rows = await stack.sql<{ seq: string; message: string }[]>`
      select seq::text, message from public.logs where run_id = ${runId} order by logs.seq`;
    return rows.map((row) => ({ seq: Number(row.seq), message: row.message }));
  }

  async function equalsTable(sink: RecordingSink, runId: string): Promise<void> {
    const shown = sink.entries.map(({ seq, message }) => ({ seq, message }));
    assert.deepEqual(shown, await tableOf(runId));
  }

  it('shows what was written before and what is written after, over the live path', async () => {
    const runId = await createRun(stack, owner);
    await appendRows(stack, runId, 5, 'before');
    const { sink } = open(runId, { token: owner.accessToken });
    await waitUntil('live', () => sink.state === 'live');
    await appendRows(stack, runId, 5, 'after');
    await waitUntil('ten rows', () => sink.rows.length === 10);
    assert.equal(sink.origins.at(-1), 'live');
    const last = sink.entries.at(-1);
    assert.deepEqual(last?.fields, { index: 4 });
    assert.equal(last.nodeId, 'http-1');
    await equalsTable(sink, runId);
  });

  it('gives a row the same shape whether it came live or was read', async () => {
    const runId = await createRun(stack, owner);
    const { sink } = open(runId, { token: owner.accessToken });
    await waitUntil('live', () => sink.state === 'live');
    await appendRows(stack, runId, 1);
    await waitUntil('a row', () => sink.rows.length === 1);
    assert.equal(sink.origins[0], 'live');
    const later = open(runId, { token: owner.accessToken });
    await waitUntil('a row', () => later.sink.rows.length === 1);
    assert.deepEqual(later.sink.entries, sink.entries);
  });

  it('reads a bulk load that is announced by a pointer', async () => {
    const runId = await createRun(stack, owner);
    const { sink } = open(runId, { token: owner.accessToken });
    await waitUntil('live', () => sink.state === 'live');
    await appendRows(stack, runId, 2_500);
    await waitUntil('all rows', () => sink.rows.length === 2_500);
    await equalsTable(sink, runId);
  });

  it('denies another tenant, who receives no row', async () => {
    const runId = await createRun(stack, owner);
    await appendRows(stack, runId, 3);
    const { sink } = open(runId, { token: other.accessToken });
    await waitUntil('denied', () => sink.state === 'denied');
    await appendRows(stack, runId, 3);
    assert.equal(sink.rows.length, 0);
    assert.deepEqual(
      sink.errors.map((error) => error.code),
      ['denied'],
    );
  });

  it('cannot tell a run that is somebody else’s from one that does not exist', async () => {
    const { sink } = open('5f0c2b9e-0000-4000-8000-00000000dead', { token: owner.accessToken });
    await waitUntil('denied', () => sink.state === 'denied');
    assert.deepEqual(
      sink.errors.map((error) => error.code),
      ['denied'],
    );
  });

  it('lets a portal token see its run, and no other', async () => {
    const [mine, theirs] = [await createRun(stack, owner), await createRun(stack, owner)];
    await appendRows(stack, mine, 2);
    await appendRows(stack, theirs, 2);
    const token = await stack.mintToken({ sub: 'customer-42', run_id: mine });
    const allowed = open(mine, { token });
    const refused = open(theirs, { token });
    await waitUntil('live', () => allowed.sink.state === 'live');
    await waitUntil('denied', () => refused.sink.state === 'denied');
    await appendRows(stack, mine, 1);
    await waitUntil('three rows', () => allowed.sink.rows.length === 3);
    assert.equal(allowed.sink.origins.at(-1), 'live');
    assert.equal(refused.sink.rows.length, 0);
  });

  it('loses nothing when the socket is dropped and Realtime is away for a while', async () => {
    const runId = await createRun(stack, owner);
    const { sink } = open(runId, { token: owner.accessToken });
    await waitUntil('live', () => sink.state === 'live');
    await appendRows(stack, runId, 3, 'before');
    stack.realtime.pause();
    stack.realtime.dropSockets();
    await waitUntil('not live', () => sink.state !== 'live');
    await appendRows(stack, runId, 3, 'meanwhile');
    stack.realtime.resume();
    await waitUntil('live again', () => sink.state === 'live', 20_000);
    await appendRows(stack, runId, 3, 'after');
    await waitUntil('all rows', () => sink.entries.length === 9);
    await equalsTable(sink, runId);
    assert.equal(sink.probe.read(Date.now(), 0).counts.reconnects, 1);
  });

  it('uses a new token without joining again', async () => {
    const runId = await createRun(stack, owner);
    const shortLived = await stack.mintToken({ sub: owner.userId, expiresInSeconds: 4 });
    const { sink, stream } = open(runId, { token: shortLived });
    await waitUntil('live', () => sink.state === 'live');
    await waitUntil('asked for a token', () => sink.tokenRequests.includes('expiring'));
    stream.setToken(await stack.mintToken({ sub: owner.userId }));
    const expiry = Date.now() + 4_000;
    await waitUntil('the old token is past', () => Date.now() > expiry);
    await appendRows(stack, runId, 2);
    await waitUntil('rows', () => sink.rows.length === 2);
    assert.equal(sink.origins.at(-1), 'live');
    assert.deepEqual(sink.states, ['idle', 'connecting', 'catching-up', 'live']);
  });

  it('waits for a token when its own expires, then goes on from where it stopped', async () => {
    const runId = await createRun(stack, owner);
    await appendRows(stack, runId, 2, 'before');
    const shortLived = await stack.mintToken({ sub: owner.userId, expiresInSeconds: 2 });
    const { sink, stream } = open(runId, { token: shortLived });
    await waitUntil('live', () => sink.state === 'live');
    await waitUntil('a token is required', () => sink.state === 'auth-required');
    assert.equal(sink.errors.at(-1)?.code, 'token-expired');
    assert.ok(sink.tokenRequests.includes('expired'));
    await appendRows(stack, runId, 2, 'meanwhile');
    assert.equal(sink.rows.length, 2);
    stream.setToken(await stack.mintToken({ sub: owner.userId }));
    await waitUntil('live', () => sink.state === 'live');
    await waitUntil('all rows', () => sink.entries.length === 4);
    await equalsTable(sink, runId);
  });

  it('denies when the new token is another tenant’s, and keeps what was shown', async () => {
    const runId = await createRun(stack, owner);
    await appendRows(stack, runId, 2);
    const { sink, stream } = open(runId, { token: owner.accessToken });
    await waitUntil('live', () => sink.state === 'live');
    stream.setToken(other.accessToken);
    await waitUntil('denied', () => sink.state === 'denied');
    await appendRows(stack, runId, 2);
    assert.equal(sink.rows.length, 2);
  });

  it('finds rows whose announcement was lost in silence, and trusts the path again later', async () => {
    const runId = await createRun(stack, owner);
    const clock = new FakeClock(Date.now());
    const { sink } = open(runId, { token: owner.accessToken, clock });
    await waitUntil('live', () => sink.state === 'live');
    stack.realtime.setBroadcastsFlowing(false);
    await waitUntil('degraded', async () => {
      await appendRows(stack, runId, 1);
      await clock.advance(1_000);
      return sink.state === 'degraded';
    });
    const { length } = await tableOf(runId);
    await waitUntil('all rows', async () => {
      await clock.advance(1_000);
      return sink.entries.length === length;
    });
    assert.ok(!sink.origins.includes('live'), sink.origins.join());
    stack.realtime.setBroadcastsFlowing(true);
    await appendRows(stack, runId, 1);
    await waitUntil('live', () => sink.state === 'live');
    await equalsTable(sink, runId);
  });

  it('ends with the run, after its last row', async () => {
    const runId = await createRun(stack, owner);
    const { sink } = open(runId, { token: owner.accessToken });
    await waitUntil('live', () => sink.state === 'live');
    await stack.sql.begin(async (sql) => {
      await sql`select append_run_logs(${runId}, ${sql.json([{ message: 'last' }])})`;
      await sql`update public.workflow_runs set status = 'failed' where id = ${runId}`;
    });
    await waitUntil('ended', () => sink.state === 'ended');
    assert.equal(sink.entries.at(-1)?.message, 'last');
    assert.equal(sink.runInfo?.status, 'failed');
  });

  it('polls when told to, and needs no socket for it', async () => {
    const runId = await createRun(stack, owner);
    const { accepted } = stack.realtime.stats();
    const { sink } = open(runId, { token: owner.accessToken, transport: 'polling' });
    await waitUntil('polling', () => sink.state === 'polling');
    await appendRows(stack, runId, 2);
    await waitUntil('rows', () => sink.rows.length === 2);
    assert.equal(stack.realtime.stats().accepted, accepted);
  });

  it('pages back to the start of a run', async () => {
    const runId = await createRun(stack, owner);
    await appendRows(stack, runId, 2_300);
    const { sink, stream } = open(runId, { token: owner.accessToken });
    await waitUntil('newest rows', () => sink.rows.length === 1_000);
    await stream.loadOlder(1_000);
    await stream.loadOlder(1_000);
    assert.equal(sink.reachedStart, true);
    await equalsTable(sink, runId);
  });

  it('keeps the table whole with several writers while the socket drops', async () => {
    const runId = await createRun(stack, owner);
    const { sink } = open(runId, { token: owner.accessToken });
    await waitUntil('live', () => sink.state === 'live');
    const writer = async (name: string): Promise<void> => {
      for (let batch = 0; batch < 15; batch += 1) {
        await appendRows(stack, runId, 1 + (batch % 7), name);
        if (batch === 5) stack.realtime.dropSockets();
      }
    };
    await Promise.all(['a', 'b', 'c', 'd'].map(writer));
    const { length } = await tableOf(runId);
    await waitUntil('all rows', () => sink.entries.length >= length, 20_000);
    await equalsTable(sink, runId);
  });
});
