/**
 * A real Postgres from npm, for as long as this process lives: temporary data, loopback only, logical decoding on.
 * It knows nothing of what is put into it; that is `schema.ts`.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chown, readFile, unlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { preparePostgresBinaries, type PostgresBinaries, type RunAs } from './postgres-binaries.js';
import {
  dataDirectory,
  discardScratch,
  makeScratch,
  removeLeftovers,
  removeScratch,
} from './postgres-scratch.js';

/** A running server. */
export interface LocalPostgres {
  /** Connection string of the superuser. */
  readonly url: string;
  /** On 127.0.0.1. */
  readonly port: number;
  /** Stops the server and removes its data; a second call does nothing. */
  stop(): Promise<void>;
}

/** Options of {@link startPostgres}. */
export interface LocalPostgresOptions {
  /** Told what is being done, and the server's own warnings and errors. Default: nobody. */
  readonly log?: (line: string) => void;
  /** As in `fsync=on`; these win over ours. Default: none. */
  readonly settings?: readonly string[];
}

/** Named as on Supabase, where `postgres` is an ordinary owner and not the superuser. */
const SUPERUSER = 'supabase_admin';

/** Another program can take the port between our look and the server's bind; more than this many times is no accident. */
const START_ATTEMPTS = 3;

/** Accounts to run under when we are root, in order of preference. */
const UNPRIVILEGED_ACCOUNTS: readonly string[] = ['postgres', 'nobody'];

/**
 * Durability is worth nothing to data that is deleted at the end. `synchronous_commit` stays on all the same: with it
 * off, logical decoding sees a commit only at the next WAL flush, up to 600 ms later.
 */
const SERVER_SETTINGS: readonly string[] = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'wal_level=logical',
  'max_wal_senders=20',
  'max_replication_slots=20',
  'max_connections=200',
  'fsync=off',
  'full_page_writes=off',
  'jit=off',
  'timezone=UTC',
  'log_timezone=UTC',
  'log_checkpoints=off',
  'log_line_prefix=',
];

const scratchInUse = new Set<string>();

/** Starts a server on a free port. Takes about a second. Throws with a remedy when this machine cannot run one. */
export async function startPostgres(options: LocalPostgresOptions = {}): Promise<LocalPostgres> {
  const log = options.log ?? (() => undefined);
  const runAs = await unprivilegedAccount();
  await removeLeftovers(log);
  cleanUpWhenProcessEnds();
  const scratch = await makeScratch(runAs);
  scratchInUse.add(scratch);
  try {
    const binaries = await preparePostgresBinaries(scratch, runAs);
    const password = randomBytes(18).toString('hex');
    await initialise(binaries, scratch, password, runAs);
    const { server, port } = await startOnFreePort(binaries, scratch, runAs, { ...options, log });
    log(`Postgres is ready on 127.0.0.1:${port}`);
    let stopped: Promise<void> | undefined;
    return {
      url: `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`,
      port,
      stop: () => (stopped ??= stop(server, scratch)),
    };
  } catch (error) {
    removeScratch(scratch);
    scratchInUse.delete(scratch);
    throw error;
  }
}

async function stop(server: ChildProcess, scratch: string): Promise<void> {
  const gone = server.exitCode === null && server.signalCode === null ? once(server, 'exit') : null;
  // Held again, so that the process does not end before the folder is gone.
  server.ref();
  server.kill(process.platform === 'win32' ? undefined : 'SIGQUIT');
  await gone;
  await discardScratch(scratch);
  scratchInUse.delete(scratch);
}

async function initialise(
  binaries: PostgresBinaries,
  scratch: string,
  password: string,
  runAs: RunAs | undefined,
): Promise<void> {
  const passwordFile = join(scratch, 'password');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (runAs) await chown(passwordFile, runAs.uid, runAs.gid);
  const child = spawn(
    binaries.initdb,
    [
      `--pgdata=${dataDirectory(scratch)}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      ...localeOptions(binaries.major),
      '--no-sync',
      '--no-instructions',
    ],
    { ...runAs, cwd: scratch, stdio: ['ignore', 'ignore', 'pipe'], windowsHide: true },
  );
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const code = await exitOf(child);
  await unlink(passwordFile).catch(() => undefined);
  if (code !== 0) throw new Error(`initdb failed (${code}): ${complaint.trim()}`);
}

/** The same order of text on every machine. Before 17 Postgres has none of its own, and takes the system's. */
function localeOptions(major: number): readonly string[] {
  if (major < 17) return ['--locale=C.UTF-8'];
  return ['--no-locale', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
}

async function startOnFreePort(
  binaries: PostgresBinaries,
  scratch: string,
  runAs: RunAs | undefined,
  { log = () => undefined, settings = [] }: LocalPostgresOptions,
): Promise<{ server: ChildProcess; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    try {
      return { server: await start(binaries, scratch, port, runAs, log, settings), port };
    } catch (error) {
      if (attempt === START_ATTEMPTS || !String(error).includes('could not bind')) throw error;
    }
  }
}

async function start(
  binaries: PostgresBinaries,
  scratch: string,
  port: number,
  runAs: RunAs | undefined,
  log: (line: string) => void,
  ownSettings: readonly string[],
): Promise<ChildProcess> {
  const settings = [...SERVER_SETTINGS, ...ownSettings].flatMap((setting) => ['-c', setting]);
  const server = spawn(
    binaries.postgres,
    ['-D', dataDirectory(scratch), '-p', String(port), ...settings],
    {
      ...runAs,
      cwd: scratch,
      stdio: ['ignore', 'ignore', 'pipe'],
      windowsHide: true,
      // A group of its own: Ctrl-C in a terminal must reach us first, or requests under way would break.
      detached: process.platform !== 'win32',
    },
  );
  const lines: string[] = [];
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: server.stderr }).on('line', (line) => {
      if (line.includes('ready to accept connections')) resolve();
      if (lines.length < 50) lines.push(line);
      if (/^(WARNING|ERROR|FATAL|PANIC):/.test(line)) log(`Postgres: ${line}`);
    });
    server.once('error', reject);
    server.once('exit', (code) => {
      reject(new Error(`Postgres did not start (${code}): ${lines.join('\n')}`));
    });
  });
  // The server alone is no reason to keep this process alive.
  server.unref();
  (server.stderr as unknown as { unref?: () => void }).unref?.();
  return server;
}

/** `undefined` unless we are root. */
async function unprivilegedAccount(): Promise<RunAs | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = (await readFile('/etc/passwd', 'utf8'))
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of UNPRIVILEGED_ACCOUNTS) {
    const [, , uid, gid] = accounts.find(([account]) => account === name) ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error(
    'Postgres refuses to run as root, and this system has neither a "postgres" nor a "nobody" account to run it under. ' +
      'Run as an ordinary user, or create one: useradd --system postgres.',
  );
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port was found.');
  return address.port;
}

async function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
}

let watchesProcessEnd = false;

/** However this process ends, short of SIGKILL, its servers and folders go with it. */
function cleanUpWhenProcessEnds(): void {
  if (watchesProcessEnd) return;
  watchesProcessEnd = true;
  const removeAll = (): void => {
    for (const scratch of scratchInUse) removeScratch(scratch);
    scratchInUse.clear();
  };
  process.once('exit', removeAll);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    const handleSignal = (): void => {
      // Somebody else handles the signal too: theirs is the orderly way out, and it ends in `exit`.
      if (process.listenerCount(signal) > 1) return;
      removeAll();
      process.off(signal, handleSignal);
      process.kill(process.pid, signal);
    };
    process.on(signal, handleSignal);
  }
}
