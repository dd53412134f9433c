/** A WebSocket without a network: what a client sends is heard by a model of the server, at once and in order. */

/** The server's end. */
export interface SocketServer {
  /** A client wants to connect. */
  accept(socket: MemorySocket): void;
  hear(socket: MemorySocket, frame: string): void;
  /** The client hung up. */
  leave(socket: MemorySocket): void;
}

const CONNECTING = 0;
const OPEN = 1;
const CLOSING = 2;
const CLOSED = 3;

/** The client's end, as the library sees it. */
export class MemorySocket {
  readonly url: string;
  readonly #server: SocketServer;
  binaryType = 'arraybuffer';
  bufferedAmount = 0;
  readyState = CONNECTING;
  onopen: ((event: unknown) => void) | null = null;
  onerror: ((event: unknown) => void) | null = null;
  onmessage: ((event: { data: string | ArrayBuffer }) => void) | null = null;
  onclose: ((event: { code: number; reason: string; wasClean: boolean }) => void) | null = null;

  constructor(server: SocketServer, url: string) {
    this.#server = server;
    this.url = url;
    server.accept(this);
  }

  get isOpen(): boolean {
    return this.readyState === OPEN;
  }

  send(frame: string): void {
    if (this.isOpen) this.#server.hear(this, frame);
  }

  close(code = 1005, reason = ''): void {
    if (this.readyState >= CLOSING) return;
    this.readyState = CLOSING;
    this.#server.leave(this);
    queueMicrotask(() => this.end(code, reason));
  }

  /** The server says: it is open. */
  open(): void {
    if (this.readyState !== CONNECTING) return;
    this.readyState = OPEN;
    this.onopen?.({});
  }

  receive(data: string | ArrayBuffer): void {
    if (this.isOpen) this.onmessage?.({ data });
  }

  /** It is over, for whatever reason. */
  end(code: number, reason = ''): void {
    if (this.readyState === CLOSED) return;
    const wasOpen = this.readyState !== CONNECTING;
    this.readyState = CLOSED;
    if (!wasOpen) this.onerror?.(new Error('refused'));
    this.onclose?.({ code, reason, wasClean: code === 1000 });
  }
}

/** A class for the library to make sockets of. */
export function socketClassFor(server: SocketServer): typeof WebSocket {
  const made = class extends MemorySocket {
    constructor(url: string) {
      super(server, url);
    }
  };
  return made as unknown as typeof WebSocket;
}
