/**
 * Sends what the queues hold: a batch at a time of each run, so that its order stays, several runs side by side. It
 * sends again what failed, looks for the row to blame in what was refused, and says of every row what became of it.
 */
import { backoffMs } from '../core/backoff.js';
import type { Clock } from '../core/clock.js';
import { judgeFailure, type AppendFailure } from './append-failure.js';
import type { ErrorDesk } from './error-desk.js';
import type { LogWriterPort } from './log-writer-port.js';
import type { Batch, RunQueue } from './run-queue.js';
import type { LogWriterErrorCode } from './writer-error.js';
import type { WriterSettings } from './writer-options.js';
import type { WriterCounts } from './writer-stats.js';

/**
 * Attempts for an answer that we have no opinion on (an internal error, a cancelled statement) before a row of the batch
 * is suspected. Fewer would blame rows for a moment's trouble, more would hold the run up: eight are about a minute.
 */
const UNCLEAR_ATTEMPTS = 8;

/** Where one run stands. */
interface Lane {
  readonly queue: RunQueue;
  state: 'resting' | 'lined-up' | 'sending' | 'backing-off';
  cancelTimer: (() => void) | null;
  /** Attempts for the open batch that failed. */
  failures: number;
  /** Of these, the ones since somebody was last in a hurry: they make the waits longer. */
  slowness: number;
  /** When the first of them began, in milliseconds since 1970. */
  failingSinceMs: number;
}

export interface SenderParts {
  readonly port: LogWriterPort;
  readonly settings: WriterSettings;
  readonly clock: Clock;
  readonly random: () => number;
  readonly desk: ErrorDesk;
  readonly counts: WriterCounts;
  /** Told when the rows of a batch have left, stored or not. */
  readonly onLeft: (queue: RunQueue, batch: Batch) => void;
}

export class RunSender {
  readonly #parts: SenderParts;
  readonly #lanes = new Map<RunQueue, Lane>();
  /** Runs with something to send, first come first served. */
  readonly #line: Lane[] = [];
  readonly #aborts = new Set<AbortController>();
  #isStopped = false;

  constructor(parts: SenderParts) {
    this.#parts = parts;
  }

  /** Batches being sent now. */
  get sending(): number {
    return this.#aborts.size;
  }

  get isRetrying(): boolean {
    for (const { failures } of this.#lanes.values()) if (failures > 0) return true;
    return false;
  }

  /** Looks at a queue that may have something to send. */
  consider(queue: RunQueue): void {
    let lane = this.#lanes.get(queue);
    if (lane === undefined) {
      lane = newLane(queue);
      this.#lanes.set(queue, lane);
    }
    this.#consider(lane);
  }

  /** Makes a run that waits for its next attempt try now. */
  hurry(queue: RunQueue): void {
    const lane = this.#lanes.get(queue);
    if (lane === undefined) return;
    if (lane.state === 'backing-off') {
      this.#rest(lane);
      lane.state = 'resting';
      lane.slowness = 0;
    }
    this.#consider(lane);
  }

  /** Sends nothing any more, and waits for no answer. */
  stop(): void {
    this.#isStopped = true;
    this.#line.length = 0;
    for (const lane of this.#lanes.values()) this.#rest(lane);
    for (const abort of this.#aborts) abort.abort();
  }

  #consider(lane: Lane): void {
    if (this.#isStopped || lane.state !== 'resting') return;
    const { clock } = this.#parts;
    const waitMs = lane.queue.waitMs(clock.now());
    if (waitMs === undefined) {
      this.#rest(lane);
      this.#lanes.delete(lane.queue);
    } else if (waitMs === 0) {
      this.#rest(lane);
      lane.state = 'lined-up';
      this.#line.push(lane);
      this.#sendNext();
    } else {
      lane.cancelTimer ??= clock.after(waitMs, () => {
        lane.cancelTimer = null;
        this.#consider(lane);
      });
    }
  }

  #rest(lane: Lane): void {
    lane.cancelTimer?.();
    lane.cancelTimer = null;
  }

  #sendNext(): void {
    while (this.#aborts.size < this.#parts.settings.maxParallelRuns) {
      const lane = this.#line.shift();
      if (lane === undefined) return;
      void this.#send(lane);
    }
  }

  async #send(lane: Lane): Promise<void> {
    const { clock, counts } = this.#parts;
    const batch = lane.queue.batch();
    // Its rows may have been dropped for want of room while it stood in line.
    if (batch === undefined) {
      lane.state = 'resting';
      this.#consider(lane);
      return;
    }
    lane.state = 'sending';
    if (lane.failures > 0) counts.retried += 1;
    const startedAtMs = clock.now();
    const failure = await this.#append(lane.queue.runId, batch);
    lane.state = 'resting';
    if (failure === null) {
      counts.stored += batch.entries.length;
      counts.batches += 1;
      this.#leave(lane, batch);
    } else if (!this.#isStopped) {
      if (lane.failures === 0) lane.failingSinceMs = startedAtMs;
      lane.failures += 1;
      lane.slowness += 1;
      this.#answer(lane, batch, failure);
    }
    this.#consider(lane);
    this.#sendNext();
  }

