/** Hits as they come from the search, one by one. */
import type { HitRanges, PackedHits } from '../../src/core/search-hits.js';
import { SearchHits } from '../../src/core/search-hits.js';

/** One call for each hit, in the order in which they were found. */
export function unpackHits(packed: PackedHits, take: (seq: number, hit: HitRanges) => void): void {
  const hits = new SearchHits();
  hits.take(packed);
  for (const [seq, ranges] of hits) take(seq, ranges);
}
