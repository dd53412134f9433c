/**
 * How a row's time is written: local, UTC, since the start, or since the row before. Formatters are made once per
 * locale and zone because making one costs as much as a thousand uses of it.
 */

import { microsOf } from '../core/row-time.js';

/** What the time column shows. */
export type TimeFormat = 'local' | 'utc' | 'elapsed' | 'delta' | 'none';

export const TIME_FORMATS: readonly TimeFormat[] = ['local', 'utc', 'elapsed', 'delta', 'none'];

/** What a row's time is measured against. Times are in milliseconds since 1970; `null` where there is none. */
export interface TimeContext {
  readonly format: TimeFormat;
  readonly locale: string | undefined;
  readonly startMs: number | null;
  /** May have a fraction, as `exactMs` gives it. */
  readonly previousMs: number | null;
}

/** A time in two parts, so that narrow layouts can leave out the second. */
export interface TimeText {
  readonly main: string;
  /** Fraction of a second, with its separator. */
  readonly fraction: string;
}

/** More locales than one page has; past this the oldest is dropped. */
const CACHE_LIMIT = 16;
const clocks = new Map<string, Intl.DateTimeFormat>();
const ages = new Map<string, Intl.RelativeTimeFormat>();

/** The furthest that a date of the language reaches from 1970. */
const MAX_TIME_MS = 8.64e15;

const CLOCK: Intl.DateTimeFormatOptions = {
  hourCycle: 'h23',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
};

const NO_TIME: TimeText = { main: '–', fraction: '' };

/** A row's time as the column shows it. */
export function timeText(createdAt: string, context: TimeContext): TimeText {
  const ms = Date.parse(createdAt);
  if (Number.isNaN(ms)) return NO_TIME;
  switch (context.format) {
    case 'local':
    case 'utc':
      return clockText(ms, context);
    case 'elapsed':
      return durationText(ms - (context.startMs || ms), '+');
    case 'delta':
      return context.previousMs === null || Number.isNaN(context.previousMs)
        ? { main: '+0', fraction: '.000' }
        : deltaText(exactMs(createdAt) - context.previousMs);
    case 'none':
      return { main: '', fraction: '' };
  }
}

/** A time in milliseconds with its microseconds as a fraction; NaN when it is none. */
export function exactMs(createdAt: string): number {
  const micros = microsOf(createdAt);
  return micros === null ? Date.parse(createdAt) : micros / 1_000;
}

/** Zone and full date for the title of a time: nothing about it is left to be guessed. */
export function fullTime(createdAt: string, locale: string | undefined): string {
  const ms = Date.parse(createdAt);
  if (Number.isNaN(ms)) return createdAt;
  const local = clock(locale, 'full', {
    dateStyle: 'full',
    timeStyle: 'long',
  }).format(ms);
  return `${createdAt}\n${local}`;
}

/** The zone that the times are in, as in `UTC+02:00`; empty where times are relative. */
export function zoneName(format: TimeFormat, atMs: number): string {
  if (format === 'utc') return 'UTC';
  if (format !== 'local') return '';
  const minutes = -new Date(atMs).getTimezoneOffset();
  if (minutes === 0 || Number.isNaN(minutes)) return 'UTC+00:00';
  const sign = minutes < 0 ? '−' : '+';
  const absolute = Math.abs(minutes);
  return `UTC${sign}${pad(Math.floor(absolute / 60))}:${pad(absolute % 60)}`;
}

/** The zone of the times from one to another: both, where the clocks were changed between them. */
export function zoneSpan(format: TimeFormat, fromMs: number, toMs: number): string {
  const [first, last] = [zoneName(format, fromMs), zoneName(format, toMs)];
  return first === last ? last : `${first} → ${last}`;
}

/**
 * Start and end of a stretch of time, on the clock that the rows are on, or the local one where they are on none.
 * The day is told where the two are not on the same one.
 */
