/** A run's live path over Supabase Realtime: a lease on a connection, and an ear on one of its channels. */
import type { LiveFeed, LiveListener } from '../live-feed.js';
import type { ChannelPlan } from './channel-plan.js';
import type { RealtimeEndpoint } from './realtime-connection.js';
import type { ConnectionLease, RealtimePool } from './realtime-pool.js';

/** The live path of one run. */
export class RealtimeFeed implements LiveFeed {
  readonly #pool: RealtimePool;
  readonly #endpoint: RealtimeEndpoint;
  readonly #plan: ChannelPlan;
  readonly #listener: LiveListener;
  #token: string;
  #lease: ConnectionLease | null = null;
  #stopListening: (() => void) | null = null;

  constructor(
    pool: RealtimePool,
    endpoint: RealtimeEndpoint,
    plan: ChannelPlan,
    token: string,
    listener: LiveListener,
  ) {
    this.#pool = pool;
    this.#endpoint = endpoint;
    this.#plan = plan;
    this.#token = token;
    this.#listener = listener;
  }

  connect(): void {
    if (this.#lease !== null) return;
    this.#lease = this.#pool.acquire(this.#endpoint, this.#token);
    this.#lease.connection.connect();
  }

  join(): void {
    this.connect();
    this.#stopListening ??= this.#lease?.connection.join(this.#plan, this.#listener) ?? null;
  }

  /** A token of another session moves to another connection: this one's channels are not for it to speak for. */
  setToken(token: string): void {
    this.#token = token;
    const lease = this.#lease;
    if (lease === null) return;
    if (lease.serves(token)) {
      lease.connection.useToken(token);
      return;
    }
    const wasListening = this.#stopListening !== null;
    this.close();
    this.connect();
    if (!wasListening) return;
    this.#listener.onLost('the session changed');
    this.join();
  }

  hurry(): void {
    this.#lease?.connection.hurry();
  }

  renew(): void {
    this.#lease?.connection.renew();
  }

  close(atOnce = false): void {
    this.#stopListening?.();
    this.#stopListening = null;
    this.#lease?.release(this.#plan.topic, atOnce);
    this.#lease = null;
  }
}
