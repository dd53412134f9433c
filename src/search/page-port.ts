/**
 * The search in the page's own thread, for pages where no worker may be started. Same answers, smaller slices.
 */
import type { SearchPort, SearchPortHandlers } from './search-port.js';
import { serveSearch } from './serve-search.js';
import { yieldTask } from './yield-task.js';

/** What is left of a frame of 16 ms when the page has done its own work; longer slices make scrolling stutter. */
const SLICE_MS = 6;

/** A port to a server in this thread. Answers come later, never from within `post`. */
export function openPagePort(handlers: Pick<SearchPortHandlers, 'answered'>): SearchPort {
  let isOpen = true;
  const handle = serveSearch({
    answer: (answer) => {
      if (isOpen) handlers.answered(answer);
    },
    now: () => performance.now(),
    yieldTo: (resume) => {
      yieldTask(() => {
        if (isOpen) resume();
      });
    },
    sliceMs: SLICE_MS,
  });
  return {
    post: handle,
    close() {
      isOpen = false;
    },
  };
}
