/**
 * How long to wait before the screen is brought up to date again, by what it cost the last times. On a machine that
 * keeps up the answer is always: no time. On one that does not, fewer updates leave it time to answer the reader. Pure.
 */

/** What an update may cost of a frame of 16 ms without a pause after it, in milliseconds; painting needs the rest. */
const BUDGET_MS = 12;
/** Pause after an update, as a multiple of what it cost: half of the time stays free for keys and pointers. */
const REST_FACTOR = 1;
/** Longest pause, in milliseconds: rows that are there are shown ten times a second, whatever they cost. */
export const MAX_WAIT_MS = 100;
/** Weight of the last cost: one slow update is chance, four are not. */
const WEIGHT = 0.25;

/** The pause after an update. */
export class FramePace {
  #costMs = 0;

  /** Notes what an update has cost. */
  took(costMs: number): void {
    this.#costMs += (costMs - this.#costMs) * WEIGHT;
  }

  /** Milliseconds to wait after an update before the next; 0 while updates are within their budget. */
  get waitMs(): number {
    if (this.#costMs <= BUDGET_MS) return 0;
    return Math.min(MAX_WAIT_MS, this.#costMs * (1 + REST_FACTOR));
  }
}
