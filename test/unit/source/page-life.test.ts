import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PageLife, type PageLifeListener } from '../../../src/source/page-life.js';
import { FakeClock } from '../../helpers/fake-clock.js';
import { ModelPage } from '../../helpers/model-run.js';

const MINUTE_MS = 60_000;

/** A page's life, and what was said of it, in order. */
function followed(isHidden = false): {
  clock: FakeClock;
  page: ModelPage;
  life: PageLife;
  said: string[];
} {
  const clock = new FakeClock();
  const page = new ModelPage();
  page.isHidden = isHidden;
  const said: string[] = [];
  const startMs = clock.now();
  const listener: PageLifeListener = {
    onRest: (reason) => said.push(`rest: ${reason}`),
    onWake: () => said.push('wake'),
    onDoubt: () => said.push('doubt'),
    onReturn: (sinceMs) => said.push(`return since ${sinceMs - startMs}`),
  };
  return { clock, page, life: new PageLife(page, clock, listener), said };
}

describe('page life', () => {
  it('says nothing of a page that is simply seen', async () => {
    const { clock, life, said } = followed();
    await clock.advance(60 * MINUTE_MS);
    assert.deepEqual(said, []);
    assert.equal(life.reason, null);
  });

  it('rests once the page has been out of sight for a minute, and wakes when it is seen', async () => {
    const { clock, page, life, said } = followed();
    page.happen('hidden');
    await clock.advance(MINUTE_MS - 1);
    assert.deepEqual(said, []);
    await clock.advance(1);
    assert.deepEqual(said, ['rest: hidden']);
    assert.equal(life.reason, 'hidden');
    await clock.advance(60 * MINUTE_MS);
    page.happen('shown');
    assert.deepEqual(said, ['rest: hidden', 'wake']);
    assert.equal(life.reason, null);
  });

  it('only doubts after a glance at something else', async () => {
    const { clock, page, said } = followed();
    page.happen('hidden');
    await clock.advance(MINUTE_MS - 1);
    page.happen('shown');
    assert.deepEqual(said, ['doubt']);
    await clock.advance(10 * MINUTE_MS);
    assert.deepEqual(said, ['doubt']);
  });

  it('counts the minute anew with each time out of sight', async () => {
    const { clock, page, said } = followed();
    for (let glance = 0; glance < 5; glance += 1) {
      page.happen('hidden');
      await clock.advance(40_000);
      page.happen('shown');
      await clock.advance(40_000);
    }
    assert.deepEqual([...new Set(said)], ['doubt']);
  });

  it('counts the minute for a page that was never seen', async () => {
    const { clock, said } = followed(true);
    await clock.advance(MINUTE_MS);
    assert.deepEqual(said, ['rest: hidden']);
  });

  it('rests at once when the page is put away, and wakes when it is taken out', () => {
    const { page, life, said } = followed();
    page.happen('frozen');
    assert.deepEqual(said, ['rest: frozen']);
    assert.equal(life.reason, 'frozen');
    page.happen('thawed');
    assert.deepEqual(said, ['rest: frozen', 'wake']);
  });

  it('says so again when a hidden page is put away, and taken out, and seen', async () => {
    const { clock, page, said } = followed();
    page.happen('hidden');
    await clock.advance(MINUTE_MS);
    page.happen('frozen');
    page.happen('thawed');
    page.happen('shown');
    assert.deepEqual(said, ['rest: hidden', 'rest: frozen', 'rest: hidden', 'wake']);
  });

  it('wakes once, whichever reason ends last', async () => {
    const { clock, page, said } = followed();
    page.happen('hidden');
    await clock.advance(MINUTE_MS);
    page.happen('frozen');
    page.happen('shown');
    assert.deepEqual(said, ['rest: hidden', 'rest: frozen']);
    page.happen('thawed');
    assert.deepEqual(said, ['rest: hidden', 'rest: frozen', 'wake']);
  });

  it('takes a thaw without a freeze, as at each load of a page, for nothing', () => {
    const { page, said } = followed();
    page.happen('thawed');
    assert.deepEqual(said, []);
  });

  it('doubts when the network goes, and returns when there is one', () => {
    const { page, said } = followed();
    page.happen('offline');
    page.happen('online');
    assert.deepEqual(said, ['doubt', 'return since 0']);
  });

  it('does not care for the network of a page that rests', async () => {
    const { clock, page, said } = followed();
    page.happen('hidden');
    await clock.advance(MINUTE_MS);
    page.happen('offline');
    page.happen('online');
    assert.deepEqual(said, ['rest: hidden']);
  });

  it('returns when the clock has jumped: the machine slept', async () => {
    const { clock, said } = followed();
    await clock.advance(12_000);
    clock.jump(30 * MINUTE_MS);
    await clock.advance(1);
    assert.deepEqual(said, ['return since 10000'], 'since the last look that was in time');
    await clock.advance(10 * MINUTE_MS);
    assert.equal(said.length, 1, 'once');
  });

  it('takes a page that is busy for a while for nothing else', async () => {
    const { clock, said } = followed();
    clock.jump(14_000);
    await clock.advance(MINUTE_MS);
    assert.deepEqual(said, []);
  });

  it('takes the slow timers of a hidden page for no sleep', async () => {
    const { clock, page, said } = followed();
    page.happen('hidden');
    clock.jump(MINUTE_MS - 1);
    await clock.advance(0);
    page.happen('shown');
    await clock.advance(MINUTE_MS);
    assert.deepEqual(said, ['doubt']);
  });

  it('returns when the machine slept while the page was hidden, and wakes with it in sight', async () => {
    const { clock, page, said } = followed();
    await clock.advance(MINUTE_MS);
    page.happen('hidden');
    clock.jump(30 * MINUTE_MS);
    page.happen('shown');
    assert.deepEqual(said, [`return since ${MINUTE_MS}`]);
    await clock.advance(10 * MINUTE_MS);
    assert.equal(said.length, 1, 'the timer that is overdue says no more');
  });

  it('says nothing after it was stopped', async () => {
    const { clock, page, life, said } = followed();
    page.happen('hidden');
    life.stop();
    page.happen('frozen');
    page.happen('online');
    clock.jump(60 * MINUTE_MS);
    await clock.advance(MINUTE_MS);
    assert.deepEqual(said, []);
  });
});
