/**
 * What there is among some rows, counted once: several parts of the widget want to know it of the same rows, and going
 * through 100,000 of them that have just come costs more than ten milliseconds each time, since none is near at hand yet.
 * It keeps nothing but what it counted, by the identity of the array, which must not change after it was asked about.
 */
import { isEntry, isOutage, type LogOutage, type LogRow } from './log-entry.js';
import { entriesIn, OTHER_SLOT, SLOT_OF, SLOTS } from './severity-slots.js';
import { SEVERITIES, type Severity } from './severity.js';

/** How many rows there are of each severity. */
export type SeverityCounts = Readonly<Record<Severity, number>>;

/** What there is among some rows. */
export interface RowTally {
  /** Rows of the log, by severity. */
  readonly counts: SeverityCounts;
  /** Rows of the log: those that are neither gap nor outage nor mark. */
  readonly entries: number;
  readonly outages: readonly LogOutage[];
}

const TALLIES = new WeakMap<readonly LogRow[], RowTally>();

/** The tally of an array of rows that nobody changes any more. */
export function tallyOf(rows: readonly LogRow[]): RowTally {
  let tally = TALLIES.get(rows);
  if (tally === undefined) TALLIES.set(rows, (tally = countRows(rows)));
  return tally;
}

/** Counts of nothing, to be counted up. */
export function zeroCounts(): Record<Severity, number> {
  return Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])) as Record<
    Severity,
    number
  >;
}

function countRows(rows: readonly LogRow[]): RowTally {
  const slots = new Uint32Array(SLOTS);
  const outages: LogOutage[] = [];
  let last: Severity | null = null;
  let slot = OTHER_SLOT;
  for (const row of rows) {
    // Rows of one severity come in stretches, and the same word need not be looked up again.
    if (!isEntry(row)) [slot, last] = [OTHER_SLOT, null];
    else if (row.severity !== last) slot = SLOT_OF[(last = row.severity)];
    slots[slot] = (slots[slot] ?? 0) + 1;
    if (slot === OTHER_SLOT && isOutage(row)) outages.push(row);
  }
  const counts = zeroCounts();
  for (const severity of SEVERITIES) counts[severity] = slots[SLOT_OF[severity]] ?? 0;
  return { counts, entries: entriesIn(slots), outages };
}
