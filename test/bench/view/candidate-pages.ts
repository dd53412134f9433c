/**
 * Production builds of the candidates' pages, in a temporary folder, served on loopback. The widget's own file is built
 * as it is published and lies beside them as it is.
 */
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import type { CandidateName } from './candidates.js';
import { isPeer } from './peers.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.map': 'application/json',
};

/** A page that can be built; `empty` has no viewer in it, `soak` and `search` the widget alone. */
export type PageName = CandidateName | 'empty' | 'soak' | 'search';

/** Pages with the widget's own file beside them. */
const WITH_WIDGET: ReadonlySet<PageName> = new Set(['ours', 'soak', 'search']);
/** Pages of other benchmarks. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  soak: '../soak/page.ts',
  search: '../search/page.ts',
};

export interface CandidatePages {
  addressOf(name: PageName): string;
  close(): Promise<void>;
}

export interface PagesOptions {
  readonly names: readonly PageName[];
  /** Where the peers are installed, if any of them is wanted. */
  readonly peersFolder: string | null;
  /** Keeps names of functions in the widget's file, for a profile. */
  readonly isReadable: boolean;
}

/** Builds and serves. */
export async function openCandidatePages(options: PagesOptions): Promise<CandidatePages> {
  const folder = await mkdtemp(join(tmpdir(), 'view-bench-'));
  if (options.names.some((name) => WITH_WIDGET.has(name))) {
    await buildWidget(folder, options.isReadable);
  }
  for (const name of options.names) await buildPage(folder, name, options.peersFolder);
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    if (extname(path) === '') {
      response.setHeader('content-type', 'text/html');
      response.end(htmlFor(path.replaceAll('/', '')));
      return;
    }
    response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream');
    createReadStream(join(folder, path))
      .on('error', () => response.writeHead(404).end())
      .pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    addressOf: (name) => `http://127.0.0.1:${port}/${name}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await rm(folder, { recursive: true });
    },
  };
}

async function buildWidget(folder: string, isReadable: boolean): Promise<void> {
  await build({
    root: ROOT,
    configFile: join(ROOT, 'vite.config.ts'),
    mode: 'cdn',
    logLevel: 'warn',
    build: {
      outDir: folder,
      ...(isReadable ? { minify: false, rolldownOptions: { output: { minify: false } } } : {}),
    },
  });
}

async function buildPage(
  folder: string,
  name: PageName,
  peersFolder: string | null,
): Promise<void> {
  await build({
    root: ROOT,
    configFile: false,
    publicDir: false,
    mode: 'production',
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: peersFolder === null ? [] : [fromFolder(peersFolder)],
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: 'es2022',
      minify: true,
      modulePreload: false,
      rolldownOptions: {
        input: entryOf(name),
        output: {
          entryFileNames: `${name}.js`,
          chunkFileNames: `${name}-[name].js`,
          assetFileNames: `${name}[extname]`,
        },
      },
    },
  });
}

/** Takes the peers from where they are installed. What they import in turn is found from there by itself. */
function fromFolder(folder: string): Plugin {
  return {
    name: 'peers-from-folder',
    enforce: 'pre',
    resolveId(source) {
      return isPeer(source)
        ? this.resolve(source, join(folder, 'index.js'), { skipSelf: true })
        : null;
    },
  };
}

function entryOf(name: PageName): string {
  const path = ELSEWHERE[name] ?? `./candidates/${name}.ts`;
  return fileURLToPath(new URL(path, import.meta.url));
}

function htmlFor(name: string): string {
  return `<!doctype html>
<html lang="en">
  <meta charset="utf-8" />
  <title>${name}</title>
  <style>html, body { margin: 0; block-size: 100%; }</style>
  ${name === 'xterm' ? `<link rel="stylesheet" href="/xterm.css" />` : ''}
  <script type="module" src="/${name}.js"></script>
</html>`;
}
