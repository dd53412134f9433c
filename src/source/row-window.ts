/**
 * Where to read on in a table whose rows have no numbers of their own, only a time and an id. The time is when a row
 * was written, not when it was committed: what is read from the last row on is not all that is new, and the stretch
 * before it has to be read again for a while. This file decides when, and how far back.
 */
import { microsOf, timeOf } from '../core/row-time.js';
import type { RowFilter } from './run-table.js';

/** A row's place in the order of the table: its time and its id, both as the database prints them. */
export interface RowPlace {
  readonly time: string;
  readonly id: string;
}

/**
 * What is read again, at least: a row that is committed later than this after it was written, or dated by a clock this
 * far behind, may be missed. Shorter loses rows of slow transactions, longer reads more of them twice.
 */
const LATE_COMMIT_MS = 30_000;

/** Rows dated further ahead of the reader's clock do not move the place to read on from: it would skip the present. */
const AHEAD_MS = 10_000;

/** How far back is read again. A row dated ahead moves the place to count from by as much. */
const STRETCH_MS = LATE_COMMIT_MS + AHEAD_MS;

/** Pause between two looks back while rows come: how late a late row may be noticed. */
const LOOK_BACK_EVERY_MS = 10_000;

/** A walk through the table, page by page, from a place to the present. */
export interface Walk {
  readonly isLookBack: boolean;
  readonly startedAtMs: number;
  /** The latest time known when it began, in microseconds. */
  readonly newestMicros: number | null;
  /** What the next page follows; `null` for the table's own beginning. */
  readonly from: RowFilter | null;
  /** The newest row when it began: it goes no further, or a run that is written fast would never let it end. */
  readonly end: RowPlace;
}

/** Keeps the places. */
export class RowWindow {
  readonly #columns: { readonly createdAt: string; readonly id: string };
  /** The last row that was read; rows that came live do not count, as others may be missing before them. */
  #tip: RowPlace | null = null;
  /** The first row that was read; `null` when nothing precedes it. Before it, pages are read on demand. */
  #floor: RowPlace | null = null;
  /** Up to here everything is known, but for the stretch before it; `null` before the first look back. */
  #anchorMicros: number | null = null;
  #lookedBackAtMs = 0;
  #foundAtMs = 0;
  #isSettled = false;
  #mustLookBack = false;

  constructor(columns: { readonly createdAt: string; readonly id: string }) {
    this.#columns = columns;
  }

  /** Starts over with a page of the newest rows, latest first. */
  begin(places: readonly RowPlace[], newestMicros: number | null, nowMs: number): void {
    this.#tip = places.find(({ time }) => isBelow(time, ceilingOf(nowMs))) ?? null;
    this.#floor = places.at(-1) ?? null;
    this.#anchorMicros = newestMicros === null ? null : anchorOf(newestMicros, nowMs);
    this.#lookedBackAtMs = nowMs;
    this.#mustLookBack = false;
    this.noteFound(nowMs);
    this.#isSettled = places.length === 0;
  }

