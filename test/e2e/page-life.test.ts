/**
 * What happens to a page in a browser: it is hidden, put away, frozen, offline; its host moves the tag about, takes it
 * away and brings it back. Nothing is lost, and no more sockets are made than there must be.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { MeshhookLogStreamElement } from '../../src/element.js';
import type { DemoPage } from './support/demo-page.js';
import { startDemoRig, type DemoRig } from './support/demo-rig.js';
import { assertSameRows } from './support/same-rows.js';
import { countJoins } from './support/socket-frames.js';

/** Rows that a test writes at a time. */
const SOME = 20;

describe('the life of a page', { timeout: 180_000 }, () => {
  let rig: DemoRig;
  before(async () => (rig = await startDemoRig()));
  after(() => rig.stop());

  const write = (runId: string, rows = SOME): Promise<unknown> =>
    rig.server.simulator.burst(runId, rows);

  /** A page that shows a run with some rows, live. */
  async function openLive(
    prepare?: (page: Page) => Promise<void>,
  ): Promise<{ demo: DemoPage; runId: string }> {
    const runId = await rig.startRun();
    await write(runId);
    const demo = await rig.open({ runId, ...(prepare === undefined ? {} : { prepare }) });
    await demo.waitForState('live');
    await demo.waitForSeq(SOME);
    return { demo, runId };
  }

  describe('out of sight', () => {
    it('lets its socket go after a minute, and shows what it missed when it is seen', async () => {
      const { demo, runId } = await openLive(withClockAndSight);
      await see(demo, false);
      await demo.page.clock.fastForward(59_000);
      assert.equal(demo.sockets.closed, 0, 'not before its time');
      await demo.page.clock.fastForward(2_000);
      await demo.waitForState('polling');
      await untilClosed(demo, 1);
      await write(runId);
      await see(demo, true);
      await demo.waitForState('live');
      await assertSameRows(rig, demo, runId);
      await write(runId);
      await assertSameRows(rig, demo, runId);
      assert.deepEqual(demo.sockets, { opened: 2, closed: 1 });
      assert.equal(countJoins(demo.frames), 2);
      assert.deepEqual(demo.complaints, []);
      await demo.close();
    });

    it('keeps its socket through a glance at something else', async () => {
      const { demo, runId } = await openLive(withClockAndSight);
      for (let glance = 0; glance < 3; glance += 1) {
        await see(demo, false);
        await write(runId);
        await demo.page.clock.fastForward(30_000);
        await see(demo, true);
      }
      await assertSameRows(rig, demo, runId);
      assert.deepEqual(demo.sockets, { opened: 1, closed: 0 });
      assert.equal(countJoins(demo.frames), 1);
      await demo.close();
    });

    it('with a token that ran out there: asks for another, and joins nothing with the old', async () => {
      const { demo, runId } = await openLive(withClockAndSight);
      await see(demo, false);
      await demo.page.clock.fastForward(61_000);
      await demo.waitForState('polling');
      const joins = countJoins(demo.frames);
      await setToken(demo, await tokenFor(-60));
      await write(runId);
      await see(demo, true);
      await demo.waitForState('auth-required');
      assert.equal(countJoins(demo.frames), joins);
      assert.ok((await demo.heard()).some(({ type }) => type === 'token-needed'));
      await setToken(demo, await tokenFor(3_600));
      await demo.waitForState('live');
      await assertSameRows(rig, demo, runId);
      await demo.close();
    });
  });

  describe('put away', () => {
    it('by the system, it asks nothing, and starts over when it is taken out', async () => {
      const { demo, runId } = await openLive();
      // The events of a frozen tab, not the frozen state itself: without a window, a page is seen and never frozen.
      await turn(demo, 'freeze');
      await demo.waitForState('connecting');
      await write(runId);
      await turn(demo, 'resume');
      await demo.waitForState('live');
      await assertSameRows(rig, demo, runId);
      await untilClosed(demo, 1);
      assert.deepEqual(demo.sockets, { opened: 2, closed: 1 });
      await demo.close();
    });

    it('into the cache of the back button, it lets its socket go and starts over', async () => {
      const { demo, runId } = await openLive(withSocketsKept);
      await turn(demo, 'pagehide');
      // Within the event: a browser does not keep a page that still holds a connection after it.
      assert.deepEqual(await socketsLeft(demo), { open: 0, closing: 1 });
      await untilClosed(demo, 1);
      await write(runId);
      await turn(demo, 'pageshow');
      await demo.waitForState('live');
      await assertSameRows(rig, demo, runId);
      await write(runId);
      await assertSameRows(rig, demo, runId);
      assert.equal(demo.sockets.opened - demo.sockets.closed, 1, 'one socket');
      assert.deepEqual(demo.complaints, []);
      await demo.close();
    });

    it('by a real way away and back, it shows the run again', async (t) => {
      const { demo, runId } = await openLive();
      const session = await demo.page.context().newCDPSession(demo.page);
      await session.send('Page.enable');
      const reasons: string[] = [];
      session.on('Page.backForwardCacheNotUsed', ({ notRestoredExplanations }) => {
        for (const { type, reason } of notRestoredExplanations) reasons.push(`${type} ${reason}`);
      });
      const address = demo.page.url();
      await demo.page.evaluate(() => {
        window.addEventListener('pageshow', ({ persisted }) =>
          Object.assign(window, { persisted }),
        );
      });
      await demo.page.goto(new URL('/api/config', address).href);
      await write(runId);
      await demo.page.goBack();
      const wasKept = await demo.page.evaluate(() =>
        Boolean((window as unknown as { persisted?: boolean }).persisted),
      );
      t.diagnostic(wasKept ? 'kept in the back/forward cache' : `not kept: ${reasons.join(', ')}`);
      await demo.waitForState('live');
      await assertSameRows(rig, demo, runId);
      // What the browser says against the page itself; some browsers without a window keep no page at all.
      assert.deepEqual(
        reasons.filter((reason) => reason.startsWith('PageSupportNeeded')),
        [],
      );
      await demo.close();
    });
  });

  it('offline, it says so, and comes back by itself with everything', async () => {
    const { demo, runId } = await openLive();
    const context = demo.page.context();
    await context.setOffline(true);
    await demo.waitForState('connecting');
    await demo.waitForError('history-unreachable');
    await write(runId);
    await context.setOffline(false);
    await demo.waitForState('live');
    await assertSameRows(rig, demo, runId);
    await write(runId);
    await assertSameRows(rig, demo, runId);
    await demo.close();
  });

  describe('its host', () => {
    it('moves the tag about: its rows stay, and so does its socket', async () => {
      const { demo, runId } = await openLive();
      const fewest = await demo.stream().evaluate(async (element: MeshhookLogStreamElement) => {
        let rows = Infinity;
        for (let move = 0; move < 6; move += 1) {
          const place = document.createElement('section');
          document.body.append(place);
          place.append(element);
          rows = Math.min(rows, element.entries().length);
          await new Promise((resolve) => requestAnimationFrame(resolve));
          rows = Math.min(rows, element.entries().length);
        }
        return rows;
      });
      assert.ok(fewest >= SOME, `${fewest} rows at one time`);
      await write(runId);
      await assertSameRows(rig, demo, runId);
      await demo.waitForState('live');
      assert.deepEqual(demo.sockets, { opened: 1, closed: 0 });
      assert.equal(countJoins(demo.frames), 1);
      await demo.close();
    });

    it('takes the tag away and brings it back in a moment: the socket was kept', async () => {
      const { demo, runId } = await openLive(withClockAndSight);
      const tag = await demo.stream().elementHandle();
      await tag.evaluate((element) => element.remove());
      await demo.page.clock.fastForward(4_000);
      await write(runId);
      await tag.evaluate((element) => document.body.append(element));
      await demo.waitForState('live');
      await assertSameRows(rig, demo, runId);
      assert.deepEqual(demo.sockets, { opened: 1, closed: 0 });
      assert.equal(countJoins(demo.frames), 1);

      await tag.evaluate((element) => element.remove());
      await demo.page.clock.fastForward(6_000);
      await untilClosed(demo, 1);
      await tag.evaluate((element) => document.body.append(element));
      await demo.waitForState('live');
      await assertSameRows(rig, demo, runId);
      await demo.close();
    });

    it('changes the run while rows arrive: what is shown is of the last run only', async () => {
      const { demo, runId } = await openLive();
      const another = await rig.startRun();
      await write(another);
      const written = writeToBoth([runId, another], 15);
      for (const id of [another, runId, another, runId, another]) {
        await demo.stream().evaluate((element, next) => {
          Object.assign(element, { runId: next });
        }, id);
      }
      await demo.waitForState('live');
      await written;
      await assertSameRows(rig, demo, another);
      assert.equal(demo.sockets.opened, 1);
      assert.deepEqual(demo.complaints, []);
      await demo.close();
    });

    it('shows one run in two tags: they share a socket and a channel', async () => {
      const { demo, runId } = await openLive();
      await demo.stream().evaluate((element: MeshhookLogStreamElement) => {
        const twin = document.createElement('meshhook-log-stream');
        twin.dataset['viewer'] = 'twin';
        const { runId: run, sessionToken, supabaseUrl, supabaseKey } = element;
        Object.assign(twin, { runId: run, sessionToken, supabaseUrl, supabaseKey });
        element.after(twin);
      });
      await demo.waitForState('live', 'twin');
      await write(runId);
      for (const viewer of ['owner', 'twin']) await assertSameRows(rig, demo, runId, viewer);
      await demo.stream('owner').evaluate((element) => element.remove());
      await write(runId);
      await assertSameRows(rig, demo, runId, 'twin');
      assert.deepEqual(demo.sockets, { opened: 1, closed: 0 });
      assert.equal(countJoins(demo.frames), 1);
      await demo.close();
    });
  });

  async function writeToBoth(runIds: readonly string[], batches: number): Promise<void> {
    for (let batch = 0; batch < batches; batch += 1) {
      await Promise.all(runIds.map((id) => write(id, 7)));
    }
  }

  async function tokenFor(expiresInSeconds: number): Promise<string> {
    const session = await rig.server.backend.session({ viewer: 'owner', expiresInSeconds });
    return session.accessToken;
  }
});

