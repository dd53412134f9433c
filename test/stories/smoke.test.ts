import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { readBaselines, type Baselines } from './baselines.js';
import { LOOKS, turnTo } from './looks.js';
import { COLOR_RULES, openStoryPage, type StoryPage } from './story-page.js';
import { serveStories, type StoryServer } from './story-server.js';

/** Pages at a time, one for each processor that there surely is. */
const PAGES = 2;
const [WIDE_LIGHT, WIDE_DARK, , NARROW_DARK] = LOOKS;

/** What each story must come to show, by the part or text that proves it. */
const EXPECTED: Readonly<Record<string, { state: string; rows: 'some' | 'none' }>> = {
  'log-stream--live': { state: 'live', rows: 'some' },
  'log-stream--empty': { state: 'live', rows: 'none' },
  'log-stream--connecting': { state: 'connecting', rows: 'none' },
  'log-stream--denied': { state: 'denied', rows: 'none' },
  'log-stream--token-needed': { state: 'auth-required', rows: 'none' },
  'log-stream--failed': { state: 'failed', rows: 'none' },
  'log-stream--severities': { state: 'live', rows: 'some' },
  'log-stream--long-lines': { state: 'live', rows: 'some' },
  'log-stream--hundred-thousand-rows': { state: 'ended', rows: 'some' },
  'log-stream--search-and-filter': { state: 'live', rows: 'some' },
  'log-stream--ended': { state: 'ended', rows: 'some' },
  'log-stream--disconnected-and-recovered': { state: 'live', rows: 'some' },
  'log-stream--disconnected': { state: 'connecting', rows: 'some' },
  'log-stream--stream-details': { state: 'live', rows: 'some' },
  'log-stream--dark': { state: 'live', rows: 'some' },
  'log-stream--right-to-left': { state: 'live', rows: 'some' },
  'log-stream--narrow': { state: 'live', rows: 'some' },
  'log-stream--hostile-text': { state: 'live', rows: 'some' },
  'whole-run--offered': { state: 'live', rows: 'some' },
  'whole-run--searched': { state: 'live', rows: 'some' },
  'rows--terminal-colours': { state: 'live', rows: 'some' },
  'rows--progress-lines': { state: 'live', rows: 'some' },
  'rows--json-and-fields': { state: 'live', rows: 'some' },
  'rows--pauses-and-late-rows': { state: 'live', rows: 'some' },
  'rows--marks': { state: 'live', rows: 'some' },
  'patterns--most-frequent': { state: 'live', rows: 'some' },
  'patterns--folded': { state: 'live', rows: 'some' },
  'patterns--narrow': { state: 'live', rows: 'some' },
  'patterns--right-to-left': { state: 'live', rows: 'some' },
  'overview--bad-minute': { state: 'live', rows: 'some' },
  'overview--many-errors': { state: 'live', rows: 'some' },
  'overview--search-hits': { state: 'live', rows: 'some' },
  'overview--brushed-time': { state: 'live', rows: 'some' },
  'overview--live': { state: 'live', rows: 'some' },
  'overview--narrow': { state: 'live', rows: 'some' },
  'overview--narrow-with-minimap': { state: 'live', rows: 'some' },
  'overview--right-to-left': { state: 'live', rows: 'some' },
  'places--ten-million-rows': { state: 'live', rows: 'some' },
  'places--at-a-row': { state: 'live', rows: 'some' },
  'places--at-the-start': { state: 'live', rows: 'some' },
  'taking-away--selected': { state: 'ended', rows: 'some' },
  'taking-away--panel': { state: 'ended', rows: 'some' },
  'taking-away--long-run': { state: 'live', rows: 'some' },
  'taking-away--secrets': { state: 'ended', rows: 'some' },
  'taking-away--narrow': { state: 'ended', rows: 'some' },
  'taking-away--right-to-left': { state: 'ended', rows: 'some' },
  'reading--reading-mode': { state: 'ended', rows: 'some' },
  'reading--hidden-characters': { state: 'live', rows: 'some' },
  'reading--firehose': { state: 'live', rows: 'some' },
  'reading--steps': { state: 'ended', rows: 'some' },
  'reading--new-rows': { state: 'live', rows: 'some' },
  'reading--paused': { state: 'paused', rows: 'some' },
  'reading--idle': { state: 'idle', rows: 'none' },
  'reading--menu': { state: 'live', rows: 'some' },
  'reading--keys': { state: 'live', rows: 'some' },
  'reading--jump': { state: 'live', rows: 'some' },
  'search--builder': { state: 'live', rows: 'none' },
  'search--builder-narrow': { state: 'live', rows: 'none' },
  'search--builder-right-to-left': { state: 'live', rows: 'none' },
  'search--in-context': { state: 'live', rows: 'some' },
  'search--not-understood': { state: 'live', rows: 'none' },
  'search--recent': { state: 'live', rows: 'some' },
  'themes--mesh-hook': { state: 'live', rows: 'some' },
  'themes--customer-brand': { state: 'live', rows: 'some' },
};

