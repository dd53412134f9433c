/** A mark of the reader's as one line of text. */
import type { LogMark } from '../core/log-entry.js';
import type { LogStreamStrings } from './strings.js';

/** Its number, when it was put, and how many rows came since the mark before it. */
export function markText(
  { number, atMs, since }: LogMark,
  { markLine }: LogStreamStrings,
  formatNumber: (value: number) => string,
  formatTime: (ms: number) => string,
): string {
  return markLine(
    formatNumber(number),
    formatTime(atMs),
    since === null ? null : formatNumber(since),
  );
}
