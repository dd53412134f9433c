/** How long to wait before the next attempt. Pure: chance is an argument. */

/** Bounds of a waiting time, in milliseconds. */
export interface BackoffBounds {
  /** Shortest wait. */
  readonly floorMs: number;
  /** The span of the first attempt's wait. */
  readonly baseMs: number;
  /** By how much the span grows with each further attempt. Default: 2. */
  readonly growth?: number;
  /** Longest wait. */
  readonly capMs: number;
}

/**
 * Exponential backoff with full jitter: a wait drawn evenly from the floor to the attempt's ceiling, so that many
 * viewers who lost the same server do not all come back at once.
 * Source: “Exponential Backoff And Jitter”, AWS Architecture Blog, 2015.
 *
 * @param attempt - 0 for the first retry
 * @param random - a number from 0 up to, not including, 1
 * @returns milliseconds
 */
export function backoffMs(attempt: number, random: number, bounds: BackoffBounds): number {
  const { baseMs, growth = 2, capMs } = bounds;
  const ceiling = Math.min(capMs, baseMs * growth ** Math.min(attempt, 30));
  return Math.round(bounds.floorMs + random * Math.max(0, ceiling - bounds.floorMs));
}
