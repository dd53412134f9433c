/**
 * Pauses between rows that follow each other on show: what counts as one, and how long it was. The rows are those that
 * are shown, so that a filter's pauses are those between its rows.
 */
import { isEntry, isGap, type LogEntry, type LogRow } from './log-entry.js';

/** Shorter ones are no pause, whatever the pace of the run. In milliseconds. */
const LEAST_PAUSE_MS = 10_000;
/** A pause is so many times as long as rows usually are apart: in a slow run a minute is nothing. */
const TIMES_THE_USUAL = 10;
/** With fewer rows nothing is usual. */
const LEAST_ROWS = 5;
/** Pairs of rows that are looked at, spread over the list, to see what is usual. */
const SAMPLED_PAIRS = 31;
/** The list has to grow or shrink by this before it is looked at again: what is usual does not change with a row. */
const LOOK_AGAIN = 1.25;
/** Marks and disconnections that are looked past for the row before. */
const MAX_PASSED = 8;

/** What counts as a pause in a list that grows. */
export class PauseScale {
  #size = 0;
  #leastMs = LEAST_PAUSE_MS;

  /** From how many milliseconds on the time between two of these rows is a pause. */
  leastMs(rows: readonly LogRow[]): number {
    const { length } = rows;
    if (length > this.#size * LOOK_AGAIN || length * LOOK_AGAIN < this.#size) {
      this.#size = length;
      this.#leastMs = leastPauseMs(rows);
    }
    return this.#leastMs;
  }
}

/** The same from nothing but these rows: ten times what lies between two of them in the middle of all such times. */
export function leastPauseMs(rows: readonly LogRow[]): number {
  if (rows.length < LEAST_ROWS) return LEAST_PAUSE_MS;
  const apart: number[] = [];
  const step = Math.max(1, (rows.length - 1) / SAMPLED_PAIRS);
  for (let place = 1; place < rows.length; place += step) {
    const index = Math.floor(place);
    const [row, before] = [rows[index], entryBefore(rows, index)];
    if (row === undefined || before === undefined || !isEntry(row)) continue;
    const ms = Date.parse(row.createdAt) - Date.parse(before.createdAt);
    if (!Number.isNaN(ms)) apart.push(ms);
  }
  apart.sort((a, b) => a - b);
  return Math.max(LEAST_PAUSE_MS, (apart[apart.length >> 1] ?? 0) * TIMES_THE_USUAL);
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
