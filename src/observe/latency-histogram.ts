/**
 * Percentiles of many durations in little memory: counts in buckets that grow by a fifth, so that a percentile is
 * right to within ten percent whether it is one millisecond or a minute. Samples are not kept.
 */

/** Growth from one bucket's bound to the next; smaller is finer and takes more buckets. */
const GROWTH = 1.2;

/** Bucket 90 starts at about 13 million ms; whatever is longer is counted there. */
const BUCKETS = 91;

/** Counts durations, and tells how long the slowest share of them took. */
export class LatencyHistogram {
  readonly #counts = new Uint32Array(BUCKETS);
  #total = 0;

  /** How many durations were recorded. */
  get count(): number {
    return this.#total;
  }

  /** Records a duration in milliseconds; below zero (clocks that disagree) counts as zero. */
  record(durationMs: number): void {
    if (Number.isNaN(durationMs)) return;
    const bucket = durationMs < 1 ? 0 : 1 + Math.floor(Math.log(durationMs) / Math.log(GROWTH));
    const index = Math.min(BUCKETS - 1, bucket);
    this.#counts[index] = (this.#counts[index] ?? 0) + 1;
    this.#total += 1;
  }

  /**
   * The duration in milliseconds that `share` of the recorded ones did not exceed; `null` when there are none.
   *
   * @param share - from 0 to 1: 0.5 for the median, 0.95 for p95
   */
  percentileMs(share: number): number | null {
    if (this.#total === 0) return null;
    const rank = Math.max(1, Math.ceil(share * this.#total));
    let seen = 0;
    for (let index = 0; index < BUCKETS; index += 1) {
      seen += this.#counts[index] ?? 0;
      if (seen >= rank) return index === 0 ? 1 : Math.round(GROWTH ** index);
    }
    return null;
  }
}
