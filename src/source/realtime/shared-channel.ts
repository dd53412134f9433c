/**
 * One channel of a connection, for however many live paths listen to it: the library gives a topic to one listener
 * only. It turns the library's statuses into the few words of `LiveListener`, and mends what the library leaves open:
 * a token that changes during a join, and joins that are refused and tried again for ever.
 */
import { backoffMs, type BackoffBounds } from '../../core/backoff.js';
import type { Clock } from '../../core/clock.js';
import type { LiveEvent, LiveListener, LiveRefusal } from '../live-feed.js';
import { Timers } from '../timers.js';
import type { ChannelPlan } from './channel-plan.js';
import type { RealtimeChannel, RealtimeClient } from './realtime-client.js';

/** Waits between attempts to join over a sound connection. Each failed one may hold the socket up for five seconds. */
const REJOIN: BackoffBounds = { floorMs: 1_000, baseMs: 4_000, capMs: 60_000 };

/** What a channel needs of its connection. */
export interface ChannelHost {
  readonly clock: Clock;
  readonly random: () => number;
  /** The newest token. */
  readonly token: string;
  /** The present client, or `null` while there is none. */
  readonly client: RealtimeClient | null;
  /** Sends the present token once more, to every channel. */
  resendToken(): void;
  /** The socket was closed, with this code if it came with one. */
  noteClosed(code: number | null): void;
  /** A channel is joined: the connection is sound. */
  noteJoined(): void;
  /** The server ended this channel for good; it is not part of the connection any more. */
  noteRefused(channel: SharedChannel, refusal: LiveRefusal): void;
}

/** A channel with several listeners. */
export class SharedChannel {
  readonly plan: ChannelPlan;
  readonly #host: ChannelHost;
  readonly #listeners = new Set<LiveListener>();
  readonly #timers: Timers<'rejoin'>;
  #channel: RealtimeChannel | null = null;
  #isJoined = false;
  #isReady = false;
  #failedJoins = 0;
  /** The last thing the server said in a `system` message: the only hint at why it closes a channel. */
  #lastSystemMessage = '';
  /** Set when the token changes while the channel is not joined: nobody knows which one the join carries. */
  #joinMayCarryOldToken = false;
  /** The token that the server let in. One that was sent since has had no answer. */
  #joinedWith: string | null = null;

  constructor(plan: ChannelPlan, host: ChannelHost) {
    this.plan = plan;
    this.#host = host;
    this.#timers = new Timers(host.clock);
  }

  get hasListeners(): boolean {
    return this.#listeners.size > 0;
  }

  /** True while it has a channel of the library's, joined or not. */
  get isAttached(): boolean {
    return this.#channel !== null;
  }

