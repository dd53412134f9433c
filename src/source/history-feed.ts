/**
 * The run as the database has it: pages of rows by seq, and the run's cursor. This is the truth; whatever the live
 * path says is only sooner. Pages are bounded by keys, never by offsets, and never counted.
 */
import type { LogEntry } from '../core/log-entry.js';
import { parseRow } from '../core/parse-row.js';
import type { RunInfo } from './log-source.js';
import type { RunCursor } from './run-cursor.js';
import { PAGE_ROWS, type RowFilter, type RunTable } from './run-table.js';

export { PAGE_ROWS } from './run-table.js';

/** A page: the rows that could be placed, ascending, and how many could not. */
export interface HistoryPage {
  readonly entries: readonly LogEntry[];
  /** Rows without a usable seq. */
  readonly unplaceable: number;
  /**
   * Of a page read backwards: true when nothing precedes it. Said only where seq does not tell, because it is not the
   * database's; a run otherwise starts with seq 1.
   */
  readonly startsRun?: boolean;
}

/** Reads a run from the database. */
export interface HistoryFeed {
  /** Up to `limit` rows (default: a page) with `from` ≤ seq ≤ `to`, the lowest first. `to` null: no upper bound. */
  after(from: number, to: number | null, signal: AbortSignal, limit?: number): Promise<HistoryPage>;
  /** The `limit` rows that precede `before` (`null`: the newest rows of the run). */
  before(before: number | null, limit: number, signal: AbortSignal): Promise<HistoryPage>;
  /** What the run is known to be; `null` when this viewer may not see it, or it does not exist. */
  cursor(signal: AbortSignal): Promise<RunInfo | null>;
}

/** The run in a table that numbers its rows. */
export class RestHistoryFeed implements HistoryFeed {
  readonly #table: RunTable;
  readonly #seq: string;
  readonly #cursor: RunCursor;

  /** @param seq - the column that holds the rows' numbers */
  constructor(table: RunTable, seq: string, cursor: RunCursor) {
    this.#table = table;
    this.#seq = seq;
    this.#cursor = cursor;
  }

  async after(
    from: number,
    to: number | null,
    signal: AbortSignal,
    limit = PAGE_ROWS,
  ): Promise<HistoryPage> {
    const seq = this.#seq;
    const bounds: RowFilter[] = [[seq, `gte.${from}`]];
    if (to !== null) bounds.push([seq, `lte.${to}`]);
    return this.#page([...bounds, ['order', `${seq}.asc`], ['limit', String(limit)]], signal);
  }

  async before(before: number | null, limit: number, signal: AbortSignal): Promise<HistoryPage> {
    const seq = this.#seq;
    const bounds: RowFilter[] = before === null ? [] : [[seq, `lt.${before}`]];
    return this.#page([...bounds, ['order', `${seq}.desc`], ['limit', String(limit)]], signal);
  }

  cursor(signal: AbortSignal): Promise<RunInfo | null> {
    return this.#cursor.read(signal);
  }

  async #page(filters: readonly RowFilter[], signal: AbortSignal): Promise<HistoryPage> {
    const rows = await this.#table.rows(filters, signal);
    this.#table.countReceived(rows.length);
    const { runId, columns } = this.#table;
    const entries = rows
      .map((row) => parseRow(row, { runId, columns }))
      .filter((entry) => entry !== null);
    const unplaceable = rows.length - entries.length;
    return { entries: entries.sort((a, b) => a.seq - b.seq), unplaceable };
  }
}
