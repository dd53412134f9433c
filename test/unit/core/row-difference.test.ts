import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LogBuffer, type BufferChange } from '../../../src/core/log-buffer.js';
import type { LogRow } from '../../../src/core/log-entry.js';
import { differenceOf } from '../../../src/core/row-difference.js';
import { brief, entries, entry, outage } from '../../helpers/entries.js';
import { between, chooseSeed, seededRandom } from '../../helpers/random.js';

/** The list that follows from a change, as every reader of changes makes it. */
function follow(rows: readonly LogRow[], change: BufferChange): readonly LogRow[] {
  if (change.reset) return change.appended;
  const amended = new Map(change.amended.map((row) => [row.seq, row]));
  const kept = rows.slice(change.trimmed, rows.length - change.cut);
  return [
    ...change.prepended,
    ...kept.map((row) => amended.get(row.seq) ?? row),
    ...change.appended,
  ];
}

describe('the difference of two lists of rows', () => {
  it('leads from the one to the other, and is no reset where they overlap', () => {
    const seed = chooseSeed();
    console.log(`seed ${seed}`);
    const random = seededRandom(seed);
    const all = entries(1, 200);
    let resets = 0;
    for (let round = 0; round < 2_000; round += 1) {
      const cutOut = (): readonly LogRow[] => {
        const from = between(random, 0, 199);
        return all.slice(from, from + between(random, 0, 80));
      };
      const [old, now] = [cutOut(), cutOut()];
      const change = differenceOf(old, now);
      assert.equal(brief(follow(old, change)), brief(now), `seed ${seed}, round ${round}`);
      const isOverlapping = old.some((row) => now.includes(row));
      assert.equal(change.reset, !isOverlapping);
      if (change.reset) resets += 1;
      assert.ok(change.trimmed === 0 || change.prepended.length === 0);
      assert.ok(change.cut === 0 || change.appended.length === 0);
    }
    assert.ok(resets > 100 && resets < 1_900);
  });

  it('tells an outage that is another now, and takes a row that was read twice for the same', () => {
    const old = [entry(1), outage(2), entry(2), entry(3)];
    const now = [outage(2, { recovered: 7 }), entry(2), entry(3), entry(4)];
    const change = differenceOf(old, now);
    assert.deepEqual(change.amended, [outage(2, { recovered: 7 })]);
    assert.equal(change.trimmed, 1);
    assert.equal(brief(change.appended), '4');
  });

  it('starts over where the two do not tell the same of a stretch', () => {
    const gap = (to: number): LogRow => ({ kind: 'gap', seq: 2, to });
    assert.equal(differenceOf([entry(1), gap(4)], [entry(1), gap(3), entry(4)]).reset, true);
    assert.equal(differenceOf([entry(1), entry(3)], [entry(1), entry(2), entry(3)]).reset, true);
  });
});

describe('a buffer that grows at its start', () => {
  it('drops its newest rows past its bound, and tells changes from which a reader can rebuild it', () => {
    const seed = chooseSeed();
    console.log(`seed ${seed}`);
    const random = seededRandom(seed);
    let cuts = 0;
    for (let round = 0; round < 200; round += 1) {
      const maxRows = between(random, 5, 60);
      const buffer = new LogBuffer(maxRows);
      let twin: readonly LogRow[] = [];
      let truth: readonly LogRow[] = [];
      let [first, next] = [5_000, 5_000];
      for (let step = 0; step < 30; step += 1) {
        for (let act = between(random, 0, 3); act > 0; act -= 1) {
          const count = between(random, 1, 20);
          if (random() < 0.5) {
            const rows = entries(first - count, first - 1);
            const kept = truth.length + count - buffer.excessOf(count);
            truth = [...rows, ...truth].slice(0, kept);
            buffer.pushBefore(rows);
          } else {
            const rows = entries(next, next + count - 1);
            const gone = buffer.excessOf(count);
            truth = [...truth, ...rows].slice(gone);
            buffer.append(rows);
          }
          first = truth[0]?.seq ?? 0;
          next = (truth.at(-1)?.seq ?? 0) + 1;
          assert.ok(buffer.size <= maxRows);
        }
        const change = buffer.takeChange();
        if (change !== null) twin = follow(twin, change);
        if ((change?.cut ?? 0) > 0) cuts += 1;
        const where = `seed ${seed}, round ${round}, step ${step}`;
        assert.equal(brief(buffer.rows), brief(truth), where);
        assert.equal(brief(twin), brief(truth), where);
        assert.equal(buffer.counts.info, truth.length, where);
      }
    }
    assert.ok(cuts > 50, `${cuts} cuts`);
  });
});
