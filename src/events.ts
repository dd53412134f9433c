/**
 * The events of the element: a class each, with read-only fields. They bubble and are not composed, tell what the
 * element did (never what the host just set), and come at most once of a kind per frame. None carries a token.
 */
import type { RunSearchProgress, RunSearchState } from './controllers/run-search-controller.js';
import type { LogStreamError } from './core/errors.js';
import type { SeverityCounts } from './core/row-tally.js';
import type { LogEntry, LogMark } from './core/log-entry.js';
import type { Severity } from './core/severity.js';
import type { StreamState } from './core/stream-state.js';
import type { LogStreamAlert } from './observe/alert-watch.js';
import type { LogStreamHealth } from './observe/health.js';
import type { BatchOrigin, TokenReason } from './source/log-source.js';

const BUBBLES: EventInit = { bubbles: true, composed: false };

/** The stream moved from one state to another. */
export class LogStreamStateEvent extends Event {
  static readonly type = 'log-stream-state';
  /** Where it stands now. */
  readonly state: StreamState;
  /** Where it stood before. */
  readonly previous: StreamState;
  /** What there is to add, in words. */
  readonly reason: string | undefined;

  constructor(state: StreamState, previous: StreamState, reason: string | undefined) {
    super(LogStreamStateEvent.type, BUBBLES);
    this.state = state;
    this.previous = previous;
    this.reason = reason;
  }
}

/** Rows arrived: all those of one frame. */
export class LogStreamBatchEvent extends Event {
  static readonly type = 'log-stream-batch';
  readonly entries: readonly LogEntry[];
  /** How they came; of a mixed frame the least ordinary way. */
  readonly origin: BatchOrigin;

  constructor(entries: readonly LogEntry[], origin: BatchOrigin) {
    super(LogStreamBatchEvent.type, BUBBLES);
    this.entries = entries;
    this.origin = origin;
  }
}

/** Something went wrong; `error.code` is for programs, `error.message` and `error.remedy` are for people. */
export class LogStreamErrorEvent extends Event {
  static readonly type = 'log-stream-error';
  readonly error: LogStreamError;

  constructor(error: LogStreamError) {
    super(LogStreamErrorEvent.type, BUBBLES);
    this.error = error;
  }
}

/** A token is needed: set `sessionToken`, or have set `tokenProvider`. */
export class LogStreamTokenNeededEvent extends Event {
  static readonly type = 'log-stream-token-needed';
  readonly reason: TokenReason;
  /** When the present token runs out, in milliseconds since 1970; `null` if it does not say, or there is none. */
  readonly expiresAt: number | null;

  constructor(reason: TokenReason, expiresAt: number | null) {
    super(LogStreamTokenNeededEvent.type, BUBBLES);
    this.reason = reason;
    this.expiresAt = expiresAt;
  }
}

/** The reader changed the search, or it found more. */
export class LogStreamSearchEvent extends Event {
  static readonly type = 'log-stream-search';
  readonly query: string;
  /** Rows that match so far. */
  readonly total: number;
  /** True while it is still looking. */
  readonly pending: boolean;
  /** Nothing was typed for 300 ms, and all rows are searched: the one to keep, in a page's URL for instance. */
  readonly settled: boolean;

  constructor(query: string, total: number, pending: boolean, settled: boolean) {
    super(LogStreamSearchEvent.type, BUBBLES);
    this.query = query;
    this.total = total;
    this.pending = pending;
    this.settled = settled;
  }
}

/** A search of all of the run began, went on or ended, or was dropped because the query changed. */
export class LogStreamRunSearchEvent extends Event {
  static readonly type = 'log-stream-run-search';
  /** `full`: it found more than are kept (10,000), and stopped; `idle`: there is none. */
  readonly state: RunSearchState;
  /** Matches found so far of rows that were not in memory. */
  readonly hits: number;
  /** Rows from this seq on have been searched; `null` before the first answer. */
  readonly scannedTo: number | null;
  /** When the row there was written, ISO 8601; `null` where that is not known. */
  readonly scannedAt: string | null;

