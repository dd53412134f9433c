/**
 * Query text → the query in force and its hits, for a host: starts the search when there is something to search for,
 * keeps it in step with the buffer, and asks for at most one update a frame. It does not decide what is shown.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { LogStreamError } from '../core/errors.js';
import type { BufferChange } from '../core/log-buffer.js';
import { isEntry } from '../core/log-entry.js';
import { EMPTY_QUERY, needsSearch, parseQuery, searchClauses, type Query } from '../core/query.js';
import type { QueryMoment } from '../core/query-time.js';
import { SearchHits, type HitRanges } from '../core/search-hits.js';
import { SearchClient } from '../search/search-client.js';
import type { SearchProgress } from '../search/search-protocol.js';
import { FrameBatcher } from './frame-batcher.js';

/** What a host may want to hear or to replace. */
export interface SearchControllerOptions {
  /** The worker cannot be had and the search goes on in the page; called once. */
  readonly onError?: (error: LogStreamError) => void;
  /** Starts the worker; for tests. */
  readonly spawn?: () => Worker | null;
}

/**
 * Entries of the journal beyond those that are still hits, after which it is made anew: the next look at the hits
 * then costs a pass over all rows, so that it must stay rare.
 */
const STALE_HITS = 10_000;

/** One search on screen. */
export class SearchController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #client: SearchClient;
  readonly #batcher = new FrameBatcher(() => {
    this.#host.requestUpdate();
  });
  /** When the query was typed: what `since:5m` counts from. */
  #typedAtMs = 0;
  /** Expressions that took too long over these rows, as text. */
  readonly #tooSlow = new Set<string>();
  #typed: Query = EMPTY_QUERY;
  #query: Query = EMPTY_QUERY;
  #hits: SearchHits | null = null;
  #pending = false;
  /** The hits of the typed query, until the first of them are there. */
  #coming: { readonly id: number; readonly hits: SearchHits } | null = null;
  #searchId = 0;
  #isConnected = false;
  #isAsleep = false;

  constructor(host: ReactiveControllerHost, options: SearchControllerOptions = {}) {
    this.#host = host;
    this.#client = new SearchClient({
      onProgress: (progress, isComplete) => {
        this.#handleProgress(progress, isComplete);
      },
      onTooSlow: (id) => {
        if (id === this.#searchId) this.#refuseExpressions();
      },
      onUnavailable: (error) => {
        options.onError?.(error);
      },
      ...(options.spawn ? { spawn: options.spawn } : {}),
    });
    host.addController(this);
  }

  /** The query as typed last, with what is wrong with it. */
  get typed(): Query {
    return this.#typed;
  }

  /** The query that `hits` belongs to: the typed one as soon as the first rows were searched for it. */
  get query(): Query {
    return this.#query;
  }

  /** Where the query was found in texts so far, by seq; grows. `null` when the query is not about texts. */
  get hits(): ReadonlyMap<number, HitRanges> | null {
    return this.#hits;
  }

  /** True until every row that was there has been searched for the typed query. */
  get pending(): boolean {
    return this.#pending;
  }

  /** Rows in whose texts the query was found so far; 0 when it is not about texts. */
  get total(): number {
    return this.#hits?.size ?? 0;
  }

  /** Takes what was typed. The same text again does nothing. */
  setQuery(text: string): void {
    if (text === this.#typed.text) return;
    this.#typedAtMs = Date.now();
    this.#understand(text);
  }

  /** Follows the buffer. */
  apply(change: BufferChange): void {
    const hadRows = this.#client.lastSeq !== null && !change.reset;
    this.#client.apply(change);
    if (change.reset) {
      this.#tooSlow.clear();
      this.#forget(Infinity, Infinity);
      // A new search, so that hits of the old rows that are still on the way are not taken for the new ones'.
      if (needsSearch(this.#typed)) this.#search();
    } else if (change.trimmed + change.cut > 0) {
      this.#forget(this.#client.firstSeq ?? Infinity, this.#client.lastSeq ?? Infinity);
    }
    // Which 14:02 is meant is known when there are rows.
    if (!hadRows && asksForTime(this.#typed)) this.#understandAgain();
  }

  hostConnected(): void {
    this.#isConnected = true;
    if (!this.#isAsleep) return;
    this.#isAsleep = false;
    if (needsSearch(this.#typed)) this.#search();
  }

  hostDisconnected(): void {
    this.#isConnected = false;
    // An element that is moved is disconnected and connected at once: only one that stays away loses its worker.
    queueMicrotask(() => {
      if (this.#isConnected || this.#isAsleep) return;
      this.#isAsleep = true;
      this.#batcher.cancel();
      this.#client.close();
    });
  }

  #understand(text: string): void {
    this.#typed = this.#parse(text);
    if (needsSearch(this.#typed)) this.#search();
    else {
      this.#client.stop();
      this.#coming = null;
      this.#pending = false;
      this.#hits = null;
      this.#query = this.#typed;
    }
    this.#host.requestUpdate();
  }

  #understandAgain(): void {
    const { text } = this.#typed;
    if (timesOf(this.#parse(text)) !== timesOf(this.#typed)) this.#understand(text);
  }

  #refuseExpressions(): void {
    for (const { terms } of this.#typed.clauses) {
      for (const term of terms) if (term.kind === 'regex') this.#tooSlow.add(term.source);
    }
    this.#understand(this.#typed.text);
  }

  #parse(text: string): Query {
    return parseQuery(text, {
      moment: { nowMs: this.#typedAtMs, rows: this.#rowTimes() },
      isTooSlow: (source) => this.#tooSlow.has(source),
    });
  }

  /** From when to when the rows are; `null` when there are none, or none that has a time. */
  #rowTimes(): QueryMoment['rows'] {
    const { rows } = this.#client;
    const [first, last] = [rows.find(isEntry), rows.findLast(isEntry)];
    const [fromMs, toMs] = [Date.parse(first?.createdAt ?? ''), Date.parse(last?.createdAt ?? '')];
    return fromMs <= toMs ? { fromMs, toMs } : null;
  }

  #search(): void {
    this.#pending = true;
    if (this.#isAsleep) return;
    this.#searchId = this.#client.search(searchClauses(this.#typed));
    this.#coming = { id: this.#searchId, hits: new SearchHits() };
  }

  #handleProgress(progress: SearchProgress, isComplete: boolean): void {
    if (progress.id !== this.#searchId) return;
    if (this.#coming !== null) {
      this.#hits = this.#coming.hits;
      this.#query = this.#typed;
      this.#coming = null;
    }
    this.#hits?.take(progress.hits);
    const news = progress.hits.seqs.length > 0 || this.#pending;
    this.#pending = !isComplete;
    if (news) this.#batcher.request();
  }

  /** Drops the hits of rows that are gone. */
  #forget(before: number, after: number): void {
    const hits = this.#hits;
    if (hits === null) return;
    for (const seq of hits.keys()) {
      if (seq < before || seq > after) hits.delete(seq);
    }
    if (hits.journal.length - hits.size < STALE_HITS && before !== Infinity) return;
    this.#hits = hits.renewed();
  }
}

function asksForTime(query: Query): boolean {
  return /(?:after|before|since|until):/i.test(query.text);
}

/** The times that a query asks for, to be compared. */
function timesOf({ clauses }: Query): string {
  return clauses
    .flatMap(({ terms }) => terms.map((term) => (term.kind === 'time' ? String(term.ms) : '')))
    .join();
}
