/**
 * A moment that stands still, so that two pictures of a story are the same: with `moment=fixed` in the address of the
 * story's frame it is always the same time of the same day, nothing streams, and no timer of a second or more comes due,
 * such as those that take messages away. It also knows when everything that was begun is done. Without it: nothing.
 */

/** Shortly after the first rows of most stories. */
const FIXED_MS = Date.parse('2026-03-02T09:15:30.000Z');
/** Timers from this delay on belong to the passing of time, which stands still, in milliseconds. */
const LONG_MS = 1_000;
/** A timer set by a timer set by a timer …: from this depth on it is a watch that never ends, and not waited for. */
const WATCH_DEPTH = 4;

/** Whether this page shows a moment that stands still. */
export const isFixed: boolean =
  typeof location !== 'undefined' && new URLSearchParams(location.search).get('moment') === 'fixed';

let passedMs = 0;
const pending = new Set<number>();

/** In a fixed moment: makes it later, for what can only be seen when time passes. `rewind` undoes it. */
export function pass(ms: number): void {
  passedMs += ms;
}

/** Back to the fixed moment. */
export function rewind(): void {
  passedMs = 0;
}

/** What the test of the pictures asks the page for. */
export interface StoryMoment {
  /** No timer and no frame is awaited, other than by a watch. */
  isQuiet(): boolean;
}

declare global {
  interface Window {
    storyMoment?: StoryMoment;
  }
}

if (isFixed) {
  stopDate();
  stopTimers();
  window.storyMoment = { isQuiet: () => pending.size === 0 };
}

function stopDate(): void {
  const RealDate = Date;
  const now = (): number => FIXED_MS + passedMs;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given: [number?]) =>
      given[0] === undefined ? new target(now()) : new target(...(given as [number])),
    get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
  });
}

function stopTimers(): void {
  const later = window.setTimeout.bind(window);
  const cancel = window.clearTimeout.bind(window);
  const nextFrame = window.requestAnimationFrame.bind(window);
  const cancelFrame = window.cancelAnimationFrame.bind(window);
  let depth = 0;
  // Only functions: a text would have to be compiled, which no page of ours does.
  const after = (action: TimerHandler, delayMs = 0, ...given: unknown[]): number => {
    if (typeof action !== 'function' || delayMs >= LONG_MS) return later(() => undefined, 0);
    const own = depth + 1;
    const timer = later(() => {
      pending.delete(timer);
      const outer = depth;
      depth = own;
      try {
        (action as (...args: unknown[]) => void)(...given);
      } finally {
        depth = outer;
      }
    }, delayMs);
    if (own < WATCH_DEPTH) pending.add(timer);
    return timer;
  };
  window.setTimeout = after as typeof setTimeout;
  window.clearTimeout = ((timer?: number) => {
    if (timer !== undefined) pending.delete(timer);
    cancel(timer);
  }) as typeof clearTimeout;
  // Frames have numbers of their own; below zero they cannot be taken for timers.
  window.requestAnimationFrame = (action) => {
    const own = depth + 1;
    const frame = nextFrame((timeMs) => {
      pending.delete(-frame);
      const outer = depth;
      depth = own;
      try {
        action(timeMs);
      } finally {
        depth = outer;
      }
    });
    if (own < WATCH_DEPTH) pending.add(-frame);
    return frame;
  };
  window.cancelAnimationFrame = (frame) => {
    pending.delete(-frame);
    cancelFrame(frame);
  };
}
