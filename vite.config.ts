/**
 * The two things we publish, one mode each. `modules`: ES modules that mirror src, dependencies left to the consumer.
 * `cdn`: one minified file with everything in it, for `<script type="module">` from any origin.
 */
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin, type UserConfig } from 'vite';

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

/** Takes the inlined worker's source map out of the output: it belongs to no file there. */
const dropWorkerMap: Plugin = {
  name: 'drop-worker-map',
  generateBundle(_options, bundle) {
    for (const file of Object.keys(bundle)) {
      if (file.startsWith('assets/')) Reflect.deleteProperty(bundle, file);
    }
  },
};

const cdn: UserConfig = {
  resolve: {
    alias: [
      // A worker file cannot be started from another origin; here its code travels inside the bundle.
      { find: /^.*\/spawn-worker\.js$/, replacement: src('search/spawn-worker.inline.ts') },
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
  plugins: [dropWorkerMap],
};

export default defineConfig(({ mode }) => {
  const chosen = mode === 'cdn' ? cdn : modules;
  return {
    ...chosen,
    publicDir: false,
    build: { ...chosen.build, target: 'es2022', sourcemap: true, emptyOutDir: true },
    worker: { ...chosen.worker, format: 'es' },
  };
});
