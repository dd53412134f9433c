/** A picture of every story, light and dark, in test-results/stories. Run by `npm run storybook:screenshots`. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openStoryBook } from './story-pages.js';

const FOLDER = fileURLToPath(new URL('../../test-results/stories/', import.meta.url));

await mkdir(FOLDER, { recursive: true });
const book = await openStoryBook();
for (const story of book.stories) {
  for (const theme of ['light', 'dark'] as const) {
    const shown = await book.open(story, theme);
    const tag = shown.page.locator('meshhook-log-stream');
    await tag.screenshot({
      path: join(FOLDER, `${story.id}.${theme}.png`),
      animations: 'disabled',
    });
    await shown.close();
  }
}
await book.close();
console.log(`${book.stories.length * 2} pictures are in ${FOLDER}`);
