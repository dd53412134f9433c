/**
 * Where a run stands: the last seq that was given out, and its status. The migrations of this package keep a table
 * of that; a host's own table has to answer for itself, and then an empty answer may mean two things.
 */
import { readSeq } from '../core/parse-row.js';
import type { Probe } from '../observe/metrics.js';
import type { RunInfo } from './log-source.js';
import { RestError, type RestClient } from './rest-client.js';
import type { RunTable } from './run-table.js';

/** Asks the database where a run stands. */
export interface RunCursor {
  /** `null` when this viewer may not see the run, or it does not exist. */
  read(signal: AbortSignal): Promise<RunInfo | null>;
}

/** What PostgREST and Postgres answer where there is no such table. */
const NO_SUCH_TABLE: ReadonlySet<string> = new Set(['PGRST205', '42P01']);

/** The run's row in `log_cursors`. It is there from the run's beginning, so that its absence means something. */
export class CursorRow implements RunCursor {
  readonly #rest: RestClient;
  readonly #runId: string;
  readonly #probe: Probe;

  constructor(rest: RestClient, runId: string, probe: Probe) {
    this.#rest = rest;
    this.#runId = runId;
    this.#probe = probe;
  }

  async read(signal: AbortSignal): Promise<RunInfo | null> {
    this.#probe.count('requests');
    const query: [string, string][] = [
      ['select', 'last_seq,run_status'],
      ['run_id', `eq.${this.#runId}`],
    ];
    const [row] = await this.#rest.rows('log_cursors', query, signal);
    if (row === undefined) return null;
    const { last_seq: lastSeq, run_status: status } = row as {
      last_seq?: unknown;
      run_status?: unknown;
    };
    return {
      lastSeq: readSeq(lastSeq) ?? 0,
      status: typeof status === 'string' ? status : null,
    };
  }
}

/**
 * The highest seq among the run's rows. A run without rows cannot be told from one that is somebody else's, so it is
 * taken for one that has not begun; rows that were there and are not any more are taken for hidden ones.
 */
export class LastRow implements RunCursor {
  readonly #table: RunTable;
  readonly #seq: string;
  #hasSeenRows = false;

  /** @param seq - the name of the column */
  constructor(table: RunTable, seq: string) {
    this.#table = table;
    this.#seq = seq;
  }

  async read(signal: AbortSignal): Promise<RunInfo | null> {
    const seq = this.#seq;
    const newest: [string, string][] = [
      // Nulls come first in this order, and are no seq.
      [seq, 'gt.0'],
      ['order', `${seq}.desc`],
      ['limit', '1'],
    ];
    const [row] = await this.#table.rows(newest, signal, seq);
    const lastSeq = readSeq((row as Record<string, unknown> | undefined)?.[seq]);
    if (lastSeq === null) return this.#hasSeenRows ? null : { lastSeq: 0, status: null };
    this.#hasSeenRows = true;
    return { lastSeq, status: null };
  }
}

/** The cursor's row where there is such a table, and the last row where there is not. */
export class CursorRowOrLastRow implements RunCursor {
  readonly #cursorRow: CursorRow;
  readonly #lastRow: LastRow;
  #hasCursors = true;

  constructor(cursorRow: CursorRow, lastRow: LastRow) {
    this.#cursorRow = cursorRow;
    this.#lastRow = lastRow;
  }

  async read(signal: AbortSignal): Promise<RunInfo | null> {
    const run = await this.readCursorRow(signal);
    return run === undefined ? this.#lastRow.read(signal) : run;
  }

  /** What the cursor's row says; `undefined` where there is no such table. */
  async readCursorRow(signal: AbortSignal): Promise<RunInfo | null | undefined> {
    if (!this.#hasCursors) return undefined;
    try {
      return await this.#cursorRow.read(signal);
    } catch (cause) {
      const isMissing = cause instanceof RestError && NO_SUCH_TABLE.has(cause.code ?? '');
      if (!isMissing) throw cause;
      this.#hasCursors = false;
      return undefined;
    }
  }
}

/**
 * For a table of another name, which `log_cursors` may or may not be about: the number is the table's own, the status
 * and the right to see the run are the cursor's, if there is one.
 */
export class LastRowWithStatus implements RunCursor {
  readonly #cursor: CursorRowOrLastRow;
  readonly #lastRow: LastRow;

  constructor(cursorRow: CursorRow, lastRow: LastRow) {
    this.#cursor = new CursorRowOrLastRow(cursorRow, lastRow);
    this.#lastRow = lastRow;
  }

  async read(signal: AbortSignal): Promise<RunInfo | null> {
    const run = await this.#cursor.readCursorRow(signal);
    const last = await this.#lastRow.read(signal);
    if (run === undefined || last === null) return last;
    if (run === null) return last.lastSeq === 0 ? null : last;
    return { lastSeq: last.lastSeq, status: run.status };
  }
}
