/** What a host can set on the writer, what it gets otherwise, and what is refused. */
import type { BackoffBounds } from '../core/backoff.js';
import type { Clock } from '../core/clock.js';
import type { LogWriterPort } from './log-writer-port.js';
import type { BatchLimits } from './run-queue.js';
import type { LogWriterError } from './writer-error.js';
import type { LogWriterStats } from './writer-stats.js';

/**
 * What happens to rows when the queue is full. `block`: `write` has returned false, and whoever writes on all the same
 * loses the row; `drop-newest`: the same, as the intended way; `drop-oldest`: the oldest row that waits gives way.
 * All rows that are dropped are counted and told.
 */
export type WhenFull = 'block' | 'drop-oldest' | 'drop-newest';

export interface LogWriterOptions {
  /** Where batches go. Closed by `close()`. */
  readonly port: LogWriterPort;
  /** Most rows of a batch. Default 100: beyond it, the database gains little and a reader waits longer. */
  readonly maxBatchRows?: number;
  /** Most bytes of a batch of more than one row. Default 49,152, so that its live message stays below 64 KiB. */
  readonly maxBatchBytes?: number;
  /** How long a row waits for company, in milliseconds. Default 250. */
  readonly maxBatchDelayMs?: number;
  /** Most rows in the queue, those being sent included. Default 10,000. What a kill can lose. */
  readonly maxQueueRows?: number;
  /** Most bytes in the queue, exceeded by one row at most. Default 8,388,608. */
  readonly maxQueueBytes?: number;
  /** Default `block`. */
  readonly whenFull?: WhenFull;
  /** Runs that are written at the same time, one statement each. Default 4. */
  readonly maxParallelRuns?: number;
  /** How long an answer is waited for, in milliseconds, before the batch is sent again. Default 30,000. */
  readonly appendTimeoutMs?: number;
  /**
   * How long a batch is sent again before its rows are dropped, in milliseconds. Default 12 hours, most 20: the database
   * knows a batch by its key for a day, and a batch that comes later could be stored twice.
   */
  readonly retryForMs?: number;
  /** Waits between attempts, with full jitter. Default: 100 ms, then up to 0.5 s, 1 s, 2 s … 30 s. */
  readonly backoff?: BackoffBounds;
  /** Whether to flush before the process ends and on SIGTERM and SIGINT. Default true. */
  readonly exitHook?: boolean;
  /** How long that may take, in milliseconds. Default 5,000. */
  readonly exitFlushMs?: number;
  /**
   * Told of whatever goes wrong. Default: one line to standard error. `dropped` has the rows that the database refused,
   * as JSON, for a place of last resort; rows dropped for want of room are only counted.
   */
  readonly onError?: (error: LogWriterError, dropped: readonly string[]) => void;
  /** Told what the writer has counted, every `healthEveryMs` while it is open. Default: nobody. */
  readonly onHealth?: (stats: LogWriterStats) => void;
  /** In milliseconds. Default 10,000. */
  readonly healthEveryMs?: number;
  /** Default: real time. For tests. */
  readonly clock?: Clock;
  /** Chance for backoff, from 0 up to, not including, 1. Default: real. For tests. */
  readonly random?: () => number;
}

/** Every option, settled. */
export interface WriterSettings extends BatchLimits {
  readonly maxQueueRows: number;
  readonly maxQueueBytes: number;
  readonly whenFull: WhenFull;
  readonly maxParallelRuns: number;
  readonly appendTimeoutMs: number;
  readonly retryForMs: number;
  readonly backoff: BackoffBounds;
  readonly exitFlushMs: number;
  readonly healthEveryMs: number;
}

/** Longest time for which a batch may be sent again: keys are kept for 24 hours. */
const MAX_RETRY_MS = 20 * 3_600_000;

/** The defaults, as the README lists them. */
export const WRITER_DEFAULTS: WriterSettings = {
  maxBatchRows: 100,
  maxBatchBytes: 49_152,
  maxBatchDelayMs: 250,
  maxQueueRows: 10_000,
  maxQueueBytes: 8_388_608,
  whenFull: 'block',
  maxParallelRuns: 4,
  appendTimeoutMs: 30_000,
  retryForMs: 12 * 3_600_000,
  backoff: { floorMs: 100, baseMs: 500, capMs: 30_000 },
  exitFlushMs: 5_000,
  healthEveryMs: 10_000,
};

/** Bounds of each number; a batch of `append_run_logs` has at most 10,000 rows. */
const BOUNDS = {
  maxBatchRows: [1, 10_000],
  maxBatchBytes: [1, Infinity],
  maxBatchDelayMs: [0, 3_600_000],
  maxQueueRows: [1, Infinity],
  maxQueueBytes: [1, Infinity],
  maxParallelRuns: [1, 1_000],
  appendTimeoutMs: [1, 3_600_000],
  retryForMs: [0, MAX_RETRY_MS],
  exitFlushMs: [0, 3_600_000],
  healthEveryMs: [10, 86_400_000],
} as const satisfies Partial<Record<keyof WriterSettings, readonly [number, number]>>;

/** Throws a `RangeError` or `TypeError` that names the option. */
export function settle(options: LogWriterOptions): WriterSettings {
  if (typeof (options.port as Partial<LogWriterPort> | undefined)?.append !== 'function') {
    throw new TypeError('LogWriter: port must have append() and close().');
  }
  const numbers: Partial<Record<keyof typeof BOUNDS, number>> = {};
  for (const name of Object.keys(BOUNDS) as (keyof typeof BOUNDS)[]) {
    const [least, most] = BOUNDS[name];
    const value = options[name] ?? WRITER_DEFAULTS[name];
    if (!(value >= least && value <= most)) {
      throw new RangeError(`LogWriter: ${name} must be a number from ${least} to ${most}.`);
    }
    numbers[name] = value;
  }
  const whenFull = options.whenFull ?? WRITER_DEFAULTS.whenFull;
  if (!['block', 'drop-oldest', 'drop-newest'].includes(whenFull)) {
    throw new TypeError('LogWriter: whenFull must be block, drop-oldest or drop-newest.');
  }
  const backoff = options.backoff ?? WRITER_DEFAULTS.backoff;
  return { ...WRITER_DEFAULTS, ...numbers, whenFull, backoff };
}
