/**
 * What can be wrong with a session: tokens that run out, change or are taken away, joins that are refused, channels
 * that the server ends. Real rules decide; the stand-in only says no where it is told to.
 */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
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

/** Shorter than the real server's five seconds, during which it would only be waited. */
const REFUSED_JOIN_MS = 100;

const MINUTE_MS = 60_000;

describe('faults of the session', () => {
  let stack: LocalStack;
  let owner: Tenant;
  let other: Tenant;
  let token: string;

  before(async () => {
    stack = await startStack({ port: 0, realtimeLimits: { refusedJoinDelayMs: REFUSED_JOIN_MS } });
    owner = await createTenant(stack, 'owner');
    other = await createTenant(stack, 'other');
    token = owner.accessToken;
  });

  after(() => stack.stop());

  const freshToken = (expiresInSeconds = 3_600): Promise<string> =>
    stack.mintToken({ sub: owner.userId, expiresInSeconds });

  /** A project of its own, so that taking it away concerns one test only. */
  async function createMember(name: string): Promise<Tenant> {
    return createTenant(stack, name);
  }

  describe('a token', { concurrency: true }, () => {
    it('that is replaced in time is used without joining again', async (t) => {
      const runId = await createRun(stack, owner);
      const viewer = await liveViewer(t, stack, runId, { token: await freshToken(4) });
      const expiryMs = Date.now() + 4_000;
      await waitUntil('asked for a token', () => viewer.sink.tokenRequests.includes('expiring'));
      viewer.stream.setToken(await freshToken());
      await waitUntil('the old token is past', () => Date.now() > expiryMs + 200);
      await appendRows(stack, runId, 2);
      await showsTable(stack, viewer, runId);
      assert.equal(viewer.sink.origins.at(-1), 'live');
      assert.equal(viewer.line.joins.length, 1);
      assert.deepEqual(viewer.sink.states, ['idle', 'connecting', 'catching-up', 'live']);
    });

    it('that runs out is waited for, and the stream goes on from where it stopped', async (t) => {
      const runId = await createRun(stack, owner);
      await appendRows(stack, runId, 2, 'before');
      const viewer = await liveViewer(t, stack, runId, { token: await freshToken(3) });
      await untilState(viewer, 'auth-required');
      assert.deepEqual(errorCodes(viewer), ['token-expired']);
      assert.deepEqual(viewer.sink.tokenRequests, ['expiring', 'expired']);
      await appendRows(stack, runId, 2, 'meanwhile');
      assert.equal(viewer.sink.rows.length, 2, 'what was shown stays');
      const { length: joins } = viewer.line.joins;
      viewer.stream.setToken(await freshToken());
      await untilState(viewer, 'live');
      await showsTable(stack, viewer, runId);
      assert.equal(viewer.line.joins.length, joins + 1);
    });

    it('that changes while a join is under way reaches the server', async (t) => {
      const runId = await createRun(stack, owner);
      const old = await freshToken(5);
      const expiryMs = Date.now() + 5_000;
      const next = await freshToken();
      const viewer = openViewer(t, stack, runId, { token: old });
      await withJoinsHeld(async () => {
        await waitUntil('it joins', () => viewer.line.joins.length === 1);
        viewer.stream.setToken(next);
        await settled();
      });
      await untilState(viewer, 'live');
      const carried = viewer.line.sentFrames('phx_join')[0]?.[4]['access_token'];
      assert.equal(carried, old, 'the join carried the old token');
      await waitUntil('the new one is sent', () =>
        viewer.line.sentFrames('access_token').some((frame) => frame[4]['access_token'] === next),
      );
      await waitUntil('the old one is past', () => Date.now() > expiryMs + 300);
      await appendRows(stack, runId, 2);
      await showsTable(stack, viewer, runId);
      assert.equal(viewer.sink.origins.at(-1), 'live');
      assert.equal(viewer.line.joins.length, 1, 'the server did not close at the old expiry');
      assert.deepEqual(viewer.sink.states, ['idle', 'connecting', 'catching-up', 'live']);
    });

    it('that is no JWT is asked to be replaced; nothing is joined with it', async (t) => {
      const runId = await createRun(stack, owner);
      await appendRows(stack, runId, 2);
      const viewer = openViewer(t, stack, runId, { token: 'no token at all' });
      await untilState(viewer, 'auth-required');
      assert.deepEqual(errorCodes(viewer), ['token-refused']);
      assert.deepEqual(viewer.sink.tokenRequests, ['refused']);
      assert.deepEqual(viewer.line.joins, []);
      viewer.stream.setToken(await freshToken());
      await untilState(viewer, 'live');
      await showsTable(stack, viewer, runId);
    });

    it('that was signed by somebody else is asked to be replaced', async (t) => {
      const runId = await createRun(stack, owner);
      const [header = '', claims = ''] = token.split('.');
      const viewer = openViewer(t, stack, runId, { token: `${header}.${claims}.c2lnbmVkLWJ5LW1l` });
      await untilState(viewer, 'auth-required');
      assert.deepEqual(errorCodes(viewer), ['token-refused']);
      assert.deepEqual(viewer.line.joins, []);
    });

    it('of another tenant ends the stream, and what was shown stays', async (t) => {
      const runId = await createRun(stack, owner);
      await appendRows(stack, runId, 2);
      const viewer = await liveViewer(t, stack, runId, { token });
      viewer.stream.setToken(other.accessToken);
      await untilState(viewer, 'denied');
      await appendRows(stack, runId, 2);
      assert.equal(viewer.sink.rows.length, 2);
      assert.deepEqual(errorCodes(viewer), ['denied']);
    });
  });

  describe('a member who is put out of the project', { concurrency: true }, () => {
    it('is denied with the next token, and keeps what was shown', async (t) => {
      const member = await createMember('refreshed');
      const runId = await createRun(stack, member);
      await appendRows(stack, runId, 2);
      const viewer = await liveViewer(t, stack, runId, { token: member.accessToken });
      await takeProject(member);
      viewer.stream.setToken(await stack.mintToken({ sub: member.userId }));
      await untilState(viewer, 'denied');
      await appendRows(stack, runId, 2);
      assert.equal(viewer.sink.rows.length, 2);
      assert.deepEqual(errorCodes(viewer), ['denied']);
    });

    it('is denied at the next look at the database, without a new token', async (t) => {
      const member = await createMember('looked-after');
      const runId = await createRun(stack, member);
      await appendRows(stack, runId, 2);
      const clock = new FakeClock(Date.now());
      const viewer = await liveViewer(t, stack, runId, { token: member.accessToken, clock });
      await takeProject(member);
      await waitUntil('denied', async () => {
        await clock.advance(1_000);
        return viewer.sink.state === 'denied';
      });
      assert.equal(viewer.sink.rows.length, 2);
      assert.deepEqual(errorCodes(viewer), ['denied']);
    });
  });

  describe('a channel that the server ends', { concurrency: true }, () => {
    for (const cause of ['rate-limit', 'permission', 'replication'] as const) {
      it(`for ${cause}: polls, says so, and joins again later`, async (t) => {
        const runId = await createRun(stack, owner);
        const clock = new FakeClock(Date.now());
        const viewer = await liveViewer(t, stack, runId, { token, clock });
        stack.realtime.closeChannels(cause, `run-logs:${runId}`);
        await untilState(viewer, 'polling');
        assert.deepEqual(errorCodes(viewer), ['live-unreachable']);
        await appendRows(stack, runId, 2, 'meanwhile');
        await showsTable(stack, viewer, runId, () => clock.advance(200));
        assert.equal(viewer.line.joins.length, 1, 'not at once');
        await clock.advance(MINUTE_MS);
        await untilState(viewer, 'live');
        await appendRows(stack, runId, 2, 'after');
        await showsTable(stack, viewer, runId);
        assert.equal(viewer.sink.origins.at(-1), 'live');
      });
    }

    it('for its token: asks for another, and goes on with it', async (t) => {
      const runId = await createRun(stack, owner);
      const viewer = await liveViewer(t, stack, runId, { token });
      stack.realtime.closeChannels('token-expired', `run-logs:${runId}`);
      await untilState(viewer, 'auth-required');
      assert.deepEqual(errorCodes(viewer), ['token-refused']);
      await appendRows(stack, runId, 2, 'meanwhile');
      viewer.stream.setToken(await freshToken(1_800));
      await untilState(viewer, 'live');
      await showsTable(stack, viewer, runId);
    });
  });

  describe('a join that is refused', () => {
    afterEach(() => stack.realtime.refuseJoins(null));

    for (const cause of ['permission', 'rate-limit', 'database'] as const) {
      it(`for ${cause}: polls, and is live once it is let in`, async (t) => {
        const runId = await createRun(stack, owner);
        const clock = new FakeClock(Date.now());
        stack.realtime.refuseJoins(cause);
        const viewer = openViewer(t, stack, runId, { token, clock });
        await waitUntil('it joins', () => viewer.line.joins.length > 0);
        await waitUntil('polling', async () => {
          await clock.advance(1_000);
          return viewer.sink.state === 'polling';
        });
        await appendRows(stack, runId, 2, 'meanwhile');
        await showsTable(stack, viewer, runId, () => clock.advance(200));
        const asked = viewer.line.joins.length;
        assert.ok(asked <= 5, `${asked} joins`);
        stack.realtime.refuseJoins(null);
        await waitUntil('live', async () => {
          await clock.advance(1_000);
          return viewer.sink.state === 'live';
        });
        await appendRows(stack, runId, 2, 'after');
        await showsTable(stack, viewer, runId);
      });
    }

    it('for its token, which the database accepts: asks for another', async (t) => {
      const runId = await createRun(stack, owner);
      stack.realtime.refuseJoins('token-expired');
      const viewer = openViewer(t, stack, runId, { token });
      await untilState(viewer, 'auth-required');
      assert.deepEqual(errorCodes(viewer), ['token-refused']);
      assert.equal(viewer.line.joins.length, 1, 'the same token is not tried again');
      stack.realtime.refuseJoins(null);
      viewer.stream.setToken(await freshToken(1_800));
      await untilState(viewer, 'live');
    });

    it('is not asked for at all where the database has denied the run', async (t) => {
      const runId = await createRun(stack, owner);
      const denied = await createRun(stack, other);
      const line = new WatchedLine();
      const source = stackSource(stack, line, { token });
      const viewer = openRun(t, source, runId, line);
      await untilState(viewer, 'live');
      await untilState(openRun(t, source, denied, line), 'denied');
      await appendRows(stack, runId, 2);
      await showsTable(stack, viewer, runId);
      assert.equal(line.sockets.length, 1);
      assert.deepEqual(line.joins, [`realtime:run-logs:${runId}`]);
    });
  });

  /** Joins get no answer until `act` is done: the server's look at its policies waits for a lock. */
  async function withJoinsHeld(act: () => Promise<void>): Promise<void> {
    await stack.sql.begin(async (sql) => {
      await sql`lock table realtime.messages in access exclusive mode`;
      await act();
    });
  }

  /** Lets what the client was told reach the wire. */
  const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

  async function takeProject({ projectId }: Tenant): Promise<void> {
    await stack.sql`update public.projects set owner = ${other.userId} where id = ${projectId}`;
  }
});