describe('stories', { concurrency: PAGES }, () => {
  let server: StoryServer;
  let browser: Browser;
  let baselines: Baselines;
  /** Pages that no test has at the moment. */
  const free: StoryPage[] = [];
  before(async () => {
    server = await serveStories();
    browser = await launchBrowser();
    baselines = await readBaselines(browser);
    for (let page = 0; page < PAGES; page++) free.push(await openStoryPage(browser, server));
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  it('are all known to this test', () => {
    assert.deepEqual([...server.ids].sort(), Object.keys(EXPECTED).sort());
  });

  it('look as they did, or it is said why that cannot be seen here', (context) => {
    if (baselines.obstacle === null) return;
    context.diagnostic(`only where the parts are is compared: ${baselines.obstacle}`);
  });

  it('go on when time does', async () => {
    const page = await browser.newPage();
    try {
      await page.goto(server.addressOf('overview--live', 'now'));
      const last = page.locator('[part~="row"]').last();
      const before = await last.getAttribute('id');
      await page.waitForFunction(hasOtherLastRow, before);
    } finally {
      await page.close();
    }
  });

  it('have pages beside them, of which the capacity sheet answers what is typed', async () => {
    const page = await browser.newPage();
    try {
      const address = server.addressOf('operations-capacity--docs', 'now');
      await page.goto(address.replace('viewMode=story', 'viewMode=docs'));
      const answer = page.locator('capacity-form [role="status"]');
      await page.getByLabel('Viewers of each run').fill('24');
      await page.getByLabel('Runs written').fill('1');
      assert.match(await answer.innerText(), /quota\s+50\b[^]+Free\s+enough/);
      await page.getByLabel('Rows a statement').fill('2');
      assert.match(await answer.innerText(), /quota\s+100\b[^]+Free\s+enough/);
      await page.getByLabel('Viewers of each run').fill('25');
      assert.match(await answer.innerText(), /Free\s+too few messages\s+Pro\s+enough/);
      await page.getByLabel('Viewers of each run').fill('many');
      assert.equal(await answer.innerText(), 'viewersOfARun is no number from 0 on.');
    } finally {
      await page.close();
    }
  });

  it('paint in the colours of the system where those are forced, and in their own again', async () => {
    const page = await browser.newPage();
    try {
      await page.goto(server.addressOf('overview--bad-minute', 'now'));
      await page.waitForFunction(areInSystemColors, false);
      await page.emulateMedia({ forcedColors: 'active' });
      await page.waitForFunction(areInSystemColors, true);
      await page.emulateMedia({ forcedColors: 'none' });
      await page.waitForFunction(areInSystemColors, false);
    } finally {
      await page.close();
    }
  });

  for (const [id, { state, rows }] of Object.entries(EXPECTED)) {
    it(`${id} is ${state}, silent, accessible, and looks as it did`, async () => {
      const story = free.pop();
      assert.ok(story !== undefined);
      const { page } = story;
      try {
        await story.show(id);
        await page.waitForSelector(`meshhook-log-stream:state(${state})`);
        if (rows === 'some') await page.waitForSelector('[part~="row"]');
        const different = [...(await baselines.differences(page, id, WIDE_LIGHT))];
        const found = [...(await story.violations())];
        await turnTo(page, WIDE_DARK);
        found.push(...(await story.violations(COLOR_RULES)));
        await turnTo(page, NARROW_DARK);
        different.push(...(await baselines.differences(page, id, NARROW_DARK)));
        found.push(...(await story.violations()));
        assert.notEqual(await page.title(), 'owned', 'no row may run as a script');
        const shown = await page.locator('[part~="row"]').count();
        assert.equal(shown > 0, rows === 'some', `${shown} rows are on show`);
        assert.deepEqual(found, []);
        assert.deepEqual(story.complaints, []);
        assert.deepEqual(different, []);
      } finally {
        free.push(story);
      }
    });
  }
});

/** In the page: rows have come. */
function hasOtherLastRow(before: string | null): boolean {
  const tag = document.querySelector('meshhook-log-stream');
  const last = [...(tag?.shadowRoot?.querySelectorAll('[part~="row"]') ?? [])].at(-1);
  return last !== undefined && last.id !== before;
}

/** Whether what is opaque on the minimap, and in the histogram, has no other colours than the system's, or all have. */
function areInSystemColors(expected: boolean): boolean {
  const system = new Set<string>();
  for (const name of ['CanvasText', 'GrayText', 'Highlight']) {
    const probe = document.createElement('i');
    probe.style.setProperty('forced-color-adjust', 'none');
    probe.style.color = name;
    document.body.append(probe);
    system.add((getComputedStyle(probe).color.match(/\d+/g) ?? []).slice(0, 3).join(' '));
    probe.remove();
  }
  const root = document.querySelector('meshhook-log-stream')?.shadowRoot;
  const sheets = [...(root?.querySelectorAll('canvas') ?? [])];
  const isInSystemColors = sheets.map((sheet) => {
    const { width, height } = sheet;
    const pixels = sheet.getContext('2d')?.getImageData(0, 0, width, height).data;
    if (width === 0 || pixels === undefined) return null;
    const painted = new Map<string, number>();
    let opaque = 0;
    for (let at = 0; at < pixels.length; at += 4) {
      if (pixels[at + 3] !== 255) continue;
      const color = pixels.subarray(at, at + 3).join(' ');
      painted.set(color, (painted.get(color) ?? 0) + 1);
      opaque++;
    }
    // Where two colours meet, a few pixels are between them.
    const colors = [...painted].filter(([, count]) => count * 100 > opaque).map(([color]) => color);
    return colors.length === 0 ? null : colors.every((color) => system.has(color));
  });
  return sheets.length === 2 && isInSystemColors.every((is) => is === expected);
}
