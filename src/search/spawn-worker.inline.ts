/**
 * Starts the search worker from its code inside the bundle, for the one file that is loaded from any origin. The
 * build puts it in the place of `spawn-worker.ts`.
 */
import code from './search.worker.ts?bundled';
import { trustedWorker } from './trusted-worker.js';

/** As in `spawn-worker.ts`; here a policy without `worker-src blob:` makes the `error` event. */
export function spawnWorker(): Worker | null {
  const Worker = trustedWorker();
  if (Worker === null) return null;
  const url = new URL(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
  const release = (): void => {
    URL.revokeObjectURL(url.href);
  };
  try {
    const worker = new Worker(url, { type: 'module' });
    // Released when the code has been read, which the worker's first message shows, or cannot be.
    worker.addEventListener('message', release, { once: true });
    worker.addEventListener('error', release, { once: true });
    return worker;
  } catch {
    release();
    return null;
  }
}
