/**
 * What the elements of one page share, and what the tenants of one project must not: sockets, channels, rows. The
 * viewers' own attempts go by the real supabase-js, with tokens as they hold them.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import { createClient, type RealtimeChannel, type SupabaseClient } from '@supabase/supabase-js';
import { WebSocket } from 'ws';
import { startStack, type LocalStack } from '../../demo/stack/stack.js';
import { FakeClock } from '../helpers/fake-clock.js';
import {
  errorCodes,
  liveViewer,
  openRun,
  openViewer,
  showsTable,
  stackSource,
  untilState,
} from '../helpers/stack-viewer.js';
import { appendRows, createRun, createTenant, type Tenant } from '../helpers/tenants.js';
import { waitUntil } from '../helpers/wait-until.js';
import { WatchedLine } from '../helpers/watched-line.js';

const NOBODYS_RUN = '5f0c2b9e-0000-4000-8000-00000000dead';

describe('sharing and isolation', () => {
  let stack: LocalStack;
  let owner: Tenant;
  let other: Tenant;
  let token: string;

  before(async () => {
    stack = await startStack({ port: 0, realtimeLimits: { refusedJoinDelayMs: 100 } });
    owner = await createTenant(stack, 'owner');
    other = await createTenant(stack, 'other');
    token = owner.accessToken;
  });

  after(() => stack.stop());

  const portalToken = (runId: string): Promise<string> =>
    stack.mintToken({ sub: 'customer-42', run_id: runId });

  describe('the elements of a page', { concurrency: true }, () => {
    it('that show one run share a socket and a channel, and both show it', async (t) => {
      const runId = await createRun(stack, owner);
      await appendRows(stack, runId, 3, 'before');
      const line = new WatchedLine();
      const source = stackSource(stack, line, { token });
      const first = openRun(t, source, runId, line);
      const second = openRun(t, source, runId, line);
      await untilState(first, 'live');
      await untilState(second, 'live');
      await appendRows(stack, runId, 3, 'after');
      const late = openRun(t, source, runId, line);
      await untilState(late, 'live');
      await appendRows(stack, runId, 3, 'later');
      for (const viewer of [first, second, late]) await showsTable(stack, viewer, runId);
      assert.equal(line.sockets.length, 1);
      assert.deepEqual(line.joins, [`realtime:run-logs:${runId}`]);
      first.stream.close();
      await appendRows(stack, runId, 3, 'without the first');
      for (const viewer of [second, late]) await showsTable(stack, viewer, runId);
      assert.equal(second.sink.origins.at(-1), 'live');
      assert.equal(line.sentFrames('phx_leave').length, 0);
    });

    it('that show two runs share a socket, and one may leave without the other', async (t) => {
      const runs = [await createRun(stack, owner), await createRun(stack, owner)] as const;
      const line = new WatchedLine();
      const clock = new FakeClock(Date.now());
      const source = stackSource(stack, line, { token, clock });
      const [first, second] = runs.map((runId) => openRun(t, source, runId, line));
      assert.ok(first !== undefined && second !== undefined);
      await untilState(first, 'live');
      await untilState(second, 'live');
      assert.equal(line.sockets.length, 1);
      assert.deepEqual(
        line.joins.slice().sort(),
        runs.map((id) => `realtime:run-logs:${id}`).sort(),
      );
      first.stream.close();
      await clock.advance(5_000);
      await waitUntil('it leaves', () => line.sentFrames('phx_leave').length === 1);
      assert.equal(line.sentFrames('phx_leave')[0]?.[2], `realtime:run-logs:${runs[0]}`);
      await appendRows(stack, runs[1], 3);
      await showsTable(stack, second, runs[1]);
      assert.equal(second.sink.origins.at(-1), 'live');
      second.stream.close();
      await clock.advance(5_000);
      await waitUntil('it hangs up', () => line.open.length === 0);
    });

    it('that are taken away and come back within a moment use the same channel', async (t) => {
      const runId = await createRun(stack, owner);
      const line = new WatchedLine();
      const clock = new FakeClock(Date.now());
      const source = stackSource(stack, line, { token, clock });
      const first = openRun(t, source, runId, line);
      await untilState(first, 'live');
      first.stream.close();
      await clock.advance(4_000);
      const second = openRun(t, source, runId, line);
      await untilState(second, 'live');
      await clock.advance(60_000);
      await appendRows(stack, runId, 2);
      await showsTable(stack, second, runId);
      assert.equal(second.sink.origins.at(-1), 'live');
      assert.equal(line.sockets.length, 1);
      assert.equal(line.joins.length, 1);
      assert.equal(line.open.length, 1);
    });

    it('that hold tokens of two customers share nothing', async (t) => {
      const runs = [await createRun(stack, owner), await createRun(stack, owner)] as const;
      const line = new WatchedLine();
      // One source, and so one pool: only the tokens keep them apart.
      const source = stackSource(stack, line);
      const viewers = [openRun(t, source, runs[0], line), openRun(t, source, runs[1], line)];
      for (const [index, { stream }] of viewers.entries()) {
        stream.setToken(await portalToken(runs[index] ?? ''));
      }
      for (const viewer of viewers) await untilState(viewer, 'live');
      assert.equal(line.sockets.length, 2);
      for (const [index, viewer] of viewers.entries()) {
        await appendRows(stack, runs[index] ?? '', 2);
        await showsTable(stack, viewer, runs[index] ?? '');
      }
    });

    it('get another connection when their session changes, which leaves the others alone', async (t) => {
      const runs = [await createRun(stack, owner), await createRun(stack, owner)] as const;
      const line = new WatchedLine();
      const source = stackSource(stack, line, { token });
      const stays = openRun(t, source, runs[0], line);
      const moves = openRun(t, source, runs[1], line);
      await untilState(stays, 'live');
      await untilState(moves, 'live');
      moves.stream.setToken(await portalToken(runs[1]));
      await waitUntil('another socket', () => line.sockets.length === 2);
      await untilState(moves, 'live');
      await appendRows(stack, runs[0], 2);
      await appendRows(stack, runs[1], 2);
      await showsTable(stack, stays, runs[0]);
      await showsTable(stack, moves, runs[1]);
      assert.deepEqual(stays.sink.states, ['idle', 'connecting', 'catching-up', 'live']);
    });
  });

  describe('a run that is not the viewer’s', { concurrency: true }, () => {
    it('looks the same as one that does not exist, on the screen and on the wire', async (t) => {
      const theirs = await createRun(stack, other);
      await appendRows(stack, theirs, 3);
      const seen: Record<string, unknown>[] = [];
      for (const runId of [theirs, NOBODYS_RUN]) {
        const viewer = openViewer(t, stack, runId, { token });
        await untilState(viewer, 'denied');
        await viewer.untilQuiet();
        assert.deepEqual(errorCodes(viewer), ['denied']);
        assert.deepEqual(
          viewer.line.joins,
          [],
          'which would take the server five seconds to refuse',
        );
        seen.push({
          states: viewer.sink.states,
          errors: viewer.sink.errors.map(({ code, message, remedy }) => [code, message, remedy]),
          rows: viewer.sink.rows,
          run: viewer.sink.runInfo,
          asked: viewer.asked.map((request) => request.replaceAll(runId, 'the run')).sort(),
          sent: viewer.line.sent.length,
        });
      }
      assert.deepEqual(seen[0], seen[1]);
    });

    it('is not opened by a portal token of another run', async (t) => {
      const [mine, sister] = [await createRun(stack, owner), await createRun(stack, owner)];
      await appendRows(stack, sister, 2);
      const viewer = openViewer(t, stack, sister, { token: await portalToken(mine) });
      await untilState(viewer, 'denied');
      assert.equal(viewer.sink.rows.length, 0);
      assert.deepEqual(errorCodes(viewer), ['denied']);
    });

    it('gives no row to the viewer’s own client: not by the table, its partitions or its cursor', async (t) => {
      const runId = await createRun(stack, owner);
      await appendRows(stack, runId, 3);
      const sister = await createRun(stack, owner);
      const strangers = [other.accessToken, await portalToken(sister), undefined];
      for (const stranger of strangers) {
        const client = clientOf(t, stranger);
        for (const table of ['logs', 'log_cursors', 'workflow_runs']) {
          const column = table === 'workflow_runs' ? 'id' : 'run_id';
          const { data } = await client.from(table).select('*').eq(column, runId);
          assert.deepEqual(data ?? [], [], table);
        }
        const leaves = await stack.sql<{ name: string }[]>`
          select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
          where i.inhparent = 'public.logs'::regclass`;
        assert.ok(leaves.length > 0);
        for (const { name } of leaves) {
          const inPublic = await client.from(name).select('*');
          assert.ok(inPublic.error !== null, name);
          const inItsSchema = await client.schema('logs_partitions').from(name).select('*');
          assert.ok(inItsSchema.error !== null, name);
        }
      }
      const { data: own } = await clientOf(t, token).from('logs').select('*').eq('run_id', runId);
      assert.equal(own?.length, 3, 'the same question, asked by the owner, has an answer');
    });

    it('cannot be written to by anybody’s client', async (t) => {
      const runId = await createRun(stack, owner);
      const viewer = await liveViewer(t, stack, runId, { token });
      for (const writer of [token, other.accessToken, await portalToken(runId)]) {
        const client = clientOf(t, writer);
        const row = { run_id: runId, project_id: owner.projectId, seq: 1, message: 'forged' };
        assert.ok((await client.from('logs').insert(row)).error !== null);
        const rpc = await client.rpc('append_run_logs', { run_id: runId, entries: [row] });
        assert.ok(rpc.error !== null);
      }
      await appendRows(stack, runId, 1, 'true');
      await showsTable(stack, viewer, runId);
      assert.equal(viewer.sink.rows.length, 1);
    });

    it('cannot be listened to by the viewer’s own client', async (t) => {
      const runId = await createRun(stack, owner);
      const sister = await createRun(stack, owner);
      const heard: unknown[] = [];
      for (const stranger of [other.accessToken, await portalToken(sister), undefined]) {
        const { status } = await subscribe(clientOf(t, stranger), `run-logs:${runId}`, heard);
        assert.equal(status, 'CHANNEL_ERROR');
      }
      const own: unknown[] = [];
      assert.equal(
        (await subscribe(clientOf(t, token), `run-logs:${runId}`, own)).status,
        'SUBSCRIBED',
      );
      await waitUntil('the owner hears', async () => {
        await appendRows(stack, runId, 1);
        return own.length > 0;
      });
      assert.deepEqual(heard, []);
    });

    it('cannot be announced to by a client: what it sends is heard by nobody', async (t) => {
      const runId = await createRun(stack, owner);
      const viewer = await liveViewer(t, stack, runId, { token });
      const client = clientOf(t, token);
      const { channel, status } = await subscribe(client, `run-logs:${runId}`, []);
      assert.equal(status, 'SUBSCRIBED');
      const { fromClients } = stack.realtime.stats();
      const rows = [['1', 'fatal', 'forged', null, null, '2026-01-01T00:00:00Z']];
      const cols = ['id', 'level', 'message', 'node_id', 'fields', 'created_at'];
      const payload = { v: 1, run_id: runId, from: 1, to: 1, cols, rows };
      await channel.send({ type: 'broadcast', event: 'logs', payload });
      await channel.send({
        type: 'broadcast',
        event: 'run',
        payload: { ...payload, status: 'failed' },
      });
      await appendRows(stack, runId, 1, 'true');
      await showsTable(stack, viewer, runId);
      assert.equal(stack.realtime.stats().fromClients, fromClients, 'dropped by the rules');
      assert.equal(viewer.sink.state, 'live');
      assert.deepEqual(errorCodes(viewer), []);
    });

    it('has no other name: a malformed topic is refused, and breaks no other', async (t) => {
      const runId = await createRun(stack, owner);
      const client = clientOf(t, token);
      const names = [
        'run-logs:',
        'run-logs:42',
        `run-logs:${runId} `,
        `run-logs:${runId}'--`,
        `x:${runId}`,
      ];
      for (const name of names) {
        assert.equal((await subscribe(client, name, [])).status, 'CHANNEL_ERROR', name);
      }
      const { status } = await subscribe(client, `run-logs:${runId}`, []);
      assert.equal(status, 'SUBSCRIBED');
    });
  });

  /** A viewer's own client; without a token, anybody's. */
  function clientOf(t: TestContext, accessToken: string | undefined): SupabaseClient {
    const client = createClient(stack.url, stack.publishableKey, {
      realtime: { transport: WebSocket as unknown as typeof globalThis.WebSocket },
      auth: { persistSession: false, autoRefreshToken: false },
      ...(accessToken === undefined ? {} : { accessToken: () => Promise.resolve(accessToken) }),
    });
    t.after(() => client.realtime.disconnect());
    return client;
  }

  /** Subscribes to a private channel; gives the first thing that the server says of it. */
  async function subscribe(
    client: SupabaseClient,
    topic: string,
    heard: unknown[],
  ): Promise<{ status: string; channel: RealtimeChannel }> {
    await client.realtime.setAuth();
    const channel = client.channel(topic, { config: { private: true } });
    channel.on('broadcast', { event: '*' }, (message) => heard.push(message));
    const status = await new Promise<string>((resolve) => {
      channel.subscribe((first) => resolve(first));
    });
    if (status !== 'SUBSCRIBED') await client.removeChannel(channel);
    return { status, channel };
  }
});
