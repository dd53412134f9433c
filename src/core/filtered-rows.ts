/**
 * A list of rows that pass a test, kept in step with a list that grows at its ends and is trimmed at its start,
 * at the cost of what changed instead of what there is. It does not know what the test is about.
 */
import type { LogRow } from './log-entry.js';
import { listOverlap, type ListOverlap } from './list-overlap.js';
import { placeOfSeq } from './place-of-seq.js';

/**
 * Whether a row stays. It must answer the same for the same row until `refilter` or `retest` says otherwise, and no
 * to outages: one that is amended is another row in the same place, which is not looked for among those that stayed.
 */
export type RowTest = (row: LogRow) => boolean;

/** Rows are looked up by their seq where at most one in so many can pass: sorting seqs costs more than a test. */
const FEW = 8;

/** The rows of a growing list that pass a test; a new array when they changed and the same one otherwise. */
export class FilteredRows {
  #source: readonly LogRow[] = [];
  #rows: readonly LogRow[] = [];

  /** The rows that pass, in order. */
  get rows(): readonly LogRow[] {
    return this.#rows;
  }

  /**
   * Tests every row: the test changed, or the list did in a way that cannot be followed.
   *
   * @param among - seqs of rows beyond which none passes, where that is known
   */
  refilter(source: readonly LogRow[], test: RowTest, among: readonly number[] | null = null): void {
    this.#source = source;
    const whole = { start: 0, length: source.length, trimmed: 0 };
    const isWorthIt = among !== null && among.length * FEW <= source.length;
    this.#rows = isWorthIt ? turned(source, whole, among, test) : source.filter(test);
  }

  /**
   * Follows the list to its present content and tests only the rows that are new.
   *
   * @param retest - seqs of rows whose answer may have turned from no to yes
   */
  follow(source: readonly LogRow[], test: RowTest, retest: readonly number[] = []): void {
    const kept = listOverlap(this.#source, source);
    if (kept === null) {
      this.refilter(source, test);
      return;
    }
    const before = source.slice(0, kept.start).filter(test);
    const after = source.slice(kept.start + kept.length).filter(test);
    const dropped = kept.trimmed === 0 ? 0 : placeOfSeq(this.#rows, seqAt(source, kept.start));
    const survivors = dropped === 0 ? this.#rows : this.#rows.slice(dropped);
    const merged = merge(survivors, turned(source, kept, retest, test));
    this.#source = source;
    this.#rows = before.length + after.length === 0 ? merged : before.concat(merged, after);
  }
}

/** The rows to be tested again that pass, in order; some of them may have passed before. */
function turned(
  source: readonly LogRow[],
  kept: ListOverlap,
  retest: readonly number[],
  test: RowTest,
): readonly LogRow[] {
  const rows: LogRow[] = [];
  const end = kept.start + kept.length;
  let place = kept.start;
  for (const seq of Float64Array.from(retest).sort()) {
    // Hits come in runs: the next one is mostly the next row.
    if (seqAt(source, place) < seq) place += 1;
    if (seqAt(source, place) < seq) place = placeOfSeq(source, seq, place);
    if (place >= end) break;
    const row = source[place];
    // A hit that was dropped with its row and found again is there twice.
    const isNew = row?.seq === seq && row !== rows.at(-1);
    if (isNew && test(row)) rows.push(row);
  }
  return rows;
}

function seqAt(rows: readonly LogRow[], at: number): number {
  return rows[at]?.seq ?? Infinity;
}

/**
 * Both in order, with no seq twice; the first list itself when the second adds nothing. Only where the two overlap
 * are rows looked at one by one: hits mostly come in stretches that lie before all that are known.
 */
function merge(left: readonly LogRow[], right: readonly LogRow[]): readonly LogRow[] {
  const [first, last] = [right[0], right.at(-1)];
  if (first === undefined || last === undefined) return left;
  const from = placeOfSeq(left, first.seq);
  const to = placeOfSeq(left, last.seq + 1, from);
  const middle: LogRow[] = [];
  let at = from;
  for (const row of right) {
    while (at < to && seqAt(left, at) < row.seq) middle.push(left[at++] as LogRow);
    if (seqAt(left, at) !== row.seq) middle.push(row);
  }
  while (at < to) middle.push(left[at++] as LogRow);
  return middle.length === to - from ? left : left.slice(0, from).concat(middle, left.slice(to));
}
