/**
 * One viewer's network: a stretch of TCP between a page and the servers behind it, which can be unplugged (what is open
 * is cut, what is new is refused) or go silent (nothing passes, nothing is closed). It knows no protocol.
 */
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

const HOST = '127.0.0.1';

interface Strand {
  readonly near: Socket;
  readonly far: Socket;
}

/** A network with a fault or without. */
export class Cable {
  readonly #servers: Server[] = [];
  readonly #strands = new Set<Strand>();
  #isPlugged = true;
  #isSilent = false;

  /** Leads to this port; returns the port at which the page finds it. */
  async to(port: number): Promise<number> {
    const server = createServer({ pauseOnConnect: true }, (near) => this.#lay(near, port));
    this.#servers.push(server);
    server.listen(0, HOST);
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The cable has no port.');
    return address.port;
  }

  unplug(): void {
    this.#isPlugged = false;
    for (const { near, far } of this.#strands) {
      near.resetAndDestroy();
      far.destroy();
    }
  }

  plug(): void {
    this.#isPlugged = true;
  }

  /** What is held back passes when the silence ends. */
  setSilent(silent: boolean): void {
    if (silent === this.#isSilent) return;
    this.#isSilent = silent;
    for (const strand of this.#strands) this.#let(strand);
  }

  async close(): Promise<void> {
    this.unplug();
    const closed = this.#servers.map((server) => once(server, 'close'));
    for (const server of this.#servers) server.close();
    await Promise.all(closed);
  }

  #lay(near: Socket, port: number): void {
    near.on('error', () => undefined);
    if (!this.#isPlugged) {
      near.resetAndDestroy();
      return;
    }
    const far = connect(port, HOST);
    const strand = { near, far };
    this.#strands.add(strand);
    far.on('error', () => undefined);
    for (const socket of [near, far]) {
      socket.setNoDelay(true);
      socket.on('close', () => {
        this.#strands.delete(strand);
        near.destroy();
        far.destroy();
      });
    }
    this.#let(strand);
  }

  #let({ near, far }: Strand): void {
    if (this.#isSilent) {
      near.unpipe(far);
      far.unpipe(near);
      near.pause();
      far.pause();
    } else {
      near.pipe(far);
      far.pipe(near);
    }
  }
}
