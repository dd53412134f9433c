/**
 * Whatever happens on the way, the tag shows what the table holds: every row, once, in commit order.
 * OUTAGE_SECONDS sets how long Realtime is away in the outage test (default 5).
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startDemoRig, type DemoRig } from './support/demo-rig.js';
import { assertSameRows, untilWritten } from './support/same-rows.js';
import { countJoins } from './support/socket-frames.js';

const OUTAGE_SECONDS = Number(process.env['OUTAGE_SECONDS'] ?? 5);
const RATE = 150;

describe('no row is lost', { timeout: 180_000 }, () => {
  let rig: DemoRig;
  before(async () => (rig = await startDemoRig()));
  after(() => rig.stop());

  it('shows rows as they are written, in order, each once', async () => {
    const runId = await rig.startRun();
    const { simulator } = rig.server;
    await simulator.burst(runId, 30);
    const demo = await rig.open({ runId });
    await demo.waitForState('live');
    simulator.setRate(runId, RATE);
    await untilWritten(rig, runId, 330);
    // A slow worker writes row by row, each a statement and a message of its own.
    simulator.setRate(runId, 15);
    await untilWritten(rig, runId, 350);
    simulator.setRate(runId, 0);
    const rows = await assertSameRows(rig, demo, runId);
    await demo.screenshot('owner-live');

    const shown = demo.stream().locator('[part~="row"]');
    const ids = await shown.evaluateAll((elements) =>
      elements
        .map((element) => ({
          top: element.getBoundingClientRect().top,
          seq: Number(element.id.replace('row-', '')),
        }))
        .sort((a, b) => a.top - b.top)
        .map(({ seq }) => seq),
    );
    assert.ok(ids.length > 5, `${ids.length} rows are on the screen`);
    assert.equal(ids.at(-1), rows, 'the newest row is on the screen');
    assert.deepEqual(
      ids,
      ids.map((_, index) => (ids[0] ?? 0) + index),
      'rows on the screen follow each other',
    );
    assert.deepEqual(demo.complaints, []);
    await demo.close();
  });

  it(`goes on after Realtime was away for ${OUTAGE_SECONDS} s under load`, async () => {
    const runId = await rig.startRun(RATE);
    const demo = await rig.open({ runId });
    await demo.waitForState('live');
    await untilWritten(rig, runId, 200);
    rig.server.faults.start('down', OUTAGE_SECONDS);
    await demo.waitForState('connecting');
    await demo.screenshot('realtime-away');
    const whenLost = rig.server.simulator.run(runId)?.lastSeq ?? 0;
    await untilWritten(rig, runId, whenLost + RATE * OUTAGE_SECONDS);
    await demo.waitForState('live', 'owner', 40_000);
    // Some more through the new connection, so that the joint between repair and live is part of what is compared.
    await untilWritten(rig, runId, whenLost + RATE * (OUTAGE_SECONDS + 2));
    rig.server.simulator.setRate(runId, 0);
    await assertSameRows(rig, demo, runId);
    assert.ok(countJoins(demo.frames) >= 2, 'the page has joined again');
    await demo.close();
  });

  it('goes on after every socket was cut', async () => {
    const runId = await rig.startRun(RATE);
    const demo = await rig.open({ runId });
    await demo.waitForState('live');
    await untilWritten(rig, runId, 100);
    rig.server.faults.dropSockets();
    await demo.waitForState('connecting');
    await demo.waitForState('live');
    await untilWritten(rig, runId, 500);
    rig.server.simulator.setRate(runId, 0);
    await assertSameRows(rig, demo, runId);
    await demo.close();
  });

  it('takes a new token without leaving the channel', async () => {
    const runId = await rig.startRun(RATE);
    const demo = await rig.open({ runId });
    await demo.waitForState('live');
    await untilWritten(rig, runId, 100);
    const before = await demo.heard();
    for (const rows of [200, 350]) {
      await demo.page.getByRole('button', { name: 'New token' }).click();
      await untilWritten(rig, runId, rows);
    }
    await untilWritten(rig, runId, 500);
    rig.server.simulator.setRate(runId, 0);
    await assertSameRows(rig, demo, runId);
    assert.equal(countJoins(demo.frames), 1, 'joins of the topic');
    const refreshes = demo.frames.filter(({ text }) => text.includes('"access_token"'));
    assert.ok(refreshes.length >= 3, 'the join and each new token carry one');
    const states = (await demo.heard()).slice(before.length).filter(({ type }) => type === 'state');
    assert.deepEqual(states, [], 'the state never changed');
    await demo.close();
  });

  it('finds rows whose messages were lost in silence', async () => {
    const runId = await rig.startRun();
    const { simulator, faults } = rig.server;
    const demo = await rig.open({ runId });
    await demo.waitForState('live');
    // A join is followed by some questions at the database, for about three seconds. They are not what is tested.
    simulator.setRate(runId, 20);
    await untilWritten(rig, runId, 100);
    simulator.setRate(runId, 0);
    await assertSameRows(rig, demo, runId);
    faults.start('silent', 60);
    await simulator.burst(runId, 40);
    // Nothing tells the page but its own question at intervals.
    await assertSameRows(rig, demo, runId);
    faults.clear();
    await simulator.burst(runId, 20);
    await assertSameRows(rig, demo, runId);
    await demo.close();
  });

  it('asks for a token when the old one has expired, and goes on with the new one', async () => {
    const runId = await rig.startRun(20);
    const { simulator, backend } = rig.server;
    const demo = await rig.open({ runId });
    await demo.waitForState('live');
    const { accessToken } = await backend.session({ viewer: 'owner', expiresInSeconds: 3 });
    await demo.stream().evaluate((element, token) => {
      Object.assign(element, { sessionToken: token });
    }, accessToken);
    await demo.waitForState('auth-required');
    await demo.screenshot('token-expired');
    const kept = (await demo.entries()).length;
    assert.ok(kept > 0, 'rows stay on the screen');
    const heard = await demo.heard();
    assert.ok(
      heard.some(({ type }) => type === 'token-needed'),
      'the host was asked for a token',
    );
    await untilWritten(rig, runId, (simulator.run(runId)?.lastSeq ?? 0) + 40);
    assert.ok((await demo.entries()).length < (await rig.table(runId)).length, 'it stands still');

    await demo.page.getByRole('button', { name: 'New token' }).click();
    await demo.waitForState('live');
    simulator.setRate(runId, 0);
    await assertSameRows(rig, demo, runId);
    await demo.close();
  });

  it('says that the run has ended, with its last row shown', async () => {
    const runId = await rig.startRun(RATE);
    const demo = await rig.open({ runId });
    await demo.waitForState('live');
    await untilWritten(rig, runId, 100);
    await demo.page.getByRole('button', { name: 'Fail', exact: true }).click();
    await demo.waitForState('ended');
    await assertSameRows(rig, demo, runId);
    const last = (await demo.entries()).at(-1);
    assert.match(last?.message ?? '', /^run failed after/);

    const late = await rig.open({ runId });
    await late.waitForState('ended');
    await assertSameRows(rig, late, runId);
    await late.close();
    await demo.close();
  });
});
