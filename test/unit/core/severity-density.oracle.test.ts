/** Counts along a list, followed step by step, against counting every row anew after each step. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LogRow } from '../../../src/core/log-entry.js';
import type { Severity } from '../../../src/core/severity.js';
import { SEVERITIES } from '../../../src/core/severity.js';
import { SeverityDensity } from '../../../src/core/severity-density.js';
import { SLOTS, slotOf } from '../../../src/core/severity-slots.js';
import { entry, outage } from '../../helpers/entries.js';
import { between, chooseSeed, seededRandom } from '../../helpers/random.js';

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly counts: readonly number[];
}

function stretches(density: SeverityDensity, most: number): Stretch[] {
  const found: Stretch[] = [];
  density.forEachStretch(most, (from, to, counts) => {
    found.push({ from, to, counts: [...counts] });
  });
  return found;
}

/** The naive twin: every row of the stretch, counted. */
function naive(rows: readonly LogRow[], { from, to }: Stretch): number[] {
  const counts = new Array<number>(SLOTS).fill(0);
  for (const row of rows.slice(from, to)) {
    const slot = slotOf(row);
    counts[slot] = (counts[slot] ?? 0) + 1;
  }
  return counts;
}

function check(density: SeverityDensity, rows: readonly LogRow[], most: number, where: string) {
  const found = stretches(density, most);
  assert.ok(found.length <= most, `${found.length} stretches, ${where}`);
  let end = 0;
  for (const stretch of found) {
    assert.equal(stretch.from, end, `no hole, ${where}`);
    assert.ok(stretch.to > stretch.from, `none empty, ${where}`);
    end = stretch.to;
    assert.deepEqual(stretch.counts, naive(rows, stretch), `${stretch.from}–${end}, ${where}`);
  }
  assert.equal(end, rows.length, `to the last row, ${where}`);
  const inner = found.slice(1, -1).map(({ from, to }) => to - from);
  assert.ok(
    inner.every((length) => length === inner[0] && Number.isInteger(Math.log2(length))),
    `of one length, ${where}`,
  );
}

/** A list that grows at both ends, is trimmed, filtered, replaced. */
class Scenario {
  rows: readonly LogRow[] = [];
  afresh = true;
  #low = 1_000_000;
  #high = 1_000_000;
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  step(): void {
    this.afresh = false;
    const kind = between(this.#random, 0, 11);
    const many = between(this.#random, 1, between(this.#random, 0, 3) === 0 ? 3_000 : 40);
    if (kind <= 3) this.rows = [...this.rows, ...this.#make(many, () => this.#high++)];
    else if (kind <= 5) {
      this.rows = [...this.#make(many, () => --this.#low).reverse(), ...this.rows];
    } else if (kind <= 7) {
      const gone = Math.min(this.rows.length, many);
      // As a buffer does it: rows come at the end and go at the start in one change.
      this.rows = [...this.rows.slice(gone), ...this.#make(many, () => this.#high++)];
    } else if (kind === 8) {
      // As a buffer does it while older rows are read: they come at the start, and the newest go.
      const older = this.#make(many, () => --this.#low).reverse();
      this.rows = [...older, ...this.rows].slice(0, Math.max(this.rows.length, 1));
    } else if (kind === 9) {
      // As a search does it: a row in the middle is found later than those around it.
      const at = between(this.#random, 0, this.rows.length);
      const near = (this.rows[at - 1]?.seq ?? this.#low) + 0.25;
      const isFree = at > 0 && this.rows[at]?.seq !== near;
      if (isFree) this.rows = this.rows.toSpliced(at, 0, ...this.#make(1, () => near));
    } else if (kind === 10) {
      this.rows = this.rows.filter(() => between(this.#random, 0, 3) > 0);
      this.afresh = true;
    } else {
      this.rows = this.#make(many, () => this.#high++);
      this.afresh = true;
    }
  }

  #make(count: number, seq: () => number): LogRow[] {
    return Array.from({ length: count }, () => {
      if (between(this.#random, 0, 30) === 0) return outage(seq());
      const severity = SEVERITIES[between(this.#random, 0, SEVERITIES.length - 1)] as Severity;
      return entry(seq(), { severity });
    });
  }
}

describe('the density of severities', () => {
  it('is what counting every row anew gives, whatever happened to the list before', (t) => {
    const seed = chooseSeed();
    t.diagnostic(`SEED=${seed}`);
    const random = seededRandom(seed);
    for (let round = 0; round < 25; round += 1) {
      const scenario = new Scenario(random);
      const density = new SeverityDensity();
      for (let step = 0; step < 40; step += 1) {
        scenario.step();
        // All of them now; or a part, and the rest bit by bit, or not before the list is another one.
        const most = between(random, 0, 2) === 0 ? between(random, 0, 60) : Infinity;
        density.follow(scenario.rows, scenario.afresh, most);
        if (density.isBehind && between(random, 0, 1) === 0) continue;
        while (density.isBehind) density.countOn(between(random, 1, 1_000));
        const where = `round ${round}, step ${step}, SEED=${seed}`;
        check(density, scenario.rows, between(random, 2, 2_048), where);
        const at = between(random, 0, Math.max(0, scenario.rows.length - 1));
        density.visitStretchAt(at, 50, (from, to, counts) => {
          assert.ok(from <= at && at < to, where);
          assert.deepEqual([...counts], naive(scenario.rows, { from, to, counts: [] }), where);
        });
      }
    }
  });

  it('holds more rows than it has stretches', () => {
    const rows = Array.from({ length: 350_000 }, (_, at) =>
      entry(at + 1, { severity: at === 123_456 ? 'error' : 'info' }),
    );
    const density = new SeverityDensity();
    density.follow(rows.slice(0, 1));
    density.follow(rows);
    check(density, rows, 300, 'grown');
    const withError = stretches(density, 300).filter(
      ({ counts }) => counts[slotOf(entry(1, { severity: 'error' }))] !== 0,
    );
    assert.equal(withError.length, 1);
  });

  it('keeps the rows of a stretch together while the list is trimmed and grows', () => {
    const all = Array.from({ length: 40_000 }, (_, at) => entry(at + 1));
    const density = new SeverityDensity();
    const borders = (from: number, to: number): Set<number> => {
      density.follow(all.slice(from, to));
      return new Set(stretches(density, 256).map((stretch) => stretch.from + from));
    };
    const before = borders(0, 30_000);
    const after = borders(3_001, 30_500);
    const lost = [...before].filter((border) => border > 3_001 && !after.has(border));
    assert.deepEqual(lost, []);
  });

  it('looks only at rows that are new', () => {
    let looked = 0;
    const watched = (seq: number): LogRow =>
      new Proxy(entry(seq), {
        get(target, key) {
          if (key === 'severity') looked += 1;
          return Reflect.get(target, key) as unknown;
        },
      });
    const rows = Array.from({ length: 20_000 }, (_, at) => watched(at + 1));
    const density = new SeverityDensity();
    density.follow(rows);
    looked = 0;
    const more = [...rows, watched(20_001), watched(20_002)];
    density.follow(more);
    assert.equal(looked, 2);
    looked = 0;
    density.follow(more.slice(2_000));
    assert.ok(looked <= 16, `${looked} rows`);
  });
});
