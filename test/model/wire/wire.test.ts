/** The whole path through drawn faults: the real supabase-js over sockets in memory, in virtual time. */
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { chooseSeed } from '../../helpers/random.js';
import type { WireOrder, WireReport } from './wire-child.js';

/** Schedules of one test run; more by `SCHEDULES=20000`. */
const SCHEDULES = Number(process.env['SCHEDULES'] ?? 1_000);
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const BUNDLE = join(ROOT, '.cache', 'wire-model', String(process.pid));

describe('the whole path, over real supabase-js', () => {
  // Bundled, since an `import()` that is resolved by the loader takes real time, which here does not pass.
  before(async () => {
    await build({
      configFile: false,
      root: ROOT,
      logLevel: 'error',
      ssr: { noExternal: true },
      build: {
        ssr: fileURLToPath(new URL('./wire-child.ts', import.meta.url)),
        outDir: BUNDLE,
        minify: false,
        rolldownOptions: { output: { entryFileNames: 'wire-child.mjs', codeSplitting: false } },
      },
    });
  });
  after(() => rmSync(BUNDLE, { recursive: true, force: true }));

  it('keeps every promise through every schedule of faults', async () => {
    const from = chooseSeed();
    console.log(`seed ${from}, ${SCHEDULES} schedules`);
    const { failure, schedules } = await ask({ kind: 'series', from, count: SCHEDULES });
    assert.equal(failure, null);
    assert.equal(schedules, SCHEDULES);
  });

  it('leaves no listeners behind over hundreds of reconnects', () => holds('checkListenerGrowth'));
  it('spreads the return of a hundred pages', () => holds('checkSpread'));
  it('notices a dead socket within half a minute', () => holds('findsDeadSocket'));
  it('brings a token that changes during a join to the server', () =>
    holds('rejoinsWithNewestToken'));
});

async function holds(name: Extract<WireOrder, { kind: 'fact' }>['name']): Promise<void> {
  const { failure } = await ask({ kind: 'fact', name });
  assert.equal(failure, null);
}

function ask(order: WireOrder): Promise<WireReport> {
  return new Promise((resolve, reject) => {
    const child = fork(join(BUNDLE, 'wire-child.mjs'), { execArgv: [] });
    child.on('message', (report: WireReport) => resolve(report));
    child.on('error', reject);
    child.on('exit', (code) =>
      reject(new Error(`the child ended by itself, with ${code ?? 'a signal'}`)),
    );
    child.send(order);
  });
}
