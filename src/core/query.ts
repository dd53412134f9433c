/**
 * What a query is once it is understood. How text becomes one is `parse-query.ts`, how its exact half meets a row is
 * `query-match.ts`, and its words are matched fuzzily by the search layer.
 */
import type { Severity } from './severity.js';

/** A condition that holds or not, with nothing fuzzy about it. */
export type QueryTerm = { readonly negated: boolean } & (
  PhraseTerm | RegexTerm | LevelTerm | NodeTerm | FieldTerm | TimeTerm
);

/** The message contains this text, whatever its case. */
export interface PhraseTerm {
  readonly kind: 'phrase';
  /** Already lower-cased. */
  readonly text: string;
}

/** The message matches this expression. */
export interface RegexTerm {
  readonly kind: 'regex';
  /** As it was typed, between the slashes. */
  readonly source: string;
  /** Never global or sticky, so that it has no state. */
  readonly pattern: RegExp;
  /** How much of a message it is run over in one go: what can be slow is slow with the length. */
  readonly reachChars: number;
  /** How much of a longer message it is run over, from one place to the next, with an eye on the clock. */
  readonly farChars: number;
}

/** The row's severity is one of these. */
export interface LevelTerm {
  readonly kind: 'level';
  readonly levels: ReadonlySet<Severity>;
}

/** The row was written by one of these workflow nodes; `*` in a name stands for anything. */
export interface NodeTerm {
  readonly kind: 'node';
  /** Already lower-cased. */
  readonly names: readonly string[];
}

/** A condition on nothing but the text of the message. */
export type TextTerm = { readonly negated: boolean } & (PhraseTerm | RegexTerm);

/** How a field is compared. */
export type FieldOperator = 'is' | '>' | '>=' | '<' | '<=';

/** A field of the row has one of these values, or compares with a number as said. */
export interface FieldTerm {
  readonly kind: 'field';
  /** `http.status` finds `{"http":{"status":…}}` and `{"http.status":…}`. */
  readonly path: string;
  readonly operator: FieldOperator;
  /** Already lower-cased; `*` stands for anything; for a comparison, one number. */
  readonly values: readonly string[];
}

/** The row was written at this time or after it, or before it. */
export interface TimeTerm {
  readonly kind: 'time';
  readonly edge: 'after' | 'before';
  /** In milliseconds since 1970. */
  readonly ms: number;
}

/** What must hold together: every word, fuzzily, and every term, exactly. */
export interface QueryClause {
  /** Lower-cased, none twice. */
  readonly words: readonly string[];
  readonly terms: readonly QueryTerm[];
}

/** A part of the query's text that was not understood, or was refused. */
export interface QueryDiagnostic {
  /** Where it starts in the query's text. */
  readonly start: number;
  /** Where it ends, exclusive. */
  readonly end: number;
  readonly code: QueryDiagnosticCode;
  /** For people: what is wrong, and what was done instead. */
  readonly message: string;
}

/** Stable names of what can be wrong with a query. */
export type QueryDiagnosticCode =
  | 'level-unknown'
  | 'time-unknown'
  | 'regex-invalid'
  | 'regex-too-long'
  | 'regex-too-slow'
  | 'quote-open'
  | 'parenthesis-unmatched'
  | 'operator-dangling'
  | 'query-too-long'
  | 'query-too-complex';

/** A query, understood. A row matches it when one of its clauses does. */
export interface Query {
  /** As it was typed. */
  readonly text: string;
  /** At most 31, so that a bit each fits an integer; none when the query is empty. */
  readonly clauses: readonly QueryClause[];
  readonly diagnostics: readonly QueryDiagnostic[];
}

/** The query that everything matches. */
export const EMPTY_QUERY: Query = { text: '', clauses: [], diagnostics: [] };

/** True when the query asks for nothing, so that it filters nothing. */
export function isEmptyQuery(query: Query): boolean {
  return query.clauses.length === 0;
}

/** True when some part of the query is about the text of messages, which is searched and not tested in passing. */
export function needsSearch(query: Query): boolean {
  return query.clauses.some(isSearched);
}

/** True when rows are to be searched for the clause. */
export function isSearched({ words, terms }: QueryClause): boolean {
  return words.length > 0 || terms.some(isTextTerm);
}

/** True for conditions on the text of the message. */
export function isTextTerm(term: QueryTerm): term is TextTerm {
  return term.kind === 'phrase' || term.kind === 'regex';
}

/** What the search is asked for: of each clause what is about the text, so that places of clauses stay as they are. */
export function searchClauses(query: Query): readonly SearchClause[] {
  return query.clauses.map(({ words, terms }) => ({ words, terms: terms.filter(isTextTerm) }));
}

/** The part of a clause that is about the text of messages; one without words and terms is not searched for. */
export interface SearchClause {
  /** Folded, none twice. */
  readonly words: readonly string[];
  readonly terms: readonly TextTerm[];
}

export { parseQuery } from './parse-query.js';
