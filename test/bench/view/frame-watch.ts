/**
 * What a frame has shown. A message that is posted from a frame's callback is handled after that frame was drawn, and
 * before anything that came in meanwhile, so that what is laid out at that moment is what the frame showed.
 */
import { numberIn } from './bench-row.js';
import type { Candidate } from './candidate.js';

/** Calls back after each frame with its start, in ms on the page's clock, until the callback returns false. */
export function afterEachFrame(callback: (frameStartMs: number) => boolean): void {
  const channel = new MessageChannel();
  let startMs = 0;
  const request = (): void => {
    requestAnimationFrame(() => {
      startMs = performance.now();
      channel.port2.postMessage(null);
    });
  };
  channel.port1.onmessage = () => {
    if (callback(startMs)) request();
    else channel.port1.close();
  };
  request();
}

/** The highest number of a row that is within the viewport, or 0. */
export function newestShown(candidate: Candidate): number {
  const window = candidate.viewport().getBoundingClientRect();
  let newest = 0;
  for (const element of candidate.rowElements()) {
    const number = numberIn(element.textContent);
    if (number <= newest) continue;
    const box = element.getBoundingClientRect();
    if (box.height > 0 && box.bottom > window.top + 1 && box.top < window.bottom - 1) {
      newest = number;
    }
  }
  return newest;
}

/** Whether the rows with text cover the viewport from edge to edge; a pixel and a half may be missing to borders. */
export function isCovered(candidate: Candidate): boolean {
  const window = candidate.viewport().getBoundingClientRect();
  const boxes: DOMRect[] = [];
  let coveredTo = window.top;
  for (const element of candidate.rowElements()) {
    const box = element.getBoundingClientRect();
    if (box.height === 0 || box.bottom <= window.top || box.top >= window.bottom) continue;
    const number = numberIn(element.textContent);
    if (number > 0) boxes.push(box);
    // Above the first row there is no row to show.
    if (number === 1) coveredTo = Math.max(coveredTo, box.top);
  }
  boxes.sort((a, b) => a.top - b.top);
  for (const box of boxes) {
    if (box.top > coveredTo + 1.5) return false;
    coveredTo = Math.max(coveredTo, box.bottom);
  }
  // A horizontal scroll bar belongs to the viewport's box, and shows no rows.
  return coveredTo >= window.top + candidate.viewport().clientHeight - 1.5;
}
