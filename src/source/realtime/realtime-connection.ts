/**
 * One socket to a project for one session, and the channels on it. It connects with patience of its own, finds dead
 * connections, and replaces the library's client when that has been used up.
 */
import { backoffMs, type BackoffBounds } from '../../core/backoff.js';
import type { Clock } from '../../core/clock.js';
import { readTokenClaims } from '../../core/session-token.js';
import type { LiveListener, LiveRefusal } from '../live-feed.js';
import { Timers } from '../timers.js';
import type { ChannelPlan } from './channel-plan.js';
import type { RealtimeClient, RealtimeClientOptions } from './realtime-client.js';
import { SharedChannel, type ChannelHost } from './shared-channel.js';

/** Two missed beats mean a dead connection, so a half-open socket is found in 24 s; the server needs one in 66 s. */
const HEARTBEAT_MS = 12_000;

/** First retry soon, since most drops are blips; 30 s at most, since a viewer waits at the other end. */
const RECONNECT: BackoffBounds = { floorMs: 500, baseMs: 2_000, capMs: 30_000 };

/**
 * A server that restarts says so to all its viewers in the same moment: they come back over so long a time that no
 * second sees more than a fifth of them. Rows are fetched meanwhile.
 */
const RECONNECT_AFTER_RESTART: BackoffBounds = { ...RECONNECT, baseMs: 8_000 };

/** What a server closes its sockets with when it goes away, restarts, or asks for patience. */
const RESTART_CODES: ReadonlySet<number> = new Set([1001, 1012, 1013]);

/** All who lost the same server would hurry at once, hence within a second rather than now. */
const HURRY_MS = 1_000;

/** A connection that lasted this long was sound: the next drop starts counting anew. */
const STABLE_MS = 30_000;

/** The library registers its handlers again with every reconnect and never lets go of them. */
const RECONNECTS_MAX = 50;

/** The library hangs up on a client without channels; ours outlive the wait after a refusal. */
const EMPTY_CLIENT_MS = 600_000;

/** Where a project's Realtime is. */
export interface RealtimeEndpoint {
  /** Project URL. */
  readonly url: string;
  /** Publishable key. */
  readonly key: string;
}

/** What a connection takes from the platform. */
export interface RealtimePlatform {
  /** For platforms without a global WebSocket. */
  readonly webSocket?: RealtimeClientOptions['transport'] | undefined;
  readonly clock: Clock;
  /** A number from 0 up to, not including, 1. */
  readonly random: () => number;
}

/** One session's connection to a project. */
export class RealtimeConnection implements ChannelHost {
  readonly #endpoint: RealtimeEndpoint;
  readonly #platform: RealtimePlatform;
  readonly #timers: Timers<'connect'>;
  readonly #channels = new Map<string, SharedChannel>();
  #client: RealtimeClient | null = null;
  /** Counts clients, so that one that is being made knows when it is not wanted any more. */
  #generation = 0;
  #isWanted = false;
  #token: string;
  #refusedToken: string | null = null;
  #failedAttempts = 0;
  #reconnects = 0;
  #joinedAtMs: number | null = null;
  #isRestarting = false;

  constructor(endpoint: RealtimeEndpoint, platform: RealtimePlatform, token: string) {
    this.#endpoint = endpoint;
    this.#platform = platform;
    this.#timers = new Timers(platform.clock);
    this.#token = token;
  }

  get clock(): Clock {
    return this.#platform.clock;
  }

  get random(): () => number {
    return this.#platform.random;
  }

  get token(): string {
    return this.#token;
  }

  get client(): RealtimeClient | null {
    return this.#client;
  }

