/**
 * From what the element knows to what its view shows: pure, so that the element has nothing to decide about looks and
 * a test can ask for any situation by name.
 */
import type { LogStreamError } from '../core/errors.js';
import type { SeverityCounts } from '../core/log-buffer.js';
import { isGap, type LogEntry, type LogRow } from '../core/log-entry.js';
import { isEmptyQuery, type Query } from '../core/query.js';
import { markedRanges } from '../core/query-match.js';
import type { HitRanges } from '../core/search-hits.js';
import type { Severity } from '../core/severity.js';
import type { StreamState } from '../core/stream-state.js';
import type { TextRange } from '../core/text-segments.js';
import type { SearchMode } from '../core/visible-rows.js';
import type { RowAction } from './log-row.js';
import type { LevelModel } from './log-toolbar.js';
import type { FooterModel, ViewModel } from './log-view.js';
import { bannerOf, placeholderOf, type NoticeInput } from './notice-model.js';
import type { LogStreamStrings } from './strings.js';
import { ageText, zoneName, type TimeFormat } from './time-format.js';

/** What the reader has open, and where they are. */
export interface ReaderModel {
  readonly expanded: ReadonlySet<number>;
  readonly currentHitSeq: number | null;
  readonly currentHitPlace: number | null;
  readonly menuOpen: boolean;
  readonly keysOpen: boolean;
  readonly toast: string | null;
}

/** What the element knows. */
export interface ViewInput {
  readonly strings: LogStreamStrings;
  readonly formatNumber: (value: number) => string;
  readonly locale: string | undefined;
  readonly label: string | undefined;
  readonly nowMs: number;

  readonly state: StreamState;
  readonly reason: string | undefined;
  readonly error: LogStreamError | null;
  readonly settingProblem: string | null;
  readonly allRows: readonly LogRow[];
  readonly counts: SeverityCounts;
  readonly reachedStart: boolean;
  readonly loadingOlder: boolean;
  readonly isFull: boolean;

  readonly rows: readonly LogRow[];
  readonly matches: readonly LogRow[];
  readonly waiting: number;
  readonly levels: readonly Severity[] | null;
  /** As it stands in the field. */
  readonly typed: Query;
  /** What the hits belong to. */
  readonly query: Query;
  readonly hits: ReadonlyMap<number, HitRanges> | null;
  readonly searchPending: boolean;
  readonly searchMode: SearchMode;

  readonly timeFormat: TimeFormat;
  readonly formatTime: ((entry: LogEntry) => string) | undefined;
  readonly wrap: boolean;
  readonly paused: boolean;
  readonly following: boolean;
  readonly missed: { readonly rows: number; readonly errors: number };
  readonly activeSeq: number | null;
  readonly activeIsRendered: boolean;
  readonly selection: readonly [number, number] | null;
  readonly reader: ReaderModel;
  readonly rowActions: readonly RowAction[];
  readonly hasNodes: boolean;
  readonly announcement: string;
}

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
  const { strings, formatNumber, timeFormat, wrap } = input;
  const notice = noticeInput(input);
  const searching = !isEmptyQuery(input.typed);
  const first = input.allRows.find((row): row is LogEntry => !isGap(row));
  return {
    strings,
    label: input.label ?? strings.label,
    toolbar: {
      strings,
      formatNumber,
      state: input.state,
      stateDetail: input.reason,
      search: {
        query: input.typed.text,
        mode: input.searchMode,
        pending: input.searchPending,
        count: searching
          ? {
              current:
                input.reader.currentHitPlace === null
                  ? null
                  : formatNumber(input.reader.currentHitPlace),
              total: formatNumber(input.matches.length),
            }
          : null,
        diagnostics: input.typed.diagnostics.map(({ message }) => message),
      },
      levels: levelModels(input.counts, input.levels),
      following: input.following,
      paused: input.paused,
      wrap,
      timeFormat,
      menuOpen: input.reader.menuOpen,
    },
    banner: bannerOf(notice),
    placeholder: placeholderOf(notice),
    rows: input.rows,
    row: {
      strings,
      formatNumber,
      locale: input.locale,
      timeFormat,
      formatTime: input.formatTime,
      startMs: first === undefined ? null : Date.parse(first.createdAt),
      wrap,
      activeSeq: input.activeSeq,
      selection: input.selection,
      currentHitSeq: input.reader.currentHitSeq,
      expanded: input.reader.expanded,
      rangesOf: isEmptyQuery(input.query) ? () => undefined : rangesOf(input),
      rowActions: input.rowActions,
    },
    hasNodes: input.hasNodes,
    activeIsRendered: input.activeIsRendered,
    missed: input.following || input.paused ? null : input.missed,
    footer: footerModel(input),
    keysOpen: input.reader.keysOpen,
    toast: input.reader.toast,
    announcement: input.announcement,
  };
}

function rangesOf({ query, hits }: ViewInput): (entry: LogEntry) => readonly TextRange[] {
  return (entry) => markedRanges(query, entry, hits?.get(entry.seq));
}

function noticeInput(input: ViewInput): NoticeInput {
  return {
    strings: input.strings,
    formatNumber: input.formatNumber,
    state: input.state,
    reason: input.reason,
    error: input.error,
    rowCount: input.allRows.length,
    shownCount: input.rows.length,
    searching: input.searchPending,
    waitingCount: input.waiting,
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
  const { strings, formatNumber, allRows, rows } = input;
  const filtered = rows.length !== allRows.length && !input.paused;
  const newest = allRows.at(-1);
  const aging = input.state === 'live' || input.state === 'polling' || input.state === 'degraded';
  return {
    count: filtered
      ? strings.rowCountOf(formatNumber(rows.length), formatNumber(allRows.length))
      : strings.rowCount(formatNumber(rows.length)),
    filtered: filtered && rows.length > 0,
    age:
      aging && newest !== undefined && !isGap(newest)
        ? ageText(Date.parse(newest.createdAt), input.nowMs, input.locale)
        : null,
    zone: allRows.length === 0 ? '' : zoneName(input.timeFormat, input.nowMs),
    problem: input.settingProblem ?? problemOf(input),
    older: olderOf(input),
  };
}

/** An error that did not end the stream; those that did have a notice of their own. */
function problemOf({ error, state, allRows }: ViewInput): string | null {
  const told = state === 'failed' || state === 'denied' || state === 'auth-required';
  if (error === null || told || (allRows.length === 0 && state === 'connecting')) return null;
  return `${error.message} ${error.remedy}`;
}

function olderOf(input: ViewInput): FooterModel['older'] {
  if (input.allRows.length === 0 || input.reachedStart) return 'none';
  if (input.loadingOlder) return 'loading';
  return input.isFull ? 'full' : 'load';
}
