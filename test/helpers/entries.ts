/** Log entries for tests: plain ones, told apart by their seq. */
import type { LogEntry } from '../../src/core/log-entry.js';
import { isGap, isOutage, type LogOutage, type LogRow } from '../../src/core/log-entry.js';

export const RUN_ID = '5f0c2b9e-0000-4000-8000-000000000001';

/** An entry that says its own seq. */
export function entry(seq: number, over: Partial<LogEntry> = {}): LogEntry {
  return {
    seq,
    id: String(seq),
    runId: RUN_ID,
    level: 'info',
    message: `row ${seq}`,
    nodeId: null,
    fields: null,
    createdAt: '2026-01-01T00:00:00.000+00:00',
    severity: 'info',
    guessed: false,
    ...over,
  };
}

/** Entries from `from` to `to`, both included. */
export function entries(from: number, to: number): LogEntry[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => entry(from + index));
}

/** An outage of twelve seconds before the row with seq `before`. */
export function outage(before: number, over: Partial<LogOutage> = {}): LogOutage {
  const startedAtMs = Date.UTC(2026, 0, 1, 14, 2, 7);
  return {
    kind: 'outage',
    seq: before - 0.5,
    startedAtMs,
    endedAtMs: startedAtMs + 12_000,
    recovered: 31,
    missing: 0,
    ...over,
  };
}

/** Rows in short: `3` for an entry, `4-6` for a gap, `~7` for an outage before 7. */
export function brief(rows: readonly LogRow[]): string {
  return rows
    .map((row) => {
      if (isOutage(row)) return `~${row.seq + 0.5}`;
      return isGap(row) ? `${row.seq}-${row.to}` : String(row.seq);
    })
    .join(' ');
}
