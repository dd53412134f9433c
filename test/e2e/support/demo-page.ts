/** One open page of the demo: what its tags hold, what their host heard, and what went over the socket. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import type { MeshhookLogStreamElement } from '../../../src/element.js';
import type { TableRow } from './demo-rig.js';
import { watchSockets, type SocketFrame, type SocketTraffic } from './socket-frames.js';

export interface DemoPageOptions {
  /** The run that every viewer is shown; without it the page chooses. */
  readonly runId?: string;
  /** Comma-separated: owner, other, portal. Default: owner. */
  readonly viewers?: string;
  /** Attributes for the tags. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
  /** Done before the page is loaded: its clock, scripts of its own. */
  readonly prepare?: (page: Page) => Promise<void>;
}

/** What a host heard from a tag, reduced to what can be compared. */
export interface HeardEvent {
  readonly type: string;
  readonly state?: string;
  readonly reason?: string;
  readonly code?: string;
  readonly remedy?: string;
  readonly query?: string;
  readonly total?: number;
  readonly pending?: boolean;
}

export interface DemoPage {
  readonly page: Page;
  /** The tag of this viewer. */
  stream(viewer?: string): Locator;
  /** Waits until the tag is in the state. */
  waitForState(state: string, viewer?: string, timeoutMs?: number): Promise<void>;
  /** Waits until the tag holds this seq. */
  waitForSeq(seq: number, viewer?: string, timeoutMs?: number): Promise<void>;
  /** Waits until the host has heard an error with this code. */
  waitForError(code: string, viewer?: string): Promise<void>;
  /** What the tag holds, in its own order. */
  entries(viewer?: string): Promise<TableRow[]>;
  /** Everything that the page's tags said since it was opened. */
  heard(viewer?: string): Promise<HeardEvent[]>;
  /** Everything that went over the page's sockets. */
  readonly frames: readonly SocketFrame[];
  /** How many of them there were. */
  readonly sockets: SocketTraffic['sockets'];
  /** What the page's console and its uncaught errors said. */
  readonly complaints: readonly string[];
  /** Saves a picture if SCREENSHOTS names a folder. */
  screenshot(name: string): Promise<void>;
  close(): Promise<void>;
}

/** How long anything may take, in ms: the shared machine is slow at times, and a test that passes never waits it out. */
const TIMEOUT_MS = 20_000;

const EVENTS = ['state', 'batch', 'error', 'token-needed', 'search', 'filter', 'severity', 'alert'];

/** Runs in the page before anything else: keeps what the tags say, from their first word. */
function recordEvents(types: readonly string[]): void {
  const heard: Record<string, HeardEvent[]> = {};
  Object.assign(window, { heard });
  for (const type of types) {
    document.addEventListener(type, (event) => {
      const { state, reason, query, total, pending, error } = event as Event &
        Omit<HeardEvent, 'type' | 'code' | 'remedy'> & { error?: { code: string; remedy: string } };
      const viewer = (event.target as HTMLElement).dataset['viewer'] ?? '';
      (heard[viewer] ??= []).push({
        type: type.replace('log-stream-', ''),
        ...(state === undefined ? {} : { state }),
        ...(reason === undefined ? {} : { reason }),
        ...(query === undefined || total === undefined || pending === undefined
          ? {}
          : { query, total, pending }),
        ...(error === undefined ? {} : { code: error.code, remedy: error.remedy }),
      });
    });
  }
}

export async function openDemoPage(
  browser: Browser,
  url: string,
  options: DemoPageOptions,
): Promise<DemoPage> {
  const { width = 1440, height = 1000, theme = 'light', attributes = {} } = options;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme });
  const page = await context.newPage();
  page.setDefaultTimeout(TIMEOUT_MS);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // A refused connection is logged by the browser itself; breaking connections is what these tests do.
    const isNetwork = /Failed to load resource|WebSocket connection/.test(message.text());
    if (message.type() === 'error' && !isNetwork) complaints.push(message.text());
  });
  const { frames, sockets } = await watchSockets(page);
  await options.prepare?.(page);
  await page.addInitScript(
    recordEvents,
    EVENTS.map((name) => `log-stream-${name}`),
  );

  const query = new URLSearchParams({ viewers: options.viewers ?? 'owner', ...attributes });
  if (options.runId !== undefined) query.set('run', options.runId);
  await page.goto(`${url}?${query}`);
  await page.locator('html[data-ready]').waitFor({ state: 'attached' });

  const stream = (viewer = 'owner'): Locator =>
    page.locator(`meshhook-log-stream[data-viewer="${viewer}"]`);
  return {
    page,
    stream,
    frames,
    sockets,
    complaints,
    waitForState: (state, viewer = 'owner', timeoutMs = TIMEOUT_MS) =>
      page
        .locator(`meshhook-log-stream[data-viewer="${viewer}"]:state(${state})`)
        .waitFor({ state: 'attached', timeout: timeoutMs }),
    waitForSeq: async (seq, viewer = 'owner', timeoutMs = TIMEOUT_MS) => {
      const element = await stream(viewer).elementHandle();
      await page.waitForFunction(
        ([target, wanted]) =>
          ((target as MeshhookLogStreamElement).entries().at(-1)?.seq ?? 0) >= wanted,
        [element, seq] as const,
        { timeout: timeoutMs },
      );
    },
    waitForError: async (code, viewer = 'owner') => {
      await page.waitForFunction(
        ([name, wanted]) =>
          (window as unknown as { heard: Record<string, HeardEvent[]> }).heard[name]?.some(
            (event) => event.code === wanted,
          ),
        [viewer, code] as const,
      );
    },
    entries: (viewer) =>
      stream(viewer).evaluate((element: MeshhookLogStreamElement) =>
        element.entries().map(({ seq, message }) => ({ seq, message })),
      ),
    heard: (viewer = 'owner') =>
      page.evaluate(
        (name) => (window as unknown as { heard: Record<string, HeardEvent[]> }).heard[name] ?? [],
        viewer,
      ),
    screenshot: async (name) => {
      const folder = process.env['SCREENSHOTS'];
      if (folder === undefined || folder === '') return;
      await mkdir(folder, { recursive: true });
      await page.screenshot({ path: join(folder, `${name}.png`) });
    },
    close: () => context.close(),
  };
}
