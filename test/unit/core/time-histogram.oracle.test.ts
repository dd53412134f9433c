/** Counts along time, followed step by step, against counting every row anew after each step. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isEntry, type LogEntry, type LogRow } from '../../../src/core/log-entry.js';
import { SEVERITIES } from '../../../src/core/severity.js';
import { SLOTS, slotOf } from '../../../src/core/severity-slots.js';
import { TimeHistogram, type TimeBins } from '../../../src/core/time-histogram.js';
import { entry, outage } from '../../helpers/entries.js';
import { between, chooseSeed, seededRandom } from '../../helpers/random.js';

const START_MS = Date.parse('2026-03-02T09:14:07.120Z');
const iso = (ms: number): string => new Date(ms).toISOString();
const at = (seq: number, ms: number): LogEntry => entry(seq, { createdAt: iso(ms) });

/** The naive twin: each row in its bin, by its own time. */
function naive(rows: readonly LogRow[], { startMs, stepMs, count }: TimeBins): number[] {
  const counts = new Array<number>(count * SLOTS).fill(0);
  for (const row of rows) {
    if (!isEntry(row)) continue;
    const ms = Date.parse(row.createdAt);
    if (Number.isNaN(ms)) continue;
    const place = Math.floor((ms - startMs) / stepMs) * SLOTS + slotOf(row);
    counts[place] = (counts[place] ?? NaN) + 1;
  }
  return counts;
}

function check(histogram: TimeHistogram, rows: readonly LogRow[], most: number, where: string) {
  const bins = histogram.bins(most);
  assert.deepEqual([...bins.counts], naive(rows, bins), where);
  assert.ok(bins.count <= Math.max(2, most), `${bins.count} bins, ${where}`);
  assert.equal(Math.abs(bins.startMs % bins.stepMs), 0, where);
  const timed = rows.some((row) => isEntry(row) && !Number.isNaN(Date.parse(row.createdAt)));
  assert.equal(bins.count > 0, timed, where);
}

describe('the histogram over time', () => {
  it('is what counting every row anew gives, whatever happened to the rows before', (t) => {
    const seed = chooseSeed();
    t.diagnostic(`SEED=${seed}`);
    const random = seededRandom(seed);
    for (let round = 0; round < 40; round += 1) {
      const histogram = new TimeHistogram();
      let rows: readonly LogRow[] = [];
      let [low, high, nowMs] = [100_000, 100_000, START_MS];
      const pace = 10 ** between(random, 0, 7);
      const make = (count: number, seq: () => number): LogRow[] =>
        Array.from({ length: count }, () => {
          if (between(random, 0, 40) === 0) return outage(seq());
          nowMs += between(random, 0, pace);
          const lateMs = between(random, 0, 9) === 0 ? between(random, 0, pace * 50) : 0;
          const severity = SEVERITIES[between(random, 0, SEVERITIES.length - 1)] ?? 'info';
          const createdAt = between(random, 0, 60) === 0 ? 'soon' : iso(nowMs - lateMs);
          return entry(seq(), { createdAt, severity });
        });
      for (let step = 0; step < 30; step += 1) {
        const many = between(random, 1, 120);
        const kind = between(random, 0, 6);
        if (kind <= 2) rows = [...rows, ...make(many, () => high++)];
        else if (kind === 3) rows = [...make(many, () => --low).reverse(), ...rows];
        else if (kind <= 5) rows = [...rows.slice(many), ...make(many, () => high++)];
        else if (between(random, 0, 3) === 0) rows = make(many, () => high++);
        histogram.follow(rows);
        const where = `round ${round}, step ${step}, SEED=${seed}`;
        check(histogram, rows, between(random, 24, 1_500), where);
      }
    }
  });

  for (const [name, spanMs, stepMs] of [
    ['three seconds', 3_000, 100],
    ['a minute', 60_000, 1_000],
    ['ten minutes', 600_000, 10_000],
    ['a day', 86_400_000, 1_800_000],
    ['a year', 365 * 86_400_000, 7 * 86_400_000],
  ] as const) {
    it(`shows ${name} in steps that people count in`, () => {
      const histogram = new TimeHistogram();
      const rows = Array.from({ length: 500 }, (_, index) =>
        at(index + 1, START_MS + (index * spanMs) / 500),
      );
      histogram.follow(rows);
      assert.equal(histogram.bins(80).stepMs, stepMs);
      check(histogram, rows, 80, name);
    });
  }

  it('becomes fine again when the slow part of a run has gone', () => {
    const slow = Array.from({ length: 1_000 }, (_, index) =>
      at(index + 1, START_MS + index * 3_600_000),
    );
    const fast = Array.from({ length: 3_000 }, (_, index) =>
      at(index + 1_001, START_MS + 3_600_000_000 + index),
    );
    const histogram = new TimeHistogram();
    histogram.follow(slow);
    const all = [...slow, ...fast];
    histogram.follow(all);
    assert.ok(histogram.bins(80).stepMs >= 3_600_000);
    for (let gone = 250; gone <= 3_000; gone += 250) histogram.follow(all.slice(gone));
    assert.equal(histogram.bins(80).stepMs, 100);
    check(histogram, all.slice(3_000), 80, 'after');
  });

  it('bears a clock that is off by thousands of years', () => {
    const histogram = new TimeHistogram();
    const rows = [at(1, START_MS), at(2, -8.64e15), at(3, 8.64e15), at(4, START_MS + 100)];
    histogram.follow(rows);
    check(histogram, rows, 80, 'far apart');
  });

  it('looks only at rows that are new, or gone', () => {
    let looked = 0;
    const watched = (seq: number): LogRow =>
      new Proxy(at(seq, START_MS + seq * 10), {
        get(target, key) {
          if (key === 'createdAt') looked += 1;
          return Reflect.get(target, key) as unknown;
        },
      });
    const rows = Array.from({ length: 20_000 }, (_, index) => watched(index + 1));
    const histogram = new TimeHistogram();
    histogram.follow(rows.slice(0, 19_000));
    looked = 0;
    histogram.follow(rows);
    assert.equal(looked, 1_000);
    looked = 0;
    histogram.follow(rows.slice(2_000));
    assert.equal(looked, 2_000);
  });
});
