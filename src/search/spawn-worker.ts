/** Starts the search worker as a module file beside this one. The one-file bundle has `spawn-worker.inline.ts`. */

/**
 * A worker that may yet fail: a policy that forbids it shows as an `error` event, not as an exception. `null` where
 * there are no workers, or where this one may not be started because the file lies on another origin.
 */
export function spawnWorker(): Worker | null {
  if (typeof Worker === 'undefined') return null;
  try {
    return new Worker(new URL('./search.worker.ts', import.meta.url), { type: 'module' });
  } catch {
    return null;
  }
}
