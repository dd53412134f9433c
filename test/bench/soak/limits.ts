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
