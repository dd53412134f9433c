/** Makes a failing schedule small: drops what it does not need, shortens what it waits for, until nothing more goes. */
import type { BrokenPromise } from './broken-promise.js';
import { type Rule } from './broken-promise.js';
import type { Schedule, Step } from './schedule.js';

/** Tries after which a schedule is small enough. */
const TRIES_MAX = 1_000;

/** A schedule that breaks a promise, and which. */
export interface Failure {
  readonly schedule: Schedule;
  readonly broken: BrokenPromise;
}

/** Runs a schedule; the promise that it broke, or `null`. */
export type Try = (schedule: Schedule) => Promise<BrokenPromise | null>;

/** The smallest schedule found that breaks the same promise. */
export async function shrink(failure: Failure, run: Try): Promise<Failure> {
  let best = failure;
  let tries = 0;
  const attempt = async (schedule: Schedule): Promise<boolean> => {
    if (tries >= TRIES_MAX) return false;
    tries += 1;
    const broken = await run(schedule);
    if (broken === null || !isSame(broken.rule, failure.broken.rule)) return false;
    best = { schedule, broken };
    return true;
  };
  for (;;) {
    const before = best;
    await dropSteps(() => best.schedule, attempt);
    await simplifySteps(() => best.schedule, attempt);
    await simplifyWorld(() => best.schedule, attempt);
    if (best === before || tries >= TRIES_MAX) return best;
  }
}

/** A row that is left out may be noticed as a hole or as a lack: it is the same mistake. */
function isSame(rule: Rule, other: Rule): boolean {
  const lack: readonly Rule[] = ['complete', 'late', 'claim'];
  return rule === other || (lack.includes(rule) && lack.includes(other));
}

async function dropSteps(
  get: () => Schedule,
  attempt: (schedule: Schedule) => Promise<boolean>,
): Promise<void> {
  for (let size = get().steps.length >> 1; size >= 1; size = size >> 1) {
    for (let from = 0; from < get().steps.length;) {
      const { steps } = get();
      const left = [...steps.slice(0, from), ...steps.slice(from + size)];
      if (!(await attempt({ ...get(), steps: left }))) from += size;
    }
  }
}

async function simplifySteps(
  get: () => Schedule,
  attempt: (schedule: Schedule) => Promise<boolean>,
): Promise<void> {
  for (let at = 0; at < get().steps.length; at += 1) {
    for (let isSmaller = true; isSmaller;) {
      isSmaller = false;
      const step = get().steps[at];
      if (step === undefined) break;
      for (const simpler of simplerSteps(step)) {
        const steps = get().steps.slice();
        steps[at] = simpler;
        isSmaller = await attempt({ ...get(), steps });
        if (isSmaller) break;
      }
    }
  }
}

async function simplifyWorld(
  get: () => Schedule,
  attempt: (schedule: Schedule) => Promise<boolean>,
): Promise<void> {
  const plain: Partial<Schedule>[] = [
    ...[{ rows: 0 }, { rows: 1 }, { rows: 2 }, { cap: 1_000 }, { askMs: 0 }, { answerMs: 0 }],
    ...[{ messageMs: 1 }, { maxRows: 100_000 }, { hasToken: true }, { polls: false }, { seed: 1 }],
  ];
  for (const change of plain) {
    const [[name, value]] = Object.entries(change) as [[keyof Schedule, unknown]];
    if (get()[name] !== value) await attempt({ ...get(), ...change });
  }
}

/** Optional parts left out, numbers made smaller. */
function simplerSteps(step: Step): Step[] {
  const simpler: Step[] = [];
  for (const [name, value] of Object.entries(step)) {
    if (['statements', 'holdMs', 'rollback', 'ms', 'as', 'lastsMs'].includes(name)) {
      const rest = Object.fromEntries(Object.entries(step).filter(([key]) => key !== name));
      if (step.do !== 'wait' && step.do !== 'sleep') simpler.push(rest as Step);
    }
    if (typeof value !== 'number' || name === 'viewer' || value <= 1) continue;
    for (const smaller of [1, Math.round(value / 2), roundTo(value, 1_000), roundTo(value, 100)]) {
      if (smaller < value && smaller > 0) simpler.push({ ...step, [name]: smaller });
    }
  }
  return simpler;
}

function roundTo(value: number, unit: number): number {
  return Math.floor(value / unit) * unit;
}