  constructor({ state, hits, scannedTo, scannedAt }: RunSearchProgress) {
    super(LogStreamRunSearchEvent.type, BUBBLES);
    this.state = state;
    this.hits = hits;
    this.scannedTo = scannedTo;
    this.scannedAt = scannedAt;
  }
}

/** The reader changed which levels are on show. */
export class LogStreamFilterEvent extends Event {
  static readonly type = 'log-stream-filter';
  /** `null` for all. */
  readonly levels: readonly Severity[] | null;

  constructor(levels: readonly Severity[] | null) {
    super(LogStreamFilterEvent.type, BUBBLES);
    this.levels = levels;
  }
}

/** The reader moved to another row. */
export class LogStreamSelectEvent extends Event {
  static readonly type = 'log-stream-select';
  /** `null` when no row is current any more. */
  readonly entry: LogEntry | null;

  constructor(entry: LogEntry | null) {
    super(LogStreamSelectEvent.type, BUBBLES);
    this.entry = entry;
  }
}

/** The view began or stopped following the newest rows. */
export class LogStreamFollowEvent extends Event {
  static readonly type = 'log-stream-follow';
  readonly following: boolean;

  constructor(following: boolean) {
    super(LogStreamFollowEvent.type, BUBBLES);
    this.following = following;
  }
}

/** There are more warnings or errors than there were: for a badge. */
export class LogStreamSeverityEvent extends Event {
  static readonly type = 'log-stream-severity';
  /** The heaviest of the new ones. */
  readonly severity: 'warn' | 'error' | 'fatal';
  /** Rows in memory by severity. */
  readonly counts: SeverityCounts;

  constructor(severity: 'warn' | 'error' | 'fatal', counts: SeverityCounts) {
    super(LogStreamSeverityEvent.type, BUBBLES);
    this.severity = severity;
    this.counts = counts;
  }
}

/** A reading of the widget's health, once a second while a run is open. */
export class LogStreamHealthEvent extends Event {
  static readonly type = 'log-stream-health';
  readonly health: LogStreamHealth;

  constructor(health: LogStreamHealth) {
    super(LogStreamHealthEvent.type, BUBBLES);
    this.health = health;
  }
}

/** A threshold of the widget's health was crossed, or that is over. */
export class LogStreamAlertEvent extends Event {
  static readonly type = 'log-stream-alert';
  readonly alert: LogStreamAlert;

  constructor(alert: LogStreamAlert) {
    super(LogStreamAlertEvent.type, BUBBLES);
    this.alert = alert;
  }
}

/** The reader put a mark or took one away. */
export class LogStreamMarkEvent extends Event {
  static readonly type = 'log-stream-mark';
  /** All marks that there are now, in order of place. */
  readonly marks: readonly LogMark[];

  constructor(marks: readonly LogMark[]) {
    super(LogStreamMarkEvent.type, BUBBLES);
    this.marks = marks;
  }
}

/** The events of the element by their names. */
export interface MeshhookLogStreamEventMap {
  'log-stream-state': LogStreamStateEvent;
  'log-stream-batch': LogStreamBatchEvent;
  'log-stream-error': LogStreamErrorEvent;
  'log-stream-token-needed': LogStreamTokenNeededEvent;
  'log-stream-search': LogStreamSearchEvent;
  'log-stream-run-search': LogStreamRunSearchEvent;
  'log-stream-filter': LogStreamFilterEvent;
  'log-stream-select': LogStreamSelectEvent;
  'log-stream-follow': LogStreamFollowEvent;
  'log-stream-severity': LogStreamSeverityEvent;
  'log-stream-health': LogStreamHealthEvent;
  'log-stream-alert': LogStreamAlertEvent;
  'log-stream-mark': LogStreamMarkEvent;
}
