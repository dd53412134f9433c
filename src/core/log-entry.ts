/**
 * What one row of a run's log is, once it is inside the widget: immutable, cloneable, with its severity settled.
 * How it is read from the wire is `parse-row.ts`.
 */
import type { Severity } from './severity.js';

/** JSON as a row's `fields` column may hold it. */
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** Structured context of a row. */
export type LogFields = Readonly<Record<string, JsonValue>>;

/** One log row. */
export interface LogEntry {
  /** Place in the run: 1, 2, 3, … without holes, in commit order. */
  readonly seq: number;
  /** The row's database identity, as text because it is a bigint; empty for a row that is in no database. */
  readonly id: string;
  /** The run it belongs to (uuid). */
  readonly runId: string;
  /** The level the writer gave, as stored; `null` if none was given. */
  readonly level: string | null;
  /** The text. Hostile: it may only ever become a text node. */
  readonly message: string;
  /** The workflow node that wrote it, if any. */
  readonly nodeId: string | null;
  /** Structured context, if any. */
  readonly fields: LogFields | null;
  /** When it was written: ISO 8601 with zone, microseconds kept, hence text. */
  readonly createdAt: string;
  /** The declared level normalised, or what the text gives away. */
  readonly severity: Severity;
  /** True when `severity` was read from the text, not declared. */
  readonly guessed: boolean;
  /** Set when the row did not parse: `message` is then what could be saved of it. */
  readonly malformed?: string;
}

/** A stretch of the run that no longer exists in the database, shown in place of its rows. */
export interface LogGap {
  readonly kind: 'gap';
  /** First missing seq. Named like an entry's so that every row of the list has a place. */
  readonly seq: number;
  /** Last missing seq. */
  readonly to: number;
  /** The rows exist, and are only not in memory: this stands between those that a search of all of the run found. */
  readonly isElsewhere?: true;
}

/**
 * A stretch of time without a live path, shown before the first row that was recovered after it. It stands for no
 * rows: those that were recovered follow it.
 */
export interface LogOutage {
  readonly kind: 'outage';
  /** Half a step before the first recovered row, so that it has a place of its own and rows still sort by seq. */
  readonly seq: number;
  /** When the live path was lost, in milliseconds since 1970. */
  readonly startedAtMs: number;
  /** When it was back, in milliseconds since 1970; `null` while it is not. */
  readonly endedAtMs: number | null;
  /** Rows that were committed meanwhile and brought in by reading. */
  readonly recovered: number;
  /** Rows that were committed meanwhile and turned out to be deleted. */
  readonly missing: number;
}

/** A divider that the reader put between two rows: it is not of the run, and only on show. */
export interface LogMark {
  readonly kind: 'mark';
  /** Between the row that it comes after and the next one, short of where an outage would stand. */
  readonly seq: number;
  /** Its name: 1 for the first that was put in this run, and so on. */
  readonly number: number;
  /** When it was put, in milliseconds since 1970, by the clock of the page. */
  readonly atMs: number;
  /** Rows since the mark before it; `null` for the first. */
  readonly since: number | null;
}

/** What a list of the run holds: entries, gaps where entries were deleted, outages of the live path, and marks. */
export type LogRow = LogEntry | LogGap | LogOutage | LogMark;

/** True for a row of the run's log. */
export function isEntry(row: LogRow): row is LogEntry {
  return !('kind' in row);
}

/** True for the row that stands for deleted entries. */
export function isGap(row: LogRow): row is LogGap {
  return 'kind' in row && row.kind === 'gap';
}

/** True for the row that tells of a disconnection. */
export function isOutage(row: LogRow): row is LogOutage {
  return 'kind' in row && row.kind === 'outage';
}

/** True for a divider of the reader's. */
export function isMark(row: LogRow): row is LogMark {
  return 'kind' in row && row.kind === 'mark';
}

/** The last seq that a row covers; of an outage or a mark, which cover none, the one that it comes after. */
export function lastSeqOf(row: LogRow): number {
  if (isGap(row)) return row.to;
  return isEntry(row) ? row.seq : Math.floor(row.seq);
}
