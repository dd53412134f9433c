/**
 * The line to one client, which can freeze as a cut cable does: nothing is read and nothing goes out, yet nothing is
 * closed, and both ends believe in it. What was to go out meanwhile goes out when it thaws, as TCP would have it.
 */
import type { WebSocket } from 'ws';

/** What a client makes of a socket that ended without a close frame: no server can send it. */
const ABNORMAL = 1006;

export class SocketLine {
  readonly #socket: WebSocket;
  readonly #unreadBytes: number;
  #isFrozen = false;
  #withheld: (() => void)[] = [];
  #withheldBytes = 0;

  constructor(socket: WebSocket, unreadBytes: number) {
    this.#socket = socket;
    this.#unreadBytes = unreadBytes;
  }

  send(data: string | Buffer): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#isFrozen) this.#withheldBytes += Buffer.byteLength(data);
    this.#do(() => this.#socket.send(data));
    if (this.#withheldBytes > this.#unreadBytes) {
      this.#withheld = [];
      this.#withheldBytes = 0;
      this.terminate();
    } else if (this.#socket.bufferedAmount > this.#unreadBytes) {
      this.terminate();
    }
  }

  close(code: number): void {
    this.#do(() => this.#socket.close(code));
  }

  /** Ends the socket without a close frame. */
  terminate(): void {
    this.#do(() => this.#socket.terminate());
  }

  /** Ends the socket even when it is frozen: with a close frame and this code, or as a crash does without one. */
  drop(code: number = ABNORMAL): void {
    // Or it would wait for the client's close frame without reading it.
    this.#socket.resume();
    if (code === ABNORMAL) this.#socket.terminate();
    else this.#socket.close(code);
  }

  freeze(frozen: boolean): void {
    this.#isFrozen = frozen;
    if (frozen) {
      this.#socket.pause();
      return;
    }
    const withheld = this.#withheld;
    this.#withheld = [];
    this.#withheldBytes = 0;
    for (const action of withheld) action();
    this.#socket.resume();
  }

  #do(action: () => void): void {
    if (this.#isFrozen) this.#withheld.push(action);
    else action();
  }
}
