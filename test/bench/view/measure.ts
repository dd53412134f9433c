/** One candidate in a browser of its own: every column, each in a fresh page. */
import type { Browser, CDPSession, Page } from 'playwright-core';
import { launchBrowser } from '../../support/browser.js';
import type { CandidatePages } from './candidate-pages.js';
import type { FlingFigures } from './fling.js';
import type { InPageBench } from './in-page.js';
import type { LoadFigures } from './load.js';

/** Rows that are there at once in the bulk columns. */
export const BULK_ROWS = 100_000;
/** Seconds in each direction of the fling. */
const FLING_SECONDS = 4;
/** Rows beyond rate × seconds, as a number of seconds: the warm-up, and frames that come late. */
const SPARE_SECONDS = 3;

/** The columns that are loads: rows a second, and whether 100,000 rows are there already. */
export const LOADS = [
  { name: '1k', rate: 1000, isOnTop: false },
  { name: '5k', rate: 5000, isOnTop: false },
  { name: '1k-on-100k', rate: 1000, isOnTop: true },
] as const;
/** What only the widget is asked to bear. */
export const HARD_LOAD = { name: '20k', rate: 20_000, isOnTop: false } as const;
export type Load = (typeof LOADS)[number] | typeof HARD_LOAD;

/** How the page's thread spent a frame, in ms. */
export interface FrameSplit {
  readonly scriptMs: number;
  readonly styleMs: number;
  readonly layoutMs: number;
  /** Painting, compositing, collecting garbage, and what the browser does besides. */
  readonly restMs: number;
}

export interface Figures {
  readonly bulkMs: number;
  readonly heapMb: number;
  readonly loads: Readonly<Record<string, LoadFigures & { readonly split: FrameSplit }>>;
  readonly fling: (FlingFigures & { readonly split: FrameSplit }) | null;
}

/** Page and protocol session of a fresh context; everything is closed when `use` is done. */
export async function withPage<Result>(
  browser: Browser,
  address: string,
  use: (page: Page, session: CDPSession) => Promise<Result>,
): Promise<Result> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    const errors: Error[] = [];
    page.on('pageerror', (error) => errors.push(error));
    await page.goto(address);
    await page.waitForFunction(() => 'bench' in window);
    const session = await context.newCDPSession(page);
    // The thread's own time: what other processes take meanwhile is not the page's cost.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const result = await use(page, session);
    if (errors[0] !== undefined) throw errors[0];
    return result;
  } finally {
    await context.close();
  }
}

type Method = (...given: never[]) => unknown;

/** How what a page offers is called from here. */
export type PageCall<Offer> = <Name extends keyof Offer & string>(
  name: Name,
  ...given: Offer[Name] extends Method ? Parameters<Offer[Name]> : never
) => Promise<Offer[Name] extends Method ? Awaited<ReturnType<Offer[Name]>> : never>;

/** Calls what a page has put on its window as `bench`. */
export function callPage<Offer>(page: Page): PageCall<Offer> {
  const call = (name: string, ...given: unknown[]): Promise<unknown> =>
    page.evaluate(
      ([called, args]) => {
        const { bench } = window as unknown as {
          bench: Record<string, (...all: unknown[]) => unknown>;
        };
        return bench[called]?.(...args);
      },
      [name, given] as const,
    );
  return call as PageCall<Offer>;
}

const inPage = (page: Page): PageCall<InPageBench> => callPage(page);

/** Frames a second of a page without a viewer. */
export async function measureCeiling(pages: CandidatePages, seconds: number): Promise<number> {
  const browser = await launchBrowser();
  try {
    return await withPage(browser, pages.addressOf('empty'), async (page) => {
      const { fps } = await inPage(page)('load', { rate: 1, seconds });
      return fps;
    });
  } finally {
    await browser.close();
  }
}

