/**
 * A raw Realtime client for tests: sends what it is told, keeps what comes in the order of arrival, decodes binary
 * frames into the shape of the recordings. Understands nothing of channels.
 */
import { once } from 'node:events';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';

/** A frame as the recordings show it: JSON, or a binary frame taken apart. */
export type WireFrame = unknown;

export interface Arrival {
  readonly frame: WireFrame;
  readonly atMs: number;
}

export interface BinaryFrame {
  readonly binary_bytes: number;
  readonly header_hex: string;
  readonly decoded: Readonly<Record<string, unknown>>;
}

const DEFAULT_TIMEOUT_MS = 5_000;

export class WireClient {
  readonly #socket: WebSocket;
  readonly #arrivals: Arrival[] = [];
  #wake: () => void = () => undefined;
  #closeCode: number | null = null;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      const frame = isBinary ? decodeBinary(data) : (JSON.parse(data.toString('utf8')) as unknown);
      this.#arrivals.push({ frame, atMs: performance.now() });
      this.#wake();
    });
    socket.on('close', (code: number) => {
      this.#closeCode = code;
      this.#wake();
    });
    socket.on('error', () => undefined);
  }

  /** Connects; rejects with {@link HandshakeRefusal} when the server answers with HTTP instead. */
  static open(baseUrl: string, apiKey: string, vsn: string): Promise<WireClient> {
    const url = new URL(`${baseUrl.replace('http', 'ws')}/realtime/v1/websocket`);
    url.search = new URLSearchParams({ apikey: apiKey, vsn }).toString();
    const socket = new WebSocket(url);
    const client = new WireClient(socket);
    return new Promise((resolve, reject) => {
      socket.once('open', () => resolve(client));
      socket.once('unexpected-response', (_request: ClientRequest, response: IncomingMessage) => {
        void readBody(response).then((body) =>
          reject(new HandshakeRefusal(response.statusCode ?? 0, body)),
        );
      });
    });
  }

  send(frame: WireFrame): void {
    this.#socket.send(isBinaryFrame(frame) ? encodePush(frame) : JSON.stringify(frame));
  }

  /** Resolves once the server has taken in everything sent so far: it answers a ping after the frames before it. */
  async heard(): Promise<void> {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    const pong = once(this.#socket, 'pong');
    this.#socket.ping();
    await pong;
  }

  /** The next frame, waited for. Rejects when the socket closes first, or when nothing comes. */
  async next(timeoutMs = DEFAULT_TIMEOUT_MS): Promise<Arrival> {
    await this.#until(() => this.#arrivals.length > 0, timeoutMs, 'a frame');
    const arrival = this.#arrivals.shift();
    if (arrival === undefined) throw new Error('the socket closed before the frame came');
    return arrival;
  }

  /** The code with which the socket closed, waited for. */
  async closed(timeoutMs = DEFAULT_TIMEOUT_MS): Promise<number> {
    await this.#until(() => this.#closeCode !== null, timeoutMs, 'the socket to close');
    return this.#closeCode ?? 0;
  }

  /** Frames that came and were not asked for yet. */
  get unread(): readonly WireFrame[] {
    return this.#arrivals.map((arrival) => arrival.frame);
  }

  async close(): Promise<void> {
    this.#socket.close();
    await this.closed();
  }

  async #until(done: () => boolean, timeoutMs: number, what: string): Promise<void> {
    const deadline = performance.now() + timeoutMs;
    while (!done() && this.#closeCode === null) {
      const leftMs = deadline - performance.now();
      if (leftMs <= 0) throw new Error(`waited ${timeoutMs} ms for ${what}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, leftMs);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }
}

export class HandshakeRefusal extends Error {
  readonly status: number;
  readonly body: string;

  constructor(status: number, body: string) {
    super(`HTTP ${status}`);
    this.status = status;
    this.body = body;
  }
}

function isBinaryFrame(frame: WireFrame): frame is BinaryFrame {
  return typeof frame === 'object' && frame !== null && 'binary_bytes' in frame;
}

function decodeBinary(data: Buffer): BinaryFrame {
  const [kind, topicBytes = 0, eventBytes = 0, metadataBytes = 0, encoding] = data;
  if (kind !== 4) throw new Error(`a binary frame of kind ${kind}`);
  const ends = [topicBytes, eventBytes, metadataBytes].map(
    (_, index, sizes) => 5 + sizes.slice(0, index + 1).reduce((sum, size) => sum + size, 0),
  );
  const [topicEnd = 0, eventEnd = 0, metadataEnd = 0] = ends;
  const metadata = data.toString('utf8', eventEnd, metadataEnd);
  const body = data.subarray(metadataEnd);
  return {
    binary_bytes: data.length,
    header_hex: data.subarray(0, 5).toString('hex'),
    decoded: {
      kind: '4 user broadcast',
      topic: data.toString('utf8', 5, topicEnd),
      user_event: data.toString('utf8', topicEnd, eventEnd),
      metadata: metadata === '' ? null : (JSON.parse(metadata) as unknown),
      payload_encoding: encoding === 1 ? 'json' : 'binary',
      payload:
        encoding === 1
          ? (JSON.parse(body.toString('utf8')) as unknown)
          : `hex:${body.toString('hex')}`,
    },
  };
}

function encodePush({ decoded }: BinaryFrame): Buffer {
  const text = (key: string): Buffer => Buffer.from((decoded[key] as string | null) ?? '', 'utf8');
  const parts = ['join_ref', 'ref', 'topic', 'user_event', 'metadata'].map(text);
  const head = Buffer.from([3, ...parts.map((part) => part.length), 1]);
  return Buffer.concat([head, ...parts, Buffer.from(JSON.stringify(decoded['payload']))]);
}

async function readBody(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
