/**
 * The rows that came since the host was told last: all of them, and how they came. It does not know what becomes of
 * them, and keeps none that were told.
 */
import { isEntry, type LogEntry, type LogRow } from '../core/log-entry.js';
import { tallyOf } from '../core/row-tally.js';
import type { BatchOrigin } from '../source/log-source.js';

/** Rows of one frame. */
export interface Arrival {
  /** An array of the page's own: what it does to it is not done to the rows. */
  readonly entries: readonly LogEntry[];
  readonly origin: BatchOrigin;
}

/** Gathers rows between two frames. */
export class Arrivals {
  #pieces: (readonly LogEntry[])[] = [];
  #origin: BatchOrigin = 'live';

  /** Notes rows that came; `rows` must not change any more. */
  add(rows: readonly LogRow[], origin: BatchOrigin): void {
    // Of a frame's rows the least ordinary origin is told: a host that counts repairs must not miss one.
    if (this.#pieces.length === 0 || origin !== 'live') this.#origin = origin;
    const { entries } = tallyOf(rows);
    if (entries === 0) return;
    this.#pieces.push(
      entries === rows.length ? (rows as readonly LogEntry[]) : rows.filter(isEntry),
    );
  }

  /** What came since this was last called; `null` when nothing did. */
  take(): Arrival | null {
    const [first, ...others] = this.#pieces;
    if (first === undefined) return null;
    this.#pieces = [];
    // One piece is copied at once; to flatten takes ten times as long for each row.
    const entries = others.length === 0 ? first.slice() : first.concat(...others);
    return { entries, origin: this.#origin };
  }

  /** Forgets what was not told. */
  clear(): void {
    this.#pieces = [];
  }
}
