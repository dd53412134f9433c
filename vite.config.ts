/**
 * What we publish, one mode each. `modules`: ES modules that mirror src, dependencies left to the consumer.
 * `cdn`: one minified file with everything in it, for `<script type="module">` from any origin. `locales`: the languages
 * that this one file loads, in a folder beside it.
 */
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, defineConfig, type Plugin, type UserConfig } from 'vite';
import { LOCALES } from './src/view/locales/locale-names.js';
import { minifyTemplates } from './.ci/build/minify-templates.js';

const TARGET = 'es2022';

const src = (path: string): string => fileURLToPath(new URL(`./src/${path}`, import.meta.url));

const modules: UserConfig = {
  // Relative, or the worker's URL would point at the root of whichever site serves the package.
  base: './',
  build: {
    outDir: 'dist',
    lib: {
      entry: {
        index: src('index.ts'),
        element: src('element.ts'),
        define: src('define.ts'),
        'forward/index': src('forward/index.ts'),
        'writer/index': src('writer/index.ts'),
        'writer/pino': src('writer/pino.ts'),
      },
      formats: ['es'],
    },
    minify: false,
    rolldownOptions: {
      external: /^(lit|fuse\.js|@lit-labs\/virtualizer|@supabase\/supabase-js)(\/|$)|^node:/,
      output: {
        preserveModules: true,
        preserveModulesRoot: 'src',
        // The compiler's decorator helper would otherwise land in a folder named after the compiler's version.
        entryFileNames: ({ name }) => `${name.startsWith('_virtual') ? 'decorate' : name}.js`,
      },
    },
  },
  worker: { rolldownOptions: { output: { entryFileNames: 'search/search.worker.js' } } },
};

/**
 * Makes `x.ts?bundled` the text of x and everything that it imports. Vite's own way of inlining a worker also starts
 * it, with a plain address that Trusted Types refuse, twice.
 */
const bundledCode: Plugin = {
  name: 'bundled-code',
  enforce: 'pre',
  resolveId(id, importer) {
    if (!id.endsWith('?bundled') || importer === undefined) return null;
    return resolve(dirname(importer), id);
  },
  async load(id) {
    if (!id.endsWith('?bundled')) return null;
    const entry = id.slice(0, -'?bundled'.length);
    const result = await build({
      configFile: false,
      logLevel: 'error',
      publicDir: false,
      build: {
        write: false,
        target: TARGET,
        lib: { entry, formats: ['es'], fileName: 'worker' },
        rolldownOptions: { output: { codeSplitting: false, minify: true } },
      },
    });
    const [output] = [result].flat();
    if (output === undefined || !('output' in output)) throw new Error(`Not built: ${entry}`);
    return `export default ${JSON.stringify(output.output[0].code)};`;
  },
};

const cdn: UserConfig = {
  resolve: {
    alias: [
      // A worker file cannot be started from another origin; here its code travels inside the bundle.
      { find: /^.*\/spawn-worker\.js$/, replacement: src('search/spawn-worker.inline.ts') },
      // Seven languages would be a fifth of the bundle, and a reader has one: they lie beside it.
      { find: /^.*\/load-locale\.js$/, replacement: src('view/locales/load-locale.cdn.ts') },
      // supabase-js hands on this very class. Taken through supabase-js, its sign-in client (auth-js, 22 KiB gzip)
      // stays in the bundle, because that package does not declare itself free of side effects.
      { find: /^@supabase\/supabase-js$/, replacement: '@supabase/realtime-js' },
    ],
  },
  build: {
    outDir: 'dist/cdn',
    lib: { entry: src('cdn.ts'), formats: ['es'], fileName: () => 'meshhook-log-stream.js' },
    rolldownOptions: {
      // codeSplitting: one file, dynamic imports included. minify: a library build is not fully minified without it.
      output: { codeSplitting: false, minify: true },
    },
  },
  plugins: [bundledCode, minifyTemplates],
};

const languages = LOCALES.filter((name) => name !== 'en');

const locales: UserConfig = {
  build: {
    outDir: 'dist/cdn/locales',
    lib: {
      entry: Object.fromEntries(
        languages.map((name) => [name, src(`view/locales/${name}.ts`)] as const),
      ),
      formats: ['es'],
    },
    rolldownOptions: { output: { minify: true, chunkFileNames: 'shared.js' } },
  },
};

const MODES: Readonly<Record<string, UserConfig>> = { cdn, locales };

export default defineConfig(({ mode }) => {
  const chosen = MODES[mode] ?? modules;
  return {
    ...chosen,
    publicDir: false,
    build: { ...chosen.build, target: TARGET, sourcemap: true, emptyOutDir: true },
    worker: { ...chosen.worker, format: 'es' },
  };
});
