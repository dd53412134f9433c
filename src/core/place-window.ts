/**
 * The rows around a place of the run that the reader has gone to, apart from the newest ones: a bounded, contiguous
 * stretch that grows where it is read and lets go at the other end, never of what the reader looks at.
 * It is told rows and decides what to keep; where they come from is decided elsewhere.
 */
import { LogBuffer } from './log-buffer.js';
import type { LogRow } from './log-entry.js';

/**
 * Rows held around a place at most: what a reader's place costs on top of `max-rows`. Ten pages of the database. Fewer
 * would be read again whenever somebody turns around; more would cost memory that nobody looks at.
 */
const PLACE_ROWS = 10_000;
/** The same where `max-rows` is small: below this a tall screen and a page on either side would not fit. */
const LEAST_PLACE_ROWS = 1_000;
/** Rows added at once, as a share of the bound: what is let go for them must be far from where the reader is. */
const PAGE_SHARE = 0.1;

/** seq of the rows at the upper and the lower edge of what the reader sees. */
export type InView = readonly [firstSeq: number, lastSeq: number];

/** How many rows a place may hold beside a buffer of `maxRows`. */
export function placeRowsFor(maxRows: number): number {
  return Math.min(PLACE_ROWS, Math.max(LEAST_PLACE_ROWS, maxRows));
}

/** A place's rows. */
export class PlaceWindow {
  readonly buffer: LogBuffer;
  readonly #bound: number;
  #reachedStart: boolean;

  /**
   * @param rows - contiguous; the newest are let go if there are too many
   * @param reachedStart - nothing precedes them
   * @param bound - rows held at most
   */
  constructor(rows: readonly LogRow[], reachedStart: boolean, bound: number) {
    this.#bound = bound;
    this.#reachedStart = reachedStart;
    this.buffer = new LogBuffer(bound);
    this.buffer.append(rows.slice(0, bound));
  }

  /** Rows to ask for at once. */
  get pageRows(): number {
    return Math.max(1, Math.floor(this.#bound * PAGE_SHARE));
  }

  /** True when nothing precedes the first row. */
  get reachedStart(): boolean {
    return this.#reachedStart;
  }

  /** The first seq that is covered; an outage stands half a step before one. */
  get first(): number {
    return Math.ceil(this.buffer.firstSeq ?? 1);
  }

  /** The seq that follows on the last one. */
  get next(): number {
    return (this.buffer.lastSeq ?? 0) + 1;
  }

  holds(seq: number): boolean {
    return seq >= this.first && seq < this.next;
  }

  /** Adds the rows that precede the first one; false, and nothing happens, if what is in view would have to go. */
  addOlder(rows: readonly LogRow[], reachedStart: boolean, inView: InView | null): boolean {
    const excess = this.buffer.excessOf(rows.length);
    const firstGone = this.#rowAt(rows, rows.length + this.buffer.size - excess);
    if (excess > 0 && firstGone !== undefined && inView !== null && inView[0] >= firstGone.seq) {
      return false;
    }
    this.buffer.pushBefore(rows);
    this.#reachedStart = reachedStart;
    return true;
  }

  /** Adds the rows that follow on the last one; false, and nothing happens, if what is in view would have to go. */
  addNewer(rows: readonly LogRow[], inView: InView | null): boolean {
    const excess = this.buffer.excessOf(rows.length);
    const firstKept = this.buffer.rowAt(excess);
    if (excess > 0 && inView !== null) {
      if (firstKept === undefined || this.#edgeAbove(inView) < firstKept.seq) return false;
    }
    this.buffer.append(rows);
    if (excess > 0) this.#reachedStart = false;
    return true;
  }

  #rowAt(before: readonly LogRow[], place: number): LogRow | undefined {
    return place < before.length ? before[place] : this.buffer.rowAt(place - before.length);
  }

  /** What has to stay: the upper edge; of rows so thinned out by a filter that all of them are in view, the lower. */
  #edgeAbove([first, last]: InView): number {
    const span = this.buffer.placeOf(last) - this.buffer.placeOf(first);
    return span > this.#bound / 2 ? last : first;
  }
}
