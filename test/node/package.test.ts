/** The package as npm packs it: what is in it, whether its export map holds, and the types that frameworks get. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** What only ESM-aware resolution is asked: Node 10 reads no export map, and CommonJS has to import() ESM. */
const NOT_FOR_US = new Set(['node10', 'node16-cjs']);
/** Entries that have no types: the one file for script tags, and data. */
const WITHOUT_TYPES = ['./cdn'];

interface Named {
  readonly name: string;
  readonly values?: readonly Named[];
}
interface WebType {
  readonly attributes: readonly Named[];
  readonly js: { readonly events: readonly Named[]; readonly properties: readonly Named[] };
}

const data = (path: string): unknown => JSON.parse(readFileSync(`${ROOT}dist/${path}`, 'utf8'));
const has = (list: readonly Named[], wanted: string): boolean =>
  list.some(({ name }) => name === wanted);

describe('the packed tarball', () => {
  const folder = mkdtempSync(join(tmpdir(), 'log-stream-pack-'));
  let tarball: Uint8Array<ArrayBuffer>;
  let paths: readonly string[];

  before(() => {
    const npm = process.env['npm_execpath'];
    const script = npm?.endsWith('.js') ? [npm] : [];
    const program = script.length > 0 ? process.execPath : 'npm';
    // Without its scripts: the stage before this one has built it.
    const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
    const printed = execFileSync(program, [...script, ...args], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      shell: program === 'npm' && process.platform === 'win32',
      maxBuffer: 16 * 1024 * 1024,
    });
    // A list, or from npm 12 on an object by name.
    const [pack] = Object.values(JSON.parse(printed) as object) as {
      filename: string;
      files: { path: string }[];
    }[];
    assert.ok(pack);
    paths = pack.files.map(({ path }) => path);
    tarball = new Uint8Array(readFileSync(join(folder, pack.filename)));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('has what users need, and nothing else', () => {
    const wanted =
      /^(dist\/.+\.(js|d\.ts|js\.map|json)|supabase\/(migrations|examples|monitoring)\/[\w.-]+|custom-elements\.json|package\.json|README\.md|CHANGELOG\.md|LICENSE)$/;
    assert.deepEqual(
      paths.filter((path) => !wanted.test(path)),
      [],
    );
    for (const path of ['LICENSE', 'dist/types/react.d.ts', 'dist/web-types.json']) {
      assert.ok(paths.includes(path), `${path} is missing`);
    }
  });

  it('is what publint wants', async () => {
    const { messages, pkg } = await publint({ pack: { tarball: tarball.buffer }, strict: true });
    assert.deepEqual(
      messages.map((message) => formatMessage(message, pkg, { color: false })),
      [],
    );
  });

  it('has types that resolve to what runs', async () => {
    const result = await checkPackage(createPackageFromTarballData(tarball), {
      excludeEntrypoints: [...WITHOUT_TYPES, /\.json$/],
    });
    assert.ok(result.types, 'it has no types at all');
    assert.ok(Object.keys(result.entrypoints).length > 7, 'not every entry was looked at');
    const problems = result.problems.filter(
      (problem) => !('resolutionKind' in problem && NOT_FOR_US.has(problem.resolutionKind)),
    );
    assert.deepEqual(problems, []);
  });

  it('types the tag for React, Vue, Svelte and Solid, and refuses mistakes', () => {
    const tsc = ['node_modules/typescript/bin/tsc', '-p', 'test/types/hosts'];
    execFileSync(process.execPath, tsc, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
  });

  it('tells editors of every setting, with the words that it takes', () => {
    const html = data('vscode.html-custom-data.json') as { tags: { attributes: Named[] }[] };
    const attributes = html.tags[0]?.attributes ?? [];
    const transport = attributes.find(({ name }) => name === 'transport');
    assert.deepEqual(
      transport?.values?.map(({ name }) => name),
      ['auto', 'broadcast', 'postgres-changes', 'polling'],
    );
    const css = data('vscode.css-custom-data.json') as {
      properties: Named[];
      pseudoElements: Named[];
    };
    assert.ok(has(css.properties, '--log-stream-accent-color'));
    assert.ok(has(css.pseudoElements, '::part(toolbar)'));
    const types = data('web-types.json') as { contributions: { html: { elements: WebType[] } } };
    const [element] = types.contributions.html.elements;
    assert.equal(element?.attributes.length, attributes.length);
    assert.ok(has(element.js.events, 'log-stream-batch'));
    assert.ok(has(element.js.properties, 'tokenProvider'));
  });
});
