/**
 * How many rows and errors stand behind the newest row that a reader has seen, kept in step with a growing list at the
 * cost of what is new: somebody may read for an hour while a fast run goes on. It knows nothing of scrolling.
 */
import { isEntry, type LogRow } from './log-entry.js';
import { placeOfSeq } from './place-of-seq.js';

/** Counts rows behind a place in a list that grows at its end. */
export class MissedCount {
  #seenSeq = NaN;
  #firstSeq = NaN;
  #countedSeq = 0;
  #filter: readonly unknown[] = [];
  #rows = 0;
  #errors = 0;

  /** Rows of the log behind the one that was seen. */
  get rows(): number {
    return this.#rows;
  }

  /** How many of those are errors. */
  get errors(): number {
    return this.#errors;
  }

  /**
   * Takes the rows on show, in order of seq.
   *
   * @param seenSeq - the newest row that was seen
   * @param filter - what decides which rows are on show: when a part of it is another one, all are looked at again
   */
  update(rows: readonly LogRow[], seenSeq: number, filter: readonly unknown[]): void {
    const lastSeq = rows.at(-1)?.seq ?? -Infinity;
    const firstSeq = rows[0]?.seq ?? Infinity;
    const isSameFilter = !filter.some((part, index) => part !== this.#filter[index]);
    // Rows that went from the start only matter when some of them had not been seen.
    const isSameStart = firstSeq === this.#firstSeq || firstSeq <= this.#seenSeq;
    const hasGrown = isSameFilter && isSameStart && lastSeq >= this.#countedSeq;
    if (!hasGrown || !(seenSeq >= this.#seenSeq)) this.#restart(seenSeq);
    else if (seenSeq >= lastSeq) this.#restart(seenSeq);
    else this.#count(rows, this.#seenSeq, Math.min(seenSeq, this.#countedSeq), -1);
    this.#seenSeq = seenSeq;
    this.#firstSeq = firstSeq;
    this.#filter = filter;
    this.#countedSeq = Math.max(this.#countedSeq, seenSeq);
    this.#count(rows, this.#countedSeq, lastSeq, 1);
    this.#countedSeq = Math.max(this.#countedSeq, lastSeq);
  }

  #restart(seenSeq: number): void {
    this.#rows = this.#errors = 0;
    this.#countedSeq = seenSeq;
  }

  /** Counts the rows after one seq up to and with another. */
  #count(rows: readonly LogRow[], after: number, to: number, sign: 1 | -1): void {
    if (to <= after) return;
    for (let index = placeOfSeq(rows, after); index < rows.length; index++) {
      const row = rows[index];
      if (row === undefined || row.seq > to) return;
      if (row.seq <= after || !isEntry(row)) continue;
      this.#rows += sign;
      if (row.severity === 'error' || row.severity === 'fatal') this.#errors += sign;
    }
  }
}
