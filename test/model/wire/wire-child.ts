/** Runs schedules over the whole path, bundled, in a process whose time is virtual; started by wire.test.ts. */
import { BrokenPromise } from '../broken-promise.js';
import {
  checkListenerGrowth,
  checkSpread,
  findsDeadSocket,
  rejoinsWithNewestToken,
} from './wire-facts.js';
import { keepsWirePromises } from './keeps-wire-promises.js';
import { drawWireSchedule, type WireSchedule } from './wire-schedule.js';

/** What the child is asked: a series of schedules, or one of the facts. */
export type WireOrder =
  | { readonly kind: 'series'; readonly from: number; readonly count: number }
  | { readonly kind: 'fact'; readonly name: keyof typeof FACTS };

/** What it answers: how many it ran, and what went wrong. */
export interface WireReport {
  readonly schedules: number;
  readonly failure: string | null;
}

const FACTS = { checkListenerGrowth, checkSpread, findsDeadSocket, rejoinsWithNewestToken };

process.once('message', (order: WireOrder) => void answer(order));

async function answer(order: WireOrder): Promise<void> {
  const report =
    order.kind === 'series' ? await runSeries(order.from, order.count) : await runFact(order.name);
  process.send?.(report);
  process.disconnect();
}

async function runFact(name: keyof typeof FACTS): Promise<WireReport> {
  const broken = await outcomeOf(FACTS[name]);
  return { schedules: 1, failure: broken?.message ?? null };
}

async function runSeries(from: number, count: number): Promise<WireReport> {
  for (let done = 0; done < count; done += 1) {
    const schedule = drawWireSchedule(from + done);
    const broken = await outcomeOf(() => keepsWirePromises(schedule));
    if (broken === null) continue;
    const small = await dropSteps(schedule, broken);
    const text = `SEED=${from + done} SCHEDULES=1 breaks a promise: ${broken.message}\n${print(small)}`;
    return { schedules: done + 1, failure: text };
  }
  return { schedules: count, failure: null };
}

/** The schedule without the steps that it does not need. */
async function dropSteps(schedule: WireSchedule, broken: BrokenPromise): Promise<WireSchedule> {
  let best = schedule;
  for (let at = best.steps.length - 1; at >= 0; at -= 1) {
    const shorter = { ...best, steps: best.steps.toSpliced(at, 1) };
    const again = await outcomeOf(() => keepsWirePromises(shorter));
    if (again?.rule === broken.rule) best = shorter;
  }
  return best;
}

async function outcomeOf(run: () => Promise<void>): Promise<BrokenPromise | null> {
  try {
    await run();
    return null;
  } catch (error) {
    if (error instanceof BrokenPromise) return error;
    throw error;
  }
}

function print({ steps, ...rest }: WireSchedule): string {
  return [JSON.stringify(rest), ...steps.map((step) => `  ${JSON.stringify(step)}`)].join('\n');
}
