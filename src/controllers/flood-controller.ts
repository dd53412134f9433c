/**
 * Watches how fast rows come, and says when that becomes more than anyone can read, and when it is over. The end comes
 * by time alone, so that it asks by itself: whatever was left out meanwhile comes back without another row.
 */
import type { Clock } from '../core/clock.js';
import { RowRate } from '../core/row-rate.js';
import { SYSTEM_CLOCK } from '../source/system-clock.js';

/** Between two looks whether it is over, in milliseconds: with the second that the rate takes, still about a second. */
const LOOK_MS = 200;

/** The rate of one stream. */
export class FloodController {
  readonly #onOver: () => void;
  readonly #clock: Clock;
  readonly #rate = new RowRate();
  #cancel: (() => void) | null = null;

  /**
   * @param onOver - the rows can be read again
   * @param clock - for tests. Default: the real one
   */
  constructor(onOver: () => void, clock: Clock = SYSTEM_CLOCK) {
    this.#onOver = onOver;
    this.#clock = clock;
  }

  /** Rows a second, while more come than anyone can follow; `null` otherwise. */
  get rate(): number | null {
    return this.#rate.floodAt(this.#clock.now());
  }

  /** Notes rows that came. */
  add(rows: number): void {
    this.#rate.add(rows, this.#clock.now());
    if (this.#cancel === null && this.rate !== null) this.#look();
  }

  /** Forgets what came: another run, or none any more. */
  reset(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#rate.reset();
  }

  #look(): void {
    this.#cancel = this.#clock.after(LOOK_MS, () => {
      this.#cancel = null;
      if (this.rate === null) this.#onOver();
      else this.#look();
    });
  }
}
