/**
 * What can go wrong between a worker and the table: a code to switch on, a sentence, a remedy. Nothing here ever
 * carries a row's text, a connection string or a key; of a database's error only the code is taken over.
 */

interface ErrorText {
  readonly what: string;
  readonly remedy: string;
}

const CATALOGUE = {
  'append-retrying': {
    what: 'Rows could not be stored and are sent again until they are.',
    remedy: 'Nothing is lost while the queue has room. Check the database and the way to it.',
  },
  'append-refused': {
    what: 'The database refuses to store rows, whichever they are; these were dropped.',
    remedy:
      'Apply the log migrations, and check the key or the role: append_run_logs is for service_role and owners.',
  },
  'run-unknown': {
    what: 'There is no such run; its rows were dropped.',
    remedy: 'Insert the run into workflow_runs before writing its rows, and check the run id.',
  },
  'row-refused': {
    what: 'The database does not accept a row; it was dropped, and the rows around it were stored.',
    remedy: 'Look the code up in the table of supabase/README.md; createdAt is the usual culprit.',
  },
  'retries-exhausted': {
    what: 'Rows could not be stored for as long as is tried; they were dropped.',
    remedy: 'Check the database. retryForMs says how long is tried.',
  },
  'queue-full': {
    what: 'The queue is full; rows were dropped.',
    remedy:
      'Await ready() when write() returns false, use writeWhenReady(), or raise maxQueueRows and maxQueueBytes.',
  },
  'run-id-invalid': {
    what: 'A run id is not a UUID; its rows were dropped.',
    remedy: 'Pass the id of a row of workflow_runs.',
  },
  'run-missing': {
    what: 'A log line names no run and cannot be stored; it was dropped.',
    remedy: 'Bind the run to the logger, as in logger.child({ runId }), or set the option runId.',
  },
  'line-unreadable': {
    what: 'A log line is not JSON; it was stored as it came, or dropped for want of a run.',
    remedy: 'Send pino’s own output to the transport, not that of a pretty printer.',
  },
  'writer-closed': {
    what: 'Rows came after the writer was closed; they were dropped.',
    remedy: 'Close the writer last.',
  },
  'rows-left': {
    what: 'The writer ended with rows that the database has not acknowledged.',
    remedy: 'Allow more time (exitFlushMs, or timeoutMs of close()), or check the database.',
  },
} as const satisfies Record<string, ErrorText>;

/** Stable names of what can go wrong. */
export type LogWriterErrorCode = keyof typeof CATALOGUE;

/** What is particular to a case. */
export interface LogWriterErrorContext {
  /** Rows it is about. Default: 0. */
  readonly rows?: number;
  readonly runId?: string;
  /** The database's or the driver's code. */
  readonly reason?: string;
}

/** An error of the writer. It is told to `onError`, never thrown. */
export class LogWriterError extends Error {
  override readonly name = 'LogWriterError';
  readonly code: LogWriterErrorCode;
  /** What the host can do about it. */
  readonly remedy: string;
  /** How many rows it is about. */
  readonly rows: number;
  readonly runId: string | undefined;
  /** SQLSTATE, HTTP status or the driver's word, where there was one. */
  readonly reason: string | undefined;

  constructor(code: LogWriterErrorCode, context: LogWriterErrorContext = {}) {
    const { rows = 0, runId, reason } = context;
    const details = [
      rows > 0 ? `${rows} ${rows === 1 ? 'row' : 'rows'}` : '',
      runId === undefined ? '' : `run ${runId}`,
      reason ?? '',
    ].filter((detail) => detail !== '');
    const text = CATALOGUE[code];
    super(details.length === 0 ? text.what : `${text.what} (${details.join(', ')})`);
    this.code = code;
    this.remedy = text.remedy;
    this.rows = rows;
    this.runId = runId;
    this.reason = reason === '' ? undefined : reason;
  }
}
