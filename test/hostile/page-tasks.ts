/**
 * How long the page's tasks took, by the processor's clock and not by the wall's: other work on the machine makes a
 * task late, and does not make it longer. Stretches are told apart by `performance.mark('begin x')` … `('end x')`.
 */
import type { Browser, Page } from 'playwright-core';

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Times in microseconds; `tdur` is the processor's. */
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** The longest task of the page's main thread in each stretch, in milliseconds of the processor. */
export type LongestTasks = ReadonlyMap<string, number>;

/** Runs `action` while the browser notes its tasks. */
export async function longestTasks(
  browser: Browser,
  page: Page,
  action: () => Promise<void>,
): Promise<LongestTasks> {
  const categories = ['toplevel', 'blink.user_timing', '__metadata'];
  await browser.startTracing(page, { categories });
  let trace: string;
  try {
    await action();
  } finally {
    trace = (await browser.stopTracing()).toString();
  }
  return readTrace((JSON.parse(trace) as { traceEvents: TraceEvent[] }).traceEvents);
}

function readTrace(events: readonly TraceEvent[]): LongestTasks {
  const mains = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = events.filter(
    ({ name, pid, tid }) => name.endsWith('RunTask') && mains.has(`${pid} ${tid}`),
  );
  const longest = new Map<string, number>();
  for (const begin of events.filter(({ name }) => name.startsWith('begin '))) {
    const stretch = begin.name.slice('begin '.length);
    const end = events.find(({ name }) => name === `end ${stretch}`)?.ts ?? Infinity;
    const within = tasks.filter(({ ts, dur = 0 }) => ts + dur > begin.ts && ts < end);
    if (within.length === 0) throw new Error(`No task was seen in “${stretch}”.`);
    longest.set(stretch, Math.max(...within.map(({ tdur = 0 }) => tdur)) / 1000);
  }
  return longest;
}
