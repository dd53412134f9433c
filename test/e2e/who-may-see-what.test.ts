/** Another tenant sees nothing and is told so; a customer with a link sees one run; a token never shows anywhere. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { MeshhookLogStreamElement } from '../../src/element.js';
import { startDemoRig, type DemoRig } from './support/demo-rig.js';
import { assertSameRows, untilWritten } from './support/same-rows.js';
import { framesWithRows } from './support/socket-frames.js';

describe('who may see what', { timeout: 120_000 }, () => {
  let rig: DemoRig;
  before(async () => (rig = await startDemoRig()));
  after(() => rig.stop());

  it('denies another tenant, who gets no row over any path', async () => {
    const runId = await rig.startRun(100);
    const demo = await rig.open({ runId, viewers: 'other' });
    await demo.waitForState('denied', 'other');
    await untilWritten(rig, runId, 300);
    await demo.screenshot('denied');
    assert.equal((await demo.entries('other')).length, 0);
    assert.equal(framesWithRows(demo.frames).length, 0);
    assert.equal(await demo.stream('other').locator('[part~="row"]').count(), 0);
    await demo.waitForError('denied', 'other');
    const errors = (await demo.heard('other')).filter(({ type }) => type === 'error');
    assert.deepEqual(
      errors.map(({ code }) => code),
      ['denied'],
    );
    await demo.stream('other').getByText('may not see it').first().waitFor();
    await demo.close();
  });

  it('shows the run once a member signs in, and hides it from who signs in next', async () => {
    const runId = await rig.startRun();
    await rig.server.simulator.burst(runId, 25);
    const demo = await rig.open({ runId, viewers: 'other' });
    await demo.waitForState('denied', 'other');
    const swap = demo.page.getByRole('button', { name: 'Sign in as the other' });
    await swap.click();
    await demo.waitForState('live', 'other');
    await assertSameRows(rig, demo, runId, 'other');
    await swap.click();
    await demo.waitForState('denied', 'other');
    assert.equal((await demo.entries('other')).length, 0, 'rows of the member before');
    assert.equal(await demo.stream('other').locator('[part~="row"]').count(), 0);
    await demo.close();
  });

  it('lets a customer with a link see that run and no other', async () => {
    const [runId, otherRunId] = [await rig.startRun(100), await rig.startRun(100)];
    const demo = await rig.open({ runId, viewers: '' });
    await demo.page.getByRole('checkbox', { name: 'customer with a link' }).check();
    await demo.waitForState('live', 'portal');
    await untilWritten(rig, runId, 200);
    rig.server.simulator.setRate(runId, 0);
    await assertSameRows(rig, demo, runId, 'portal');
    assert.ok(framesWithRows(demo.frames).length > 0, 'rows came over the socket');
    await demo.stream('portal').evaluate((element, id) => {
      Object.assign(element, { runId: id });
    }, otherRunId);
    await demo.waitForState('denied', 'portal');
    assert.equal((await demo.entries('portal')).length, 0);
    await demo.close();
  });

  it('looks the same for a run of somebody else and for a run that does not exist', async () => {
    const unknown = await rig.open({ runId: '00000000-0000-4000-8000-000000000000' });
    await unknown.waitForState('denied');
    await unknown.close();
  });

  it('keeps the token out of the markup, the events and the console', async () => {
    const runId = await rig.startRun(50);
    const said: string[] = [];
    const demo = await rig.open({ runId, viewers: 'owner,other' });
    demo.page.on('console', (message) => said.push(message.text()));
    await demo.waitForState('live');
    await demo.waitForState('denied', 'other');
    await demo.page.getByRole('button', { name: 'New token' }).first().click();
    rig.server.faults.dropSockets();
    await untilWritten(rig, runId, 60);
    await demo.waitForState('live');
    const token = await demo
      .stream()
      .evaluate((element: MeshhookLogStreamElement) => element.sessionToken ?? '');
    assert.match(token, /^eyJ/);
    const signature = token.split('.')[2] ?? '';
    const markup = await demo.page.evaluate(() =>
      [...document.querySelectorAll('meshhook-log-stream')]
        .map((element) => element.shadowRoot?.innerHTML ?? '')
        .concat(document.documentElement.outerHTML)
        .join('\n'),
    );
    const heard = JSON.stringify([await demo.heard(), await demo.heard('other')]);
    for (const [where, text] of Object.entries({ markup, heard, console: said.join('\n') })) {
      assert.ok(!text.includes(signature), `the token is in the ${where}`);
    }
    await demo.close();
  });
});
