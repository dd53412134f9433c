/** What the writer has counted since it was made, and what it holds now. */

/** A moment's figures. `written` = `stored` + `dropped` + `queuedRows`, at any moment. */
export interface LogWriterStats {
  /** Rows given to the writer, those it had to drop included. */
  readonly written: number;
  /** Rows that the database has acknowledged. */
  readonly stored: number;
  /** Rows given up: refused by the database, no room, no such run. */
  readonly dropped: number;
  /** Rows that had to be changed to be storable; each says so in its fields, under `writer_notes`. */
  readonly changed: number;
  /** Batches acknowledged. */
  readonly batches: number;
  /** Attempts to send a batch again. */
  readonly retried: number;
  /** Times a refused batch was halved to find the row to blame. */
  readonly split: number;
  /** Rows not acknowledged yet, those being sent included. */
  readonly queuedRows: number;
  readonly queuedBytes: number;
  /** Runs that have such rows. */
  readonly queuedRuns: number;
  /** Batches being sent now. */
  readonly sending: number;
  /** Age of the oldest row not acknowledged, in milliseconds; 0 if there is none. */
  readonly oldestQueuedMs: number;
  /** True while the last attempt of some run has failed. */
  readonly retrying: boolean;
}

/** The counters among them. */
export type WriterCounts = {
  -readonly [
    Name in 'written' | 'stored' | 'dropped' | 'changed' | 'batches' | 'retried' | 'split'
  ]: LogWriterStats[Name];
};

export function newCounts(): WriterCounts {
  return { written: 0, stored: 0, dropped: 0, changed: 0, batches: 0, retried: 0, split: 0 };
}
