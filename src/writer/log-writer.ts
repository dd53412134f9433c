/**
 * The writer: takes rows from a worker, at once and without waiting, and sees to it that they get into the table, in
 * order, once each. This file is its outside; order is `run-queue.ts`, sending `run-sender.ts`, room `queue-room.ts`.
 */
import type { Clock } from '../core/clock.js';
import { ErrorDesk } from './error-desk.js';
import { onProcessEnd } from './exit-hook.js';
import { QueueRoom } from './queue-room.js';
import { runLogger, type RunLogger, type RunLoggerContext } from './run-logger.js';
import { RunQueue, type Batch } from './run-queue.js';
import { RunSender } from './run-sender.js';
import { storableEntry, type WriterEntry } from './storable-entry.js';
import { HOLDING_CLOCK, IDLE_CLOCK } from './writer-clock.js';
import { settle, type LogWriterOptions, type WriterSettings } from './writer-options.js';
import { newCounts, type LogWriterStats } from './writer-stats.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What a flush came to. */
export interface FlushResult {
  /** Rows that were there at the call and are not acknowledged. 0 unless the time ran out. */
  readonly left: number;
}

export interface FlushOptions {
  /** How long to try, in milliseconds. */
  readonly timeoutMs?: number;
}

/** Writes rows of any number of runs. Make one for each process, and close it last. */
export class LogWriter {
  readonly #settings: WriterSettings;
  readonly #options: LogWriterOptions;
  /** For what may be cut short, since the end of the process flushes; and for what is waited for. */
  readonly #idleClock: Clock;
  readonly #clock: Clock;
  readonly #room: QueueRoom;
  readonly #desk: ErrorDesk;
  readonly #sender: RunSender;
  readonly #queues = new Map<string, RunQueue>();
  readonly #counts = newCounts();
  readonly #forgetProcess: () => void;
  #cancelHealth: () => void = () => undefined;
  #closing: Promise<FlushResult> | null = null;

