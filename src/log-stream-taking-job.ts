/**
 * Takes rows of a run away as text: read, filtered, masked and written a page at a time, so that neither a long run nor
 * a slow server holds up the page, and so that it can be ended at any moment with what there is by then.
 */
import { isEntry, type LogEntry, type LogMark, type LogRow } from './core/log-entry.js';
import type { Redactor } from './core/redactor.js';
import type { SeqRange } from './core/row-selection.js';
import { TakenRows } from './core/taken-rows.js';
import { readRunRows, type RunRowsPage, type RunRowsPorts } from './source/run-rows.js';
import { errorText } from './view/error-text.js';
import type { RowWriter } from './view/row-writer.js';
import type { LogStreamStrings } from './view/strings.js';
import type { MissingRows, TakenRow } from './view/taking.js';

/** What is taken, and how. */
export interface TakingJobInput {
  readonly ranges: readonly SeqRange[];
  readonly ports: RunRowsPorts;
  /** Which entries are wanted; `null`: all, and what stands between them. */
  readonly passes: ((entry: LogEntry) => boolean) | null;
  /** The reader's marks, in order. */
  readonly marks: readonly LogMark[];
  readonly redactor: Redactor;
  readonly writer: RowWriter;
  readonly strings: LogStreamStrings;
  /** Takes the text of rows. */
  readonly onText: (text: string) => void;
  /** So many places of the run have been looked at. */
  readonly onProgress: (done: number) => void;
  /** Calls back in a task of its own, so that the page can do something else between two pages of rows. */
  readonly yieldTo: (resume: () => void) => void;
  /** Ends it; what has been written by then stands. */
  readonly stop: AbortSignal;
}

/** What came of it. */
export interface TakingJobResult {
  readonly taken: TakenRows;
  readonly missing: readonly MissingRows[];
}

/** Takes the rows; rejects only for a mistake in here. */
export async function takeRows(input: TakingJobInput): Promise<TakingJobResult> {
  const { ranges, ports, writer, stop, strings } = input;
  const taken = new TakenRows();
  const missing: MissingRows[] = [];
  let done = 0;
  let at: SeqRange | null = null;
  const miss = (row: MissingRows): void => {
    missing.push(row);
    input.onText(writer.rows([row]));
  };
  try {
    for await (const page of readRunRows(ranges, ports, stop)) {
      at = page.range;
      if (page.failure !== null) miss(missingRows(page, strings));
      else {
        taken.add(pick(page.rows, input));
        input.onText(writer.rows(taking(page, input)));
      }
      done += Math.floor(at[1]) - Math.ceil(at[0]) + 1;
      input.onProgress(done);
      await new Promise<void>((resolve) => {
        input.yieldTo(resolve);
      });
    }
  } catch (error) {
    if (!stop.aborted) throw error;
    for (const [from, to] of rangesAfter(ranges, at)) {
      miss({ kind: 'missing', seq: from, to, why: strings.taking.stopped });
    }
  }
  return { taken, missing };
}

function taking(page: RunRowsPage, input: TakingJobInput): readonly TakenRow[] {
  const rows = pick(page.rows, input);
  const [from, to] = page.range;
  const marks = input.marks.filter(({ seq }) => seq >= from && seq < to + 0.5);
  const all = marks.length === 0 ? rows : [...rows, ...marks].sort((a, b) => a.seq - b.seq);
  return all.map((row) => input.redactor.row(row));
}

/** What stands between rows is kept only where no row is left out. */
function pick(rows: readonly LogRow[], { passes }: TakingJobInput): readonly LogRow[] {
  return passes === null ? rows : rows.filter((row) => isEntry(row) && passes(row));
}

function missingRows({ range, failure }: RunRowsPage, strings: LogStreamStrings): MissingRows {
  const why =
    failure === null || failure === 'not-held'
      ? strings.taking.notHeld
      : errorText(failure, strings).message;
  return { kind: 'missing', seq: Math.ceil(range[0]), to: Math.floor(range[1]), why };
}

/** What of the stretches lies behind the last one that was looked at. */
function rangesAfter(ranges: readonly SeqRange[], at: SeqRange | null): readonly SeqRange[] {
  return ranges
    .map(([from, to]): SeqRange => [
      Math.max(Math.ceil(from), at === null ? -Infinity : Math.floor(at[1]) + 1),
      Math.floor(to),
    ])
    .filter(([from, to]) => from <= to);
}
