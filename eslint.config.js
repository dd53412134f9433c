// Lint for everything, and the fences of src: which folder may import which, which file is the one door to a
// dependency, and what may never appear. test/node/fences.test.ts proves that each fence bites.
import { dirname, relative, resolve } from 'node:path';
import js from '@eslint/js';
import { configs as lit } from 'eslint-plugin-lit';
import { configs as wc } from 'eslint-plugin-wc';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';

const SRC = resolve(import.meta.dirname, 'src');

/** Which layers a layer may import. `root` is every file that lies directly in src. */
const ARROWS = {
  core: ['core'],
  observe: ['observe', 'core'],
  source: ['source', 'core', 'observe'],
  search: ['search', 'core', 'observe'],
  view: ['view', 'core'],
  forward: ['forward', 'core', 'observe'],
  writer: ['writer', 'core'],
  controllers: ['controllers', 'core', 'source', 'search', 'observe'],
  root: ['root', 'core', 'observe', 'source', 'search', 'view', 'controllers'],
};

/** Where a package may be imported; any package that is not named here may be imported nowhere in src. */
const DOORS = {
  'fuse.js': /^search\/search-engine\.ts$/,
  '@supabase/supabase-js': /^source\/realtime\/realtime-client\.ts$/,
  '@lit-labs/virtualizer': /^view\/virtual-rows\.ts$/,
  lit: /^(view\/|controllers\/|[^/]+\.ts$)/,
  'node:stream': /^writer\/pino\.ts$/,
};

const layerOf = (path) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : 'root');

/** Reports an import that goes against an arrow or not through a door; covers static, dynamic and worker imports. */
const arrows = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      arrow: '{{from}}/ must not import {{to}}/ (src/README.md has the arrows).',
      door: '“{{name}}” may not be imported here: each dependency has one door (eslint.config.js).',
    },
  },
  create(context) {
    const file = relative(SRC, context.filename).replaceAll('\\', '/');
    const check = (node) => {
      if (node?.type !== 'Literal' || typeof node.value !== 'string') return;
      const specifier = node.value.split('?')[0];
      if (specifier.startsWith('.')) {
        const target = relative(SRC, resolve(dirname(context.filename), specifier));
        const [from, to] = [layerOf(file), layerOf(target.replaceAll('\\', '/'))];
        if (!ARROWS[from]?.includes(to)) {
          context.report({ node, messageId: 'arrow', data: { from, to } });
        }
        return;
      }
      const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
      if (!DOORS[name]?.test(file)) context.report({ node, messageId: 'door', data: { name } });
    };
    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (node) => check(node.source ?? node.argument?.literal),
      'NewExpression[callee.name="URL"][arguments.1.type="MemberExpression"]': (node) =>
        check(node.arguments[0]),
    };
  },
};

const HOSTILE_TEXT = 'Log text is hostile: it may only become a text node.';

/** What nothing in src may write. */
const BANS = [
  ...[
    'innerHTML',
    'outerHTML',
    'setHTMLUnsafe',
    'insertAdjacentHTML',
    'createContextualFragment',
  ].map((name) => ({
    selector: `MemberExpression[property.name="${name}"]`,
    message: HOSTILE_TEXT,
  })),
  {
    selector: 'ImportSpecifier[imported.name=/^unsafe(HTML|SVG|MathML|Static)/]',
    message: HOSTILE_TEXT,
  },
  {
    selector: 'ExportSpecifier[local.name=/^unsafe(HTML|SVG|MathML|Static)/]',
    message: HOSTILE_TEXT,
  },
  { selector: 'TSEnumDeclaration', message: 'Use a union of strings.' },
  { selector: 'TSModuleDeclaration[kind="namespace"]', message: 'Use a module.' },
  { selector: 'TSParameterProperty', message: 'Declare the field.' },
  {
    selector:
      'PropertyDefinition[accessibility="private"], MethodDefinition[accessibility="private"]',
    message: 'Use a #private name.',
  },
];

/** What core may not know: time, chance, timers and the page are arguments. */
const OUTSIDE_WORLD = [
  'window document navigator location globalThis self performance fetch WebSocket Worker crypto',
  'setTimeout setInterval clearTimeout clearInterval queueMicrotask requestAnimationFrame',
  'localStorage sessionStorage process Buffer',
].flatMap((line) => line.split(' '));

/** What the writer may not take for granted: it runs where there is no page, and where there is no Node. */
const PAGE_AND_NODE = 'window document navigator location self localStorage process Buffer';

export default defineConfig(
  {
    ignores: [
      'dist/',
      'storybook-static/',
      'coverage/',
      'test-results/',
      '.cache/',
      '**/node_modules/',
      // Compiled against what is built, which need not be there yet.
      'test/types/hosts/',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [ts.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `async` is often the shape an interface asks for, whether or not this one waits.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // A test or an adapter may have nothing to do.
      '@typescript-eslint/no-empty-function': 'off',
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: {
      globals: {
        process: false,
        console: false,
        URL: false,
        setTimeout: false,
        clearTimeout: false,
        setInterval: false,
        clearInterval: false,
      },
    },
  },
  {
    files: ['src/**/*.ts'],
    extends: [lit['flat/recommended'], wc['flat/recommended'], wc['flat/best-practice']],
    plugins: { layers: { rules: { arrows } } },
    rules: {
      'layers/arrows': 'error',
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...BANS],
      'no-eval': 'error',
      '@typescript-eslint/no-implied-eval': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      'lit/no-invalid-html': 'error',
      'lit/no-native-attributes': 'error',
      'lit/no-useless-template-literals': 'error',
      'lit/attribute-names': 'off',
      // The file is named after the class, which is the convention for an element whose registration is elsewhere.
      'wc/file-name-matches-element': 'off',
      'wc/define-tag-after-class-definition': 'off',
      'wc/expose-class-on-global': 'off',
    },
  },
  {
    files: ['src/core/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...OUTSIDE_WORLD],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time is an argument of core.' },
        { object: 'Math', property: 'random', message: 'Chance is an argument of core.' },
      ],
      'no-restricted-syntax': [
        'error',
        ...BANS,
        {
          selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
          message: 'Time is an argument of core.',
        },
      ],
    },
  },
  {
    files: ['src/writer/**/*.ts'],
    rules: { 'no-restricted-globals': ['error', ...PAGE_AND_NODE.split(' ')] },
  },
  {
    files: ['test/**/*.ts', 'stories/**/*.ts', 'demo/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      // node:test returns a promise from describe and it that the runner itself awaits.
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            {
              from: 'package',
              package: 'node:test',
              name: [
                'describe',
                'it',
                'test',
                'suite',
                'before',
                'after',
                'beforeEach',
                'afterEach',
              ],
            },
          ],
        },
      ],
      // chai asserts with property reads.
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
  {
    // Chai's assertions are typed as promises because one matcher (accessible) waits; every `expect` would be one.
    files: ['test/element/**/*.ts', 'test/**/*.browser.test.ts'],
    rules: { '@typescript-eslint/no-floating-promises': 'off' },
  },
  {
    // Compiled, never run: there `void` marks what is only looked at, and mistakes are the point.
    files: ['test/types/**/*.ts'],
    rules: {
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
);
