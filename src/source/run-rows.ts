/**
 * Reads stretches of a run from their first row to their last: from memory what is held there, from the database what
 * is not, a page at a time, so that a run of any length passes through little memory. A server that is away is waited
 * for; what cannot be had is told as such, in its place. It does not know what the rows are for.
 */
import { LogStreamError } from '../core/errors.js';
import { lastSeqOf, type LogRow } from '../core/log-entry.js';
import { placeOfSeq } from '../core/place-of-seq.js';
import type { SeqRange } from '../core/row-selection.js';
import type { LogPlaces, PlacePage } from './log-source.js';
import { patiently, RETRIES, type Patience, type PatientPorts } from './patience.js';

/** What the reading stands on. */
export interface RunRowsPorts extends PatientPorts {
  /** Stretches that are in memory, each in order and without a hole; asked again for each page, since they move on. */
  held(): readonly (readonly LogRow[])[];
  /** Reads what is not in memory; `null` where the source cannot. */
  places(): LogPlaces | null;
}

/** A piece of what was asked for. */
export interface RunRowsPage {
  /** In order; what was deleted is among them as gaps. */
  readonly rows: readonly LogRow[];
  /** From where to where the run was looked at for them. */
  readonly range: SeqRange;
  /** Why these rows could not be had, in which case there are none; `null`: they could. */
  readonly failure: LogStreamError | 'not-held' | null;
}

/** Outages stand half a step before a row. */
const STEP = 0.5;

/** Rows in one piece: a page of the server, and few enough that making text of them takes no visible time. */
const PAGE_ROWS = 1_000;

/**
 * The rows of these stretches, in pieces.
 *
 * @throws the signal's reason when it is aborted
 */
export async function* readRunRows(
  ranges: readonly SeqRange[],
  ports: RunRowsPorts,
  signal: AbortSignal,
): AsyncGenerator<RunRowsPage, void, void> {
  const patience = { retries: RETRIES };
  for (const [first, to] of ranges) {
    for (let from = first; from <= to;) {
      signal.throwIfAborted();
      const held = ports.held();
      const stretch = held.find((rows) => holds(rows, from));
      const page =
        stretch === undefined
          ? await readPage(
              [from, Math.min(to, firstAfter(held, from) - STEP)],
              ports,
              patience,
              signal,
            )
          : heldPage(from, to, stretch);
      yield page;
      from = page.range[1] + STEP;
    }
  }
}

/** The last place that a row takes; of an outage its own, although it covers no row. */
function endOf(row: LogRow | undefined): number {
  return row === undefined ? -Infinity : Math.max(row.seq, lastSeqOf(row));
}

function holds(rows: readonly LogRow[], seq: number): boolean {
  return seq >= (rows[0]?.seq ?? Infinity) && seq <= endOf(rows.at(-1));
}

/** Where memory begins again after a place that is not in it. */
function firstAfter(held: readonly (readonly LogRow[])[], seq: number): number {
  return Math.min(...held.map((rows) => rows[0]?.seq ?? Infinity).filter((first) => first > seq));
}

function heldPage(from: number, to: number, held: readonly LogRow[]): RunRowsPage {
  let start = placeOfSeq(held, from);
  const before = held[start - 1];
  // A stretch may begin within a gap.
  if (before !== undefined && before.seq < from && endOf(before) >= from) start -= 1;
  const pastEnd = placeOfSeq(held, to + STEP, start);
  const end = Math.min(pastEnd, start + PAGE_ROWS);
  const isWhole = end === pastEnd && (end < held.length || endOf(held.at(-1)) >= to);
  const reached = isWhole ? to : Math.min(to, endOf(held[end - 1]));
  return { rows: held.slice(start, end), range: [from, Math.max(from, reached)], failure: null };
}

async function readPage(
  [from, to]: SeqRange,
  ports: RunRowsPorts,
  patience: Patience,
  signal: AbortSignal,
): Promise<RunRowsPage> {
  // The database has no outages: between two rows there is nothing to read.
  const [first, last] = [Math.ceil(from), Math.floor(to)];
  if (first > last) return { rows: [], range: [from, to], failure: null };
  try {
    const page = await readPatiently([first, last], ports, patience, signal);
    if (page === null) return { rows: [], range: [from, to], failure: 'not-held' };
    const newest = page.rows.at(-1);
    const reached = page.isLast || newest === undefined ? to : lastSeqOf(newest);
    return { rows: page.rows, range: [from, reached], failure: null };
  } catch (error) {
    signal.throwIfAborted();
    // Who has waited once for a server that stays away does not wait for it again.
    patience.retries = 0;
    const failure =
      error instanceof LogStreamError
        ? error
        : new LogStreamError('source-failed', undefined, error);
    return { rows: [], range: [from, to], failure };
  }
}

async function readPatiently(
  [from, to]: SeqRange,
  ports: RunRowsPorts,
  patience: Patience,
  signal: AbortSignal,
): Promise<PlacePage | null> {
  const ask = async (): Promise<PlacePage | null> =>
    (await ports.places()?.newer(from, to, PAGE_ROWS, signal)) ?? null;
  return patiently(ask, ports, patience, signal);
}
