/** Tries schedules in as many processes as there are processors; the first failure ends it for all. */
import { fork, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { SeriesOrder, SeriesReport } from './series-child.js';

/** What came of it. */
export interface Outcome {
  readonly schedules: number;
  readonly virtualMs: number;
  readonly requests: number;
  readonly failure: { readonly seed: number; readonly rule: string; readonly text: string } | null;
}

/** What to try. */
export interface Trial {
  /** The first seed; the others count up from it. */
  readonly seed: number;
  readonly schedules: number;
  /** Default: one a processor. */
  readonly processes?: number;
  /** Makes a failure small. Default: true. */
  readonly shrinks?: boolean;
  /** Told now and then how many have been tried. */
  readonly onProgress?: (done: number) => void;
}

const CHILD = fileURLToPath(new URL('./series-child.ts', import.meta.url));

/** Tries them. */
export async function tryInProcesses(trial: Trial): Promise<Outcome> {
  const { seed, schedules, shrinks = true, onProgress = () => undefined } = trial;
  const width = Math.max(1, Math.min(trial.processes ?? availableParallelism(), schedules));
  const done = new Array<number>(width).fill(0);
  const children: ChildProcess[] = [];
  let outcome: Outcome = { schedules: 0, virtualMs: 0, requests: 0, failure: null };
  const take = (place: number, report: SeriesReport): void => {
    if (report.kind === 'progress') {
      done[place] = report.done;
      onProgress(done.reduce((sum, each) => sum + each, 0));
      return;
    }
    outcome = add(outcome, report);
    if (report.failure !== null) for (const child of children) child.kill();
  };
  const runs = done.map((_, place) => {
    const count = Math.ceil((schedules - place) / width);
    const order: SeriesOrder = { seeds: { from: seed + place, count, stride: width }, shrinks };
    const child = fork(CHILD, { execArgv: ['--import', 'tsx'] });
    children.push(child);
    child.on('message', (report: SeriesReport) => take(place, report));
    child.send(order);
    return exitOf(child);
  });
  await Promise.all(runs);
  return outcome;
}

function exitOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', () => resolve());
  });
}

function add(outcome: Outcome, report: Extract<SeriesReport, { kind: 'end' }>): Outcome {
  return {
    schedules: outcome.schedules + report.schedules,
    virtualMs: outcome.virtualMs + report.virtualMs,
    requests: outcome.requests + report.requests,
    failure: outcome.failure ?? report.failure,
  };
}
