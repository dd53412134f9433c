/**
 * Timers that do not keep a test process from ending. The client library waits ten seconds for the end of each
 * connection that it drops, whether or not it has come.
 */

/** Timers that are set from now on keep nothing, until the returned function is called. */
export function quietTimers(): () => void {
  const before = globalThis.setTimeout;
  const quiet = (action: (...args: unknown[]) => void, delayMs?: number, ...args: unknown[]) =>
    before(action, delayMs, ...args).unref();
  globalThis.setTimeout = Object.assign(quiet, before) as typeof setTimeout;
  return () => {
    globalThis.setTimeout = before;
  };
}

/** Runs `action`; timers that it sets keep nothing. */
export function quietly(action: () => void): void {
  const restore = quietTimers();
  try {
    action();
  } finally {
    restore();
  }
}
