/**
 * The page's side of the search: keeps the server's rows in step with the buffer, sees that the latest search wins,
 * and gets over a server that cannot be started or dies. It knows nothing of what a query means.
 */
import { LogStreamError } from '../core/errors.js';
import type { BufferChange } from '../core/log-buffer.js';
import { isEntry, type LogRow } from '../core/log-entry.js';
import type { SearchClause } from '../core/query.js';
import { searchedText } from '../core/searched-text.js';
import { openWorkerPort, type SearchPort, type SearchPortHandlers } from './search-port.js';
import type { RowTexts, SearchAnswer, SearchProgress } from './search-protocol.js';
import { spawnWorker } from './spawn-worker.js';
import { yieldTask } from './yield-task.js';

/**
 * Rows in one message. Copying a message blocks the page: 5,000 rows of 130 characters take about 2 ms, all of
 * 100,000 at once would take two frames.
 */
const ROWS_PER_MESSAGE = 5_000;

/** Crashes after which a worker is not started again: it would crash again, and the page can search as well. */
const MAX_RESTARTS = 2;

/** Milliseconds without any answer after which a worker is given up; it answers every 12 ms when it is alive. */
const ANSWER_TIMEOUT_MS = 10_000;

/**
 * The same while it runs expressions, which have 25 ms a row: past that it hangs in one of them, and is started again
 * without it. Not less, for a busy machine can keep a worker waiting for some hundred milliseconds.
 */
const REGEX_TIMEOUT_MS = 1_000;

/** What a client tells. */
export interface SearchClientOptions {
  /** Hits of the present search; `isComplete` from the moment when all rows that were there have been searched. */
  readonly onProgress: (progress: SearchProgress, isComplete: boolean) => void;
  /** The search was given up, for an expression takes too long over these rows; nothing is searched for now. */
  readonly onTooSlow: (id: number) => void;
  /** The worker cannot be had; the search goes on in the page. Called once. */
  readonly onUnavailable: (error: LogStreamError) => void;
  /** Starts the worker; for tests. */
  readonly spawn?: () => Worker | null;
}

