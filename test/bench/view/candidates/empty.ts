/** Nothing at all: what the browser's frames are on this machine when a page has nothing to do. */
import { startBench } from '../in-page.js';

await startBench({
  mount: async () => undefined,
  append: () => undefined,
  rowElements: () => [],
  viewport: () => document.body,
});
