/**
 * When what is typed is meant: after a short pause a query is one that a page may keep, after a longer one it is one that
 * the reader may want again. It keeps two timers, and knows nothing of queries.
 */

/**
 * From the last key until the query counts as settled, in milliseconds: longer than between two keys. A page that writes
 * each query into its URL would otherwise run into the browser's limit (100 in 30 seconds in Safari).
 */
export const SETTLE_MS = 300;

/** From the last key until it is one to be remembered, in milliseconds: time to have looked at what it found. */
export const DWELL_MS = 3_000;

/** What happens then. */
export interface PaceHandlers {
  onSettled(): void;
  onDwelt(): void;
}

/** Waits for pauses in typing. */
export class QueryPace {
  readonly #handlers: PaceHandlers;
  #settling: ReturnType<typeof setTimeout> | undefined;
  #dwelling: ReturnType<typeof setTimeout> | undefined;

  constructor(handlers: PaceHandlers) {
    this.#handlers = handlers;
  }

  /** False from a key until the pause after it. */
  get isSettled(): boolean {
    return this.#settling === undefined;
  }

  /** Something was typed. */
  typed(): void {
    this.stop();
    this.#settling = setTimeout(() => {
      this.#settling = undefined;
      this.#handlers.onSettled();
    }, SETTLE_MS);
    this.#dwelling = setTimeout(() => {
      this.#handlers.onDwelt();
    }, DWELL_MS);
  }

  /** Nothing is waited for any more. */
  stop(): void {
    clearTimeout(this.#settling);
    clearTimeout(this.#dwelling);
    this.#settling = this.#dwelling = undefined;
  }
}
