/**
 * A search of all of a run: what is not in memory is looked through elsewhere, the newest rows first, and judged here as
 * rows in memory are. It goes on while rows stream in, keeps what was found of rows that leave memory, and says how far
 * it is. It does not know what is shown of it.
 */
import { LogStreamError } from '../core/errors.js';
import type { LogEntry, LogRow } from '../core/log-entry.js';
import { isEntry } from '../core/log-entry.js';
import { placeOfSeq } from '../core/place-of-seq.js';
import type { Query } from '../core/query.js';
import type { HitRanges } from '../core/search-hits.js';
import type { Severity } from '../core/severity.js';
import { rowMatcher, type RowMatcher } from '../search/row-matcher.js';
import { runFilterOf } from '../search/run-filter-of.js';
import { yieldTask } from '../search/yield-task.js';
import type { LogSearch, SearchPage } from '../source/log-source.js';
import { patiently, RETRIES, type PatientPorts } from '../source/patience.js';

/**
 * Older hits that are kept: some ten megabytes, and more than anyone looks through. Beyond it the search stops and says
 * so, since what helps then is a narrower query.
 */
const MAX_HITS = 10_000;

/** Rows asked for in one request: what a page of the database holds. */
const PAGE_ROWS = 1_000;

/** Rows judged before the page may do something else: some 5 ms of work. */
const JUDGED_AT_ONCE = 250;

/** Where a search of all of a run stands. */
export type RunSearchState = 'idle' | 'searching' | 'done' | 'canceled' | 'failed' | 'full';

/** How far a search of all of a run is. */
export interface RunSearchProgress {
  /** `full`: it found more than are kept, and stopped; `idle`: there is none. */
  readonly state: RunSearchState;
  /** Matches found so far of rows that are not in memory. */
  readonly hits: number;
  /** Rows from this seq on have been searched; `null` before the first answer. */
  readonly scannedTo: number | null;
  /** When the row there was written, ISO 8601; `null` where that is not known. */
  readonly scannedAt: string | null;
}

/** What is searched for, and where memory begins. */
export interface RunSearchRequest {
  readonly query: Query;
  readonly levels: readonly Severity[] | null;
  /** The first seq in memory. */
  readonly before: number;
}

/** What it stands on. */
export interface RunSearchPorts extends Omit<PatientPorts, 'onWaiting'> {
  /** `null` where the source can neither look through a run nor read at a place. */
  search(): LogSearch | null;
  onChange(): void;
  onError(error: LogStreamError): void;
}

/** A row, and where the query is in it, where that is known. */
type Found = readonly [entry: LogEntry, ranges: HitRanges | null | undefined];

/** Rows that have not been searched: from `from` on, and before `to`. */
interface Stretch {
  readonly from: number;
  to: number;
}

/** One search of one run. */
export class RunSearchController {
  readonly #ports: RunSearchPorts;
  #state: RunSearchState = 'idle';
  #request: RunSearchRequest | null = null;
  /** The newest stretch is the last. */
  #open: Stretch[] = [];
  #stop: AbortController | null = null;
  #hits: readonly LogEntry[] = [];
  readonly #ranges = new Map<number, HitRanges>();
  #scannedTo: number | null = null;
  #scannedAt: string | null = null;
  #error: LogStreamError | null = null;
  #isWaiting = false;
  #isRead = false;
  /** From this seq on rows are in memory, or were and have been seen to. */
  #coveredTo = 0;
  /** What was in memory last; `null` where that is not known. */
  #known: { readonly matches: readonly LogRow[]; readonly lastSeq: number } | null = null;
  #match: RowMatcher | null = null;

  constructor(ports: RunSearchPorts) {
    this.#ports = ports;
  }

  /** How far it is. */
  get progress(): RunSearchProgress {
    return {
      state: this.#state,
      hits: this.#hits.length,
      scannedTo: this.#scannedTo,
      scannedAt: this.#scannedAt,
    };
  }

  /** What was found, in order; the same array as long as it is the same. Some of it may be in memory by now. */
  get hits(): readonly LogEntry[] {
    return this.#hits;
  }

  /** Why it failed; `null` when it did not. */
  get error(): LogStreamError | null {
    return this.#error;
  }

  /** True while the server is away, and is waited for. */
  get isWaiting(): boolean {
    return this.#isWaiting;
  }

  /** True when rows have to be read to be searched, because the database cannot search by itself. */
  get isRead(): boolean {
    return this.#isRead;
  }

  /** Where the query's words are in a row that was found. */
  rangesOf(seq: number): HitRanges | undefined {
    return this.#ranges.get(seq);
  }

  /** Begins, or goes on where it was ended; resolves when it has come to an end of whatever kind. */
  async start(request: RunSearchRequest): Promise<RunSearchProgress> {
    if (this.#state === 'idle' && this.#ports.search() !== null) {
      this.#request = request;
      this.#coveredTo = request.before;
      this.#open = [{ from: 1, to: request.before }];
    }
    const isOver = this.#state === 'full' || this.#open.length === 0;
    if (this.#request !== null && this.#stop === null && !isOver) {
      await this.#run(this.#request);
    }
    return this.progress;
  }

