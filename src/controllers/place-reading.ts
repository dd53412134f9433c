/**
 * Readings for a place, one of a kind at a time: whether one is under way, how it failed, and how it is tried again. What
 * is read, and what becomes of it, is for who starts it.
 */
import { LogStreamError } from '../core/errors.js';
import type { LogPlaces } from '../source/log-source.js';

/** What can be read: on in a direction, or another place. */
export type ReadingKind = 'older' | 'newer' | 'jump';

/** A reading that failed. */
export interface PlaceFailure {
  readonly error: LogStreamError;
  readonly what: ReadingKind;
}

/** What readings need, and whom they tell. */
export interface PlaceReadingPorts {
  /** `null` where the source cannot read at a place. */
  places(): LogPlaces | null;
  /** One began, ended or failed. */
  onChange(): void;
  onError(error: LogStreamError): void;
}

/** The readings of one place. */
export class PlaceReading {
  readonly #ports: PlaceReadingPorts;
  readonly #under = new Map<ReadingKind, AbortController>();
  #failure: PlaceFailure | null = null;
  #again: () => unknown = () => undefined;

  constructor(ports: PlaceReadingPorts) {
    this.#ports = ports;
  }

  /** What could not be read, until it is tried again or given up. */
  get failure(): PlaceFailure | null {
    return this.#failure;
  }

  /** True while anything is being read, or has failed. */
  get isBusy(): boolean {
    return this.#under.size > 0 || this.#failure !== null;
  }

  /** True while that is being read. */
  has(what: ReadingKind): boolean {
    return this.#under.has(what);
  }

  /** Gives up whatever is being read, and forgets what failed. */
  giveUp(): void {
    for (const under of this.#under.values()) under.abort();
    this.#under.clear();
    this.#failure = null;
  }

  /**
   * Reads; what `action` throws is kept and told, unless it was given up.
   *
   * @param again - how to try it again
   */
  async run(
    what: ReadingKind,
    action: (places: LogPlaces, signal: AbortSignal) => Promise<void>,
    again: () => unknown,
  ): Promise<void> {
    const places = this.#ports.places();
    if (places === null) return;
    const under = new AbortController();
    this.#under.set(what, under);
    if (this.#failure?.what === what) this.#failure = null;
    this.#ports.onChange();
    try {
      await action(places, under.signal);
    } catch (cause) {
      if (!under.signal.aborted) this.#fail(what, cause, again);
    }
    if (this.#under.get(what) !== under) return;
    this.#under.delete(what);
    this.#ports.onChange();
  }

  /** Tries again what failed. */
  retry(): void {
    if (this.#failure === null) return;
    this.#failure = null;
    void this.#again();
    this.#ports.onChange();
  }

  #fail(what: ReadingKind, cause: unknown, again: () => unknown): void {
    const isOurs = cause instanceof LogStreamError;
    // The stream was closed under it: nobody is there to be told.
    if (!isOurs && cause instanceof DOMException && cause.name === 'AbortError') return;
    const error = isOurs ? cause : new LogStreamError('source-failed', undefined, cause);
    this.#failure = { error, what };
    this.#again = again;
    this.#ports.onError(error);
  }
}
