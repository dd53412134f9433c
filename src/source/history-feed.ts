/**
 * The run as the database has it: pages of rows by seq, and the run's cursor. This is the truth; whatever the live
 * path says is only sooner. Pages are bounded by keys, never by offsets, and never counted.
 */
import { DEFAULT_COLUMNS, type LogColumns } from '../core/columns.js';
import type { LogEntry } from '../core/log-entry.js';
import { parseRow } from '../core/parse-row.js';
import type { Probe } from '../observe/metrics.js';
import type { RunInfo } from './log-source.js';
import type { RestClient } from './rest-client.js';

/** Rows asked for in one request: the row cap of a hosted project. More is cut off by the server in silence. */
export const PAGE_ROWS = 1_000;

/** A page: the rows that could be placed, ascending, and how many could not. */
export interface HistoryPage {
  readonly entries: readonly LogEntry[];
  /** Rows without a usable seq. */
  readonly unplaceable: number;
}

/** Reads a run from the database. */
export interface HistoryFeed {
  /** Up to a page of rows with `from` ≤ seq ≤ `to`, the lowest first. `to` null: no upper bound. */
  after(from: number, to: number | null, signal: AbortSignal): Promise<HistoryPage>;
  /** The `limit` rows that precede `before` (`null`: the newest rows of the run). */
  before(before: number | null, limit: number, signal: AbortSignal): Promise<HistoryPage>;
  /** What the run is known to be; `null` when this viewer may not see it, or it does not exist. */
  cursor(signal: AbortSignal): Promise<RunInfo | null>;
}

/** What to read, and how its columns are named. */
export interface HistoryTable {
  readonly runId: string;
  readonly table: string;
  readonly columns?: LogColumns;
}

/** The run as PostgREST gives it. */
export class RestHistoryFeed implements HistoryFeed {
  readonly #rest: RestClient;
  readonly #table: HistoryTable;
  readonly #columns: LogColumns;
  readonly #probe: Probe;

  constructor(rest: RestClient, table: HistoryTable, probe: Probe) {
    this.#rest = rest;
    this.#table = table;
    this.#columns = table.columns ?? DEFAULT_COLUMNS;
    this.#probe = probe;
  }

  async after(from: number, to: number | null, signal: AbortSignal): Promise<HistoryPage> {
    const { seq } = this.#columns;
    const bounds: [string, string][] = [[seq, `gte.${from}`]];
    if (to !== null) bounds.push([seq, `lte.${to}`]);
    return this.#page([...bounds, ['order', `${seq}.asc`], ['limit', String(PAGE_ROWS)]], signal);
  }

  async before(before: number | null, limit: number, signal: AbortSignal): Promise<HistoryPage> {
    const { seq } = this.#columns;
    const bounds: [string, string][] = before === null ? [] : [[seq, `lt.${before}`]];
    return this.#page([...bounds, ['order', `${seq}.desc`], ['limit', String(limit)]], signal);
  }

  async cursor(signal: AbortSignal): Promise<RunInfo | null> {
    this.#probe.count('requests');
    const query: [string, string][] = [
      ['select', 'last_seq,run_status'],
      ['run_id', `eq.${this.#table.runId}`],
    ];
    const [row] = await this.#rest.rows('log_cursors', query, signal);
    if (row === undefined) return null;
    const { last_seq: lastSeq, run_status: status } = row as {
      last_seq?: unknown;
      run_status?: unknown;
    };
    return {
      lastSeq: Number.isSafeInteger(Number(lastSeq)) ? Number(lastSeq) : 0,
      status: typeof status === 'string' ? status : null,
    };
  }

  async #page(bounds: [string, string][], signal: AbortSignal): Promise<HistoryPage> {
    this.#probe.count('requests');
    const { runId, id, seq, level, message, nodeId, fields, createdAt } = this.#columns;
    // The id is a bigint: as a JSON number it would lose digits past 2^53.
    const select = [seq, `${id}::text`, level, message, nodeId, fields, createdAt].join(',');
    const query: [string, string][] = [
      ['select', select],
      [runId, `eq.${this.#table.runId}`],
      ...bounds,
    ];
    const rows = await this.#rest.rows(this.#table.table, query, signal);
    this.#probe.count('received', rows.length);
    const context = { runId: this.#table.runId, columns: this.#columns };
    const entries = rows.map((row) => parseRow(row, context)).filter((entry) => entry !== null);
    const unplaceable = rows.length - entries.length;
    return { entries: entries.sort((a, b) => a.seq - b.seq), unplaceable };
  }
}
