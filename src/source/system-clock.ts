/** The real clock. Everything else of the layer takes a `Clock`, so that a test can be the one that moves it. */
import type { Clock } from '../core/clock.js';

/** Longest delay that platform timers take; a longer one would fire at once. */
const TIMER_MAX_MS = 2 ** 31 - 1;

/** Time as the platform tells it. */
export const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  after(delayMs, action) {
    let timer: ReturnType<typeof setTimeout>;
    const wait = (leftMs: number): void => {
      const legMs = Math.min(leftMs, TIMER_MAX_MS);
      timer = setTimeout(() => {
        if (leftMs > legMs) wait(leftMs - legMs);
        else action();
      }, legMs);
    };
    wait(delayMs);
    return () => {
      clearTimeout(timer);
    };
  },
};