/** A clock that the test may move, and a page that is seen or not as the test says: headless pages are always seen. */
async function withClockAndSight(page: Page): Promise<void> {
  await page.clock.install();
  await page.addInitScript(() => {
    const sight = { isHidden: false };
    Object.assign(window, { sight });
    Object.defineProperties(document, {
      visibilityState: {
        get() {
          return sight.isHidden ? 'hidden' : 'visible';
        },
      },
      hidden: {
        get() {
          return sight.isHidden;
        },
      },
    });
  });
}

/** Keeps hold of every socket that the page makes. */
async function withSocketsKept(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const kept: WebSocket[] = [];
    Object.assign(window, { kept });
    window.WebSocket = new Proxy(WebSocket, {
      construct(target, given: ConstructorParameters<typeof WebSocket>) {
        const socket = new target(...given);
        kept.push(socket);
        return socket;
      },
    });
  });
}

/** How many of them were still open, and how many were not, when the last {@link turn} was over. */
async function socketsLeft(demo: DemoPage): Promise<{ open: number; closing: number }> {
  return demo.page.evaluate(
    () => (window as unknown as { left: { open: number; closing: number } }).left,
  );
}

async function see(demo: DemoPage, isSeen: boolean): Promise<void> {
  await demo.page.evaluate((seen) => {
    (window as unknown as { sight: { isHidden: boolean } }).sight.isHidden = !seen;
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  }, isSeen);
}

