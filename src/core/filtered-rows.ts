/**
 * A list of rows that pass a test, kept in step with a list that grows at its ends and is trimmed at its start,
 * at the cost of what changed instead of what there is. It does not know what the test is about.
 */
import type { LogRow } from './log-entry.js';

/** Whether a row stays. It must answer the same for the same row until `refilter` or `retest` says otherwise. */
export type RowTest = (row: LogRow) => boolean;

/** The rows of a growing list that pass a test; a new array when they changed and the same one otherwise. */
export class FilteredRows {
  #source: readonly LogRow[] = [];
  #rows: readonly LogRow[] = [];

  /** The rows that pass, in order. */
  get rows(): readonly LogRow[] {
    return this.#rows;
  }

  /** Tests every row: the test changed, or the list did in a way that cannot be followed. */
  refilter(source: readonly LogRow[], test: RowTest): void {
    this.#source = source;
    this.#rows = source.filter(test);
  }

  /**
   * Follows the list to its present content and tests only the rows that are new.
   *
   * @param retest - seqs of rows whose answer may have turned from no to yes
   */
  follow(source: readonly LogRow[], test: RowTest, retest: readonly number[] = []): void {
    const kept = overlap(this.#source, source);
    if (kept === null) {
      this.refilter(source, test);
      return;
    }
    const before = source.slice(0, kept.start).filter(test);
    const after = source.slice(kept.start + kept.length).filter(test);
    const dropped = kept.trimmed === 0 ? 0 : placeOf(this.#rows, seqAt(source, kept.start));
    const survivors = dropped === 0 ? this.#rows : this.#rows.slice(dropped);
    const turned = this.#turned(source.slice(kept.start, kept.start + kept.length), retest, test);
    this.#source = source;
    if (turned.length > 0) this.#rows = [...before, ...merge(survivors, turned), ...after];
    else if (before.length + after.length > 0) this.#rows = before.concat(survivors, after);
    else this.#rows = survivors;
  }

  /** The rows that did not pass so far and do now, in order. */
  #turned(kept: readonly LogRow[], retest: readonly number[], test: RowTest): readonly LogRow[] {
    const turned: LogRow[] = [];
    for (const seq of retest) {
      const row = rowOf(kept, seq);
      if (row !== null && rowOf(this.#rows, seq) === null && test(row)) turned.push(row);
    }
    return turned.sort((a, b) => a.seq - b.seq);
  }
}

interface Overlap {
  /** Rows of the old list that are gone from its start. */
  readonly trimmed: number;
  /** Where the old rows start in the new list. */
  readonly start: number;
  readonly length: number;
}

/** What two states of one list share, or `null` if the second is not the first grown and trimmed. */
function overlap(old: readonly LogRow[], now: readonly LogRow[]): Overlap | null {
  const [oldFirst, nowFirst] = [old[0], now[0]];
  if (oldFirst === undefined || nowFirst === undefined) return null;
  const start = placeOf(now, oldFirst.seq);
  const trimmed = now[start] === oldFirst ? 0 : placeOf(old, nowFirst.seq);
  const from = now[start] === oldFirst ? start : 0;
  const length = old.length - trimmed;
  if (length <= 0 || old[trimmed] !== now[from] || old.at(-1) !== now[from + length - 1])
    return null;
  return { trimmed, start: from, length };
}

/** The place of the first row whose seq is not below `seq`. */
function placeOf(rows: readonly LogRow[], seq: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (seqAt(rows, middle) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

function rowOf(rows: readonly LogRow[], seq: number): LogRow | null {
  const row = rows[placeOf(rows, seq)];
  return row?.seq === seq ? row : null;
}

function seqAt(rows: readonly LogRow[], at: number): number {
  return rows[at]?.seq ?? Infinity;
}

function merge(left: readonly LogRow[], right: readonly LogRow[]): LogRow[] {
  const out: LogRow[] = [];
  let at = 0;
  for (const row of right) {
    while (at < left.length && seqAt(left, at) < row.seq) out.push(left[at++] as LogRow);
    out.push(row);
  }
  while (at < left.length) out.push(left[at++] as LogRow);
  return out;
}
