/** A selection held against a plain set of seqs. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RowSelection } from '../../../src/core/row-selection.js';
import type { LogRow } from '../../../src/core/log-entry.js';
import { entries, entry, outage } from '../../helpers/entries.js';
import { between, chooseSeed, seededRandom } from '../../helpers/random.js';

const SEED = chooseSeed();
const LAST = 60;

describe('a selection of rows', () => {
  it(`equals a set of seqs (seed ${SEED})`, () => {
    const random = seededRandom(SEED);
    for (let round = 0; round < 300; round += 1) {
      let selection = RowSelection.NONE;
      const set = new Set<number>();
      for (let step = 0; step < 12; step += 1) {
        const [a, b] = [between(random, 1, LAST), between(random, 1, LAST)];
        const seq = between(random, 2, 2 * LAST) / 2;
        if (random() < 0.5) {
          selection = selection.toggled(seq);
          if (!set.delete(seq)) set.add(seq);
        } else {
          selection = selection.with(RowSelection.of([[a, b]]));
          for (let at = a; at <= b; at += 0.5) set.add(at);
        }
        for (let at = 0.5; at <= LAST + 1; at += 0.5) {
          assert.equal(selection.has(at), set.has(at), `${at} in ${JSON.stringify(selection)}`);
        }
        const whole = [...set].filter(Number.isInteger).length;
        assert.equal(selection.count, Math.max(whole, Math.min(1, set.size)));
        const { ranges } = selection;
        ranges.forEach(([from, to], index) => {
          assert.ok(from <= to && from > (ranges[index - 1]?.[1] ?? 0) + 0.5, 'apart, in order');
        });
      }
    }
  });

  it('takes of a list what is in the list, and is as small as it can be', () => {
    const rows: LogRow[] = [
      ...entries(1, 10),
      outage(11),
      ...entries(11, 19),
      { kind: 'gap', seq: 20, to: 39 },
      ...entries(40, 50),
    ];
    assert.deepEqual(RowSelection.ofRows(rows).ranges, [
      [1, 20],
      [40, 50],
    ]);
    const filtered = [entry(1), entry(2), entry(4), entry(9)];
    assert.deepEqual(RowSelection.ofRows(filtered, 0, 2).ranges, [
      [1, 2],
      [4, 4],
    ]);
    assert.equal(RowSelection.ofRows(filtered).count, 4);
    assert.equal(RowSelection.ofRows(filtered, 3, 1).isEmpty, true);
    assert.equal(RowSelection.ofRows([outage(4)]).count, 1);
    assert.equal(RowSelection.ofRows(entries(1, 100_000)).ranges.length, 1);
  });
});
