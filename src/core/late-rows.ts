/**
 * Which rows came late: those whose time lies before that of a row above them. A run's rows are in the order of their
 * commits, and a writer that was held up commits what it wrote some time before. Clocks of writers differ a little, and
 * writers gather rows for a moment, so that less than two seconds is no news.
 */
import { isEntry, type LogRow } from './log-entry.js';
import { placeOfSeq } from './place-of-seq.js';

/** From so many milliseconds on a row is late. */
export const LATE_MS = 2_000;

/** `2026-01-02T03:04:05`, then a fraction, then UTC by one of its names. */
const SECONDS_CHARS = 19;

/** Follows a list that grows at its end and is trimmed at its start at the cost of what is new. */
export class LateRows {
  readonly #late = new Map<number, number>();
  #rows: readonly LogRow[] = [];
  /** How many rows of the list, from its start, have been looked at. */
  #seen = 0;
  /** The latest time so far, as text; its seconds as a number that grows with time, `null` until it is asked for. */
  #latest = '';
  #latestKey: number | null = -Infinity;

  /** By how many milliseconds a row is late, by its seq; only the rows that are, of those that were looked at. */
  get all(): ReadonlyMap<number, number> {
    return this.#late;
  }

  /** How many rows are left to be looked at. */
  get left(): number {
    return this.#rows.length - this.#seen;
  }

  /** True while rows are left to be looked at. */
  get isBehind(): boolean {
    return this.left > 0;
  }

  /**
   * Takes the present state of the list.
   *
   * @param most - rows that are looked at in this call; `lookOn` goes on with the rest. Default: all
   */
  follow(rows: readonly LogRow[], most = Infinity): void {
    if (rows !== this.#rows) {
      this.#seen = this.#seenOf(rows);
      this.#rows = rows;
      if (this.#seen === 0) this.#forget();
    }
    this.lookOn(most);
  }

  /** Looks at so many more rows of the list. A row's answer depends on those above it only, and is never taken back. */
  lookOn(most: number): void {
    const to = Math.min(this.#rows.length, this.#seen + most);
    for (let at = this.#seen; at < to; at++) {
      const row = this.#rows[at];
      if (row !== undefined && isEntry(row)) this.#see(row.seq, row.createdAt);
    }
    this.#seen = to;
  }

  /** How many rows of a list were looked at already; 0 when it is not the last one gone on. */
  #seenOf(rows: readonly LogRow[]): number {
    const [first, last] = [this.#rows[0], this.#rows[this.#seen - 1]];
    if (first === undefined || last === undefined) return 0;
    const place = placeOfSeq(rows, last.seq);
    const isSame = rows[place]?.seq === last.seq && (rows[0]?.seq ?? 0) >= first.seq;
    return isSame ? place + 1 : 0;
  }

  #forget(): void {
    this.#late.clear();
    this.#latest = '';
    this.#latestKey = -Infinity;
  }

  #see(seq: number, time: string): void {
    // Most rows are the newest so far, and of two times that are written alike the later is the greater text.
    if (isWrittenAlike(time, this.#latest) && time >= this.#latest) {
      this.#latest = time;
      this.#latestKey = null;
      return;
    }
    this.#latestKey ??= secondsKey(this.#latest);
    const key = secondsKey(time);
    if (key > this.#latestKey || (key === this.#latestKey && isLaterFraction(time, this.#latest))) {
      this.#latestKey = key;
      this.#latest = time;
    } else if (key < this.#latestKey - 1 || Number.isNaN(key)) this.#compare(seq, time);
  }

  /** The exact way, for what may be late or is written otherwise. */
  #compare(seq: number, time: string): void {
    const ms = Date.parse(time);
    const latestMs = Date.parse(this.#latest);
    if (Number.isNaN(ms)) return;
    if (latestMs - ms >= LATE_MS) this.#late.set(seq, latestMs - ms);
    else if (!(latestMs >= ms)) {
      this.#latest = new Date(ms).toISOString();
      this.#latestKey = secondsKey(this.#latest);
    }
  }
}

/** Whether two times are in UTC and of one form, by the names that browsers and Postgres have for it. */
function isWrittenAlike(one: string, other: string): boolean {
  if (one.length !== other.length || one.charCodeAt(10) !== other.charCodeAt(10)) return false;
  const isZulu = one.charCodeAt(one.length - 1) === 0x5a;
  if (isZulu) return other.charCodeAt(other.length - 1) === 0x5a;
  return one.endsWith('+00:00') && other.endsWith('+00:00');
}

/**
 * A number that grows with the seconds of a time in UTC, at a tenth of the cost of parsing it: it is asked for every
 * row that comes. NaN for what is not written as expected.
 */
function secondsKey(text: string): number {
  const zone = text.charCodeAt(text.length - 1);
  const isUtc = zone === 0x5a || text.endsWith('+00:00') || text.endsWith('+00');
  if (!isUtc || text.length < SECONDS_CHARS + 1 || text.charCodeAt(13) !== 0x3a) return NaN;
  const days = (digits(text, 0, 4) * 12 + digits(text, 5, 2)) * 31 + digits(text, 8, 2);
  return ((days * 24 + digits(text, 11, 2)) * 60 + digits(text, 14, 2)) * 60 + digits(text, 17, 2);
}

function digits(text: string, at: number, count: number): number {
  let value = 0;
  for (let index = at; index < at + count; index++) {
    const digit = text.charCodeAt(index) - 0x30;
    if (digit < 0 || digit > 9) return NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** Of two times in the same second; fractions may be of different lengths. */
function isLaterFraction(text: string, other: string): boolean {
  for (let at = SECONDS_CHARS + 1; ; at++) {
    const [one, two] = [fractionDigit(text, at), fractionDigit(other, at)];
    if (one !== two) return Math.max(one, 0) > Math.max(two, 0);
    if (one < 0) return false;
  }
}

/** -1 behind the last digit of the fraction. */
function fractionDigit(text: string, at: number): number {
  if (text.charCodeAt(SECONDS_CHARS) !== 0x2e) return -1;
  const digit = text.charCodeAt(at) - 0x30;
  return digit >= 0 && digit <= 9 ? digit : -1;
}
