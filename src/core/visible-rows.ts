/**
 * Which of the rows are on show, and which of them match: rows × enabled levels × query × hits × mode. Incremental,
 * because it is asked once a frame while rows pour in; equal to filtering all of them anew, which the tests check.
 */
import { FilteredRows, type RowTest } from './filtered-rows.js';
import { isEntry, type LogRow } from './log-entry.js';
import { matchesFound } from './query-match.js';
import { isEmptyQuery, isSearched, needsSearch, type Query } from './query.js';
import { SearchHits, type HitRanges } from './search-hits.js';
import type { Severity } from './severity.js';

/** `filter` shows only the rows that match; `highlight` shows all and leaves the matches to be marked. */
export type SearchMode = 'filter' | 'highlight';

/** What decides which rows are on show. */
export interface VisibleRowsInput {
  /** Rows in seq order; a new array when they changed, as `LogBuffer.rows` gives them. */
  readonly rows: readonly LogRow[];
  /** The severities on show; `null` for all. */
  readonly levels: ReadonlySet<Severity> | null;
  readonly query: Query;
  /** Where the query was found in texts so far; `null` when it is not about texts. Entries may be added to the same map. */
  readonly hits: ReadonlyMap<number, HitRanges> | null;
  readonly mode: SearchMode;
  /** A further test, `null` for none; another function when its answers are others. */
  readonly test?: RowTest | null;
}

/** The rows on show, and the matches among them. */
export class VisibleRows {
  readonly #shown = new FilteredRows();
  readonly #matched = new FilteredRows();
  #last: VisibleRowsInput | null = null;
  /** How many of the hits have been taken into account. */
  #hitsSeen = 0;
  #rows: readonly LogRow[] = [];
  #matches: readonly LogRow[] = [];

  /** The rows on show; the same array as long as they are the same. */
  get rows(): readonly LogRow[] {
    return this.#rows;
  }

  /** The rows that match the query, of those whose level is on show; empty when the query is. Never gaps or outages. */
  get matches(): readonly LogRow[] {
    return this.#matches;
  }

  /** Takes the present state; returns the rows on show. */
  update(input: VisibleRowsInput): readonly LogRow[] {
    const { rows, query } = input;
    const afresh = this.#last === null || !sameFilter(this.#last, input);
    if (isEmptyQuery(query)) {
      this.#matches = EMPTY;
      this.#rows = isUnfiltered(input)
        ? rows
        : this.#follow(this.#shown, input, afresh, levelTest(input), []);
    } else {
      this.#matches = this.#follow(
        this.#matched,
        input,
        afresh,
        matchTest(input),
        this.#news(input, afresh),
        hitsOnly(input),
      );
      if (input.mode === 'filter') this.#rows = this.#matches;
      else
        this.#rows = isUnfiltered(input)
          ? rows
          : this.#follow(this.#shown, input, afresh, levelTest(input), []);
    }
    this.#last = input;
    this.#hitsSeen = hitCount(input.hits);
    return this.#rows;
  }

  #follow(
    list: FilteredRows,
    input: VisibleRowsInput,
    afresh: boolean,
    test: RowTest,
    news: readonly number[] | null,
    among: readonly number[] | null = null,
  ): readonly LogRow[] {
    if (afresh || news === null) list.refilter(input.rows, test, among);
    else if (input.rows !== this.#last?.rows || news.length > 0)
      list.follow(input.rows, test, news);
    return list.rows;
  }

  /** The rows that were hit since the last time; `null` when that cannot be told. */
  #news({ hits }: VisibleRowsInput, afresh: boolean): readonly number[] | null {
    if (afresh || hits === null) return [];
    if (hits instanceof SearchHits) return hits.journal.slice(this.#hitsSeen);
    return hits.size === this.#hitsSeen ? [] : null;
  }
}

const EMPTY: readonly LogRow[] = [];

/** Gaps and outages stand between rows that may be filtered away: they are shown only where nothing is. */
function levelTest({ levels, test }: VisibleRowsInput): RowTest {
  return (row) =>
    isEntry(row) && (levels === null || levels.has(row.severity)) && (test?.(row) ?? true);
}

function isUnfiltered({ levels, test }: VisibleRowsInput): boolean {
  return levels === null && (test ?? null) === null;
}

function matchTest({ levels, query, hits, test }: VisibleRowsInput): RowTest {
  return (row) =>
    isEntry(row) &&
    (levels === null || levels.has(row.severity)) &&
    (test?.(row) ?? true) &&
    matchesFound(query, row, bitsOf(hits, row.seq));
}

function bitsOf(hits: ReadonlyMap<number, HitRanges> | null, seq: number): number {
  if (hits instanceof SearchHits) return hits.bitsOf(seq);
  const hit = hits?.get(seq);
  return hit === undefined ? 0 : (hit.clauses ?? ~0);
}

/** The seqs of rows that were hit, where only these can match; `null` where others can. */
function hitsOnly({ query, hits }: VisibleRowsInput): readonly number[] | null {
  return hits instanceof SearchHits && query.clauses.every(isSearched) ? hits.journal : null;
}

function hitCount(hits: ReadonlyMap<number, HitRanges> | null): number {
  return hits instanceof SearchHits ? hits.journal.length : (hits?.size ?? 0);
}

function sameFilter(a: VisibleRowsInput, b: VisibleRowsInput): boolean {
  return (
    a.mode === b.mode &&
    a.query === b.query &&
    (a.test ?? null) === (b.test ?? null) &&
    (a.hits === b.hits || !needsSearch(b.query)) &&
    sameLevels(a.levels, b.levels)
  );
}

function sameLevels(a: ReadonlySet<Severity> | null, b: ReadonlySet<Severity> | null): boolean {
  if (a === b) return true;
  return a !== null && b !== null && a.size === b.size && [...a].every((level) => b.has(level));
}
