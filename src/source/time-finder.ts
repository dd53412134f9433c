/**
 * From a time to a place in the run. There is no index by time, and none is needed: seq rises with time, so the row is
 * found by asking what stands at a few places. The migrations have a function that does so within the database; a table
 * of the host's own is asked from here.
 */
import { readSeq } from '../core/parse-row.js';
import { RestError, type RestClient } from './rest-client.js';
import { PAGE_ROWS, type RowFilter, type RunTable } from './run-table.js';

/** What PostgREST and Postgres answer where there is no such function, or it may not be called. */
const NO_SUCH_FUNCTION: ReadonlySet<string> = new Set(['PGRST202', '42883', '42501']);

/** By how many rows a guess is moved to either side of where the row should be: half a page, so that both find it. */
const SIDE_ROWS = PAGE_ROWS / 2;

/** Finds rows by when they were written. */
export interface TimeFinder {
  /** See `LogPlaces.seqAt`. @throws RestError, or the signal's reason */
  find(timeMs: number, signal: AbortSignal): Promise<number | null>;
}

/** By the function of the migrations. */
export class FunctionTimeFinder implements TimeFinder {
  readonly #rest: RestClient;
  readonly #runId: string;
  readonly #otherwise: TimeFinder;
  #isThere = true;

  /** @param otherwise - where there is no such function */
  constructor(rest: RestClient, runId: string, otherwise: TimeFinder) {
    this.#rest = rest;
    this.#runId = runId;
    this.#otherwise = otherwise;
  }

  async find(timeMs: number, signal: AbortSignal): Promise<number | null> {
    if (!this.#isThere) return this.#otherwise.find(timeMs, signal);
    const args: RowFilter[] = [
      ['run_id', this.#runId],
      ['written_at', new Date(timeMs).toISOString()],
    ];
    try {
      const [row] = await this.#rest.call('find_run_log', args, signal);
      return readSeq((row as { seq?: unknown } | undefined)?.seq);
    } catch (error) {
      const isMissing =
        error instanceof RestError && error.code !== null && NO_SUCH_FUNCTION.has(error.code);
      if (!isMissing) throw error;
      this.#isThere = false;
      return this.#otherwise.find(timeMs, signal);
    }
  }
}

interface Look {
  readonly seq: number;
  readonly ms: number;
}

/**
 * By looks at the rows themselves. A run that was written evenly takes two looks and a page: a little before where the
 * row should be, and a little after. Every third look halves what is left, for runs that were not.
 */
export class RowTimeFinder implements TimeFinder {
  readonly #table: RunTable;
  readonly #seq: string;

  /** @param seq - the name of the column */
  constructor(table: RunTable, seq: string) {
    this.#table = table;
    this.#seq = seq;
  }

  async find(timeMs: number, signal: AbortSignal): Promise<number | null> {
    const seq = this.#seq;
    const [[first], [last]] = await Promise.all([
      this.#look([[seq, 'gt.0'], ...this.#ends('asc', 1)], signal),
      this.#look([[seq, 'gt.0'], ...this.#ends('desc', 1)], signal),
    ]);
    if (first === undefined || last === undefined || last.ms < timeMs) return null;
    return first.ms >= timeMs ? first.seq : this.#between(first, last, timeMs, signal);
  }

  /** @param before - a row that was written before the time; @param after - one that was not */
  async #between(before: Look, after: Look, timeMs: number, signal: AbortSignal): Promise<number> {
    let [low, high] = [before, after];
    // Rows from `from` on and below `to` have not been looked at.
    let [from, to] = [low.seq + 1, high.seq];
    for (let turn = 0; to - from > PAGE_ROWS; turn += 1) {
      const middle = guess(turn, { low, high, from, to }, timeMs);
      const [row] = await this.#look(
        [[this.#seq, `gte.${middle}`], [this.#seq, `lt.${to}`], ...this.#ends('asc', 1)],
        signal,
      );
      if (row !== undefined && row.ms < timeMs) {
        low = row;
        from = row.seq + 1;
      } else {
        high = row ?? high;
        to = middle;
      }
    }
    if (to <= from) return high.seq;
    const page = await this.#look(
      [[this.#seq, `gte.${from}`], [this.#seq, `lt.${to}`], ...this.#ends('asc', PAGE_ROWS)],
      signal,
    );
    return page.find(({ ms }) => ms >= timeMs)?.seq ?? high.seq;
  }

  #ends(direction: 'asc' | 'desc', limit: number): RowFilter[] {
    return [
      ['order', `${this.#seq}.${direction}`],
      ['limit', String(limit)],
    ];
  }

  /** Rows without a usable seq or time are as good as not there. */
  async #look(filters: readonly RowFilter[], signal: AbortSignal): Promise<readonly Look[]> {
    const { createdAt } = this.#table.columns;
    const rows = await this.#table.rows(filters, signal, `${this.#seq},${createdAt}`);
    return rows.flatMap((row) => {
      const values = row as Readonly<Record<string, unknown>>;
      const seq = readSeq(values[this.#seq]);
      const ms = Date.parse(String(values[createdAt]));
      return seq === null || Number.isNaN(ms) ? [] : [{ seq, ms }];
    });
  }
}

interface Bracket {
  readonly low: Look;
  readonly high: Look;
  readonly from: number;
  readonly to: number;
}

function guess(turn: number, { low, high, from, to }: Bracket, timeMs: number): number {
  const halfway = from + Math.floor((to - from) / 2);
  if (turn % 3 === 2 || high.ms <= low.ms) return halfway;
  const share = (timeMs - low.ms) / (high.ms - low.ms);
  const expected = low.seq + Math.round((high.seq - low.seq) * share);
  const aside = expected + (turn % 3 === 0 ? -SIDE_ROWS : SIDE_ROWS);
  return Math.min(to - 1, Math.max(from, aside));
}
