/** What a delivery does about its page: out of sight, put away, without a network, asleep. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { brief } from '../../helpers/entries.js';
import { FakeClock, settle } from '../../helpers/fake-clock.js';
import { ModelRun, ModelViewer } from '../../helpers/model-run.js';

const MINUTE_MS = 60_000;

interface Watched {
  readonly model: ModelRun;
  readonly clock: FakeClock;
  readonly viewer: ModelViewer;
}

/** A viewer of a run with one row, joined and caught up, and long enough so for all that follows a join to be over. */
async function liveViewer(): Promise<Watched> {
  const model = new ModelRun();
  const clock = new FakeClock();
  model.commit(1);
  const viewer = new ModelViewer(model, clock);
  await settle();
  viewer.live.accept();
  await clock.advance(MINUTE_MS);
  assert.equal(viewer.state, 'live');
  return { model, clock, viewer };
}

/** Lets the newest live path be joined, if the viewer asks to join it. */
async function accept(viewer: ModelViewer): Promise<void> {
  await settle();
  if (viewer.live.isOpen) viewer.live.accept();
  await settle();
}

describe('delivery and its page', () => {
  it('lets the connection go after a minute out of sight, and goes on asking now and then', async () => {
    const { model, clock, viewer } = await liveViewer();
    viewer.page.happen('hidden');
    await clock.advance(MINUTE_MS - 1);
    assert.equal(viewer.live.isOpen, true);
    await clock.advance(1);
    assert.equal(viewer.live.isOpen, false);
    assert.equal(viewer.state, 'polling');
    const before = model.requests;
    model.commit(2);
    await clock.advance(5 * MINUTE_MS);
    assert.equal(brief(viewer.rows), '1 ~2 2 3');
    await clock.advance(55 * MINUTE_MS);
    const perHour = model.requests - before;
    assert.ok(perHour <= 40, `${perHour} requests in an hour out of sight`);
  });

  it('connects again when it is seen, reads what it missed, and says where it was away', async () => {
    const { model, clock, viewer } = await liveViewer();
    viewer.page.happen('hidden');
    await clock.advance(MINUTE_MS);
    const { livesMade } = viewer;
    model.commit(3);
    viewer.page.happen('shown');
    await accept(viewer);
    assert.equal(viewer.livesMade, livesMade + 1);
    assert.equal(viewer.state, 'live');
    assert.equal(brief(viewer.rows), '1 ~2 2 3 4');
    viewer.live.announce(model.commit(1));
    assert.equal(brief(viewer.rows), '1 ~2 2 3 4 5');
  });

  it('keeps its connection through a glance at something else, and asks one question after it', async () => {
    const { model, clock, viewer } = await liveViewer();
    const { livesMade } = viewer;
    viewer.page.happen('hidden');
    await clock.advance(30_000);
    const before = model.requests;
    viewer.page.happen('shown');
    await settle();
    assert.equal(model.requests - before, 1);
    assert.equal(viewer.livesMade, livesMade);
    assert.equal(viewer.live.isOpen, true);
    assert.deepEqual(viewer.states, ['idle', 'connecting', 'catching-up', 'live']);
  });

  it('finds after a glance what was lost during it', async () => {
    const { model, clock, viewer } = await liveViewer();
    viewer.page.happen('hidden');
    await clock.advance(3_000);
    model.commit(1);
    viewer.page.happen('shown');
    await clock.advance(1_000);
    assert.equal(brief(viewer.rows), '1 2');
  });

  it('asks nothing while the page is put away, and starts over when it is taken out', async () => {
    const { model, clock, viewer } = await liveViewer();
    viewer.page.happen('frozen');
    assert.equal(viewer.state, 'connecting');
    const before = model.requests;
    await clock.advance(60 * MINUTE_MS);
    assert.equal(model.requests, before);
    model.commit(2);
    const { livesMade } = viewer;
    viewer.page.happen('thawed');
    await accept(viewer);
    assert.ok(viewer.livesMade > livesMade, 'what was open is not trusted');
    assert.equal(viewer.state, 'live');
    assert.equal(brief(viewer.rows), '1 ~2 2 3');
  });

  it('does not hear of a page that was put away and taken out before its first page of rows', async () => {
    const model = new ModelRun();
    model.commit(2);
    const viewer = new ModelViewer(model, new FakeClock());
    await Promise.resolve();
    viewer.page.happen('frozen');
    viewer.page.happen('thawed');
    await accept(viewer);
    assert.equal(viewer.state, 'live');
    assert.equal(brief(viewer.rows), '1 2');
  });

  it('starts to rest where the page is out of sight from the beginning, with what there is shown', async () => {
    const model = new ModelRun();
    const clock = new FakeClock();
    model.commit(2);
    const viewer = new ModelViewer(model, clock);
    viewer.page.isHidden = true;
    await accept(viewer);
    assert.equal(brief(viewer.rows), '1 2');
    await clock.advance(MINUTE_MS);
    assert.equal(viewer.live.isOpen, false);
  });

  it('asks when the network goes, and believes the answer: a server on the machine itself is still there', async () => {
    const { model, clock, viewer } = await liveViewer();
    const before = model.requests;
    viewer.page.happen('offline');
    await settle();
    assert.equal(model.requests - before, 1);
    await clock.advance(MINUTE_MS);
    assert.equal(viewer.state, 'live');
    assert.equal(viewer.live.isOpen, true);
  });

  it('lets the connection go when the network goes and nothing answers, and comes back with it', async () => {
    const { model, clock, viewer } = await liveViewer();
    model.failure = 'unreachable';
    viewer.page.happen('offline');
    await settle();
    assert.equal(viewer.state, 'connecting');
    assert.equal(viewer.live.isOpen, false);
    assert.deepEqual(
      viewer.errors.map((error) => error.code),
      ['history-unreachable'],
    );
    await clock.advance(10 * MINUTE_MS);
    model.commit(4);
    model.failure = null;
    viewer.page.happen('online');
    await accept(viewer);
    assert.equal(viewer.state, 'live', 'at once, not after the pause that was running');
    assert.equal(brief(viewer.rows), '1 ~2 2 3 4 5');
  });

  it('makes a new connection after a change of networks, whatever the old one claims', async () => {
    const { model, viewer } = await liveViewer();
    const { livesMade } = viewer;
    model.commit(1);
    viewer.page.happen('online');
    await accept(viewer);
    assert.equal(viewer.livesMade, livesMade + 1);
    assert.equal(viewer.state, 'live');
    assert.equal(brief(viewer.rows), '1 ~2 2');
  });

  it('makes a new connection after the machine slept, and says since when it was away', async () => {
    const { model, clock, viewer } = await liveViewer();
    const asleepMs = clock.now();
    const { livesMade } = viewer;
    model.commit(2);
    clock.jump(30 * MINUTE_MS);
    await clock.advance(5_000);
    await accept(viewer);
    assert.equal(viewer.livesMade, livesMade + 1);
    assert.equal(viewer.state, 'live');
    assert.equal(brief(viewer.rows), '1 ~2 2 3');
    const [outage] = viewer.rows.filter((row) => 'startedAtMs' in row);
    assert.ok(outage !== undefined && 'startedAtMs' in outage);
    assert.ok(Math.abs(outage.startedAtMs - asleepMs) <= 5_000, 'to within one look at the clock');
  });

  it('asks for a token before it joins anything, when its own ran out out of sight', async () => {
    const { model, clock, viewer } = await liveViewer();
    viewer.page.happen('hidden');
    await clock.advance(MINUTE_MS);
    model.failure = 'token';
    viewer.page.happen('shown');
    await settle();
    assert.equal(viewer.state, 'auth-required');
    assert.deepEqual(viewer.tokenRequests, ['refused']);
    assert.equal(viewer.live.joins, 0, 'nothing was joined with the old one');
    model.failure = null;
    model.commit(1);
    viewer.delivery.setToken('second-token');
    await accept(viewer);
    assert.equal(viewer.state, 'live');
    assert.equal(viewer.live.tokens.at(-1), 'second-token');
    assert.equal(brief(viewer.rows), '1 ~2 2');
  });

  it('joins with the newest token, when it was replaced out of sight', async () => {
    const { clock, viewer } = await liveViewer();
    viewer.page.happen('hidden');
    await clock.advance(MINUTE_MS);
    viewer.delivery.setToken('second-token');
    await settle();
    viewer.page.happen('shown');
    await accept(viewer);
    assert.deepEqual(viewer.live.tokens, ['second-token']);
    assert.equal(viewer.state, 'live');
  });

  it('ends out of sight with its run, and stays ended when it is seen', async () => {
    const { model, clock, viewer } = await liveViewer();
    viewer.page.happen('hidden');
    await clock.advance(MINUTE_MS);
    model.commit(1);
    model.status = 'succeeded';
    await clock.advance(10 * MINUTE_MS);
    assert.equal(viewer.state, 'ended');
    assert.equal(brief(viewer.rows), '1 ~2 2');
    const { livesMade } = viewer;
    viewer.page.happen('shown');
    viewer.page.happen('online');
    await clock.advance(MINUTE_MS);
    assert.equal(viewer.state, 'ended');
    assert.equal(viewer.livesMade, livesMade);
  });

  it('leaves a viewer denied who is denied out of sight', async () => {
    const { model, clock, viewer } = await liveViewer();
    viewer.page.happen('hidden');
    await clock.advance(MINUTE_MS);
    model.isVisible = false;
    await clock.advance(10 * MINUTE_MS);
    assert.equal(viewer.state, 'denied');
    viewer.page.happen('shown');
    await accept(viewer);
    assert.equal(viewer.state, 'denied');
    assert.equal(brief(viewer.rows), '1');
  });

  it('hears nothing of its page after it was closed', async () => {
    const { model, clock, viewer } = await liveViewer();
    viewer.delivery.close();
    const { livesMade } = viewer;
    const { requests } = model;
    for (const signal of ['hidden', 'shown', 'frozen', 'thawed', 'offline', 'online'] as const) {
      viewer.page.happen(signal);
      await clock.advance(MINUTE_MS);
    }
    assert.equal(viewer.livesMade, livesMade);
    assert.equal(model.requests, requests);
  });
});
