/** Real time for the writer, in two kinds: one keeps the process alive while it waits, the other does not. */
import type { Clock } from '../core/clock.js';

function systemClock(keepsProcessAlive: boolean): Clock {
  return {
    now: () => Date.now(),
    after(delayMs, action) {
      const timer = setTimeout(action, delayMs);
      // Node, Bun and Deno hand out objects; where timers are numbers there is no process to keep.
      if (!keepsProcessAlive) (timer as { unref?: () => void }).unref?.();
      return () => {
        clearTimeout(timer);
      };
    },
  };
}

/** For what somebody waits for. */
export const HOLDING_CLOCK: Clock = systemClock(true);
/** For what can be done sooner when the process has nothing else left to do; see `exit-hook.ts`. */
export const IDLE_CLOCK: Clock = systemClock(false);
