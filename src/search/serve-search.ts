/**
 * Answers requests, a slice of work at a time, so that a newer query never waits for an older one. It is the same in
 * a worker and in the page; who carries the messages and what a slice costs is decided by who starts it.
 */
import { QuerySearch } from './search-engine.js';
import { packHits, type Hit, type SearchAnswer, type SearchRequest } from './search-protocol.js';
import { SearchRun } from './search-run.js';
import { TextStore } from './text-store.js';

/** How a search server gets along with the thread that it runs on. */
export interface SearchServerOptions {
  readonly answer: (answer: SearchAnswer) => void;
  /** Milliseconds, from any start. */
  readonly now: () => number;
  /** Calls back after other work that waits has had its turn. */
  readonly yieldTo: (resume: () => void) => void;
  /** Longest stretch of work, in milliseconds; a newer request waits at most that long. */
  readonly sliceMs: number;
}

/** The first slice of a search: short, for the rows that a reader sees are searched first and in no time. */
const FIRST_SLICE_MS = 2;

/** Takes requests; the returned function is to be called with each of them, in order. */
export function serveSearch(options: SearchServerOptions): (request: SearchRequest) => void {
  const store = new TextStore();
  let run: SearchRun | null = null;
  let id = 0;
  let heard = 0;
  let isFirstSlice = true;
  let isScheduled = false;

  const schedule = (): void => {
    if (isScheduled || run === null) return;
    isScheduled = true;
    options.yieldTo(slice);
  };

  const slice = (): void => {
    isScheduled = false;
    if (run === null) return;
    const dueAt = options.now() + (isFirstSlice ? FIRST_SLICE_MS : options.sliceMs);
    isFirstSlice = false;
    const hits: Hit[] = run.step(() => options.now() >= dueAt);
    const { isDone: done } = run;
    options.answer({ type: 'progress', id, hits: packHits(hits, run.clauseCount), done, heard });
    if (!done) schedule();
  };

  return (request) => {
    switch (request.type) {
      case 'append':
      case 'prepend':
        heard += 1;
        store[request.type](request);
        run?.add(request.seqs);
        break;
      case 'drop':
        store.drop(request.before);
        run?.drop(request.before);
        break;
      case 'cut':
        store.cut(request.after);
        run?.cut(request.after);
        break;
      case 'search':
        id = request.id;
        run = new SearchRun(store, new QuerySearch(request.clauses));
        isFirstSlice = true;
        break;
      case 'stop':
        run = null;
    }
    schedule();
  };
}
