/**
 * A run that never ends and takes no memory: each row is made from its seq when it is asked for, so that whatever the
 * page holds is held by the widget. It can be read anywhere, like a run in the database.
 */
import type { LogEntry, LogSink, LogSource, LogStream, Severity } from '../../../src/element.js';

const FIRST_ROW_MS = Date.UTC(2026, 0, 1, 9);
const MS_BETWEEN_ROWS = 7;
const WORDS = 'wrote payload connection partition GET /v1/orders in 12 ms ';

/** The log; open it once. */
export class SoakLog implements LogSource {
  #sink: LogSink | null = null;
  #lastSeq = 0;

  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** Writes the next rows. */
  append(count: number): void {
    const from = this.#lastSeq + 1;
    this.#lastSeq += count;
    this.#sink?.append(rowsBetween(from, this.#lastSeq), 'live');
  }

  open(_runId: string, sink: LogSink): LogStream {
    this.#sink = sink;
    queueMicrotask(() => {
      sink.transition('open');
      sink.transition('subscribed');
      sink.prepend([], true);
      sink.transition('caught-up');
      sink.run({ status: 'running', lastSeq: this.#lastSeq });
    });
    return {
      places: {
        older: async (before, limit) => {
          const from = Math.max(1, before - limit);
          return { rows: rowsBetween(from, before - 1), isLast: from === 1 };
        },
        newer: async (from, to, limit) => {
          const last = Math.min(to ?? this.#lastSeq, this.#lastSeq, from + limit - 1);
          return { rows: rowsBetween(from, last), isLast: last === this.#lastSeq };
        },
        seqAt: async (timeMs) => {
          const seq = Math.max(1, Math.ceil((timeMs - FIRST_ROW_MS) / MS_BETWEEN_ROWS));
          return seq > this.#lastSeq ? null : seq;
        },
      },
      loadOlder: async (limit, before = 1) => {
        await Promise.resolve();
        const from = Math.max(1, before - limit);
        sink.prepend(rowsBetween(from, before - 1), from === 1);
      },
      setToken: () => undefined,
      reconnect: () => undefined,
      close: () => {
        this.#sink = null;
      },
    };
  }
}

function rowsBetween(from: number, to: number): LogEntry[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => rowOf(from + index));
}

function rowOf(seq: number): LogEntry {
  const severity = severityOf(seq);
  return {
    seq,
    id: String(seq),
    runId: 'soak',
    level: severity,
    // One to four lines where they are wrapped, so that heights have to be found out.
    message: `#${String(seq).padStart(7, '0')} ${WORDS.repeat(seq % 7 === 0 ? 8 : 2)}`,
    nodeId: seq % 3 === 0 ? 'charge-card' : 'notify',
    fields: null,
    createdAt: new Date(FIRST_ROW_MS + seq * MS_BETWEEN_ROWS).toISOString(),
    severity,
    guessed: false,
  };
}

function severityOf(seq: number): Severity {
  if (seq % 50 === 0) return 'error';
  if (seq % 16 === 0) return 'warn';
  return seq % 4 === 0 ? 'debug' : 'info';
}