  /** True when a look back is overdue. */
  isLookBackDue(nowMs: number): boolean {
    if (this.#mustLookBack) return true;
    const sinceMs = nowMs - this.#lookedBackAtMs;
    // A clock that was set back must not put it off until the old time has come again.
    return !this.#isSettled && (sinceMs < 0 || sinceMs >= LOOK_BACK_EVERY_MS);
  }

  /** Makes the next walk a look back: a row is known to exist, and nobody knows where. */
  askForLookBack(): void {
    this.#mustLookBack = true;
  }

  /** A row became known: rows written at about the same time may follow. */
  noteFound(nowMs: number): void {
    this.#foundAtMs = nowMs;
    this.#isSettled = false;
  }

  /** A walk to `end`; `null` when there is nothing to walk through. */
  beginWalk(end: RowPlace, newestMicros: number | null, nowMs: number): Walk | null {
    const isLookBack = this.isLookBackDue(nowMs);
    if (isLookBack) this.#mustLookBack = false;
    else if (this.#tip?.id === end.id && this.#tip.time === end.time) return null;
    const from = isLookBack || this.#tip === null ? this.#start() : this.beyond('gt', this.#tip);
    return { isLookBack, startedAtMs: nowMs, newestMicros, from, end };
  }

  /** The walk after a page that ended with `last`. */
  advance(walk: Walk, last: RowPlace, nowMs: number): Walk {
    const isFurther =
      this.#tip === null || !walk.isLookBack || isBelow(this.#tip.time, microsOf(last.time));
    if (isFurther && isBelow(last.time, ceilingOf(nowMs))) this.#tip = last;
    return { ...walk, from: this.beyond('gt', last) };
  }

  /** True when a page that ended with `last` took the walk to its end, as far as that can be told from times. */
  isBeyondEnd({ end }: Walk, last: RowPlace): boolean {
    return isBelow(end.time, microsOf(last.time));
  }

  /** The walk has reached the present. Returns from when and to when rows cannot be met again, in microseconds. */
  endWalk(walk: Walk): readonly [from: number, to: number] | null {
    if (!walk.isLookBack) return null;
    const { newestMicros, startedAtMs } = walk;
    this.#lookedBackAtMs = startedAtMs;
    this.#isSettled = startedAtMs - this.#foundAtMs >= STRETCH_MS;
    if (newestMicros === null) return null;
    const anchorMicros = anchorOf(newestMicros, startedAtMs);
    // Never backwards, whatever the reader's clock does: what is forgotten must not be met again.
    this.#anchorMicros = Math.max(anchorMicros, this.#anchorMicros ?? anchorMicros);
    const floorMicros = this.#floor === null ? null : microsOf(this.#floor.time);
    return [floorMicros ?? -Infinity, this.#anchorMicros - STRETCH_MS * 1_000];
  }

  /** What rows that precede the first one are bounded by. */
  olderThanFloor(): RowFilter | null {
    return this.#floor === null ? null : this.beyond('lt', this.#floor);
  }

  /** Notes the first row of an older page; `null` when there was none, and the run's start is reached. */
  moveFloor(first: RowPlace | null): void {
    this.#floor = first;
  }

  /** Where a look back begins: not before the first row that was read, since what precedes it is read on demand. */
  #start(): RowFilter | null {
    const floor = this.#floor;
    const backMicros = this.#anchorMicros === null ? null : this.#anchorMicros - STRETCH_MS * 1_000;
    if (backMicros !== null && (floor === null || isBelow(floor.time, backMicros))) {
      return [this.#columns.createdAt, `gte.${timeOf(backMicros)}`];
    }
    return floor === null ? null : this.beyond('gte', floor);
  }

  /** What follows or precedes a place. Rows of one time are told apart by their id: thousands may share one, since a transaction has but one. */
  beyond(direction: 'gt' | 'gte' | 'lt', { time, id }: RowPlace): RowFilter {
    const { createdAt, id: idColumn } = this.#columns;
    const strictly = direction === 'gte' ? 'gt' : direction;
    const [timeText, idText] = [JSON.stringify(time), JSON.stringify(id)];
    return [
      'or',
      `(${createdAt}.${strictly}.${timeText},and(${createdAt}.eq.${timeText},${idColumn}.${direction}.${idText}))`,
    ];
  }
}

/** In whole milliseconds: a bound that were cut when it is written down would let rows in that are forgotten. */
function anchorOf(newestMicros: number, nowMs: number): number {
  return Math.floor(Math.min(newestMicros, ceilingOf(nowMs)) / 1_000) * 1_000;
}

function ceilingOf(nowMs: number): number {
  return (nowMs + AHEAD_MS) * 1_000;
}

/** False as well for a time that cannot be read, so that it moves nothing. */
function isBelow(time: string, micros: number | null): boolean {
  const own = microsOf(time);
  return own !== null && micros !== null && own < micros;
}
