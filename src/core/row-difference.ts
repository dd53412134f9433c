/**
 * What turns one list of a run's rows into another, in the words in which a buffer tells its changes: for readers of
 * changes who are shown another list than before. It compares, and remembers nothing.
 */
import type { BufferChange } from './log-buffer.js';
import { isEntry, isGap, isOutage, type LogOutage, type LogRow } from './log-entry.js';
import { placeOfSeq } from './place-of-seq.js';

/** From the rows that were shown to those that are: a difference where the two overlap, and a reset where not. */
export function differenceOf(old: readonly LogRow[], now: readonly LogRow[]): BufferChange {
  const reset = { appended: now, prepended: [], trimmed: 0, cut: 0, amended: [], reset: true };
  const [oldFirst, nowFirst] = [old[0], now[0]];
  if (oldFirst === undefined || nowFirst === undefined) return reset;
  const trimmed = placeOfSeq(old, nowFirst.seq);
  const start = placeOfSeq(now, oldFirst.seq);
  const length = Math.min(old.length - trimmed, now.length - start);
  if (length <= 0) return reset;
  const amended: LogOutage[] = [];
  for (let at = 0; at < length; at += 1) {
    const [before, after] = [old[trimmed + at], now[start + at]];
    if (before === after) continue;
    if (before === undefined || after === undefined || !isSamePlace(before, after)) return reset;
    if (isOutage(after)) amended.push(after);
  }
  return {
    appended: now.slice(start + length),
    prepended: now.slice(0, start),
    trimmed,
    cut: old.length - trimmed - length,
    amended,
    reset: false,
  };
}

/** Whether both stand for the same stretch of the run: a row that was read twice is two objects. */
function isSamePlace(a: LogRow, b: LogRow): boolean {
  if (a.seq !== b.seq || isEntry(a) !== isEntry(b) || isOutage(a) !== isOutage(b)) return false;
  return !isGap(a) || !isGap(b) || a.to === b.to;
}
