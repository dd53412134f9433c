/** That the throw-away server is ours alone, and leaves nothing behind however its process ends. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { startPostgres } from '../../demo/stack/postgres.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Starts a server, says where, and then does as told. */
const SCRIPT = `
  import { startPostgres } from './demo/stack/postgres.js';
  const server = await startPostgres();
  console.log(server.url);
  const ending = process.argv[1];
  if (ending === 'throw') throw new Error('on purpose');
  if (ending === 'wait') setInterval(() => undefined, 1000);
`;

/** A temporary folder of its own, so that the test sees its own servers only. */
let temporary: string;
const children: ChildProcess[] = [];

before(() => {
  temporary = mkdtempSync(join(tmpdir(), 'log-stream-test-'));
  // The account that the server runs under when we are root has to be able to walk in.
  chmodSync(temporary, 0o711);
});
after(async () => {
  await Promise.all(children.map((child) => end(child, 'SIGTERM')));
  rmSync(temporary, { recursive: true, force: true });
});

async function end(child: ChildProcess, signal?: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  if (signal) child.kill(signal);
  await gone;
}

async function startChild(ending: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', SCRIPT, ending],
    { cwd: ROOT, env: { ...process.env, TMPDIR: temporary }, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  children.push(child);
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    return { child, url: line };
  }
  throw new Error(`the process ended (${child.exitCode}) before its server was up`);
}

/** The folders of servers, past or present. */
function folders(): readonly string[] {
  return readdirSync(temporary).filter((name) => name.includes('postgres'));
}

async function answers(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 5 });
  try {
    const [row] = await sql`
      select current_setting('wal_level') as wal, current_setting('listen_addresses') as at`;
    assert.deepEqual(row, { wal: 'logical', at: '127.0.0.1' });
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === 'ECONNREFUSED') return false;
    throw error;
  } finally {
    await sql.end();
  }
}

describe('a local Postgres', () => {
  it('ends with its process; what a killed one leaves is removed by the next, a living one is not', async () => {
    const [killed, living] = await Promise.all([startChild('wait'), startChild('wait')]);
    await end(killed.child, 'SIGKILL');
    assert.equal(await answers(killed.url), true);

    const thrower = await startChild('throw');
    await end(thrower.child);
    assert.equal(thrower.child.exitCode, 1);
    assert.deepEqual(await Promise.all([killed, thrower, living].map(({ url }) => answers(url))), [
      false,
      false,
      true,
    ]);
    assert.equal(folders().length, 1);

    await end(living.child, 'SIGTERM');
    if (process.platform !== 'win32') assert.equal(living.child.signalCode, 'SIGTERM');
    assert.deepEqual(folders(), []);
  });

  it('is gone with its data once stopped, and lets nobody in without the password', async () => {
    const outside = process.env['TMPDIR'];
    process.env['TMPDIR'] = temporary;
    const server = await startPostgres();
    if (outside === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = outside;
    const stranger = postgres(server.url.replace(/:[0-9a-f]+@/, ':guess@'), { max: 1 });
    await assert.rejects(stranger`select 1`, /password authentication failed/);
    await stranger.end();
    await Promise.all([server.stop(), server.stop()]);
    assert.equal(await answers(server.url), false);
    assert.deepEqual(folders(), []);
  });
});
