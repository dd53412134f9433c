/**
 * Every visible or spoken string, in English; `locales/` has the same in other languages. A host replaces any of them
 * with the `strings` property. Functions are given numbers that are formatted already.
 */
import { ERROR_TEXTS, type ErrorText, type LogStreamErrorCode } from '../core/errors.js';
import type { Severity } from '../core/severity.js';
import type { StreamState } from '../core/stream-state.js';
import type { KeyGroupName, KeyLineName } from './key-bindings.js';
import { ENGLISH_TAKING, type TakingStrings } from './taking-strings.js';

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
  /** Rows come faster than anyone can read; the rate is in rows a second. */
  readonly flood: (rate: string) => string;
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

/** The English texts. */
export const ENGLISH: LogStreamStrings = {
  label: 'Run log',
  rows: 'Log rows',
  levels: {
    trace: 'Trace',
    debug: 'Debug',
    info: 'Info',
    warn: 'Warning',
    error: 'Error',
    fatal: 'Fatal',
    unknown: 'No level',
  },
  levelWords: {
    trace: 'TRACE',
    debug: 'DEBUG',
    info: 'INFO',
    warn: 'WARN',
    error: 'ERROR',
    fatal: 'FATAL',
    unknown: '–',
  },
  levelGuessed: 'guessed from the text',
  levelUnknown: 'No level given',
  states: {
    idle: 'Idle',
    connecting: 'Connecting',
    'catching-up': 'Catching up',
    live: 'Live',
    polling: 'Polling',
    degraded: 'Degraded',
    paused: 'Paused',
    'auth-required': 'Sign-in needed',
    denied: 'No access',
    ended: 'Ended',
    failed: 'Failed',
  },
  stateDetails: {
    polling: 'Without a live connection; rows are fetched every few seconds. None is lost.',
    degraded: 'The live connection misses rows; they are fetched from the database instead.',
    connecting: 'Rows shown so far stay. Missing ones are fetched once connected.',
  },
  notices: {
    idle: { title: 'No run selected', detail: 'The log appears here once a run is chosen.' },
    connecting: { title: 'Connecting…', detail: 'Opening the log of this run.' },
    empty: { title: 'Nothing logged yet', detail: 'Rows appear here the moment they are written.' },
    'ended-empty': { title: 'Nothing was logged', detail: 'This run has ended without a log row.' },
    'auth-required': {
      title: 'Your session has ended',
      detail: 'Sign in again or reload the page; the log goes on where it stopped.',
    },
    denied: {
      title: 'This log is not available',
      detail:
        'The run does not exist, or this session may not see it. Check the address, or ask the owner of the run for access.',
    },
    failed: { title: 'The log cannot be shown', detail: '' },
  },
  errors: ERROR_TEXTS,
  search: 'Search the log',
  searchClear: 'Clear search',
  searchNext: 'Next match',
  searchPrevious: 'Previous match',
  searchFilter: 'Show only matching rows',
  searchHighlight: 'Show all rows, mark matches',
  searchPending: 'Searching…',
  hits: (current, total) => (current === null ? total : `${current} of ${total}`),
  steps: {
    error: (place, total) => `Error ${place} of ${total}`,
    warning: (place, total) => `Warning ${place} of ${total}`,
    match: (place, total) => `Match ${place} of ${total}`,
  },
  steppedAround: (text, from) => `${text}, from the ${from} again`,
  stepNone: {
    error: 'No errors among the rows shown',
    warning: 'No warnings among the rows shown',
    match: 'No matches',
  },
  filterByLevel: 'Filter by level',
  levelCount: (level, count) => `${level}: ${count}`,
  follow: 'Follow newest rows',
  pause: 'Pause',
  resume: 'Resume',
  wrap: 'Wrap lines',
  reading: 'Reading mode',
  readingLeave: 'Leave reading mode',
  readingRows: (first, last, total) => `Rows ${first}–${last} of ${total}`,
  readingOlder: 'Older rows',
  readingNewer: (rows) => `Newer rows (${rows})`,
  copyShown: 'Copy rows',
  copied: (rows) => `${rows} copied`,
  copyFailed: 'The browser did not allow copying',
  more: 'More',
  timeFormat: 'Time',
  timeFormats: {
    local: 'Local time',
    utc: 'UTC',
    elapsed: 'Since start',
    delta: 'Since previous row',
    none: 'No time',
  },
  keys: 'Keyboard shortcuts',
  close: 'Close',
  newRows: (rows) => `${rows} new`,
  newErrors: (errors) => `${errors} errors`,
  toEnd: 'Newest rows',
  pausedRows: (rows) => (rows === '0' ? 'Paused.' : `Paused. ${rows} new rows are waiting.`),
  noneShown: (total) => `0 of ${total} rows shown`,
  clearFilters: 'Clear filters',
  reconnect: 'Try again',
  loadOlder: 'Load older rows',
  loadingOlder: 'Loading older rows…',
  flood: (rate) => `${rate} rows/s, faster than can be read: the newest are shown, none is lost`,
  bufferFull: 'Older rows are in the database; no more fit in memory (max-rows).',
  startOfRun: 'Start of the run',
  olderAbove: 'Older rows are loaded as you scroll up',
  olderFailed: 'Older rows could not be loaded',
  loadNewer: 'Load newer rows',
  loadingNewer: 'Loading newer rows…',
  newerFailed: 'Newer rows could not be loaded',
  rowsHeld: (first, last, rows) =>
    rows === null ? `rows ${first} – ${last}` : `rows ${first} – ${last} of ${rows}`,
  liveContinues: (rows, errors) =>
    errors === null
      ? `live continues: ${rows} new`
      : `live continues: ${rows} new, ${errors} errors`,
  backToLive: 'Back to live',
  goingThere: 'Going there…',
  jumpFailed: 'That place could not be loaded',
  jump: 'Go to…',
  jumpLabel: 'Go to a row or a time',
  jumpHint: 'Row 1234 or #1234, time 14:02, date 2026-11-23 14:02, or -5m before the newest row',
  jumpGo: 'Go',
  toStart: 'Start of the run',
  jumpUnclear: 'Not a row number, a time or a date',
  jumpNothing: 'There is no such row',
  gap: (first, last) =>
    first === last
      ? `Row ${first} was removed by retention`
      : `Rows ${first}–${last} were removed by retention`,
  outage: (start, end, recovered, deleted) =>
    [
      `${start}${end === null ? ' –' : `–${end}`} disconnected`,
      recovered && `${countOfRows(recovered)} recovered${end === null ? ' so far' : ''}`,
      deleted && `${countOfRows(deleted)} deleted meanwhile`,
    ]
      .filter(Boolean)
      .join(', '),
  malformed: (why) => `This row could not be read (${why})`,
  expand: 'Show details',
  collapse: 'Hide details',
  moreLines: (lines) => `+${lines} lines`,
  moreChars: (chars) => `${chars} more characters are not shown; copy the row to get all of it`,
  copyRow: 'Copy row',
  details: 'Details',
  rowCount: (rows) => `${rows} rows`,
  rowCountOf: (shown, rows) => `${shown} of ${rows} rows`,
  lastRow: (age) => `last row ${age}`,
  announceRows: (rows, errors, warnings) =>
    [`${rows} new rows`, errors && `${errors} errors`, warnings && `${warnings} warnings`]
      .filter(Boolean)
      .join(', '),
  announceOutage: (recovered, deleted) =>
    [
      recovered === null
        ? 'Connected again after a disconnection'
        : `${countOfRows(recovered)} recovered after a disconnection`,
      deleted && `${countOfRows(deleted)} deleted meanwhile`,
    ]
      .filter(Boolean)
      .join(', '),
  streamDetails: 'Stream details',
  stateSince: (state, time) => `${state} since ${time}`,
  streamCounts: {
    received: 'Rows received',
    repaired: 'Recovered by reading',
    duplicate: 'Duplicates dropped',
    late: 'Late, put in order',
    missing: 'Missing (deleted)',
    reconnects: 'Reconnects',
  },
  commitToPaint: 'Commit to screen',
  commitToPaintMs: (half, most) => `${half} ms, 95 % within ${most} ms`,
  minimap: 'Minimap',
  minimapLabel: 'Place in the log',
  minimapTip: (time, counts) => [time, counts].filter(Boolean).join(' · '),
  minimapPlace: (row, rows, time, counts) =>
    [`Row ${row} of ${rows}`, time, `${counts} around it`].filter(Boolean).join(', '),
  severityCounts: (errors, warnings) =>
    [
      errors && (errors === '1' ? '1 error' : `${errors} errors`),
      warnings && (warnings === '1' ? '1 warning' : `${warnings} warnings`),
    ]
      .filter(Boolean)
      .join(', '),
  histogram: 'Rows over time',
  timeStretch: (start, end, counts) => `${start} – ${end} · ${counts}`,
  timeFrom: 'From',
  timeUntil: 'Until',
  clearTimes: 'Show all times',
  keyNames: {
    ' ': 'Space',
    Ctrl: 'Ctrl',
    End: 'End',
    Enter: 'Enter',
    Escape: 'Esc',
    Home: 'Home',
    PageDown: 'Page Down',
    PageUp: 'Page Up',
    Shift: 'Shift',
  },
  keyGroups: { move: 'Move', find: 'Search', rows: 'Rows', view: 'View' },
  taking: ENGLISH_TAKING,
  keyLines: {
    rows: 'Previous, next row',
    pages: 'A page up, down',
    ends: 'First, last row',
    jump: 'Go to a row, a time, the start',
    errors: 'Next, previous error',
    warnings: 'Next, previous warning',
    follow: 'Follow the newest rows',
    search: 'Search; once more for the browser’s own',
    searchKey: 'Search',
    hits: 'Next, previous match',
    fieldHits: 'The same, from the search field',
    details: 'Show or hide details',
    openClose: 'Show, hide details',
    extend: 'Select up, down',
    extendPage: 'Select a page up, down',
    extendEnds: 'Select to the first, last row',
    select: 'Select the row, or not',
    all: 'Select all rows on show',
    copy: 'Copy the selection, the row, or all',
    takeAway: 'Copy or download',
    histogram: 'Rows over time, show or hide',
    pause: 'Pause, resume',
    reading: 'Reading mode: the rows as a document',
    keys: 'This list',
    leave: 'Leave the search, close what is open',
    mark: 'Put a mark at the end',
    marks: 'Next, previous mark',
    removeMark: 'Remove the mark',
  },
  mark: 'Mark now',
  removeMark: 'Remove this mark',
  markLine: (mark, time, since) =>
    [`Mark ${mark}`, time, since && `${countOfRows(since)} since the mark before`]
      .filter(Boolean)
      .join(' · '),
  marked: (mark) => `Mark ${mark} is set`,
  late: (span) => `Came ${span} late: rows above it were written after it`,
  pauseBefore: (span) => `${span} after the row above`,
  fieldsTree: 'Fields',
  messageTree: 'Message as JSON',
  rawText: 'Raw text',
  copyPath: 'Copy path',
  copyValue: 'Copy value',
  copyRaw: 'Copy raw text',
  pathCopied: 'Path copied',
  valueCopied: 'Value copied',
  treeEntries: (entries) => (entries === '1' ? '1 entry' : `${entries} entries`),
  treeMore: (entries) => `Show ${entries} more`,
};

function countOfRows(rows: string): string {
  return rows === '1' ? '1 row' : `${rows} rows`;
}

/** The English texts with the host's replacements. */
export function withStrings(replacements: Partial<LogStreamStrings> | undefined): LogStreamStrings {
  return replacements === undefined ? ENGLISH : { ...ENGLISH, ...replacements };
}