/** Everything about one candidate; the widget's own columns for the widget alone. */
export async function measure(
  address: string,
  { seconds, isOurs }: { readonly seconds: number; readonly isOurs: boolean },
): Promise<Figures> {
  const browser = await launchBrowser();
  try {
    const loads: Record<string, LoadFigures & { readonly split: FrameSplit }> = {};
    const bulk = await withPage(browser, address, measureBulk);
    for (const load of isOurs ? [...LOADS, HARD_LOAD] : LOADS) {
      loads[load.name] = await withPage(browser, address, async (page, session) => {
        await prepareLoad(page, session, { ...load, seconds });
        return measureLoad(page, session, { ...load, seconds });
      });
    }
    const fling = isOurs ? await withPage(browser, address, measureFling) : null;
    return { ...bulk, loads, fling };
  } finally {
    await browser.close();
  }
}

/** Brings a fresh page to where a load begins. */
export async function prepareLoad(
  page: Page,
  session: CDPSession,
  { rate, isOnTop, seconds }: Load & { readonly seconds: number },
): Promise<void> {
  if (isOnTop) await fill(page, session);
  await inPage(page)('prepare', rate * (seconds + SPARE_SECONDS));
  await collect(session);
}

/** The load itself. */
export async function measureLoad(
  page: Page,
  session: CDPSession,
  { rate, seconds }: { readonly rate: number; readonly seconds: number },
): Promise<LoadFigures & { readonly split: FrameSplit }> {
  const split = await startSplit(session);
  const figures = await inPage(page)('load', { rate, seconds });
  return { ...figures, split: await split(figures.frames) };
}

async function measureBulk(
  page: Page,
  session: CDPSession,
): Promise<{ readonly bulkMs: number; readonly heapMb: number }> {
  const bulkMs = await fill(page, session);
  return { bulkMs, heapMb: await heapMb(session) };
}

async function measureFling(
  page: Page,
  session: CDPSession,
): Promise<FlingFigures & { readonly split: FrameSplit }> {
  await fill(page, session);
  await collect(session);
  const split = await startSplit(session);
  const figures = await inPage(page)('fling', FLING_SECONDS);
  return { ...figures, split: await split(figures.frames) };
}

/** 100,000 rows at once; ms until the last one is in the DOM. */
async function fill(page: Page, session: CDPSession): Promise<number> {
  await inPage(page)('prepare', BULK_ROWS);
  await collect(session);
  const bulkMs = await inPage(page)('bulk');
  await inPage(page)('settle');
  return bulkMs;
}

/** Twice: the first collection lets go of what the second can free. */
async function collect(session: CDPSession): Promise<void> {
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
}

/** What the page holds after a collection, in MB: scripts' objects, typed arrays and the DOM's own memory. */
export async function heapMb(session: CDPSession): Promise<number> {
  await collect(session);
  const usage = (await session.send('Runtime.getHeapUsage')) as HeapUsage;
  return (
    (usage.usedSize + (usage.backingStorageSize ?? 0) + (usage.embedderHeapUsedSize ?? 0)) / 1e6
  );
}

interface HeapUsage {
  readonly usedSize: number;
  readonly embedderHeapUsedSize?: number;
  readonly backingStorageSize?: number;
}

/** Starts to watch where the thread's time goes; the answer is a mean over so many frames. */
export async function startSplit(
  session: CDPSession,
): Promise<(frames: number) => Promise<FrameSplit>> {
  const read = async (): Promise<Readonly<Record<string, number>>> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
  const before = await read();
  return async (frames) => {
    const after = await read();
    const perFrame = (name: string): number =>
      (((after[name] ?? 0) - (before[name] ?? 0)) * 1000) / Math.max(1, frames);
    const scriptMs = perFrame('ScriptDuration');
    const styleMs = perFrame('RecalcStyleDuration');
    const layoutMs = perFrame('LayoutDuration');
    const restMs = perFrame('TaskDuration') - scriptMs - styleMs - layoutMs;
    return { scriptMs, styleMs, layoutMs, restMs };
  };
}
