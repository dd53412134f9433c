/**
 * Counts by severity as typed arrays hold them: one slot for each severity, one for rows that have none (gaps and
 * outages). It knows nothing of what is counted together.
 */
import { isEntry, type LogRow } from './log-entry.js';
import { SEVERITIES, type Severity } from './severity.js';

/** Slots of one count; a power of two, so that a place is a shift away. */
export const SLOTS = 8;

/** Slot of rows that are not of the log. */
export const OTHER_SLOT = SLOTS - 1;

/** Slot of each severity. */
export const SLOT_OF = Object.fromEntries(
  SEVERITIES.map((severity, slot) => [severity, slot]),
) as Readonly<Record<Severity, number>>;

/** The slot that a row is counted in. */
export function slotOf(row: LogRow): number {
  return isEntry(row) ? SLOT_OF[row.severity] : OTHER_SLOT;
}

/** Errors of any weight in a count. */
export function errorsIn(counts: Uint32Array): number {
  return (counts[SLOT_OF.error] ?? 0) + (counts[SLOT_OF.fatal] ?? 0);
}

/** Warnings in a count. */
export function warningsIn(counts: Uint32Array): number {
  return counts[SLOT_OF.warn] ?? 0;
}

/** Rows of the log in a count. */
export function entriesIn(counts: Uint32Array): number {
  let sum = 0;
  for (let slot = 0; slot < OTHER_SLOT; slot += 1) sum += counts[slot] ?? 0;
  return sum;
}
