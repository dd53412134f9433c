import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PlaceWindow, placeRowsFor } from '../../../src/core/place-window.js';
import { brief, entries } from '../../helpers/entries.js';

describe('the rows around a place', () => {
  it('are bounded: as many as the newest ones may be, from a thousand up to ten thousand', () => {
    assert.deepEqual([100, 5_000, 350_000].map(placeRowsFor), [1_000, 5_000, 10_000]);
  });

  it('let go at the other end, and take nothing for which what is in view would have to go', () => {
    const window = new PlaceWindow(entries(101, 200), false, 100);
    assert.equal(window.addOlder(entries(91, 100), false, [180, 195]), true);
    assert.deepEqual([window.first, window.next - 1], [91, 180]);
    assert.equal(window.addOlder(entries(71, 90), false, [165, 175]), false);
    assert.deepEqual([window.first, window.next - 1], [91, 180]);
    assert.equal(window.addOlder(entries(71, 90), false, [91, 100]), true);
    assert.deepEqual([window.first, window.next - 1], [71, 160]);
    assert.equal(window.addNewer(entries(161, 180), [75, 90]), false);
    assert.equal(window.addNewer(entries(161, 180), [140, 155]), true);
    assert.deepEqual([window.first, window.next - 1], [91, 180]);
    assert.equal(window.buffer.size, 90);
    assert.equal(brief(window.buffer.slice(0, 2)), '91 92');
  });

  it('are read on where a filter leaves so few of them that all are in view', () => {
    const window = new PlaceWindow(entries(101, 200), true, 100);
    assert.equal(window.addNewer(entries(201, 210), [101, 200]), true);
    assert.equal(window.reachedStart, false);
    assert.equal(window.addOlder(entries(111, 120), false, [121, 210]), true);
  });

  it('know the start of the run while they hold it', () => {
    const window = new PlaceWindow(entries(1, 50), true, 100);
    assert.equal(window.addNewer(entries(51, 90), [1, 20]), true);
    assert.equal(window.reachedStart, true);
    assert.equal(window.addNewer(entries(91, 110), [70, 90]), true);
    assert.equal(window.reachedStart, false);
  });
});
