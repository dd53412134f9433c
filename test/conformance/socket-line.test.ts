/** A frozen line: what neither end sees of a cut cable, on a real socket. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { WebSocket, WebSocketServer } from 'ws';
import { SocketLine } from '../../demo/stack/realtime/socket-line.js';

const UNREAD_BYTES = 1_000;

describe('a frozen line', () => {
  let server: WebSocketServer;
  let line: SocketLine;
  /** What the client was told, and what the server heard. */
  let told: string[];
  let heard: string[];
  let client: WebSocket;

  before(async () => {
    server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await once(server, 'listening');
  });

  after(() => server.close());

  beforeEach(async () => {
    client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const [socket] = (await once(server, 'connection')) as [WebSocket];
    line = new SocketLine(socket, UNREAD_BYTES);
    [told, heard] = [[], []];
    client.on('message', (data: Buffer) => told.push(data.toString()));
    client.on('close', (code) => told.push(`closed ${code}`));
    socket.on('message', (data: Buffer) => heard.push(data.toString()));
    if (client.readyState !== client.OPEN) await once(client, 'open');
    line.freeze(true);
  });

  it('carries nothing and closes nothing, and makes up for it in order', async () => {
    line.send('one');
    line.send('two');
    line.close(1000);
    // Taken in by the machine, and left lying there.
    await new Promise<void>((resolve, reject) =>
      client.send('from the client', (error) => (error ? reject(error) : resolve())),
    );
    // Both processes have had their turn: a loopback write is read in the next one.
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual([told, heard], [[], []]);
    line.freeze(false);
    await once(client, 'close');
    assert.deepEqual(told, ['one', 'two', 'closed 1000']);
    assert.deepEqual(heard, ['from the client']);
  });

  it('remembers no more than a client may leave unread, and then gives the client up', async () => {
    for (let message = 0; message < 5; message++) line.send('x'.repeat(300));
    line.freeze(false);
    await once(client, 'close');
    assert.deepEqual(told, ['closed 1006']);
  });

  it('can be dropped all the same', async () => {
    line.drop(1012);
    await once(client, 'close');
    assert.deepEqual(told, ['closed 1012']);
  });
});
