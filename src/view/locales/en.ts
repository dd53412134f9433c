/** The texts in English, which are there before any other language is. */
import { ERROR_TEXTS } from '../../core/errors.js';
import { numberIn, pluralsOf } from '../plural.js';
import { ENGLISH_QUERY } from '../query-strings.js';
import { ENGLISH_RUN_SEARCH } from '../run-search-strings.js';
import type { LogStreamStrings } from '../strings.js';
import { ENGLISH_TAKING } from '../taking-strings.js';

const plural = pluralsOf('en');
const rowsOf = (rows: string): string => plural(rows, { one: '# row', other: '# rows' });
const errorsOf = (errors: string): string => plural(errors, { one: '# error', other: '# errors' });
const warningsOf = (warnings: string): string =>
  plural(warnings, { one: '# warning', other: '# warnings' });

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
  newErrors: errorsOf,
  toEnd: 'Newest rows',
  pausedRows: (rows) =>
    numberIn(rows) === 0
      ? 'Paused.'
      : `Paused. ${plural(rows, { one: '# new row is', other: '# new rows are' })} waiting.`,
  noneShown: (total) => `0 of ${rowsOf(total)} shown`,
  clearFilters: 'Clear filters',
  reconnect: 'Try again',
  loadOlder: 'Load older rows',
  loadingOlder: 'Loading older rows…',
  flood: (rate, isBrief) =>
    `${rate} rows/s, faster than can be read. ${isBrief ? 'Until it slows: no fields, links or time notes beside rows; the map and announcements less often. ' : ''}Every row is kept.`,
  bufferFull: 'Older rows are in the database; no more fit in memory (max-rows).',
  sinceFirstHeld: 'since the first row held',
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
      : `live continues: ${rows} new, ${errorsOf(errors)}`,
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
      recovered && `${rowsOf(recovered)} recovered${end === null ? ' so far' : ''}`,
      deleted && `${rowsOf(deleted)} deleted meanwhile`,
    ]
      .filter(Boolean)
      .join(', '),
  malformed: (why) => `This row could not be read (${why})`,
  expand: 'Show details',
  collapse: 'Hide details',
  moreLines: (lines) => plural(lines, { one: '+# line', other: '+# lines' }),
  moreChars: (chars) =>
    `${plural(chars, { one: '# more character is', other: '# more characters are' })} not shown; copy the row to get all of it`,
  copyRow: 'Copy row',
  details: 'Details',
  rowCount: rowsOf,
  rowCountOf: (shown, rows) => `${shown} of ${rowsOf(rows)}`,
  lastRow: (age) => `last row ${age}`,
  announceRows: (rows, errors, warnings) =>
    [
      plural(rows, { one: '# new row', other: '# new rows' }),
      errors && errorsOf(errors),
      warnings && warningsOf(warnings),
    ]
      .filter(Boolean)
      .join(', '),
  announceOutage: (recovered, deleted) =>
    [
      recovered === null
        ? 'Connected again after a disconnection'
        : `${rowsOf(recovered)} recovered after a disconnection`,
      deleted && `${rowsOf(deleted)} deleted meanwhile`,
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
  copyDiagnostics: 'Copy diagnostics',
  diagnosticsNote: 'For support. Without log text, search or tokens.',
  diagnosticsCopied: 'Diagnostics copied',
  minimap: 'Minimap',
  minimapLabel: 'Place in the log',
  minimapTip: (time, counts) => [time, counts].filter(Boolean).join(' · '),
  minimapPlace: (row, rows, time, counts) =>
    [`Row ${row} of ${rows}`, time, `${counts} around it`].filter(Boolean).join(', '),
  severityCounts: (errors, warnings) =>
    [errors && errorsOf(errors), warnings && warningsOf(warnings)].filter(Boolean).join(', '),
  patterns: {
    open: 'Patterns',
    fold: 'Fold repeats',
    groups: { all: 'All', error: 'Errors', warn: 'Warnings', rest: 'Other' },
    summary: (patterns, rows) =>
      `${plural(patterns, { one: '# pattern', other: '# patterns' })} in ${rowsOf(rows)}`,
    counting: (share) => `Counting, ${share}`,
    others: (rows) => `${rowsOf(rows)} of further patterns are not told apart`,
    none: 'No rows of this kind',
    goTo: 'Go to the last of these rows',
    only: 'Show only these',
    hide: 'Hide these',
    onlyChip: (pattern) => `Only ${pattern}`,
    hiddenChip: (pattern, rows) => `Hidden: ${pattern}, ${rowsOf(rows)}`,
    remove: 'Remove this filter',
    folded: (rows, span) => [`${rowsOf(rows)} alike`, span].filter(Boolean).join(', '),
    unfold: 'Show them all',
    foldAgain: 'Fold them',
    hitsInside: (hits) => plural(hits, { one: '# match inside', other: '# matches inside' }),
  },
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
  query: ENGLISH_QUERY,
  runSearch: ENGLISH_RUN_SEARCH,
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
    runSearch: 'Search the whole run',
    fieldHits: 'The same, from the search field',
    context: 'Show a match among all rows, and go back',
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
    patterns: 'Patterns, show or hide',
    fold: 'Fold repeated rows, or not',
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
    [`Mark ${mark}`, time, since && `${rowsOf(since)} since the mark before`]
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
  treeEntries: (entries) => plural(entries, { one: '# entry', other: '# entries' }),
  treeMore: (entries) => `Show ${entries} more`,
};
