/**
 * The command behind `npm start`: chooses what the demo runs against, starts a few runs so that the first page has
 * something to show, and opens a browser if there is somebody to see it.
 */
import { spawn } from 'node:child_process';
import type { DemoBackend } from './server/backend.js';
import { startDemoServer, type DemoServer } from './server/demo-server.js';
import { startEmbeddedBackend } from './server/embedded-backend.js';
import { connectProject, readProjectSettings } from './server/project-backend.js';
import { readServeOptions, USAGE, type ServeOptions } from './server/serve-options.js';

/** Rows a second of the runs that are there at the start: one to read along with, one that is busy. */
const INITIAL_RATES = [4, 40];
/** What opens an address in the default browser, where it is not xdg-open. */
const OPENERS: Partial<Record<NodeJS.Platform, [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Rows that the first run has written before anyone looks, so that there is a history to read. */
const HISTORY_ROWS = 1500;

const log = (line: string): void => console.log(`  ${line}`);

const options = readOptions();
const startedAt = Date.now();
const server = await start();
stopOnSignal(server);
await startRuns(server);
console.log(
  `\nThe demo is at ${server.url}   (up in ${((Date.now() - startedAt) / 1000).toFixed(1)} s; Ctrl-C stops it)\n`,
);
if (options.open && hasDesktop()) openBrowser(server.url);

function readOptions(): ServeOptions {
  try {
    const read = readServeOptions(process.argv.slice(2));
    if (read !== null) return read;
    console.log(USAGE);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    process.exit(2);
  }
  process.exit(0);
}

async function start(): Promise<DemoServer> {
  let backend: DemoBackend | undefined;
  try {
    backend = await chooseBackend();
    return await startDemoServer({ ...options, backend, watch: true, log });
  } catch (error) {
    console.error(
      `\nThe demo could not be started: ${error instanceof Error ? error.message : String(error)}`,
    );
    await backend?.stop();
    process.exit(1);
  }
}

async function chooseBackend(): Promise<DemoBackend> {
  const settings = readProjectSettings(process.env);
  if (settings !== null) {
    console.log(`Using the Supabase project at ${settings.url} …`);
    return connectProject(settings);
  }
  console.log('Starting Postgres, REST, Auth and Realtime in this process …');
  return startEmbeddedBackend(log);
}

async function startRuns({ simulator, tenants }: DemoServer): Promise<void> {
  const [first] = tenants.owner;
  if (first === undefined) return;
  const finished = await simulator.start(first, 0);
  await simulator.burst(finished.id, HISTORY_ROWS);
  await simulator.finish(finished.id, 'failed');
  for (const [index, rate] of INITIAL_RATES.entries()) {
    const { id } = await simulator.start(tenants.owner[index] ?? first, 0);
    await simulator.burst(id, HISTORY_ROWS);
    simulator.setRate(id, rate);
  }
}

function stopOnSignal(running: DemoServer): void {
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // The second Ctrl-C of somebody who does not want to wait.
      if (isStopping) process.exit(130);
      isStopping = true;
      console.log('\nStopping …');
      void running.stop().finally(() => process.exit(0));
    });
  }
}

function hasDesktop(): boolean {
  const { env, platform, stdout } = process;
  if (env['CI'] !== undefined || !stdout.isTTY) return false;
  if (platform === 'darwin' || platform === 'win32') return true;
  return env['DISPLAY'] !== undefined || env['WAYLAND_DISPLAY'] !== undefined;
}

function openBrowser(url: string): void {
  const [command, ...before] = OPENERS[process.platform] ?? ['xdg-open'];
  const opener = spawn(command, [...before, url], { stdio: 'ignore', detached: true });
  // The address is on the screen; a browser that does not open is no reason to stop.
  opener.on('error', () => undefined);
  opener.unref();
}
