/**
 * The customer's portal in a browser: another origin, the one-file bundle with its hash, a strict policy, tokens for
 * one run each that the portal mints. Nothing may be lost, seen by another customer, or complained about.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { buildBundle } from '../../demo/portal/bundle.js';
import { startPortal, type Portal } from '../../demo/portal/portal-server.js';
import type { MeshhookLogStreamElement } from '../../src/element.js';
import { launchBrowser } from '../support/browser.js';
import { startEmbeddedBackend } from '../../demo/server/embedded-backend.js';
import { seedTenants } from '../../demo/server/seed.js';
import { Simulator } from '../../demo/simulator/simulator.js';
import { waitUntil } from '../helpers/wait-until.js';
import { watchSockets } from './support/socket-frames.js';

/** Asked for again halfway, and up to five seconds later: never after its end, and soon enough to wait for. */
const TOKEN_SECONDS = 8;
const ROWS = 30;
const SELECTOR = 'meshhook-log-stream';

describe('the portal', { timeout: 120_000 }, () => {
  let portal: Portal;
  let runs: string[];
  let simulator: Simulator;
  let tableOf: (runId: string) => Promise<{ seq: number; message: string }[]>;
  let open: () => Promise<{ page: Page; complaints: string[]; sockets: SocketCount }>;
  let stop = async (): Promise<void> => undefined;

  before(async () => {
    const [backend, bundle, browser] = await Promise.all([
      startEmbeddedBackend(() => undefined),
      buildBundle(),
      launchBrowser(),
    ]);
    stop = async () => {
      await browser.close();
      await backend.stop();
    };
    const [workflow] = (await seedTenants(backend)).owner;
    assert.ok(workflow);
    simulator = new Simulator(backend.sql);
    runs = [];
    for (let run = 0; run < 4; run += 1) {
      const { id } = await simulator.start(workflow, 0);
      await simulator.burst(id, ROWS);
      runs.push(id);
    }
    tableOf = async (runId) => {
      const rows = await backend.sql<{ seq: string; message: string }[]>`
        select seq, message from public.logs where run_id = ${runId} order by seq`;
      return rows.map(({ seq, message }) => ({ seq: Number(seq), message }));
    };
    portal = await startPortal({
      url: backend.url,
      publishableKey: backend.publishableKey,
      customers: new Map([
        ['lark', { name: 'Lark', runIds: runs.slice(0, 3) }],
        ['moss', { name: 'Moss', runIds: runs.slice(3) }],
      ]),
      bundle,
      tokenSeconds: TOKEN_SECONDS,
      mintToken: async (runId, expiresInSeconds) =>
        (await backend.session({ viewer: 'portal', runId, expiresInSeconds })).accessToken,
    });
    stop = async () => {
      await browser.close();
      await portal.stop();
      await simulator.stop();
      await backend.stop();
    };
    open = async () => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      const page = await context.newPage();
      page.setDefaultTimeout(20_000);
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(String(error)));
      const { sockets } = await watchSockets(page);
      await page.goto(`${portal.origin}/sign-in?as=lark`);
      return { page, complaints, sockets };
    };
  });
  after(() => stop());

  it('shows rows live, finds them, and outlives its tokens without a gap', async () => {
    const { page, complaints, sockets } = await open();
    const [runId = ''] = runs;
    await untilLive(page);
    simulator.setRate(runId, 20);
    const [first] = await held(page);
    const found = await page
      .locator(SELECTOR)
      .evaluate(async (element: MeshhookLogStreamElement, words) => {
        const search = new Promise<number>((resolve) => {
          element.addEventListener('log-stream-search', ({ total, settled }) => {
            if (settled) resolve(total);
          });
        });
        element.query = `"${words}"`;
        const total = await search;
        element.query = '';
        return total;
      }, first?.message ?? '');
    assert.ok(found >= 1, `${found} rows found`);
    const other = runs[3] ?? '';
    const refused = await page.evaluate(
      async (id) => (await fetch(`/token/${id}`, { method: 'POST' })).status,
      other,
    );
    assert.equal(refused, 403, 'the portal gives no token for a run of another customer');
    // The browser itself tells the console of that answer.
    assert.match(complaints.splice(0).join(), /403/);

    const granted = (): number =>
      portal.asked.filter((asked) => asked.runId === runId && asked.granted).length;
    // The second is asked for before the first ends, the third before the second does: by then the first has ended.
    await waitUntil('three tokens', () => granted() >= 3, 3 * TOKEN_SECONDS * 1000);
    simulator.setRate(runId, 0);
    await sameRows(page, runId);
    await untilLive(page);
    assert.deepEqual(sockets, { opened: 1, closed: 0 });

    // Its token names its own run: the database shows it no row of another.
    await page.locator(SELECTOR).evaluate((element: MeshhookLogStreamElement, id) => {
      element.runId = id;
    }, other);
    await page.locator(`${SELECTOR}:state(denied)`).waitFor({ state: 'attached' });
    assert.deepEqual(await held(page), []);
    assert.deepEqual(complaints, []);
    assert.deepEqual(portal.reports, []);
    await page.context().close();
  });

  it('shows three runs, a frame, and a run again, and none of another customer', async () => {
    const { page, complaints } = await open();
    await untilLive(page);
    await page.goto(`${portal.origin}/all`);
    await page.locator(`${SELECTOR}:state(live)`).nth(2).waitFor({ state: 'attached' });
    await page.goto(`${portal.origin}/framed`);
    await page
      .frameLocator('iframe')
      .locator(`${SELECTOR}:state(live)`)
      .waitFor({ state: 'attached' });
    await page.goto(`${portal.origin}/runs/${runs[1]}`);
    await untilLive(page);
    await sameRows(page, runs[1] ?? '');
    const strange = await page.goto(`${portal.origin}/runs/${runs[3]}`);
    assert.equal(strange?.status(), 404);
    assert.match(complaints.splice(0).join(), /^[^,]*404[^,]*$/);
    assert.deepEqual(portal.reports, []);
    await page.context().close();
  });

  async function sameRows(page: Page, runId: string): Promise<void> {
    const table = await tableOf(runId);
    await page.waitForFunction(
      (wanted) =>
        (document.querySelector<MeshhookLogStreamElement>('meshhook-log-stream')?.entries()
          .length ?? 0) >= wanted,
      table.length,
    );
    assert.deepEqual(await held(page), table);
  }
});

type SocketCount = Awaited<ReturnType<typeof watchSockets>>['sockets'];

const untilLive = (page: Page): Promise<void> =>
  page.locator(`${SELECTOR}:state(live)`).waitFor({ state: 'attached' });

const held = (page: Page): Promise<{ seq: number; message: string }[]> =>
  page
    .locator(SELECTOR)
    .evaluate((element: MeshhookLogStreamElement) =>
      element.entries().map(({ seq, message }) => ({ seq, message })),
    );
