/**
 * Looks through a run for a viewer who searches all of it: within the database by the function of the migrations, and
 * where there is none by reading page after page. It promises to leave nothing out; what is meant is for the viewer to judge.
 */
import { LogStreamError } from '../core/errors.js';
import { isEntry, type LogEntry } from '../core/log-entry.js';
import { parseRow, readSeq } from '../core/parse-row.js';
import type { RunFilter } from '../core/run-filter.js';
import type { Probe } from '../observe/metrics.js';
import type { LogPlaces, LogSearch, SearchPage } from './log-source.js';
import { RestError, type RestClient } from './rest-client.js';
import type { ViewerRequests } from './viewer-requests.js';

/** What PostgREST and Postgres answer where there is no such function, or it may not be called. */
const NO_SUCH_FUNCTION: ReadonlySet<string> = new Set(['PGRST202', '42883', '42501']);

/** Rows of a page that is read. */
const PAGE_ROWS = 1_000;

/** Looks through rows where they are stored. */
export interface RowSearcher {
  /**
   * As `LogSearch.older`; `null` where it turns out that this cannot be done here.
   *
   * @throws RestError, or the signal's reason
   */
  older(
    before: number,
    filter: RunFilter,
    limit: number,
    signal: AbortSignal,
  ): Promise<SearchPage | 'hidden' | null>;
}

/** By the function of the migrations. */
export class FunctionRowSearcher implements RowSearcher {
  readonly #rest: RestClient;
  readonly #runId: string;
  readonly #probe: Probe;

  constructor(rest: RestClient, runId: string, probe: Probe) {
    this.#rest = rest;
    this.#runId = runId;
    this.#probe = probe;
  }

  async older(
    before: number,
    filter: RunFilter,
    limit: number,
    signal: AbortSignal,
  ): Promise<SearchPage | 'hidden' | null> {
    this.#probe.count('requests');
    const args = { run_id: this.#runId, filter, before_seq: before, max_rows: limit };
    try {
      const [answer] = await this.#rest.ask('search_run_logs', args, signal);
      return answer === undefined ? 'hidden' : this.#read(answer, before);
    } catch (error) {
      const isMissing =
        error instanceof RestError && error.code !== null && NO_SUCH_FUNCTION.has(error.code);
      if (!isMissing) throw error;
      return null;
    }
  }

  #read(answer: unknown, before: number): SearchPage {
    const { rows, scanned_to, scanned_at, is_done } = answer as Readonly<Record<string, unknown>>;
    const scannedTo = readSeq(scanned_to);
    // An answer that does not get on would be asked for without end.
    if (!Array.isArray(rows) || scannedTo === null || (scannedTo >= before && is_done !== true)) {
      throw new RestError('unreadable', 'search_run_logs: the answer cannot be read');
    }
    const entries = rows
      .map((row: unknown) => parseRow(row, { runId: this.#runId }))
      .filter((entry): entry is LogEntry => entry !== null);
    return {
      rows: entries.sort((a, b) => a.seq - b.seq),
      scannedTo,
      scannedAt: typeof scanned_at === 'string' ? scanned_at : null,
      isDone: is_done === true,
    };
  }
}

/** Looks through a run of a database. */
export class RunSearch implements LogSearch {
  readonly #places: LogPlaces;
  readonly #requests: ViewerRequests;
  #searcher: RowSearcher | undefined;

  constructor(places: LogPlaces, requests: ViewerRequests, searcher: RowSearcher | undefined) {
    this.#places = places;
    this.#requests = requests;
    this.#searcher = searcher;
  }

  async older(
    before: number,
    filter: RunFilter,
    limit: number,
    signal: AbortSignal,
  ): Promise<SearchPage> {
    const searcher = this.#searcher;
    if (searcher === undefined) return readOlder(this.#places, before, signal);
    const page = await this.#requests.ask(
      (own) => searcher.older(before, filter, limit, own),
      signal,
    );
    if (page === 'hidden') throw new LogStreamError('denied');
    if (page !== null) return page;
    this.#searcher = undefined;
    return readOlder(this.#places, before, signal);
  }
}

/** A page of the run as it is read: whoever judges its rows leaves out those that are not meant. */
export async function readOlder(
  places: LogPlaces,
  before: number,
  signal: AbortSignal,
): Promise<SearchPage> {
  if (before <= 1) return { rows: [], scannedTo: 1, scannedAt: null, isDone: true, isRead: true };
  const { rows, isLast } = await places.older(before, PAGE_ROWS, signal);
  const entries = rows.filter(isEntry);
  return {
    rows: entries,
    scannedTo: isLast ? 1 : (rows[0]?.seq ?? 1),
    scannedAt: entries[0]?.createdAt ?? null,
    isDone: isLast || rows.length === 0,
    isRead: true,
  };
}