export function spanText(
  startMs: number,
  endMs: number | null,
  { format, locale }: { readonly format: TimeFormat; readonly locale: string | undefined },
): readonly [string, string | null] {
  const zone = format === 'utc' ? { timeZone: 'UTC' } : {};
  const kind = format === 'utc' ? 'utc' : 'local';
  const dayOf = clock(locale, `${kind} day`, { dateStyle: 'short', ...zone });
  const sameDay =
    !isTime(startMs) || !isTime(endMs) || dayOf.format(startMs) === dayOf.format(endMs);
  const write = (ms: number): string => {
    if (!isTime(ms)) return NO_TIME.main;
    if (sameDay) return clockText(ms, { format: kind, locale }).main;
    const dated: Intl.DateTimeFormatOptions = { month: 'short', day: 'numeric', ...CLOCK, ...zone };
    return clock(locale, `${kind} dated`, dated).format(ms);
  };
  return [write(startMs), endMs === null ? null : write(endMs)];
}

/** The same for a file: ISO 8601 in UTC. */
export function isoSpan(startMs: number, endMs: number | null): readonly [string, string | null] {
  const write = (ms: number): string => (isTime(ms) ? new Date(ms).toISOString() : NO_TIME.main);
  return [write(startMs), endMs === null ? null : write(endMs)];
}

/** How long ago, in the words of the locale; `null` when it is too recent to be worth a word. */
export function ageText(ms: number, nowMs: number, locale: string | undefined): string | null {
  const seconds = Math.floor((nowMs - ms) / 1000);
  // Of a time that could not be read there is nothing to say either.
  if (!(seconds >= 5)) return null;
  const words = ageWords(locale);
  if (seconds < 90) return words.format(-seconds, 'second');
  if (seconds < 5400) return words.format(-Math.round(seconds / 60), 'minute');
  if (seconds < 129_600) return words.format(-Math.round(seconds / 3600), 'hour');
  return words.format(-Math.round(seconds / 86_400), 'day');
}

function ageWords(locale: string | undefined): Intl.RelativeTimeFormat {
  const key = locale ?? '';
  let words = ages.get(key);
  if (words === undefined) {
    words = new Intl.RelativeTimeFormat(locale, { style: 'narrow' });
    if (ages.size >= CACHE_LIMIT) ages.clear();
    ages.set(key, words);
  }
  return words;
}

/** Whether a formatter takes it: numbers come from any source, and an impossible one would throw. */
function isTime(ms: number | null): ms is number {
  return ms !== null && Math.abs(ms) <= MAX_TIME_MS;
}

function clockText(ms: number, context: Pick<TimeContext, 'format' | 'locale'>): TimeText {
  const options: Intl.DateTimeFormatOptions = {
    ...CLOCK,
    ...(context.format === 'utc' ? { timeZone: 'UTC' } : {}),
  };
  const main = clock(context.locale, context.format, options).format(ms);
  return { main, fraction: `.${pad(((ms % 1000) + 1000) % 1000, 3)}` };
}

function durationText(ms: number, plus: string): TimeText {
  const sign = ms < 0 ? '−' : plus;
  const absolute = Math.abs(Math.round(ms));
  const seconds = Math.floor(absolute / 1000);
  const hours = Math.floor(seconds / 3600);
  const clockPart = `${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
  const main = hours > 0 ? `${sign}${hours}:${clockPart}` : `${sign}${clockPart}`;
  return { main, fraction: `.${pad(absolute % 1000, 3)}` };
}

/** Under a minute in seconds, where differences are read; longer ones as a duration, tiny ones to the microsecond. */
function deltaText(exact: number): TimeText {
  const micros = Math.round(exact * 1_000);
  if (micros !== 0 && Math.abs(micros) < 1_000) {
    return { main: `${micros < 0 ? '−' : '+'}0`, fraction: `.${pad(Math.abs(micros), 6)}` };
  }
  // Of times that are known to the millisecond only, or are far apart, the rest is noise.
  const ms = Math.trunc(micros / 1_000);
  if (Math.abs(ms) >= 60_000) return durationText(ms, '+');
  const sign = ms < 0 ? '−' : '+';
  const absolute = Math.abs(Math.round(ms));
  return { main: `${sign}${Math.floor(absolute / 1000)}`, fraction: `.${pad(absolute % 1000, 3)}` };
}

function clock(
  locale: string | undefined,
  kind: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${locale ?? ''} ${kind}`;
  const known = clocks.get(key);
  if (known !== undefined) return known;
  if (clocks.size >= CACHE_LIMIT) clocks.delete(clocks.keys().next().value ?? '');
  const made = new Intl.DateTimeFormat(locale, options);
  clocks.set(key, made);
  return made;
}

const pad = (value: number, digits = 2): string => String(value).padStart(digits, '0');
