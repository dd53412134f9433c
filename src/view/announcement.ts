/** What the live region says of a digest, in the words of the host. */
import type { StreamState } from '../core/stream-state.js';
import type { LogStreamStrings } from './strings.js';

/** What happened since the last announcement. */
export interface AnnouncementFacts {
  readonly rows: number;
  readonly errors: number;
  readonly warnings: number;
  readonly outage: { readonly recovered: number; readonly missing: number } | null;
}

/** One text for all of it: two in a row would be read over each other. */
export function announcement(
  { rows, errors, warnings, outage }: AnnouncementFacts,
  strings: LogStreamStrings,
  formatNumber: (value: number) => string,
): string {
  const some = (count: number): string | null => (count > 0 ? formatNumber(count) : null);
  const parts: string[] = [];
  if (outage !== null) {
    parts.push(strings.announceOutage(some(outage.recovered), some(outage.missing)));
  }
  if (rows > 0) parts.push(strings.announceRows(formatNumber(rows), some(errors), some(warnings)));
  return parts.join('. ');
}

/** What is said of a state that the reader has to know of at once; `null` for those that come and go. */
export function stateAnnouncement(state: StreamState, strings: LogStreamStrings): string | null {
  switch (state) {
    case 'auth-required':
    case 'denied':
    case 'failed':
      return strings.notices[state].title;
    case 'ended':
      return strings.states.ended;
    default:
      return null;
  }
}
