/** The search as a reader meets it: in a browser, in the published file, from the key to the pixel. */
import { longestTasks } from '../../hostile/page-tasks.js';
import { launchBrowser } from '../../support/browser.js';
import { median, printGoal, quantile } from '../goal.js';
import { openCandidatePages } from '../view/candidate-pages.js';
import { callPage, withPage } from '../view/measure.js';
import type { InPageSearch, KeyFigures } from './page.js';

const ROWS = 100_000;
const ROWS_PER_SECOND = 1_000;
/** Each is typed letter by letter. */
const WORDS = ['webhook', 'signature', 'timeout', 'trace', 'transformation', '503'];

/** Prints what a browser measures, and its goals. */
export async function measureInBrowser(): Promise<void> {
  const pages = await openCandidatePages({
    names: ['search'],
    peersFolder: null,
    isReadable: false,
  });
  const browser = await launchBrowser();
  try {
    await withPage(browser, pages.addressOf('search'), async (page) => {
      const call = callPage<InPageSearch>(page);
      await call('fill', ROWS);
      const cold = await call('type', 'web');
      const keys: { quiet: KeyFigures[]; busy: KeyFigures[] } = { quiet: [], busy: [] };
      const tasks = await longestTasks(browser, page, async () => {
        for (const load of ['quiet', 'busy'] as const) {
          await call('arrive', load === 'busy' ? ROWS_PER_SECOND : 0);
          await page.evaluate((name) => performance.mark(`begin ${name}`), load);
          for (const word of WORDS) keys[load].push(...(await call('type', word)));
          await page.evaluate((name) => performance.mark(`end ${name}`), load);
        }
      });
      console.log(`\nin a browser, ${ROWS / 1000}k rows, ${keys.quiet.length} keys`);
      console.log(
        `first key of all, with the start of the worker: ${cold[0]?.paintMs.toFixed(0)} ms`,
      );
      for (const [load, name] of [
        ['quiet', 'in a browser'],
        ['busy', `in a browser, ${ROWS_PER_SECOND} rows/s arriving`],
      ] as const) {
        const paints = keys[load].map(({ paintMs }) => paintMs);
        const alls = keys[load].map(({ allMs }) => allMs);
        const unit = 'ms';
        printGoal(`key to paint, p95, ${name}`, quantile(paints, 0.95), { atMost: 50, unit });
        printGoal(`all hits, median, ${name}`, median(alls), { atMost: 200, unit });
        printGoal(`longest task, ${name}`, tasks.get(load) ?? NaN, { atMost: 16, unit });
      }
    });
  } finally {
    await browser.close();
    await pages.close();
  }
}
