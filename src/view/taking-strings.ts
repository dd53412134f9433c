/** The texts of selecting rows and of taking them away, in English. Numbers come formatted, as everywhere. */
import type { TakingFormat, TakingScope } from './taking.js';

/** What is said of rows that are selected, copied and downloaded. */
export interface TakingStrings {
  readonly selected: (rows: string) => string;
  readonly clear: string;
  readonly open: string;
  readonly which: string;
  readonly scopes: Readonly<Record<TakingScope, string>>;
  readonly scopeCount: (scope: string, rows: string) => string;
  readonly format: string;
  readonly formats: Readonly<Record<TakingFormat, string>>;
  readonly maskSecrets: string;
  readonly maskSecretsWhat: string;
  readonly copy: string;
  readonly download: string;
  readonly cancel: string;
  /** Ends a download before its time, with what has been read. */
  readonly saveSoFar: string;
  /** Of so many rows as are looked through; `total` is `null` where it is not known. */
  readonly progress: (rows: string, total: string | null) => string;
  readonly waitsForServer: string;
  readonly waitsForSession: string;
  /** A count is `null` when nothing was masked, or nothing is missing. */
  readonly copied: (rows: string, format: string, masked: string | null) => string;
  readonly downloaded: (rows: string, masked: string | null, missing: string | null) => string;
  readonly canceled: string;
  readonly nothing: string;
  readonly tooMany: (limit: string) => string;
  readonly copyByHand: string;
  readonly fileFailed: string;
  /** At the head of what is taken away, each with a value behind it. */
  readonly facts: Readonly<
    Record<
      'run' | 'rows' | 'time' | 'levels' | 'search' | 'masked' | 'removed' | 'outages' | 'missing',
      string
    >
  >;
  readonly rowsOfRun: (rows: string, first: string, last: string) => string;
  /** Rows of the run that should have been there and could not be read; `why` is a sentence. */
  readonly missingRows: (first: string, last: string, why: string | null) => string;
  readonly stopped: string;
  readonly notHeld: string;
}

/** The English texts. */
export const ENGLISH_TAKING: TakingStrings = {
  selected: (rows) => `${countOf(rows, 'row')} selected`,
  clear: 'Clear selection',
  open: 'Copy or download…',
  which: 'Rows',
  scopes: { selected: 'Selected', shown: 'Matching the filter', all: 'The whole run' },
  scopeCount: (scope, rows) => `${scope} (${rows})`,
  format: 'Format',
  formats: {
    text: 'Text',
    markdown: 'Markdown',
    'json-array': 'JSON',
    json: 'JSON lines',
    csv: 'CSV',
  },
  maskSecrets: 'Mask secrets',
  maskSecretsWhat: 'Tokens, keys, passwords, e-mail addresses and card numbers',
  copy: 'Copy',
  download: 'Download',
  cancel: 'Cancel',
  saveSoFar: 'Save what there is',
  progress: (rows, total) =>
    total === null ? `${countOf(rows, 'row')} read` : `${rows} of ${countOf(total, 'row')} read`,
  waitsForServer: 'The server does not answer; trying again…',
  waitsForSession: 'Waiting for a fresh session…',
  copied: (rows, format, masked) =>
    `Copied ${countOf(rows, 'row')} as ${format}${maskedText(masked)}`,
  downloaded: (rows, masked, missing) =>
    `Downloaded ${countOf(rows, 'row')}${maskedText(masked)}` +
    (missing === null ? '' : `; ${countOf(missing, 'row')} could not be read, as the file says`),
  canceled: 'Canceled; nothing was saved',
  nothing: 'There are no rows to take',
  tooMany: (limit) => `More than ${limit} rows are too many to copy; download them instead`,
  copyByHand: 'The browser did not allow copying. The text is marked: copy it by keys or menu.',
  fileFailed: 'The browser could not make the file',
  facts: {
    run: 'Run',
    rows: 'Rows',
    time: 'Time',
    levels: 'Levels',
    search: 'Search',
    masked: 'Masked',
    removed: 'Removed by retention',
    outages: 'Disconnections',
    missing: 'Missing',
  },
  rowsOfRun: (rows, first, last) =>
    first === last
      ? `${rows} (number ${first} of the run)`
      : `${rows} (${first} to ${last} of the run)`,
  missingRows: (first, last, why) =>
    `${first === last ? `Row ${first} is` : `Rows ${first}–${last} are`} missing here` +
    (why === null ? '' : `: ${why}`),
  stopped: 'the reading was stopped before its end',
  notHeld: 'they are no longer in memory, and this source cannot be read at any place',
};

function countOf(count: string, what: string): string {
  return count === '1' ? `1 ${what}` : `${count} ${what}s`;
}

function maskedText(masked: string | null): string {
  return masked === null ? '' : `, ${countOf(masked, 'secret')} masked`;
}
