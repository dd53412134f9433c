/**
 * Which rows came late, found beside the frames: a few rows are looked at before the frame that shows them, and the rest
 * of many after it, a piece at a time when the page has time. What is late is told by `core/late-rows.ts`.
 */
import type { ReactiveControllerHost } from 'lit';
import { LateRows } from '../core/late-rows.js';
import type { LogRow } from '../core/log-entry.js';
import { inSpareTime } from './spare-time.js';

/**
 * Rows that are looked at in one go: less than a millisecond. All of 100,000 that come at once would delay the first
 * sight of them by more than ten, and far fewer could not keep up with a fast run in a page that has few frames.
 */
const ROWS_AT_ONCE = 4_000;

/** Follows the rows of one list. */
export class LateFinder {
  readonly #host: ReactiveControllerHost;
  readonly #late = new LateRows();
  #isWaiting = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** By how many milliseconds a row is late, by its seq; only the rows that are, of those that were looked at. */
  get all(): ReadonlyMap<number, number> {
    return this.#late.all;
  }

  /** Takes the present state of the list. */
  follow(rows: readonly LogRow[]): void {
    // Of more, the first would be looked at first, and the last are in sight.
    this.#late.follow(rows, 0);
    if (this.#late.left <= ROWS_AT_ONCE) this.#late.lookOn(ROWS_AT_ONCE);
    this.#goOn();
  }

  #goOn(): void {
    if (this.#isWaiting || !this.#late.isBehind) return;
    this.#isWaiting = true;
    inSpareTime(() => {
      this.#isWaiting = false;
      const before = this.#late.all.size;
      this.#late.lookOn(ROWS_AT_ONCE);
      if (this.#late.all.size !== before) this.#host.requestUpdate();
      this.#goOn();
    });
  }
}
