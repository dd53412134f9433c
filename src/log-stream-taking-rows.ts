/**
 * What there is to take away of a run: which rows are selected, on show or there at all, where they are, and what is
 * said of them. It reads the stream and the list, and changes nothing.
 */
import type { ListController } from './controllers/list-controller.js';
import type { SelectionController } from './controllers/selection-controller.js';
import type { StreamController } from './controllers/stream-controller.js';
import { lastSeqOf, type LogEntry, type LogMark, type LogRow } from './core/log-entry.js';
import { EMPTY_QUERY, isEmptyQuery } from './core/query.js';
import type { Redactor } from './core/redactor.js';
import type { SeqRange } from './core/row-selection.js';
import { patternText } from './core/pattern-marks.js';
import type { Severity } from './core/severity.js';
import type { TakenRows } from './core/taken-rows.js';
import type { MissingRows, TakingFacts, TakingScope } from './view/taking.js';
import type { TimeFormat } from './view/time-format.js';
import { rowMatcher } from './search/row-matcher.js';

/** What is read of the view's settings. */
export interface TakingSettings {
  readonly 'time-format': TimeFormat;
  readonly 'search-mode': 'filter' | 'highlight';
  readonly levels: readonly Severity[] | null;
  readonly locale: string | undefined;
}

/** Where rows are, and what decides which of them are on show. */
export interface TakingRowsTools {
  readonly stream: StreamController;
  readonly list: ListController;
  readonly selection: SelectionController;
  settings(): TakingSettings;
  runId(): string | undefined;
}

/** Rows that are made into text without letting the browser do anything else meanwhile: some 20 ms of work. */
export const AT_ONCE_ROWS = 3_000;

/** What is to be taken. */
export interface TakingRequest {
  readonly ranges: readonly SeqRange[];
  readonly isFiltered: boolean;
  readonly marks: readonly LogMark[];
}

/** The rows of a run, for taking them away. */
export class TakingRows {
  readonly #tools: TakingRowsTools;

  constructor(tools: TakingRowsTools) {
    this.#tools = tools;
  }

  /** True when the view leaves out rows. */
  get isFiltered(): boolean {
    const { levels, 'search-mode': mode } = this.#tools.settings();
    if (this.#tools.list.patterns.test !== null) return true;
    return levels !== null || (mode === 'filter' && !isEmptyQuery(this.#tools.list.query));
  }

  /** What can be chosen, with the number of rows where it is known. */
  scopes(): readonly (readonly [scope: TakingScope, rows: number | null])[] {
    const { selected } = this.#tools.selection;
    const [from, to] = this.#wholeRun();
    const scopes: (readonly [TakingScope, number | null])[] = [];
    if (!selected.isEmpty) scopes.push(['selected', selected.count]);
    if (this.isFiltered) scopes.push(['shown', null]);
    scopes.push(['all', Math.max(0, to - from + 1)]);
    return scopes;
  }

  /** The selected rows that are in memory, in order, marks included. */
  selected(): readonly LogRow[] {
    const { selected } = this.#tools.selection;
    if (selected.isEmpty) return [];
    const found = new Map<number, LogRow>();
    for (const rows of [...this.held(), this.#tools.list.marks.all]) {
      for (const row of rows) if (selected.has(row.seq)) found.set(row.seq, row);
    }
    return [...found.values()].sort((a, b) => a.seq - b.seq);
  }

  /** What a copy takes where it need not be fetched; `null` where it may have to be. */
  atHand(): readonly LogRow[] | null {
    const { selection, list } = this.#tools;
    const { selected, activeRow } = selection;
    if (selected.isEmpty) return activeRow === null ? list.rows : list.rowsOf(activeRow.seq);
    if (selected.count > AT_ONCE_ROWS) return null;
    const rows = this.selected();
    const whole = rows.filter(({ seq }) => Number.isInteger(seq)).length;
    return rows.length > 0 && whole >= selected.count ? rows : null;
  }

  /** The stretches of the run that are in memory. */
  held(): readonly (readonly LogRow[])[] {
    const { stream, list } = this.#tools;
    const held = [stream.rows];
    if (stream.isAway) held.push(stream.tail.rows);
    // Of a paused view rows may be trimmed that are still on show.
    if (list.all !== stream.rows) held.push(list.all);
    return held.filter((rows) => rows.length > 0);
  }

  requestFor(scope: TakingScope): TakingRequest {
    const { selection, list } = this.#tools;
    const marks = list.marks.all;
    if (scope === 'selected') {
      const { selected } = selection;
      return {
        ranges: selected.ranges,
        isFiltered: false,
        marks: marks.filter(({ seq }) => selected.has(seq)),
      };
    }
    const isFiltered = scope === 'shown' && this.isFiltered;
    const ranges = [this.#wholeRun()].filter(([, to]) => to > 0);
    return { ranges, isFiltered, marks };
  }

  /**
   * The filter of the view, or `null`. The words of a search are looked for anew, as the search does: rows that are not
   * in memory have not been searched.
   */
  async filterFor({ isFiltered }: TakingRequest): Promise<((entry: LogEntry) => boolean) | null> {
    if (!isFiltered) return null;
    const { levels, 'search-mode': mode } = this.#tools.settings();
    const { query } = this.#tools.list;
    const { test } = this.#tools.list.patterns;
    const searches = mode === 'filter' && !isEmptyQuery(query);
    const match = await rowMatcher(searches ? query : EMPTY_QUERY, levels);
    return (entry) => (test?.(entry) ?? true) && match(entry) !== null;
  }

  /** Facts are masked too: a search may be for what must not be passed on. */
  facts(
    taken: TakenRows,
    redactor: Redactor,
    request: Pick<TakingRequest, 'isFiltered'>,
    more: { readonly missing?: readonly MissingRows[]; readonly zone?: string } = {},
  ): TakingFacts {
    const { levels, 'search-mode': mode } = this.#tools.settings();
    const { query } = this.#tools.list;
    const { rows, removed, outages, firstSeq, lastSeq, startedAt, endedAt } = taken;
    const searches = request.isFiltered && mode === 'filter' && !isEmptyQuery(query);
    return {
      runId: this.#tools.runId() ?? null,
      levels: request.isFiltered ? levels : null,
      ...(request.isFiltered ? { patterns: this.#patterns(redactor) } : {}),
      query: searches ? redactor.text(query.text) : '',
      masked: redactor.count,
      rows,
      firstSeq,
      lastSeq,
      startedAt,
      endedAt,
      removed,
      outages,
      missing: more.missing ?? [],
      zone: more.zone ?? '',
    };
  }

  #patterns(redactor: Redactor): TakingFacts['patterns'] & object {
    const { only, hidden } = this.#tools.list.patterns.filter;
    const masked = (keys: readonly string[]): string[] =>
      keys.map((key) => redactor.text(patternText(key)));
    return { only: masked(only), hidden: masked(hidden) };
  }

  /** The first and the last seq of the run, as far as they are known. */
  #wholeRun(): SeqRange {
    const { stream } = this.#tools;
    const first = stream.rows[0];
    const last = stream.tail.rows.at(-1);
    const firstHeld = first === undefined ? 1 : Math.ceil(first.seq);
    // Where rows are numbered here, what precedes the newest page is numbered downwards from 1.
    const from = stream.reachedStart ? firstHeld : Math.min(1, firstHeld);
    const to = Math.max(stream.run?.lastSeq ?? 0, last === undefined ? 0 : lastSeqOf(last));
    return [Math.min(from, to), to];
  }
}
