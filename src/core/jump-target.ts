/**
 * Where somebody wants to go in a run, from the few words in which people say it: a row's number, a time of day, a date
 * and time, or how long before the newest row. It knows times, and neither rows nor the clock.
 */

/** A place to go to. Times are in milliseconds since 1970. */
export type JumpTarget =
  | { readonly kind: 'seq'; readonly seq: number }
  | { readonly kind: 'time'; readonly timeMs: number }
  | { readonly kind: 'start' | 'end' };

/** What the words are measured against. */
export interface JumpContext {
  /** When the newest row was written, in milliseconds since 1970: what `-5m` counts back from. */
  readonly newestMs: number;
  /** In which zone a time without one is meant: that of the time column. */
  readonly utc: boolean;
}

const SEQ = /^#?\s*(\d{1,15})$/;
const BACK = /^[-\u2212]\s*(\d+(?:\.\d+)?)\s*(ms|s|m|min|h|d)$/i;
const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,6})?)?$/;
const DATE =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,6})?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

const DAY_MS = 86_400_000;

/** The place that a text means; `null` if it means none. */
export function readJump(text: string, context: JumpContext): JumpTarget | null {
  const words = text.trim();
  if (/^(start|first)$/i.test(words)) return { kind: 'start' };
  if (/^(end|last|live|now)$/i.test(words)) return { kind: 'end' };
  const [, seq] = SEQ.exec(words) ?? [];
  if (seq !== undefined) return Number(seq) > 0 ? { kind: 'seq', seq: Number(seq) } : null;
  const timeMs = backMs(words, context) ?? clockMs(words, context) ?? dateMs(words, context.utc);
  return timeMs === null ? null : { kind: 'time', timeMs };
}

/** `42`, `#42`, or an ISO date and time: what a permalink holds. `null` if it is neither. */
export function readPermalink(text: string): JumpTarget | null {
  const [, seq] = SEQ.exec(text.trim()) ?? [];
  if (seq !== undefined) return Number(seq) > 0 ? { kind: 'seq', seq: Number(seq) } : null;
  const timeMs = dateMs(text.trim(), true);
  return timeMs === null ? null : { kind: 'time', timeMs };
}

function backMs(words: string, { newestMs }: JumpContext): number | null {
  const [, amount, unit] = BACK.exec(words) ?? [];
  if (amount === undefined || unit === undefined) return null;
  return newestMs - Number(amount) * (UNIT_MS[unit.toLowerCase()] ?? 0);
}

/** A time of day is meant of the last day on which it has been, as seen from the newest row. */
function clockMs(words: string, { newestMs, utc }: JumpContext): number | null {
  const [, hours, minutes, seconds, fraction] = CLOCK.exec(words) ?? [];
  if (hours === undefined || minutes === undefined || !isClock(hours, minutes, seconds))
    return null;
  const day = new Date(newestMs);
  const partsMs = Math.floor(Number(fraction ?? 0) * 1_000);
  const clock = [Number(hours), Number(minutes), Number(seconds ?? 0), partsMs] as const;
  const onDay = (back: number): number =>
    utc
      ? Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate() - back, ...clock)
      : new Date(day.getFullYear(), day.getMonth(), day.getDate() - back, ...clock).getTime();
  const today = onDay(0);
  return today - newestMs > DAY_MS / 1_440 ? onDay(1) : today;
}

function dateMs(words: string, utc: boolean): number | null {
  const [, year, month, day, hours = '0', minutes = '00', seconds, fraction, zone] =
    DATE.exec(words) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  if (!isClock(hours, minutes, seconds)) return null;
  const date = [Number(year), Number(month) - 1, Number(day)] as const;
  const partsMs = Math.floor(Number(fraction ?? 0) * 1_000);
  const clock = [Number(hours), Number(minutes), Number(seconds ?? 0), partsMs] as const;
  const asUtc = Date.UTC(...date, ...clock);
  // A day that the month does not have would be one of the next.
  if (new Date(Date.UTC(...date)).getUTCMonth() !== date[1]) return null;
  if (zone === undefined && !utc) return new Date(...date, ...clock).getTime();
  return asUtc - offsetMs(zone ?? 'Z');
}

function offsetMs(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  if (sign === undefined) return 0;
  const ms = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return sign === '-' ? -ms : ms;
}

function isClock(hours: string, minutes: string, seconds = '0'): boolean {
  return Number(hours) < 24 && Number(minutes) < 60 && Number(seconds) < 60;
}
