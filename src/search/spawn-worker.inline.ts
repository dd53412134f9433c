/**
 * Starts the search worker from its code inside the bundle, for the one file that is loaded from any origin. The
 * build puts it in the place of `spawn-worker.ts`.
 */
import SearchWorker from './search.worker.ts?worker&inline';

/** As in `spawn-worker.ts`; here a policy without `worker-src blob:` makes the `error` event. */
export function spawnWorker(): Worker | null {
  if (typeof Worker === 'undefined') return null;
  try {
    return new SearchWorker();
  } catch {
    return null;
  }
}
