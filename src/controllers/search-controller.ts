/**
 * Query text → the query in force and its hits, for a host: starts the search when there is something to search for,
 * keeps it in step with the buffer, and asks for at most one update a frame. It does not decide what is shown.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { LogStreamError } from '../core/errors.js';
import type { BufferChange } from '../core/log-buffer.js';
import { EMPTY_QUERY, hasWords, parseQuery, type Query } from '../core/query.js';
import { SearchHits, type HitRanges } from '../core/search-hits.js';
import { SearchClient } from '../search/search-client.js';
import { unpackHits, type SearchProgress } from '../search/search-protocol.js';
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

  /** Where the query's words were found so far, by seq; grows. `null` when the query has no words to be found. */
  get hits(): ReadonlyMap<number, HitRanges> | null {
    return this.#hits;
  }

  /** True until every row that was there has been searched for the typed query. */
  get pending(): boolean {
    return this.#pending;
  }

  /** Rows in which the words were found so far; 0 when the query has none. */
  get total(): number {
    return this.#hits?.size ?? 0;
  }

  /** Takes what was typed. The same text again does nothing. */
  setQuery(text: string): void {
    if (text === this.#typed.text) return;
    this.#typed = parseQuery(text);
    if (hasWords(this.#typed)) this.#search();
    else {
      this.#client.stop();
      this.#coming = null;
      this.#pending = false;
      this.#hits = null;
      this.#query = this.#typed;
    }
    this.#host.requestUpdate();
  }

  /** Follows the buffer. */
  apply(change: BufferChange): void {
    this.#client.apply(change);
    if (change.reset) {
      this.#forget(Infinity, Infinity);
      // A new search, so that hits of the old rows that are still on the way are not taken for the new ones'.
      if (hasWords(this.#typed)) this.#search();
    } else if (change.trimmed + change.cut > 0) {
      this.#forget(this.#client.firstSeq ?? Infinity, this.#client.lastSeq ?? Infinity);
    }
  }

  hostConnected(): void {
    this.#isConnected = true;
    if (!this.#isAsleep) return;
    this.#isAsleep = false;
    if (hasWords(this.#typed)) this.#search();
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

  #search(): void {
    this.#pending = true;
    if (this.#isAsleep) return;
    this.#searchId = this.#client.search(this.#typed.clauses.map((clause) => clause.words));
    this.#coming = { id: this.#searchId, hits: new SearchHits() };
  }

  #handleProgress(progress: SearchProgress, isComplete: boolean): void {
    if (progress.id !== this.#searchId) return;
    if (this.#coming !== null) {
      this.#hits = this.#coming.hits;
      this.#query = this.#typed;
      this.#coming = null;
    }
    const hits = this.#hits;
    if (hits !== null) unpackHits(progress.hits, (seq, ranges) => hits.set(seq, ranges));
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
    const renewed = new SearchHits();
    for (const [seq, ranges] of hits) renewed.set(seq, ranges);
    this.#hits = renewed;
  }
}
