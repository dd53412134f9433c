/**
 * Every visible or spoken string, by name; `locales/` has them in each language. A host replaces any of them with the
 * `strings` property. Functions are given numbers that are formatted already.
 */
import type { ErrorText, LogStreamErrorCode } from '../core/errors.js';
import type { Severity } from '../core/severity.js';
import type { StreamState } from '../core/stream-state.js';
import type { KeyGroupName, KeyLineName } from './key-bindings.js';
import { ENGLISH } from './locales/en.js';
import type { QueryStrings } from './query-strings.js';
import type { RunSearchStrings } from './run-search-strings.js';
import type { PatternStrings } from './pattern-strings.js';
import type { TakingStrings } from './taking-strings.js';

/** What a notice says: what happened, and what to do about it. */
export interface NoticeText {
  readonly title: string;
  readonly detail: string;
}

/** What the details of the stream count, in the order in which they are shown. */
export const STREAM_COUNTS = [
  'received',
  'repaired',
  'duplicate',
  'late',
  'missing',
  'reconnects',
] as const;

/** One of these counts; its name is that of the metric. */
export type StreamCount = (typeof STREAM_COUNTS)[number];

/** What the reader steps through. */
export type StepKind = 'error' | 'warning' | 'match';

/** Keys that are printed with a word. */
export type NamedKey =
  ' ' | 'Ctrl' | 'End' | 'Enter' | 'Escape' | 'Home' | 'PageDown' | 'PageUp' | 'Shift';

