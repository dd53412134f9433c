/** Rows that carry a text in every place a source can put one, and a source that hands them on as they are. */
import type { LogEntry, LogFields, LogSink, LogSource } from '../../../src/element.js';

/** A row with `text` in all of its places. Where it would not be a time, the time is a real one with the text in it. */
export function rowOf(text: string, seq: number): LogEntry {
  const fields: LogFields = { [text]: text, nested: { [text]: [text, { [text]: text }] }, n: seq };
  return {
    seq,
    id: text,
    runId: text,
    level: text,
    message: text,
    nodeId: text,
    fields,
    createdAt: seq % 2 === 0 ? text : `Thu, 01 Jan 1970 00:00:00 GMT (${text})`,
    severity: 'error',
    guessed: seq % 3 === 0,
    ...(seq % 5 === 0 ? { malformed: text } : {}),
  };
}

/** A row that is harmless but for its message and, if given, its fields. */
export function plainRow(message: string, fields: LogFields | null = null, seq = 1): LogEntry {
  return {
    ...rowOf('x', 1),
    seq,
    message,
    fields,
    malformed: undefined as never,
    createdAt: '2026-11-23T10:00:00.000Z',
  };
}

/** A source in the page's hand: rows reach the tag as they were made, past every check that a database's would meet. */
export class RawSource implements LogSource {
  sink: LogSink | null = null;

  open(_runId: string, sink: LogSink): ReturnType<LogSource['open']> {
    queueMicrotask(() => {
      this.sink = sink;
      sink.transition('open');
      sink.transition('subscribed');
      sink.transition('caught-up');
      sink.prepend([], true);
    });
    return {
      loadOlder: async () => {},
      setToken: () => {},
      reconnect: () => {},
      close: () => {},
    };
  }
}
