/**
 * Runs one taking at a time, and knows how far it is: it is started, waits, is ended with what there is, or canceled.
 */
import type { StreamController } from './controllers/stream-controller.js';
import type { Redactor } from './core/redactor.js';
import { takeRows, type TakingJobResult } from './log-stream-taking-job.js';
import type { TakingRequest, TakingRows } from './log-stream-taking-rows.js';
import { yieldTask } from './search/yield-task.js';
import type { LogPlaces } from './source/log-source.js';
import { SYSTEM_CLOCK } from './source/system-clock.js';
import type { RowWriter } from './view/row-writer.js';
import type { LogStreamStrings } from './view/strings.js';
import type { TakingProgress } from './view/taking-panel.js';

/** What a taking is made of. */
export interface TakingInput {
  readonly request: TakingRequest;
  readonly writer: RowWriter;
  readonly redactor: Redactor;
  readonly strings: LogStreamStrings;
  /** Whether it can be ended with what there is. */
  readonly canSave: boolean;
  readonly onText: (text: string) => void;
}

interface Job {
  readonly stop: AbortController;
  readonly total: number;
  readonly canSave: boolean;
  /** The run that it is about. */
  readonly runId: string | undefined;
  readonly places: LogPlaces | null;
  done: number;
  isWaiting: boolean;
  /** Nothing of it is wanted any more. */
  isCanceled: boolean;
}

/** Runs takings. */
export class TakingRunner {
  readonly #rows: TakingRows;
  readonly #stream: StreamController;
  readonly #runId: () => string | undefined;
  readonly #onChange: () => void;
  #job: Job | null = null;

  constructor(
    rows: TakingRows,
    stream: StreamController,
    runId: () => string | undefined,
    onChange: () => void,
  ) {
    this.#rows = rows;
    this.#stream = stream;
    this.#runId = runId;
    this.#onChange = onChange;
  }

  /** How far it is; `null` while nothing is taken. */
  get progress(): TakingProgress | null {
    const job = this.#job;
    if (job === null) return null;
    const { done, total, canSave, isWaiting } = job;
    const needsSession = this.#stream.state === 'auth-required';
    return {
      done,
      total,
      canSave,
      waitsFor: needsSession ? 'session' : isWaiting ? 'server' : null,
    };
  }

  /** Takes rows; `null` when it was canceled, or rows were being taken already. */
  async run(input: TakingInput): Promise<TakingJobResult | null> {
    if (this.#job !== null) return null;
    const { ranges, marks } = input.request;
    const job: Job = {
      stop: new AbortController(),
      total: ranges.reduce((sum, [from, to]) => sum + Math.floor(to) - Math.ceil(from) + 1, 0),
      canSave: input.canSave,
      runId: this.#runId(),
      places: this.#stream.places,
      done: 0,
      isWaiting: false,
      isCanceled: false,
    };
    const change = (what: Partial<Pick<Job, 'done' | 'isWaiting'>>): void => {
      Object.assign(job, what);
      this.#onChange();
    };
    this.#job = job;
    this.#onChange();
    try {
      const result = await takeRows({
        ...input,
        ranges,
        marks,
        passes: await this.#rows.filterFor(input.request),
        ports: {
          held: () => this.#rows.held(),
          places: () => this.#stream.places,
          clock: SYSTEM_CLOCK,
          random: Math.random,
          onWaiting: (isWaiting) => change({ isWaiting }),
        },
        onProgress: (done) => change({ done }),
        yieldTo: yieldTask,
        stop: job.stop.signal,
      });
      return job.isCanceled ? null : result;
    } finally {
      this.#job = null;
      this.#onChange();
    }
  }

  /** Ends it with what has been read. */
  stop(): void {
    this.#job?.stop.abort();
  }

  /** Drops it; false if there was none. */
  cancel(): boolean {
    const job = this.#job;
    if (job === null) return false;
    job.isCanceled = true;
    job.stop.abort();
    return true;
  }

  /** Another run was opened: drops what is about the one before. */
  cancelForOtherRun(): void {
    const job = this.#job;
    if (job?.runId !== this.#runId() || job?.places !== this.#stream.places) this.cancel();
  }
}
