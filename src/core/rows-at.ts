/** Where in rows that are held a seq or a time is: what a reader who goes there is shown, or that it is not among them. */
import { isEntry, isGap, type LogRow } from './log-entry.js';
import { placeOfSeq } from './place-of-seq.js';

/** Whether a stretch of rows has `seq` in it. */
export function covers(
  buffer: { readonly firstSeq: number | null; readonly lastSeq: number | null } | null,
  seq: number,
): boolean {
  if (buffer === null || buffer.firstSeq === null || buffer.lastSeq === null) return false;
  return seq >= Math.ceil(buffer.firstSeq) && seq <= buffer.lastSeq;
}

/** The row with `seq`, the gap that it is in, or the row after it. */
export function rowAt(rows: readonly LogRow[], seq: number): LogRow | undefined {
  const place = placeOfSeq(rows, seq);
  const before = rows[place - 1];
  if (before !== undefined && isGap(before) && before.to >= seq) return before;
  return rows[place] ?? before;
}

/**
 * The first row written then or later, by halving; `null`: none of them, nor any after them; `undefined`: the rows do not
 * reach back that far.
 */
export function seqInRows(
  rows: readonly LogRow[],
  timeMs: number,
  reachedStart: boolean,
): number | null | undefined {
  const entries = rows.filter(isEntry);
  const [first] = entries;
  if (first === undefined) return undefined;
  if (!reachedStart && Date.parse(first.createdAt) >= timeMs) return undefined;
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (Date.parse(entries[middle]?.createdAt ?? '') < timeMs) low = middle + 1;
    else high = middle;
  }
  return entries[low]?.seq ?? null;
}