  /** Connects, unless it is connected or about to be. */
  connect(): void {
    if (this.#isWanted) return;
    this.#isWanted = true;
    void this.#makeClient();
  }

  /** Makes the next attempt to connect soon, unless there is a connection or an attempt under way. */
  hurry(): void {
    const client = this.#client;
    const isWaiting =
      client === null
        ? this.#timers.has('connect')
        : !client.isConnected() && !client.isConnecting();
    if (isWaiting) this.#replaceClient(this.random() * HURRY_MS);
  }

  /** Lets go of the client and makes a new one now. */
  renew(): void {
    this.#dropClient();
    this.#failedAttempts = 0;
    this.#isWanted = true;
    for (const channel of this.#channels.values()) channel.lose('a new connection was asked for');
    void this.#makeClient();
  }

  close(): void {
    this.#isWanted = false;
    this.#dropClient();
  }

  /** Uses this token from now on, unless the present one is good for longer. */
  useToken(token: string): void {
    if (token === this.#token) return;
    const isRefused = this.#refusedToken === this.#token;
    if (!isRefused && expiryOf(token) < expiryOf(this.#token)) return;
    this.#token = token;
    for (const channel of this.#channels.values()) channel.noteTokenChanged();
    void this.#client?.setAuth(token);
  }

  /** Joins a channel, or listens in on it; returns what to call to stop listening. */
  join(plan: ChannelPlan, listener: LiveListener): () => void {
    const known = this.#channels.get(plan.topic);
    const channel = known ?? new SharedChannel(plan, this);
    channel.add(listener);
    if (known === undefined) {
      this.#channels.set(plan.topic, channel);
      // In a moment: the library still holds a channel of this topic that it has just ended.
      queueMicrotask(() => {
        const isCurrent = this.#channels.get(plan.topic) === channel && !channel.isAttached;
        if (this.#client !== null && isCurrent) channel.attach(this.#client);
      });
    }
    return () => {
      channel.remove(listener);
    };
  }

  /** Leaves a channel that nobody listens to. */
  leaveIfUnused(topic: string): void {
    const channel = this.#channels.get(topic);
    if (channel === undefined || channel.hasListeners) return;
    this.#channels.delete(topic);
    channel.detach();
  }

  resendToken(): void {
    const client = this.#client;
    if (client === null) return;
    // The library believes that the join carried the new token and would not send it again.
    client.accessTokenValue = null;
    void client.setAuth(this.#token);
  }

  noteJoined(): void {
    this.#joinedAtMs ??= this.clock.now();
    this.#isRestarting = false;
  }

  noteClosed(code: number | null): void {
    if (code !== null && RESTART_CODES.has(code)) this.#isRestarting = true;
  }

  noteRefused(channel: SharedChannel, refusal: LiveRefusal): void {
    const { topic } = channel.plan;
    if (this.#channels.get(topic) === channel) this.#channels.delete(topic);
    if (refusal === 'token') this.#refusedToken = this.#token;
  }

  async #makeClient(): Promise<void> {
    const generation = (this.#generation += 1);
    try {
      const { RealtimeClient } = await import('./realtime-client.js');
      if (generation !== this.#generation) return;
      const client = new RealtimeClient(socketUrl(this.#endpoint.url), this.#clientOptions());
      // Without an awaited token the first join goes out as nobody, and is refused after five seconds.
      await client.setAuth(this.#token);
      if (generation !== this.#generation) return;
      void client.setAuth(this.#token);
      this.#client = client;
      client.connect();
      for (const channel of this.#channels.values()) channel.attach(client);
    } catch (cause) {
      if (generation === this.#generation) this.#handleNoClient(cause);
    }
  }

  #clientOptions(): RealtimeClientOptions {
    const { webSocket } = this.#platform;
    return {
      params: { apikey: this.#endpoint.key },
      heartbeatIntervalMs: HEARTBEAT_MS,
      disconnectOnEmptyChannelsAfterMs: EMPTY_CLIENT_MS,
      reconnectAfterMs: () => this.#handleDrop(),
      decode: (raw: string | ArrayBuffer, callback: (message: never) => void) => {
        this.#decode(raw, callback);
      },
      ...(webSocket === undefined ? {} : { transport: webSocket }),
    };
  }

  /** Reads a frame as the library does. What cannot be read would otherwise end as an error of the page. */
  #decode(raw: string | ArrayBuffer, callback: (message: never) => void): void {
    try {
      this.#client?.serializer.decode(raw, callback);
    } catch (cause) {
      const why = cause instanceof Error ? cause.name : 'unreadable';
      for (const channel of this.#channels.values()) channel.tellUnreadable(why);
    }
  }

  /**
   * The socket is gone. The library asks how long to wait; it counts attempts from each socket that opened, which
   * turns a server that closes at once into a storm, so the counting is done here.
   */
  #handleDrop(): number {
    const delayMs = this.#nextDelayMs();
    this.#reconnects += 1;
    if (this.#reconnects >= RECONNECTS_MAX) queueMicrotask(() => this.#replaceClient(delayMs));
    return delayMs;
  }

  #handleNoClient(cause: unknown): void {
    const reason = cause instanceof Error ? cause.message : 'no connection';
    for (const channel of this.#channels.values()) channel.lose(reason);
    this.#replaceClient(this.#nextDelayMs());
  }

  #replaceClient(delayMs: number): void {
    this.#dropClient();
    if (this.#isWanted) this.#timers.set('connect', delayMs, () => void this.#makeClient());
  }

  #dropClient(): void {
    this.#generation += 1;
    this.#timers.clearAll();
    this.#joinedAtMs = null;
    this.#reconnects = 0;
    for (const channel of this.#channels.values()) channel.detach();
    const client = this.#client;
    this.#client = null;
    void client?.disconnect();
  }

  #nextDelayMs(): number {
    const wasStable = this.#joinedAtMs !== null && this.clock.now() - this.#joinedAtMs > STABLE_MS;
    const attempt = wasStable ? 0 : this.#failedAttempts;
    this.#joinedAtMs = null;
    this.#failedAttempts = attempt + 1;
    const bounds = this.#isRestarting ? RECONNECT_AFTER_RESTART : RECONNECT;
    return backoffMs(attempt, this.random(), bounds);
  }
}

function socketUrl(url: string): string {
  return `${url.replace(/^http/, 'ws').replace(/\/+$/, '')}/realtime/v1`;
}

function expiryOf(token: string): number {
  return readTokenClaims(token)?.expiresAtMs ?? 0;
}
