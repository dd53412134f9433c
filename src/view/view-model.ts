/**
 * From what the element knows to what its view shows: pure, so that the element has nothing to decide about looks and
 * a test can ask for any situation by name.
 */
import type { LogStreamError } from '../core/errors.js';
import type { RowFold } from '../core/folded-rows.js';
import type { SeverityCounts } from '../core/row-tally.js';
import { isEntry, type LogEntry, type LogRow } from '../core/log-entry.js';
import { placeOfSeq } from '../core/place-of-seq.js';
import { isEmptyQuery, type Query } from '../core/query.js';
import type { RowSelection } from '../core/row-selection.js';
import type { HitRanges } from '../core/search-hits.js';
import type { Severity } from '../core/severity.js';
import type { StreamState } from '../core/stream-state.js';
import type { SearchMode } from '../core/visible-rows.js';
import type { PopupName } from './commands.js';
import { errorSentence } from './error-text.js';
import type { RowAction, RowContext } from './log-row.js';
import type { LevelModel } from './log-toolbar.js';
import type { FooterModel, ViewModel } from './log-view.js';
import { rateText, type FloodModel } from './flood-strip.js';
import { bannerOf, isBare, placeholderOf, type NoticeInput } from './notice-model.js';
import {
  streamDetailsModel,
  type StreamDetailsModel,
  type StreamHealthFacts,
} from './stream-details.js';
import type { ReadingModel } from './reading-view.js';
import type { RunSearchModel } from './run-search-strip.js';
import type { SearchModel } from './search-box.js';
import type { DetailsModel } from './row-details.js';
import { leadText, placeModel, type PlaceFacts } from './place-view.js';
import type { LogStreamStrings } from './strings.js';
import { ageText, zoneName, zoneSpan, type TimeFormat } from './time-format.js';

/** What the reader has open, and where they are. */
interface ReaderFacts {
  readonly expanded: ReadonlySet<number>;
  readonly currentHitSeq: number | null;
  readonly currentHitPlace: number | null;
  readonly popup: PopupName | null;
  readonly keysOpen: boolean;
  readonly toast: string | null;
}

/** What is known of the run. */
interface StreamFacts extends PlaceFacts {
  readonly reason: string | undefined;
  readonly stateSinceMs: number;
  readonly error: LogStreamError | null;
  readonly rows: readonly LogRow[];
  readonly counts: SeverityCounts;
  readonly reachedStart: boolean;
  readonly isLoadingOlder: boolean;
  readonly isFull: boolean;
  /** Rows a second, while too many come to be read; `null` otherwise. */
  readonly floodRate: number | null;
  /** The reader only sees them fly by. */
  readonly isSkimmed: boolean;
}

/** What is on show of it. */
interface ListFacts {
  readonly rows: readonly LogRow[];
  /** The same without the reader's marks. */
  readonly shown: readonly LogRow[];
  /** From how many milliseconds on the time between two rows is a pause. */
  readonly leastPauseMs: number;
  /** Rows that came late, and by how many milliseconds, by seq. */
  readonly late: ReadonlyMap<number, number>;
  readonly matches: readonly LogRow[];
  readonly waiting: number;
  /** Hits that are not in memory stand before the rows that are. */
  readonly hasOlder: boolean;
  readonly hasNodes: boolean;
  /** As it stands in the field. */
  readonly typed: Query;
  /** What the hits belong to. */
  readonly query: Query;
  readonly hits: ReadonlyMap<number, HitRanges> | null;
  /** The lines that the rows are folded into. */
  readonly lines: readonly LogRow[];
  readonly patterns: {
    /** A filter by pattern; `null` for none. */
    readonly test: unknown;
    readonly folds: ReadonlyMap<number, RowFold>;
  };
  readonly pending: boolean;
}

/** What the element knows. Its controllers are handed over as they are; only what is named here is read. */
export interface ViewInput {
  /** The language of the texts, and how it runs where the page leaves that open. */
  readonly words: { readonly language: string; readonly direction: 'rtl' | null };
  readonly strings: LogStreamStrings;
  readonly formatNumber: (value: number) => string;
  readonly nowMs: number;
  readonly state: StreamState;
  readonly settings: {
    readonly 'time-format': TimeFormat;
    readonly 'search-mode': SearchMode;
    readonly levels: readonly Severity[] | null;
    readonly locale: string | undefined;
  };
  readonly settingProblem: string | null;
  readonly page: {
    readonly label: string | undefined;
    readonly wrap: boolean;
    readonly histogram: boolean;
    readonly patterns: boolean;
    readonly fold: boolean;
    readonly paused: boolean;
    readonly rowTime: ((entry: LogEntry) => string) | undefined;
    readonly rowActions: readonly RowAction[];
  };
  readonly stream: StreamFacts;
  /** When the run began; not known: when the first row held was written. In milliseconds since 1970. */
  readonly start: { readonly ms: number | null; readonly isKnown: boolean };
  readonly list: ListFacts;
  readonly context: { readonly isOpen: boolean; readonly isPossible: boolean };
  readonly runSearch: {
    model(): RunSearchModel | null;
    rangesOf(seq: number): HitRanges | undefined;
  };
  readonly follow: {
    readonly following: boolean;
    readonly missedRows: number;
    readonly missedErrors: number;
  };
  readonly selection: {
    readonly activeSeq: number | null;
    readonly selected: RowSelection;
  };
  readonly reader: ReaderFacts;
  readonly details: DetailsModel;
  /** Only while the reader looks at it: a reading costs more than the rest of what is here. */
  readonly health: StreamHealthFacts | null;
  readonly activeIsRendered: boolean;
  readonly jumpProblem: string | null;
  readonly announcement: string;
  /** The document that is read in place of the list. */
  readonly reading: ReadingModel | null;
  readonly overview: { readonly minimapShown: boolean };
}

