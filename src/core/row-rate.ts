/**
 * How many rows a second come, and whether that is more than anyone can follow. A burst is not a flood: rows have to
 * keep coming. It is told the time and knows no clock.
 */

/** What is remembered, in milliseconds; a shorter time would take a burst for a flood. */
const WINDOW_MS = 2_000;
/** It is counted in slices, so that the memory is bounded and old rows leave it little by little. */
const SLICE_MS = 200;
const SLICES = WINDOW_MS / SLICE_MS;
/** Share of the slices that must have rows: many rows in a few of them are a burst. */
const SUSTAINED_SHARE = 0.8;
/** Slices by which the end is judged, a second: what is left out in a flood is to be back by then. */
const END_SLICES = 5;

/** Rows a second from which it is too much. At a thirtieth of that nobody can read along; here the screen can't show each. */
export const FLOOD_BEGINS = 2_000;
/** Rows a second below which it is over. Far below the other, or it would come and go at a rate between the two. */
export const FLOOD_ENDS = 1_000;

/** A rate over the last two seconds; its end is seen within one. */
export class RowRate {
  readonly #counts = new Float64Array(SLICES);
  #slice = -Infinity;
  #isFlood = false;

  /** Notes rows that came. */
  add(rows: number, nowMs: number): void {
    this.#advance(nowMs);
    const at = place(this.#slice);
    this.#counts[at] = (this.#counts[at] ?? 0) + rows;
  }

  /** Rows a second, or `null` when that is not too many of them. */
  floodAt(nowMs: number): number | null {
    this.#advance(nowMs);
    const perSecond = this.#counts.reduce((sum, count) => sum + count, 0) / (WINDOW_MS / 1_000);
    const busy = this.#counts.reduce((slices, count) => slices + (count > 0 ? 1 : 0), 0);
    if (this.#isFlood) this.#isFlood = this.#lately() >= FLOOD_ENDS;
    else this.#isFlood = perSecond >= FLOOD_BEGINS && busy >= SLICES * SUSTAINED_SHARE;
    return this.#isFlood ? perSecond : null;
  }

  /** Forgets what came: another run. */
  reset(): void {
    this.#counts.fill(0);
    this.#isFlood = false;
  }

  /** Rows in the last second, the slice that has just begun included. */
  #lately(): number {
    let rows = 0;
    for (let back = 0; back < END_SLICES; back++) {
      rows += this.#counts[place(this.#slice - back)] ?? 0;
    }
    return rows;
  }

  #advance(nowMs: number): void {
    const slice = Math.floor(nowMs / SLICE_MS);
    // A clock that was put back, as one that was put forward: nothing is known of the time between.
    if (slice < this.#slice || slice - this.#slice >= SLICES) this.#counts.fill(0);
    else for (let old = this.#slice + 1; old <= slice; old++) this.#counts[place(old)] = 0;
    this.#slice = slice;
  }
}

const place = (slice: number): number => ((slice % SLICES) + SLICES) % SLICES;
