/** Searching and filtering while 200 rows a second arrive: what is found is right, and the page never stands still. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { writeRows } from '../../demo/simulator/row-writer.js';
import type { MeshhookLogStreamElement } from '../../src/element.js';
import type { DemoPage } from './support/demo-page.js';
import { startDemoRig, type DemoRig } from './support/demo-rig.js';
import { assertSameRows, untilWritten } from './support/same-rows.js';

const RATE = 200;
/** Longest that the page's thread may be held at once, in ms: below half a second a reader sees a hiccup, no freeze. */
const MAX_TASK_MS = 500;
/** A word that the simulator never writes. */
const NEEDLE = 'zanzibar-9917';

describe('reading while rows arrive', { timeout: 120_000 }, () => {
  let rig: DemoRig;
  before(async () => (rig = await startDemoRig()));
  after(() => rig.stop());

  const writeNeedles = async (runId: string, count: number): Promise<void> => {
    const rows = Array.from({ length: count }, (_, index) => ({
      level: 'info',
      message: `shipped the ${NEEDLE} parcel ${index}`,
    }));
    await writeRows(rig.server.backend.sql, runId, rows);
  };

  it('finds every match, old and new, and shows nothing else', async () => {
    const runId = await rig.startRun();
    const { simulator } = rig.server;
    await simulator.burst(runId, 400);
    await writeNeedles(runId, 7);
    const demo = await rig.open({ runId });
    await demo.waitForState('live');
    const longestTask = await watchTasks(demo);
    simulator.setRate(runId, RATE);
    await demo.stream().getByRole('combobox').pressSequentially(NEEDLE, { delay: 20 });
    await untilFound(demo, 7);
    await writeNeedles(runId, 5);
    await untilFound(demo, 12);
    await untilWritten(rig, runId, 1500);
    await untilFound(demo, 12);
    const shown = await demo.stream().locator('[part~="message"]').allInnerTexts();
    assert.equal(shown.length, 12);
    for (const text of shown) assert.ok(text.includes(NEEDLE), text);
    const marks = await demo.stream().locator('[part~="message"] mark').allInnerTexts();
    assert.ok(marks.join('').includes(NEEDLE), 'what matched is marked');
    await demo.screenshot('search-while-live');

    await demo.stream().getByRole('combobox').fill('');
    simulator.setRate(runId, 0);
    await assertSameRows(rig, demo, runId);
    const longestMs = await longestTask();
    assert.ok(longestMs < MAX_TASK_MS, `the longest task took ${longestMs} ms`);
    assert.deepEqual(demo.complaints, []);
    await demo.close();
  });

  it('filters by level while the counts go on', async () => {
    const runId = await rig.startRun(RATE);
    const { simulator } = rig.server;
    const demo = await rig.open({ runId });
    await demo.waitForState('live');
    const longestTask = await watchTasks(demo);
    await untilWritten(rig, runId, 600);
    const stream = demo.stream();
    await stream.getByRole('button', { name: /^Error: / }).click();
    await untilWritten(rig, runId, 1200);
    simulator.setRate(runId, 0);
    await assertSameRows(rig, demo, runId);

    const errors = await stream.evaluate(
      (element: MeshhookLogStreamElement) =>
        element.entries().filter(({ severity }) => severity === 'error').length,
    );
    assert.ok(errors > 5, `${errors} errors in the run`);
    await stream
      .getByRole('button', { name: `Error: ${errors.toLocaleString('en')}`, exact: true })
      .waitFor();
    const parts = await stream
      .locator('[part~="row"]')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('part')));
    assert.ok(parts.length > 0);
    assert.deepEqual([...new Set(parts)], ['row row-error']);
    const longestMs = await longestTask();
    assert.ok(longestMs < MAX_TASK_MS, `the longest task took ${longestMs} ms`);
    await demo.close();
  });

  it('fits a phone, with nothing to scroll sideways', async () => {
    const runId = await rig.startRun(20);
    const demo = await rig.open({ runId, viewers: 'owner,other', width: 360, height: 780 });
    await demo.waitForState('live');
    await demo.waitForState('denied', 'other');
    await untilWritten(rig, runId, 60);
    await demo.waitForSeq(60);
    const overflowPx = await demo.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.equal(overflowPx, 0);
    const box = await demo.stream().boundingBox();
    assert.ok(box !== null && box.width > 300, 'the viewer uses the width there is');
    await demo.stream().scrollIntoViewIfNeeded();
    await demo.screenshot('phone-360');
    await demo.close();
  });

  it('is dark where the reader likes it dark', async () => {
    const runId = await rig.startRun(50);
    const demo = await rig.open({ runId, viewers: 'owner,other', theme: 'dark' });
    await demo.waitForState('live');
    await demo.waitForState('denied', 'other');
    await untilWritten(rig, runId, 120);
    await demo.waitForSeq(120);
    const lightness = await demo
      .stream()
      .locator('[part~="message"]')
      .last()
      .evaluate((element) => {
        const [red = 0, green = 0, blue = 0] = (
          getComputedStyle(element).color.match(/[\d.]+/g) ?? []
        ).map(Number);
        return (red + green + blue) / 3;
      });
    assert.ok(lightness > 120, `text on dark is light, not ${lightness}`);
    await demo.screenshot('dark');
    await demo.close();
  });
});

/** Waits until the last word on the search is this many matches. */
async function untilFound(demo: DemoPage, total: number): Promise<void> {
  await demo.page.waitForFunction((wanted) => {
    const { heard } = window as unknown as {
      heard: Record<string, { type: string; total?: number; pending?: boolean }[]>;
    };
    const last = heard['owner']?.filter(({ type }) => type === 'search').at(-1);
    return last?.total === wanted && last.pending === false;
  }, total);
}

/** Starts watching for long tasks; the returned function says how long the longest was, in ms. */
async function watchTasks(demo: DemoPage): Promise<() => Promise<number>> {
  await demo.page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(window, { tasks });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    }).observe({ type: 'longtask' });
  });
  return () =>
    demo.page.evaluate(() => Math.max(0, ...(window as unknown as { tasks: number[] }).tasks));
}
