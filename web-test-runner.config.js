// Component tests in a real browser: test/element, and the unit tests that need a page.
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { tsImport } from 'tsx/esm/api';

// For this one file: with tsx under the whole runner, one of the runner's own dependencies does not load.
const { BROWSER_ARGS, findBrowser } = await tsImport('./test/support/browser.ts', import.meta.url);
const { executablePath, env } = await findBrowser();

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
  files: ['test/element/**/*.test.ts', 'test/unit/**/*.browser.test.ts'],
  nodeResolve: true,
  browsers: [
    chromeLauncher({
      concurrency: 2,
      launchOptions: { executablePath, env, args: [...BROWSER_ARGS] },
    }),
  ],
  // Mocha's own 2 s is too little for a first load on a busy machine.
  testFramework: { config: { timeout: '10000' } },
  plugins: [
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
