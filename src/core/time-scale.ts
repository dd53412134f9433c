/**
 * Where times are on a strip, and the other way round; from the side at which lines of text begin, whichever that is.
 * It knows bins, and neither rows nor zones.
 */
import { ALL_TIMES, type TimeRange } from './query-time.js';
import type { TimeBins } from './time-histogram.js';

/** Bins that the strip has room for at least: a run of three seconds is not three walls. */
const LEAST_SLOTS = 30;

/** The strip and the bins that are drawn on it. */
export class TimeScale {
  readonly bins: TimeBins;
  /** Width of a bin, in pixels. */
  readonly binPx: number;

  constructor(bins: TimeBins, widthPx: number) {
    this.bins = bins;
    this.binPx = widthPx / Math.max(LEAST_SLOTS, bins.count);
  }

  /** Where the last bin ends, in milliseconds since 1970. */
  get endMs(): number {
    return this.msOf(this.bins.count);
  }

  /** When a bin begins. */
  msOf(bin: number): number {
    return this.bins.startMs + bin * this.bins.stepMs;
  }

  /** Where a time is; beyond the bins, at their ends. */
  placeOf(ms: number): number {
    const bin = (ms - this.bins.startMs) / this.bins.stepMs;
    return Math.min(this.bins.count, Math.max(0, bin)) * this.binPx;
  }

  /** The bin at a place; the first or last beyond the ends, -1 without bins. */
  binAt(px: number): number {
    const bin = Math.floor(px / this.binPx);
    return Math.min(this.bins.count - 1, Math.max(0, bin));
  }

  /** The edge of a bin that is nearest to a time. */
  edgeAt(ms: number): number {
    const edge = Math.round((ms - this.bins.startMs) / this.bins.stepMs);
    return Math.min(this.bins.count, Math.max(0, edge));
  }

  /**
   * The stretch from one edge to another; open where it reaches the end of what there is, since rows may come there,
   * and `null` when that is everything.
   */
  rangeOf(fromEdge: number, toEdge: number): TimeRange | null {
    const fromMs = fromEdge <= 0 ? null : this.msOf(fromEdge);
    const toMs = toEdge >= this.bins.count ? null : this.msOf(toEdge);
    return fromMs === null && toMs === null ? null : { fromMs, toMs };
  }

  /** The edges of a stretch, at the ends where it is open. */
  edgesOf(range: TimeRange | null): readonly [from: number, to: number] {
    const { fromMs, toMs } = range ?? ALL_TIMES;
    return [
      fromMs === null ? 0 : this.edgeAt(fromMs),
      toMs === null ? this.bins.count : this.edgeAt(toMs),
    ];
  }
}
