/**
 * One worker: it writes the rows of one run at a settable rate until it is stopped. It knows nothing of statuses or
 * of other runs; that is `simulator.ts`.
 */
import type postgres from 'postgres';
import type { RowGenerator } from './row-generator.js';
import { writeRows, type CommittedRows } from './row-writer.js';

/** Rates that can be set, in rows a second. */
export const MIN_RATE = 1;
export const MAX_RATE = 2000;

/** Up to this rate each row is a statement of its own, so that it shows as soon as it happens. */
const SINGLE_ROW_MAX_RATE = 20;
/** How long a busy worker collects rows before it writes them, in ms: real ones flush somewhere in this range. */
const FLUSH_MIN_MS = 50;
const FLUSH_MAX_MS = 250;
/** Rows owed at most, in seconds of the rate: a database that was slow is not punished with one huge statement. */
const MAX_DEBT_SECONDS = 1;
/** How long to wait after a failed write, in ms: long enough not to hammer a database that is away. */
const RETRY_MS = 1000;

/** What a worker needs. */
export interface RunWorkerOptions {
  readonly sql: postgres.Sql;
  readonly runId: string;
  readonly rows: RowGenerator;
  readonly rate: number;
  /** Called after each commit. */
  readonly onCommitted: (written: CommittedRows) => void;
  /** Called when a write failed; the rows are lost to the run, as they would be with a worker that died. */
  readonly onFailed: (error: unknown) => void;
}

/** The rate nearest to `rate` that can be set. */
export function clampRate(rate: number): number {
  return Number.isFinite(rate) ? Math.min(MAX_RATE, Math.max(MIN_RATE, rate)) : MIN_RATE;
}

export class RunWorker {
  readonly #options: RunWorkerOptions;
  #rate: number;
  #owed = 0;
  #lastTickMs = performance.now();
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(options: RunWorkerOptions) {
    this.#options = options;
    this.#rate = clampRate(options.rate);
    this.#schedule();
  }

  get rate(): number {
    return this.#rate;
  }

  setRate(rate: number): void {
    this.#rate = clampRate(rate);
    // A slow worker would otherwise sleep out its old interval first.
    if (this.#timer !== undefined) {
      clearTimeout(this.#timer);
      this.#schedule();
    }
  }

  /** Stops, and resolves once the statement that may be under way is committed. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#writing;
  }

  #schedule(delayMs = this.#pauseMs()): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#writing = this.#tick();
    }, delayMs);
  }

  #pauseMs(): number {
    if (this.#rate > SINGLE_ROW_MAX_RATE) {
      return FLUSH_MIN_MS + Math.random() * (FLUSH_MAX_MS - FLUSH_MIN_MS);
    }
    const sinceLastMs = performance.now() - this.#lastTickMs;
    return Math.max(0, ((1 - this.#owed) / this.#rate) * 1000 - sinceLastMs);
  }

  async #tick(): Promise<void> {
    const nowMs = performance.now();
    const earned = ((nowMs - this.#lastTickMs) / 1000) * this.#rate;
    this.#owed = Math.min(this.#owed + earned, Math.max(1, this.#rate * MAX_DEBT_SECONDS));
    this.#lastTickMs = nowMs;
    const count = Math.floor(this.#owed + 1e-6);
    this.#owed -= count;
    try {
      await this.#write(count);
    } catch (error) {
      this.#options.onFailed(error);
      if (!this.#isStopped) this.#schedule(RETRY_MS);
      return;
    }
    if (!this.#isStopped) this.#schedule();
  }

  async #write(count: number): Promise<void> {
    const { sql, runId, rows, onCommitted } = this.#options;
    if (count === 0) return;
    if (this.#rate > SINGLE_ROW_MAX_RATE) {
      onCommitted(await writeRows(sql, runId, rows.take(count)));
      return;
    }
    for (let written = 0; written < count; written += 1) {
      onCommitted(await writeRows(sql, runId, [rows.next()]));
    }
  }
}
