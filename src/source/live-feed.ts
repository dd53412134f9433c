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

/** What kind of message came: rows or a pointer to them, the run's status, or one row as a table has it. */
export type LiveEvent = 'logs' | 'run' | 'insert';

/** What the live path says. */
export interface LiveListener {
  /** Messages flow from here on, as far as the server's word goes; said again after every break. */
  onJoined(): void;
  /** The server confirms that rows committed from here on are announced. Older servers never say so. */
  onReady(): void;
  /** A message of the run's topic. */
  onMessage(event: LiveEvent, payload: unknown): void;
  /** Something came that cannot be read at all; what it may have said is in the database. */
  onUnreadable(why: string): void;
  /** The connection broke; the path is making a new one by itself. */
  onLost(reason: string): void;
  /** The path ended; it stays down until it is joined again. */
  onRefused(refusal: LiveRefusal, reason: string): void;
}

/** A run's live path. */
export interface LiveFeed {
  /** Reaches for the server, so that joining takes no longer than it must. Joins nothing yet. */
  connect(): void;
  /**
   * Joins the run's topic. Not before the viewer is known to be allowed: the server takes five seconds to refuse,
   * and all that shares the connection waits with it.
   */
  join(): void;
  /** Uses this token from now on, without leaving the topic. */
  setToken(token: string): void;
  /** Does not wait any longer before the next attempt to connect, if it is waiting. */
  hurry(): void;
  /** Makes a new connection now, whatever the present one claims to be. */
  renew(): void;
  /**
   * Closes; nothing is said afterwards, until it is joined again.
   *
   * @param atOnce - true to drop the connection now rather than keep it a few seconds for whoever comes next
   */
  close(atOnce?: boolean): void;
}
