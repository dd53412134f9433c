/** Runs many schedules, one after the other, until one fails or there are no more. */
import { BrokenPromise } from './broken-promise.js';
import { drawSchedule } from './draw-schedule.js';
import { keepsPromises, watchRejections, type Account } from './keeps-promises.js';
import { printSchedule, type Schedule } from './schedule.js';
import { shrink, type Failure } from './shrink.js';

/** What a series came to. */
export interface Series {
  readonly schedules: number;
  readonly virtualMs: number;
  readonly requests: number;
  readonly failure: (Failure & { readonly seed: number }) | null;
}

/** The seeds of a series: `from`, and every `stride`th after it. */
export interface Seeds {
  readonly from: number;
  readonly count: number;
  readonly stride?: number;
}

/** Runs the schedules of these seeds; stops at the first that fails, and makes it small unless told not to. */
export async function trySchedules(
  { from, count, stride = 1 }: Seeds,
  {
    onEach = () => undefined,
    shrinks = true,
  }: { onEach?: (done: number) => void; shrinks?: boolean } = {},
): Promise<Series> {
  watchRejections();
  const total = { virtualMs: 0, requests: 0 };
  for (let done = 0; done < count; done += 1) {
    const seed = from + done * stride;
    const schedule = drawSchedule(seed);
    const outcome = await tryOne(schedule);
    if (outcome instanceof BrokenPromise) {
      const first = { schedule, broken: outcome };
      const small = shrinks ? await shrink(first, tryBroken) : first;
      return { schedules: done + 1, ...total, failure: { ...small, seed } };
    }
    total.virtualMs += outcome.virtualMs;
    total.requests += outcome.requests;
    onEach(done + 1);
  }
  return { schedules: count, ...total, failure: null };
}

/** A failure in words: what broke, how to repeat it, and the schedule as source. */
export function describeFailure(failure: Failure & { readonly seed: number }): string {
  const { seed, broken, schedule } = failure;
  return [
    `seed ${seed} breaks a promise: ${broken.message}`,
    `again: SEED=${seed} SCHEDULES=1; as a test:`,
    printSchedule(schedule),
  ].join('\n');
}

async function tryOne(schedule: Schedule): Promise<Account | BrokenPromise> {
  try {
    return await keepsPromises(schedule);
  } catch (error) {
    if (error instanceof BrokenPromise) return error;
    throw error;
  }
}

async function tryBroken(schedule: Schedule): Promise<BrokenPromise | null> {
  const outcome = await tryOne(schedule);
  return outcome instanceof BrokenPromise ? outcome : null;
}
