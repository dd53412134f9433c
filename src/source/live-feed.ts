/** The live path as the engine sees it: what it can say, and what can be asked of it. No word of sockets. */

/** Why the live path ended for good, as far as the path itself can tell. */
export type LiveRefusal =
  /** The token expired, or was not accepted. */
  | 'token'
  /** This viewer may not listen to this run. */
  | 'access'
  /** More messages or joins than the project's plan allows. */
  | 'rate'
  /** Anything else that ends it. */
  | 'other';

/** What the live path says. */
export interface LiveListener {
  /** Messages flow from here on, as far as the server's word goes; said again after every break. */
  onJoined(): void;
  /** The server confirms that rows committed from here on are announced. Older servers never say so. */
  onReady(): void;
  /** A message of the run's topic. */
  onMessage(event: 'logs' | 'run', payload: unknown): void;
  /** The connection broke; the path is making a new one by itself. */
  onLost(reason: string): void;
  /** The path ended; it stays down until it is opened again. */
  onRefused(refusal: LiveRefusal, reason: string): void;
}

/** A run's live path. */
export interface LiveFeed {
  /** Connects, or connects anew after a refusal. */
  open(): void;
  /** Uses this token from now on, without leaving the topic. */
  setToken(token: string): void;
  /** Closes; nothing is said afterwards, until it is opened again. */
  close(): void;
}
