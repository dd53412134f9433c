import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LEAST_WINDOW_PX, MapScale, MOST_ROW_PX } from '../../../src/core/map-scale.js';
import { between, chooseSeed, seededRandom } from '../../helpers/random.js';

describe('the scale of the map', () => {
  it('gives back the row that it has put somewhere', (t) => {
    const seed = chooseSeed();
    t.diagnostic(`SEED=${seed}`);
    const random = seededRandom(seed);
    for (let round = 0; round < 3_000; round += 1) {
      const rows = between(random, 1, 10 ** between(random, 0, 5));
      const scale = new MapScale(rows, between(random, 20, 1_000));
      const index = between(random, 0, rows - 1);
      const middle = (scale.topOf(index) + scale.topOf(index + 1)) / 2;
      assert.equal(scale.rowAt(middle), index, `${rows} rows, SEED=${seed}`);
    }
  });

  it('puts the window where it is taken hold of again', (t) => {
    const seed = chooseSeed();
    t.diagnostic(`SEED=${seed}`);
    const random = seededRandom(seed);
    for (let round = 0; round < 3_000; round += 1) {
      const shown = between(random, 5, 60);
      const rows = shown + between(random, 1, 10 ** between(random, 0, 5));
      const first = between(random, 0, rows - shown);
      const window = { first, last: first + shown - 1 };
      const scale = new MapScale(rows, 600);
      const box = scale.box(window);
      assert.ok(box.heightPx >= LEAST_WINDOW_PX && box.topPx >= 0);
      assert.ok(box.topPx + box.heightPx <= scale.heightPx + 1e-6);
      const middle = scale.middleRowAt(box.topPx, window);
      assert.ok(Math.abs(middle - (first + (shown - 1) / 2)) <= 1, `SEED=${seed}`);
    }
  });

  it('reaches both ends with the window', () => {
    const scale = new MapScale(100_000, 600);
    assert.equal(scale.box({ first: 0, last: 24 }).topPx, 0);
    const end = scale.box({ first: 99_975, last: 99_999 });
    assert.equal(end.topPx + end.heightPx, 600);
    assert.equal(scale.fractionOf({ first: 0, last: 24 }), 0);
    assert.equal(scale.fractionOf({ first: 99_975, last: 99_999 }), 1);
  });

  it('does not draw out a short list', () => {
    const scale = new MapScale(10, 600);
    assert.equal(scale.heightPx, 10 * MOST_ROW_PX);
    assert.equal(scale.rowAt(500), 9);
    assert.deepEqual(scale.box({ first: 0, last: 9 }), { topPx: 0, heightPx: 40 });
  });

  it('bears a list without rows', () => {
    const scale = new MapScale(0, 600);
    assert.equal(scale.rowAt(10), -1);
    assert.equal(scale.topOf(0), 0);
    assert.deepEqual(scale.box({ first: 0, last: -1 }), { topPx: 0, heightPx: 0 });
  });
});
