/** What the soak and its short twin hold the widget to. */
import type { Checkpoint } from './soak-run.js';

/** The largest heap over the smallest, of all checkpoints; more would be a leak, not noise. */
export const MAX_HEAP_GROWTH = 1.1;
/** Row elements that may exist: 28 fit the window, the rest is what is kept ready around it and for reuse. */
export const MAX_ROW_ELEMENTS = 150;
/** How far a parked row may be off: browsers round the scroll position. */
export const MAX_MOVE_PX = 1;

/** The largest heap over the smallest. */
export function heapGrowth(checkpoints: readonly Checkpoint[]): number {
  const heaps = checkpoints.map(({ heapMb }) => heapMb);
  return Math.max(...heaps) / Math.min(...heaps);
}

/**
 * The smallest heap of the later half over the smallest of the earlier: a leak lifts every checkpoint after it, while
 * what the collector has not come to yet lifts one of them, which is much where the heap is small.
 */
export function leastHeapGrowth(checkpoints: readonly Checkpoint[]): number {
  const heaps = checkpoints.map(({ heapMb }) => heapMb);
  const middle = Math.floor(heaps.length / 2);
  return Math.min(...heaps.slice(middle)) / Math.min(...heaps.slice(0, middle));
}
