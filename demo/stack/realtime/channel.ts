/**
 * One joined channel: what it pushes, what it hears, and the four ways it ends (leave, token, permission, socket). It
 * does its own work in order, beside its socket's; whatever it says goes through the socket's mailbox.
 */
import { nowSeconds, type TokenClaims } from './access-token.js';
import { ChangeChannel, type ChangePort } from './changes/change-channel.js';
import { encodeReplayed, type Broadcast, type DatabaseMessage } from './broadcast.js';
import type { Listener } from './broadcast-hub.js';
import type { RealtimeWorld } from './channel-join.js';
import { encodeFrame, type ClientFrame, type Framing, type ServerFrame } from './framing.js';
import { viewerToken, type JoinConfig } from './join-config.js';
import { isObject, type Json } from './json.js';
import { Mailbox } from './mailbox.js';
import {
  closeMessage,
  DATABASE_OUT_OF_REACH,
  NOT_REPLICATING,
  noReadPermission,
  type CloseCause,
} from './server-words.js';

/** The socket, as its channels see it. */
export interface ChannelPort {
  readonly framing: Framing;
  /** Sends once everything before it has been sent. */
  send(data: string | Buffer): void;
  /** Forgets the channel and sends its last frame, in the same breath. */
  endChannel(channel: Channel, lastFrame: string): void;
}

export interface ChannelIdentity {
  /** With `realtime:`. */
  readonly topic: string;
  readonly joinRef: string | null;
  readonly config: JoinConfig;
  readonly token: string;
  readonly claims: TokenClaims;
}

export class Channel implements Listener, ChangePort {
  readonly topic: string;
  readonly name: string;
  readonly framing: Framing;
  readonly #port: ChannelPort;
  readonly #world: RealtimeWorld;
  readonly #joinRef: string | null;
  readonly #config: JoinConfig;
  readonly #mailbox = new Mailbox((error) => this.#handleFailure(error));
  #token: string;
  #claims: TokenClaims;
  #changes: ChangeChannel | null = null;
  #replayedIds: ReadonlySet<string> = new Set();
  /** What the policies said of writing; asked at the first push, and again after a new token. */
  #mayWrite: boolean | null = null;
  #tokenTimer: NodeJS.Timeout | undefined;
  #replicationTimer: NodeJS.Timeout | undefined;
  #ended = false;
  #readyMs = 0;

  constructor(port: ChannelPort, world: RealtimeWorld, identity: ChannelIdentity) {
    this.#port = port;
    this.#world = world;
    this.framing = port.framing;
    this.topic = identity.topic;
    this.name = identity.topic.slice('realtime:'.length);
    this.#joinRef = identity.joinRef;
    this.#config = identity.config;
    this.#token = identity.token;
    this.#claims = identity.claims;
  }

