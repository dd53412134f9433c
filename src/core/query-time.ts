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

const TIME = /^\d{4}-\d\d-\d\d(?:T(\d\d)(?::(\d\d)(?::\d\d(?:\.\d+)?)?)?)?(Z|[+-]\d\d:\d\d)?$/i;

/** True for the keys whose values are times. */
export function isTimeKey(key: string): key is 'after' | 'before' {
  return key === 'after' || key === 'before';
}

/** A time as people write it, from a day to a fraction of a second; without a zone the reader's own. `null`: not one. */
export function queryTimeMs(text: string): number | null {
  const match = TIME.exec(text);
  if (match === null) return null;
  const [, hour, minute, zone = ''] = match;
  const clock = text.slice(10, text.length - zone.length);
  // With a clock of hours and minutes at least, the language takes a time without a zone for a local one.
  const full = hour === undefined ? 'T00:00' : minute === undefined ? `${clock}:00` : clock;
  const ms = Date.parse(text.slice(0, 10) + full.toUpperCase() + zone.toUpperCase());
  return Number.isNaN(ms) ? null : ms;
}

/** The stretch of time that all of a query is about, by its last words on it; `null` when it is about none. */
export function timeRangeOf(text: string): TimeRange | null {
  let range: TimeRange | null = null;
  for (const { key = '', text: value } of timeTokens(text).times) {
    const ms = queryTimeMs(value);
    if (ms === null) continue;
    range ??= ALL_TIMES;
    range = key.toLowerCase() === 'after' ? { ...range, fromMs: ms } : { ...range, toMs: ms };
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
      const isTime = token.mark === ':' && isTimeKey((token.key ?? '').toLowerCase());
      if (isTime && !token.negated) times.push(token);
    }
  }
  return { times: hasOr ? [] : times, hasOr, isOpen };
}
