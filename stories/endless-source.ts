/**
 * A run of any length that needs no room: a row is made up from its seq whenever it is asked for, the same each time. It
 * goes on writing as long as somebody looks.
 */
import {
  detectSeverity,
  type LogEntry,
  type LogPlaces,
  type LogSink,
  type LogSource,
  type LogStream,
} from '../src/element.js';
import { isFixed } from './moment.js';

/** Rows that a stream starts with: a page of a database. */
const FIRST_ROWS = 1_000;
/** Live rows are handed over this often, in ms. */
const TICK_MS = 100;
/** Time from one row to the next, in ms: ten million of them are a little more than four days. */
const ROW_INTERVAL_MS = 37;
/** How long a page takes, in ms: what a database on another continent needs. */
const PAGE_MS = 120;

const MESSAGES: readonly (readonly [level: string, message: string])[] = [
  ['info', 'step done'],
  ['debug', 'polling queue orders'],
  ['info', 'fetched page of 50 items'],
  ['debug', 'cache hit for customer'],
  ['info', 'wrote batch to warehouse'],
  ['warn', 'retrying after 429 from upstream'],
];

/** A run that is as long as it is said to be. */
export class EndlessSource implements LogSource {
  /** Rows a second; may be changed at any time. */
  rowsPerSecond: number;
  #last: number;
  readonly #startMs: number;

  /** @param startMs - when the first row was written; default: as long ago as the rows take */
  constructor(rows: number, rowsPerSecond = 0, startMs = Date.now() - rows * ROW_INTERVAL_MS) {
    this.#last = rows;
    this.rowsPerSecond = rowsPerSecond;
    this.#startMs = startMs;
  }

  open(_runId: string, sink: LogSink): LogStream {
    let isOpen = true;
    let owed = 0;
    const timer = setInterval(() => {
      if (isFixed) return;
      owed += (this.rowsPerSecond * TICK_MS) / 1_000;
      const count = Math.floor(owed);
      owed -= count;
      if (count === 0) return;
      this.#last += count;
      sink.append(this.#rows(this.#last - count + 1, this.#last), 'live');
      sink.run({ status: 'running', lastSeq: this.#last });
    }, TICK_MS);
    queueMicrotask(() => {
      if (!isOpen) return;
      const first = Math.max(1, this.#last - FIRST_ROWS + 1);
      sink.transition('open');
      sink.transition('subscribed');
      sink.append(this.#rows(first, this.#last), 'history');
      if (first === 1) sink.prepend([], true);
      sink.transition('caught-up');
      sink.run({ status: 'running', lastSeq: this.#last });
    });
    return {
      places: this.#places,
      loadOlder: async (limit, before = 1) => {
        const page = await this.#places.older(before, limit, NEVER);
        if (isOpen) sink.prepend(page.rows, page.isLast);
      },
      setToken: () => undefined,
      reconnect: () => undefined,
      close: () => {
        isOpen = false;
        clearInterval(timer);
      },
    };
  }

  readonly #places: LogPlaces = {
    older: async (before, limit, signal) => {
      await pause(signal);
      const first = Math.max(1, before - limit);
      return { rows: this.#rows(first, before - 1), isLast: first === 1 };
    },
    newer: async (from, to, limit, signal) => {
      await pause(signal);
      const end = Math.min(to ?? this.#last, from + limit - 1);
      return { rows: this.#rows(from, end), isLast: end >= (to ?? this.#last) };
    },
    seqAt: async (timeMs, signal) => {
      await pause(signal);
      const seq = Math.max(1, Math.ceil((timeMs - this.#startMs) / ROW_INTERVAL_MS));
      return seq > this.#last ? null : seq;
    },
  };

  #rows(first: number, last: number): LogEntry[] {
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => this.#row(first + at));
  }

  #row(seq: number): LogEntry {
    // A hash in place of chance: the row of a seq is always the same.
    const mixed = Math.imul(seq ^ (seq >>> 16), 0x45d9f3b) >>> 0;
    const isBad = mixed % 997 === 0;
    const [level, words] = isBad
      ? ['error', 'charge failed: card was declined']
      : (MESSAGES[mixed % MESSAGES.length] ?? ['info', 'step done']);
    const message = `${words} #${seq.toLocaleString('en')}`;
    return {
      seq,
      id: String(seq),
      runId: '',
      level,
      message,
      nodeId: `node-${(mixed % 5) + 1}`,
      fields: null,
      createdAt: new Date(this.#startMs + seq * ROW_INTERVAL_MS).toISOString(),
      ...detectSeverity(message),
      severity: level as LogEntry['severity'],
      guessed: false,
    };
  }
}

const NEVER = new AbortController().signal;

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, PAGE_MS);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}
