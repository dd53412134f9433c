/**
 * `npm test`: everything that must hold, in stages, from a fresh clone. It checks Node, installs what is missing, runs
 * the stages (two at a time where that helps), prints each one's output when it ends, and adds up the counts.
 * Plain JavaScript with no dependency, because it runs before anything is installed. `npm test -- unit sql` runs only
 * those stages; `npm test -- --list` names them.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
/** Vite 8 and the test tools need it. */
const MIN_NODE = [20, 19];
/** A stage that is still running after this hangs; ending it keeps the result of the others. In ms. */
const STAGE_LIMIT_MS = 480_000;
/** Stages at a time. More than two make timing-bound tests (real sockets, real Postgres) compete for the processor. */
const LANES = Math.min(2, availableParallelism());

const bin = (path) => join('node_modules', path);
const node = (...args) => [process.execPath, ...args];
const tool = (name, path, ...args) => ({ count: name, command: node(bin(path), ...args) });

const ESLINT = ['eslint/bin/eslint.js', '.', '--max-warnings=0'];
const TSC = 'typescript/bin/tsc';

const isOfBrowser = (path) => path.endsWith('.browser.test.ts');
/** It changes something of its process that would not change back. */
const isOfOneProcess = (path) => path.endsWith('.process.test.ts');

/** Every stage. A step with `count` is one test by that name; a step with `tests` is a runner that counts its own. */
const STAGES = {
  e2e: { steps: [nodeTests('test/e2e')], alone: true },
  chaos: { steps: [nodeTests('test/chaos')], alone: true },
  lint: {
    steps: [
      tool('eslint', ...ESLINT),
      tool('prettier', 'prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'),
    ],
  },
  types: {
    steps: [
      tool('everything compiles', TSC, '-p', '.'),
      tool('src compiles without Node', TSC, '-p', 'src', '--noEmit'),
      tool('core compiles without the DOM', TSC, '-p', 'src/core', '--noEmit'),
      tool('the writer compiles without the DOM', TSC, '-p', 'src/writer', '--noEmit'),
    ],
  },
  unit: {
    steps: [
      inOneProcess('test/unit', (path) => !isOfBrowser(path) && !isOfOneProcess(path)),
      nodeTests('test/unit', { keep: isOfOneProcess }),
      nodeTests('test/model'),
    ],
  },
  component: {
    steps: [{ tests: true, command: node(bin('@web/test-runner/dist/bin.js')) }],
  },
  // Its clocks run faster than the machine: beside browsers at work, what is on time there comes late.
  integration: { steps: [nodeTests('test/integration', { filesAtOnce: 2 })], alone: true },
  conformance: { steps: [nodeTests('test/conformance', { filesAtOnce: 2 })] },
  sql: { steps: [nodeTests('test/sql')] },
  contract: { steps: [nodeTests('test/contract')] },
  build: {
    steps: [
      tool('modules', 'vite/bin/vite.js', 'build', '--mode', 'modules', '--logLevel', 'warn'),
      tool('one-file bundle', 'vite/bin/vite.js', 'build', '--mode', 'cdn', '--logLevel', 'warn'),
      tool('languages', 'vite/bin/vite.js', 'build', '--mode', 'locales', '--logLevel', 'warn'),
      tool('declarations', TSC, '-p', 'src'),
      tool('declarations of the writer', TSC, '-p', 'src/writer'),
      {
        count: 'types and editor data',
        command: node('--import', 'tsx', '.ci/build/editor-data.ts'),
      },
      tool('size ceilings', 'size-limit/bin.js'),
      {
        count: 'manifest is fresh',
        command: node('--import', 'tsx', 'test/support/manifest-check.ts'),
      },
    ],
  },
  // By itself: it measures.
  hostile: { steps: [nodeTests('test/hostile')], alone: true },
  node: { after: ['build'], steps: [nodeTests('test/node')] },
  stories: {
    steps: [
      {
        count: 'static build',
        command: node(
          ...[bin('storybook/dist/bin/dispatcher.js'), 'build', '--quiet', '--disable-telemetry'],
          ...['--output-dir', 'storybook-static'],
        ),
      },
      nodeTests('test/stories'),
    ],
  },
};
/** The order in which results are named, which is the order in which a person wants them. */
const ORDER = ['lint', 'types', 'unit', 'sql', 'conformance', 'integration', 'contract'].concat(
  ...['component', 'build', 'node', 'stories', 'hostile', 'e2e', 'chaos'],
);