/** The texts of the widget. Functions take numbers already formatted for the locale. */
export interface LogStreamStrings {
  /** Name of the whole widget for assistive technology, unless `label` is set. */
  readonly label: string;
  readonly rows: string;
  readonly levels: Readonly<Record<Severity, string>>;
  /** In the level column: at most five characters. */
  readonly levelWords: Readonly<Record<Severity, string>>;
  readonly levelGuessed: string;
  readonly levelUnknown: string;
  readonly states: Readonly<Record<StreamState, string>>;
  readonly stateDetails: Readonly<Partial<Record<StreamState, string>>>;
  readonly notices: Readonly<
    Record<
      'idle' | 'connecting' | 'empty' | 'ended-empty' | 'auth-required' | 'denied' | 'failed',
      NoticeText
    >
  >;
  /** What went wrong and what to do about it; what is particular to a case is put after it as it is. */
  readonly errors: Readonly<Record<LogStreamErrorCode, ErrorText>>;
  readonly search: string;
  readonly searchClear: string;
  readonly searchNext: string;
  readonly searchPrevious: string;
  readonly searchFilter: string;
  readonly searchHighlight: string;
  readonly searchPending: string;
  readonly hits: (current: string | null, total: string) => string;
  /** Where a step led: the how manyth of how many. */
  readonly steps: Readonly<Record<StepKind, (place: string, total: string) => string>>;
  /** The step went around an end of the list; `text` is that of the step. */
  readonly steppedAround: (text: string, from: 'start' | 'end') => string;
  readonly stepNone: Readonly<Record<StepKind, string>>;
  readonly filterByLevel: string;
  readonly levelCount: (level: string, count: string) => string;
  readonly follow: string;
  readonly pause: string;
  readonly resume: string;
  readonly wrap: string;
  /** The log as a document. */
  readonly reading: string;
  readonly readingLeave: string;
  readonly readingRows: (first: string, last: string, total: string) => string;
  readonly readingOlder: string;
  readonly readingNewer: (rows: string) => string;
  readonly copyShown: string;
  readonly copied: (rows: string) => string;
  readonly copyFailed: string;
  readonly more: string;
  readonly timeFormat: string;
  readonly timeFormats: Readonly<Record<'local' | 'utc' | 'elapsed' | 'delta' | 'none', string>>;
  readonly keys: string;
  readonly close: string;
  readonly newRows: (rows: string) => string;
  readonly newErrors: (errors: string) => string;
  readonly toEnd: string;
  readonly pausedRows: (rows: string) => string;
  readonly noneShown: (total: string) => string;
  readonly clearFilters: string;
  readonly reconnect: string;
  readonly loadOlder: string;
  readonly loadingOlder: string;
  readonly bufferFull: string;
  /** Rows come faster than anyone can read, so many a second; while they are followed, what `isBrief` names is left out. */
  readonly flood: (rate: string, isBrief: boolean) => string;
  /** Beside the rows, where their times count from the first one in memory, for want of the run's own. */
  readonly sinceFirstHeld: string;
  /** Stands above the first row of the run. */
  readonly startOfRun: string;
  /** Stands above the first row that is held, where older ones can be had. */
  readonly olderAbove: string;
  readonly olderFailed: string;
  readonly loadNewer: string;
  readonly loadingNewer: string;
  readonly newerFailed: string;
  /** Which rows are held, of a run longer than that; `rows` is `null` where its length is not known. */
  readonly rowsHeld: (first: string, last: string, rows: string | null) => string;
  /** Beside that, when rows came in since; `errors` is `null` when none of them is one. */
  readonly liveContinues: (rows: string, errors: string | null) => string;
  readonly backToLive: string;
  /** Another place of the run is being read, or could not be. */
  readonly goingThere: string;
  readonly jumpFailed: string;
  readonly jump: string;
  readonly jumpLabel: string;
  readonly jumpHint: string;
  readonly jumpGo: string;
  readonly toStart: string;
  readonly jumpUnclear: string;
  readonly jumpNothing: string;
  readonly gap: (first: string, last: string) => string;
  /** A disconnection; `end` is `null` while it lasts, a count is `null` when it is none. */
  readonly outage: (
    start: string,
    end: string | null,
    recovered: string | null,
    deleted: string | null,
  ) => string;
  readonly malformed: (why: string) => string;
  readonly expand: string;
  readonly collapse: string;
  readonly moreLines: (lines: string) => string;
  readonly moreChars: (chars: string) => string;
  readonly copyRow: string;
  readonly details: string;
  readonly rowCount: (rows: string) => string;
  readonly rowCountOf: (shown: string, rows: string) => string;
  readonly lastRow: (age: string) => string;
  readonly announceRows: (rows: string, errors: string | null, warnings: string | null) => string;
  /** Spoken when a disconnection is over; a count is `null` when it is none. */
  readonly announceOutage: (recovered: string | null, deleted: string | null) => string;
  /** What the pill opens: how the stream is doing. */
  readonly streamDetails: string;
  readonly stateSince: (state: string, time: string) => string;
  readonly streamCounts: Readonly<Record<StreamCount, string>>;
  readonly commitToPaint: string;
  /** The button that copies a report for support, what it says of the report, and that it was copied. */
  readonly copyDiagnostics: string;
  readonly diagnosticsNote: string;
  readonly diagnosticsCopied: string;
  /** Half of the rows, and all but one in twenty, were on screen within so many milliseconds. */
  readonly commitToPaintMs: (half: string, most: string) => string;
  readonly minimap: string;
  /** Name of the minimap as a slider. */
  readonly minimapLabel: string;
  /** Next to the pointer: the time of a place in the list, and what is around it. The time may be empty. */
  readonly minimapTip: (time: string, counts: string) => string;
  /** The same as the value of the slider. */
  readonly minimapPlace: (row: string, rows: string, time: string, counts: string) => string;
  /** At least one of them is given. */
  readonly severityCounts: (errors: string | null, warnings: string | null) => string;
  /** Patterns of rows, and rows that are folded. */
  readonly patterns: PatternStrings;
  readonly histogram: string;
  /** A stretch of time and what was written in it. */
  readonly timeStretch: (start: string, end: string, counts: string) => string;
  readonly timeFrom: string;
  readonly timeUntil: string;
  readonly clearTimes: string;
  /** What is printed on keys that have a name. */
  readonly keyNames: Readonly<Record<NamedKey, string>>;
  readonly keyGroups: Readonly<Record<KeyGroupName, string>>;
  /** What the keys of a line of the sheet do. */
  readonly keyLines: Readonly<Record<KeyLineName, string>>;
  /** Selecting rows, copying and downloading them. */
  readonly taking: TakingStrings;
  /** Building a search, recent ones, and a hit in its context. */
  readonly query: QueryStrings;
  /** Searching all of a run. */
  readonly runSearch: RunSearchStrings;
  /** Puts a mark at the end. */
  readonly mark: string;
  readonly removeMark: string;
  /** A mark's row; `since` counts the rows after the mark before it, and is `null` for the first. */
  readonly markLine: (mark: string, time: string, since: string | null) => string;
  /** Said when a mark was put. */
  readonly marked: (mark: string) => string;
  /** Title of the clock on a row whose time lies before that of rows above it; `span` as in `4 min 12 sec`. */
  readonly late: (span: string) => string;
  /** Title of the line between two rows that are far apart in time. */
  readonly pauseBefore: (span: string) => string;
  /** Headings of what an open row shows. */
  readonly fieldsTree: string;
  readonly messageTree: string;
  readonly rawText: string;
  readonly copyPath: string;
  readonly copyValue: string;
  readonly copyRaw: string;
  readonly pathCopied: string;
  readonly valueCopied: string;
  /** Entries of an object or an array that is closed. */
  readonly treeEntries: (entries: string) => string;
  readonly treeMore: (entries: string) => string;
}

/** The English texts with the host's replacements. */
export function withStrings(replacements: Partial<LogStreamStrings> | undefined): LogStreamStrings {
  return replacements === undefined ? ENGLISH : { ...ENGLISH, ...replacements };
}

export { ENGLISH };
