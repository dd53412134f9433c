/**
 * Judges rows that are not in memory as those that are, one by one: the same engine for words, the same conditions. For
 * what is read from elsewhere in the run; what is in memory is searched by the worker.
 */
import { foldText } from '../core/fold-text.js';
import type { LogEntry } from '../core/log-entry.js';
import { matchesFound } from '../core/query-match.js';
import { needsSearch, searchClauses, type Query } from '../core/query.js';
import type { HitRanges } from '../core/search-hits.js';
import type { TextRange } from '../core/text-segments.js';
import { searchedText } from '../core/searched-text.js';
import type { Severity } from '../core/severity.js';

/** Where the query is in the text of a row that matches, in no order; `null` for a row that does not match. */
export type RowMatcher = (entry: LogEntry) => HitRanges | null;

const NO_RANGES: HitRanges = [];

/**
 * The judge for a query. The engine is fetched only where there is text to find.
 *
 * @param levels - the severities that are wanted besides; `null` for all
 */
export async function rowMatcher(
  query: Query,
  levels: readonly Severity[] | null,
): Promise<RowMatcher> {
  const find = needsSearch(query) ? await textFinder(query) : () => undefined;
  return (entry) => {
    if (levels !== null && !levels.includes(entry.severity)) return null;
    const hit = find(entry);
    return matchesFound(query, entry, hit?.clauses ?? 0) ? (hit ?? NO_RANGES) : null;
  };
}

type FoundHit = readonly TextRange[] & { readonly clauses: number };

async function textFinder(query: Query): Promise<(entry: LogEntry) => FoundHit | undefined> {
  const { QuerySearch } = await import('./query-search.js');
  const search = new QuerySearch(searchClauses(query), () => performance.now());
  return (entry) => {
    const text = searchedText(entry.message);
    const found = search.find(foldText(text), text);
    if (found === null) return undefined;
    return Object.assign(found.ranges.slice(), { clauses: found.clauses });
  };
}
