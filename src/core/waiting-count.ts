/**
 * How many rows wait behind a pause. Each is looked at once, when it comes: a pause may last for hours of a fast run,
 * and counting them anew on every frame would cost more the longer it lasts.
 */
import type { LogRow } from './log-entry.js';
import { placeOfSeq } from './place-of-seq.js';

/** Counts rows behind a place in a list that grows at its end. */
export class WaitingCount {
  #afterSeq = NaN;
  #filter: readonly unknown[] = [];
  #countedSeq = 0;
  #count = 0;

  /**
   * The rows behind `afterSeq` that pass.
   *
   * @param filter - what `passes` depends on: when a part of it is another one, all are looked at again
   */
  update(
    rows: readonly LogRow[],
    afterSeq: number,
    passes: (row: LogRow) => boolean,
    filter: readonly unknown[],
  ): number {
    if (afterSeq !== this.#afterSeq || filter.some((part, index) => part !== this.#filter[index])) {
      this.#afterSeq = this.#countedSeq = afterSeq;
      this.#filter = filter;
      this.#count = 0;
    }
    for (let index = placeOfSeq(rows, this.#countedSeq); index < rows.length; index++) {
      const row = rows[index];
      if (row === undefined || row.seq <= this.#countedSeq) continue;
      this.#countedSeq = row.seq;
      if (passes(row)) this.#count++;
    }
    return this.#count;
  }
}
