import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { startStack, type LocalStack } from '../../demo/stack/stack.js';
import {
  hearingViewer,
  hears,
  insertRows,
  listening,
  makePlainTables,
  NUMBERED,
  showsPlainTable,
  UNNUMBERED,
} from '../helpers/plain-tables.js';
import {
  errorCodes,
  liveViewer,
  openRun,
  openViewer,
  stackSource,
  untilState,
} from '../helpers/stack-viewer.js';
import { appendRows, createRun, createTenant, type Tenant } from '../helpers/tenants.js';
import { waitUntil } from '../helpers/wait-until.js';
import { WatchedLine } from '../helpers/watched-line.js';

/** A host's own tables, over real sockets and the real supabase-js, under the policies of a real Postgres. */
describe('a plain table by postgres-changes', () => {
  let stack: LocalStack;
  let owner: Tenant;
  let other: Tenant;

  before(async () => {
    stack = await startStack();
    await makePlainTables(stack);
    [owner, other] = await Promise.all([
      createTenant(stack, 'owner'),
      createTenant(stack, 'other'),
    ]);
  });

  afterEach(() => stack.realtime.resume());

  after(() => stack.stop());

  for (const kind of [NUMBERED, UNNUMBERED]) {
    describe(kind.name, () => {
      const asOwner = (): ReturnType<typeof listening> & { token: string } => ({
        ...listening(kind),
        token: owner.accessToken,
      });

      it('shows what was written before and what is written after, and no other run', async (t) => {
        const runId = await createRun(stack, owner);
        const another = await createRun(stack, owner);
        await insertRows(stack, kind, runId, 5, 'before');
        const viewer = await hearingViewer(t, stack, kind, runId, asOwner());
        await insertRows(stack, kind, another, 5, 'another');
        await insertRows(stack, kind, runId, 5, 'after');
        await showsPlainTable(stack, viewer, kind, runId);
        assert.equal(viewer.sink.origins.at(-1), 'live');
        assert.deepEqual(errorCodes(viewer), []);
        assert.deepEqual(viewer.line.joins, [`realtime:log-stream:public.${kind.table}:${runId}`]);
      });

      it('gives a row the same shape whether it came live or was read', async (t) => {
        const runId = await createRun(stack, owner);
        const viewer = await hearingViewer(t, stack, kind, runId, asOwner());
        await stack.sql`
          insert into ${stack.sql(kind.table)} (run_id, level, message)
          values (${runId}, 'warn', 'quote " and \\u2028'), (${runId}, null, '')`;
        await showsPlainTable(stack, viewer, kind, runId);
        assert.equal(viewer.sink.origins.at(-1), 'live');
        const later = openViewer(t, stack, runId, asOwner());
        await showsPlainTable(stack, later, kind, runId);
        assert.deepEqual(later.sink.entries, viewer.sink.entries);
      });

      it('shows another tenant nothing, neither live nor read', async (t) => {
        const runId = await createRun(stack, owner);
        await insertRows(stack, kind, runId, 3);
        const viewer = await liveViewer(t, stack, runId, asOwner());
        const stranger = await liveViewer(t, stack, runId, {
          ...listening(kind),
          token: other.accessToken,
        });
        await insertRows(stack, kind, runId, 3);
        await showsPlainTable(stack, viewer, kind, runId);
        stranger.stream.reconnect();
        await untilState(stranger, 'live');
        await insertRows(stack, kind, runId, 3);
        await showsPlainTable(stack, viewer, kind, runId);
        assert.deepEqual(stranger.sink.rows, []);
      });

      it('reads a row that is too large to be sent', async (t) => {
        const runId = await createRun(stack, owner);
        const viewer = await hearingViewer(t, stack, kind, runId, asOwner());
        await stack.sql`
          insert into ${stack.sql(kind.table)} (run_id, message)
          values (${runId}, repeat('0123456789', 120000))`;
        await showsPlainTable(stack, viewer, kind, runId);
        assert.equal(viewer.sink.entries.at(-1)?.message.length, 1_200_000);
        assert.notEqual(viewer.sink.origins.at(-1), 'live');
        assert.deepEqual(errorCodes(viewer), []);
      });

      it('misses no row that is committed while it connects', async (t) => {
        const runId = await createRun(stack, owner);
        const viewer = openViewer(t, stack, runId, asOwner());
        for (let row = 0; viewer.sink.state !== 'live'; row += 1) {
          await insertRows(stack, kind, runId, 1, `row ${row}`);
        }
        await showsPlainTable(stack, viewer, kind, runId);
      });

      it('reads what was committed while the socket was gone', async (t) => {
        const runId = await createRun(stack, owner);
        const viewer = await liveViewer(t, stack, runId, asOwner());
        await insertRows(stack, kind, runId, 3, 'before');
        stack.realtime.pause();
        stack.realtime.dropSockets();
        await waitUntil('not live', () => viewer.sink.state !== 'live');
        await insertRows(stack, kind, runId, 3, 'meanwhile');
        stack.realtime.resume();
        await untilState(viewer, 'live', 20_000);
        await insertRows(stack, kind, runId, 3, 'after');
        await showsPlainTable(stack, viewer, kind, runId);
      });

      it('never listens with the token of another session', async (t) => {
        const runId = await createRun(stack, owner);
        await insertRows(stack, kind, runId, 1, 'before');
        const line = new WatchedLine();
        const source = stackSource(stack, line, asOwner());
        const [stays, changes] = [openRun(t, source, runId, line), openRun(t, source, runId, line)];
        await Promise.all([untilState(stays, 'live'), untilState(changes, 'live')]);
        await hears(stack, kind, runId, stays);
        await showsPlainTable(stack, changes, kind, runId);
        const { length } = changes.sink.entries;
        assert.equal(line.open.length, 1, 'one session, one socket');
        changes.stream.setToken(other.accessToken);
        await waitUntil('another socket or none', () =>
          changes.sink.state === 'denied' ? true : line.sockets.length === 2,
        );
        await insertRows(stack, kind, runId, 3, 'after');
        await showsPlainTable(stack, stays, kind, runId);
        assert.equal(stays.sink.origins.at(-1), 'live');
        assert.equal(changes.sink.entries.length, length);
        const tokens = line.sentFrames('access_token').map(([, , , , payload]) => payload);
        assert.ok(tokens.every(({ access_token: token }) => token !== other.accessToken));
      });

      it('finds the rows of a transaction that is too large for the server', async (t) => {
        const runId = await createRun(stack, owner);
        const viewer = await hearingViewer(t, stack, kind, runId, asOwner());
        await insertRows(stack, kind, runId, 30_000);
        await showsPlainTable(stack, viewer, kind, runId, 60_000);
        await hears(stack, kind, runId, viewer);
        assert.equal(viewer.sink.state, 'live');
      });

      it('is polled when told to, with no socket', async (t) => {
        const runId = await createRun(stack, owner);
        const viewer = openViewer(t, stack, runId, { ...asOwner(), transport: 'polling' });
        await untilState(viewer, 'polling');
        await insertRows(stack, kind, runId, 2);
        await showsPlainTable(stack, viewer, kind, runId);
        assert.equal(viewer.line.sockets.length, 0);
      });
    });
  }

  it('is polled by its last row where there is no log_cursors', async (t) => {
    const runId = await createRun(stack, owner);
    const { sql } = stack;
    await sql`alter table public.log_cursors rename to log_cursors_away`;
    t.after(async () => {
      await sql`alter table public.log_cursors_away rename to log_cursors`;
      await sql`notify pgrst, 'reload schema'`;
    });
    await sql`notify pgrst, 'reload schema'`;
    await waitUntil('the server has noticed', async () => {
      const headers = { apikey: stack.secretKey };
      return (await fetch(`${stack.url}/rest/v1/log_cursors`, { headers })).status === 404;
    });
    const { table } = NUMBERED;
    const token = owner.accessToken;
    const viewer = openViewer(t, stack, runId, { table, token, transport: 'polling' });
    await untilState(viewer, 'polling');
    await insertRows(stack, NUMBERED, runId, 1);
    await showsPlainTable(stack, viewer, NUMBERED, runId);
    await insertRows(stack, NUMBERED, runId, 1_500);
    await showsPlainTable(stack, viewer, NUMBERED, runId);
    assert.deepEqual(errorCodes(viewer), []);
  });

  it('says that the table cannot be listened to, and polls it', async (t) => {
    const runId = await createRun(stack, owner);
    const token = owner.accessToken;
    const viewer = openViewer(t, stack, runId, { token, transport: 'postgres-changes' });
    await untilState(viewer, 'polling', 20_000);
    await appendRows(stack, runId, 3);
    await waitUntil('rows', () => viewer.sink.entries.length === 3);
    assert.deepEqual(errorCodes(viewer), ['live-unreachable']);
    assert.ok(!viewer.sink.states.includes('live'), 'it never claimed to be');
  });
});
