/**
 * Realtime in short: what it says, frame by frame, of what was recorded of the real one. Text and binary broadcasts,
 * refusals that freeze the socket for five seconds, `system` before `phx_close`, and nothing at all when it is dead.
 */
import type { FakeClock } from '../../helpers/fake-clock.js';
import type { Announcement, RunTable } from '../run-table.js';
import type { MessageFates } from '../message-fates.js';
import type { TokenOffice } from '../tokens.js';
import type { MemorySocket, SocketServer } from './memory-socket.js';

const TRAVEL_MS = 3;
const REFUSAL_MS = 5_000;
const HANDSHAKE_REFUSAL_MS = 2_000;

interface Channel {
  readonly topic: string;
  readonly joinRef: string;
  token: string;
}

interface Line {
  readonly channels: Map<string, Channel>;
  isDead: boolean;
  /** Until then nothing is read and nothing is said. */
  frozenUntilMs: number;
}

export interface PhoenixPorts {
  readonly clock: FakeClock;
  readonly table: RunTable;
  readonly tokens: TokenOffice;
  readonly fates: MessageFates;
  readonly isBinary: boolean;
}

export type JoinFault = 'ignore' | 'refuse' | 'rate' | 'close';

/** The server of one project. */
export class PhoenixServer implements SocketServer {
  readonly #ports: PhoenixPorts;
  readonly #lines = new Map<MemorySocket, Line>();
  /** When sockets were asked for. */
  readonly attemptsMs: number[] = [];
  readonly joinFaults: JoinFault[] = [];
  isOpen = true;
  isSlotAlive = true;
  /** The code with which a socket is closed as soon as it is open. */
  closesAccepted: number | null = null;
  #messages = 0;

  constructor(ports: PhoenixPorts) {
    this.#ports = ports;
  }