  /** Stops; what was found stays. */
  cancel(): void {
    if (this.#stop === null) return;
    this.#halt();
    this.#state = 'canceled';
    this.#ports.onChange();
  }

  /** Another query, or another run: nothing was found, and nothing is being looked for. */
  reset(): void {
    if (this.#state === 'idle') return;
    this.#halt();
    this.#state = 'idle';
    this.#request = null;
    this.#open = [];
    this.#hits = [];
    this.#ranges.clear();
    this.#scannedTo = null;
    this.#scannedAt = null;
    this.#error = null;
    this.#isRead = false;
    this.#known = null;
    this.#match = null;
    this.#ports.onChange();
  }

  /**
   * Follows memory: hits among rows that were let go are kept, and rows that came and went unseen are looked for.
   *
   * @param memory - the first and the last seq in memory
   * @param matches - the hits among the rows there; `null` while that is not known
   */
  follow([firstSeq, lastSeq]: readonly [number, number], matches: readonly LogRow[] | null): void {
    if (this.#state === 'idle') return;
    const known = this.#known;
    this.#known = matches === null ? null : { matches, lastSeq };
    if (matches === null || firstSeq <= this.#coveredTo) return;
    const from = known === null ? this.#coveredTo : Math.max(this.#coveredTo, known.lastSeq + 1);
    if (known !== null) {
      const [first, end] = [this.#coveredTo, firstSeq].map((seq) => placeOfSeq(known.matches, seq));
      const gone = known.matches.slice(first, end).filter(isEntry);
      // What was marked in them was let go with them, and is made anew.
      this.#take(gone.map((entry) => [entry, this.#match?.(entry)] as const));
    }
    this.#coveredTo = firstSeq;
    if (from >= firstSeq) return;
    this.#open.push({ from, to: firstSeq });
    if (this.#state === 'done' && this.#request !== null) void this.#run(this.#request);
  }

  #halt(): void {
    this.#stop?.abort(new DOMException('the search was ended', 'AbortError'));
    this.#stop = null;
    this.#isWaiting = false;
  }

  async #run(request: RunSearchRequest): Promise<void> {
    const stop = new AbortController();
    this.#stop = stop;
    this.#state = 'searching';
    this.#error = null;
    this.#ports.onChange();
    try {
      const match = await rowMatcher(request.query, request.levels);
      this.#match = match;
      const filter = runFilterOf(request.query, request.levels);
      const patience = { retries: RETRIES };
      for (let next = this.#open.at(-1); next !== undefined; next = this.#open.at(-1)) {
        const { to } = next;
        const ask = (): Promise<SearchPage> => {
          const search = this.#ports.search();
          if (search === null) throw new LogStreamError('source-failed');
          return search.older(to, filter, PAGE_ROWS, stop.signal);
        };
        const page = await patiently(ask, this.#patient, patience, stop.signal);
        await this.#judge(page, next, match, stop.signal);
        if (this.#hits.length >= MAX_HITS) break;
      }
      this.#state = this.#open.length > 0 ? 'full' : 'done';
    } catch (cause) {
      if (stop.signal.aborted) return;
      this.#state = 'failed';
      this.#error =
        cause instanceof LogStreamError
          ? cause
          : new LogStreamError('source-failed', undefined, cause);
      this.#ports.onError(this.#error);
    }
    this.#stop = null;
    this.#ports.onChange();
  }

  async #judge(
    page: SearchPage,
    stretch: Stretch,
    match: RowMatcher,
    signal: AbortSignal,
  ): Promise<void> {
    const meant: Found[] = [];
    const rows = page.rows.slice(placeOfSeq(page.rows, stretch.from));
    for (let at = 0; at < rows.length; at += JUDGED_AT_ONCE) {
      for (const entry of rows.slice(at, at + JUDGED_AT_ONCE)) {
        const ranges = entry.seq < stretch.to ? match(entry) : null;
        if (ranges !== null) meant.push([entry, ranges]);
      }
      await new Promise<void>((resolve) => {
        yieldTask(resolve);
      });
      signal.throwIfAborted();
    }
    const room = Math.max(0, MAX_HITS - this.#hits.length);
    const kept = meant.slice(Math.max(0, meant.length - room));
    const isCut = kept.length < meant.length;
    const firstKept = kept[0]?.[0];
    this.#take(kept);
    const scannedTo = isCut ? (firstKept?.seq ?? stretch.to) : page.scannedTo;
    stretch.to = Math.min(stretch.to, scannedTo);
    if (!isCut && (page.isDone || stretch.to <= stretch.from)) this.#open.pop();
    this.#isRead = page.isRead === true;
    if (this.#scannedTo === null || scannedTo < this.#scannedTo) {
      this.#scannedTo = scannedTo;
      this.#scannedAt = isCut ? (firstKept?.createdAt ?? null) : page.scannedAt;
    }
    this.#ports.onChange();
  }

  #take(found: readonly Found[]): void {
    if (found.length === 0) return;
    for (const [entry, ranges] of found) {
      if (ranges) this.#ranges.set(entry.seq, ranges);
    }
    const entries = found.map(([entry]) => entry);
    const place = placeOfSeq(this.#hits, entries[0]?.seq ?? 0);
    this.#hits = [...this.#hits.slice(0, place), ...entries, ...this.#hits.slice(place)];
  }

  get #patient(): PatientPorts {
    return {
      clock: this.#ports.clock,
      random: this.#ports.random,
      onWaiting: (isWaiting) => {
        this.#isWaiting = isWaiting;
        this.#ports.onChange();
      },
    };
  }
}
