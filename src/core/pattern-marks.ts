/**
 * What stands in a pattern for the parts in which rows differ: one control character each. Log text cannot forge them,
 * because a pattern keeps none of the control characters of its row; names for people are given here as well.
 */

/** What a part of a row was, that differs from row to row. */
export const PATTERN_MARKS = {
  num: '\u0001',
  id: '\u0002',
  ip: '\u0003',
  time: '\u0004',
  span: '\u0005',
  size: '\u0006',
  email: '\u0007',
  token: '\u000e',
  text: '\u000f',
  query: '\u0010',
} as const;

/** Name of such a part. */
export type PatternMark = keyof typeof PATTERN_MARKS;

/** A piece of a pattern: words that all its rows share, or what differs. */
export interface PatternPiece {
  readonly text: string;
  /** True for what differs; `text` is then its name, as in `num`. */
  readonly isMark: boolean;
}

const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries(PATTERN_MARKS).map(([name, mark]) => [mark, name]),
);
// eslint-disable-next-line no-control-regex -- the marks are control characters
const MARK = /([\u0001-\u0007\u000e-\u0010])/;

/** A pattern in its pieces, in order. */
export function patternPieces(pattern: string): readonly PatternPiece[] {
  return pattern
    .split(MARK)
    .filter((text) => text !== '')
    .map((text) => ({ text: NAMES.get(text) ?? text, isMark: NAMES.has(text) }));
}

/** A pattern as text, as in `took <span>`. */
export function patternText(pattern: string): string {
  return patternPieces(pattern)
    .map(({ text, isMark }) => (isMark ? `<${text}>` : text))
    .join('');
}
