/** A page that shows one story after another without being loaded again, and notes what it did that it should not do. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { LOOKS, turnTo } from './looks.js';
import type { StoryServer } from './story-server.js';

/** axe as the builder for this browser brings it; that one would inject it anew, and open a page, for each look. */
const AXE = createRequire(import.meta.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'); // prettier-ignore

/** Rules whose outcome depends on the scheme; all others are the same in light and in dark. */
export const COLOR_RULES: readonly string[] = ['color-contrast', 'link-in-text-block'];

/** For a story to come up, on a machine that has much else to do. */
const LIMIT_MS = 20_000;

/** A page for stories. */
export interface StoryPage {
  readonly page: Page;
  /** Console output, uncaught errors, failed and external requests since the story was shown. */
  readonly complaints: readonly string[];
  /** Shows a story, 1280 pixels wide and light, when it has been played and has come to rest. */
  show(id: string): Promise<void>;
  /** What axe finds in the tags as they are; of some rules only, when they are named. */
  violations(rules?: readonly string[]): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Opens a page at a moment that stands still. */
export async function openStoryPage(browser: Browser, server: StoryServer): Promise<StoryPage> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 640 },
    reducedMotion: 'reduce',
    timezoneId: 'UTC',
    locale: 'en-GB',
  });
  const page = await context.newPage();
  // What runs TypeScript here names functions by a call, also in what is sent to the page.
  await page.addInitScript('globalThis.__name = (it) => it');
  const axe = await readFile(AXE, 'utf8');
  let complaints: string[] = [];
  page.on('console', (message) => complaints.push(`console.${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()}`));
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== server.origin && protocol !== 'data:' && protocol !== 'blob:') {
      complaints.push(`external: ${request.url()}`);
    }
  });
  let isLoaded = false;
  return {
    page,
    get complaints() {
      return complaints;
    },
    show: async (id) => {
      complaints = [];
      await page.setViewportSize({ width: 1280, height: 640 });
      if (isLoaded) {
        const problem = await inTime(page.evaluate(switchTo, id), `${id} was not finished`);
        if (problem !== null) complaints.push(problem);
      } else {
        await page.goto(server.addressOf(id, 'fixed'));
        await page.waitForFunction(hasRendered);
        await page.evaluate(axe);
        isLoaded = true;
      }
      await inTime(turnTo(page, LOOKS[0]), `${id} did not come to rest`);
    },
    violations: (rules) => page.evaluate(runAxe, rules ?? null),
    close: () => context.close(),
  };
}

/** A page that hangs is told of, and does not stop everything after it. */
async function inTime<Value>(work: Promise<Value>, problem: string): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`${problem} after ${LIMIT_MS / 1_000} s`));
    }, LIMIT_MS);
  });
  return Promise.race([work, late]).finally(() => {
    clearTimeout(timer);
  });
}

/** In the page: another story, by the channel on which the list of stories would ask for it; a problem, or `null`. */
function switchTo(id: string): Promise<string | null> {
  type Channel = Record<'on' | 'off', (name: string, handle: (data: unknown) => void) => void> & {
    emit(name: string, data: unknown): void;
  };
  const channel = (window as unknown as { __STORYBOOK_ADDONS_CHANNEL__: Channel })
    .__STORYBOOK_ADDONS_CHANNEL__;
  return new Promise((resolve) => {
    const failures = ['storyMissing', 'storyErrored', 'storyThrewException', 'playFunctionThrewException']; // prettier-ignore
    const handlers = new Map<string, (data: unknown) => void>(
      failures.map((name) => [name, (data) => end(`${name}: ${JSON.stringify(data)}`)]),
    );
    handlers.set('storyFinished', () => end(null));
    const end = (problem: string | null): void => {
      for (const [name, handle] of handlers) channel.off(name, handle);
      resolve(problem);
    };
    for (const [name, handle] of handlers) channel.on(name, handle);
    (document.activeElement as HTMLElement | null)?.blur();
    document.documentElement.style.colorScheme = 'light';
    channel.emit('setCurrentStory', { storyId: id, viewMode: 'story' });
  });
}

/** In the page: the tag is upgraded and drawn. */
function hasRendered(): boolean {
  const element = document.querySelector('meshhook-log-stream');
  return (element?.shadowRoot?.querySelector('[part~="viewport"]') ?? null) !== null;
}

/** In the page. */
async function runAxe(rules: readonly string[] | null): Promise<string[]> {
  interface Axe {
    run(
      context: string,
      options: object,
    ): Promise<{
      violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
    }>;
  }
  const { axe } = window as unknown as { axe: Axe };
  const { violations } = await axe.run('meshhook-log-stream', {
    resultTypes: ['violations'],
    ...(rules === null ? {} : { runOnly: { type: 'rule', values: rules } }),
  });
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''} ${nodes[0]?.failureSummary ?? ''}`,
  );
}
