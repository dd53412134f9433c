/**
 * How many rows of each severity were written in each stretch of time, kept in step with a list of rows at the cost of
 * what changed. Rows need not be in the order of their times: late ones are counted where they belong. It knows no
 * clock, no zone and no pixels.
 */
import { listOverlap } from './list-overlap.js';
import { isEntry, type LogRow } from './log-entry.js';
import { SLOTS, slotOf } from './severity-slots.js';

/** Bins kept; a picture joins some of them, so that it can have any of the steps below. More costs each drawing. */
const MOST_BINS = 2_048;

/** Fewer in use, after rows went, are too coarse to be drawn well: they are counted anew, finer. */
const LEAST_BINS = 64;

const [SECOND, MINUTE, HOUR, DAY] = [1_000, 60_000, 3_600_000, 86_400_000] as const;

/** Widths in which bins are kept, in ms. Each divides the next one, so that counts can move on without their rows. */
const KEPT_STEPS: readonly number[] = [
  ...[100, 500, SECOND, 5 * SECOND, 10 * SECOND, 30 * SECOND],
  ...[MINUTE, 5 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 6 * HOUR, 12 * HOUR],
  ...[DAY, 7 * DAY, 28 * DAY, 364 * DAY, 3_640 * DAY, 36_400 * DAY],
  ...[364_000 * DAY, 3_640_000 * DAY, 36_400_000 * DAY],
];

/** Widths in which they are shown, in ms: what people count in. */
export const SHOWN_STEPS: readonly number[] = [
  ...[100, 200, 500, SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND, 15 * SECOND, 30 * SECOND],
  ...[MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE],
  ...[HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY],
  ...KEPT_STEPS.filter((step) => step > 14 * DAY),
];

/** A stretch of time that is shown, cut into bins. Times are in milliseconds since 1970. */
export interface TimeBins {
  readonly startMs: number;
  readonly stepMs: number;
  /** Bins; none without rows that have a time. */
  readonly count: number;
  /** The counts of each bin, one after the other, as `severity-slots.ts` orders them. */
  readonly counts: Uint32Array;
}

const NO_BINS: TimeBins = { startMs: 0, stepMs: SECOND, count: 0, counts: new Uint32Array(0) };

/** Counts by severity along time. */
export class TimeHistogram {
  readonly #bins = new Uint32Array(MOST_BINS * SLOTS);
  #rows: readonly LogRow[] = [];
  /** Place of the width in use among those that there are. */
  #scale = 0;
  /** Number of the first bin, counted from 1970; it changes only while none is in use. */
  #first = 0;
  #counted = 0;
  #droppedSinceRestart = 0;

  /** Takes the rows as they are now. The same array again costs nothing. */
  follow(rows: readonly LogRow[]): void {
    const old = this.#rows;
    if (rows === old) return;
    const kept = listOverlap(old, rows);
    this.#rows = rows;
    if (kept === null) {
      this.#restart();
      return;
    }
    for (let index = 0; index < kept.trimmed; index += 1) this.#count(old[index], -1);
    this.#droppedSinceRestart += kept.trimmed;
    for (let index = 0; index < kept.start; index += 1) this.#count(rows[index], 1);
    for (let index = kept.start + kept.length; index < rows.length; index += 1) {
      this.#count(rows[index], 1);
    }
    this.#refine();
  }

