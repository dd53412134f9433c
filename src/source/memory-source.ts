/**
 * A log that lives in the page: for stories, tests, benchmarks and files. It gives out seq itself, as the database
 * would, and serves any number of open streams. The token and the run id mean nothing to it.
 */
import type { LogEntry, LogFields } from '../core/log-entry.js';
import { settleSeverity } from '../core/parse-row.js';
import { isTerminalStatus } from '../core/run-status.js';
import type { LogPlaces, LogSearch, LogSink, LogSource, LogStream } from './log-source.js';

/** A row as its writer gives it. */
export interface NewLogRow {
  readonly level?: string | null;
  readonly message: string;
  readonly nodeId?: string | null;
  readonly fields?: LogFields | null;
  /** ISO 8601. Default: now. */
  readonly createdAt?: string;
}

/** How a memory source behaves. */
export interface MemoryLogSourceOptions {
  /** Newest rows that a stream starts with; the rest comes by `loadOlder`. Default: all. */
  readonly initialRows?: number;
}

/** A log in memory. */
export class MemoryLogSource implements LogSource {
  readonly #initialRows: number;
  #joined: LogEntry[] = [];
  /** What was added since somebody last looked: sinks have these arrays as well, so that nothing is added to them. */
  #unjoined: (readonly LogEntry[])[] = [];
  #count = 0;
  readonly #sinks = new Set<LogSink>();
  #status = 'running';

  constructor(options: MemoryLogSourceOptions = {}) {
    this.#initialRows = options.initialRows ?? Infinity;
  }

  /** Adds rows to the log and hands them to every open stream. Seq is given out here, from 1. */
  append(rows: readonly NewLogRow[]): void {
    const before = this.#count;
    const added = rows.map((row, index) => newEntry(row, before + index + 1));
    this.#count += added.length;
    this.#unjoined.push(added);
    for (const sink of this.#sinks) {
      sink.probe.count('received', added.length);
      sink.append(added, 'live');
    }
  }

  /** All rows. They are put together when they are asked for: streams that only listen wait for no copy. */
  get #entries(): readonly LogEntry[] {
    const first = this.#unjoined[0];
    if (first === undefined) return this.#joined;
    // Grown one by one, the array for 100,000 rows would be copied two dozen times.
    let from = 0;
    if (this.#joined.length === 0) [this.#joined, from] = [first.slice(), 1];
    for (const rows of this.#unjoined.slice(from)) {
      for (const entry of rows) this.#joined.push(entry);
    }
    this.#unjoined = [];
    return this.#joined;
  }

  /**
   * Ends the run.
   *
   * @param status - the run's last status. Default: `succeeded`
   */
  end(status = 'succeeded'): void {
    this.#status = status;
    for (const sink of this.#sinks) this.#tellRun(sink);
  }

  open(_runId: string, sink: LogSink): LogStream {
    let isOpen = true;
    let first = 0;
    queueMicrotask(() => {
      if (!isOpen) return;
      first = Math.max(0, this.#entries.length - this.#initialRows);
      sink.transition('open');
      sink.transition('subscribed');
      const initial = this.#entries.slice(first);
      sink.probe.count('received', initial.length);
      if (initial.length > 0) sink.append(initial, 'history');
      if (first === 0) sink.prepend([], true);
      sink.transition('caught-up');
      this.#tellRun(sink);
      this.#sinks.add(sink);
    });
    return {
      places: this.#places,
      search: this.#search,
      loadOlder: async (limit, before = 1) => {
        await Promise.resolve();
        if (!isOpen) return;
        first = Math.max(first, before - 1);
        const from = Math.max(0, first - limit);
        const rows = this.#entries.slice(from, first);
        first = from;
        sink.probe.count('received', rows.length);
        sink.prepend(rows, from === 0);
      },
      setToken: () => undefined,
      reconnect: () => undefined,
      close: () => {
        isOpen = false;
        this.#sinks.delete(sink);
      },
    };
  }

  readonly #places: LogPlaces = {
    older: async (before, limit) => {
      await Promise.resolve();
      const end = Math.max(0, Math.min(before - 1, this.#entries.length));
      const from = Math.max(0, end - limit);
      return { rows: this.#entries.slice(from, end), isLast: from === 0 };
    },
    newer: async (from, to, limit) => {
      await Promise.resolve();
      const end = Math.min(to ?? Infinity, this.#entries.length);
      const rows = this.#entries.slice(Math.max(0, from - 1), Math.min(end, from - 1 + limit));
      return { rows, isLast: (rows.at(-1)?.seq ?? from - 1) >= end };
    },
    seqAt: async (timeMs) => {
      await Promise.resolve();
      let [low, high] = [0, this.#entries.length];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (Date.parse(this.#entries[middle]?.createdAt ?? '') < timeMs) low = middle + 1;
        else high = middle;
      }
      return this.#entries[low]?.seq ?? null;
    },
  };

  /** All rows are here to be looked through, and whoever asks does that anyway. */
  readonly #search: LogSearch = {
    older: async (before, _filter, limit, signal) => {
      await Promise.resolve();
      signal.throwIfAborted();
      const end = Math.max(0, Math.min(before - 1, this.#entries.length));
      const from = Math.max(0, end - limit);
      const rows = this.#entries.slice(from, end);
      const scannedAt = rows[0]?.createdAt ?? null;
      return { rows, scannedTo: from + 1, scannedAt, isDone: from === 0 };
    },
  };

  #tellRun(sink: LogSink): void {
    sink.run({ status: this.#status, lastSeq: this.#count });
    if (isTerminalStatus(this.#status)) sink.transition('run-ended', this.#status);
  }
}

function newEntry(row: NewLogRow, seq: number): LogEntry {
  const level = row.level ?? null;
  const fields = row.fields ?? null;
  // Named one by one: an object that is spread into is made in steps, and 100,000 of them are seen.
  const { severity, guessed } = settleSeverity(level, row.message, fields);
  return {
    seq,
    id: '',
    runId: '',
    level,
    message: row.message,
    nodeId: row.nodeId ?? null,
    fields,
    createdAt: row.createdAt ?? new Date().toISOString(),
    severity,
    guessed,
  };
}
