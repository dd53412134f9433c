/** The rows of one run in the host's table, as PostgREST gives them: which columns, of which run, and how many. */
import type { LogColumns } from '../core/columns.js';
import type { Probe } from '../observe/metrics.js';
import type { RestClient } from './rest-client.js';

/** Rows asked for in one request: the row cap of a hosted project. More is cut off by the server in silence. */
export const PAGE_ROWS = 1_000;

/** A condition, an order or a limit, in PostgREST's own language. */
export type RowFilter = readonly [name: string, value: string];

/** What to read, and how its columns are named. */
export interface RunTableName {
  readonly runId: string;
  /** As in `logs` or `audit.logs`. */
  readonly table: string;
  readonly columns: LogColumns;
}

/** One run's rows. */
export class RunTable {
  readonly runId: string;
  readonly columns: LogColumns;
  readonly #rest: RestClient;
  readonly #table: string;
  readonly #select: string;
  readonly #probe: Probe;

  constructor(rest: RestClient, { runId, table, columns }: RunTableName, probe: Probe) {
    this.runId = runId;
    this.columns = columns;
    this.#rest = rest;
    this.#table = table;
    this.#probe = probe;
    const { id, seq, level, message, nodeId, fields, createdAt } = columns;
    // The id is a bigint: as a JSON number it would lose digits past 2^53.
    this.#select = [seq, `${id}::text`, level, message, nodeId, fields, createdAt]
      .filter((column) => column !== null)
      .join(',');
  }

  /**
   * One page of the run's rows.
   *
   * @param select - the columns, in PostgREST's language; default: all that make an entry
   * @throws RestError, or the signal's reason when it is aborted
   */
  async rows(
    filters: readonly RowFilter[],
    signal: AbortSignal,
    select = this.#select,
  ): Promise<readonly unknown[]> {
    this.#probe.count('requests');
    const query: RowFilter[] = [
      ['select', select],
      [this.columns.runId, `eq.${this.runId}`],
      ...filters,
    ];
    return this.#rest.rows(this.#table, query, signal);
  }

  /** Notes rows that were read for the first time, or again for no purpose. */
  countReceived(rows: number): void {
    this.#probe.count('received', rows);
  }
}