const NOTHING = (): boolean => false;
const NONE_LATE: ReadonlyMap<number, number> = new Map();

/** Heaviest first: what matters is where reading starts. */
const LEVEL_ORDER: readonly Severity[] = [
  'fatal',
  'error',
  'warn',
  'info',
  'debug',
  'trace',
  'unknown',
];

/** What the view shows. */
export function viewModel(input: ViewInput): ViewModel {
  const { strings, page, follow, reader, stream, list } = input;
  const notice = noticeInput(input);
  const { isAway } = stream;
  const missed = isAway
    ? { ...stream.place.missed, isAway }
    : { rows: follow.missedRows, errors: follow.missedErrors, isAway };
  return {
    strings,
    language: input.words.language,
    direction: input.words.direction,
    label: page.label ?? strings.label,
    toolbar: {
      strings,
      formatNumber: input.formatNumber,
      state: input.state,
      stateDetail: stream.reason,
      search: searchModel(input),
      levels: levelModels(stream.counts, input.settings.levels),
      following: follow.following,
      paused: page.paused,
      wrap: page.wrap,
      reading: input.reading !== null,
      minimap: input.overview.minimapShown,
      histogram: page.histogram,
      patterns: page.patterns,
      fold: page.fold,
      context: input.context,
      timeFormat: input.settings['time-format'],
      popup: reader.popup,
      jumpProblem: input.jumpProblem,
      details: detailsModel(input),
    },
    banner: bannerOf(notice),
    placeholder: placeholderOf(notice),
    isBare: isBare(notice),
    rows: list.lines,
    row: rowContext(input),
    hasNodes: list.hasNodes,
    activeIsRendered: input.activeIsRendered,
    flood: page.paused || isAway ? null : floodModel(input),
    missed: follow.following || page.paused ? null : missed,
    inContext: input.context.isOpen,
    runSearch: input.runSearch.model(),
    lead: list.hasOlder ? null : leadText(stream, strings),
    footer: footerModel(input),
    keysOpen: reader.keysOpen,
    toast: reader.toast,
    announcement: input.announcement,
    reading: input.reading,
  };
}

function detailsModel(input: ViewInput): StreamDetailsModel | null {
  const { health, stream, settings } = input;
  if (health === null) return null;
  return streamDetailsModel(health, {
    strings: input.strings,
    formatNumber: input.formatNumber,
    timeFormat: settings['time-format'],
    locale: settings.locale,
    sinceMs: stream.stateSinceMs,
    nowMs: input.nowMs,
    reason: stream.reason,
  });
}

function searchModel({ list, reader, settings, formatNumber }: ViewInput): SearchModel {
  const place = reader.currentHitPlace;
  return {
    query: list.typed.text,
    mode: settings['search-mode'],
    pending: list.pending,
    count: isEmptyQuery(list.typed)
      ? null
      : {
          current: place === null ? null : formatNumber(place),
          total: formatNumber(list.matches.length),
        },
    diagnostics: list.typed.diagnostics,
    isBuilding: reader.popup === 'query-builder',
  };
}

function rowContext(input: ViewInput): RowContext {
  const { list, page, reader, selection, settings } = input;
  const isBrief = isSkimming(input);
  return {
    strings: input.strings,
    formatNumber: input.formatNumber,
    locale: settings.locale,
    timeFormat: settings['time-format'],
    formatTime: page.rowTime,
    startMs: input.start.ms,
    wrap: page.wrap,
    activeSeq: selection.activeSeq,
    isSelected: selection.selected.isEmpty ? NOTHING : (seq) => selection.selected.has(seq),
    currentHitSeq: reader.currentHitSeq,
    expanded: reader.expanded,
    rangesOf: isEmptyQuery(list.query)
      ? () => undefined
      : (entry) => list.hits?.get(entry.seq) ?? input.runSearch.rangesOf(entry.seq),
    rowActions: page.rowActions,
    folds: list.patterns.folds,
    hitsIn:
      settings['search-mode'] === 'highlight' ? (fold) => hitsIn(fold, list.matches) : () => 0,
    hasContext: input.context.isPossible,
    isHit: hitTest(input),
    details: input.details,
    ...(isBrief
      ? { isBrief, late: NONE_LATE, leastPauseMs: Infinity }
      : { isBrief, late: list.late, leastPauseMs: list.leastPauseMs }),
  };
}

