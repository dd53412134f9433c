/**
 * Times in a query: how they are read, and how a stretch of time is written into a query's text and found there again,
 * so that what is brushed on a picture can be seen, changed and shared as text. It knows no rows.
 */
import { queryTokens, type QueryToken } from './query-token.js';

/** From `fromMs`, and before `toMs`, in milliseconds since 1970; `null` where it is open. */
export interface TimeRange {
  readonly fromMs: number | null;
  readonly toMs: number | null;
}

/** The stretch that is open on both sides. */
export const ALL_TIMES: TimeRange = { fromMs: null, toMs: null };

/** What times in a query may be relative to. */
export interface QueryMoment {
  /** Now, in milliseconds since 1970. */
  readonly nowMs: number;
  /** When the rows were written that the query is about; `null` when there are none yet. */
  readonly rows: { readonly fromMs: number; readonly toMs: number } | null;
}

const TIME = /^\d{4}-\d\d-\d\d(?:T(\d\d)(?::(\d\d)(?::\d\d(?:\.\d+)?)?)?)?(Z|[+-]\d\d:\d\d)?$/i;
const CLOCK = /^(\d\d?):(\d\d)(?::(\d\d(?:\.\d+)?))?(Z)?$/i;
const AGE = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d|w))+$/i;
const AGE_PART = /(\d+(?:\.\d+)?)(ms|[smhdw])/gi;
const UNITS_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

const EDGES: Readonly<Record<string, 'after' | 'before'>> = {
  after: 'after',
  since: 'after',
  before: 'before',
  until: 'before',
};

/** Which end of a stretch of time a key stands for; `null` when it is not about time. Case does not matter. */
export function timeEdge(key: string): 'after' | 'before' | null {
  const name = key.toLowerCase();
  return Object.hasOwn(EDGES, name) ? (EDGES[name] ?? null) : null;
}

/**
 * A time as people write it: a day, down to a fraction of a second; a time of day, as in `14:02`; how long ago, as in
 * `5m` and `1h30m`. Without a zone it is the reader's own. `null`: not one, or relative to a moment that is not given.
 */
export function queryTimeMs(text: string, moment: QueryMoment | null = null): number | null {
  const match = TIME.exec(text);
  if (match !== null) return dateMs(text, match);
  if (moment === null) return null;
  const clock = CLOCK.exec(text);
  if (clock !== null) return clockMs(clock, moment);
  if (!AGE.test(text)) return null;
  let agoMs = 0;
  for (const [, count, unit = ''] of text.matchAll(AGE_PART)) {
    agoMs += Number(count) * (UNITS_MS[unit.toLowerCase()] ?? 0);
  }
  const ms = moment.nowMs - Math.round(agoMs);
  return Math.abs(ms) <= MAX_DATE_MS ? ms : null;
}

/** Beyond it there are no dates. */
const MAX_DATE_MS = 8.64e15;

function dateMs(text: string, match: RegExpExecArray): number | null {
  const [, hour, minute, zone = ''] = match;
  const clock = text.slice(10, text.length - zone.length);
  // With a clock of hours and minutes at least, the language takes a time without a zone for a local one.
  const full = hour === undefined ? 'T00:00' : minute === undefined ? `${clock}:00` : clock;
  const ms = Date.parse(text.slice(0, 10) + full.toUpperCase() + zone.toUpperCase());
  return Number.isNaN(ms) ? null : ms;
}

/** The last such time among the rows; when none was written around it, the one next to them. */
function clockMs(match: RegExpExecArray, { nowMs, rows }: QueryMoment): number | null {
  const [, hour, minute, second = '0', zone] = match;
  const [hours, minutes, seconds] = [Number(hour), Number(minute), Number(second)];
  if (hours > 23 || minutes > 59 || seconds >= 60) return null;
  const { fromMs, toMs } = rows ?? { fromMs: nowMs, toMs: nowMs };
  const on = (dayMs: number, add: number): number => {
    const day = new Date(dayMs);
    const ms = Math.round(seconds * 1_000);
    return zone === undefined
      ? new Date(
          day.getFullYear(),
          day.getMonth(),
          day.getDate() + add,
          hours,
          minutes,
          0,
          ms,
        ).getTime()
      : Date.UTC(
          day.getUTCFullYear(),
          day.getUTCMonth(),
          day.getUTCDate() + add,
          hours,
          minutes,
          0,
          ms,
        );
  };
  const away = (ms: number): number => Math.max(0, fromMs - ms, ms - toMs);
  const times = [1, 0, -1].flatMap((add) => [on(toMs, add), on(fromMs, add)]);
  return times.sort((a, b) => away(a) - away(b) || b - a)[0] ?? null;
}

/** The stretch of time that all of a query is about, by its last words on it; `null` when it is about none. */
export function timeRangeOf(text: string, moment: QueryMoment | null = null): TimeRange | null {
  let range: TimeRange | null = null;
  for (const { key = '', text: value } of timeTokens(text).times) {
    const ms = queryTimeMs(value, moment);
    if (ms === null) continue;
    range ??= ALL_TIMES;
    range = timeEdge(key) === 'after' ? { ...range, fromMs: ms } : { ...range, toMs: ms };
  }
  return range;
}

/** The query with another stretch of time, or, with `null`, with none; what else it says stays. */
export function withTimeRange(text: string, range: TimeRange | null): string {
  const { times, hasOr, isOpen } = timeTokens(text);
  let rest = '';
  let at = 0;
  for (const { start, end } of times) {
    rest += text.slice(at, start).trimEnd();
    at = end;
  }
  rest = (rest + (times.length === 0 ? text : ` ${text.slice(at).trimStart()}`)).trim();
  const terms: string[] = [];
  const { fromMs, toMs } = range ?? ALL_TIMES;
  if (fromMs !== null) terms.push(`after:${timeName(fromMs)}`);
  if (toMs !== null) terms.push(`before:${timeName(toMs)}`);
  if (terms.length === 0 || rest === '') return [...terms, rest].join(' ').trim();
  // In front, where no quote that is still open can swallow them; alternatives have to stay together.
  return `${terms.join(' ')} ${hasOr ? `(${rest}${isOpen ? '"' : ''})` : rest}`;
}

/** In UTC, so that it means the same to whoever it is shared with; without a fraction that says nothing. */
function timeName(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}

interface TimeTokens {
  /** Those that hold for every row: none inside parentheses, none negated, none but where there is no OR beside it. */
  readonly times: readonly QueryToken[];
  /** The rest has alternatives that are not in parentheses. */
  readonly hasOr: boolean;
  /** A quote is open: a parenthesis behind it would be quoted too. */
  readonly isOpen: boolean;
}

function timeTokens(text: string): TimeTokens {
  let isOpen = false;
  const tokens = queryTokens(text, ({ code }) => (isOpen ||= code === 'quote-open'));
  const times: QueryToken[] = [];
  let depth = 0;
  let hasOr = false;
  for (const token of tokens) {
    if (token.kind === 'open') depth += 1;
    else if (token.kind === 'close') depth -= 1;
    else if (depth === 0) {
      hasOr ||= token.kind === 'or';
      const isTime = token.mark === ':' && timeEdge(token.key ?? '') !== null;
      if (isTime && !token.negated) times.push(token);
    }
  }
  return { times: hasOr ? [] : times, hasOr, isOpen };
}
