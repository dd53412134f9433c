/**
 * Where the rows of the stories come from: seeded, so that a story shows the same rows each time. No server is asked;
 * states that only a server brings about are told to the widget as a source of its own would tell them.
 */
import { RowGenerator } from '../demo/simulator/row-generator.js';
import type { LogOutage, LogStreamErrorCode, StreamEvent, TokenReason } from '../src/element.js';
import {
  LogStreamError,
  MemoryLogSource,
  type LogSink,
  type LogSource,
  type LogStream,
  type NewLogRow,
} from '../src/element.js';
import { isFixed } from './moment.js';

/** The first row's time; a fixed one, so that a picture of a story never changes. */
const FIRST_ROW_AT_MS = Date.parse('2026-03-02T09:14:07.120Z');
/** Between two rows of a finished log, in ms; no round number, so that the times look like times. */
const ROW_INTERVAL_MS = 137;
/** Live rows are handed over this often, in ms: often enough to look steady, seldom enough to come in batches. */
const TICK_MS = 50;

/** Rows that a live run has written before somebody looks. */
const ROWS_BEFORE = 40;
/** Where a moment stands still, rows of this many seconds are there at once in place of those that would come. */
const FIXED_SECONDS = 60;

/** Rows of a workflow run, as in the demo. */
export function workflowRows(count: number, seed = 1): NewLogRow[] {
  return dated(new RowGenerator({ seed }).take(count));
}

/** The rows with times that follow each other. */
export function dated(rows: readonly NewLogRow[], firstAtMs = FIRST_ROW_AT_MS): NewLogRow[] {
  return rows.map((row, index) => ({
    ...row,
    createdAt: new Date(firstAtMs + index * ROW_INTERVAL_MS).toISOString(),
  }));
}

/** A source with these rows; with a status, of a run that is over. */
export function sourceOf(rows: readonly NewLogRow[], endStatus?: string): MemoryLogSource {
  const source = new MemoryLogSource();
  source.append(rows);
  if (endStatus !== undefined) source.end(endStatus);
  return source;
}

/** A run that goes on writing as long as somebody looks. */
export class LiveStorySource extends MemoryLogSource {
  /** Rows a second; may be changed at any time. */
  rowsPerSecond: number;
  readonly #generator: RowGenerator;

  constructor(rowsPerSecond: number, seed = 1) {
    super();
    this.rowsPerSecond = rowsPerSecond;
    this.#generator = new RowGenerator({ seed });
    const count = isFixed ? rowsPerSecond * FIXED_SECONDS : ROWS_BEFORE;
    this.append(dated(this.#generator.take(count), Date.now() - count * ROW_INTERVAL_MS));
  }

  override open(runId: string, sink: LogSink): LogStream {
    const stream = super.open(runId, sink);
    if (isFixed) return stream;
    let owed = 0;
    const timer = setInterval(() => {
      owed += (this.rowsPerSecond * TICK_MS) / 1000;
      const count = Math.floor(owed);
      owed -= count;
      if (count > 0) this.append(this.#generator.take(count));
    }, TICK_MS);
    return {
      ...stream,
      close: () => {
        clearInterval(timer);
        stream.close();
      },
    };
  }
}

/** A disconnection of a story: where in the rows it was, and what became of those written meanwhile. */
export interface StoryOutage {
  /** seq of the first row that was recovered. */
  readonly before: number;
  readonly recovered: number;
  readonly missing?: number;
  /** It still lasts: the rows after it are being fetched. */
  readonly isOpen?: boolean;
}

/** A run that was watched through disconnections: the rows are all there, and each disconnection is told. */
export class InterruptedStorySource extends MemoryLogSource {
  readonly #rows: readonly NewLogRow[];
  readonly #outages: readonly StoryOutage[];

  constructor(rows: readonly NewLogRow[], outages: readonly StoryOutage[]) {
    super();
    this.#rows = rows;
    this.#outages = outages;
    this.append(rows);
  }

  override open(runId: string, sink: LogSink): LogStream {
    for (const { recovered, missing = 0 } of this.#outages) {
      sink.probe.count('repaired', recovered);
      sink.probe.count('missing', missing);
      sink.probe.count('reconnects');
    }
    return super.open(runId, {
      ...sink,
      append: (rows, origin) => {
        sink.append(
          rows.flatMap((row) => [...this.#before(row.seq), row]),
          origin,
        );
      },
      run: (info) => {
        sink.run(info);
        if (this.#outages.some(({ isOpen }) => isOpen)) sink.transition('connection-lost');
      },
    });
  }

  #before(seq: number): readonly LogOutage[] {
    return this.#outages
      .filter(({ before }) => before === seq)
      .map(({ before, recovered, missing = 0, isOpen }) => ({
        kind: 'outage',
        seq: before - 0.5,
        startedAtMs: this.#writtenAtMs(before),
        endedAtMs: isOpen ? null : this.#writtenAtMs(before + recovered),
        recovered,
        missing,
      }));
  }

  #writtenAtMs(seq: number): number {
    return Date.parse(this.#rows[seq - 1]?.createdAt ?? '');
  }
}

/** What a stream that never gets to rows has to say. */
export interface StateScript {
  readonly transitions: readonly StreamEvent[];
  readonly error?: LogStreamErrorCode;
  readonly tokenNeeded?: TokenReason;
}

/** A source without rows that takes the widget to one state and leaves it there. */
export function sourceInState({ transitions, error, tokenNeeded }: StateScript): LogSource {
  return {
    open: (_runId, sink) => {
      let isOpen = true;
      queueMicrotask(() => {
        if (!isOpen) return;
        for (const event of transitions) sink.transition(event);
        if (error !== undefined) sink.error(new LogStreamError(error));
        if (tokenNeeded !== undefined) sink.tokenNeeded(tokenNeeded, null);
      });
      return {
        loadOlder: () => Promise.resolve(),
        setToken: () => undefined,
        reconnect: () => undefined,
        close: () => {
          isOpen = false;
        },
      };
    },
  };
}
