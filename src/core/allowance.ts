/** Something that may be done so often and no more: a few times at once, and then as it grows back. Pure. */

/** How much there is. */
export interface AllowanceBounds {
  /** How many times at once. */
  readonly most: number;
  /** Time in which one grows back, in milliseconds. */
  readonly refillMs: number;
}

/** A token bucket. */
export class Allowance {
  readonly #bounds: AllowanceBounds;
  #left: number;
  #atMs: number | null = null;

  constructor(bounds: AllowanceBounds) {
    this.#bounds = bounds;
    this.#left = bounds.most;
  }

  /** Uses one up; false when there is none. */
  take(nowMs: number): boolean {
    const { most, refillMs } = this.#bounds;
    const grown = this.#atMs === null ? 0 : Math.max(0, nowMs - this.#atMs) / refillMs;
    this.#left = Math.min(most, this.#left + grown);
    this.#atMs = nowMs;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
