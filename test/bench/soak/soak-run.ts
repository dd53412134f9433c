/**
 * A long run through a short buffer, in a real browser: what the page holds, how many row elements there are, and
 * whether a reader who stays at a row is moved. It measures; what is right is said by whoever calls it.
 */
import type { CDPSession } from 'playwright-core';
import { launchBrowser } from '../../support/browser.js';
import { openCandidatePages } from '../view/candidate-pages.js';
import { callPage, heapMb, withPage } from '../view/measure.js';
import type { InPageSoak, ParkReport } from './page.js';

/** Of each stretch as long as the buffer, the share that a reader stays put for: the row stays held that long. */
const PARKED_SHARE = 0.8;

export interface SoakOptions {
  /** Rows altogether. */
  readonly rows: number;
  readonly buffer: number;
  readonly rowsPerFrame: number;
  /** Hears of each checkpoint as it comes. */
  readonly onCheckpoint?: (checkpoint: Checkpoint) => void;
}

/** What there was after so many rows, following and at rest, right after a trim. */
export interface Checkpoint {
  readonly seq: number;
  readonly held: number;
  readonly heapMb: number;
  /** Row elements that exist, in the document or not. */
  readonly rowElements: number;
}

export interface SoakReport {
  readonly checkpoints: readonly Checkpoint[];
  /** The parked reader, over all stretches; in every other one lines are wrapped. */
  readonly parked: ParkReport;
  /** A reader who stays for half a buffer longer than the buffer would hold the row. */
  readonly stayed: ParkReport & { readonly isHeld: boolean };
}

/** Runs it in a browser of its own. */
export async function runSoak(options: SoakOptions): Promise<SoakReport> {
  const { rows, buffer, rowsPerFrame } = options;
  const pages = await openCandidatePages({ names: ['soak'], peersFolder: null, isReadable: false });
  const browser = await launchBrowser();
  try {
    return await withPage(browser, pages.addressOf('soak'), async (page, session) => {
      const call = callPage<InPageSoak>(page);
      await call('start', buffer);
      const checkpoints: Checkpoint[] = [];
      const parked: ParkReport[] = [];
      await call('pour', buffer, rowsPerFrame);
      while ((checkpoints.at(-1)?.seq ?? 0) < rows) {
        await call('park', checkpoints.length % 2 === 1);
        parked.push(await call('pour', buffer * PARKED_SHARE, rowsPerFrame));
        await call('resume');
        const next = buffer * (checkpoints.length + 2);
        await call('pour', next - (await call('lastSeq')), rowsPerFrame);
        await call('pourToTrim', rowsPerFrame);
        const checkpoint = {
          seq: await call('lastSeq'),
          held: await call('held'),
          rowElements: await countRowElements(session),
          heapMb: await heapMb(session),
        };
        checkpoints.push(checkpoint);
        options.onCheckpoint?.(checkpoint);
      }
      await call('park', false);
      const stayed = await call('pour', buffer * 1.5, rowsPerFrame);
      const isHeld = await call('parkedIsHeld');
      return { checkpoints, parked: worstOf(parked), stayed: { ...stayed, isHeld } };
    });
  } finally {
    await browser.close();
    await pages.close();
  }
}

function worstOf(reports: readonly ParkReport[]): ParkReport {
  return {
    frames: reports.reduce((sum, { frames }) => sum + frames, 0),
    worstPx: Math.max(...reports.map(({ worstPx }) => worstPx)),
    lostFrames: reports.reduce((sum, { lostFrames }) => sum + lostFrames, 0),
    letGo: reports.reduce((sum, { letGo }) => sum + letGo, 0),
  };
}

/** Counts objects, not nodes of the document: a row element that was taken out and is still held is what leaks. */
async function countRowElements(session: CDPSession): Promise<number> {
  const objectGroup = 'soak';
  const { result: prototype } = await session.send('Runtime.evaluate', {
    expression: 'HTMLElement.prototype',
    objectGroup,
  });
  const { objects } = await session.send('Runtime.queryObjects', {
    prototypeObjectId: prototype.objectId ?? '',
    objectGroup,
  });
  const { result, exceptionDetails } = await session.send('Runtime.callFunctionOn', {
    objectId: objects.objectId ?? '',
    functionDeclaration: IS_ROW,
    returnByValue: true,
  });
  if (exceptionDetails !== undefined) throw new Error(exceptionDetails.text);
  await session.send('Runtime.releaseObjectGroup', { objectGroup });
  return Number(result.value);
}

/** The other prototypes are among what is found, and an element's methods throw on them. */
const IS_ROW = `function () {
  let count = 0;
  for (const element of this) try { if (element.matches('[part~="row"]')) count += 1; } catch {}
  return count;
}`;
