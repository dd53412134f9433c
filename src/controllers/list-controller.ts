/**
 * The rows on show: what search and levels leave of the run, or of how the run stood when the reader paused it; and
 * what is new among them, for whoever counts or announces it.
 */
import type { ReactiveControllerHost } from 'lit';
import type { LogStreamError } from '../core/errors.js';
import type { BufferChange } from '../core/log-buffer.js';
import { OlderHits } from '../core/older-hits.js';
import { isEntry, lastSeqOf, type LogMark, type LogRow } from '../core/log-entry.js';
import { PauseScale } from '../core/pauses.js';
import { matchesQuery } from '../core/query-match.js';
import { needsSearch, type Query } from '../core/query.js';
import { RunMarks } from '../core/run-marks.js';
import type { HitRanges } from '../core/search-hits.js';
import { placeOfSeq } from '../core/place-of-seq.js';
import type { Severity } from '../core/severity.js';
import { VisibleRows, type SearchMode } from '../core/visible-rows.js';
import { WaitingCount } from '../core/waiting-count.js';
import { PatternController, type PatternWishes } from './pattern-controller.js';
import { LateFinder } from './late-finder.js';
import { SearchController } from './search-controller.js';

/** What decides which rows are on show. */
export interface ListInput {
  readonly rows: readonly LogRow[];
  /** `null` for all. */
  readonly levels: readonly Severity[] | null;
  readonly mode: SearchMode;
  readonly paused: boolean;
  /** All rows are on show for a time, whatever is filtered. */
  readonly inContext: boolean;
  /** What is wanted of the patterns of rows. */
  readonly patterns: PatternWishes;
}

/** What a host may want to hear. */
export interface ListHandlers {
  /** The search was changed, or it found more. */
  onSearch(text: string, total: number, pending: boolean): void;
  onError(error: LogStreamError): void;
  /** Rows were added at the end of those on show. */
  onAdded(rows: readonly LogRow[]): void;
}

