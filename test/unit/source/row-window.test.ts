import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { microsOf } from '../../../src/core/row-time.js';
import { RowWindow, type RowPlace } from '../../../src/source/row-window.js';
import { printTime } from '../../helpers/plain-table.js';

const NOW_MS = Date.UTC(2026, 10, 23);
const COLUMNS = { createdAt: 'created_at', id: 'id' };

/** The place of a row written so long before now. */
function place(agoMs: number, id = '1', extraMicros = 0): RowPlace {
  return { time: printTime((NOW_MS - agoMs) * 1_000 + extraMicros), id };
}

function newest(places: readonly RowPlace[]): number | null {
  return places[0] === undefined ? null : microsOf(places[0].time);
}

/** A window that has begun with these rows, latest first, `agoMs` ago. */
function begun(agoMs: number, ...places: RowPlace[]): RowWindow {
  const window = new RowWindow(COLUMNS);
  window.begin(places, newest(places), NOW_MS - agoMs);
  return window;
}

describe('row window', () => {
  it('reads on from the last row, and no further than the newest', () => {
    const window = begun(1_000, place(2_000, '9'), place(3_000, '8'));
    const walk = window.beginWalk(place(500, '12'), null, NOW_MS);
    const time = JSON.stringify(place(2_000).time);
    assert.deepEqual(walk?.from, [
      'or',
      `(created_at.gt.${time},and(created_at.eq.${time},id.gt."9"))`,
    ]);
    assert.equal(window.isBeyondEnd(walk, place(500, '13')), false);
    assert.equal(window.isBeyondEnd(walk, place(499)), true);
  });

  it('has nothing to read while the newest row is the last that was read', () => {
    const window = begun(1_000, place(2_000, '9'));
    assert.equal(window.beginWalk(place(2_000, '9'), null, NOW_MS), null);
  });

  it('looks back ten seconds after it did so last, until nothing can follow any more', () => {
    const window = begun(60_000, place(60_000, '9'), place(600_000));
    const newestMicros = microsOf(place(60_000).time);
    const looks = Array.from({ length: 12 }, (_, index) => {
      const nowMs = NOW_MS - 60_000 + (index + 1) * 5_000;
      const walk = window.beginWalk(place(60_000, '9'), newestMicros, nowMs);
      if (walk !== null) window.endWalk(walk);
      return walk?.isLookBack === true ? nowMs - NOW_MS + 60_000 : null;
    });
    assert.deepEqual(
      looks.filter((atMs) => atMs !== null),
      [10_000, 20_000, 30_000, 40_000],
    );
  });

  it('looks back 40 seconds before the latest time that was known at the last look', () => {
    const window = begun(20_000, place(20_000, '9'), place(600_000));
    const first = window.beginWalk(place(1_000), microsOf(place(1_000).time), NOW_MS);
    assert.deepEqual(first?.from, [
      'created_at',
      `gte.${place(60_000).time.replace('+00:00', '.000Z')}`,
    ]);
    window.endWalk(first);
    window.askForLookBack();
    const second = window.beginWalk(place(1_000), null, NOW_MS);
    assert.deepEqual(second?.from, [
      'created_at',
      `gte.${place(41_000).time.replace('+00:00', '.000Z')}`,
    ]);
  });

  it('never lets a row be forgotten that will be read again', () => {
    for (const extra of [0, 1, 499, 500, 999]) {
      const window = begun(20_000, place(20_000, '9', extra), place(600_000));
      window.askForLookBack();
      const walk = window.beginWalk(place(0), microsOf(place(0, '1', extra).time), NOW_MS);
      assert.ok(walk !== null);
      const [, forgottenTo] = window.endWalk(walk) ?? [];
      window.askForLookBack();
      const [, from = ''] = window.beginWalk(place(0), null, NOW_MS)?.from ?? [];
      assert.equal(microsOf(from.replace('gte.', '')), forgottenTo);
    }
  });

  it('does not look back past the first row that was read', () => {
    const window = begun(1_000, place(1_000, '9'), place(5_000, '3'));
    window.askForLookBack();
    const time = JSON.stringify(place(5_000).time);
    assert.deepEqual(window.beginWalk(place(0), null, NOW_MS)?.from, [
      'or',
      `(created_at.gt.${time},and(created_at.eq.${time},id.gte."3"))`,
    ]);
  });

  it('reads on from the present though a row is dated years ahead', () => {
    const ahead = place(-1e11, '99');
    const window = begun(0, ahead, place(1_000, '9'), place(2_000, '8'));
    const walk = window.beginWalk(ahead, null, NOW_MS);
    const time = JSON.stringify(place(1_000).time);
    assert.deepEqual(walk?.from, [
      'or',
      `(created_at.gt.${time},and(created_at.eq.${time},id.gt."9"))`,
    ]);
    const later = window.advance(walk, ahead, NOW_MS);
    window.endWalk(later);
    assert.deepEqual(window.beginWalk(ahead, null, NOW_MS)?.from, walk.from);
  });

  it('is not led back by a clock that is set back', () => {
    const window = begun(20_000, place(20_000, '9'), place(600_000));
    const newestMicros = microsOf(place(0).time);
    const bounds = [NOW_MS, NOW_MS - 3_600_000].map((nowMs) => {
      window.askForLookBack();
      const walk = window.beginWalk(place(0), newestMicros, nowMs);
      assert.ok(walk !== null);
      return window.endWalk(walk)?.[1];
    });
    assert.equal(bounds[0], bounds[1]);
    window.noteFound(NOW_MS - 3_600_000);
    assert.equal(window.isLookBackDue(NOW_MS - 3_595_000), false);
    assert.equal(window.isLookBackDue(NOW_MS - 7_200_000), true);
  });
});
