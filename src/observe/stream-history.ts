/**
 * What happened to a stream lately, for whoever is asked about it afterwards: states and errors with their times, in
 * little memory. It keeps codes and never words, since words may come from a server, and with them anything.
 */
import type { LogStreamErrorCode } from '../core/errors.js';
import type { StreamState } from '../core/stream-state.js';

/** Entries that are kept of each; a connection that comes and goes all day shows its pattern in fewer. */
const KEPT = 40;

/** A state that the stream entered. Times in milliseconds since 1970. */
export interface StateChange {
  readonly atMs: number;
  readonly state: StreamState;
}

/** An error that was told. */
export interface ToldError {
  readonly atMs: number;
  readonly code: LogStreamErrorCode;
}

/** The history of one tag, over all the runs that it has shown. */
export class StreamHistory {
  readonly #states: StateChange[] = [];
  readonly #errors: ToldError[] = [];
  readonly #errorCounts = new Map<LogStreamErrorCode, number>();

  /** The newest states, in order. */
  get states(): readonly StateChange[] {
    return this.#states;
  }

  /** The newest errors, in order. */
  get errors(): readonly ToldError[] {
    return this.#errors;
  }

  /** How often each was told, however long ago. */
  get errorCounts(): ReadonlyMap<LogStreamErrorCode, number> {
    return this.#errorCounts;
  }

  stateEntered(state: StreamState, atMs: number): void {
    keep(this.#states, { atMs, state });
  }

  errorTold(code: LogStreamErrorCode, atMs: number): void {
    keep(this.#errors, { atMs, code });
    this.#errorCounts.set(code, (this.#errorCounts.get(code) ?? 0) + 1);
  }
}

function keep<Item>(items: Item[], item: Item): void {
  items.push(item);
  if (items.length > KEPT) items.shift();
}
