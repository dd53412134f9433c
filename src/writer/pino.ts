/**
 * A pino transport: `pino.transport({ target: '@meshhook/log-stream/writer/pino', options })` runs it in a thread of its
 * own, and `pino(pinoStream(writer))` in the process. Lines wait outside while the queue is full, so pino's back-pressure
 * is ours. It is the one file of the writer that is for Node alone, and it does not import pino.
 */
import { Writable } from 'node:stream';
import { toStandardError } from './error-desk.js';
import { hostProcess } from './host-process.js';
import { LogWriter } from './log-writer.js';
import type { LogWriterPort } from './log-writer-port.js';
import { parsePinoLine, type PinoLineOptions } from './pino-line.js';
import { postgrestPort } from './postgrest-port.js';
import { LogWriterError, type LogWriterErrorCode } from './writer-error.js';
import type { LogWriterOptions } from './writer-options.js';

/** Options of the transport. They go to another thread, so they are plain data. */
export interface PinoTransportOptions
  extends
    PinoLineOptions,
    Omit<
      LogWriterOptions,
      'port' | 'onError' | 'onHealth' | 'healthEveryMs' | 'clock' | 'random' | 'exitHook'
    > {
  /** Write through PostgREST. `key` is a secret; `keyEnv` names the environment variable that has it, and is kinder. */
  readonly postgrest?: { readonly url: string; readonly key?: string; readonly keyEnv?: string };
  /** Write through a port of your own: URL or name of a module whose default export makes one. */
  readonly portModule?: string;
  /** Given to that function. */
  readonly portOptions?: unknown;
  /** How long the end of the stream waits for the last rows, in milliseconds. Default 5,000. */
  readonly closeTimeoutMs?: number;
}

/** Options of {@link pinoStream}. */
export interface PinoStreamOptions extends PinoLineOptions {
  /** Told once of lines without a run, and once of lines that are no JSON. Default: one line to standard error. */
  readonly onError?: (error: LogWriterError) => void;
  /** Called when the stream has ended; the stream finishes when it has resolved. Default: flushes the writer. */
  readonly onEnd?: () => Promise<unknown>;
}

/** What pino calls in its thread. Rejects when the options name no way to the database. */
export default async function transport(options: PinoTransportOptions): Promise<Writable> {
  const { closeTimeoutMs = 5_000 } = options;
  // The end of the stream closes the writer; signals do not reach this thread.
  const writer = new LogWriter({ ...options, port: await portOf(options), exitHook: false });
  return pinoStream(writer, {
    ...options,
    onEnd: () => writer.close({ timeoutMs: closeTimeoutMs }),
  });
}

/** A stream for pino over a writer that exists. Ending it flushes the writer and does not close it. */
export function pinoStream(writer: LogWriter, options: PinoStreamOptions = {}): Writable {
  const { onError = toStandardError, onEnd = () => writer.flush() } = options;
  const told = new Set<LogWriterErrorCode>();
  const tellOnce = (code: LogWriterErrorCode): void => {
    if (told.has(code)) return;
    told.add(code);
    onError(new LogWriterError(code, { rows: 1 }));
  };
  const decoder = new TextDecoder();
  let rest = '';
  const take = async (text: string): Promise<void> => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.trim() === '') continue;
      const { runId, entry, isUnreadable } = parsePinoLine(line, options);
      if (isUnreadable) tellOnce('line-unreadable');
      if (runId === undefined) tellOnce('run-missing');
      else await writer.writeWhenReady(runId, entry);
    }
  };
  return new Writable({
    decodeStrings: true,
    write: (chunk: Uint8Array, _encoding, done) => {
      void take(decoder.decode(chunk, { stream: true })).then(() => {
        done();
      }, done);
    },
    final: (done) => {
      void take(`${decoder.decode()}\n`)
        .then(onEnd)
        .then(() => {
          done();
        }, done);
    },
  });
}

async function portOf(options: PinoTransportOptions): Promise<LogWriterPort> {
  const { postgrest, portModule, portOptions } = options;
  if (portModule !== undefined) {
    const module = (await import(/* @vite-ignore */ portModule)) as { readonly default?: unknown };
    const make = module.default;
    if (typeof make !== 'function') {
      throw new TypeError('portModule has no default export that makes a port.');
    }
    return (make as (options: unknown) => LogWriterPort | Promise<LogWriterPort>)(portOptions);
  }
  if (postgrest === undefined) {
    throw new TypeError('Set postgrest or portModule: the transport has nowhere to write to.');
  }
  const { url, key, keyEnv } = postgrest;
  const secret = key ?? (keyEnv === undefined ? undefined : hostProcess()?.env[keyEnv]);
  if (secret === undefined || secret === '') {
    throw new TypeError('postgrest has no key: set key, or keyEnv and that variable.');
  }
  return postgrestPort({ url, key: secret });
}
