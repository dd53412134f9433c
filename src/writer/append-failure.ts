/**
 * What a failed append means: send it again, look for the row that is to blame, or give the batch up. It reads codes
 * only and keeps no text, because a database's messages quote rows and connection strings.
 */

/**
 * `retry`: the server or the way to it had no strength. `row`: something in the batch is not accepted. `batch`: no row is
 * to blame, and sending it again would not help. `unclear`: the server said something that we have no opinion on.
 */
export type FailureKind = 'retry' | 'row' | 'batch' | 'unclear';

/** A failure, without anything secret. */
export interface AppendFailure {
  readonly kind: FailureKind;
  /** SQLSTATE, PostgREST code, HTTP status or the driver's word for it; empty if there was none. */
  readonly code: string;
  /** True when the run itself does not exist. */
  readonly isUnknownRun: boolean;
  /** How long the server asks us to wait, in milliseconds. */
  readonly retryAfterMs: number;
}

/** Five characters, a digit among them: `EPIPE` has none. */
const SQLSTATE = /^(?=.*\d)[0-9A-Z]{5}$/;

/** By the beginning of the SQLSTATE; the longest that fits counts. */
const BY_STATE: readonly (readonly [kind: FailureKind, beginnings: string])[] = [
  // Connection, rollback and try again, resources, operator, system, read-only standby, lock.
  ['retry', '08 40 53 57P 58 25006 55P03'],
  // Data, constraints, limits, and what a trigger raises.
  ['row', '22 23 54 P0'],
  // Null run, rights, names and syntax, sign-in, no such database or schema, not supported.
  ['batch', '22004 42 28 3D 3F 0A'],
];

/** Statuses that mean “later”: timeout, too early, too many. */
const RETRY_STATUSES: readonly number[] = [408, 425, 429];
/** Statuses that a smaller or different batch can escape: bad request, conflict, too large, unprocessable. */
const ROW_STATUSES: readonly number[] = [400, 409, 413, 422];

/** Whether a database's message says that the run is not there; the code alone is that of every foreign key. */
export function isAboutTheRun(message: unknown): boolean {
  return typeof message === 'string' && /^run \S+ does not exist/.test(message);
}

/** Judges whatever a port threw. */
export function judgeFailure(error: unknown): AppendFailure {
  const read = (name: string): unknown => {
    try {
      return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
    } catch {
      return undefined;
    }
  };
  const [given, status, retryAfter] = [read('code'), read('status'), read('retryAfterMs')];
  const code = typeof given === 'string' ? given : '';
  const isState = SQLSTATE.test(code);
  const isUnknownRun =
    code === '23503' && (read('isUnknownRun') === true || isAboutTheRun(read('message')));
  let kind: FailureKind;
  if (isUnknownRun) kind = 'batch';
  else if (isState) kind = kindOfState(code);
  else if (typeof status === 'number') kind = kindOfStatus(status);
  // No judgement of a server's: the way to it is broken, or the port is.
  else kind = 'retry';
  return {
    kind,
    code: shownCode(code, status),
    isUnknownRun,
    retryAfterMs: typeof retryAfter === 'number' && retryAfter > 0 ? retryAfter : 0,
  };
}

function kindOfState(state: string): FailureKind {
  let found: FailureKind = 'unclear';
  let length = 0;
  for (const [kind, beginnings] of BY_STATE) {
    for (const beginning of beginnings.split(' ')) {
      if (beginning.length > length && state.startsWith(beginning)) {
        found = kind;
        length = beginning.length;
      }
    }
  }
  return found;
}

function kindOfStatus(status: number): FailureKind {
  if (status >= 500 || RETRY_STATUSES.includes(status)) return 'retry';
  return ROW_STATUSES.includes(status) ? 'row' : 'batch';
}

/** A code is shown only if it looks like one: a port might put anything there. */
function shownCode(code: string, status: unknown): string {
  if (/^[A-Z0-9_]{2,40}$/.test(code)) return SQLSTATE.test(code) ? `SQLSTATE ${code}` : code;
  return typeof status === 'number' ? `HTTP ${status}` : '';
}
