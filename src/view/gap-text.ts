/** What is said where rows are missing: because they were deleted, or because they are not in memory. */
import type { LogGap } from '../core/log-entry.js';
import type { LogStreamStrings } from './strings.js';

/** The text, with its numbers as `formatNumber` writes them. */
export function gapText(
  { seq, to, isElsewhere }: LogGap,
  strings: LogStreamStrings,
  formatNumber: (value: number) => string,
): string {
  const say = isElsewhere === true ? strings.runSearch.elsewhere : strings.gap;
  return say(formatNumber(seq), formatNumber(to));
}
