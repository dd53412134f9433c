/** The static Storybook build, served from memory's side of loopback, and its stories one by one in a browser. */
import { createReadStream, existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';

const BUILD = fileURLToPath(new URL('../../storybook-static/', import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** A story of the build. */
export interface StoryEntry {
  readonly id: string;
  readonly name: string;
}

/** A page that shows one story, and what it did that it should not have done. */
export interface StoryPage {
  readonly page: Page;
  /** Console output, uncaught errors, failed and external requests. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** The served build. */
export interface StoryBook {
  readonly stories: readonly StoryEntry[];
  open(story: StoryEntry, theme: 'light' | 'dark'): Promise<StoryPage>;
  close(): Promise<void>;
}

/** Below this the build is served, because it must work from any folder. */
const FOLDER = '/some/folder/';

/** Serves the build and starts a browser. */
export async function openStoryBook(): Promise<StoryBook> {
  if (!existsSync(join(BUILD, 'index.json'))) {
    throw new Error('There is no Storybook build. Run: npm run storybook:build');
  }
  const { entries } = JSON.parse(await readFile(join(BUILD, 'index.json'), 'utf8')) as {
    entries: Record<string, StoryEntry & { type: string }>;
  };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const file = join(BUILD, normalize(path.slice(FOLDER.length)));
    void stat(file).then(
      () => {
        response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
        createReadStream(file).pipe(response);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await launchBrowser();
  return {
    stories: Object.values(entries).filter(({ type }) => type === 'story'),
    open: (story, theme) => openStory(browser, origin, story, theme),
    close: async () => {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function openStory(
  browser: Browser,
  origin: string,
  { id }: StoryEntry,
  theme: 'light' | 'dark',
): Promise<StoryPage> {
  const context = await browser.newContext({ viewport: { width: 1100, height: 640 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(`console.${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()}`));
  page.on('request', (request) => {
    const { origin: asked, protocol } = new URL(request.url());
    if (asked !== origin && protocol !== 'data:' && protocol !== 'blob:') {
      complaints.push(`external: ${request.url()}`);
    }
  });
  // The page's own accessibility check would run at the same time as the test's, which axe refuses.
  const query = `id=${id}&viewMode=story&globals=theme:${theme};a11y.manual:!true`;
  await page.goto(`${origin}${FOLDER}iframe.html?${query}`);
  await page.waitForFunction(hasRendered);
  return { page, complaints, close: () => context.close() };
}

/** In the page: the tag is upgraded, drawn, and past its first state. */
function hasRendered(): boolean {
  const element = document.querySelector('meshhook-log-stream');
  const viewport = element?.shadowRoot?.querySelector('[part~="viewport"]') ?? null;
  return viewport !== null && element?.matches(':not(:state(idle))') === true;
}
