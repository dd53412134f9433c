import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LogRow } from '../../../src/core/log-entry.js';
import { WaitingCount } from '../../../src/core/waiting-count.js';
import { entry } from '../../helpers/entries.js';
import { seededRandom } from '../../helpers/random.js';

describe('the count of waiting rows', () => {
  it('is that of a naive count, whatever comes, goes, is paused and filtered', () => {
    const seed = Number(process.env['SEED'] ?? 7);
    const random = seededRandom(seed);
    const counter = new WaitingCount();
    let rows: LogRow[] = [];
    let next = 1;
    let after = 0;
    let odd = false;
    for (let step = 0; step < 2_000; step++) {
      const chance = random();
      if (chance < 0.7) {
        const batch = Array.from({ length: Math.floor(random() * 30) }, () => entry(next++));
        rows = [...rows, ...batch];
      } else if (chance < 0.8) rows = rows.slice(Math.floor(random() * 20));
      else if (chance < 0.9) after = rows.at(-1)?.seq ?? after;
      else odd = !odd;
      // What was trimmed from under the pause has been counted and waits no less.
      if ((rows[0]?.seq ?? Infinity) > after + 1) after = rows.at(-1)?.seq ?? after;
      const passes = (row: LogRow): boolean => !odd || row.seq % 2 === 1;
      const naive = rows.filter((row) => row.seq > after && passes(row)).length;
      assert.equal(counter.update(rows, after, passes, [odd]), naive, `seed ${seed}, step ${step}`);
    }
  });

  it('looks at each row once', () => {
    const counter = new WaitingCount();
    let looked = 0;
    const passes = (): boolean => (looked++, true);
    const rows = Array.from({ length: 5_000 }, (_, index) => entry(index + 1));
    for (let end = 100; end <= 5_000; end += 100) {
      assert.equal(counter.update(rows.slice(0, end), 50, passes, []), end - 50);
    }
    assert.equal(looked, 4_950);
  });
});
