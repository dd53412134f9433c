/** The one-file bundle in a page of another origin with a strict policy: its languages come from beside it. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { LOCALES } from '../../src/view/locales/locale-names.js';

const CDN = fileURLToPath(new URL('../../dist/cdn/', import.meta.url));

describe('the languages of the bundle', () => {
  let browser: Browser;
  const servers: Server[] = [];
  let cdn = '';
  let site = '';
  const asked: string[] = [];
  /** Whether the folder beside the bundle is there. */
  let hasFolder = true;

  before(async () => {
    browser = await launchBrowser();
    cdn = await serve((request, response) => {
      const path = new URL(request.url ?? '/', 'http://cdn').pathname;
      asked.push(path);
      const file = join(CDN, path.replace(/^\/some\/folder\//, ''));
      if (!existsSync(file) || (!hasFolder && path.includes('/locales/'))) {
        response.writeHead(404).end();
        return;
      }
      response.setHeader('content-type', 'text/javascript');
      response.setHeader('access-control-allow-origin', '*');
      response.end(readFileSync(file));
    });
    site = await serve((_request, response) => {
      response.setHeader('content-type', 'text/html');
      response.setHeader(
        'content-security-policy',
        `default-src 'none'; script-src ${cdn}; style-src 'none'; worker-src 'none'; require-trusted-types-for 'script'`,
      );
      response.end(`<!doctype html><html lang="en"><title>Site</title>
        <meshhook-log-stream locale="de-AT"></meshhook-log-stream>
        <script type="module" src="${cdn}/some/folder/meshhook-log-stream.js"></script>`);
    });
  });

  after(async () => {
    await browser.close();
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  });

  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async function open(): Promise<{ page: Page; complaints: string[] }> {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(site);
    await page.waitForFunction(() => customElements.get('meshhook-log-stream') !== undefined);
    return { page, complaints };
  }

  const languageOf = (page: Page): Promise<string> =>
    page.evaluate(
      () =>
        document
          .querySelector('meshhook-log-stream')
          ?.shadowRoot?.querySelector<HTMLElement>('.frame')?.lang ?? '',
    );

  it('are modules in a folder beside it, one for each', () => {
    for (const name of LOCALES) {
      assert.equal(existsSync(join(CDN, 'locales', `${name}.js`)), name !== 'en', name);
    }
  });

  it('load from wherever the bundle lies, one of them, under a strict policy', async () => {
    const { page, complaints } = await open();
    await page.waitForFunction(
      () =>
        document
          .querySelector('meshhook-log-stream')
          ?.shadowRoot?.querySelector<HTMLElement>('.frame')?.lang === 'de',
    );
    const modules = asked.filter((path) => path.startsWith('/some/folder/locales/'));
    assert.deepEqual(modules.sort(), [
      '/some/folder/locales/de.js',
      '/some/folder/locales/shared.js',
    ]);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('are done without, in English and by an event, where the folder is not there', async () => {
    hasFolder = false;
    const { page } = await open();
    const code = await page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const tag = document.createElement('meshhook-log-stream');
          tag.addEventListener('log-stream-error', (event) => {
            resolve((event as Event & { error: { code: string } }).error.code);
          });
          tag.setAttribute('locale', 'fr');
          document.body.append(tag);
        }),
    );
    assert.equal(code, 'locale-unavailable');
    assert.equal(await languageOf(page), 'en');
    await page.close();
  });
});
