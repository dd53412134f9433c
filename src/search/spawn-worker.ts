/** Starts the search worker as a module file beside this one. The one-file bundle has `spawn-worker.inline.ts`. */
import { trustedWorker } from './trusted-worker.js';

/**
 * A worker that may yet fail: a policy that forbids it shows as an `error` event, not as an exception. `null` where
 * there are no workers, or where this one may not be started because the file lies on another origin.
 */
export function spawnWorker(): Worker | null {
  // Named so that bundlers, which look for these very words, find the worker's file and take it along.
  const Worker = trustedWorker();
  if (Worker === null) return null;
  try {
    return new Worker(new URL('./search.worker.ts', import.meta.url), { type: 'module' });
  } catch {
    return null;
  }
}
