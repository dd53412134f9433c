/**
 * Pictures of every story, 1280 and 360 pixels wide, light and dark. Run by `npm run storybook:screenshots`, which
 * writes them into test-results/stories; with `-- --compare` it compares them with those that are kept, with
 * `-- --update` it keeps them instead. Words after that choose stories: `-- --update overview rows--marks`.
 */
import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../support/browser.js';
import { fileOf, readBaselines, writeBaselines } from './baselines.js';
import { LOOKS, rest, see, turnTo, type Look, type Seen } from './looks.js';
import { encodePng } from './png.js';
import { openStoryPage } from './story-page.js';
import { serveStories } from './story-server.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FOLDER = fileURLToPath(new URL('../../test-results/stories/', import.meta.url));

const words = process.argv.slice(2);
const [isCompare, isUpdate] = [words.includes('--compare'), words.includes('--update')];
const chosen = words.filter((word) => !word.startsWith('--'));

if (!words.includes('--built')) {
  const storybook = ['storybook/dist/bin/dispatcher.js', 'build', '--test', '--quiet'];
  execFileSync(
    process.execPath,
    [`node_modules/${storybook[0] ?? ''}`, ...storybook.slice(1), '--disable-telemetry', '--output-dir', 'storybook-static'], // prettier-ignore
    { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] },
  );
}
const server = await serveStories();
const browser = await launchBrowser();
const shown = await openStoryPage(browser, server);
const baselines = isCompare ? await readBaselines(browser) : null;
if (baselines !== null && baselines.obstacle !== null) {
  console.log(`Only where the parts are is compared: ${baselines.obstacle}.`);
}
const taken: { id: string; look: Look; seen: Seen }[] = [];
const differences: string[] = [];
const ids = server.ids.filter(
  (id) => chosen.length === 0 || chosen.some((word) => id.startsWith(word)),
);
for (const id of ids) {
  await shown.show(id);
  for (const complaint of shown.complaints) console.error(`${id}: ${complaint}`);
  for (const look of LOOKS) {
    await turnTo(shown.page, look);
    if (baselines === null) taken.push({ id, look, seen: await seeTwice() });
    else differences.push(...(await baselines.differences(shown.page, id, look)));
  }
}
if (isUpdate) await writeBaselines(browser, taken, chosen.length === 0);
else {
  await mkdir(FOLDER, { recursive: true });
  for (const { id, look, seen } of taken) await writeFile(fileOf(FOLDER, id, look), encodePng(seen.picture)); // prettier-ignore
}
await browser.close();
await server.close();
for (const difference of differences) console.error(difference);
if (differences.length > 0) process.exitCode = 1;
console.log(outcome());

/** Until two pictures are the same: some things are painted a while after they are known. */
async function seeTwice(): Promise<Seen> {
  for (let before = await see(shown.page), tries = 0; ; tries++) {
    await rest(shown.page);
    const now = await see(shown.page);
    const isSame = Buffer.from(now.picture.rgb).equals(Buffer.from(before.picture.rgb));
    if (isSame || tries === 5) {
      if (!isSame) console.error('A story does not come to rest.');
      return now;
    }
    before = now;
  }
}

function outcome(): string {
  const pictures = ids.length * LOOKS.length;
  if (isCompare) return `${differences.length} of ${pictures} looks of stories differ.`;
  return `${pictures} pictures are in ${isUpdate ? 'test/stories/baselines' : 'test-results/stories'}.`;
}
