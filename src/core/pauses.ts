/**
 * Pauses between rows that follow each other on show: what counts as one, and how long it was. The rows are those that
 * are shown, so that a filter's pauses are those between its rows.
 */
import { isEntry, isGap, type LogEntry, type LogRow } from './log-entry.js';

/** Shorter ones are no pause, whatever the pace of the run. In milliseconds. */
const LEAST_PAUSE_MS = 10_000;
/** A pause is so many times as long as the rows are apart on average: in a slow run a minute is nothing. */
const TIMES_THE_AVERAGE = 3;
/** With fewer rows there is no average worth the name. */
const LEAST_ROWS = 5;
/** Marks and disconnections that are looked past for the row before. */
const MAX_PASSED = 8;

/** From how many milliseconds on the time between two of these rows is a pause. */
export function leastPauseMs(rows: readonly LogRow[]): number {
  if (rows.length < LEAST_ROWS) return LEAST_PAUSE_MS;
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined || !isEntry(first)) return LEAST_PAUSE_MS;
  const end = isEntry(last) ? last : entryBefore(rows, rows.length - 1);
  if (end === undefined) return LEAST_PAUSE_MS;
  const averageMs = (Date.parse(end.createdAt) - Date.parse(first.createdAt)) / (rows.length - 1);
  return Math.max(LEAST_PAUSE_MS, averageMs * TIMES_THE_AVERAGE || 0);
}

/** The row of the log that is shown before row `index`; none behind deleted rows, which nobody knows the time of. */
export function entryBefore(rows: readonly LogRow[], index: number): LogEntry | undefined {
  for (let at = index - 1; at >= Math.max(0, index - MAX_PASSED); at--) {
    const row = rows[at];
    if (row === undefined || isGap(row)) return undefined;
    if (isEntry(row)) return row;
  }
  return undefined;
}

/** The pause between two rows, in milliseconds; `null` when there is none. `leastMs` must not be below ten seconds. */
export function pauseBetween(before: LogEntry, after: LogEntry, leastMs: number): number | null {
  if (isSameMoment(before.createdAt, after.createdAt)) return null;
  const ms = Date.parse(after.createdAt) - Date.parse(before.createdAt);
  return ms >= leastMs ? ms : null;
}

/** `2026-01-02T03:04:0…`, the same ten seconds. Nearly all rows end here, without their times being parsed. */
const SAME_CHARS = 18;

function isSameMoment(before: string, after: string): boolean {
  if (before === after) return true;
  // From the end, where they differ if they do; zones differ in rows of different writers only, which parse.
  for (let at = SAME_CHARS - 1; at >= 0; at--) {
    if (before.charCodeAt(at) !== after.charCodeAt(at)) return false;
  }
  return before.charCodeAt(before.length - 1) === after.charCodeAt(after.length - 1);
}
