/** The texts about patterns of rows: the panel, the filters that it sets, and rows that are folded. */

/** Which rows the panel counts. */
export type PatternGroup = 'all' | 'error' | 'warn' | 'rest';

/** Functions take numbers already formatted for the locale. */
export interface PatternStrings {
  /** Name of the panel. */
  readonly open: string;
  readonly fold: string;
  readonly groups: Readonly<Record<PatternGroup, string>>;
  readonly summary: (patterns: string, rows: string) => string;
  readonly counting: (share: string) => string;
  /** Rows of patterns that came when there were too many. */
  readonly others: (rows: string) => string;
  readonly none: string;
  readonly goTo: string;
  readonly only: string;
  readonly hide: string;
  readonly onlyChip: (pattern: string) => string;
  readonly hiddenChip: (pattern: string, rows: string) => string;
  readonly remove: string;
  /** Rows in one line; `span` is from when to when, and may be empty. */
  readonly folded: (rows: string, span: string) => string;
  readonly unfold: string;
  readonly foldAgain: string;
  readonly hitsInside: (hits: string) => string;
}