function floodModel(input: ViewInput): FloodModel | null {
  const rate = rateText(input.stream.floodRate, input.formatNumber);
  return rate === null ? null : { rate, isBrief: isSkimming(input) };
}

/** A document that is read does not fly by, whatever comes in below it. */
function isSkimming({ stream, reading }: ViewInput): boolean {
  return reading === null && stream.isSkimmed;
}

/** Which rows are marked as a whole, since what was found of them may not be in their text. None where all are hits. */
function hitTest({ list, context, settings }: ViewInput): ((seq: number) => boolean) | null {
  const { matches } = list;
  const isMarking = context.isOpen || settings['search-mode'] === 'highlight';
  if (!isMarking || matches.length === 0) return null;
  return (seq) => matches[placeOfSeq(matches, seq)]?.seq === seq;
}

/** Matches among the rows of a fold. */
function hitsIn({ first, last }: RowFold, matches: readonly LogRow[]): number {
  return placeOfSeq(matches, last.seq + 1) - placeOfSeq(matches, first.seq);
}

function noticeInput(input: ViewInput): NoticeInput {
  return {
    strings: input.strings,
    formatNumber: input.formatNumber,
    state: input.state,
    reason: input.stream.reason,
    error: input.stream.error,
    rowCount: input.stream.rows.length,
    shownCount: input.list.rows.length,
    searching: input.list.pending,
    waitingCount: input.list.waiting,
  };
}

function levelModels(
  counts: SeverityCounts,
  levels: readonly Severity[] | null,
): readonly LevelModel[] {
  return LEVEL_ORDER.map((severity) => ({
    severity,
    count: counts[severity],
    pressed: levels?.includes(severity) ?? false,
  }));
}

function footerModel(input: ViewInput): FooterModel {
  const { strings, formatNumber, settings, stream } = input;
  const allRows = stream.rows;
  // Marks are not rows of the log either.
  const rows = input.list.shown;
  const searched = !isEmptyQuery(input.list.query) && settings['search-mode'] === 'filter';
  const filtered =
    !input.context.isOpen &&
    (searched || settings.levels !== null || input.list.patterns.test !== null);
  // Gaps and outages are not rows of the log: who counts rows must find as many as were written.
  const total = Object.values(stream.counts).reduce((sum, count) => sum + count, 0);
  // What a filter leaves are such rows; only those of a pause have to be counted.
  const counted = (): number => (filtered ? rows.length : rows.filter(isEntry).length);
  const shown = rows === allRows ? total : counted();
  const newest = allRows.findLast(isEntry);
  const aging = input.state === 'live' || input.state === 'polling' || input.state === 'degraded';
  return {
    count: filtered
      ? strings.rowCountOf(formatNumber(shown), formatNumber(total))
      : strings.rowCount(formatNumber(shown)),
    filtered: filtered && rows.length > 0,
    age:
      aging && newest !== undefined && !stream.isAway
        ? ageText(Date.parse(newest.createdAt), input.nowMs, settings.locale)
        : null,
    zone: zoneOf(input, newest),
    problem: input.settingProblem ?? problemOf(input),
    older: olderOf(input),
    place: placeModel(stream, strings, formatNumber),
  };
}

/** The zone that the rows' times are in, which is not always the present one: clocks are changed twice a year. */
function zoneOf(input: ViewInput, newest: LogEntry | undefined): string {
  const { stream, settings, nowMs, start, strings } = input;
  const format = settings['time-format'];
  if (format === 'elapsed' && start.ms !== null && !start.isKnown) return strings.sinceFirstHeld;
  const first = stream.rows.find(isEntry);
  if (first === undefined || newest === undefined) return '';
  const [fromMs, toMs] = [Date.parse(first.createdAt), Date.parse(newest.createdAt)];
  return Number.isNaN(fromMs + toMs) ? zoneName(format, nowMs) : zoneSpan(format, fromMs, toMs);
}

/** An error that did not end the stream; those that did have a notice of their own. */
function problemOf({ state, strings, stream: { error, rows } }: ViewInput): string | null {
  const told = state === 'failed' || state === 'denied' || state === 'auth-required';
  if (error === null || told || (rows.length === 0 && state === 'connecting')) return null;
  return errorSentence(error, strings);
}

function olderOf({ stream }: ViewInput): FooterModel['older'] {
  if (stream.rows.length === 0 || stream.reachedStart) return 'none';
  if (stream.isLoadingOlder) return 'loading';
  return stream.isFull ? 'full' : 'load';
}