  /** Opens nothing. Throws a `TypeError` or `RangeError` when an option is wrong. */
  constructor(options: LogWriterOptions) {
    this.#settings = settle(options);
    this.#options = options;
    const hasHook = options.exitHook ?? true;
    this.#clock = options.clock ?? HOLDING_CLOCK;
    this.#idleClock = options.clock ?? (hasHook ? IDLE_CLOCK : HOLDING_CLOCK);
    this.#room = new QueueRoom(this.#settings);
    this.#desk = new ErrorDesk(options.onError, options.clock ?? IDLE_CLOCK);
    this.#sender = new RunSender({
      port: options.port,
      settings: this.#settings,
      clock: this.#idleClock,
      random: options.random ?? Math.random,
      desk: this.#desk,
      counts: this.#counts,
      onLeft: (queue, batch) => {
        this.#handleLeft(queue, batch);
      },
    });
    this.#forgetProcess = hasHook ? this.#watchProcess() : () => undefined;
    if (options.onHealth !== undefined) this.#beatHealth();
  }

  /**
   * Takes a row. Never throws, never waits.
   *
   * @returns whether there is room for another; if not, await {@link ready} before the next, or it may be dropped
   */
  write(runId: string, entry: WriterEntry): boolean {
    this.#counts.written += 1;
    if (this.#closing !== null) return this.#drop('writer-closed');
    if (typeof runId !== 'string' || !UUID.test(runId)) return this.#drop('run-id-invalid');
    const queue = this.#queueOf(runId.toLowerCase());
    const wasFull = !this.#room.hasRoom;
    if (wasFull && !this.#makeRoom(queue)) {
      this.#forgetIfEmpty(queue);
      return this.#drop('queue-full', queue.runId);
    }
    const nowMs = this.#clock.now();
    const storable = storableEntry(entry, nowMs);
    if (storable.isChanged) this.#counts.changed += 1;
    this.#room.take(storable.bytes);
    queue.add(storable, nowMs);
    this.#sender.consider(queue);
    if (this.#room.hasRoom) return true;
    if (!wasFull) this.#sendAll();
    return false;
  }

  /** Waits for room, then takes the row. Never rejects; a row that still waits when the writer closes is dropped. */
  async writeWhenReady(runId: string, entry: WriterEntry): Promise<void> {
    while (!this.#room.hasRoom && this.#closing === null) await this.ready();
    this.write(runId, entry);
  }

  /** Resolves when there is room: at once, or when half of the queue has left. Also when the writer closes. */
  async ready(): Promise<void> {
    // Held, or a worker that waits here and has nothing else to do would be taken for one that has come to its end.
    if (!this.#room.hasRoom) await this.#within(Infinity, this.#room.ready());
  }

  /** A logger in the shape of `console` for one run. */
  logger(runId: string, context: RunLoggerContext = {}): RunLogger {
    return runLogger((entry) => this.write(runId, entry), context);
  }

  /** Sends what is queued without waiting for company; resolves when it is stored, or given up, or time is out. */
  async flush({ timeoutMs = Infinity }: FlushOptions = {}): Promise<FlushResult> {
    const drains: Promise<void>[] = [];
    for (const queue of [...this.#queues.values()]) {
      drains.push(queue.drained());
      this.#sender.hurry(queue);
    }
    await this.#within(timeoutMs, Promise.all(drains));
    this.#desk.flush();
    return { left: this.#room.rows };
  }

  /**
   * Flushes for at most `timeoutMs` (default 10,000), then closes the port and lets go of everything. Rows that are left
   * are told as `rows-left`. A second call gives the first one's result.
   */
  close({ timeoutMs = 10_000 }: FlushOptions = {}): Promise<FlushResult> {
    this.#closing ??= this.#close(timeoutMs);
    return this.#closing;
  }

  /** What has been counted, and what is held now. */
  stats(): LogWriterStats {
    let oldestMs = Infinity;
    for (const { oldest } of this.#queues.values()) {
      oldestMs = Math.min(oldestMs, oldest?.queuedAtMs ?? Infinity);
    }
    return {
      ...this.#counts,
      queuedRows: this.#room.rows,
      queuedBytes: this.#room.bytes,
      queuedRuns: this.#queues.size,
      sending: this.#sender.sending,
      oldestQueuedMs: oldestMs === Infinity ? 0 : Math.max(0, this.#clock.now() - oldestMs),
      retrying: this.#sender.isRetrying,
    };
  }

  async #close(timeoutMs: number): Promise<FlushResult> {
    const { left } = await this.flush({ timeoutMs });
    this.#sender.stop();
    this.#cancelHealth();
    this.#forgetProcess();
    this.#tellLeft();
    this.#desk.flush();
    this.#room.close();
    try {
      await this.#within(this.#settings.exitFlushMs, this.#options.port.close());
    } catch {
      // All that could be stored is; whatever the port had open is the host's to look after.
    }
    return { left };
  }

  /** The run's queue; made if need be, forgotten when its last row has left. */
  #queueOf(runId: string): RunQueue {
    let queue = this.#queues.get(runId);
    if (queue === undefined) {
      queue = new RunQueue(runId, this.#settings, () => crypto.randomUUID());
      this.#queues.set(runId, queue);
    }
    return queue;
  }

  /** Drops the oldest row that waits, of this run if it has one, so that a chatty run pushes out its own rows. */
  #makeRoom(queue: RunQueue): boolean {
    if (this.#settings.whenFull !== 'drop-oldest') return false;
    while (!this.#room.hasRoom) {
      const from = queue.waitingSinceMs === undefined ? this.#longestWaiting() : queue;
      const dropped = from?.dropOldest();
      if (from === undefined || dropped === undefined) return false;
      if (from !== queue) this.#forgetIfEmpty(from);
      this.#room.free(1, dropped.bytes);
      this.#drop('queue-full', from.runId);
    }
    return true;
  }

  /** The queue is full: to wait for company would be to wait for rows that cannot come. */
  #sendAll(): void {
    for (const queue of [...this.#queues.values()]) {
      if (queue.waitingSinceMs === undefined) continue;
      queue.makeUrgent();
      this.#sender.consider(queue);
    }
  }

  #longestWaiting(): RunQueue | undefined {
    let found: RunQueue | undefined;
    for (const queue of this.#queues.values()) {
      const sinceMs = queue.waitingSinceMs;
      if (sinceMs !== undefined && sinceMs < (found?.waitingSinceMs ?? Infinity)) found = queue;
    }
    return found;
  }

  #drop(code: 'writer-closed' | 'run-id-invalid' | 'queue-full', runId?: string): false {
    this.#counts.dropped += 1;
    this.#desk.tellOften(code, { rows: 1, ...(runId === undefined ? {} : { runId }) });
    return false;
  }

  #handleLeft(queue: RunQueue, batch: Batch): void {
    this.#forgetIfEmpty(queue);
    let bytes = 0;
    for (const entry of batch.entries) bytes += entry.bytes;
    this.#room.free(batch.entries.length, bytes);
  }

  #forgetIfEmpty(queue: RunQueue): void {
    if (queue.rows === 0) this.#queues.delete(queue.runId);
  }

  #watchProcess(): () => void {
    return onProcessEnd({
      flush: async () => {
        await this.flush({ timeoutMs: this.#settings.exitFlushMs });
      },
      left: () => this.#room.rows,
      tellLeft: () => {
        this.#tellLeft();
      },
    });
  }

  #tellLeft(): void {
    if (this.#room.rows > 0) this.#desk.tell('rows-left', { rows: this.#room.rows });
  }

  #beatHealth(): void {
    const clock = this.#options.clock ?? IDLE_CLOCK;
    this.#cancelHealth = clock.after(this.#settings.healthEveryMs, () => {
      this.#beatHealth();
      try {
        this.#options.onHealth?.(this.stats());
      } catch {
        // What a host does with figures must not stop its rows.
      }
    });
  }

  /** Resolves with the work, or when the time is out; and keeps the process alive until then. */
  async #within(timeoutMs: number, work: Promise<unknown>): Promise<void> {
    let cancel: (() => void) | undefined;
    // Timers hold at most 2^31 - 1 ms, which nobody waits for.
    const limitMs = Math.min(timeoutMs, 2 ** 31 - 1);
    const timeIsOut = new Promise<void>((resolve) => {
      cancel = this.#clock.after(limitMs, resolve);
    });
    await Promise.race([work, timeIsOut]);
    cancel?.();
  }
}

/** The same as `new LogWriter(options)`. */
export function createLogWriter(options: LogWriterOptions): LogWriter {
  return new LogWriter(options);
}
