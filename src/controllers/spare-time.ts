/**
 * Work that nobody waits for: it is done when the page has nothing else to do, before anything that a reader could see
 * or feel is delayed by it, and after a while in any case. It knows nothing of what is done.
 */
import { yieldTask } from '../search/yield-task.js';

/** Longest wait, in milliseconds. In a page that is never idle, what is put off would otherwise never come. */
const PATIENCE_MS = 250;

/** What browsers have for it, where they do; not all that the project supports. */
interface TaskScheduler {
  postTask(task: () => void, options: { readonly priority: 'background' }): Promise<void>;
}

/** Calls `task` in a task of its own, when the page has time for it. */
export function inSpareTime(task: () => void): void {
  const { scheduler } = globalThis as { readonly scheduler?: TaskScheduler };
  if (scheduler === undefined) {
    yieldTask(task);
    return;
  }
  let isDone = false;
  const run = (): void => {
    if (isDone) return;
    isDone = true;
    clearTimeout(timer);
    task();
  };
  const timer = setTimeout(run, PATIENCE_MS);
  void scheduler.postTask(run, { priority: 'background' });
}
