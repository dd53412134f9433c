/**
 * What two states of one list of rows share, so that whoever counts or filters its rows pays for what changed instead
 * of what there is. It compares ends, not rows: a list of which any row but the first and the last may have become
 * another is not for it.
 */
import type { LogRow } from './log-entry.js';
import { placeOfSeq } from './place-of-seq.js';

/** What is left of the old list, and where it is in the new one. */
export interface ListOverlap {
  /** Rows of the old list that are gone from its start. */
  readonly trimmed: number;
  /** Where the old rows start in the new list: as many were added before them. */
  readonly start: number;
  /** How many of them there are; what comes after them was added. */
  readonly length: number;
}

/** What two states of one list share, or `null` if the second is not the first grown and trimmed. */
export function listOverlap(old: readonly LogRow[], now: readonly LogRow[]): ListOverlap | null {
  const [oldFirst, nowFirst] = [old[0], now[0]];
  if (oldFirst === undefined || nowFirst === undefined) return null;
  const start = placeOfSeq(now, oldFirst.seq);
  const trimmed = now[start] === oldFirst ? 0 : placeOfSeq(old, nowFirst.seq);
  const from = now[start] === oldFirst ? start : 0;
  const length = old.length - trimmed;
  if (length <= 0 || old[trimmed] !== now[from] || old.at(-1) !== now[from + length - 1])
    return null;
  return { trimmed, start: from, length };
}
