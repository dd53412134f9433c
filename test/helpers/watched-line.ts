/**
 * A viewer's sockets under a test's eye: real ones, counted and read, which the test can cut, keep from opening, and
 * let hear what no server says. The server and the client library know nothing of it.
 */
import { WebSocket } from 'ws';
import type { SupabaseLogSourceOptions } from '../../src/source/supabase-source.js';

/** `[join_ref, ref, topic, event, payload]`, as the client sent it. */
export type SentFrame = readonly [unknown, unknown, string, string, Record<string, unknown>];

/** The sockets of one viewer. */
export class WatchedLine {
  /** For the source under test. */
  readonly webSocket: NonNullable<SupabaseLogSourceOptions['webSocket']>;
  readonly sockets: WebSocket[] = [];
  /** When each socket was made, by `now`. */
  readonly attemptsMs: number[] = [];
  readonly sent: SentFrame[] = [];
  /** While true, sockets go nowhere: they fail like a refused connection. */
  isCut = false;

  /** @param now - Default: `Date.now` */
  constructor(now: () => number = Date.now) {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- a class of its own, whose `this` is a socket
    const line = this;
    class WatchedSocket extends WebSocket {
      constructor(address: string | URL, protocols?: string | string[]) {
        super(line.isCut ? NOWHERE : address, protocols);
        line.attemptsMs.push(now());
        line.sockets.push(this);
      }

      override send(data: string, ...rest: []): void {
        line.sent.push(JSON.parse(data) as SentFrame);
        super.send(data, ...rest);
      }
    }
    this.webSocket = WatchedSocket as unknown as WatchedLine['webSocket'];
  }

  /** Cuts the cable; `mend` lets the next attempt through. */
  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.terminate();
  }

  mend(): void {
    this.isCut = false;
  }

  /** Sockets that are open now. */
  get open(): WebSocket[] {
    return this.sockets.filter(({ readyState }) => readyState === WebSocket.OPEN);
  }

  /** Topics joined so far, with `realtime:`. */
  get joins(): string[] {
    return this.sentFrames('phx_join').map(([, , topic]) => topic);
  }

  sentFrames(event: string): SentFrame[] {
    return this.sent.filter((frame) => frame[3] === event);
  }

  /** Lets the client hear this as the next frame of its open socket: text, or bytes. */
  hear(data: string | Uint8Array): void {
    const bytes = Buffer.from(data);
    const isBinary = typeof data !== 'string';
    const { buffer, byteOffset, byteLength } = bytes;
    const message = isBinary ? buffer.slice(byteOffset, byteOffset + byteLength) : bytes;
    for (const socket of this.open) socket.emit('message', message, isBinary);
  }
}

/** Nothing listens there: the port is reserved. */
const NOWHERE = 'ws://127.0.0.1:1/';
