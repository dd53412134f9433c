/** Counting and folding by pattern, followed step by step through random growth and trims, against naive twins. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FoldedRows } from '../../../src/core/folded-rows.js';
import { isEntry, type LogRow } from '../../../src/core/log-entry.js';
import { PatternTally } from '../../../src/core/pattern-tally.js';
import { rowPattern } from '../../../src/core/row-pattern.js';
import type { Severity } from '../../../src/core/severity.js';
import { entry, outage } from '../../helpers/entries.js';
import { between, chooseSeed, seededRandom } from '../../helpers/random.js';

const SEVERITIES: readonly Severity[] = ['info', 'warn', 'error'];
const KINDS = 'abcdefgh'.split('');

/** A list that grows at both ends, is trimmed at its start, or begins anew; rows come in stretches of one pattern. */
class GrowingList {
  rows: readonly LogRow[] = [];
  /** It began anew with this step, as another run does. */
  isNew = true;
  #low = 0;
  #high = 0;
  #kind = 0;
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  step(): void {
    const random = this.#random;
    const what = random();
    if (what < 0.03) this.rows = [];
    this.isNew = this.rows.length === 0;
    if (this.isNew) this.#low = this.#high = between(random, -50, 5_000);
    if (what < 0.2) this.rows = this.rows.slice(between(random, 0, this.rows.length));
    else if (what < 0.35 && this.rows.length > 0) {
      this.#low = Math.ceil(this.rows[0]?.seq ?? 0);
      const before = Array.from({ length: between(random, 1, 12) }, () => this.#row(--this.#low));
      this.rows = [...before.reverse().filter((row) => isEntry(row)), ...this.rows];
    } else {
      const added = Array.from({ length: between(random, 1, 25) }, () => this.#row(this.#high++));
      this.rows = [...this.rows, ...added];
    }
  }

  #row(seq: number): LogRow {
    const random = this.#random;
    if (random() < 0.02) return outage(seq);
    if (random() < 0.25) this.#kind = between(random, 0, KINDS.length - 1);
    const severity = SEVERITIES[this.#kind % 3] as Severity;
    const name = KINDS[this.#kind] as string;
    return entry(seq, { severity, message: `${name} took ${between(random, 1, 999)} ms` });
  }
}

function naiveCounts(rows: readonly LogRow[]): Map<string, { count: number; seqs: number[] }> {
  const counts = new Map<string, { count: number; seqs: number[] }>();
  for (const row of rows.filter(isEntry)) {
    const known = counts.get(rowPattern(row)) ?? { count: 0, seqs: [] };
    known.count++;
    known.seqs.push(row.seq);
    counts.set(rowPattern(row), known);
  }
  return counts;
}

function keyOf(row: LogRow): string | null {
  return isEntry(row) ? rowPattern(row) : null;
}

/** What stands in the lines, by its definition: `seq`, `seq×count`, or `seq+count` for an open one. */
function naiveLines(rows: readonly LogRow[], opened: ReadonlySet<number>): string[] {
  const lines: string[] = [];
  for (let at = 0; at < rows.length;) {
    const key = keyOf(rows[at] as LogRow);
    let end = at + 1;
    if (key !== null) while (end < rows.length && keyOf(rows[end] as LogRow) === key) end++;
    const stretch = rows.slice(at, end);
    const first = stretch[0]?.seq ?? 0;
    const last = stretch.at(-1)?.seq ?? 0;
    const isOpen = [...opened].some((seq) => seq >= first && seq <= last);
    if (stretch.length === 1) lines.push(String(first));
    else if (!isOpen) lines.push(`${first}×${stretch.length}`);
    else lines.push(`${first}+${stretch.length}`, ...stretch.slice(1).map(({ seq }) => `${seq}`));
    at = end;
  }
  return lines;
}

function linesOf({ lines, folds }: FoldedRows): string[] {
  return lines.map(({ seq }) => {
    const fold = folds.get(seq);
    return fold === undefined ? `${seq}` : `${seq}${fold.isOpen ? '+' : '×'}${fold.count}`;
  });
}

describe('patterns of a list that grows and is trimmed', () => {
  const seed = chooseSeed();

  it(`are counted as if all rows were counted anew (SEED=${seed})`, () => {
    const random = seededRandom(seed);
    for (let round = 0; round < 40; round++) {
      const list = new GrowingList(random);
      const tally = new PatternTally();
      for (let step = 0; step < 40; step++) {
        list.step();
        tally.follow(list.rows);
        // Mostly in portions that are too small for what came.
        tally.work(between(random, 0, 30));
        if (random() < 0.4) continue;
        while (!tally.isComplete) tally.work(7);
        const expected = naiveCounts(list.rows);
        assert.equal(tally.patterns, expected.size);
        assert.equal(tally.counted, list.rows.filter(isEntry).length);
        for (const { key, count, firstSeq, lastSeq } of tally.top(Infinity)) {
          const naive = expected.get(key);
          assert.deepEqual(
            [count, firstSeq, lastSeq],
            [naive?.count, naive?.seqs[0], naive?.seqs.at(-1)],
            key,
          );
        }
      }
    }
  });

  it(`are folded as if all rows were folded anew (SEED=${seed})`, () => {
    const random = seededRandom(seed + 1);
    const numbers = new Map<string, number>();
    const numberOf = (row: LogRow): number => {
      const key = keyOf(row);
      if (key === null) return 0;
      const number = numbers.get(key) ?? numbers.size + 1;
      numbers.set(key, number);
      return number;
    };
    for (let round = 0; round < 60; round++) {
      const list = new GrowingList(random);
      const folded = new FoldedRows();
      const opened = new Set<number>();
      for (let step = 0; step < 50; step++) {
        list.step();
        if (list.isNew) {
          folded.reset();
          opened.clear();
        }
        folded.follow(list.rows, numberOf);
        const seq = list.rows[between(random, 0, list.rows.length - 1)]?.seq ?? 0;
        const fold = folded.foldAt(seq);
        if (random() < 0.2 && folded.open(seq, numberOf)) opened.add(fold?.last.seq ?? 0);
        if (random() < 0.1 && folded.close(seq, numberOf)) {
          for (const each of opened) {
            if (each >= (fold?.first.seq ?? 0) && each <= (fold?.last.seq ?? 0))
              opened.delete(each);
          }
        }
        assert.deepEqual(linesOf(folded), naiveLines(list.rows, opened), `round ${round}, ${step}`);
        const whole = folded.lines.flatMap((line) => folded.rowsOf(line.seq));
        assert.deepEqual(whole, list.rows);
      }
    }
  });
});

describe('the tally of patterns', () => {
  it('tells no more patterns apart than it may, and says how many rows are left', () => {
    const tally = new PatternTally(2);
    const rows = ['a', 'b', 'c', 'd', 'a'].map((message, at) => entry(at + 1, { message }));
    tally.follow(rows);
    tally.work(100);
    assert.deepEqual([tally.patterns, tally.others, tally.counted], [2, 2, 5]);
    assert.equal(tally.idOf(rows[2] as LogRow), tally.idOf(rows[1] as LogRow) && 0);
    tally.follow(rows.slice(3));
    assert.equal(tally.others + tally.top(9).reduce((sum, { count }) => sum + count, 0), 2);
  });

  it('sorts by number, and within severities when asked', () => {
    const tally = new PatternTally();
    tally.follow([
      entry(1, { message: 'x 1', severity: 'error' }),
      entry(2, { message: 'y 1' }),
      entry(3, { message: 'y 2' }),
    ]);
    tally.work(10);
    assert.deepEqual(
      tally.top(9).map(({ count, severity }) => `${severity} ${count}`),
      ['info 2', 'error 1'],
    );
    assert.deepEqual(
      tally.top(9, new Set(['error'])).map(({ lastSeq }) => lastSeq),
      [1],
    );
  });
});
