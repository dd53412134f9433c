/**
 * The rows in which a query's words were found, growing while the search goes on. One object serves one query:
 * whoever holds it sees it grow, and a new search makes a new one.
 */
import type { TextRange } from './text-segments.js';

/** Where a row's text was hit; `clauses` has a bit for each clause of the query whose words are all there. */
export interface HitRanges extends ReadonlyArray<TextRange> {
  /** Absent means every clause. */
  readonly clauses?: number;
}

/** The hits of one search by the row's seq, in the order in which they were found. */
export class SearchHits extends Map<number, HitRanges> {
  readonly #journal: number[] = [];

  /** Every seq in the order in which it was hit, so that a reader can go on from where it stopped. */
  get journal(): readonly number[] {
    return this.#journal;
  }

  override set(seq: number, ranges: HitRanges): this {
    if (!this.has(seq)) this.#journal.push(seq);
    return super.set(seq, ranges);
  }
}
