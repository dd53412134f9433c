/** The texts of building a search, of recent ones, and of a hit in its context, in English. */
import type { QueryDiagnosticCode } from '../core/query.js';

/** What the examples of the language show. */
export type QueryExample =
  'fuzzy' | 'phrase' | 'without' | 'regex' | 'level' | 'node' | 'field' | 'since' | 'or';

/** What is said of searches. */
export interface QueryStrings {
  readonly build: string;
  readonly words: string;
  readonly phrase: string;
  readonly without: string;
  readonly level: string;
  readonly node: string;
  readonly field: string;
  readonly fieldMark: string;
  readonly fieldValue: string;
  readonly fieldRemove: string;
  readonly time: string;
  readonly anyTime: string;
  /** `span` as in `5 minutes`. */
  readonly last: (span: string) => string;
  readonly match: string;
  readonly matchAll: string;
  readonly matchAny: string;
  /** Before what the form has no field for. */
  readonly kept: string;
  readonly syntax: string;
  readonly examples: Readonly<Record<QueryExample, string>>;
  readonly recent: string;
  readonly recentRemove: string;
  readonly recentClear: string;
  /** Before the part of the query that a problem is about. */
  readonly problemIn: (part: string) => string;
  /**
   * What is wrong with a part of the query, and what was done instead: `part` is what was written there, of a condition
   * its value; `chars` how many characters precede it; `message` the same in English, with the reason.
   */
  readonly problem: (
    code: QueryDiagnosticCode,
    part: string,
    chars: string,
    message: string,
  ) => string;
  readonly contextShow: string;
  readonly contextBack: string;
  /** Said when a hit is shown among all rows, and when the hits are back. */
  readonly contextShown: string;
  readonly contextLeft: string;
}

/** The English texts. */
export const ENGLISH_QUERY: QueryStrings = {
  build: 'Build a search',
  words: 'Words, also misspelled',
  phrase: 'Exact phrase',
  without: 'Without',
  level: 'Level',
  node: 'Node',
  field: 'Field',
  fieldMark: 'Compared',
  fieldValue: 'Value',
  fieldRemove: 'Remove this field',
  time: 'Time',
  anyTime: 'Any time',
  last: (span) => `Last ${span}`,
  match: 'Rows with',
  matchAll: 'all of this',
  matchAny: 'any of this',
  kept: 'Kept as it is written:',
  syntax: 'Write it yourself',
  examples: {
    fuzzy: 'a word, or one close to it',
    phrase: 'exactly this text',
    without: 'rows without it',
    regex: 'a regular expression',
    level: 'this level and above',
    node: 'by workflow node',
    field: 'by a field, also nested',
    since: 'not older than this',
    or: 'one or the other',
  },
  recent: 'Recent searches',
  recentRemove: 'Forget this search',
  recentClear: 'Forget all',
  problemIn: (part) => `in “${part}”`,
  problem: (_code, _part, _chars, message) => message,
  contextShow: 'Show in context',
  contextBack: 'Back to the matches',
  contextShown: 'All rows around it are shown. Escape goes back to the matches.',
  contextLeft: 'Back to the matches',
};

/** What is said of each problem. */
export type ProblemTexts = Readonly<
  Record<QueryDiagnosticCode, (part: string, chars: string) => string>
>;

/** `problem` by the code; what the texts do not know is told in English. */
export function problemsByCode(texts: ProblemTexts): QueryStrings['problem'] {
  const known: Partial<ProblemTexts> = texts;
  return (code, part, chars, message) => known[code]?.(part, chars) ?? message;
}
