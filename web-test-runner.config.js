// Component tests in real browsers: test/element, and the unit tests that need a page. In Chromium, and in Firefox
// where there is one; `BROWSERS=chromium` or `BROWSERS=firefox` takes one of them.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { tsImport } from 'tsx/esm/api';

// For this one file: with tsx under the whole runner, one of the runner's own dependencies does not load.
const { BROWSER_ARGS, findBrowser } = await tsImport('./test/support/browser.ts', import.meta.url);
const { findFirefox } = await tsImport('./test/support/firefox.ts', import.meta.url);
const { bundledTests } = await tsImport('./test/support/bundled-tests.ts', import.meta.url);

const ROOT = fileURLToPath(new URL('.', import.meta.url)).replace(/[/\\]$/, '');
const TESTS = readdirSync(`${ROOT}/test`, { recursive: true })
  .map((path) => `test/${path.replaceAll('\\', '/')}`)
  .filter((path) => /^test\/(?:element\/.*|unit\/.*\.browser)\.test\.ts$/.test(path));
// Coverage is told by module, and what changes while one looks on is not bundled again.
const isBundled = !process.argv.some((argument) => /^--(?:coverage|watch)$/.test(argument));
const wanted = process.env.BROWSERS?.split(/[\s,]+/).filter(Boolean) ?? ['chromium', 'firefox'];
const strange = wanted.filter((name) => name !== 'chromium' && name !== 'firefox');
if (strange.length > 0) throw new Error(`BROWSERS names no browser of ours: ${strange.join(', ')}`);

async function chromium() {
  const { executablePath, env } = await findBrowser();
  const launcher = chromeLauncher({
    concurrency: 2,
    launchOptions: { executablePath, env, args: [...BROWSER_ARGS] },
  });
  launcher.name = 'Chromium';
  return launcher;
}

/** Null, and a line in the output, where there is no Firefox: it is asked for, not demanded. */
function firefox() {
  const executablePath = findFirefox();
  if (executablePath === null) {
    console.log(
      'No Firefox was found: the component tests run in Chromium only (CONTRIBUTING.md).',
    );
    return null;
  }
  const launcher = chromeLauncher({
    // More pages at once are slower in it, and run into the tests' own limit.
    concurrency: 1,
    launchOptions: { browser: 'firefox', executablePath },
    createPage: async ({ context }) => tolerateOldFirefox(await context.newPage()),
  });
  launcher.name = 'Firefox';
  return launcher;
}

/** Setting the size also turns the screen, which an older Firefox does not understand; the size is set by then. */
function tolerateOldFirefox(page) {
  const setViewport = page.setViewport.bind(page);
  page.setViewport = (size) =>
    setViewport(size).catch((error) => {
      if (!error.message.includes('unknown command')) throw error;
    });
  return page;
}

const launchers = {
  chromium: wanted.includes('chromium') ? await chromium() : null,
  firefox: wanted.includes('firefox') ? firefox() : null,
};
const browsers = Object.values(launchers).filter((launcher) => launcher !== null);

/** One line that test/run.mjs reads; a file that could not be loaded counts as one failure. */
const counts = {
  onTestRunFinished({ sessions }) {
    const total = { passed: 0, failed: 0, skipped: 0 };
    const add = (suite) => {
      for (const test of suite.tests) {
        total[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed'] += 1;
      }
      suite.suites.forEach(add);
    };
    for (const { testResults, passed } of sessions) {
      const failedBefore = total.failed;
      if (testResults) add(testResults);
      if (!passed && total.failed === failedBefore) total.failed += 1;
    }
    console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  },
};

export default {
  files: TESTS,
  nodeResolve: true,
  browsers,
  // One after the other: together they make each other slow enough to miss frames that a test counts.
  concurrentBrowsers: 1,
  // Mocha's own 2 s is too little for a first load on a busy machine.
  testFramework: { config: { timeout: '10000' } },
  plugins: [
    ...(isBundled ? [await bundledTests(ROOT, TESTS)] : []),
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      // Without it decorators are compiled as standard ones, which Lit's legacy decorators are not.
      tsconfig: fileURLToPath(new URL('./tsconfig.json', import.meta.url)),
    }),
  ],
  reporters: [defaultReporter({ reportTestProgress: process.stdout.isTTY }), counts],
  coverageConfig: {
    include: ['src/**/*.ts'],
    reporters: ['text-summary', 'lcov'],
    reportDir: 'coverage',
  },
};
