import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly files: readonly string[];
}
const manifest = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as Manifest;

/** Runs code in a Node of its own, in the package's folder, where the package's name means the package. */
function inPlainNode(code: string): string {
  return execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
    cwd: ROOT,
    encoding: 'utf8',
  }).trim();
}

describe('the built package', () => {
  it('has every file that its export map names', () => {
    for (const target of Object.values(manifest.exports)) {
      const files = typeof target === 'string' ? [target] : Object.values(target);
      for (const file of files) assert.ok(existsSync(`${ROOT}${file}`), `${file} is missing`);
    }
  });

  it('can be imported on a server, where it opens nothing', () => {
    const printed = inPlainNode(`
      const names = ['WebSocket', 'fetch'];
      for (const name of names) {
        globalThis[name] = function () { throw new Error(name + ' was used at import'); };
      }
      const { define, MeshhookLogStreamElement } = await import('${manifest.name}');
      define();
      console.log(typeof MeshhookLogStreamElement, typeof document);
    `);
    assert.equal(printed, 'function undefined');
  });

  it('gives the pure functions to a server', () => {
    const printed = inPlainNode(`
      const { detectSeverity, MemoryLogSource, parseQuery } = await import('${manifest.name}/element');
      const source = new MemoryLogSource();
      source.append([{ message: 'x' }]);
      console.log(JSON.stringify(detectSeverity('panic: boom')), typeof parseQuery('a b'));
    `);
    assert.match(printed, /^\{"severity":"fatal","guessed":true\} object$/);
  });

  it('gives the writer to a worker, without a page, and opens nothing', () => {
    const printed = inPlainNode(`
      globalThis.fetch = () => { throw new Error('fetch was used at import'); };
      const { createLogWriter, postgrestPort } = await import('${manifest.name}/writer');
      const rows = [];
      const port = {
        append: async (runId, json) => {
          rows.push(...JSON.parse(json));
          return { firstSeq: 1, lastSeq: rows.length };
        },
        close: async () => {},
      };
      const writer = createLogWriter({ port });
      writer.logger('5f0c2b9e-6d1a-4f6b-9a53-0c1d2e3f4a5b').info('from a worker');
      // Not flushed: the end of this process does that.
      process.on('exit', () => console.log(rows.map(({ message }) => message).join(), typeof postgrestPort));
    `);
    assert.equal(printed, 'from a worker function');
  });

  it('gives the forwarders to a server, where they do nothing until they are called', () => {
    const printed = inPlainNode(`
      globalThis.fetch = () => { throw new Error('fetch was used at import'); };
      globalThis.setTimeout = () => { throw new Error('a timer was set at import'); };
      const names = await import('${manifest.name}/forward');
      console.log(Object.keys(names).sort().join(), typeof document);
    `);
    assert.equal(printed, 'ForwardError,forwardToConsole,forwardToOtlp,forwardToWebhook undefined');
  });

  it('has a pino transport that is a function of its options, and needs no pino', () => {
    const printed = inPlainNode(`
      const { default: transport } = await import('${manifest.name}/writer/pino');
      const stream = await transport({ postgrest: { url: 'http://127.0.0.1:9', key: 'k' } });
      stream.end(() => console.log(typeof stream.write));
    `);
    assert.equal(printed, 'function');
  });

  it('keeps the page out of the writer, and the writer out of the page', () => {
    const reaches = (entry: string): string =>
      inPlainNode(`
        const seen = new Set();
        const { readFileSync } = await import('node:fs');
        const { dirname, join } = await import('node:path');
        const visit = (file) => {
          if (seen.has(file)) return;
          seen.add(file);
          for (const [, to] of readFileSync(file, 'utf8').matchAll(/from "([^"]+)"/g)) {
            if (to.startsWith('.')) visit(join(dirname(file), to));
            else seen.add(to);
          }
        };
        visit('dist/${entry}.js');
        console.log([...seen].join('\\n'));
      `);
    const writer = reaches('writer/index').split('\n');
    assert.ok(
      writer.every((file) => /^dist\/(writer|core)\//.test(file)),
      writer.join(),
    );
    assert.ok(reaches('writer/pino').includes('node:stream'));
    assert.doesNotMatch(reaches('index'), /dist\/(writer|forward)\//);
    const forward = reaches('forward/index').split('\n');
    assert.ok(
      forward.every((file) => /^dist\/(forward|core|observe)\//.test(file)),
      forward.join(),
    );
  });

  it('lets a page import the class without registering the tag', () => {
    const defined = `
      const defined = [];
      globalThis.customElements = { get: () => undefined, define: (tag) => defined.push(tag) };
    `;
    const tags = (entry: string): string =>
      inPlainNode(`${defined} await import('${entry}'); console.log(defined.join());`);
    assert.equal(tags(`${manifest.name}/element`), '');
    assert.equal(tags(manifest.name), 'meshhook-log-stream');
  });

  it('ships modules whose only bare imports are its dependencies', () => {
    const { dependencies } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as {
      dependencies: Record<string, string>;
    };
    const files = inPlainNode(`
      import { readdirSync } from 'node:fs';
      console.log(readdirSync('dist', { recursive: true }).join('\\n'));
    `).split('\n');
    const modules = files.filter((file) => file.endsWith('.js') && !file.startsWith('cdn'));
    assert.ok(modules.length > 50, `only ${modules.length} modules`);
    const bare = new Set<string>();
    for (const file of modules) {
      const code = readFileSync(`${ROOT}dist/${file}`, 'utf8');
      const found = code.matchAll(
        /(?:^(?:import|export)[^"']*|\bimport\()["']([^."'][^"']*)["']/gm,
      );
      for (const [, specifier = ''] of found) bare.add(specifier);
    }
    const known = Object.keys(dependencies);
    const strange = [...bare].filter(
      (specifier) =>
        // Node's own, for the pino transport; which file may have it is in eslint.config.js.
        specifier !== 'node:stream' &&
        !known.some((name) => specifier === name || specifier.startsWith(`${name}/`)),
    );
    assert.deepEqual(strange, []);
    assert.ok(bare.has('lit'), 'the pattern that finds imports finds none');
  });

  it('has a one-file bundle that asks for no other file', () => {
    const code = readFileSync(`${ROOT}dist/cdn/meshhook-log-stream.js`, 'utf8');
    assert.doesNotMatch(code, /\bimport\s*[{*"']|\bimport\("|from"[^"]+"/);
    assert.doesNotMatch(code, /GoTrueClient/, 'supabase-js’s sign-in client came along');
  });
});
