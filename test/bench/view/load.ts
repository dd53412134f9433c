/**
 * Rows at a steady rate, and what becomes of the page's frames meanwhile. They fall due on a worker's clock, as those of
 * a socket do: a page that is busy finds them waiting, and the waiting counts.
 */
import type { BenchRow } from './bench-row.js';
import type { Candidate } from './candidate.js';
import { afterEachFrame, newestShown } from './frame-watch.js';

/** The figures of one load. */
export interface LoadFigures {
  /** Frames a second. */
  readonly fps: number;
  /** From the moment a row fell due to the end of the first frame that showed it or a later one; ms, Infinity for never. */
  readonly paintP50Ms: number;
  readonly paintP95Ms: number;
  /** The longest task of the page's thread in ms, 0 if none reached the browser's threshold of 50. */
  readonly longestTaskMs: number;
  readonly longTasks: number;
  /** All frames that there were, the warm-up's too. */
  readonly frames: number;
}

/** How often the worker hands over what is due, in ms; a socket that brings 100 messages a second. */
const TICK_MS = 10;
/** Not measured at the start, in ms: code is compiled then. */
const WARM_UP_MS = 1500;
/** How long to wait for the last row, in ms. What is not on the screen by then counts as never shown. */
const PATIENCE_MS = 5000;

/** Rows that were handed over together. */
interface Push {
  readonly last: number;
  readonly count: number;
  readonly dueMs: number;
}

/** Runs one load. `rows` must hold enough for the rate and `seconds`, warm-up included. */
export async function runLoad(
  candidate: Candidate,
  rows: readonly BenchRow[],
  { rate, seconds }: { readonly rate: number; readonly seconds: number },
): Promise<LoadFigures> {
  const measureFromMs = performance.now() + WARM_UP_MS;
  const endMs = measureFromMs + seconds * 1000;
  const longTasks = watchLongTasks();
  const pushes: Push[] = [];
  const sightings: { readonly newest: number; readonly atMs: number }[] = [];
  let frames = 0;
  let measuredFrames = 0;
  const stopTicking = tick((dueMs, elapsedMs) => {
    const from = (pushes.at(-1)?.last ?? (rows[0]?.number ?? 1) - 1) - ((rows[0]?.number ?? 1) - 1);
    const to = Math.min(rows.length, Math.floor((elapsedMs * rate) / 1000));
    if (to <= from) return;
    const batch = rows.slice(from, to);
    pushes.push({ last: batch.at(-1)?.number ?? 0, count: batch.length, dueMs });
    candidate.append(batch);
  });
  await new Promise<void>((resolve) => {
    afterEachFrame((frameStartMs) => {
      const nowMs = performance.now();
      const newest = newestShown(candidate);
      if (newest > (sightings.at(-1)?.newest ?? 0)) sightings.push({ newest, atMs: nowMs });
      frames += 1;
      if (frameStartMs >= measureFromMs && frameStartMs < endMs) measuredFrames += 1;
      if (nowMs >= endMs) stopTicking();
      const isDone = nowMs >= endMs && newest >= (pushes.at(-1)?.last ?? 0);
      if (isDone || nowMs > endMs + PATIENCE_MS) resolve();
      return !isDone && nowMs <= endMs + PATIENCE_MS;
    });
  });
  const tasks = longTasks().filter(({ startTime }) => startTime >= measureFromMs);
  const measured = pushes.filter(({ dueMs }) => dueMs >= measureFromMs);
  return {
    fps: measuredFrames / seconds,
    ...paintTimes(measured, sightings),
    longestTaskMs: Math.max(0, ...tasks.map(({ duration }) => duration)),
    longTasks: tasks.length,
    frames,
  };
}

function paintTimes(
  pushes: readonly Push[],
  sightings: readonly { readonly newest: number; readonly atMs: number }[],
): { readonly paintP50Ms: number; readonly paintP95Ms: number } {
  let next = 0;
  const found: number[] = [];
  for (const { last, count, dueMs } of pushes) {
    while ((sightings[next]?.newest ?? Infinity) < last) next += 1;
    const paintMs = (sightings[next]?.atMs ?? Infinity) - dueMs;
    for (let row = 0; row < count; row += 1) found.push(paintMs);
  }
  found.sort((a, b) => a - b);
  const at = (share: number): number =>
    found[Math.min(found.length - 1, Math.floor(found.length * share))] ?? NaN;
  return { paintP50Ms: at(0.5), paintP95Ms: at(0.95) };
}

/** Starts a worker's clock. Returns what stops it. */
function tick(onTick: (dueMs: number, elapsedMs: number) => void): () => void {
  const code = `const now = () => performance.timeOrigin + performance.now(), start = now();
    setInterval(() => { const at = now(); postMessage([at, at - start]); }, ${TICK_MS});`;
  const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
  worker.onmessage = ({ data }: MessageEvent<readonly [number, number]>) => {
    onTick(data[0] - performance.timeOrigin, data[1]);
  };
  return () => worker.terminate();
}

/** Returns what was seen of tasks that held the page's thread for 50 ms or longer. */
function watchLongTasks(): () => readonly PerformanceEntry[] {
  const seen: PerformanceEntry[] = [];
  const observer = new PerformanceObserver((list) => void seen.push(...list.getEntries()));
  observer.observe({ type: 'longtask' });
  return () => {
    seen.push(...observer.takeRecords());
    observer.disconnect();
    return seen;
  };
}
