/**
 * A scripted fling through everything: from the end to the start and back. The place is moved between two frames, as the
 * browser's own scrolling moves it, so that a viewer which answers to `scroll` has its chance before the frame is drawn.
 */
import type { Candidate } from './candidate.js';
import { afterEachFrame, isCovered } from './frame-watch.js';

export interface FlingFigures {
  readonly frames: number;
  /** Frames in which a part of the viewport showed no row. */
  readonly blankFrames: number;
  /** Frames a second. */
  readonly fps: number;
  readonly longestTaskMs: number;
}

/** Flings for so many seconds in each direction, fastest in the middle. */
export async function runFling(candidate: Candidate, seconds: number): Promise<FlingFigures> {
  const viewport = candidate.viewport();
  const startMs = performance.now();
  const seen: PerformanceEntry[] = [];
  const observer = new PerformanceObserver((list) => void seen.push(...list.getEntries()));
  observer.observe({ type: 'longtask' });
  let frames = 0;
  let blankFrames = 0;
  await new Promise<void>((resolve) => {
    afterEachFrame(() => {
      if (frames > 0 && !isCovered(candidate)) blankFrames += 1;
      frames += 1;
      const elapsed = (performance.now() - startMs) / 1000 / seconds;
      if (elapsed >= 2) {
        resolve();
        return false;
      }
      const wayPx = viewport.scrollHeight - viewport.clientHeight;
      viewport.scrollTop = Math.round((wayPx * (1 + Math.cos(Math.PI * elapsed))) / 2);
      return true;
    });
  });
  seen.push(...observer.takeRecords());
  observer.disconnect();
  return {
    frames,
    blankFrames,
    fps: frames / ((performance.now() - startMs) / 1000),
    longestTaskMs: Math.max(0, ...seen.map(({ duration }) => duration)),
  };
}