/** A search over the rows of a buffer. The server is started by the first search. */
export class SearchClient {
  readonly #options: SearchClientOptions;
  #rows: readonly LogRow[] = [];
  /** False while it is the array of a change: that is not ours to add to, and a copy of it is memory before any search. */
  #isOwn = false;
  /** How many of the rows, counted from the start, the server has not been sent. */
  #unsent = 0;
  /** Messages with rows that the server was sent, and how many of these it must have heard to know all rows. */
  #told = 0;
  #fed = 0;
  #port: SearchPort | null = null;
  #search: { readonly id: number; readonly clauses: readonly SearchClause[] } | null = null;
  /** True once there was an expression: the server has been told to keep the case of texts. */
  #keepsCase = false;
  #lastId = 0;
  #isComplete = false;
  #isFeeding = false;
  #wasReady = false;
  #restarts = 0;
  #usesPage = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: SearchClientOptions) {
    this.#options = options;
  }

  /** All rows. */
  get rows(): readonly LogRow[] {
    return this.#rows;
  }

  /** The seq of the first row, or `null` when there is none. */
  get firstSeq(): number | null {
    return this.#rows[0]?.seq ?? null;
  }

  /** The seq of the last row, or `null` when there is none. */
  get lastSeq(): number | null {
    return this.#rows.at(-1)?.seq ?? null;
  }

  /** Follows the buffer. */
  apply({ appended, prepended, trimmed, cut, reset }: BufferChange): void {
    if (reset) {
      this.#rows = [];
      this.#unsent = 0;
      this.#port?.post({ type: 'drop', before: null });
    }
    if (cut > 0) {
      this.#rows = this.#rows.slice(0, -cut);
      this.#isOwn = true;
      this.#unsent = Math.min(this.#unsent, this.#rows.length);
      this.#port?.post({ type: 'cut', after: this.#rows.at(-1)?.seq ?? null });
    }
    this.#add(appended);
    if (this.#port !== null) this.#send(appended, 'append');
    if (trimmed > 0) {
      this.#rows = this.#rows.slice(trimmed);
      this.#isOwn = true;
      this.#unsent = Math.max(0, this.#unsent - trimmed);
      this.#port?.post({ type: 'drop', before: this.#rows[0]?.seq ?? null });
    }
    if (prepended.length > 0) {
      this.#rows = [...prepended, ...this.#rows];
      this.#isOwn = true;
      this.#unsent += prepended.length;
      this.#feed();
    }
  }

  /** Searches all rows, and those to come, for these clauses. Returns what its progress is marked with. */
  search(clauses: readonly SearchClause[]): number {
    this.#lastId += 1;
    this.#search = { id: this.#lastId, clauses };
    this.#isComplete = false;
    const hadCase = this.#keepsCase;
    this.#keepsCase ||= hasRegex(clauses);
    if (this.#port === null) this.#open();
    else {
      if (this.#keepsCase !== hadCase) this.#refeed(this.#port);
      this.#port.post({ type: 'search', ...this.#search });
    }
    this.#expectAnswer();
    return this.#lastId;
  }

  /** Searches for nothing until the next search; the server stays. */
  stop(): void {
    this.#stopWaiting();
    this.#search = null;
    this.#port?.post({ type: 'stop' });
  }

  /** Ends the server. A later search starts a new one, with all rows. */
  close(): void {
    this.#stopWaiting();
    this.#port?.close();
    this.#port = null;
    this.#search = null;
  }

  #add(rows: readonly LogRow[]): void {
    if (rows.length === 0) return;
    if (this.#rows.length === 0) {
      this.#rows = rows;
      this.#isOwn = false;
      return;
    }
    const own = this.#isOwn ? (this.#rows as LogRow[]) : this.#rows.slice();
    for (const row of rows) own.push(row);
    this.#rows = own;
    this.#isOwn = true;
  }

  #open(): void {
    if (this.#usesPage) {
      void this.#openInPage();
      return;
    }
    const worker = (this.#options.spawn ?? spawnWorker)();
    if (worker === null) this.#fallBack('there are no workers here');
    else this.#begin((handlers) => openWorkerPort(worker, handlers));
  }

  async #openInPage(): Promise<void> {
    // Loaded only where it is needed: it brings the whole engine into the page.
    const { openPagePort } = await import('./page-port.js');
    if (this.#search !== null && this.#port === null) this.#begin(openPagePort);
  }

  /** Brings a new server up to date: the newest rows first, so that the search can start with those on screen. */
  #begin(open: (handlers: SearchPortHandlers) => SearchPort): void {
    this.#port = open({
      answered: (answer) => {
        this.#handleAnswer(answer);
      },
      failed: (detail, cause) => {
        this.#handleFailure(detail, cause);
      },
    });
    this.#told = 0;
    this.#fed = 0;
    this.#refeed(this.#port);
    if (this.#search !== null) this.#port.post({ type: 'search', ...this.#search });
  }

  #refeed(port: SearchPort): void {
    if (this.#keepsCase) port.post({ type: 'keep-case' });
    this.#unsent = this.#rows.length;
    this.#feed();
  }

  /** Sends what is unsent, a message at a time. */
  #feed(): void {
    if (this.#port === null || this.#unsent === 0 || this.#isFeeding) return;
    const from = Math.max(0, this.#unsent - ROWS_PER_MESSAGE);
    this.#send(this.#rows.slice(from, this.#unsent), 'prepend');
    this.#unsent = from;
    this.#fed = this.#told;
    if (from === 0) return;
    this.#isFeeding = true;
    yieldTask(() => {
      this.#isFeeding = false;
      this.#feed();
    });
  }

  #send(rows: readonly LogRow[], type: 'append' | 'prepend'): void {
    for (let at = 0; at < rows.length; at += ROWS_PER_MESSAGE) {
      const texts = textsOf(rows.slice(at, at + ROWS_PER_MESSAGE));
      if (texts.seqs.length === 0) continue;
      this.#told += 1;
      this.#port?.post({ type, ...texts });
    }
    // An expression may hang in a row that comes when all others were searched long ago.
    if (this.#timer === undefined && this.#search !== null && hasRegex(this.#search.clauses)) {
      this.#expectAnswer();
    }
  }

  #handleAnswer(answer: SearchAnswer): void {
    this.#stopWaiting();
    if (answer.type === 'ready') {
      this.#wasReady = true;
      this.#expectAnswer();
      return;
    }
    if (answer.id !== this.#search?.id) {
      this.#expectAnswer();
      return;
    }
    if (answer.type === 'too-slow') {
      this.#giveUp(answer.id);
      return;
    }
    if (!answer.done) this.#expectAnswer();
    this.#isComplete ||= answer.done && this.#unsent === 0 && answer.heard >= this.#fed;
    this.#options.onProgress(answer, this.#isComplete);
  }

  #handleFailure(detail: string, cause: unknown): void {
    this.#port = null;
    this.#stopWaiting();
    if (!this.#wasReady || this.#restarts >= MAX_RESTARTS) {
      this.#fallBack(detail, cause);
      return;
    }
    this.#restarts += 1;
    if (this.#search !== null) this.#open();
  }

  #giveUp(id: number): void {
    this.#search = null;
    this.#options.onTooSlow(id);
  }

  #fallBack(detail: string, cause?: unknown): void {
    this.#usesPage = true;
    this.#options.onUnavailable(new LogStreamError('search-unavailable', detail, cause));
    if (this.#search !== null) void this.#openInPage();
  }

  #stopWaiting(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #expectAnswer(): void {
    this.#stopWaiting();
    if (this.#usesPage || this.#search === null) return;
    const { id, clauses } = this.#search;
    const mayHang = this.#wasReady && hasRegex(clauses);
    const waitMs = (mayHang ? REGEX_TIMEOUT_MS : ANSWER_TIMEOUT_MS) / 2;
    // In two halves: a page that was busy itself finds the timer due together with the answers that wait.
    this.#timer = setTimeout(() => {
      this.#timer = setTimeout(() => {
        this.#port?.close();
        if (mayHang) {
          this.#port = null;
          this.#giveUp(id);
        } else this.#handleFailure('the worker does not answer', undefined);
      }, waitMs);
    }, waitMs);
  }
}

function hasRegex(clauses: readonly SearchClause[]): boolean {
  return clauses.some(({ terms }) => terms.some(({ kind }) => kind === 'regex'));
}

function textsOf(rows: readonly LogRow[]): RowTexts {
  const seqs: number[] = [];
  const texts: string[] = [];
  for (const row of rows) {
    if (!isEntry(row)) continue;
    seqs.push(row.seq);
    texts.push(searchedText(row.message));
  }
  return { seqs, texts };
}
