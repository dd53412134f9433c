/**
 * What the page and the search say to each other. Rows travel once, as deltas; a query travels as words; hits travel
 * packed in typed arrays, which are moved instead of copied. No behaviour but packing.
 */
import type { SearchClause } from '../core/query.js';
import type { PackedHits } from '../core/search-hits.js';
import type { TextRange } from '../core/text-segments.js';

/** Rows in seq order: the text at a place belongs to the seq at that place. */
export interface RowTexts {
  readonly seqs: readonly number[];
  readonly texts: readonly string[];
}

/** What the page asks for. */
export type SearchRequest =
  /** Rows behind the last one, or before the first one. */
  | ({ readonly type: 'append' | 'prepend' } & RowTexts)
  /** Forget the rows below this seq; all of them when it is `null`. */
  | { readonly type: 'drop'; readonly before: number | null }
  /** Forget the rows above this seq; all of them when it is `null`. */
  | { readonly type: 'cut'; readonly after: number | null }
  /** Forget all rows, and from now on keep them as they are written, too: expressions look at case. */
  | { readonly type: 'keep-case' }
  /** Search all rows, and those to come, for this. It takes the place of the search before it. */
  | { readonly type: 'search'; readonly id: number; readonly clauses: readonly SearchClause[] }
  /** Search for nothing. */
  | { readonly type: 'stop' };

/** What the search answers. */
export type SearchAnswer =
  /** It is there and listens. */
  | { readonly type: 'ready' }
  /** The search was given up: an expression takes too long over these rows. */
  | { readonly type: 'too-slow'; readonly id: number }
  | SearchProgress;

/** Hits of one search; several come until `done`, and again when rows are added after that. */
export interface SearchProgress {
  readonly type: 'progress';
  /** Which search. */
  readonly id: number;
  readonly hits: PackedHits;
  /** True when every row that is known so far has been searched. */
  readonly done: boolean;
  /** How many messages with rows have been taken in so far: tells rows on the way from rows that do not exist. */
  readonly heard: number;
}

/** A hit before it is packed. */
export interface Hit {
  readonly seq: number;
  readonly clauses: number;
  readonly ranges: readonly TextRange[];
}

/**
 * Packs hits for the way. Plain loops: one letter can have a million ranges.
 *
 * @param clauseCount - clauses of the query that has been searched
 */
export function packHits(hits: readonly Hit[], clauseCount: number): PackedHits {
  let total = 0;
  for (const hit of hits) total += hit.ranges.length;
  const packed: PackedHits = {
    seqs: new Float64Array(hits.length),
    clauses: clauseCount > 1 ? new Uint32Array(hits.length) : null,
    counts: new Uint32Array(hits.length),
    places: new Uint32Array(2 * total),
  };
  let place = 0;
  hits.forEach(({ seq, clauses, ranges }, at) => {
    packed.seqs[at] = seq;
    if (packed.clauses) packed.clauses[at] = clauses;
    packed.counts[at] = ranges.length;
    for (const [start, end] of ranges) {
      packed.places[place] = start;
      packed.places[place + 1] = end;
      place += 2;
    }
  });
  return packed;
}

/** The buffers that can be moved with an answer instead of being copied. */
export function buffersOf({ seqs, clauses, counts, places }: PackedHits): ArrayBufferLike[] {
  const arrays = clauses ? [seqs, counts, places, clauses] : [seqs, counts, places];
  return arrays.map(({ buffer }) => buffer);
}
