/** The numbers that a Realtime server imposes on its clients, as observed on the real one; tests shorten the waits. */

export interface RealtimeLimits {
  /** How long a refused join is held back, ms; every other frame of that socket waits with it. */
  readonly refusedJoinDelayMs: number;
  /** How long a refused handshake is held back, ms. */
  readonly refusedHandshakeDelayMs: number;
  /** A socket is hung up on (code 1000) after this long without a frame from the client, ms. */
  readonly idleSocketMs: number;
  /** A joined channel's token is looked at again at its expiry, and at least this often, ms. */
  readonly tokenCheckMs: number;
  /** How often a channel that waits for the replication connection looks for it, ms. */
  readonly replicationCheckMs: number;
  /** After this long without a replication connection such a channel is closed, ms. */
  readonly replicationDeadlineMs: number;
  readonly channelsPerSocket: number;
  /** A broadcast body above this is dropped, bytes. */
  readonly broadcastBytes: number;
  /** A client frame above this ends the socket without a close frame, bytes. */
  readonly clientFrameBytes: number;
  /** A client that lets this much pile up unread loses its socket, bytes. */
  readonly unreadBytes: number;
  readonly replayedMessages: number;
  /**
   * Events of the whole project, as an average: see `rate-quota.ts`. A message from the database is one event, and one
   * more for every channel that it goes to; so is a client's push. The real server's default, and that of a free
   * project, is 100.
   */
  readonly eventsPerSecond: number;
  /** How much time one figure of those averages covers, and how often they are looked at, ms. */
  readonly quotaBucketMs: number;
  /** Joins of the whole project, as the same average; over it a join is refused and its socket closed. */
  readonly joinsPerSecond: number;
  /** postgres_changes are polled so often while there are any, and a fifth as often while there are none, ms. */
  readonly changesPollMs: number;
  /** A poll that brings more rows than this is lost whole, and nobody is told. */
  readonly changesPerPoll: number;
  /** A row above this is sent without its large values, bytes. */
  readonly changesRecordBytes: number;
  /**
   * A subscription is made on a cold server, or anew for a new token, after this long or up to three times it, and a
   * broken slot is replaced after it, ms.
   */
  readonly changesRetryMs: number;
  /** How often the publication is looked at: until then a first table goes unnoticed, ms. */
  readonly changesPublicationMs: number;
}

export const DEFAULT_LIMITS: RealtimeLimits = {
  refusedJoinDelayMs: 5_000,
  refusedHandshakeDelayMs: 2_000,
  idleSocketMs: 66_000,
  tokenCheckMs: 300_000,
  replicationCheckMs: 500,
  replicationDeadlineMs: 60_000,
  channelsPerSocket: 100,
  // 3000 KB with a little room for the term's own encoding, as the real server reckons.
  broadcastBytes: 3_000_500,
  clientFrameBytes: 5_000_000,
  unreadBytes: 50_000_000,
  replayedMessages: 25,
  // Both are those of a Team project.
  eventsPerSecond: 2_500,
  joinsPerSecond: 2_500,
  quotaBucketMs: 5_000,
  changesPollMs: 100,
  // The real server gives its query up after 15 s; a row took it about 1 ms where that was measured.
  changesPerPoll: 15_000,
  changesRecordBytes: 1_048_576,
  changesRetryMs: 1_000,
  changesPublicationMs: 60_000,
};
