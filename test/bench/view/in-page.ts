/** What the page offers to the process that measures: one object on the window, with one call for each column. */
import { RowMaker, type BenchRow } from './bench-row.js';
import { LIST_HEIGHT_PX, type Candidate } from './candidate.js';
import { runFling, type FlingFigures } from './fling.js';
import { afterEachFrame, newestShown } from './frame-watch.js';
import { runLoad, type LoadFigures } from './load.js';

/** Rows are the same for all candidates, and in every run. */
const SEED = 20_260_101;
/** Frames that a viewer gets to settle before it is measured. */
const SETTLE_FRAMES = 30;

/** How long the last of all rows is waited for, in ms: the slowest peer takes a tenth of it. */
const PATIENCE_MS = 60_000;

export interface InPageBench {
  /** Makes rows, so that making them is in no figure. */
  prepare(count: number): void;
  /** Hands over what was prepared in one call; ms from the call to the last row's text in the DOM. */
  bulk(): Promise<number>;
  /** Hands over what was prepared bit by bit. */
  load(load: { readonly rate: number; readonly seconds: number }): Promise<LoadFigures>;
  fling(seconds: number): Promise<FlingFigures>;
  /** Waits until the viewer has nothing left to do. */
  settle(): Promise<void>;
}

export async function startBench(candidate: Candidate): Promise<void> {
  const box = document.createElement('div');
  box.style.blockSize = `${LIST_HEIGHT_PX}px`;
  document.body.append(box);
  await candidate.mount(box);
  const bench = createBench(candidate);
  await bench.settle();
  Object.assign(window, { bench });
}

function createBench(candidate: Candidate): InPageBench {
  const maker = new RowMaker(SEED);
  let prepared: BenchRow[] = [];
  const take = (): BenchRow[] => {
    const rows = prepared;
    prepared = [];
    return rows;
  };
  return {
    prepare: (count) => {
      prepared = maker.make(count);
    },
    bulk: async () => {
      const rows = take();
      const startMs = performance.now();
      candidate.append(rows);
      while (newestShown(candidate) < maker.made) {
        if (performance.now() > startMs + PATIENCE_MS) throw new Error('The last row never came.');
        await whenIdle();
      }
      return performance.now() - startMs;
    },
    load: (load) => runLoad(candidate, take(), load),
    fling: (seconds) => runFling(candidate, seconds),
    settle: () =>
      new Promise((resolve) => {
        let left = SETTLE_FRAMES;
        afterEachFrame(() => {
          left -= 1;
          if (left === 0) resolve();
          return left > 0;
        });
      }),
  };
}

/** The page has nothing else to do: looking must not delay what is looked for. */
function whenIdle(): Promise<void> {
  return scheduler.postTask(() => undefined, { priority: 'background' });
}

interface Scheduler {
  postTask(task: () => void, options: { readonly priority: 'background' }): Promise<void>;
}
declare const scheduler: Scheduler;
