/** Rows out of a buffer that follow exactly on others, to be added to them without a hole and without a double. */
import { isGap, type LogRow } from './log-entry.js';
import type { LogBuffer } from './log-buffer.js';

/**
 * Up to `count` rows from the seq `from` on; none if the buffer starts after it.
 *
 * @param after - seq of the row that they are to follow: an outage stands half a step before a row, and may be it
 */
export function rowsFrom(
  buffer: LogBuffer,
  from: number,
  after: number,
  count: number,
): readonly LogRow[] {
  const { firstSeq, lastSeq } = buffer;
  if (firstSeq === null || lastSeq === null || Math.ceil(firstSeq) > from || lastSeq < from) {
    return [];
  }
  let place = buffer.placeOf(from - 0.5);
  if ((buffer.rowAt(place)?.seq ?? Infinity) <= after) place += 1;
  const rows = buffer.slice(place, place + count);
  const before = buffer.rowAt(place - 1);
  // Of a stretch of deleted rows that has begun already, what is left.
  if (before !== undefined && isGap(before) && before.to >= from) {
    return [{ kind: 'gap', seq: from, to: before.to }, ...rows];
  }
  return rows;
}

/** Up to `count` rows that end right before the row whose seq is `before`; none if the buffer ends earlier. */
export function rowsBefore(buffer: LogBuffer, before: number, count: number): readonly LogRow[] {
  const { firstSeq, lastSeq } = buffer;
  if (
    firstSeq === null ||
    lastSeq === null ||
    lastSeq < Math.ceil(before) - 1 ||
    firstSeq >= before
  )
    return [];
  const place = buffer.placeOf(before);
  const rows = buffer.slice(Math.max(0, place - count), place);
  const last = rows.at(-1);
  if (last === undefined || !isGap(last) || last.to < before) return rows;
  return [...rows.slice(0, -1), { kind: 'gap', seq: last.seq, to: Math.ceil(before) - 1 }];
}
