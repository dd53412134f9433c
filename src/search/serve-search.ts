/**
 * Answers requests, a slice of work at a time, so that a newer query never waits for an older one. It is the same in
 * a worker and in the page; who carries the messages and what a slice costs is decided by who starts it.
 */
import { QuerySearch } from './query-search.js';
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

/**
 * What an expression may take: so many milliseconds a row, once it has run for as long as the trial. Ordinary ones take a
 * thousandth of it; at this pace 100,000 rows are a minute and a half of a processor.
 */
const MAX_MS_A_ROW = 1;
const TRIAL_MS = 500;

/** Takes requests; the returned function is to be called with each of them, in order. */
export function serveSearch(options: SearchServerOptions): (request: SearchRequest) => void {
  const store = new TextStore();
  let run: SearchRun | null = null;
  let id = 0;
  let heard = 0;
  let isFirstSlice = true;
  let isScheduled = false;
  let spentMs = 0;

  const schedule = (): void => {
    if (isScheduled || run === null) return;
    isScheduled = true;
    options.yieldTo(slice);
  };

  const slice = (): void => {
    isScheduled = false;
    if (run === null) return;
    const startMs = options.now();
    const dueAt = startMs + (isFirstSlice ? FIRST_SLICE_MS : options.sliceMs);
    isFirstSlice = false;
    const hits: Hit[] = run.step(() => options.now() >= dueAt);
    if (run.hasRegex) {
      spentMs += options.now() - startMs;
      if (run.isTooSlow || (spentMs > TRIAL_MS && spentMs / run.searched > MAX_MS_A_ROW)) {
        run = null;
        options.answer({ type: 'too-slow', id });
        return;
      }
    }
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
      case 'keep-case':
        store.keepCase();
        run?.drop(null);
        break;
      case 'search':
        id = request.id;
        run = new SearchRun(store, new QuerySearch(request.clauses, options.now), run);
        isFirstSlice = true;
        spentMs = 0;
        break;
      case 'stop':
        run = null;
    }
    schedule();
  };
}
