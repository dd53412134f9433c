import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RowGeometry } from '../../../src/view/row-geometry.js';
import { between, chooseSeed, seededRandom } from '../../helpers/random.js';

interface Row {
  readonly seq: number;
}

/** The same by plain addition. */
class NaiveGeometry {
  rows: readonly Row[] = [];
  readonly heights = new Map<number, number>();

  heightOf(index: number): number {
    const seq = this.rows[index]?.seq;
    return seq === undefined ? 0 : (this.heights.get(seq) ?? 20);
  }

  topOf(index: number): number {
    let top = 0;
    for (let at = 0; at < Math.min(index, this.rows.length); at++) top += this.heightOf(at);
    return top;
  }

  indexAt(px: number): number {
    let index = 0;
    while (index < this.rows.length && this.topOf(index + 1) <= px) index++;
    return Math.min(index, this.rows.length - 1);
  }
}

describe('row geometry', () => {
  it('agrees with plain addition through appends, trims, prepends, filters and measurements', () => {
    const seed = chooseSeed();
    const random = seededRandom(seed);
    const geometry = new RowGeometry(20);
    const naive = new NaiveGeometry();
    let all: Row[] = Array.from({ length: 50 }, (_, index) => ({ seq: 1000 + index }));
    let first = 1000;
    let last = 1049;
    for (let step = 0; step < 400; step++) {
      const choice = between(random, 0, 4);
      if (choice === 0) {
        const added = between(random, 1, 40);
        all = all.concat(Array.from({ length: added }, (_, index) => ({ seq: last + index + 1 })));
        last += added;
      } else if (choice === 1 && all.length > 20) all = all.slice(between(random, 1, 10));
      else if (choice === 2) {
        const added = between(random, 1, 10);
        all = Array.from({ length: added }, (_, index) => ({ seq: first - added + index })).concat(
          all,
        );
        first -= added;
      }
      const rows = choice === 3 ? all.filter(() => random() < 0.5) : all;
      naive.rows = rows;
      geometry.setRows(rows);
      for (let measured = 0; measured < 5 && rows.length > 0; measured++) {
        const index = between(random, 0, rows.length - 1);
        const height = between(random, 1, 90);
        naive.heights.set(rows[index]!.seq, height);
        geometry.measure(index, height);
      }
      const at = between(random, 0, rows.length);
      const context = `seed ${seed}, step ${step}`;
      assert.equal(geometry.topOf(at), naive.topOf(at), context);
      assert.equal(geometry.totalPx, naive.topOf(rows.length), context);
      const px = between(random, -50, Math.ceil(naive.topOf(rows.length)) + 50);
      assert.equal(geometry.indexAt(px), naive.indexAt(px), context);
    }
  });

  it('puts rows of one height where it would put measured ones', () => {
    const seed = chooseSeed();
    const random = seededRandom(seed);
    const px = between(random, 10, 40) + between(random, 0, 9) / 10;
    const rows = Array.from({ length: 500 }, (_, index) => ({ seq: 3 * index + 7 }));
    const [fixed, measured] = [new RowGeometry(px), new RowGeometry(px + 11)];
    for (const geometry of [fixed, measured]) geometry.setRows(rows);
    for (const index of rows.keys()) measured.measure(index, px);
    for (let step = 0; step < 500; step++) {
      const [index, at] = [between(random, 0, 500), between(random, -50, 500 * 41)];
      const context = `seed ${seed}, height ${px}`;
      assert.ok(Math.abs(fixed.topOf(index) - measured.topOf(index)) < 1e-6, context);
      // A tenth of a pixel inside, where sums of fractions cannot fall to the other side of an edge.
      const inside = Math.floor(at / px) * px + 0.1;
      assert.equal(fixed.indexAt(inside), measured.indexAt(inside), context);
    }
  });

  it('keeps a height with its row when rows before it go', () => {
    const geometry = new RowGeometry(20);
    const rows = [1, 2, 3, 4].map((seq) => ({ seq }));
    geometry.setRows(rows);
    assert.equal(geometry.measure(3, 100), true);
    geometry.setRows(rows.slice(2));
    assert.equal(geometry.heightOf(1), 100);
    assert.equal(geometry.totalPx, 120);
    assert.equal(geometry.measure(1, 100), false);
  });

  it('forgets rows that are gone for good, and everything when asked', () => {
    const geometry = new RowGeometry(20);
    geometry.setRows([{ seq: 1 }, { seq: 2 }]);
    geometry.measure(0, 50);
    geometry.measure(1, 60);
    geometry.forgetBefore(2);
    geometry.setRows([{ seq: 1 }, { seq: 2 }]);
    assert.equal(geometry.totalPx, 80);
    geometry.forget(10);
    assert.equal(geometry.totalPx, 20);
  });
});