  get sockets(): readonly MemorySocket[] {
    return [...this.#lines.keys()].filter((socket) => socket.isOpen);
  }

  /** Every channel that is joined. */
  get channels(): readonly Channel[] {
    return [...this.#lines.values()].flatMap((line) => [...line.channels.values()]);
  }

  accept(socket: MemorySocket): void {
    const { clock } = this.#ports;
    this.attemptsMs.push(clock.now());
    if (!this.isOpen) {
      clock.after(HANDSHAKE_REFUSAL_MS, () => socket.end(1006));
      return;
    }
    clock.after(TRAVEL_MS, () => {
      this.#lines.set(socket, { channels: new Map(), isDead: false, frozenUntilMs: 0 });
      socket.open();
      const code = this.closesAccepted;
      if (code !== null) clock.after(50, () => this.#end(socket, code));
    });
  }

  leave(socket: MemorySocket): void {
    this.#lines.delete(socket);
  }

  hear(socket: MemorySocket, frame: string): void {
    const line = this.#lines.get(socket);
    if (line === undefined || line.isDead) return;
    const { clock } = this.#ports;
    const waitMs = Math.max(TRAVEL_MS, line.frozenUntilMs - clock.now());
    clock.after(waitMs, () => {
      if (this.#lines.get(socket) === line && !line.isDead) this.#answer(socket, line, frame);
    });
  }

  /** Every socket breaks. */
  drop(code: number): void {
    for (const socket of [...this.#lines.keys()]) this.#end(socket, code);
  }

  /** Every socket is dead, and no one is told. */
  kill(): void {
    for (const line of this.#lines.values()) line.isDead = true;
  }

  /** Ends every channel, with these words before it. */
  closeChannels(message: string): void {
    for (const [socket, line] of this.#lines) {
      for (const channel of [...line.channels.values()])
        this.#close(socket, line, channel, message);
    }
  }

  announce(announcement: Announcement): void {
    if (!this.isSlotAlive) return;
    for (const message of this.#ports.fates.carry(announcement)) {
      const { event, payload, delayMs } = message;
      this.#messages += 1;
      const id = String(this.#messages);
      this.#ports.clock.after(TRAVEL_MS + delayMs, () => {
        for (const [socket, line] of this.#lines) {
          if (line.isDead) continue;
          for (const { topic } of line.channels.values()) {
            this.#send(
              socket,
              line,
              event === 'frame' ? '[null,null,' : this.#frame(topic, event, payload, id),
            );
          }
        }
      });
    }
  }

  #answer(socket: MemorySocket, line: Line, frame: string): void {
    const [joinRef, ref, topic, event, payload] = JSON.parse(frame) as [
      ...[string, string, string, string],
      { access_token?: string; config?: { broadcast?: { replication_ready?: boolean } } },
    ];
    const reply = (status: string, response: object): void =>
      this.#say(socket, line, [joinRef, ref, topic, 'phx_reply', { status, response }]);
    if (event === 'heartbeat') reply('ok', {});
    else if (event === 'phx_join') {
      this.#join(socket, line, { topic, joinRef, token: payload.access_token ?? '' }, reply);
    } else if (event === 'phx_leave') {
      line.channels.delete(topic);
      reply('ok', {});
      this.#say(socket, line, [joinRef, joinRef, topic, 'phx_close', {}]);
    } else if (event === 'access_token') {
      const channel = line.channels.get(topic);
      if (channel === undefined) return;
      channel.token = payload.access_token ?? '';
      this.#judge(socket, line, channel);
    }
  }

  #join(
    socket: MemorySocket,
    line: Line,
    channel: Channel,
    reply: (status: string, response: object) => void,
  ): void {
    const { clock } = this.#ports;
    const fault = this.joinFaults.shift();
    if (fault === 'ignore') return;
    if (fault === 'close') {
      this.#end(socket, 1011);
      return;
    }
    const reason = this.#reasonAgainst(channel.token, fault);
    if (reason !== null) {
      line.frozenUntilMs = clock.now() + REFUSAL_MS;
      clock.after(REFUSAL_MS, () => reply('error', { reason }));
      return;
    }
    const old = line.channels.get(channel.topic);
    if (old !== undefined)
      this.#say(socket, line, [old.joinRef, old.joinRef, old.topic, 'phx_close', {}]);
    line.channels.set(channel.topic, channel);
    reply('ok', { postgres_changes: [] });
    this.#say(socket, line, this.#system(channel, 'ok', 'Replication connection established'));
    this.#judgeAtExpiry(socket, line, channel);
  }

  #reasonAgainst(token: string, fault: JoinFault | undefined): string | null {
    const { tokens, clock, table } = this.#ports;
    if (fault === 'rate') return 'ClientJoinRateLimitReached: Too many joins per second';
    if (token === '' || !tokens.isGoodForRealtime(token, clock.now())) {
      return 'InvalidJWTToken: Token has expired 1 seconds ago';
    }
    const maySee = fault !== 'refuse' && !table.isHidden && tokens.maySee(token);
    return maySee
      ? null
      : 'Unauthorized: You do not have permissions to read from this Channel topic';
  }

  #judgeAtExpiry(socket: MemorySocket, line: Line, channel: Channel): void {
    const { tokens, clock } = this.#ports;
    const { token } = channel;
    const leftMs = tokens.facts(token).expiresAtMs - clock.now();
    if (leftMs === Infinity) return;
    clock.after(Math.max(0, leftMs), () => {
      if (line.channels.get(channel.topic) === channel && channel.token === token) {
        this.#judge(socket, line, channel);
      }
    });
  }

  #judge(socket: MemorySocket, line: Line, channel: Channel): void {
    const { tokens, clock, table } = this.#ports;
    if (!tokens.isGoodForRealtime(channel.token, clock.now())) {
      this.#close(socket, line, channel, 'Token has expired 0 seconds ago');
    } else if (table.isHidden || !tokens.maySee(channel.token)) {
      this.#close(
        socket,
        line,
        channel,
        'You do not have permissions to read from this Channel topic',
      );
    } else this.#judgeAtExpiry(socket, line, channel);
  }

  #close(socket: MemorySocket, line: Line, channel: Channel, message: string): void {
    if (line.isDead) return;
    line.channels.delete(channel.topic);
    this.#say(socket, line, this.#system(channel, 'error', message));
    this.#say(socket, line, [channel.joinRef, channel.joinRef, channel.topic, 'phx_close', {}]);
  }

  #system(channel: Channel, status: string, message: string): unknown[] {
    const { joinRef, topic } = channel;
    const of = topic.slice('realtime:'.length);
    return [joinRef, null, topic, 'system', { message, status, extension: 'system', channel: of }];
  }

  #frame(topic: string, event: string, payload: unknown, id: string): string | ArrayBuffer {
    const meta = JSON.stringify({ id });
    if (!this.#ports.isBinary) {
      const body = { event, payload, type: 'broadcast', meta: { id } };
      return JSON.stringify([null, null, topic, 'broadcast', body]);
    }
    const parts = [topic, event, meta].map((text) => Buffer.from(text));
    const head = Buffer.from([4, ...parts.map(({ length }) => length), 1]);
    const whole = Buffer.concat([head, ...parts, Buffer.from(JSON.stringify(payload))]);
    return whole.buffer.slice(whole.byteOffset, whole.byteOffset + whole.byteLength);
  }

  #say(socket: MemorySocket, line: Line, frame: unknown[]): void {
    this.#ports.clock.after(TRAVEL_MS, () => this.#send(socket, line, JSON.stringify(frame)));
  }

  /** While a refusal is being considered the whole socket waits. */
  #send(socket: MemorySocket, line: Line, data: string | ArrayBuffer): void {
    const { clock } = this.#ports;
    const waitMs = line.frozenUntilMs - clock.now();
    if (waitMs > 0) clock.after(waitMs, () => this.#send(socket, line, data));
    else if (!line.isDead) socket.receive(data);
  }

  #end(socket: MemorySocket, code: number): void {
    this.#lines.delete(socket);
    socket.end(code);
  }
}