const wanted = process.argv.slice(2);
if (wanted.includes('--list')) {
  console.log(ORDER.join('\n'));
  process.exit(0);
}
const unknown = wanted.filter((name) => STAGES[name] === undefined);
if (unknown.length > 0) {
  console.error(`No such stage: ${unknown.join(', ')}. There are: ${ORDER.join(', ')}`);
  process.exit(2);
}

const running = new Set();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    for (const child of running) stop(child);
    process.exit(130);
  });
}

checkNode();
await install();
const startedAt = Date.now();
const results = await runStages(wanted.length === 0 ? ORDER : wanted);
report(results);

// — before the stages —

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [minMajor, minMinor] = MIN_NODE;
  if (major > minMajor || (major === minMajor && minor >= minMinor)) return;
  console.error(`The tests need Node ${MIN_NODE.join('.')} or newer; this is ${process.version}.`);
  process.exit(1);
}

/** What node_modules lacks, by its own list against the lock file; `null` when there is no whole install at all. */
function missingPackages() {
  const installedPath = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(installedPath)) return null;
  const read = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;
  const installed = read(installedPath);
  return Object.entries(read(join(ROOT, 'package-lock.json')))
    .filter(([path, entry]) => path.includes('node_modules/') && !entry.optional && !entry.link)
    .filter(([path, entry]) => !entry.peer || installed[path] !== undefined)
    .filter(([path, { version }]) => installed[path]?.version !== version)
    .map(([path]) => path);
}

async function install() {
  const missing = missingPackages();
  if (missing !== null && missing.length === 0) return;
  console.log(
    missing === null
      ? 'Installing everything that the tests need, once: about 660 packages, half a minute to two minutes …'
      : `Installing ${missing.length} packages that the tests need and the demo does not …`,
  );
  const began = Date.now();
  // `--no-save`: the lock file is the truth and stays as it is.
  const args = missing === null ? ['ci'] : ['install', '--no-save'];
  const { code, output } = await run([...npm(), ...args, '--no-audit', '--no-fund'], {
    onTick: (seconds) => console.log(`  … still installing (${seconds} s)`),
  });
  if (code !== 0) {
    console.error(`${output}\nThe installation failed.\n0 passed, 1 failed, 0 skipped`);
    process.exit(1);
  }
  console.log(`Installed in ${secondsSince(began)} s.\n`);
}