  /** All of it in at most `most` bins of a width that people count in. */
  bins(most: number): TimeBins {
    const used = this.#used();
    if (used === null) return NO_BINS;
    const keptMs = this.#stepMs;
    const startMs = (this.#first + used.from) * keptMs;
    const endMs = (this.#first + used.to) * keptMs;
    const binsOf = (stepMs: number): number =>
      Math.ceil(endMs / stepMs) - Math.floor(startMs / stepMs);
    const stepMs =
      SHOWN_STEPS.find((step) => step % keptMs === 0 && binsOf(step) <= Math.max(2, most)) ??
      keptMs;
    const start = Math.floor(startMs / stepMs);
    const counts = new Uint32Array(binsOf(stepMs) * SLOTS);
    for (let bin = used.from; bin < used.to; bin += 1) {
      const target = (Math.floor(((this.#first + bin) * keptMs) / stepMs) - start) * SLOTS;
      for (let slot = 0; slot < SLOTS; slot += 1) {
        counts[target + slot] =
          (counts[target + slot] ?? 0) + (this.#bins[bin * SLOTS + slot] ?? 0);
      }
    }
    return { startMs: start * stepMs, stepMs, count: binsOf(stepMs), counts };
  }

  get #stepMs(): number {
    return KEPT_STEPS[this.#scale] ?? Infinity;
  }

  #restart(): void {
    this.#bins.fill(0);
    this.#scale = 0;
    this.#counted = 0;
    this.#droppedSinceRestart = 0;
    for (const row of this.#rows) this.#count(row, 1);
  }

  /** A run that was slow and is fast now: when its slow part has gone, the bins are too wide for what is left. */
  #refine(): void {
    if (this.#scale === 0 || this.#droppedSinceRestart * 2 < this.#rows.length) return;
    const used = this.#used();
    if (used !== null && used.to - used.from < LEAST_BINS) this.#restart();
  }

  #count(row: LogRow | undefined, sign: 1 | -1): void {
    if (row === undefined || !isEntry(row)) return;
    const ms = Date.parse(row.createdAt);
    if (Number.isNaN(ms)) return;
    if (this.#counted === 0) this.#first = Math.floor(ms / this.#stepMs) - MOST_BINS / 4;
    let bin = Math.floor(ms / this.#stepMs) - this.#first;
    while (bin < 0 || bin >= MOST_BINS) {
      this.#makeRoom(Math.floor(ms / this.#stepMs));
      bin = Math.floor(ms / this.#stepMs) - this.#first;
    }
    this.#counted += sign;
    const place = bin * SLOTS + slotOf(row);
    this.#bins[place] = (this.#bins[place] ?? 0) + sign;
  }

  /** Moves what is counted so that another bin has room, or makes bins wider. */
  #makeRoom(wanted: number): void {
    const used = this.#used() ?? { from: 0, to: 1 };
    const low = Math.min(wanted, this.#first + used.from);
    const high = Math.max(wanted, this.#first + used.to - 1);
    const spare = MOST_BINS - (high - low + 1);
    if (spare < 0) {
      this.#widen();
      return;
    }
    // Time goes on: most of the room is left behind the last bin.
    const first = low - Math.floor(spare / 4);
    const shift = this.#first - first;
    this.#bins.copyWithin((used.from + shift) * SLOTS, used.from * SLOTS, used.to * SLOTS);
    const [from, to] = [used.from + shift, used.to + shift];
    this.#bins.fill(0, 0, from * SLOTS);
    this.#bins.fill(0, to * SLOTS);
    this.#first = first;
  }

  #widen(): void {
    const factor = (KEPT_STEPS[this.#scale + 1] ?? Infinity) / this.#stepMs;
    const first = Math.floor(this.#first / factor);
    const old = this.#bins.slice();
    this.#bins.fill(0);
    for (let bin = 0; bin < MOST_BINS; bin += 1) {
      const target = (Math.floor((this.#first + bin) / factor) - first) * SLOTS;
      for (let slot = 0; slot < SLOTS; slot += 1) {
        this.#bins[target + slot] =
          (this.#bins[target + slot] ?? 0) + (old[bin * SLOTS + slot] ?? 0);
      }
    }
    this.#scale += 1;
    this.#first = first;
  }

  /** The bins in use, `to` exclusive; `null` when none is. */
  #used(): { readonly from: number; readonly to: number } | null {
    if (this.#counted === 0) return null;
    let from = 0;
    while (from < MOST_BINS && this.#isEmpty(from)) from += 1;
    let to = MOST_BINS;
    while (to > from && this.#isEmpty(to - 1)) to -= 1;
    return { from, to };
  }

  #isEmpty(bin: number): boolean {
    for (let place = bin * SLOTS; place < (bin + 1) * SLOTS; place += 1) {
      if (this.#bins[place] !== 0) return false;
    }
    return true;
  }
}
