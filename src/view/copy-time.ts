/**
 * A row's time as it is copied: on the clock that the reader has chosen, but whole, since what is pasted elsewhere has
 * no column head and no page around it that would tell day and zone.
 */
import type { EntryTime } from './row-text.js';
import { exactMs, timeText, type TimeFormat } from './time-format.js';

/** What times are written by. */
export interface CopyTimeContext {
  readonly format: TimeFormat;
  readonly locale: string | undefined;
  /** Start of the run in milliseconds since 1970; `null` if it is not known. */
  readonly startMs: number | null;
  /** The page's own way, if it has one. */
  readonly formatTime: ((entry: Parameters<EntryTime>[0]) => string) | undefined;
}

/** Writes the times of rows that are copied. */
export function copyTime({ format, locale, startMs, formatTime }: CopyTimeContext): EntryTime {
  if (formatTime !== undefined) return formatTime;
  return (entry, previous) => {
    if (format === 'none') return '';
    const ms = Date.parse(entry.createdAt);
    if (Number.isNaN(ms)) return entry.createdAt;
    if (format === 'utc') return inUtc(entry.createdAt, ms);
    if (format === 'local') return inZone(ms, -new Date(ms).getTimezoneOffset());
    const previousMs = previous === null ? null : exactMs(previous.createdAt);
    const { main, fraction } = timeText(entry.createdAt, { format, locale, startMs, previousMs });
    return `${main}${fraction}`;
  };
}

/** As it is stored, with its microseconds, where it is stored so. */
function inUtc(createdAt: string, ms: number): string {
  return /(?:Z|[+-]00:?00)$/.test(createdAt) ? createdAt : new Date(ms).toISOString();
}

function inZone(ms: number, minutes: number): string {
  const local = new Date(ms + minutes * 60_000).toISOString().slice(0, -1);
  const absolute = Math.abs(minutes);
  const hours = String(Math.floor(absolute / 60)).padStart(2, '0');
  return `${local}${minutes < 0 ? '-' : '+'}${hours}:${String(absolute % 60).padStart(2, '0')}`;
}