  /** One attempt; null if it is stored. Never rejects, and never takes longer than it may. */
  async #append(runId: string, batch: Batch): Promise<AppendFailure | null> {
    const { port, clock, settings } = this.#parts;
    const abort = new AbortController();
    this.#aborts.add(abort);
    let cancelTimer: (() => void) | undefined;
    try {
      const entriesJson = `[${batch.entries.map(({ json }) => json).join(',')}]`;
      const stored = port.append(runId, entriesJson, batch.key, abort.signal);
      const late = new Promise<never>((_resolve, reject) => {
        const giveUp = (code: string): void => {
          reject(Object.assign(new Error('No answer came.'), { code }));
        };
        abort.signal.addEventListener('abort', () => {
          giveUp('ABORTED');
        });
        cancelTimer = clock.after(settings.appendTimeoutMs, () => {
          giveUp('TIMED_OUT');
          abort.abort();
        });
      });
      await Promise.race([stored, late]);
      return null;
    } catch (error) {
      return judgeFailure(error);
    } finally {
      cancelTimer?.();
      this.#aborts.delete(abort);
    }
  }

  #answer(lane: Lane, batch: Batch, failure: AppendFailure): void {
    const { desk, counts, settings, clock } = this.#parts;
    const { runId } = lane.queue;
    const rows = batch.entries.length;
    const isUnclear = failure.kind === 'unclear';
    if (failure.kind === 'batch') {
      this.#giveUp(lane, batch, failure.isUnknownRun ? 'run-unknown' : 'append-refused', failure);
    } else if (failure.kind === 'row' || (isUnclear && lane.failures >= UNCLEAR_ATTEMPTS)) {
      if (lane.queue.split()) {
        counts.split += 1;
        startAnew(lane);
      } else this.#giveUp(lane, batch, 'row-refused', failure);
    } else if (clock.now() - lane.failingSinceMs >= settings.retryForMs) {
      this.#giveUp(lane, batch, 'retries-exhausted', failure);
    } else {
      desk.tellOften('append-retrying', { runId, rows, reason: failure.code });
      this.#backOff(lane, failure.retryAfterMs);
    }
  }

  #backOff(lane: Lane, retryAfterMs: number): void {
    const { clock, random, settings } = this.#parts;
    const { capMs } = settings.backoff;
    const drawnMs = backoffMs(lane.slowness - 1, random(), settings.backoff);
    lane.state = 'backing-off';
    lane.cancelTimer = clock.after(Math.max(drawnMs, Math.min(retryAfterMs, capMs)), () => {
      lane.cancelTimer = null;
      lane.state = 'resting';
      this.#consider(lane);
    });
  }

  #giveUp(lane: Lane, batch: Batch, code: LogWriterErrorCode, failure: AppendFailure): void {
    const { desk, counts } = this.#parts;
    const rows = batch.entries.length;
    counts.dropped += rows;
    this.#leave(lane, batch);
    desk.tell(
      code,
      { runId: lane.queue.runId, rows, reason: failure.code },
      batch.entries.map(({ json }) => json),
    );
  }

  #leave(lane: Lane, batch: Batch): void {
    startAnew(lane);
    lane.queue.settle();
    this.#parts.onLeft(lane.queue, batch);
  }
}

function newLane(queue: RunQueue): Lane {
  const state = 'resting';
  return { queue, state, cancelTimer: null, failures: 0, slowness: 0, failingSinceMs: 0 };
}

/** What comes next is another batch. */
function startAnew(lane: Lane): void {
  lane.failures = 0;
  lane.slowness = 0;
}
