/**
 * The connections of a page: several elements of one viewer share a socket, and those that show one run share a
 * channel. A connection outlives its last user by a moment, so that an element that is moved does not start over.
 */
import { viewerIdentity } from '../../core/session-token.js';
import { SYSTEM_CLOCK } from '../system-clock.js';
import {
  RealtimeConnection,
  type RealtimeEndpoint,
  type RealtimePlatform,
} from './realtime-connection.js';

/** How long what nobody uses is kept: longer than any framework takes to unmount and mount again. */
const LINGER_MS = 5_000;

/** A user's hold on a connection. */
export interface ConnectionLease {
  readonly connection: RealtimeConnection;
  /** True when `token` is of the viewer whom this connection serves. */
  serves(token: string): boolean;
  /**
   * Gives the connection back, once.
   *
   * @param topic - the channel that it was used for, left with it unless others listen
   * @param atOnce - true to leave now, not in a moment
   */
  release(topic: string, atOnce: boolean): void;
}

interface Seat {
  readonly connection: RealtimeConnection;
  users: number;
}

/** Shares connections. */
export class RealtimePool {
  readonly #platform: RealtimePlatform;
  readonly #seats = new Map<string, Seat>();

  constructor(platform: RealtimePlatform) {
    this.#platform = platform;
  }

  /** How many connections there are. */
  get size(): number {
    return this.#seats.size;
  }

  /** A connection to this project for the viewer of this token; the same one for all who ask with such a token. */
  acquire(endpoint: RealtimeEndpoint, token: string): ConnectionLease {
    const identity = viewerIdentity(token);
    const name = JSON.stringify([endpoint.url, endpoint.key, identity]);
    let seat = this.#seats.get(name);
    if (seat === undefined) {
      seat = { connection: new RealtimeConnection(endpoint, this.#platform, token), users: 0 };
      this.#seats.set(name, seat);
    }
    seat.users += 1;
    seat.connection.useToken(token);
    return this.#lease(name, seat, identity);
  }

  #lease(name: string, seat: Seat, identity: string): ConnectionLease {
    let isHeld = true;
    return {
      connection: seat.connection,
      serves: (token) => viewerIdentity(token) === identity,
      release: (topic, atOnce) => {
        if (!isHeld) return;
        isHeld = false;
        seat.users -= 1;
        const leave = (): void => {
          seat.connection.leaveIfUnused(topic);
          if (seat.users > 0) return;
          seat.connection.close();
          if (this.#seats.get(name) === seat) this.#seats.delete(name);
        };
        if (atOnce) leave();
        else this.#platform.clock.after(LINGER_MS, leave);
      },
    };
  }
}

/** The connections of this page. */
export const PAGE_POOL = new RealtimePool({ clock: SYSTEM_CLOCK, random: Math.random });
