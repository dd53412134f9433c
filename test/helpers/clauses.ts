/** What the search is asked for, in short. */
import { parseQuery, searchClauses, type SearchClause } from '../../src/core/query.js';

/** Clauses of nothing but words. */
export function wordClauses(...clauses: readonly (readonly string[])[]): SearchClause[] {
  return clauses.map((words) => ({ words, terms: [] }));
}

/** What a query, as it is typed, asks of texts. */
export function clausesOf(text: string): readonly SearchClause[] {
  return searchClauses(parseQuery(text));
}
