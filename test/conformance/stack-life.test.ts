/** The stack comes and goes without a trace: taken ports, Ctrl-C, a second stop. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, connect } from 'node:net';
import { createInterface } from 'node:readline';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openGateway } from '../../demo/stack/gateway.js';
import { startStack } from '../../demo/stack/stack.js';

const CHILD = fileURLToPath(new URL('../helpers/stack-child.ts', import.meta.url));
const NO_ROUTES = {
  answer: () => Promise.resolve(new Response(null, { status: 404 })),
  upgrade: () => undefined,
};

describe('the stack', { concurrency: 2 }, () => {
  it('leaves no Postgres behind after Ctrl-C', { skip: process.platform === 'win32' }, async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', CHILD], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const { url, databasePort } = JSON.parse(line) as { url: string; databasePort: number };
    assert.ok(await answers(databasePort));
    child.kill('SIGINT');
    await once(child, 'exit');
    assert.ok(!(await answers(databasePort)), 'Postgres still listens');
    await assert.rejects(fetch(url));
  });

  it('stops whole, once and for all', async () => {
    const said: string[] = [];
    const stack = await startStack({ port: 0, log: (line) => said.push(line) });
    assert.match(said.at(-1) ?? '', new RegExp(stack.url));
    assert.ok(!said.some((line) => line.includes(stack.secretKey)));
    const { port } = new URL(stack.databaseUrl);
    await stack.stop();
    await stack.stop();
    assert.ok(!(await answers(Number(port))));
    await assert.rejects(fetch(stack.url));
  });

  it('moves to another port when its own is taken, unless it was told which', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const gateway = await openGateway(NO_ROUTES, { port, elseAny: true });
    assert.notEqual(gateway.port, port);
    await gateway.close();
    await assert.rejects(openGateway(NO_ROUTES, { port, elseAny: false }), { code: 'EADDRINUSE' });
    other.close();
  });
});

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const answered = await Promise.race([
    once(socket, 'connect').then(() => true),
    once(socket, 'error').then(() => false),
  ]).catch(() => false);
  socket.destroy();
  return answered;
}
