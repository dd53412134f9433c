/** The texts of searching all of a run, in English. Numbers and times come formatted, as everywhere. */

/** What is said of a search beyond the rows in memory. */
export interface RunSearchStrings {
  readonly start: string;
  /** Beside the button: how many rows are not in memory. */
  readonly notSearched: (rows: string) => string;
  readonly cancel: string;
  readonly goOn: string;
  readonly retry: string;
  /** Matches found so far of rows that are not in memory. */
  readonly found: (hits: string) => string;
  readonly searching: string;
  /** How far back it is. */
  readonly backTo: (time: string) => string;
  readonly done: string;
  readonly canceled: (time: string | null) => string;
  /** More were found than are kept. */
  readonly full: (time: string | null) => string;
  /** The database cannot search, so that rows are read. */
  readonly isRead: string;
  /** Between hits of elsewhere and those in memory. */
  readonly elsewhere: (first: string, last: string) => string;
}

/** The English texts. */
export const ENGLISH_RUN_SEARCH: RunSearchStrings = {
  start: 'Search the whole run',
  notSearched: (rows) =>
    rows === '1' ? '1 older row is not in memory' : `${rows} older rows are not in memory`,
  cancel: 'Cancel',
  goOn: 'Go on',
  retry: 'Try again',
  found: (hits) => (hits === '1' ? '1 older match' : `${hits} older matches`),
  searching: 'Searching the whole run…',
  backTo: (time) => `Searched back to ${time}`,
  done: 'Searched the whole run',
  canceled: (time) => (time === null ? 'Stopped' : `Stopped at ${time}`),
  full: (time) =>
    `No more are kept${time === null ? '' : `; searched back to ${time}`}. Narrow the search to find older ones.`,
  isRead: 'Rows are read to be searched, which takes longer',
  elsewhere: (first, last) =>
    first === last
      ? `Row ${first}: searched, no match; not in memory`
      : `Rows ${first}–${last}: searched, no match; not in memory`,
};
