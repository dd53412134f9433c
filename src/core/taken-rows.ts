/**
 * What has been taken of a run so far: how many rows, from when to when, and what was not among them. It counts what
 * passes by and keeps none of it.
 */
import { isEntry, isGap, isOutage, type LogRow } from './log-entry.js';

/** Counts the rows that are taken. */
export class TakenRows {
  rows = 0;
  removed = 0;
  outages = 0;
  firstSeq: number | null = null;
  lastSeq: number | null = null;
  /** Times of the first and the last entry, as they are stored. */
  startedAt: string | null = null;
  endedAt: string | null = null;

  /** Notes rows, in order. */
  add(rows: readonly LogRow[]): void {
    for (const row of rows) {
      if (isGap(row) && row.isElsewhere !== true) this.removed += row.to - row.seq + 1;
      if (isOutage(row)) this.outages += 1;
      if (!isEntry(row)) continue;
      this.rows += 1;
      this.firstSeq ??= row.seq;
      this.startedAt ??= row.createdAt;
      this.lastSeq = row.seq;
      this.endedAt = row.createdAt;
    }
  }
}
