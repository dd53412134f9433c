/**
 * Collects rows and hands them on at the next frame: what a page has to do around a viewer that renders at every call,
 * or it would fall behind a socket for good.
 */
import type { BenchRow } from './bench-row.js';

export function onceAFrame(handOn: (rows: readonly BenchRow[]) => void): {
  add(rows: readonly BenchRow[]): void;
} {
  let waiting: BenchRow[] = [];
  return {
    add: (rows) => {
      if (waiting.length === 0) {
        requestAnimationFrame(() => {
          const due = waiting;
          waiting = [];
          handOn(due);
        });
      }
      for (const row of rows) waiting.push(row);
    },
  };
}
