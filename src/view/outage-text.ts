/** A disconnection in words. Where its times come from, a clock or a calendar, is the caller's to say. */
import type { LogOutage } from '../core/log-entry.js';
import type { LogStreamStrings } from './strings.js';

/** How numbers and times are written where the words go. */
export interface OutageWriting {
  readonly strings: LogStreamStrings;
  readonly formatNumber: (value: number) => string;
  /** Start and end; the end is `null` while there is none. */
  readonly formatSpan: (startMs: number, endMs: number | null) => readonly [string, string | null];
}

/** What the row of an outage says. */
export function outageText(outage: LogOutage, writing: OutageWriting): string {
  const some = (count: number): string | null => (count > 0 ? writing.formatNumber(count) : null);
  const [start, end] = writing.formatSpan(outage.startedAtMs, outage.endedAtMs);
  return writing.strings.outage(start, end, some(outage.recovered), some(outage.missing));
}
