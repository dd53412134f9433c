/**
 * One of several processes that try schedules, started by try-in-processes.ts. A process of its own is also what makes
 * them fast: the test runner follows every promise of the process that it runs in, and the model makes millions.
 */
import { describeFailure, trySchedules, type Seeds } from './try-schedules.js';

/** What a process is given. */
export interface SeriesOrder {
  readonly seeds: Seeds;
  readonly shrinks: boolean;
}

/** What it says: how far it is, and in the end what came of it. */
export type SeriesReport =
  | { readonly kind: 'progress'; readonly done: number }
  | {
      readonly kind: 'end';
      readonly schedules: number;
      readonly virtualMs: number;
      readonly requests: number;
      readonly failure: { seed: number; rule: string; text: string } | null;
    };

/** Schedules between two words of progress. */
const PROGRESS_EVERY = 250;

const say = (report: SeriesReport): void => void process.send?.(report);

process.once('message', (order: SeriesOrder) => void run(order));

async function run({ seeds, shrinks }: SeriesOrder): Promise<void> {
  const { failure, ...totals } = await trySchedules(seeds, {
    shrinks,
    onEach: (done) => {
      if (done % PROGRESS_EVERY === 0) say({ kind: 'progress', done });
    },
  });
  const told =
    failure === null
      ? null
      : { seed: failure.seed, rule: failure.broken.rule, text: describeFailure(failure) };
  say({ kind: 'end', ...totals, failure: told });
  process.disconnect();
}
