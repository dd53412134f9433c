/**
 * The exact half of a query × a row → does it match. Written to be obviously right; what is fuzzy about a query is
 * decided elsewhere and comes in as hits.
 */
import type { LogEntry } from './log-entry.js';
import { foldText } from './fold-text.js';
import { matchesGlob } from './match-glob.js';
import { matchesField } from './query-field.js';
import { isSearched, isTextTerm, type Query, type QueryTerm } from './query.js';
import type { HitRanges } from './search-hits.js';
import { searchedText } from './searched-text.js';

/**
 * True when the row matches one of the query's clauses.
 *
 * @param hit - where the query's words were found in this row; `undefined` when they were not, or not yet
 */
export function matchesQuery(query: Query, entry: LogEntry, hit?: HitRanges): boolean {
  if (query.clauses.length === 0) return true;
  return query.clauses.some(
    (clause, at) =>
      (clause.words.length === 0 || isHit(hit, at)) &&
      clause.terms.every((term) => matchesTerm(term, entry) !== term.negated),
  );
}

/**
 * The same answer where the row's text has been searched: only what is not about the text is tested here, so that it
 * costs next to nothing.
 *
 * @param found - a bit for each clause that was found in this row's text; 0 when none was, or not yet
 */
export function matchesFound(query: Query, entry: LogEntry, found: number): boolean {
  if (query.clauses.length === 0) return true;
  return query.clauses.some(
    (clause, at) =>
      (!isSearched(clause) || (found & (1 << at)) !== 0) &&
      clause.terms.every((term) => isTextTerm(term) || matchesTerm(term, entry) !== term.negated),
  );
}

function isHit(hit: HitRanges | undefined, clause: number): boolean {
  return hit !== undefined && (hit.clauses === undefined || (hit.clauses & (1 << clause)) !== 0);
}

function matchesTerm(term: QueryTerm, entry: LogEntry): boolean {
  switch (term.kind) {
    case 'phrase':
      return foldText(searchedText(entry.message)).includes(term.text);
    case 'regex':
      return term.pattern.test(searchedText(entry.message).slice(0, term.reachChars));
    case 'level':
      return term.levels.has(entry.severity);
    case 'node': {
      const name = entry.nodeId?.toLowerCase();
      return name !== undefined && term.names.some((wanted) => matchesGlob(wanted, name));
    }
    case 'field':
      return matchesField(term, entry);
    case 'time': {
      // Of a time that cannot be read neither is true.
      const ms = Date.parse(entry.createdAt);
      return term.edge === 'after' ? ms >= term.ms : ms < term.ms;
    }
  }
}
