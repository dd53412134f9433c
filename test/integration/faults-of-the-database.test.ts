/**
 * What can be wrong with REST, with the live path up and without it: it is away, answers nonsense, answers never, cuts
 * answers short, or has deleted what is asked for. What waits for minutes waits by a clock that the test moves.
 */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it, type TestContext } from 'node:test';
import type { RestFailure } from '../../demo/stack/http-faults.js';
import { startStack, type LocalStack } from '../../demo/stack/stack.js';
import { brief } from '../helpers/entries.js';
import { FakeClock } from '../helpers/fake-clock.js';
import {
  errorCodes,
  liveViewer,
  openViewer,
  showsTable,
  untilState,
  type StackViewer,
} from '../helpers/stack-viewer.js';
import { appendRows, createRun, createTenant, type Tenant } from '../helpers/tenants.js';
import { waitUntil } from '../helpers/wait-until.js';

/** How long a request may take, hurried. */
const HURRIED_LIMIT_MS = 150;

const FAILURES: readonly (readonly [RestFailure, string])[] = [
  [500, 'history-unreachable'],
  [503, 'history-unreachable'],
  [429, 'history-unreachable'],
  ['reset', 'history-unreachable'],
  ['hang', 'history-unreachable'],
  ['html', 'history-unreadable'],
];