  /** Begins to listen. What it has to say right away is sent after the reply to the join. */
  open(replayed: readonly DatabaseMessage[]): void {
    this.#readyMs = performance.now() + this.#world.faults.readinessDelayMs;
    this.#replayedIds = new Set(replayed.map((message) => message.id));
    this.#world.hub.add(this, this.#config.isPrivate);
    this.#armTokenTimer();
    for (const message of replayed) {
      const data = encodeReplayed(this.framing, this.#joinRef, this.topic, message);
      if (data !== null) this.#port.send(data);
    }
    if (this.#config.wantsPresence) this.#push('presence_state', {});
    if (this.#config.tableBindings.length > 0) this.#openChanges();
    if (this.#config.announcesReplication) {
      this.#announceReplication(Date.now() + this.#world.limits.replicationDeadlineMs);
    }
  }

  /** A frame from the client on this topic. */
  receive(frame: ClientFrame): void {
    this.#mailbox.post(() => this.#handleFrame(frame));
  }

  /** Stops without a word: the socket is gone, or a new join takes the topic over. */
  abandon(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#mailbox.close();
    this.#world.hub.remove(this, this.#config.isPrivate);
    this.#changes?.stop();
    clearTimeout(this.#tokenTimer);
    clearTimeout(this.#replicationTimer);
  }

  /** The frame that tells the client that this channel is over. */
  get closeFrame(): string {
    return this.#encode({ ref: this.#joinRef, event: 'phx_close', payloadJson: '{}' });
  }

  hasReplayed(messageId: string): boolean {
    return this.#replayedIds.has(messageId);
  }

  get isReady(): boolean {
    return performance.now() >= this.#readyMs;
  }

  deliver(data: string | Buffer): void {
    if (!this.#ended) this.#port.send(data);
  }

  pushChangeStatus(status: 'ok' | 'error', message: string): void {
    this.#pushSystem(status, message, 'postgres_changes');
  }

  pushChanges(payloadJson: string): void {
    const frame = { ref: null, joinRef: null, topic: this.topic, event: 'postgres_changes' };
    const data = encodeFrame(this.framing, { ...frame, payloadJson });
    this.#world.faults.carry(this, data);
  }

  overrun(): void {
    this.close('rate-limit');
  }

  /** Ends it as the server does for this cause, once what came before is done. */
  close(cause: CloseCause): void {
    this.#mailbox.post(() => this.#shutDown(closeMessage(cause, this.name)));
  }

  #handleFrame(frame: ClientFrame): void | Promise<void> {
    if (this.#ended) return undefined;
    switch (frame.event) {
      case 'phx_leave':
        this.#handleLeave(frame);
        return undefined;
      case 'access_token':
        return this.#handleNewToken(frame.payload);
      case 'broadcast':
        return this.#handleBroadcast(frame);
      case 'presence':
        this.#reply(frame, 'error', { reason: 'This local server does not serve presence' });
        return undefined;
      default:
        return undefined;
    }
  }

  #handleLeave(frame: ClientFrame): void {
    this.#reply(frame, 'ok', {});
    this.#end();
  }

  /** A refresh has no answer: it takes effect, or it ends the channel. */
  async #handleNewToken(payload: Json): Promise<void> {
    const token = isObject(payload) ? viewerToken(payload['access_token']) : null;
    if (token === null || token === this.#token) return;
    const verdict = await this.#world.tokens.read(token);
    const refusal = verdict.ok ? await this.#adopt(token, verdict.claims) : verdict.refusal.refresh;
    if (refusal !== null) this.#shutDown(refusal);
    else if (!this.#ended) this.#armTokenTimer();
    if (!this.#ended) this.#changes?.replaceClaims(this.#claims);
  }

  #openChanges(): void {
    const { changes, limits, faults } = this.#world;
    const bindings = this.#config.tableBindings;
    this.#changes = new ChangeChannel(changes, this, { bindings, claims: this.#claims, limits });
    this.#changes.start(faults.readinessDelayMs);
  }

  /** Takes the token for its own; says why the channel cannot go on with it, or null. */
  async #adopt(token: string, claims: TokenClaims): Promise<string | null> {
    this.#token = token;
    this.#claims = claims;
    this.#mayWrite = null;
    const mayRead = !this.#config.isPrivate || (await this.#world.access.mayRead(this.#viewer));
    return mayRead ? null : noReadPermission(this.name);
  }

  #handleBroadcast(frame: ClientFrame): void | Promise<void> {
    const broadcast = pushedBroadcast(frame);
    if (broadcast === null) return undefined;
    if (this.#config.isPrivate && this.#mayWrite === null) {
      return this.#publishIfAllowed(frame, broadcast);
    }
    if (!this.#config.isPrivate || this.#mayWrite === true) this.#publish(frame, broadcast);
    return undefined;
  }

  /** Without an INSERT policy that allows it, a push on a private channel is dropped without a word. */
  async #publishIfAllowed(frame: ClientFrame, broadcast: Broadcast): Promise<void> {
    this.#mayWrite = await this.#world.access.mayWrite(this.#viewer);
    if (this.#mayWrite && !this.#ended) this.#publish(frame, broadcast);
  }

  #publish(frame: ClientFrame, broadcast: Broadcast): void {
    const { isPrivate, hearsItself, acknowledges } = this.#config;
    const except = hearsItself ? null : this;
    const from = { topic: this.topic, isPrivate, except };
    const published = this.#world.hub.publishFromClient(broadcast, from);
    if (!acknowledges) return;
    if (published) this.#reply(frame, 'ok', {});
    else this.#reply(frame, 'error', 'payload_size_exceeded');
  }

  #armTokenTimer(): void {
    clearTimeout(this.#tokenTimer);
    const untilExpiryMs = (this.#claims.exp - nowSeconds()) * 1000;
    const delayMs = Math.max(0, Math.min(untilExpiryMs, this.#world.limits.tokenCheckMs));
    this.#tokenTimer = setTimeout(() => this.#mailbox.post(() => this.#checkToken()), delayMs);
  }

  async #checkToken(): Promise<void> {
    const verdict = await this.#world.tokens.read(this.#token);
    if (this.#ended) return;
    if (verdict.ok) this.#armTokenTimer();
    else this.#shutDown(verdict.refusal.refresh);
  }

  #announceReplication(deadlineMs: number): void {
    if (this.#world.isStreaming() && this.isReady) {
      this.#pushSystem('ok', 'Replication connection established');
    } else if (Date.now() >= deadlineMs) {
      this.#shutDown(NOT_REPLICATING);
    } else {
      const again = (): void => this.#announceReplication(deadlineMs);
      this.#replicationTimer = setTimeout(again, this.#world.limits.replicationCheckMs);
    }
  }

  #shutDown(message: string): void {
    if (this.#ended) return;
    this.#pushSystem('error', message);
    this.#end();
  }

  #end(): void {
    this.abandon();
    this.#port.endChannel(this, this.closeFrame);
  }

  #handleFailure(error: unknown): void {
    const name = error instanceof Error ? error.name : 'unknown';
    this.#world.log(`realtime: ${this.topic} failed (${name})`);
    this.#shutDown(DATABASE_OUT_OF_REACH);
  }

  get #viewer(): { topic: string; claims: TokenClaims } {
    return { topic: this.name, claims: this.#claims };
  }

  #reply(frame: ClientFrame, status: 'ok' | 'error', response: Json): void {
    const payloadJson = JSON.stringify({ status, response });
    this.#port.send(this.#encode({ ref: frame.ref, event: 'phx_reply', payloadJson }));
  }

  #pushSystem(status: 'ok' | 'error', message: string, extension = 'system'): void {
    this.#push('system', { message, status, extension, channel: this.name });
  }

  #push(event: string, payload: Json): void {
    this.#port.send(this.#encode({ ref: null, event, payloadJson: JSON.stringify(payload) }));
  }

  #encode(frame: Pick<ServerFrame, 'ref' | 'event' | 'payloadJson'>): string {
    return encodeFrame(this.framing, { ...frame, joinRef: this.#joinRef, topic: this.topic });
  }
}

function pushedBroadcast(frame: ClientFrame): Broadcast | null {
  if (frame.binary !== null) return { kind: 'event', messageId: null, ...frame.binary };
  if (!isObject(frame.payload)) return null;
  return { kind: 'text-push', payloadJson: JSON.stringify(frame.payload) };
}
