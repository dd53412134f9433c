import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AnnounceController } from '../../../src/controllers/announce-controller.js';
import { entries, entry, outage } from '../../helpers/entries.js';
import { FakeClock } from '../../helpers/fake-clock.js';

function setUp() {
  const clock = new FakeClock();
  const spoken: string[] = [];
  const flood = { isOn: false };
  const host = {
    addController: () => {},
    removeController: () => {},
    updateComplete: Promise.resolve(true),
    requestUpdate: () => spoken.push(controller.text),
  };
  const controller: AnnounceController = new AnnounceController(
    host,
    ({ rows, errors, warnings, outage: over }) =>
      `${rows} ${errors} ${warnings}${over === null ? '' : ` ~${over.recovered}-${over.missing}`}`,
    () => flood.isOn,
    clock,
  );
  return { clock, spoken, controller, flood };
}

describe('announcements', () => {
  it('sum up a burst in one digest', async () => {
    const { clock, spoken, controller } = setUp();
    for (let seq = 1; seq <= 36; seq++) controller.rowsAdded([entry(seq)]);
    controller.rowsAdded([entry(37, { severity: 'error' }), entry(38, { severity: 'warn' })]);
    assert.deepEqual(spoken, []);
    await clock.advance(1_000);
    assert.deepEqual(spoken, ['38 1 1']);
  });

  it('come five seconds apart at least, however fast the rows', async () => {
    const { clock, spoken, controller } = setUp();
    for (let second = 0; second < 20; second++) {
      controller.rowsAdded(entries(1, 100));
      await clock.advance(1_000);
    }
    assert.equal(spoken.length, 4);
  });

  it('get rarer while rows only fly by, count all of them, and come back at once', async () => {
    const { clock, spoken, controller, flood } = setUp();
    flood.isOn = true;
    for (let second = 0; second < 43; second++) {
      controller.rowsAdded(entries(1, 5_000));
      await clock.advance(1_000);
    }
    const said = (): readonly string[] => spoken.map((text) => text.trim());
    assert.deepEqual(said(), ['5000 0 0', '100000 0 0', '100000 0 0']);
    flood.isOn = false;
    await clock.advance(3_000);
    assert.deepEqual(said().slice(3), ['10000 0 0']);
  });

  it('are not made up for when silenced', async () => {
    const { clock, spoken, controller } = setUp();
    controller.rowsAdded(entries(1, 5));
    controller.silence();
    await clock.advance(10_000);
    assert.deepEqual(spoken, []);
  });

  it('say the same thing twice when asked twice', () => {
    const { spoken, controller } = setUp();
    controller.say('3 copied');
    controller.say('3 copied');
    assert.notEqual(spoken[0], spoken[1]);
  });

  it('tell of a disconnection once, when it is over, as it was known by then', async () => {
    const { clock, spoken, controller } = setUp();
    controller.outagesChanged([outage(2, { endedAtMs: null, recovered: 5 }), entry(2)]);
    await clock.advance(10_000);
    assert.deepEqual(spoken, []);
    controller.outagesChanged([outage(2, { recovered: 30 })]);
    await clock.advance(500);
    controller.outagesChanged([outage(2, { recovered: 31, missing: 2 })]);
    await clock.advance(500);
    assert.deepEqual(spoken, [], 'more of it may come in');
    await clock.advance(1_000);
    assert.deepEqual(spoken, ['0 0 0 ~31-2']);
    controller.outagesChanged([outage(2, { recovered: 40 })]);
    await clock.advance(10_000);
    assert.equal(spoken.length, 1);
  });

  it('do not wait for ever for a disconnection to be made up for', async () => {
    const { clock, spoken, controller } = setUp();
    for (let recovered = 1; recovered <= 30; recovered++) {
      controller.outagesChanged([outage(2, { recovered })]);
      await clock.advance(500);
    }
    assert.equal(spoken.length, 1);
  });

  it('tell of a disconnection that was over too early when it really is', async () => {
    const { clock, spoken, controller } = setUp();
    controller.outagesChanged([outage(2, { recovered: 3 })]);
    await clock.advance(500);
    controller.outagesChanged([outage(2, { endedAtMs: null, recovered: 3 })]);
    await clock.advance(10_000);
    assert.deepEqual(spoken, [], 'it goes on');
    controller.outagesChanged([outage(2, { recovered: 4 })]);
    await clock.advance(1_000);
    controller.outagesChanged([outage(2, { endedAtMs: null, recovered: 4 })]);
    controller.outagesChanged([outage(2, { recovered: 9 })]);
    await clock.advance(10_000);
    assert.deepEqual(spoken, ['0 0 0 ~4-0', '0 0 0 ~9-0']);
  });

  it('tell of disconnections also to who does not follow, and of several as one', async () => {
    const { clock, spoken, controller } = setUp();
    controller.rowsAdded(entries(1, 5));
    controller.outagesChanged([outage(2, { recovered: 3 })]);
    controller.outagesChanged([
      outage(9, { startedAtMs: Date.UTC(2026, 0, 1, 15), recovered: 4, missing: 1 }),
    ]);
    controller.silence();
    await clock.advance(1_000);
    assert.deepEqual(spoken, ['0 0 0 ~7-1']);
  });

  it('end with the element', async () => {
    const { clock, spoken, controller } = setUp();
    controller.outagesChanged([outage(2)]);
    controller.hostDisconnected();
    await clock.advance(10_000);
    assert.deepEqual(spoken, []);
  });
});
