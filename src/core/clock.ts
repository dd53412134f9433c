/** Time as an argument: what waits or asks the time takes a clock, so that a test can be the one that moves it. */

/** A source of time. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `action` once after `delayMs` milliseconds, unless the returned function is called before that. */
  after(delayMs: number, action: () => void): () => void;
}