  /** Adds a listener; one that comes late is told in a moment what the others know. */
  add(listener: LiveListener): void {
    this.#listeners.add(listener);
    if (!this.#isJoined) return;
    queueMicrotask(() => {
      if (!this.#isJoined || !this.#listeners.has(listener)) return;
      listener.onJoined();
      if (this.#isReady) listener.onReady();
    });
  }

  remove(listener: LiveListener): void {
    this.#listeners.delete(listener);
  }

  /** Joins over this client. */
  attach(client: RealtimeClient): void {
    this.detach();
    const { topic, isPrivate } = this.plan;
    const channel = client.channel(topic, {
      config: isPrivate ? { private: true, broadcast: { replication_ready: true } } : {},
    });
    this.#channel = channel;
    this.#lastSystemMessage = '';
    this.#joinMayCarryOldToken = false;
    this.#joinedWith = this.#host.token;
    this.#bind(channel);
    try {
      channel.subscribe((status, error) => {
        if (this.#channel === channel) this.#handleStatus(status, error);
      });
    } catch (cause) {
      // A page whose policy forbids the connection learns of it by an exception, in some browsers.
      this.#failJoin(cause instanceof Error ? cause.message : 'no connection');
    }
  }

  /** Lets go of the library's channel. It leaves the topic where that can still be said. */
  detach(): void {
    const channel = this.#channel;
    this.#channel = null;
    this.#isJoined = false;
    this.#isReady = false;
    this.#timers.clearAll();
    if (channel !== null) void this.#host.client?.removeChannel(channel);
  }

  noteTokenChanged(): void {
    if (this.#channel?.state !== 'joined') this.#joinMayCarryOldToken = true;
  }

  /** Tells the listeners that the connection is gone; joining again is the connection's affair. */
  lose(reason: string): void {
    this.#isJoined = false;
    this.#isReady = false;
    this.#tell((listener) => listener.onLost(reason));
  }

  tellUnreadable(why: string): void {
    this.#tell((listener) => listener.onUnreadable(why));
  }

  #bind(channel: RealtimeChannel): void {
    const hand = (event: LiveEvent, payload: unknown): void => {
      if (this.#channel === channel) this.#tell((listener) => listener.onMessage(event, payload));
    };
    for (const binding of this.plan.bindings) {
      if (binding.kind === 'broadcast') {
        const { event } = binding;
        channel.on('broadcast', { event }, (message: { readonly payload?: unknown }) =>
          hand(event, message.payload),
        );
      } else {
        const { schema, table, filter } = binding;
        channel.on('postgres_changes', { event: 'INSERT', schema, table, filter }, (change) =>
          hand('insert', change),
        );
      }
    }
    channel.on('system', {}, (message: unknown) => {
      if (this.#channel === channel) this.#handleSystem(message);
    });
  }

  #handleSystem(payload: unknown): void {
    const { status, message, extension } = (payload ?? {}) as Record<string, unknown>;
    if (typeof message === 'string') this.#lastSystemMessage = message;
    if (status === 'ok') {
      if (this.#isHeardLate && !this.#isJoined) this.#announceJoined();
      this.#isReady = true;
      this.#tell((listener) => listener.onReady());
    } else if (extension === 'postgres_changes') {
      // A subscription to a table that cannot be is answered “ok” first, and the channel stays open on nothing.
      this.#refuse(this.#lastSystemMessage);
    }
  }

  #handleStatus(status: string, error: Error | undefined): void {
    const reason = error?.message ?? '';
    if (status === 'SUBSCRIBED') this.#handleJoined();
    else if (status === 'CLOSED') this.#refuse(this.#lastSystemMessage);
    else if (status === 'CHANNEL_ERROR' && classify(reason) !== 'other') this.#refuse(reason);
    else if (status === 'TIMED_OUT' || isOfChannel(error)) this.#failJoin(reason || status);
    else {
      this.#host.noteClosed(closeCodeOf(error));
      this.lose(reason || status);
    }
  }

  #handleJoined(): void {
    this.#failedJoins = 0;
    this.#host.noteJoined();
    if (this.#joinMayCarryOldToken) {
      this.#joinMayCarryOldToken = false;
      this.#host.resendToken();
    } else this.#joinedWith = this.#host.token;
    if (!this.#isHeardLate) this.#announceJoined();
  }

  /** A subscription to a table is made, or refused, after the join was answered: that answer says nothing. */
  get #isHeardLate(): boolean {
    return this.plan.bindings.some(({ kind }) => kind === 'inserts');
  }

  #announceJoined(): void {
    this.#isJoined = true;
    this.#tell((listener) => listener.onJoined());
  }

  /** A join that went wrong for a reason that may pass. The library would try again at once, and in step with others. */
  #failJoin(reason: string): void {
    const delayMs = backoffMs(this.#failedJoins, this.#host.random(), REJOIN);
    this.#failedJoins += 1;
    this.#letGo();
    this.lose(reason);
    this.#timers.set('rejoin', delayMs, () => {
      if (this.#host.client !== null) this.attach(this.#host.client);
    });
  }

  /** The end of the channel: whoever listens may ask for another. */
  #refuse(reason: string): void {
    const refusal = classify(reason);
    if (refusal === 'token' && this.#joinedWith !== this.#host.token) {
      // It was the old token that ran out: the new one had not arrived.
      this.#joinAfresh(reason);
      return;
    }
    this.#letGo();
    this.#timers.clearAll();
    this.#isJoined = false;
    this.#host.noteRefused(this, refusal);
    this.#tell((listener) => listener.onRefused(refusal, reason));
  }

  /** Takes the channel from the library, outside its callback, which does not survive it otherwise. */
  #letGo(): void {
    const channel = this.#channel;
    const { client } = this.#host;
    this.#channel = null;
    if (channel !== null) queueMicrotask(() => void client?.removeChannel(channel));
  }

  /** Joins again at once, outside the library's callback. */
  #joinAfresh(reason: string): void {
    const ended = this.#channel;
    this.lose(reason);
    queueMicrotask(() => {
      const { client } = this.#host;
      if (client !== null && this.#channel === ended) this.attach(client);
    });
  }

  /** A listener that leaves while others are being told is not told any more. */
  #tell(say: (listener: LiveListener) => void): void {
    for (const listener of [...this.#listeners]) if (this.#listeners.has(listener)) say(listener);
  }
}

/** The code with which a socket was closed, where that is what happened. */
function closeCodeOf(error: Error | undefined): number | null {
  const { code } = (error?.cause ?? {}) as { readonly code?: unknown };
  return typeof code === 'number' ? code : null;
}

/** True for what the server said of the channel, false for what befell the socket, which mends itself. */
function isOfChannel(error: Error | undefined): boolean {
  const { cause } = error ?? {};
  return typeof cause === 'object' && cause !== null && 'reason' in cause && !('code' in cause);
}

/** What a reason in the server's words means. Seen in its answers to joins and in its `system` messages. */
function classify(reason: string): LiveRefusal {
  if (/jwt|token|signature/i.test(reason)) return 'token';
  if (/unauthorized|permission/i.test(reason)) return 'access';
  if (/too many/i.test(reason)) return 'rate';
  return 'other';
}
