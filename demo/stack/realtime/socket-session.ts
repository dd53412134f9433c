/**
 * One client's socket: takes frames in, one at a time, hands them to the channel they name, and sends what the channels
 * say. Answers joins, heartbeats and strays itself.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { RawData, WebSocket } from 'ws';
import { numbered } from './changes/binding.js';
import { Channel, type ChannelPort } from './channel.js';
import { decideJoin, type JoinDecision, type RealtimeWorld } from './channel-join.js';
import { decodeFrame, encodeFrame, type ClientFrame, type Framing } from './framing.js';
import { readJoinConfig } from './join-config.js';
import type { Json } from './json.js';
import { Mailbox } from './mailbox.js';
import { DATABASE_OUT_OF_REACH, refusalReason, type CloseCause } from './server-words.js';
import { SocketLine } from './socket-line.js';

const TOPIC_PREFIX = 'realtime:';

export class SocketSession implements ChannelPort {
  readonly framing: Framing;
  readonly #line: SocketLine;
  readonly #world: RealtimeWorld;
  /** The apikey as a token: what a channel is judged by when it brings none of its own. */
  readonly #apiToken: string;
  readonly #channels = new Map<string, Channel>();
  readonly #mailbox: Mailbox;
  readonly #closed = new AbortController();
  #lastFrameMs = Date.now();
  #idleTimer: NodeJS.Timeout | undefined;

  constructor(
    socket: WebSocket,
    world: RealtimeWorld,
    options: { framing: Framing; apiToken: string },
  ) {
    this.#line = new SocketLine(socket, world.limits.unreadBytes);
    this.#world = world;
    this.framing = options.framing;
    this.#apiToken = options.apiToken;
    this.#mailbox = new Mailbox((error) => this.#handleFailure(error));
    socket.on('message', (data, isBinary) => this.#handleMessage(data, isBinary));
    socket.on('close', () => this.#handleClose());
    // A broken socket closes as well; without a listener its error would end the process.
    socket.on('error', () => undefined);
    this.#watchForSilence(world.limits.idleSocketMs);
  }

  get channelCount(): number {
    return this.#channels.size;
  }

  /** Ends the socket: with a close frame when a code is given, else as a cut cable does. */
  drop(code?: number): void {
    this.#line.drop(code);
  }

  /** Half-open: see {@link SocketLine}. */
  freeze(frozen: boolean): void {
    this.#line.freeze(frozen);
  }

  /** Ends every channel for this cause, or those of one topic (with or without `realtime:`). */
  closeChannels(cause: CloseCause, topic?: string): void {
    for (const channel of this.#channels.values()) {
      if (topic === undefined || topic === channel.topic || topic === channel.name) {
        channel.close(cause);
      }
    }
  }

  send(data: string | Buffer): void {
    this.#mailbox.post(() => this.#transmit(data));
  }

  endChannel(channel: Channel, lastFrame: string): void {
    this.#mailbox.post(() => {
      if (this.#channels.get(channel.topic) === channel) this.#channels.delete(channel.topic);
      this.#transmit(lastFrame);
    });
  }

  #handleMessage(data: RawData, isBinary: boolean): void {
    this.#lastFrameMs = Date.now();
    const bytes = toBuffer(data);
    const tooLong = bytes.length > this.#world.limits.clientFrameBytes;
    const frame = tooLong ? null : decodeFrame(this.framing, bytes, isBinary);
    if (frame !== null) this.#mailbox.post(() => this.#handleFrame(frame));
    else if (tooLong) this.#line.terminate();
    // Not a frame at all: the real server's socket process fails on it.
    else this.#line.close(1011);
  }

  #handleFrame(frame: ClientFrame): void | Promise<void> {
    if (frame.event === 'phx_join' && frame.topic.startsWith(TOPIC_PREFIX)) {
      return this.#handleJoin(frame);
    }
    const isHeartbeat = frame.topic === 'phoenix' && frame.event === 'heartbeat';
    const channel = this.#channels.get(frame.topic);
    if (channel !== undefined) channel.receive(frame);
    else if (isHeartbeat || frame.event === 'phx_leave') this.#reply(frame, 'ok');
    else this.#reply({ ...frame, joinRef: null }, 'error', { reason: 'unmatched topic' });
    return undefined;
  }

  async #handleJoin(frame: ClientFrame): Promise<void> {
    const { faults, joins } = this.#world;
    if (faults.ignoresJoins) return;
    this.#replaceDuplicate(frame.topic);
    const config = readJoinConfig(frame.payload);
    const name = frame.topic.slice(TOPIC_PREFIX.length);
    if (faults.refusesJoins !== null) {
      return this.#refuse(frame, refusalReason(faults.refusesJoins, name));
    }
    if (joins.isOver) {
      await this.#refuse(frame, refusalReason('rate-limit', name));
      this.#line.close(1000);
      return;
    }
    joins.add();
    const token = config.accessToken ?? this.#apiToken;
    const channelCount = this.#channels.size;
    const request = { name, config, token, channelCount };
    const decision = await decideJoin(this.#world, request).catch(databaseOutOfReach);
    if (this.#closed.signal.aborted) return;
    if (!decision.ok) return this.#refuse(frame, decision.reason);
    const identity = { topic: frame.topic, joinRef: frame.joinRef, config, token };
    const channel = new Channel(this, this.#world, { ...identity, claims: decision.claims });
    this.#channels.set(frame.topic, channel);
    this.#reply(frame, 'ok', { postgres_changes: numbered(config.tableBindings) });
    channel.open(decision.replayed);
  }

  /** The new join is answered first; the old channel's end is told after it. */
  #replaceDuplicate(topic: string): void {
    const old = this.#channels.get(topic);
    if (old === undefined) return;
    old.abandon();
    this.#channels.delete(topic);
    this.send(old.closeFrame);
  }

  /** Held back, and with it everything else on this socket: what a client sees of the real server's brake. */
  async #refuse(frame: ClientFrame, reason: string): Promise<void> {
    const { signal } = this.#closed;
    await delay(this.#world.limits.refusedJoinDelayMs, undefined, { signal }).catch(
      () => undefined,
    );
    if (!signal.aborted) this.#reply(frame, 'error', { reason });
  }

  #reply(frame: ClientFrame, status: 'ok' | 'error', response: Json = {}): void {
    const { joinRef, ref, topic } = frame;
    const payloadJson = JSON.stringify({ status, response });
    this.#transmit(
      encodeFrame(this.framing, { joinRef, ref, topic, event: 'phx_reply', payloadJson }),
    );
  }

  #transmit(data: string | Buffer): void {
    this.#line.send(data);
  }

  #watchForSilence(delayMs: number): void {
    this.#idleTimer = setTimeout(() => {
      const leftMs = this.#lastFrameMs + this.#world.limits.idleSocketMs - Date.now();
      if (leftMs <= 0) this.#line.close(1000);
      else this.#watchForSilence(leftMs);
    }, delayMs);
  }

  #handleClose(): void {
    this.#closed.abort();
    this.#mailbox.close();
    clearTimeout(this.#idleTimer);
    for (const channel of this.#channels.values()) channel.abandon();
    this.#channels.clear();
  }

  #handleFailure(error: unknown): void {
    const name = error instanceof Error ? error.name : 'unknown';
    this.#world.log(`realtime: a socket failed (${name})`);
    this.#line.terminate();
  }
}

function databaseOutOfReach(): JoinDecision {
  return { ok: false, reason: `UnableToConnectToProject: ${DATABASE_OUT_OF_REACH}` };
}

function toBuffer(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}
