/** A page under the strictest policy that the README promises, from a server of its own, in a browser. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { launchBrowser } from '../support/browser.js';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** As in the README: the page's own scripts, nothing inline, nothing evaluated, no host but its own. */
export const POLICY: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'connect-src': "'self'",
  'worker-src': 'blob:',
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  'require-trusted-types-for': "'script'",
  'trusted-types': 'lit-html meshhook-log-stream',
  'report-uri': '/report',
};

/** An open page, and what was seen of it from outside. */
export interface HostilePage {
  readonly browser: Browser;
  readonly page: Page;
  readonly origin: string;
  /** Console output, page errors, dialogs, requests for other hosts, reports of the policy. */
  readonly complaints: string[];
  /** Answers requests below `/rest/v1/`. */
  answerWith(answer: (url: URL, response: ServerResponse) => void): void;
  /** Opens the page anew, under another policy if given. */
  open(policy?: Readonly<Record<string, string | null>>): Promise<void>;
  close(): Promise<void>;
}

/** Builds the bundle and the page's script, and opens the page. Takes a few seconds. */
export async function openHostilePage(): Promise<HostilePage> {
  const [bundle, driver] = await Promise.all([bundleText(), driverText()]);
  const complaints: string[] = [];
  let policy = POLICY;
  let answer = (_url: URL, response: ServerResponse): unknown => response.writeHead(404).end();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const send = (type: string, text: string): void => {
      response.setHeader('content-type', `${type}; charset=utf-8`);
      response.end(text);
    };
    if (url.pathname.startsWith('/rest/v1/')) answer(url, response);
    else if (url.pathname === '/log-stream.js') send('text/javascript', bundle);
    else if (url.pathname === '/driver.js') send('text/javascript', driver);
    else if (url.pathname === '/page.css') send('text/css', 'body { margin: 0 }');
    else if (url.pathname === '/favicon.ico') response.writeHead(204).end();
    else if (url.pathname === '/report') {
      request.on('data', (chunk: Buffer) => complaints.push(`report: ${chunk.toString()}`));
      response.writeHead(204).end();
    } else {
      const header = Object.entries(policy).map(([name, value]) => `${name} ${value}`);
      response.setHeader('content-security-policy', header.join('; '));
      send('text/html', PAGE);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 1000, height: 700 } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  const page = await context.newPage();
  page.on('console', (message) => complaints.push(`console.${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('popup', (popup) => complaints.push(`window: ${popup.url()}`));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const { origin: asked, protocol } = new URL(request.url());
    if (asked !== origin && protocol !== 'blob:') complaints.push(`asks ${request.url()}`);
  });
  return {
    browser,
    page,
    origin,
    complaints,
    answerWith: (next) => (answer = next),
    open: async (other = {}) => {
      const all = Object.entries({ ...POLICY, ...other });
      policy = Object.fromEntries(all.filter((pair): pair is [string, string] => pair[1] !== null));
      await page.goto(origin);
      await page.locator('html[data-ready]').waitFor({ state: 'attached' });
    },
    close: async () => {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const PAGE = `<!doctype html>
<html lang="en">
  <meta charset="utf-8" />
  <title>hostile text</title>
  <link rel="stylesheet" href="/page.css" />
  <script type="module" src="/driver.js"></script>
  <body></body>
</html>`;

/** The published file, made as it is published. */
const bundleText = (): Promise<string> => buildText('cdn', path('../../src/cdn.ts'));

/** The page's script. It takes the bundle from its address, as any page would. */
const driverText = (): Promise<string> => buildText('cdn', path('./page/driver.ts'));

async function buildText(mode: string, entry: string): Promise<string> {
  const result = await build({
    configFile: path('../../vite.config.ts'),
    mode,
    logLevel: 'error',
    build: { write: false, sourcemap: false, lib: { entry } },
  });
  const [output] = [result].flat();
  if (output === undefined || !('output' in output)) throw new Error('Nothing was built.');
  return output.output[0].code;
}