describe('faults of the database', () => {
  let stack: LocalStack;
  let owner: Tenant;
  let token: string;

  before(async () => {
    stack = await startStack({ port: 0 });
    owner = await createTenant(stack, 'owner');
    token = owner.accessToken;
  });

  afterEach(() => {
    stack.http.failRest(null);
    stack.http.capRows(null);
    stack.http.delayRest(0);
    stack.realtime.resume();
    stack.realtime.disturbBroadcasts(null);
  });

  after(() => stack.stop());

  /** Lets requests give up sooner: the platform measures how long they take, not the clock of the test. */
  function hurryRequests(t: TestContext): void {
    const platform = globalThis.setTimeout;
    const hurried = (action: () => void, delayMs?: number): NodeJS.Timeout => {
      const isOfRequest = /source[\\/]rest-client/.test(new Error().stack ?? '');
      return platform(action, isOfRequest ? HURRIED_LIMIT_MS : delayMs);
    };
    t.mock.method(globalThis, 'setTimeout', hurried as typeof setTimeout);
  }

  const requests = (): number => stack.http.stats().requests;

  for (const [failure, code] of FAILURES) {
    it(`shows what comes live while REST fails: ${failure}, and repairs once it is back`, async (t) => {
      const runId = await createRun(stack, owner);
      const clock = new FakeClock(Date.now());
      const viewer = await liveViewer(t, stack, runId, { token, clock });
      await idle(viewer, clock);
      if (failure === 'hang') hurryRequests(t);
      stack.http.failRest(failure);
      await appendRows(stack, runId, 2, 'live');
      await showsTable(stack, viewer, runId);
      await loseBatch(runId);
      await appendRows(stack, runId, 1, 'behind the hole');
      await waitUntil('it is found out', async () => {
        await clock.advance(200);
        return errorCodes(viewer).length > 0;
      });
      assert.deepEqual(errorCodes(viewer), [code]);
      assert.deepEqual(viewer.sink.seqs, [1, 2], 'nothing is shown out of order');
      assert.equal(viewer.sink.state, 'live');
      stack.http.failRest(null);
      await showsTable(stack, viewer, runId, () => clock.advance(1_000));
      assert.deepEqual(errorCodes(viewer), [code], 'said once');
    });

    it(`keeps asking, with patience, where REST fails: ${failure}, and there is no live path`, async (t) => {
      const runId = await createRun(stack, owner);
      await appendRows(stack, runId, 3);
      if (failure === 'hang') hurryRequests(t);
      stack.http.failRest(failure);
      stack.realtime.pause();
      const clock = new FakeClock(Date.now());
      const before = requests();
      const viewer = openViewer(t, stack, runId, { token, clock });
      await waitUntil('it is found out', async () => {
        await clock.advance(100);
        return errorCodes(viewer).includes(code);
      });
      for (let second = 0; second < 60; second += 1) await clock.advance(1_000);
      assert.ok(requests() - before < 40, `${requests() - before} requests in a minute`);
      assert.equal(viewer.sink.rows.length, 0);
      assert.notEqual(viewer.sink.state, 'polling', 'there is nothing to poll');
      stack.http.failRest(null);
      await showsTable(stack, viewer, runId, () => clock.advance(1_000));
      await waitUntil('polling', async () => {
        await clock.advance(1_000);
        return viewer.sink.state === 'polling';
      });
      assert.deepEqual(errorCodes(viewer), [code], 'said once');
    });
  }

  it('waits as long as the server asks it to', async (t) => {
    const runId = await createRun(stack, owner);
    await appendRows(stack, runId, 3);
    let asked = 0;
    let isBusy = true;
    const busyFetch = async (...request: Parameters<typeof fetch>): Promise<Response> => {
      asked += 1;
      if (!isBusy) return fetch(...request);
      return new Response('{"message":"busy"}', { status: 500, headers: { 'retry-after': '70' } });
    };
    const clock = new FakeClock(Date.now());
    const viewer = openViewer(t, stack, runId, { token, clock, fetch: busyFetch });
    await waitUntil('it is found out', () => errorCodes(viewer).includes('history-unreachable'));
    const first = asked;
    await clock.advance(69_000);
    assert.equal(asked, first, 'nothing is asked before the time');
    isBusy = false;
    await clock.advance(2_000);
    await showsTable(stack, viewer, runId);
  });

  it('gives up where the request itself is wrong, and says what to do', async (t) => {
    const runId = await createRun(stack, owner);
    const viewer = openViewer(t, stack, runId, { token, table: 'no_such_table' });
    await untilState(viewer, 'failed');
    assert.deepEqual(errorCodes(viewer), ['history-refused']);
    assert.match(viewer.sink.errors[0]?.remedy ?? '', /migrations/);
    assert.deepEqual(viewer.line.joins, []);
  });

  it('asks for a token when REST refuses the one that the live path still accepts', async (t) => {
    const runId = await createRun(stack, owner);
    const clock = new FakeClock(Date.now());
    const viewer = await liveViewer(t, stack, runId, { token, clock });
    stack.http.failRest(401);
    await waitUntil('auth-required', async () => {
      await clock.advance(1_000);
      return viewer.sink.state === 'auth-required';
    });
    stack.http.failRest(null);
    await appendRows(stack, runId, 2, 'meanwhile');
    viewer.stream.setToken(await stack.mintToken({ sub: owner.userId }));
    await untilState(viewer, 'live');
    await showsTable(stack, viewer, runId);
  });

  it('loses nothing when REST fails half of the time and the cable is cut', async (t) => {
    const runId = await createRun(stack, owner);
    const viewer = await liveViewer(t, stack, runId, { token, random: () => 0 });
    stack.http.failRest(503, 0.5);
    for (let batch = 0; batch < 10; batch += 1) {
      await appendRows(stack, runId, 5, `batch ${batch}`);
      if (batch % 3 === 0) viewer.line.cut();
      else viewer.line.mend();
    }
    viewer.line.mend();
    await showsTable(stack, viewer, runId);
  });

  it('closes a gap of several pages', async (t) => {
    const runId = await createRun(stack, owner);
    const viewer = await viewerAway(t, runId);
    for (let batch = 0; batch < 5; batch += 1)
      await appendRows(stack, runId, 500, `batch ${batch}`);
    viewer.line.mend();
    await showsTable(stack, viewer, runId);
    await untilState(viewer, 'live');
  });

  it('is not misled by a server whose pages are smaller than asked for', async (t) => {
    const runId = await createRun(stack, owner);
    stack.http.capRows(7);
    await appendRows(stack, runId, 20, 'before');
    const viewer = await viewerAway(t, runId);
    await appendRows(stack, runId, 100, 'meanwhile');
    const before = requests();
    viewer.line.mend();
    await waitUntil('row 120', () => (viewer.sink.seqs.at(-1) ?? 0) >= 120);
    const asked = requests() - before;
    assert.ok(asked >= 15 && asked <= 30, `${asked} requests for 100 rows`);
    while (!viewer.sink.reachedStart) await viewer.stream.loadOlder(1_000);
    await showsTable(stack, viewer, runId);
  });

  it('tells rows that retention has deleted as a gap, and goes on without asking for them again', async (t) => {
    const runId = await createRun(stack, owner);
    const viewer = await viewerAway(t, runId, 2);
    await appendRows(stack, runId, 10, 'meanwhile');
    await stack.sql`delete from public.logs where run_id = ${runId} and seq between 4 and 8`;
    viewer.line.mend();
    await waitUntil('row 12', () => viewer.sink.seqs.at(-1) === 12);
    assert.equal(brief(viewer.sink.rows), '1 2 ~3 3 4-8 9 10 11 12');
    await untilState(viewer, 'live');
    await appendRows(stack, runId, 1, 'after');
    await waitUntil('row 13', () => viewer.sink.seqs.at(-1) === 13);
    assert.equal(viewer.sink.origins.at(-1), 'live');
  });

  it('takes a tail that was deleted for what it is, and asks no more than an idle viewer does', async (t) => {
    const runId = await createRun(stack, owner);
    const clock = new FakeClock(Date.now());
    const viewer = await liveViewer(t, stack, runId, { token, clock });
    await idle(viewer, clock);
    await loseBatch(runId);
    await stack.sql`delete from public.logs where run_id = ${runId}`;
    await waitUntil('the gap', async () => {
      await clock.advance(1_000);
      return brief(viewer.sink.rows).endsWith('1-3');
    });
    const before = requests();
    for (let minute = 0; minute < 10; minute += 1) await idle(viewer, clock);
    const perMinute = (requests() - before) / 10;
    assert.ok(perMinute <= 8, `${perMinute} requests a minute`);
    await appendRows(stack, runId, 1, 'after');
    await waitUntil('row 4', async () => {
      await clock.advance(1_000);
      return viewer.sink.seqs.at(-1) === 4;
    });
    assert.match(brief(viewer.sink.rows), /1-3( ~4)? 4$/);
  });

  /** A minute in which nothing happens: all that followed from what was before is over. */
  async function idle(viewer: StackViewer, clock: FakeClock): Promise<void> {
    for (let second = 0; second < 60; second += 5) {
      await clock.advance(5_000);
      await viewer.untilQuiet();
    }
  }

  /** A viewer that was live and whose cable is cut. */
  async function viewerAway(t: TestContext, runId: string, rows = 0): Promise<StackViewer> {
    const viewer = await liveViewer(t, stack, runId, { token });
    if (rows > 0) await appendRows(stack, runId, rows, 'before');
    await showsTable(stack, viewer, runId).catch(() => undefined);
    viewer.line.cut();
    await untilState(viewer, 'connecting');
    return viewer;
  }

  /** Three rows of which nobody is told. */
  async function loseBatch(runId: string): Promise<void> {
    const { lost } = stack.realtime.stats();
    stack.realtime.disturbBroadcasts({ loseShare: 1 });
    await appendRows(stack, runId, 3, 'lost');
    await waitUntil('they are lost', () => stack.realtime.stats().lost > lost);
    stack.realtime.disturbBroadcasts(null);
  }
});
