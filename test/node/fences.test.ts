import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const eslint = new ESLint({
  cwd: ROOT,
  // Types are not what is tested here, and the files do not exist.
  overrideConfig: {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: false, project: null } },
  },
  ruleFilter: ({ ruleId }) => !ruleId.startsWith('@typescript-eslint/'),
});

/** The rules that this text would break if it were a file at `path`. */
async function brokenRules(path: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: `${ROOT}${path}` });
  assert.ok(result !== undefined);
  for (const { fatal, message } of result.messages) assert.ok(!fatal, message);
  return result.messages.map(({ ruleId }) => ruleId ?? 'none');
}

const FORBIDDEN: readonly (readonly [path: string, code: string])[] = [
  ['src/core/x.ts', "import '../source/log-source.js';"],
  ['src/core/x.ts', "export * from '../observe/metrics.js';"],
  ['src/core/x.ts', "import '../events.js';"],
  ['src/core/x.ts', "import type { LitElement } from 'lit';"],
  ['src/observe/x.ts', "import '../source/log-source.js';"],
  ['src/source/x.ts', "import '../view/log-row.js';"],
  ['src/source/x.ts', "import '../search/search-client.js';"],
  ['src/search/x.ts', "import '../source/log-source.js';"],
  ['src/search/x.ts', "void import('../controllers/stream-controller.js');"],
  ['src/view/x.ts', "import '../controllers/stream-controller.js';"],
  ['src/view/styles/x.ts', "import '../../source/log-source.js';"],
  ['src/view/x.ts', "import '../meshhook-log-stream-element.js';"],
  ['src/controllers/x.ts', "import '../meshhook-log-stream-element.js';"],
  ['src/search/spawn-worker.ts', "new Worker(new URL('../source/x.ts', import.meta.url));"],
  ['src/search/x.ts', "import Fuse from 'fuse.js';"],
  ['src/source/x.ts', "void import('@supabase/supabase-js');"],
  ['src/source/x.ts', "import type { SupabaseClient } from '@supabase/supabase-js';"],
  ['src/view/x.ts', "import '@lit-labs/virtualizer/virtualize.js';"],
  ['src/source/x.ts', "import { html } from 'lit';"],
  ['src/view/x.ts', "import 'node:fs';"],
  ['src/element.ts', "import 'a-package-nobody-decided-on';"],
  ['src/element.ts', "import './writer/log-writer.js';"],
  ['src/element.ts', "import './forward/otlp.js';"],
  ['src/forward/x.ts', "import type { LogStreamAlertEvent } from '../events.js';"],
  ['src/source/x.ts', "import '../writer/log-writer.js';"],
  ['src/writer/x.ts', "import '../source/log-source.js';"],
  ['src/writer/x.ts', "import 'node:stream';"],
  ['src/writer/x.ts', "import postgres from 'postgres';"],
  ['src/writer/pino.ts', "import pino from 'pino';"],
];

const ALLOWED: readonly (readonly [path: string, code: string])[] = [
  ['src/core/x.ts', "import './log-entry.js';"],
  ['src/source/x.ts', "import '../core/log-entry.js'; import '../observe/metrics.js';"],
  ['src/view/styles/x.ts', "import { css } from 'lit'; import '../log-row.js'; export { css };"],
  ['src/search/search-engine.ts', "import Fuse from 'fuse.js'; export { Fuse };"],
  [
    'src/source/realtime/realtime-client.ts',
    "export { RealtimeClient } from '@supabase/supabase-js';",
  ],
  ['src/view/virtual-rows.ts', "import '@lit-labs/virtualizer/virtualize.js';"],
  ['src/element.ts', "import './controllers/x.js'; import './view/x.js';"],
  ['src/writer/x.ts', "import '../core/backoff.js'; import './run-queue.js';"],
  ['src/forward/x.ts', "import '../core/backoff.js'; import '../observe/metrics.js';"],
  ['src/writer/pino.ts', "import { Writable } from 'node:stream'; export { Writable };"],
];

describe('the fences of src', () => {
  for (const [path, code] of FORBIDDEN) {
    it(`refuse in ${path}: ${code}`, async () => {
      assert.deepEqual(await brokenRules(path, code), ['layers/arrows']);
    });
  }

  for (const [path, code] of ALLOWED) {
    it(`let pass in ${path}: ${code}`, async () => {
      assert.deepEqual(await brokenRules(path, code), []);
    });
  }

  for (const code of ['Date.now()', 'Math.random()', 'new Date()', 'setTimeout(f)', 'document']) {
    it(`keep ${code} out of core`, async () => {
      const text = `export const f = (): unknown => ${code};`;
      assert.equal((await brokenRules('src/core/x.ts', text)).length, 1);
      assert.deepEqual(await brokenRules('src/source/x.ts', text), []);
    });
  }

  for (const code of [
    "x.innerHTML = '<b>'",
    'x.setHTMLUnsafe(y)',
    "x.insertAdjacentHTML('a', y)",
  ]) {
    it(`keep ${code} out of src`, async () => {
      const text = `export const f = (x: Element, y: string): void => { ${code}; };`;
      assert.deepEqual(await brokenRules('src/view/x.ts', text), ['no-restricted-syntax']);
    });
  }

  for (const code of ['process.exit()', 'document.title', 'Buffer.from(x)']) {
    it(`keep ${code} out of the writer`, async () => {
      const text = `export const f = (x: string): unknown => [x, ${code}];`;
      assert.deepEqual(await brokenRules('src/writer/x.ts', text), ['no-restricted-globals']);
    });
  }

  it('keep unsafe directives and the console out of src', async () => {
    const unsafe = "export { unsafeHTML } from 'lit/directives/unsafe-html.js';";
    assert.deepEqual(await brokenRules('src/view/x.ts', unsafe), ['no-restricted-syntax']);
    const imported = "import { unsafeSVG } from 'lit/directives/unsafe-svg.js'; void unsafeSVG;";
    assert.deepEqual(await brokenRules('src/view/x.ts', imported), ['no-restricted-syntax']);
    assert.deepEqual(await brokenRules('src/source/x.ts', 'console.log(1);'), ['no-console']);
  });

  it('compile core without the page: `document` is not known there', () => {
    const configPath = `${ROOT}src/core/tsconfig.json`;
    const { options } = ts.parseJsonConfigFileContent(
      ts.readConfigFile(configPath, (path) => ts.sys.readFile(path)).config,
      ts.sys,
      `${ROOT}src/core`,
    );
    const host = ts.createCompilerHost(options);
    const probe = `${ROOT}src/core/probe.ts`;
    const read = host.getSourceFile.bind(host);
    const text =
      'export const a = document.title; export const b = fetch; export const c = process;';
    host.getSourceFile = (name, version) =>
      name === probe ? ts.createSourceFile(name, text, version) : read(name, version);
    const found = ts.getPreEmitDiagnostics(ts.createProgram([probe], options, host));
    const messages = found.map(({ messageText }) =>
      ts.flattenDiagnosticMessageText(messageText, ' '),
    );
    for (const name of ['document', 'fetch', 'process']) {
      assert.ok(
        messages.some((message) => message.includes(`Cannot find name '${name}'`)),
        `core can see ${name}: ${messages.join('; ')}`,
      );
    }
  });
});
