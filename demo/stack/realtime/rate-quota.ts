/**
 * How many events a second a project may have, reckoned as the real server does: an average over buckets of 5 s, the
 * newest twelve of them, looked at whenever a bucket is full. A short burst passes; a flood is noticed up to 5 s late,
 * and forgiven only once the average has sunk. Knows nothing of what it counts.
 */
import { DEFAULT_LIMITS } from './limits.js';

const MOST_BUCKETS = 12;
/** After this long without an event all is forgotten, and the next window begins anew. */
const FORGOTTEN_AFTER_MS = 300_000;

export class RateQuota {
  readonly #perSecond: number;
  readonly #nowMs: () => number;
  readonly #bucketMs: number;
  /** Newest first; the real server begins with an empty one, which counts. */
  #buckets: number[] = [];
  #count = 0;
  #nextBucketMs = Number.NEGATIVE_INFINITY;
  #lastEventMs = Number.NEGATIVE_INFINITY;
  #isOver = false;

  constructor(
    perSecond: number,
    nowMs: () => number = () => performance.now(),
    bucketMs = DEFAULT_LIMITS.quotaBucketMs,
  ) {
    this.#perSecond = perSecond;
    this.#nowMs = nowMs;
    this.#bucketMs = bucketMs;
  }

  /** Opens the window, unless one is open: the real server does so when a channel is joined. */
  begin(): void {
    this.#turn();
  }

  /** Whether the average was at the limit or above when it was last looked at. */
  get isOver(): boolean {
    this.#turn();
    return this.#isOver;
  }

  add(): void {
    this.#turn();
    this.#count++;
    this.#lastEventMs = this.#nowMs();
  }

  #turn(): void {
    const nowMs = this.#nowMs();
    if (nowMs - Math.max(this.#lastEventMs, this.#nextBucketMs) >= FORGOTTEN_AFTER_MS) {
      this.#buckets = [0];
      this.#count = 0;
      this.#isOver = false;
      this.#nextBucketMs = nowMs + this.#bucketMs;
    }
    while (nowMs >= this.#nextBucketMs) {
      this.#buckets = [this.#count, ...this.#buckets].slice(0, MOST_BUCKETS);
      this.#count = 0;
      this.#nextBucketMs += this.#bucketMs;
      const sum = this.#buckets.reduce((total, count) => total + count, 0);
      this.#isOver = sum / this.#buckets.length / (this.#bucketMs / 1000) >= this.#perSecond;
    }
  }
}
