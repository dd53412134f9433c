/**
 * Gives the component tests to the browser in a few files: three hundred modules for each of them are most of what it
 * takes to run them, in Firefox above all. A plugin of the web test runner; what it does not bundle is served as it is.
 */
import { readFile } from 'node:fs/promises';
import { build, type Plugin } from 'esbuild';

/** As much of the runner's own interface as is needed here. */
interface RunnerPlugin {
  readonly name: string;
  serve(context: { readonly path: string }): { body: string; type: 'js' | 'json' } | undefined;
}

/** A worker is found beside its module, which is in a bundle here; its source is served where it lies. */
const WORKER_IN_PLACE: Plugin = {
  name: 'worker in place',
  setup(bundler) {
    bundler.onLoad({ filter: /spawn-worker\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const contents = source.replace('./search.worker.ts', '/src/search/search.worker.ts');
      if (contents === source) throw new Error(`${path} does not name the worker any longer.`);
      return { contents, loader: 'ts' };
    });
  },
};

/**
 * Bundles these test files, with what they share in files of its own.
 *
 * @param root - the folder that is served
 * @param paths - test files, from there
 */
export async function bundledTests(root: string, paths: readonly string[]): Promise<RunnerPlugin> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [...paths],
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    tsconfig: 'tsconfig.json',
    conditions: ['development'],
    sourcemap: 'linked',
    outdir: root,
    outbase: root,
    chunkNames: 'bundled-tests/[name]-[hash]',
    // The runner's own modules, which it makes when they are asked for.
    external: ['/__web*'],
    plugins: [WORKER_IN_PLACE],
    logLevel: 'warning',
    write: false,
  });
  const files = new Map(
    outputFiles.map(({ path, text }) => [path.slice(root.length).replaceAll('\\', '/'), text]),
  );
  return {
    name: 'bundled tests',
    serve({ path }) {
      const body = files.get(path.replace(/\.ts$/, '.js'));
      if (body === undefined) return undefined;
      return { body, type: path.endsWith('.map') ? 'json' : 'js' };
    },
  };
}
