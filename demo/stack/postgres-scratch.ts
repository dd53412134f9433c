/**
 * The temporary folders that throw-away servers live in: made, found again after a crash, and removed, together with a
 * server that outlived its owner. It knows folders and process ids, and nothing of SQL.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { chmod, chown, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import type { RunAs } from './postgres-binaries.js';

/** Every folder's name starts so; leftovers are found by it. */
const PREFIX = 'meshhook-log-stream-postgres-';

/** Names the process that the folder belongs to. */
const OWNER_FILE = 'owner.pid';

/** How long a stopping server may take, ms. Immediate shutdown takes about 20; after this the folder goes anyway. */
const STOP_LIMIT_MS = 5000;

/** A folder without an owner file is one being made right now, or a wreck once it is this old, ms. */
const UNOWNED_GRACE_MS = 60_000;

/** The data directory of a scratch folder. */
export function dataDirectory(scratch: string): string {
  return join(scratch, 'data');
}

/** Makes a folder for one server; `runAs` gets to own it. */
export async function makeScratch(runAs: RunAs | undefined): Promise<string> {
  const scratch = await mkdtemp(join(tmpdir(), PREFIX));
  await writeFile(join(scratch, OWNER_FILE), `${process.pid}\n`);
  if (runAs) {
    await chmod(scratch, 0o711);
    await chown(scratch, runAs.uid, runAs.gid);
  }
  return scratch;
}

/**
 * Stops the server of a folder and removes the folder. Synchronous, because it must also work while the process is
 * exiting. The stop is the immediate one: the data dies with it.
 */
export function removeScratch(scratch: string): void {
  const pidFile = join(dataDirectory(scratch), 'postmaster.pid');
  const pid = serverPid(scratch, pidFile);
  if (pid !== undefined) {
    stopAtOnce(pid);
    // The server takes its pid file away as its last act; its process entry stays until our event loop reaps it.
    const deadline = Date.now() + STOP_LIMIT_MS;
    while (existsSync(pidFile) && Date.now() < deadline) pauseMs(5);
  }
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

/** Removes what crashed runs left behind, their still running servers included. Never throws. */
export async function removeLeftovers(log: (line: string) => void): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  for (const name of names.filter((entry) => entry.startsWith(PREFIX))) {
    const scratch = join(tmpdir(), name);
    try {
      if (await isOrphan(scratch)) {
        removeScratch(scratch);
        log(`removed what an earlier run left behind: ${name}`);
      }
    } catch {
      // Another user's folder, or one that its owner is removing this moment: not ours to clean.
    }
  }
}

/** Removes a folder whose server is known to be gone. */
export async function discardScratch(scratch: string): Promise<void> {
  await rm(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

async function isOrphan(scratch: string): Promise<boolean> {
  const owner = await readFile(join(scratch, OWNER_FILE), 'utf8').catch(() => undefined);
  if (owner === undefined) return Date.now() - (await stat(scratch)).mtimeMs > UNOWNED_GRACE_MS;
  return !isAlive(Number.parseInt(owner, 10));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The running server's pid, and `undefined` when there is none or when the number now belongs to something else. */
function serverPid(scratch: string, pidFile: string): number | undefined {
  if (!existsSync(pidFile)) return undefined;
  const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
  if (!Number.isSafeInteger(pid) || pid <= 1 || !isAlive(pid)) return undefined;
  if (process.platform !== 'linux') return pid;
  const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  return commandLine.includes(scratch) ? pid : undefined;
}

function stopAtOnce(pid: number): void {
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(pid), '/f', '/t'], { windowsHide: true });
    return;
  }
  process.kill(pid, 'SIGQUIT');
}

/** Waits without the event loop, which no longer turns while the process exits. */
function pauseMs(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