/** npm as a script of this very Node where npm says where it lies, else the one on the path. */
function npm() {
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js')) return node(script);
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

// — the stages —

/** @param filesAtOnce - more than one where tests mostly wait: for a server's own delays, or for a library's timers */
function nodeTests(folder, { keep = () => true, filesAtOnce = 1 } = {}) {
  const files = () => testFiles(join(ROOT, folder)).filter(keep);
  return {
    tests: true,
    get command() {
      const found = files();
      if (found.length === 0) return null;
      // Else one after the other: several start a database, and lanes already fill the processor.
      const flags = ['--test', `--test-concurrency=${filesAtOnce}`, '--test-reporter=spec'];
      return node('--import', 'tsx', ...flags, ...found);
    },
  };
}

/** As `nodeTests`, without starting a process for each file: for a hundred small files that is most of the time. */
function inOneProcess(folder, keep) {
  return {
    tests: true,
    get command() {
      const found = testFiles(join(ROOT, folder)).filter(keep);
      const flags = ['--import', 'tsx', '--test-reporter=spec'];
      return found.length === 0 ? null : node(...flags, 'test/support/one-process.ts', ...found);
    },
  };
}

function testFiles(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((path) => path.endsWith('.test.ts'))
    .sort();
}

async function runStages(names) {
  const done = new Map();
  const waiting = Object.keys(STAGES).filter((name) => names.includes(name));
  const active = new Map();
  const ready = (name) => {
    const { after = [], alone = false } = STAGES[name];
    if (alone && active.size > 0) return false;
    return after.every((other) => !names.includes(other) || done.has(other));
  };
  while (waiting.length > 0 || active.size > 0) {
    const isAlone = [...active.keys()].some((name) => STAGES[name].alone);
    const next = isAlone || active.size >= LANES ? undefined : waiting.find(ready);
    if (next !== undefined) {
      waiting.splice(waiting.indexOf(next), 1);
      active.set(next, runStage(next));
      continue;
    }
    const { name, ...result } = await Promise.race(active.values());
    active.delete(name);
    done.set(name, result);
  }
  return done;
}

async function runStage(name) {
  const began = Date.now();
  const total = { passed: 0, failed: 0, skipped: 0 };
  const lines = [];
  for (const step of STAGES[name].steps) {
    const result = step.command === null ? null : await run(step.command);
    const counts = countsOf(step, result);
    for (const key of Object.keys(total)) total[key] += counts[key];
    // A runner's output is shown whole; of a tool that passed, its name is enough.
    if (step.tests || counts.failed > 0) lines.push(result?.output.trim() ?? 'No test file found.');
    if (step.count) lines.push(`${counts.failed > 0 ? '✖' : '✔'} ${step.count}`);
  }
  const state = total.failed > 0 ? 'FAILED' : 'ok';
  console.log(`\n━━ ${name}: ${state}, ${countLine(total)} (${secondsSince(began)} s)`);
  console.log(lines.join('\n'));
  return { name, ...total, ms: Date.now() - began };
}

/** A step's result as counts. A runner that dies before it has counted, or counts nothing, is one failure. */
function countsOf(step, result) {
  if (step.count) {
    return { passed: Number(result.code === 0), failed: Number(result.code !== 0), skipped: 0 };
  }
  const counts = result === null ? null : (nodeCounts(result.output) ?? wtrCounts(result.output));
  if (counts === null) return { passed: 0, failed: 1, skipped: 0 };
  const ranNothing = counts.passed + counts.failed + counts.skipped === 0;
  if (counts.failed === 0 && (result.code !== 0 || ranNothing)) counts.failed = 1;
  return counts;
}

function nodeCounts(output) {
  const last = (label) => [...output.matchAll(new RegExp(`^ℹ ${label} (\\d+)$`, 'gm'))].at(-1)?.[1];
  if (last('pass') === undefined) return null;
  return {
    passed: Number(last('pass')),
    failed: Number(last('fail')) + Number(last('cancelled')),
    skipped: Number(last('skipped')) + Number(last('todo')),
  };
}

function wtrCounts(output) {
  const found = [...output.matchAll(/^(\d+) passed, (\d+) failed, (\d+) skipped$/gm)].at(-1);
  if (found === undefined) return null;
  const [passed, failed, skipped] = found.slice(1).map(Number);
  return { passed, failed, skipped };
}

function report(done) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  console.log(`\n━━ all stages (${secondsSince(startedAt)} s)`);
  for (const name of ORDER) {
    const result = done.get(name);
    if (result === undefined) continue;
    for (const key of Object.keys(total)) total[key] += result[key];
    const mark = result.failed > 0 ? '✖' : '✔';
    console.log(
      `${mark} ${name.padEnd(12)} ${countLine(result)} (${Math.round(result.ms / 1000)} s)`,
    );
  }
  console.log(`\n${countLine(total)}`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

// — processes —

/** Runs a command in a process group of its own, so that whatever it starts can be ended with it. */
function run([program, ...args], { onTick } = {}) {
  return new Promise((resolve) => {
    const began = Date.now();
    const child = spawn(program, args, {
      cwd: ROOT,
      detached: process.platform !== 'win32',
      shell: program.endsWith('.cmd'),
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        NO_COLOR: '1',
        FORCE_COLOR: undefined,
        STORYBOOK_DISABLE_TELEMETRY: '1',
      },
    });
    running.add(child);
    let output = '';
    const take = (chunk) => (output += chunk);
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    const tick = onTick && setInterval(() => onTick(secondsSince(began)), 15_000);
    const limit = setTimeout(() => {
      output += `\nEnded after ${STAGE_LIMIT_MS / 1000} s.`;
      stop(child);
    }, STAGE_LIMIT_MS);
    const end = (code) => {
      clearInterval(tick);
      clearTimeout(limit);
      running.delete(child);
      resolve({ code, output });
    };
    child.on('error', (error) => {
      output += String(error);
      end(1);
    });
    child.on('close', (code) => end(code ?? 1));
  });
}

function stop(child) {
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It ended by itself in the meantime.
  }
}

function secondsSince(time) {
  return Math.round((Date.now() - time) / 1000);
}

function countLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
