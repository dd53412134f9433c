/**
 * What a message on a run's topic says: rows, a pointer to rows that were too many to send, or the run's status.
 * Pure. A message that cannot be used is not an error of the stream: its rows are in the database.
 */
import { DEFAULT_COLUMNS } from '../core/columns.js';
import type { LogEntry } from '../core/log-entry.js';
import { parseRow } from '../core/parse-row.js';
import type { RunInfo } from './log-source.js';

/** Rows that one message may hold. The database sends at most 500; far more is no message of ours. */
const ROWS_MAX = 10_000;

/** A message, understood. */
export type LiveMessage =
  | {
      readonly kind: 'rows';
      readonly entries: readonly LogEntry[];
      readonly to: number;
      /** True when others may exist whose number is not known yet. */
      readonly isPartial?: boolean;
    }
  /** Rows up to `to` exist and are to be read from the database. */
  | { readonly kind: 'pointer'; readonly to: number }
  /** Rows exist whose number is not known yet: all that there is has to be read. */
  | { readonly kind: 'reread' }
  | { readonly kind: 'run'; readonly info: RunInfo }
  /** Of another run: never ours to show. */
  | { readonly kind: 'foreign' }
  | { readonly kind: 'unreadable'; readonly why: string };

/** Reads a message of the event `logs`. Its columns have our names, whatever the host's table calls them. */
export function readLogsMessage(payload: unknown, runId: string): LiveMessage {
  if (!isRecord(payload)) return { kind: 'unreadable', why: 'not an object' };
  if (payload['run_id'] !== runId) return { kind: 'foreign' };
  const { from, to, cols, rows } = payload;
  if (!isSeq(from) || !isSeq(to) || to < from) return { kind: 'unreadable', why: 'from, to' };
  if (rows === undefined) return { kind: 'pointer', to };
  if (!Array.isArray(cols) || !Array.isArray(rows) || rows.length > ROWS_MAX) {
    return { kind: 'pointer', to };
  }
  // Seq is not sent: it counts up from `from`. If the numbers do not fit, no row's place is known.
  if (rows.length !== to - from + 1) return { kind: 'pointer', to };
  const entries = rows.map((row: unknown, index) =>
    parseRow(nameColumns(row, cols), { runId, seq: from + index }),
  );
  return { kind: 'rows', entries: entries.filter((entry) => entry !== null), to };
}

/** Reads a message of the event `run`. */
export function readRunMessage(payload: unknown, runId: string): LiveMessage {
  if (!isRecord(payload)) return { kind: 'unreadable', why: 'not an object' };
  if (payload['run_id'] !== runId) return { kind: 'foreign' };
  const { status, last_seq: lastSeq } = payload;
  if (typeof status !== 'string') return { kind: 'unreadable', why: 'status' };
  return {
    kind: 'run',
    info: { status, lastSeq: isSeq(lastSeq) ? lastSeq : 0 },
  };
}

const KNOWN_COLUMNS: ReadonlySet<string> = new Set(Object.values(DEFAULT_COLUMNS));

/** From a row by position to a row by name; anything else is left for the parser to find malformed. */
function nameColumns(row: unknown, cols: readonly unknown[]): unknown {
  if (!Array.isArray(row)) return row;
  const named: Record<string, unknown> = {};
  cols.forEach((column, index) => {
    if (typeof column === 'string' && KNOWN_COLUMNS.has(column)) named[column] = row[index];
  });
  return named;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSeq(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}
