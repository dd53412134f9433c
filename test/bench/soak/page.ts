/** The page of the soak: the widget as it is published, over a run without an end, and what it is asked to bear. */
import type { MeshhookLogStreamElement } from '../../../src/element.js';
import { afterEachFrame } from '../view/frame-watch.js';
import { SoakLog } from './soak-log.js';

/** The file that is published, beside the page. */
const BUNDLE = '/meshhook-log-stream.js';
/** Far enough from the end that it cannot be taken for the end, in pixels. */
const PARK_PX = 400;
const SETTLE_FRAMES = 4;

/** What became of the row that the reader looks at. */
export interface ParkReport {
  readonly frames: number;
  /** Furthest that it was from where it was left, in pixels, in any frame. */
  readonly worstPx: number;
  /** Frames in which it was not rendered. */
  readonly lostFrames: number;
  /** Rows let go at the start of what is held. */
  readonly letGo: number;
}

export interface InPageSoak {
  start(maxRows: number): Promise<void>;
  /** Writes rows, so many a frame; watches the parked row, if there is one. */
  pour(count: number, rowsPerFrame: number): Promise<ParkReport>;
  /** Scrolls up, as a reader does, and remembers the row in the middle; with long lines wrapped or not. */
  park(wrap: boolean): Promise<number>;
  /** Goes back to the end, with lines not wrapped. */
  resume(): Promise<void>;
  /** Goes on until the buffer has just let rows go: held rows vary between two trims, and heaps must be comparable. */
  pourToTrim(rowsPerFrame: number): Promise<void>;
  settle(): Promise<void>;
  lastSeq(): number;
  held(): number;
  parkedIsHeld(): boolean;
}

const log = new SoakLog();
let parked: { readonly seq: number; readonly topPx: number } | null = null;

const tag = (): MeshhookLogStreamElement => {
  const found = document.querySelector('meshhook-log-stream');
  if (found === null) throw new Error('The soak has not been started.');
  return found;
};
const viewport = (): HTMLElement => {
  const found = tag().shadowRoot?.querySelector<HTMLElement>('[part~="viewport"]');
  if (found === undefined || found === null) throw new Error('There is no list yet.');
  return found;
};
const rowElements = (): Element[] => [...viewport().querySelectorAll('[part~="row"]')];
const offsetOf = (row: Element): number =>
  row.getBoundingClientRect().top - viewport().getBoundingClientRect().top;
const seqOf = (row: Element): number => Number(row.id.replace('row-', ''));

const soak: InPageSoak = {
  start: async (maxRows) => {
    await import(/* @vite-ignore */ BUNDLE);
    const element = document.createElement('meshhook-log-stream');
    Object.assign(element, { source: log, runId: 'soak', maxRows });
    element.style.blockSize = '600px';
    document.body.append(element);
    while (element.state !== 'live') await frame();
  },
  pour: (count, rowsPerFrame) =>
    new Promise((resolve) => {
      let left = count;
      let frames = 0;
      let worstPx = 0;
      let lostFrames = 0;
      const firstSeq = heldFrom();
      afterEachFrame(() => {
        frames += 1;
        const movedPx = parkedMove();
        if (movedPx === null) lostFrames += 1;
        else worstPx = Math.max(worstPx, movedPx);
        if (left <= 0) {
          resolve({ frames, worstPx, lostFrames, letGo: heldFrom() - firstSeq });
          return false;
        }
        log.append(Math.min(left, rowsPerFrame));
        left -= rowsPerFrame;
        return true;
      });
    }),
  park: async (wrap) => {
    tag().wrap = wrap;
    await soak.settle();
    viewport().scrollTop -= PARK_PX;
    while (tag().following) await frame();
    await soak.settle();
    const rows = rowElements().filter((row) => offsetOf(row) > 0);
    const row = rows.sort((a, b) => offsetOf(a) - offsetOf(b))[5];
    if (row === undefined) throw new Error('There is no row to look at.');
    parked = { seq: seqOf(row), topPx: offsetOf(row) };
    return parked.seq;
  },
  resume: async () => {
    parked = null;
    tag().wrap = false;
    tag().scrollToEnd();
    while (!tag().following) await frame();
    await soak.settle();
  },
  pourToTrim: async (rowsPerFrame) => {
    for (let before = 0; soak.held() >= before;) {
      before = soak.held();
      log.append(rowsPerFrame);
      await soak.settle();
    }
  },
  settle: async () => {
    for (let left = SETTLE_FRAMES; left > 0; left -= 1) await frame();
  },
  lastSeq: () => log.lastSeq,
  held: () => tag().entries().length,
  parkedIsHeld: () =>
    tag()
      .entries()
      .some(({ seq }) => seq === parked?.seq),
};

const heldFrom = (): number => tag().entries()[0]?.seq ?? 0;

/** How far the parked row is from where it was left; `null` if it is not rendered. */
function parkedMove(): number | null {
  if (parked === null) return 0;
  const { seq, topPx } = parked;
  const row = rowElements().find((candidate) => seqOf(candidate) === seq);
  return row === undefined ? null : Math.abs(offsetOf(row) - topPx);
}

function frame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

Object.assign(window, { bench: soak });
