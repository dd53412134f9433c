/**
 * What Realtime says of a row that was inserted into a host's table. Pure. A row that was cut, or whose number came
 * through rounded, is not shown as it came: it is whole in the database.
 */
import type { LogColumns } from '../core/columns.js';
import { parseRow, readSeq } from '../core/parse-row.js';
import type { LiveMessage } from './live-message.js';

/** Characters kept of the server's own words. */
const WHY_CHARS = 120;

/** An insertion, understood as far as its envelope goes. */
export type InsertReading =
  | {
      readonly kind: 'row';
      readonly row: Readonly<Record<string, unknown>>;
      /** False when parts of the row are missing or wrong, and it has to be read. */
      readonly isWhole: boolean;
    }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'unreadable'; readonly why: string };

/** Reads the envelope of an insertion, as supabase-js hands it over. */
export function readInsertion(change: unknown, runId: string, columns: LogColumns): InsertReading {
  if (!isRecord(change) || !isRecord(change['new'])) {
    return { kind: 'unreadable', why: 'not an insertion' };
  }
  const { new: row, errors } = change;
  const isCut = Array.isArray(errors) && errors.length > 0;
  const ofRun = row[columns.runId];
  if (typeof ofRun !== 'string' && typeof ofRun !== 'number') {
    // The server leaves out what does not fit, or what this viewer may not read.
    return { kind: 'unreadable', why: isCut ? String(errors[0]).slice(0, WHY_CHARS) : 'no run' };
  }
  if (String(ofRun) !== runId) return { kind: 'foreign' };
  return { kind: 'row', row, isWhole: !isCut && readRowId(row[columns.id]) !== null };
}

/** Reads an insertion into a table that numbers its rows in the column `seq`. */
export function readInsert(
  change: unknown,
  runId: string,
  columns: LogColumns & { readonly seq: string },
): LiveMessage {
  const reading = readInsertion(change, runId, columns);
  if (reading.kind !== 'row') return reading;
  const seq = readSeq(reading.row[columns.seq]);
  if (seq === null) return { kind: 'unreadable', why: 'seq' };
  if (!reading.isWhole) return { kind: 'pointer', to: seq };
  const entry = parseRow(reading.row, { runId, columns, seq });
  return entry === null ? { kind: 'foreign' } : { kind: 'rows', entries: [entry], to: seq };
}

/** A row's id as text. `null` where it is missing, or a number of which JSON has lost digits. */
export function readRowId(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
