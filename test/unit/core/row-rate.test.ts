import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FLOOD_BEGINS, FLOOD_ENDS, RowRate } from '../../../src/core/row-rate.js';

/** Rows at a rate for a while, a hundred times a second. Returns the time after it. */
function pour(rate: RowRate, perSecond: number, fromMs: number, lengthMs: number): number {
  for (let ms = 0; ms < lengthMs; ms += 10) {
    rate.add(perSecond / 100, fromMs + ms);
    rate.floodAt(fromMs + ms);
  }
  return fromMs + lengthMs;
}

describe('row rate', () => {
  it('says nothing of a rate that can be followed', () => {
    const rate = new RowRate();
    const nowMs = pour(rate, FLOOD_BEGINS - 100, 5_000, 10_000);
    assert.equal(rate.floodAt(nowMs), null);
  });

  it('tells the rate of a flood, within a slice of time', () => {
    const rate = new RowRate();
    const nowMs = pour(rate, 5_000, 5_000, 4_000);
    const perSecond = rate.floodAt(nowMs) ?? 0;
    assert.ok(perSecond > 4_400 && perSecond <= 5_000, String(perSecond));
  });

  it('takes no burst for a flood, however many rows', () => {
    const rate = new RowRate();
    rate.add(100_000, 7_000);
    for (let ms = 0; ms < 3_000; ms += 100) assert.equal(rate.floodAt(7_000 + ms), null);
  });

  it('stays through a rate between the two bounds, and ends below the lower', () => {
    const rate = new RowRate();
    let nowMs = pour(rate, 4_000, 0, 3_000);
    nowMs = pour(rate, (FLOOD_BEGINS + FLOOD_ENDS) / 2, nowMs, 6_000);
    assert.notEqual(rate.floodAt(nowMs), null);
    nowMs = pour(rate, FLOOD_ENDS - 200, nowMs, 3_000);
    assert.equal(rate.floodAt(nowMs), null);
    // It takes the upper bound to begin again.
    nowMs = pour(rate, (FLOOD_BEGINS + FLOOD_ENDS) / 2, nowMs, 6_000);
    assert.equal(rate.floodAt(nowMs), null);
  });

  it('ends when nothing comes any more, without being told of anything', () => {
    const rate = new RowRate();
    const nowMs = pour(rate, 9_000, 0, 3_000);
    assert.notEqual(rate.floodAt(nowMs), null);
    assert.notEqual(rate.floodAt(nowMs + 500), null);
    assert.equal(rate.floodAt(nowMs + 1_000), null);
  });

  it('starts anew with another run, and when the clock is put back', () => {
    const rate = new RowRate();
    pour(rate, 9_000, 50_000, 3_000);
    assert.equal(rate.floodAt(10_000), null);
    const nowMs = pour(rate, 9_000, 60_000, 3_000);
    rate.reset();
    assert.equal(rate.floodAt(nowMs), null);
  });
});