/** Says what a browser says of a page that it puts into the back/forward cache, or freezes, and of its return. */
async function turn(
  demo: DemoPage,
  type: 'pagehide' | 'pageshow' | 'freeze' | 'resume',
): Promise<void> {
  await demo.page.evaluate((name) => {
    const isOfDocument = name === 'freeze' || name === 'resume';
    const event = new PageTransitionEvent(name, { persisted: true });
    (isOfDocument ? document : window).dispatchEvent(event);
    const { kept = [] } = window as unknown as { kept?: WebSocket[] };
    const open = kept.filter(({ readyState }) => readyState <= WebSocket.OPEN).length;
    Object.assign(window, { left: { open, closing: kept.length - open } });
  }, type);
}

async function setToken(demo: DemoPage, token: string): Promise<void> {
  await demo.stream().evaluate((element, sessionToken) => {
    Object.assign(element, { sessionToken });
  }, token);
}

/** Resolves once so many of the page's sockets have closed. */
async function untilClosed(demo: DemoPage, count: number): Promise<void> {
  const endMs = Date.now() + 10_000;
  while (demo.sockets.closed < count) {
    assert.ok(Date.now() < endMs, `${demo.sockets.closed} of ${count} sockets have closed`);
    await demo.page.evaluate(() => undefined);
  }
}
