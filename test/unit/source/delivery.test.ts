import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { brief } from '../../helpers/entries.js';
import { FakeClock, settle } from '../../helpers/fake-clock.js';
import { ModelRun, ModelViewer } from '../../helpers/model-run.js';

const MINUTE_MS = 60_000;

/** A viewer of a run with `count` rows, joined and caught up. */
async function liveViewer(
  count: number,
): Promise<{ model: ModelRun; clock: FakeClock; viewer: ModelViewer }> {
  const model = new ModelRun();
  const clock = new FakeClock();
  model.commit(count);
  const viewer = new ModelViewer(model, clock);
  await settle();
  viewer.live.accept();
  await settle();
  assert.equal(viewer.state, 'live');
  return { model, clock, viewer };
}

describe('delivery', () => {
  it('shows the newest rows, then what comes, and is live', async () => {
    const { model, viewer } = await liveViewer(3);
    viewer.live.announce(model.commit(2));
    assert.equal(brief(viewer.rows), '1 2 3 4 5');
    assert.deepEqual(viewer.states, ['idle', 'connecting', 'catching-up', 'live']);
  });

  it('reads what was committed while it subscribed', async () => {
    const model = new ModelRun();
    const viewer = new ModelViewer(model, new FakeClock());
    await settle();
    model.commit(2);
    viewer.live.accept();
    await settle();
    assert.equal(brief(viewer.rows), '1 2');
  });

  it('reads again after joining, since a server may say so too early', async () => {
    const { model, clock, viewer } = await liveViewer(1);
    model.commit(1);
    await clock.advance(3_000);
    assert.equal(brief(viewer.rows), '1 2');
  });

  it('does not lose what is announced before the first page has come', async () => {
    const model = new ModelRun();
    const viewer = new ModelViewer(model, new FakeClock());
    await Promise.resolve();
    viewer.live.accept();
    viewer.live.announce(model.commit(3));
    await settle();
    assert.equal(brief(viewer.rows), '1 2 3');
  });

  it('closes a hole from the database after a moment', async () => {
    const { model, clock, viewer } = await liveViewer(1);
    model.commit(1);
    viewer.live.announce(model.commit(1));
    assert.equal(brief(viewer.rows), '1');
    await clock.advance(150);
    assert.equal(brief(viewer.rows), '1 2 3');
    assert.equal(viewer.probe.read(0, 0).counts.repaired, 2);
  });

  it('finds a lost last message by asking for the tail', async () => {
    const { model, clock, viewer } = await liveViewer(1);
    await clock.advance(MINUTE_MS);
    model.commit(1);
    await clock.advance(MINUTE_MS);
    assert.equal(brief(viewer.rows), '1 2');
    assert.equal(viewer.state, 'degraded');
    viewer.live.announce(model.commit(1));
    assert.equal(viewer.state, 'live');
  });

  it('reads what a pointer points at', async () => {
    const { model, viewer } = await liveViewer(1);
    model.pageCap = 100;
    model.commit(250);
    viewer.live.say({ from: 2, to: 251 });
    await settle();
    assert.equal(viewer.entries.length, 251);
  });

  it('takes a page that a server cut short for what it is: not the end', async () => {
    const { model, viewer } = await liveViewer(1);
    viewer.live.listener.onLost('model');
    model.pageCap = 7;
    model.commit(100);
    viewer.live.accept();
    await settle();
    assert.equal(viewer.entries.length, 101);
  });

  it('tells deleted rows as a gap, and goes on', async () => {
    const { model, clock, viewer } = await liveViewer(2);
    viewer.live.listener.onLost('model');
    model.commit(6);
    model.delete((row) => row.seq > 3 && row.seq < 7);
    viewer.live.accept();
    await settle();
    assert.equal(brief(viewer.rows), '1 2 ~3 3 4-6 7 8');
    model.commit(2);
    model.delete((row) => row.seq > 8);
    await clock.advance(2 * MINUTE_MS);
    assert.equal(brief(viewer.rows), '1 2 ~3 3 4-6 7 8 9-10');
  });

  it('polls when there is no live path in time, and leaves polling when there is', async () => {
    const model = new ModelRun();
    const clock = new FakeClock();
    const viewer = new ModelViewer(model, clock);
    await clock.advance(8_000);
    assert.equal(viewer.state, 'polling');
    model.commit(2);
    await clock.advance(15_000);
    assert.equal(brief(viewer.rows), '1 2');
    viewer.live.accept();
    await settle();
    assert.equal(viewer.state, 'live');
  });

  it('polls after a break that lasts, and loses nothing', async () => {
    const { model, clock, viewer } = await liveViewer(1);
    viewer.live.listener.onLost('socket closed');
    assert.equal(viewer.state, 'connecting');
    model.commit(5);
    await clock.advance(20_000);
    assert.equal(viewer.state, 'polling');
    assert.equal(viewer.entries.length, 6);
  });

  it('denies a run that is not to be seen, and closes the live path', async () => {
    const model = new ModelRun();
    model.isVisible = false;
    model.commit(3);
    const viewer = new ModelViewer(model, new FakeClock());
    await settle();
    assert.equal(viewer.state, 'denied');
    assert.equal(viewer.rows.length, 0);
    assert.equal(viewer.live.isOpen, false);
    assert.deepEqual(
      viewer.errors.map((error) => error.code),
      ['denied'],
    );
  });

  it('denies a viewer whose access is taken away, and keeps what he has seen', async () => {
    const { model, viewer } = await liveViewer(2);
    model.isVisible = false;
    viewer.live.refuse('access', 'You do not have permissions');
    await settle();
    assert.equal(viewer.state, 'denied');
    assert.equal(brief(viewer.rows), '1 2');
  });

  it('never takes hidden rows for deleted ones', async () => {
    const { model, clock, viewer } = await liveViewer(2);
    model.isVisible = false;
    viewer.live.announce(model.commit(2).slice(1));
    await clock.advance(1_000);
    assert.equal(viewer.state, 'denied');
    assert.equal(brief(viewer.rows), '1 2');
  });

  it('asks for a token when there is none, and starts when it comes', async () => {
    const model = new ModelRun();
    model.commit(1);
    const viewer = new ModelViewer(model, new FakeClock(), { token: undefined });
    await settle();
    assert.equal(viewer.state, 'auth-required');
    assert.deepEqual(viewer.tokenRequests, ['missing']);
    viewer.delivery.setToken('a-token');
    await settle();
    viewer.live.accept();
    await settle();
    assert.equal(viewer.state, 'live');
    assert.equal(brief(viewer.rows), '1');
  });

  it('passes a new token on without leaving the topic', async () => {
    const { viewer } = await liveViewer(1);
    viewer.delivery.setToken('second-token');
    assert.deepEqual(viewer.live.tokens, ['first-token', 'second-token']);
    assert.equal(viewer.livesMade, 1);
    assert.equal(viewer.state, 'live');
  });

  it('waits for a token when its own is refused, keeps its rows, and goes on from next', async () => {
    const { model, viewer } = await liveViewer(2);
    viewer.live.refuse('token', 'Token has expired');
    assert.equal(viewer.state, 'auth-required');
    model.commit(3);
    viewer.delivery.setToken('second-token');
    await settle();
    viewer.live.accept();
    await settle();
    assert.equal(viewer.state, 'live');
    assert.equal(brief(viewer.rows), '1 2 ~3 3 4 5');
  });

  it('tries a newer token at once when an older one is refused', async () => {
    const { viewer } = await liveViewer(1);
    viewer.delivery.setToken('second-token');
    viewer.live.refuse('token', 'Token has expired');
    assert.notEqual(viewer.state, 'auth-required');
    assert.deepEqual(viewer.live.tokens, ['second-token']);
  });

  it('waits out a refused token in a request, and makes the request again with the next', async () => {
    const model = new ModelRun();
    model.commit(2);
    model.failure = 'token';
    const viewer = new ModelViewer(model, new FakeClock());
    await settle();
    assert.equal(viewer.state, 'auth-required');
    model.failure = null;
    viewer.delivery.setToken('second-token');
    await settle();
    assert.equal(brief(viewer.rows), '1 2');
  });

  it('says once that the database is away, asks again with patience, and loses nothing', async () => {
    const model = new ModelRun();
    const clock = new FakeClock();
    model.commit(2);
    model.failure = 'unreachable';
    const viewer = new ModelViewer(model, clock);
    await clock.advance(2 * MINUTE_MS);
    assert.deepEqual(
      viewer.errors.map((error) => error.code),
      ['history-unreachable'],
    );
    assert.ok(model.requests < 40, `${model.requests} requests in two minutes`);
    assert.equal(viewer.state, 'connecting');
    model.failure = null;
    await clock.advance(MINUTE_MS);
    assert.equal(brief(viewer.rows), '1 2');
  });

  it('gives up on what asking again cannot mend', async () => {
    const model = new ModelRun();
    model.failure = 'refused';
    const viewer = new ModelViewer(model, new FakeClock());
    await settle();
    assert.equal(viewer.state, 'failed');
    assert.equal(viewer.errors[0]?.code, 'history-refused');
  });

  it('ends with the run once its last row is in, and looks twice for late ones', async () => {
    const { model, clock, viewer } = await liveViewer(2);
    model.commit(1);
    model.status = 'succeeded';
    viewer.live.sayStatus(model);
    await clock.advance(400);
    assert.equal(viewer.state, 'ended');
    assert.equal(brief(viewer.rows), '1 2 3');
    model.commit(1);
    await clock.advance(MINUTE_MS);
    assert.equal(brief(viewer.rows), '1 2 3 4');
    assert.equal(viewer.live.isOpen, false);
  });

  it('tries a live path that was refused for its rate again, and polls meanwhile', async () => {
    const { model, clock, viewer } = await liveViewer(1);
    viewer.live.refuse('rate', 'Too many messages per second');
    assert.equal(viewer.state, 'polling');
    model.commit(1);
    await clock.advance(10_000);
    assert.equal(brief(viewer.rows), '1 ~2 2');
    await clock.advance(30_000);
    assert.equal(viewer.livesMade, 2);
  });

  it('reports a message it cannot read, and reads its rows from the database', async () => {
    const { model, clock, viewer } = await liveViewer(1);
    model.commit(1);
    viewer.live.say({ from: 'x', to: null });
    await clock.advance(400);
    assert.deepEqual(
      viewer.errors.map((error) => error.code),
      ['message-malformed'],
    );
    assert.equal(brief(viewer.rows), '1 2');
  });

  it('shows a row of another shape in its place, and says so', async () => {
    const { model, viewer } = await liveViewer(1);
    model.commit(1);
    viewer.live.say({ from: 2, to: 2, cols: ['message'], rows: [[7]] });
    assert.equal(brief(viewer.rows), '1 2');
    assert.deepEqual(
      viewer.errors.map((error) => error.code),
      ['row-malformed'],
    );
    assert.equal(viewer.state, 'live');
  });

  it('never shows a row of another run', async () => {
    const { viewer } = await liveViewer(1);
    viewer.live.listener.onMessage('logs', { v: 1, run_id: 'another', from: 2, to: 2 });
    await settle();
    assert.equal(brief(viewer.rows), '1');
  });

  it('loads older rows in order, and says when the start is reached', async () => {
    const model = new ModelRun();
    model.commit(1_500);
    model.delete((row) => row.seq > 200 && row.seq < 205);
    const viewer = new ModelViewer(model, new FakeClock());
    await settle();
    assert.equal(viewer.rows[0]?.seq, 501);
    await viewer.delivery.loadOlder(400);
    assert.equal(viewer.reachedStart, false);
    await viewer.delivery.loadOlder(400);
    assert.equal(viewer.reachedStart, true);
    assert.equal(viewer.entries.length, 1_496);
    assert.match(brief(viewer.rows), /199 200 201-204 205 206/);
  });

  it('asks little of the database while nothing happens', async () => {
    const { model, clock } = await liveViewer(1);
    await clock.advance(MINUTE_MS);
    const before = model.requests;
    await clock.advance(60 * MINUTE_MS);
    const perHour = model.requests - before;
    assert.ok(perHour <= 75, `${perHour} requests in an idle hour`);
  });

  it('says nothing after it was closed', async () => {
    const { model, clock, viewer } = await liveViewer(1);
    const { live } = viewer;
    viewer.delivery.close();
    live.announce(model.commit(1));
    await clock.advance(2 * MINUTE_MS);
    assert.equal(brief(viewer.rows), '1');
    assert.equal(live.isOpen, false);
  });
});
