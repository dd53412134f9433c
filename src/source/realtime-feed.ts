/**
 * A run's live path over Supabase Realtime: one socket, one private channel. It turns the library's statuses into
 * the few words of `LiveListener`, and mends what the library leaves open: waiting times without jitter, a token
 * that changes during a join, and joins that are refused and tried again for ever.
 */
import type { Clock } from '../core/clock.js';
import { backoffMs, type BackoffBounds } from '../core/backoff.js';
import type { LiveFeed, LiveListener, LiveRefusal } from './live-feed.js';
import type { RealtimeChannel, RealtimeClient, RealtimeClientOptions } from './realtime-client.js';

/** Two missed beats mean a dead connection, so a half-open socket is found within 30 s; the server needs one in 66 s. */
const HEARTBEAT_MS = 15_000;

/** First retry soon, since most drops are blips; 30 s at most, since a viewer waits at the other end. */
const RECONNECT: BackoffBounds = { floorMs: 500, baseMs: 2_000, capMs: 30_000 };

/** A connection that lasted this long was sound: the next drop starts counting anew. */
const STABLE_MS = 30_000;

/** Where Realtime is, and how to reach it. */
export interface RealtimeEndpoint {
  /** Project URL. */
  readonly url: string;
  /** Publishable key. */
  readonly key: string;
  /** For platforms without a global WebSocket. */
  readonly webSocket?: RealtimeClientOptions['transport'];
  readonly clock: Clock;
  /** A number from 0 up to, not including, 1. */
  readonly random: () => number;
}

/** The live path of one run. */
export class RealtimeFeed implements LiveFeed {
  readonly #endpoint: RealtimeEndpoint;
  readonly #topic: string;
  readonly #listener: LiveListener;
  #token: string;
  #isOpen = false;
  #client: RealtimeClient | null = null;
  #channel: RealtimeChannel | null = null;
  /** The last thing the server said in a `system` message: the only hint at why it closes a channel. */
  #lastSystemMessage = '';
  /** Set when the token changes while the channel is not joined: nobody knows which one the join carries. */
  #joinMayCarryOldToken = false;
  #failedAttempts = 0;
  #joinedAtMs: number | null = null;

  constructor(endpoint: RealtimeEndpoint, runId: string, token: string, listener: LiveListener) {
    this.#endpoint = endpoint;
    this.#topic = `run-logs:${runId}`;
    this.#token = token;
    this.#listener = listener;
  }

  open(): void {
    this.close();
    this.#isOpen = true;
    this.#connect().catch((cause: unknown) =>
      this.#listener.onRefused('other', cause instanceof Error ? cause.message : 'no connection'),
    );
  }

  setToken(token: string): void {
    this.#token = token;
    if (this.#channel?.state !== 'joined') this.#joinMayCarryOldToken = true;
    void this.#client?.setAuth(token);
  }

  close(): void {
    const client = this.#client;
    this.#isOpen = false;
    this.#client = null;
    this.#channel = null;
    if (client === null) return;
    for (const channel of client.getChannels()) channel.teardown();
    void client.disconnect();
  }

  async #connect(): Promise<void> {
    const { RealtimeClient } = await import('./realtime-client.js');
    if (!this.#isOpen || this.#client !== null) return;
    const client = new RealtimeClient(
      `${this.#endpoint.url.replace(/^http/, 'ws').replace(/\/+$/, '')}/realtime/v1`,
      {
        params: { apikey: this.#endpoint.key },
        heartbeatIntervalMs: HEARTBEAT_MS,
        reconnectAfterMs: () => this.#nextDelayMs(),
        ...(this.#endpoint.webSocket === undefined ? {} : { transport: this.#endpoint.webSocket }),
      },
    );
    this.#client = client;
    // Without an awaited token the first join goes out as nobody, and is refused after five seconds.
    await client.setAuth(this.#token);
    if (this.#client === client) this.#join(client);
  }

  #join(client: RealtimeClient): void {
    const channel = client.channel(this.#topic, {
      config: { private: true, broadcast: { replication_ready: true } },
    });
    this.#channel = channel;
    this.#lastSystemMessage = '';
    this.#joinMayCarryOldToken = false;
    const isCurrent = (): boolean => this.#channel === channel;
    for (const event of ['logs', 'run'] as const) {
      channel.on('broadcast', { event }, (message: { readonly payload?: unknown }) => {
        if (isCurrent()) this.#listener.onMessage(event, message.payload);
      });
    }
    channel.on('system', {}, (message: unknown) => {
      if (isCurrent()) this.#handleSystem(message);
    });
    channel.subscribe((status, error) => {
      if (isCurrent()) this.#handleStatus(status, error?.message ?? '');
    });
  }

  #handleSystem(payload: unknown): void {
    const { status, message } = (payload ?? {}) as { status?: unknown; message?: unknown };
    if (typeof message === 'string') this.#lastSystemMessage = message;
    if (status === 'ok') this.#listener.onReady();
  }

  #handleStatus(status: string, reason: string): void {
    if (status === 'SUBSCRIBED') this.#handleJoined();
    else if (status === 'CLOSED') this.#refuse(this.#lastSystemMessage);
    else if (status === 'CHANNEL_ERROR' && classify(reason) !== 'other') this.#refuse(reason);
    else this.#listener.onLost(reason === '' ? status : reason);
  }

  #handleJoined(): void {
    this.#joinedAtMs = this.#endpoint.clock.now();
    if (this.#joinMayCarryOldToken && this.#client !== null) {
      this.#joinMayCarryOldToken = false;
      // The library believes that the join carried the new token and would not send it again.
      this.#client.accessTokenValue = null;
      void this.#client.setAuth(this.#token);
    }
    this.#listener.onJoined();
  }

  /** Ends the path. The channel is let go outside the library's callback, which does not survive it otherwise. */
  #refuse(reason: string): void {
    const refusal = classify(reason);
    this.#channel = null;
    queueMicrotask(() => {
      if (this.#channel === null) this.close();
    });
    this.#listener.onRefused(refusal, reason);
  }

  /** The library counts attempts from each opened socket, which turns a server that closes at once into a storm. */
  #nextDelayMs(): number {
    const { clock, random } = this.#endpoint;
    const wasStable = this.#joinedAtMs !== null && clock.now() - this.#joinedAtMs > STABLE_MS;
    const attempt = wasStable ? 0 : this.#failedAttempts;
    this.#joinedAtMs = null;
    this.#failedAttempts = attempt + 1;
    return backoffMs(attempt, random(), RECONNECT);
  }
}

/** What a reason in the server's words means. Seen in its answers to joins and in its `system` messages. */
function classify(reason: string): LiveRefusal {
  if (/jwt|token|signature/i.test(reason)) return 'token';
  if (/unauthorized|permission/i.test(reason)) return 'access';
  if (/too many/i.test(reason)) return 'rate';
  return 'other';
}
