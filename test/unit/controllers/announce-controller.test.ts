import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AnnounceController } from '../../../src/controllers/announce-controller.js';
import { entries, entry } from '../../helpers/entries.js';
import { FakeClock } from '../../helpers/fake-clock.js';

function setUp() {
  const clock = new FakeClock();
  const spoken: string[] = [];
  const host = {
    addController: () => {},
    removeController: () => {},
    updateComplete: Promise.resolve(true),
    requestUpdate: () => spoken.push(controller.text),
  };
  const controller: AnnounceController = new AnnounceController(
    host,
    ({ rows, errors, warnings }) => `${rows} ${errors} ${warnings}`,
    clock,
  );
  return { clock, spoken, controller };
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
});
