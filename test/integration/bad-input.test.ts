/**
 * Input that no server of ours sends: it is told by a code and a remedy, never shown as rows, never an uncaught error
 * of the page, and what is true goes on being shown. What a host gets wrong is tested in the browser.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startStack, type LocalStack } from '../../demo/stack/stack.js';
import {
  errorCodes,
  liveViewer,
  openViewer,
  showsTable,
  untilState,
  type StackViewer,
} from '../helpers/stack-viewer.js';
import { appendRows, createRun, createTenant, type Tenant } from '../helpers/tenants.js';
import { waitUntil } from '../helpers/wait-until.js';

const COLS = ['id', 'level', 'message', 'node_id', 'fields', 'created_at'];
const ANOTHER_RUN = '5f0c2b9e-0000-4000-8000-00000000beef';

describe('bad input', { concurrency: true }, () => {
  let stack: LocalStack;
  let owner: Tenant;
  let token: string;

  before(async () => {
    stack = await startStack({ port: 0 });
    owner = await createTenant(stack, 'owner');
    token = owner.accessToken;
  });

  after(() => stack.stop());

  /** As the database sends it, by the server that sends everything else. */
  async function send(runId: string, payload: object): Promise<void> {
    await stack.sql`
      select realtime.send(${stack.sql.json(payload as never)}, 'logs', ${`run-logs:${runId}`}, true)`;
  }

  /** As a server would have to be broken to send it. */
  const broadcastFrame = (runId: string, payload: unknown): string =>
    JSON.stringify([
      null,
      null,
      `realtime:run-logs:${runId}`,
      'broadcast',
      { type: 'broadcast', event: 'logs', payload },
    ]);

  const forged = (count: number): unknown[][] =>
    Array.from({ length: count }, () => [
      '1',
      'fatal',
      'forged',
      null,
      null,
      '2026-01-01T00:00:00Z',
    ]);

  /** True rows come through, before and after; what was told is told with a remedy. */
  async function goesOn(viewer: StackViewer, runId: string): Promise<void> {
    await appendRows(stack, runId, 3, 'true');
    await showsTable(stack, viewer, runId);
    assert.ok(viewer.sink.entries.every(({ message }) => message.startsWith('true')));
    for (const error of viewer.sink.errors) assert.ok(error.remedy.length > 0);
    assert.equal(viewer.sink.state, 'live');
    assert.equal(viewer.line.sockets.length, 1, 'the socket is kept');
  }

  const PAYLOADS: Record<string, (runId: string) => object> = {
    'without numbers': (runId) => ({ v: 1, run_id: runId, cols: COLS, rows: forged(1) }),
    'of another run': () => ({
      v: 1,
      run_id: ANOTHER_RUN,
      from: 2,
      to: 2,
      cols: COLS,
      rows: forged(1),
    }),
    'of no run': () => ({ v: 1, from: 2, to: 2, cols: COLS, rows: forged(1) }),
    'with seqs that run backwards': (runId) => ({
      v: 1,
      run_id: runId,
      from: 9,
      to: 2,
      cols: COLS,
      rows: forged(1),
    }),
    'with seqs that are no numbers': (runId) => ({
      v: 1,
      run_id: runId,
      from: 'x',
      to: {},
      rows: 7,
    }),
    'with a seq below the first': (runId) => ({
      v: 1,
      run_id: runId,
      from: -4,
      to: 0,
      cols: COLS,
      rows: forged(5),
    }),
    'with a seq beyond what numbers can tell': (runId) => ({
      v: 1,
      run_id: runId,
      from: 1e300,
      to: 1e300,
      cols: COLS,
      rows: forged(1),
    }),
  };
  for (const [name, payload] of Object.entries(PAYLOADS)) {
    it(`a message ${name} is told, and shows nothing`, async (t) => {
      const runId = await createRun(stack, owner);
      await appendRows(stack, runId, 1, 'true');
      const viewer = await liveViewer(t, stack, runId, { token });
      await send(runId, payload(runId));
      await waitUntil('it is told', () => viewer.sink.errors.length > 0);
      assert.deepEqual(errorCodes(viewer), ['message-malformed']);
      assert.equal(viewer.sink.probe.read(0, 0).counts.malformed, 1);
      await goesOn(viewer, runId);
    });
  }

  it('rows that were shown already are not shown again, whatever they say now', async (t) => {
    const runId = await createRun(stack, owner);
    await appendRows(stack, runId, 3, 'true');
    const viewer = await liveViewer(t, stack, runId, { token });
    await send(runId, { v: 1, run_id: runId, from: 1, to: 3, cols: COLS, rows: forged(3) });
    await waitUntil('duplicates', () => viewer.sink.probe.read(0, 0).counts.duplicate >= 3);
    await goesOn(viewer, runId);
    assert.deepEqual(errorCodes(viewer), []);
  });

  const FARTHER: Record<string, (runId: string) => unknown> = {
    'a million rows that are not there': (runId) => ({
      v: 1,
      run_id: runId,
      from: 2,
      to: 1_000_001,
      cols: COLS,
      rows: new Array(1_000_000).fill([]),
    }),
    'a pointer far beyond the end of the run': (runId) => ({
      v: 1,
      run_id: runId,
      from: 900_000,
      to: 1_000_000,
    }),
    'one row far beyond the end of the run': (runId) => ({
      v: 1,
      run_id: runId,
      from: 900_000,
      to: 900_000,
      cols: COLS,
      rows: forged(1),
    }),
  };
  for (const [name, payload] of Object.entries(FARTHER)) {
    it(`${name}: the database is asked, and what is true is shown`, async (t) => {
      const runId = await createRun(stack, owner);
      await appendRows(stack, runId, 1, 'true');
      const viewer = await liveViewer(t, stack, runId, { token });
      const before = viewer.asked.length;
      viewer.line.hear(broadcastFrame(runId, payload(runId)));
      await waitUntil('the database is asked', () => viewer.asked.length > before);
      await viewer.untilQuiet();
      await goesOn(viewer, runId);
      assert.equal(viewer.sink.rows.length, 4, 'no gap is made of what never was');
      assert.ok(viewer.asked.length - before <= 12, `${viewer.asked.length - before} requests`);
    });
  }

  const FRAMES: Record<string, (runId: string) => string | Uint8Array> = {
    'a text frame that is no JSON': () => '{"not',
    'an empty text frame': () => '',
    'a binary frame of an unknown kind': () => new Uint8Array([9, 9, 9]),
    'an empty binary frame': () => new Uint8Array(0),
    'a binary frame that is cut short': () => new Uint8Array([4, 60, 4, 0, 1, 114, 101]),
    'a binary frame whose payload is no JSON': (runId) => binaryFrame(runId, '{"not'),
    'a text frame that is JSON, but no frame': () => '{"a": 1}',
    'a text frame that is null': () => 'null',
  };
  for (const [name, frame] of Object.entries(FRAMES)) {
    it(`${name} is told, and nothing breaks`, async (t) => {
      const runId = await createRun(stack, owner);
      const viewer = await liveViewer(t, stack, runId, { token });
      viewer.line.hear(frame(runId));
      await waitUntil('it is told', () => viewer.sink.errors.length > 0);
      assert.deepEqual([...new Set(errorCodes(viewer))], ['message-malformed']);
      await goesOn(viewer, runId);
    });
  }

  it('frames that mean nothing here are passed over', async (t) => {
    const runId = await createRun(stack, owner);
    const viewer = await liveViewer(t, stack, runId, { token });
    const topic = `realtime:run-logs:${runId}`;
    const frames = [
      [
        null,
        null,
        'realtime:another',
        'broadcast',
        { type: 'broadcast', event: 'logs', payload: {} },
      ],
      [null, null, topic, 'broadcast', { type: 'broadcast', event: 'unheard of', payload: {} }],
      [null, '99', topic, 'phx_reply', { status: 'error', response: {} }],
      [null, null, topic, 'presence_state', {}],
      [null, null, topic, 'system', {}],
    ];
    for (const frame of frames) viewer.line.hear(JSON.stringify(frame));
    await goesOn(viewer, runId);
    assert.deepEqual(errorCodes(viewer), []);
  });

  it('a run id that is no uuid is refused by the database, and nothing is joined', async (t) => {
    const viewer = openViewer(t, stack, '42', { token });
    await untilState(viewer, 'failed');
    assert.deepEqual(errorCodes(viewer), ['history-refused']);
    assert.deepEqual(viewer.line.joins, []);
  });
});

/** A broadcast in the server's binary framing. */
function binaryFrame(runId: string, payload: string): Uint8Array {
  const [topic, event] = [`realtime:run-logs:${runId}`, 'logs'].map((text) => Buffer.from(text));
  assert.ok(topic !== undefined && event !== undefined);
  const head = Buffer.from([4, topic.length, event.length, 0, 1]);
  return Buffer.concat([head, topic, event, Buffer.from(payload)]);
}
