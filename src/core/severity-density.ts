/**
 * How many rows of each severity there are in each stretch of a list, kept in step with the list at the cost of what
 * changed. Stretches are powers of two long and keep their rows while the list grows or is trimmed, so that a picture
 * of them shrinks and moves, and does not shimmer. It knows nothing of pixels.
 */
import { listOverlap } from './list-overlap.js';
import type { LogRow } from './log-entry.js';
import { SLOTS, slotOf } from './severity-slots.js';

/**
 * Stretches counted at most: two for each pixel of a tall screen. When a list outgrows them, each two become one.
 * More would cost memory and time at each drawing (64 KiB now), fewer would be seen as blocks.
 */
const MOST_BUCKETS = 2_048;

/** Takes one stretch: the rows from `from` to `to`, exclusive, and their counts, which are good until it returns. */
export type StretchVisitor = (from: number, to: number, counts: Uint32Array) => void;

/** Counts by severity along a list. */
export class SeverityDensity {
  readonly #buckets = new Uint32Array(MOST_BUCKETS * SLOTS);
  readonly #sum = new Uint32Array(SLOTS);
  #rows: readonly LogRow[] = [];
  /** Place of the first row in a numbering in which rows keep their places while others come and go. */
  #base = 0;
  /** Rows of a bucket: the multiples of it are where buckets begin. */
  #size = 1;
  /** How many rows of the list, from its start, have been counted. */
  #counted = 0;

  /** Rows of the list. */
  get length(): number {
    return this.#rows.length;
  }

  /** True while rows are left to be counted. */
  get isBehind(): boolean {
    return this.#counted < this.length;
  }

  /** The list. */
  get rows(): readonly LogRow[] {
    return this.#rows;
  }

  /**
   * Takes the list as it is now. The same array again costs nothing.
   *
   * @param afresh - any row may have become another: another filter, another run
   * @param most - rows at the end that are counted in this call at most; `countOn` goes on with the rest. Default: all
   */
  follow(rows: readonly LogRow[], afresh = false, most = Infinity): void {
    if (rows === this.#rows && !afresh) return;
    const kept = afresh ? null : listOverlap(this.#rows, rows);
    // What was kept is counted from here on by what changes.
    if (kept !== null) this.countOn(Infinity);
    this.#rows = rows;
    if (kept === null) this.#restart();
    else {
      if (kept.trimmed > 0) this.#trim(kept.trimmed, kept.length);
      if (kept.start > 0) this.#prepend(kept.start, kept.length);
      this.#counted = kept.start + kept.length;
    }
    this.countOn(most);
  }

  /** Counts so many more rows of the list. */
  countOn(most: number): void {
    const from = this.#counted;
    this.#counted = Math.min(this.length, from + most);
    this.#add(from, this.#counted);
  }

  /** Goes through the list in at most `most` stretches of one length, bar the first and the last. */
  forEachStretch(most: number, visit: StretchVisitor): void {
    const length = this.#stretchLength(most);
    const first = Math.floor(this.#base / length);
    const end = this.#base + this.length;
    for (let at = first; at * length < end; at += 1) this.#visit(at, length, visit);
  }

  /** The stretch that row `index` is in, cut as `forEachStretch` does; nothing without rows. */
  visitStretchAt(index: number, most: number, visit: StretchVisitor): void {
    if (index < 0 || index >= this.length) return;
    const length = this.#stretchLength(most);
    this.#visit(Math.floor((this.#base + index) / length), length, visit);
  }

  #visit(at: number, length: number, visit: StretchVisitor): void {
    const sum = this.#sum.fill(0);
    const firstBucket = this.#bucketOf(0);
    const from = Math.max(0, at * (length / this.#size) - firstBucket);
    const to = Math.min(MOST_BUCKETS, (at + 1) * (length / this.#size) - firstBucket);
    for (let place = from * SLOTS; place < to * SLOTS; place += 1) {
      const slot = place % SLOTS;
      sum[slot] = (sum[slot] ?? 0) + (this.#buckets[place] ?? 0);
    }
    const start = at * length - this.#base;
    visit(Math.max(0, start), Math.min(this.length, start + length), sum);
  }

  #stretchLength(most: number): number {
    let length = this.#size;
    while (this.#span(length, this.length) > Math.max(2, most)) length *= 2;
    return length;
  }

  #restart(): void {
    this.#buckets.fill(0);
    this.#base = 0;
    this.#size = 1;
    this.#counted = 0;
    while (this.#span(this.#size, this.length) > MOST_BUCKETS) this.#size *= 2;
  }

  #trim(count: number, left: number): void {
    const gone = Math.floor((this.#base + count) / this.#size) - this.#bucketOf(0);
    this.#base += count;
    this.#buckets.copyWithin(0, gone * SLOTS);
    this.#buckets.fill(0, Math.max(0, MOST_BUCKETS - gone) * SLOTS);
    // Of the bucket that is now the first, some rows may have gone: those that stay are counted again.
    this.#buckets.fill(0, 0, SLOTS);
    this.#add(0, Math.min(left, (this.#bucketOf(0) + 1) * this.#size - this.#base));
  }

  #prepend(count: number, left: number): void {
    // As many buckets as the rows need that were there and those that come before them.
    const spanAfter = (): number =>
      this.#bucketAt(this.#base + left - 1) - this.#bucketAt(this.#base - count) + 1;
    while (spanAfter() > MOST_BUCKETS) this.#halve();
    const added = this.#bucketOf(0) - this.#bucketAt(this.#base - count);
    this.#base -= count;
    this.#buckets.copyWithin(added * SLOTS, 0, (MOST_BUCKETS - added) * SLOTS);
    this.#buckets.fill(0, 0, added * SLOTS);
    this.#add(0, count);
  }

  #add(from: number, to: number): void {
    let first = this.#bucketOf(0);
    for (let index = from; index < to; index += 1) {
      let bucket = this.#bucketOf(index) - first;
      while (bucket >= MOST_BUCKETS) {
        this.#halve();
        first = this.#bucketOf(0);
        bucket = this.#bucketOf(index) - first;
      }
      const row = this.#rows[index];
      if (row === undefined) continue;
      const place = bucket * SLOTS + slotOf(row);
      this.#buckets[place] = (this.#buckets[place] ?? 0) + 1;
    }
  }

  /** Makes one of each two buckets. */
  #halve(): void {
    const buckets = this.#buckets;
    const odd = this.#bucketOf(0) - 2 * Math.floor(this.#base / (this.#size * 2));
    this.#size *= 2;
    for (let bucket = 0; bucket < MOST_BUCKETS; bucket += 1) {
      const left = bucket * 2 - odd;
      for (let slot = 0; slot < SLOTS; slot += 1) {
        const a = left < 0 ? 0 : (buckets[left * SLOTS + slot] ?? 0);
        const b = buckets[(left + 1) * SLOTS + slot] ?? 0;
        buckets[bucket * SLOTS + slot] = a + b;
      }
    }
  }

  #span(length: number, rows: number): number {
    if (rows === 0) return 0;
    return Math.floor((this.#base + rows - 1) / length) - Math.floor(this.#base / length) + 1;
  }

  #bucketOf(index: number): number {
    return this.#bucketAt(this.#base + index);
  }

  #bucketAt(place: number): number {
    return Math.floor(place / this.#size);
  }
}