/** Keeps the list. */
export class ListController {
  /** The reader's dividers. */
  readonly marks = new RunMarks();
  /** The patterns of all rows; what is filtered and folded by them. */
  readonly patterns: PatternController;
  readonly #visible = new VisibleRows();
  /** What a search of all of the run found before the rows in memory. */
  readonly older = new OlderHits();
  readonly #late: LateFinder;
  readonly #pauses = new PauseScale();
  readonly #handlers: ListHandlers;
  readonly #search: SearchController;
  #input: Pick<ListInput, 'levels' | 'mode' | 'inContext'> = {
    levels: null,
    mode: 'filter',
    inContext: false,
  };
  #frozen: readonly LogRow[] | null = null;
  /** Whatever is filtered. */
  #all: readonly LogRow[] = [];
  readonly #waitingRows = new WaitingCount();
  #waiting = 0;
  #hasNodes = false;
  #newestSeq = 0;
  #told = 'false 0 ';

  constructor(host: ReactiveControllerHost, handlers: ListHandlers) {
    this.#handlers = handlers;
    this.#late = new LateFinder(host);
    this.patterns = new PatternController(host);
    this.#search = new SearchController(host, {
      onError: (error) => {
        handlers.onError(error);
      },
    });
  }

  /** The rows on show, marks included; the same array as long as they are the same. */
  get rows(): readonly LogRow[] {
    const { shown } = this;
    const rows = this.hasOlder ? this.older.apartFrom(shown) : shown;
    return this.marks.among(rows, this.#all);
  }

  /** The lines that these rows are folded into; the same as the rows while they are not. */
  get lines(): readonly LogRow[] {
    return this.patterns.lines(this.rows);
  }

  /** The rows that a line stands for: more than one where rows are folded into it. */
  rowsOf(seq: number): readonly LogRow[] {
    const { patterns, rows } = this;
    if (patterns.folds.has(seq)) return patterns.rowsOf(seq);
    const row = rows[placeOfSeq(rows, seq)];
    return row?.seq === seq ? [row] : [];
  }

  /** First and last seq of rows that are folded into one line; `null` for a line that is one row. */
  spanOf(seq: number): readonly [first: number, last: number] | null {
    const fold = this.patterns.folds.get(seq);
    return fold === undefined || fold.isOpen ? null : [fold.first.seq, fold.last.seq];
  }

  /** What decides which of all rows are on show, part by part: while none is another one, the rows on show only grow. */
  get filter(): readonly unknown[] {
    const { levels, mode, inContext } = this.#input;
    const { query, hits } = this.#search;
    const { filter } = this.patterns;
    return [levels?.join(), mode, inContext, query, hits?.size, filter, this.older.rows];
  }

  /** The rows on show without the marks. */
  get shown(): readonly LogRow[] {
    return this.#input.inContext ? this.#all : this.#visible.rows;
  }

  /** All rows are on show for a time, whatever is filtered. */
  get inContext(): boolean {
    return this.#input.inContext;
  }

  /** All rows that those on show were chosen from. */
  get all(): readonly LogRow[] {
    return this.#all;
  }

  /** From how many milliseconds on the time between two rows on show is a pause. */
  get leastPauseMs(): number {
    return this.#pauses.leastMs(this.shown);
  }

  /** Rows that came late, and by how many milliseconds, by seq. */
  get late(): ReadonlyMap<number, number> {
    return this.#late.all;
  }

  /** Those that the search has found, and in context all that the filter would leave; empty without either. */
  get matches(): readonly LogRow[] {
    if (this.#input.inContext) return this.#visible.rows;
    const { matches } = this.#visible;
    return this.hasOlder ? this.older.before(matches) : matches;
  }

  /** Those of them that are in memory. */
  get held(): readonly LogRow[] {
    return this.#visible.matches;
  }

  /** Rows that came in since the pause and would be on show. */
  get waiting(): number {
    return this.#waiting;
  }

  /** True once a row has named a workflow node. */
  get hasNodes(): boolean {
    return this.#hasNodes;
  }

  /** The query as it was typed. */
  get typed(): Query {
    return this.#search.typed;
  }

  /** The query that the rows on show belong to. */
  get query(): Query {
    return this.#search.query;
  }

  get hits(): ReadonlyMap<number, HitRanges> | null {
    return this.#search.hits;
  }

  /** True while the search is still looking. */
  get pending(): boolean {
    return this.#search.pending;
  }

  setQuery(text: string): void {
    this.#search.setQuery(text);
  }

  /** Another run: nothing of it has been shown. */
  restart(): void {
    this.#frozen = null;
    this.#hasNodes = false;
    this.#newestSeq = 0;
    this.marks.clear();
    this.patterns.restart();
  }

  /** Whether a row that is not among those on show would be, by its level and as far as the query is not about texts. */
  wouldShow(row: LogRow): boolean {
    const { levels, mode, inContext } = this.#input;
    if (inContext) return isEntry(row);
    if (!isEntry(row) || levels?.includes(row.severity) === false) return false;
    if (this.patterns.test?.(row) === false) return false;
    const { query } = this.#search;
    return mode !== 'filter' || needsSearch(query) || matchesQuery(query, row, undefined);
  }

  /** Follows the buffer. */
  apply(change: BufferChange): void {
    if (change.reset) {
      this.#frozen = null;
    }
    this.#search.apply(change);
    this.#hasNodes ||= change.appended.some(hasNode) || change.prepended.some(hasNode);
  }

  /** Takes the present state; returns the rows on show. Paused rows stay, and can still be filtered and searched. */
  update(input: ListInput): readonly LogRow[] {
    this.#input = input;
    this.#frozen = input.paused ? (this.#frozen ?? input.rows) : null;
    const rows = (this.#all = this.#frozen ?? input.rows);
    this.#late.follow(rows);
    this.patterns.follow(rows, input.patterns);
    this.#waiting =
      rows === input.rows
        ? 0
        : this.#waitingRows.update(
            input.rows,
            rows.at(-1)?.seq ?? 0,
            (row) => this.wouldShow(row),
            [input.levels, input.mode, this.#search.query, input.inContext, this.patterns.filter],
          );
    const shown = this.#visible.update({
      rows,
      levels: input.levels === null ? null : new Set(input.levels),
      query: this.#search.query,
      hits: this.#search.hits,
      mode: input.mode,
      test: this.patterns.test,
    });
    this.#tellAdded(input.inContext ? rows : shown);
    this.#tellSearch();
    return this.rows;
  }

  /** Puts a mark behind the newest row that is there, shown or not; `null` when there is none. */
  mark(atMs: number): LogMark | null {
    const last = this.#all.at(-1);
    return last === undefined ? null : this.marks.put(lastSeqOf(last), atMs);
  }

  /**
   * True when hits that are not in memory are on show.
   * Where all rows are, those from elsewhere would stand among them as if there were nothing between.
   */
  get hasOlder(): boolean {
    const { inContext, mode } = this.#input;
    return !inContext && mode === 'filter' && this.older.rows.length > 0;
  }

  #tellAdded(rows: readonly LogRow[]): void {
    const added = rowsAfter(rows, this.#newestSeq);
    if (added.length === 0) return;
    this.#newestSeq = rows.at(-1)?.seq ?? this.#newestSeq;
    this.#handlers.onAdded(added);
  }

  #tellSearch(): void {
    const { typed, pending } = this.#search;
    const total = this.#visible.matches.length;
    const news = `${String(pending)} ${total} ${typed.text}`;
    if (news === this.#told) return;
    this.#told = news;
    this.#handlers.onSearch(typed.text, total, pending);
  }
}

function hasNode(row: LogRow): boolean {
  return isEntry(row) && row.nodeId !== null;
}

/** The rows at the end that come after `seq`. */
function rowsAfter(rows: readonly LogRow[], seq: number): readonly LogRow[] {
  const place = placeOfSeq(rows, seq);
  const from = rows[place]?.seq === seq ? place + 1 : place;
  return from === 0 ? rows : rows.slice(from);
}
