/** Missed rows against the plain way: all rows on show looked at, each time. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isEntry, type LogRow } from '../../../src/core/log-entry.js';
import { MissedCount } from '../../../src/core/missed-count.js';
import { entries, entry, outage } from '../../helpers/entries.js';
import { between, chooseSeed, seededRandom } from '../../helpers/random.js';

const LEVELS = ['info', 'error', 'fatal', 'warn'] as const;

function plainly(rows: readonly LogRow[], seenSeq: number): readonly [number, number] {
  const missed = rows.filter((row) => row.seq > seenSeq).filter(isEntry);
  const errors = missed.filter(({ severity }) => severity === 'error' || severity === 'fatal');
  return [missed.length, errors.length];
}

describe('missed rows', () => {
  it('are those that a look at all rows finds', () => {
    const seed = chooseSeed();
    const random = seededRandom(seed);
    let most = 0;
    for (let turn = 0; turn < 400; turn++) {
      const count = new MissedCount();
      let all: LogRow[] = [];
      let seq = 10;
      let seen = 0;
      let filter = 0;
      for (let step = 0; step < 25; step++) {
        for (let more = between(random, 0, 5); more > 0; more--) {
          const severity = LEVELS[between(random, 0, 3)] ?? 'info';
          all = [...all, random() < 0.1 ? outage(seq) : entry(seq, { severity })];
          seq++;
        }
        if (random() < 0.2) all = all.slice(between(random, 0, 8));
        if (random() < 0.05) all = all.slice(0, -1);
        if (random() < 0.1) filter = between(random, 0, 3);
        const newest = all.at(-1)?.seq ?? 0;
        if (random() < 0.4) seen = Math.max(seen, between(random, 0, seq));
        if (random() < 0.1) seen = newest;
        if (random() < 0.03) seen = 0;
        const shown = all.filter((row) => filter === 0 || Math.ceil(row.seq) % 4 !== filter);
        count.update(shown, seen, [filter, 'filter']);
        const told = `SEED=${seed} turn ${turn} step ${step}`;
        assert.deepEqual([count.rows, count.errors], plainly(shown, seen), told);
        most = Math.max(most, count.rows);
      }
    }
    assert.ok(most > 20, 'there are some');
  });

  it('are looked at once', () => {
    let looks = 0;
    const count = new MissedCount();
    const watched = entries(1, 1_000).map((row) =>
      Object.defineProperty({ ...row }, 'severity', { get: () => (looks++, 'info') }),
    );
    for (let size = 500; size <= 1_000; size++) count.update(watched.slice(0, size), 100, []);
    assert.equal(count.rows, 900);
    assert.ok(looks <= 2 * 900, `${looks} looks`);
  });
});
