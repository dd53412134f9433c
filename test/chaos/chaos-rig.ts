/**
 * What the chaos run stands on: the local stack with five runs, a server for the page and its tokens, a browser, and
 * two viewers in it: the runs' owner, whose tags share a session and a socket, and a customer's portal, where each tag
 * has a token, and so a socket, of its own. Each viewer has a network of its own.
 */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { seededRandom, type SeededRandom } from '../../demo/simulator/seeded-random.js';
import { startStack, type LocalStack } from '../../demo/stack/stack.js';
import { createRun, createTenant, type Tenant } from '../helpers/tenants.js';
import { launchBrowser } from '../support/browser.js';
import { Cable } from './cable.js';
import { bundlePage } from './page/bundle.js';
import type { PageOptions, ViewerPage } from './page/viewer-page.js';

/** One page with a tag for each run. */
export interface Viewer {
  readonly name: 'owner' | 'portal';
  readonly page: Page;
  readonly context: BrowserContext;
  readonly cable: Cable;
  /** Uncaught errors of the page, and what it wrote to the console as errors. */
  readonly complaints: readonly string[];
  /** Calls one of the page's functions. */
  call<Name extends keyof ViewerPage>(
    name: Name,
    ...args: Parameters<ViewerPage[Name]>
  ): Promise<ReturnType<ViewerPage[Name]>>;
  /** A token that lives so long, in seconds. */
  mintToken(run: number, seconds: number): Promise<string>;
}

export interface ChaosRig {
  readonly stack: LocalStack;
  readonly runIds: readonly string[];
  readonly viewers: readonly Viewer[];
  stop(): Promise<void>;
}

export const RUNS = 5;
/** So short that in ten minutes every tag lives through a dozen tokens. */
const TOKEN_SECONDS = [60, 90] as const;
const HTML = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Chaos</title>
<link rel="icon" href="data:,"><body><script type="module" src="/page.js"></script></body></html>`;

/** Starts everything; takes about ten seconds. */
export async function startChaosRig(seed: number): Promise<ChaosRig> {
  const closers: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close().catch(() => undefined);
  };
  try {
    const stack = await startStack({ port: 0 });
    closers.push(() => stack.stop());
    const tenant = await createTenant(stack, 'owner');
    const runIds: string[] = [];
    for (let run = 0; run < RUNS; run += 1) runIds.push(await createRun(stack, tenant));
    const tokens = new TokenDesk(stack, tenant, runIds, seededRandom(seed));
    const { server, port } = await servePage(await bundlePage(), tokens);
    closers.push(async () => {
      server.closeAllConnections();
      server.close();
    });
    const browser = await launchBrowser();
    closers.push(() => browser.close());
    const viewers: Viewer[] = [];
    for (const name of ['owner', 'portal'] as const) {
      const cable = new Cable();
      closers.push(() => cable.close());
      viewers.push(await openViewer(browser, { name, cable, port, stack, runIds, tokens }));
    }
    return { stack, runIds, viewers, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

class TokenDesk {
  readonly #stack: LocalStack;
  readonly #tenant: Tenant;
  readonly #runIds: readonly string[];
  readonly #random: SeededRandom;
  readonly #portalSubject = randomUUID();

  constructor(stack: LocalStack, tenant: Tenant, runIds: readonly string[], random: SeededRandom) {
    this.#stack = stack;
    this.#tenant = tenant;
    this.#runIds = runIds;
    this.#random = random;
  }

  mint(
    viewer: string,
    run: number,
    expiresInSeconds = this.#random.int(...TOKEN_SECONDS),
  ): Promise<string> {
    const runId = this.#runIds[run] ?? '';
    const claims =
      viewer === 'owner'
        ? { sub: this.#tenant.userId }
        : { sub: this.#portalSubject, run_id: runId };
    return this.#stack.mintToken({ ...claims, expiresInSeconds });
  }
}

async function servePage(
  script: string,
  tokens: TokenDesk,
): Promise<{ server: Server; port: number }> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const send = (type: string, body: string): void => {
      response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
    };
    if (pathname === '/page.js') send('text/javascript; charset=utf-8', script);
    else if (pathname === '/token') {
      tokens.mint(searchParams.get('viewer') ?? '', Number(searchParams.get('run'))).then(
        (token) => send('text/plain', token),
        () => response.writeHead(500).end(),
      );
    } else send('text/html; charset=utf-8', HTML);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The page has no port.');
  return { server, port: address.port };
}

async function openViewer(
  browser: Browser,
  parts: {
    readonly name: Viewer['name'];
    readonly cable: Cable;
    readonly port: number;
    readonly stack: LocalStack;
    readonly runIds: readonly string[];
    readonly tokens: TokenDesk;
  },
): Promise<Viewer> {
  const { name, cable, port, stack, runIds, tokens } = parts;
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('crash', () => complaints.push('the page crashed'));
  page.on('console', (message) => {
    // A request that fails is logged by the browser itself; making them fail is what this is for.
    const isNetwork = /Failed to load resource|WebSocket connection|CORS policy/.test(
      message.text(),
    );
    if (message.type() === 'error' && !isNetwork) complaints.push(message.text());
  });
  const pagePort = await cable.to(port);
  const stackPort = await cable.to(Number(new URL(stack.url).port));
  await page.goto(`http://127.0.0.1:${pagePort}/`);
  await page.waitForFunction(() => 'viewerPage' in window);
  const viewer: Viewer = {
    name,
    page,
    context,
    cable,
    complaints,
    call: (member, ...args) =>
      page.evaluate(
        ([called, given]) => {
          const { viewerPage } = window as unknown as {
            viewerPage: Record<string, (...args: unknown[]) => unknown>;
          };
          return viewerPage[called]?.(...given) as never;
        },
        [member, args] as const,
      ),
    mintToken: (run, seconds) => tokens.mint(name, run, seconds),
  };
  const options: PageOptions = {
    url: `http://127.0.0.1:${stackPort}`,
    key: stack.publishableKey,
    runIds,
    tokenUrl: `/token?viewer=${name}`,
  };
  await viewer.call('open', options);
  return viewer;
}
