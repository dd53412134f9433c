/** A logger in the shape of `console`, for one run: what is said through it becomes a row. */
import type { WriterEntry } from './storable-entry.js';

/** `trace` to `fatal`, and `log` for `info`. */
export type RunLogger = Readonly<
  Record<'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'log', LogFunction>
> & {
  /** The same with further context on every row. */
  with(context: RunLoggerContext): RunLogger;
};

/**
 * Texts and other plain values make up the message, one space apart; members of objects become fields; an error becomes
 * `fields.err`, and the message if there is no text.
 */
export type LogFunction = (...said: readonly unknown[]) => void;

export interface RunLoggerContext {
  readonly nodeId?: string;
  /** Put into each row's fields; what is said with a row comes before it. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** @param write - takes a row; whether there is room for more is the host's to watch */
export function runLogger(
  write: (entry: WriterEntry) => unknown,
  context: RunLoggerContext = {},
): RunLogger {
  const at =
    (level: string): LogFunction =>
    (...said) => {
      const { message, fields } = entryOf(said);
      const all = { ...context.fields, ...fields };
      write({
        level,
        message,
        ...(context.nodeId === undefined ? {} : { nodeId: context.nodeId }),
        ...(Object.keys(all).length === 0 ? {} : { fields: all }),
      });
    };
  return {
    trace: at('trace'),
    debug: at('debug'),
    info: at('info'),
    log: at('info'),
    warn: at('warn'),
    error: at('error'),
    fatal: at('fatal'),
    with: ({ nodeId = context.nodeId, fields }) =>
      runLogger(write, {
        ...(nodeId === undefined ? {} : { nodeId }),
        fields: { ...context.fields, ...fields },
      }),
  };
}

function entryOf(said: readonly unknown[]): {
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
} {
  const words: string[] = [];
  const fields: Record<string, unknown> = {};
  const lists: unknown[] = [];
  for (const thing of said) {
    if (thing instanceof Error) fields['err'] = thing;
    else if (Array.isArray(thing) || thing instanceof Map || thing instanceof Set)
      lists.push(thing);
    else if (typeof thing === 'object' && thing !== null) copyMembers(thing, fields);
    else words.push(String(thing));
  }
  if (lists.length > 0) fields['args'] = lists;
  const { err } = fields;
  if (words.length === 0 && err instanceof Error) words.push(err.message);
  return { message: words.join(' '), fields };
}

/** Name by name: spreading would stop at the first getter that throws. */
function copyMembers(from: object, to: Record<string, unknown>): void {
  for (const key of Object.keys(from)) {
    let value: unknown;
    try {
      value = Reflect.get(from, key) as unknown;
    } catch {
      value = '[unreadable]';
    }
    Object.defineProperty(to, key, { value, enumerable: true, configurable: true, writable: true });
  }
}
