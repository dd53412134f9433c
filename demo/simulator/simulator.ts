/**
 * The workers of the demo: starts runs, lets each write at its own rate, and ends them. It writes as MeshHook's
 * workers do, with a database connection that row level security does not apply to.
 */
import type postgres from 'postgres';
import { RowGenerator } from './row-generator.js';
import { writeRows, type CommittedRows } from './row-writer.js';
import { clampRate, RunWorker } from './run-worker.js';

/** A workflow that runs can be started of. */
export interface SeededWorkflow {
  readonly id: string;
  readonly projectId: string;
  readonly projectName: string;
  readonly name: string;
  readonly steps: readonly string[];
}

/** Statuses in which a run is over. */
export type FinalStatus = 'succeeded' | 'failed' | 'canceled';

/** A run that the simulator started. */
export interface SimulatedRun {
  readonly id: string;
  readonly workflow: SeededWorkflow;
  readonly startedAt: string;
  readonly status: 'running' | FinalStatus;
  /** Rows a second; 0 once no worker writes. */
  readonly rate: number;
  readonly lastSeq: number;
}

interface RunState {
  readonly workflow: SeededWorkflow;
  readonly startedAt: string;
  readonly rows: RowGenerator;
  status: 'running' | FinalStatus;
  lastSeq: number;
  worker: RunWorker | undefined;
}

/** Rows of a burst that one statement writes: the size at which the batch writer is near its best rate. */
const BURST_STATEMENT_ROWS = 500;

export class Simulator {
  readonly #sql: postgres.Sql;
  readonly #log: (line: string) => void;
  readonly #runs = new Map<string, RunState>();
  readonly #listeners = new Set<(written: CommittedRows) => void>();
  #nextSeed: number;

  constructor(sql: postgres.Sql, options: { seed?: number; log?: (line: string) => void } = {}) {
    this.#sql = sql;
    this.#nextSeed = options.seed ?? 1;
    this.#log = options.log ?? (() => undefined);
  }

  /** Every run, newest first. */
  runs(): SimulatedRun[] {
    return [...this.#runs].map(([id, run]) => describe(id, run)).reverse();
  }

  run(id: string): SimulatedRun | undefined {
    const run = this.#runs.get(id);
    return run === undefined ? undefined : describe(id, run);
  }

  /** Hears of every commit; returns what stops that. */
  onCommitted(listener: (written: CommittedRows) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Starts a run.
   *
   * @param rate - rows a second; 0 starts it without a worker, for a caller that writes by `burst`
   */
  async start(workflow: SeededWorkflow, rate: number): Promise<SimulatedRun> {
    const [created] = await this.#sql<{ id: string; started_at: Date }[]>`
      insert into public.workflow_runs (project_id, workflow_id, status)
      values (${workflow.projectId}, ${workflow.id}, 'running')
      returning id, started_at`;
    if (created === undefined) throw new Error('The run was not created.');
    const run: RunState = {
      workflow,
      startedAt: created.started_at.toISOString(),
      rows: new RowGenerator({ seed: this.#nextSeed, steps: workflow.steps }),
      status: 'running',
      lastSeq: 0,
      worker: undefined,
    };
    this.#nextSeed += 1;
    this.#runs.set(created.id, run);
    if (rate > 0) this.setRate(created.id, rate);
    return describe(created.id, run);
  }

  /** Rows a second from now on; 0 sends the worker home. */
  setRate(runId: string, rate: number): void {
    const run = this.#running(runId);
    if (rate === 0) {
      void run.worker?.stop();
      run.worker = undefined;
    } else if (run.worker === undefined) {
      run.worker = new RunWorker({
        sql: this.#sql,
        runId,
        rows: run.rows,
        rate: clampRate(rate),
        onCommitted: (written) => this.#committed(run, written),
        onFailed: (error) => this.#log(`A worker could not write: ${String(error)}`),
      });
    } else {
      run.worker.setRate(rate);
    }
  }

  /** Writes `count` rows as fast as the database takes them, next to what the run's worker writes. */
  async burst(runId: string, count: number): Promise<void> {
    const run = this.#running(runId);
    for (let left = count; left > 0; left -= BURST_STATEMENT_ROWS) {
      const rows = run.rows.take(Math.min(left, BURST_STATEMENT_ROWS));
      this.#committed(run, await writeRows(this.#sql, runId, rows));
    }
  }

  /** Ends the run: the last row is written before the status changes, as a well-behaved engine does it. */
  async finish(runId: string, status: FinalStatus): Promise<void> {
    const run = this.#running(runId);
    run.status = status;
    await run.worker?.stop();
    run.worker = undefined;
    const level = { succeeded: 'info', failed: 'error', canceled: 'warn' }[status];
    const message = `run ${status} after ${run.lastSeq} log rows`;
    this.#committed(run, await writeRows(this.#sql, runId, [{ level, message }]));
    await this.#sql`
      update public.workflow_runs set status = ${status}, finished_at = now() where id = ${runId}`;
  }

  /** Sends every worker home; runs stay as they are. */
  async stop(): Promise<void> {
    await Promise.all([...this.#runs.values()].map(async (run) => run.worker?.stop()));
  }

  #running(runId: string): RunState {
    const run = this.#runs.get(runId);
    if (run === undefined) throw new RangeError('No such run.');
    if (run.status !== 'running') throw new RangeError(`The run has ${run.status} already.`);
    return run;
  }

  #committed(run: RunState, written: CommittedRows): void {
    run.lastSeq = Math.max(run.lastSeq, written.lastSeq);
    for (const listener of this.#listeners) listener(written);
  }
}

function describe(id: string, run: RunState): SimulatedRun {
  const { workflow, startedAt, status, lastSeq, worker } = run;
  return { id, workflow, startedAt, status, lastSeq, rate: worker?.rate ?? 0 };
}
