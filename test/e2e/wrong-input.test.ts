/**
 * What a host gets wrong, one at a time: the reader sees what is the matter and what to do, and the host gets an error
 * with a code. Nothing throws, and nothing waits in silence.
 */
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { MeshhookLogStreamElement } from '../../src/element.js';
import type { DemoPage, HeardEvent } from './support/demo-page.js';
import { startDemoRig, type DemoRig } from './support/demo-rig.js';

interface Mistake {
  readonly name: string;
  /** Attributes over the right ones; `null` takes one away. */
  readonly attributes: Readonly<Record<string, string | null>>;
  /** The state that it comes to, if not live. */
  readonly state?: string;
  /** Of the error that the host gets; none where it is only asked for something. */
  readonly code?: string;
  /** What the reader sees somewhere in the tag. */
  readonly sees?: RegExp;
}

const MISTAKES: readonly Mistake[] = [
  {
    name: 'a run-id that is no uuid',
    attributes: { 'run-id': '42' },
    state: 'failed',
    code: 'run-id-invalid',
    sees: /not a UUID/,
  },
  {
    name: 'no supabase-url',
    attributes: { 'supabase-url': null },
    state: 'failed',
    code: 'backend-missing',
    sees: /no Supabase project/,
  },
  {
    name: 'no supabase-key',
    attributes: { 'supabase-key': null },
    state: 'failed',
    code: 'backend-missing',
    sees: /no Supabase project/,
  },
  {
    name: 'a supabase-url that is no http address',
    attributes: { 'supabase-url': 'ftp://example' },
    state: 'failed',
    code: 'backend-url-invalid',
    sees: /not an http\(s\) URL/,
  },
  {
    name: 'no session-token',
    attributes: { 'session-token': null },
    state: 'auth-required',
    sees: /session/i,
  },
  {
    name: 'a session-token that is no JWT',
    attributes: { 'session-token': 'Bearer abc' },
    state: 'auth-required',
    code: 'token-malformed',
    sees: /session/i,
  },
  {
    name: 'a session-token that somebody else has signed',
    attributes: {
      'session-token':
        'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJyb2xlIjoiYXV0aGVudGljYXRlZCIsImV4cCI6NDEwMjQ0NDgwMH0.c2lnbmVkLWJ5LXNvbWVib2R5LWVsc2U',
    },
    state: 'auth-required',
    code: 'token-refused',
    sees: /session/i,
  },
  {
    name: 'a table that is not there',
    attributes: { table: 'no_such_table' },
    state: 'failed',
    code: 'history-refused',
    sees: /refused/,
  },
  {
    name: 'a max-rows that is no number',
    attributes: { 'max-rows': 'many' },
    code: 'attribute-invalid',
  },
  { name: 'a max-rows below one', attributes: { 'max-rows': '-5' }, code: 'attribute-invalid' },
  {
    name: 'an unknown time-format',
    attributes: { 'time-format': 'stardate' },
    code: 'attribute-invalid',
  },
  { name: 'an unknown level', attributes: { levels: 'error loud' }, code: 'attribute-invalid' },
  {
    name: 'an unknown search-mode',
    attributes: { 'search-mode': 'psychic' },
    code: 'attribute-invalid',
  },
  { name: 'an unknown transport', attributes: { transport: 'pigeon' }, code: 'attribute-invalid' },
  { name: 'an unknown locale', attributes: { locale: 'no_such!' }, code: 'attribute-invalid' },
];

describe('wrong input', { timeout: 120_000 }, () => {
  let rig: DemoRig;
  let demo: DemoPage;
  let right: Readonly<Record<string, string>>;

  before(async () => {
    rig = await startDemoRig();
    const runId = await rig.startRun();
    await rig.server.simulator.burst(runId, 5);
    demo = await rig.open({ runId, viewers: '' });
    const { backend } = rig.server;
    right = {
      'run-id': runId,
      'supabase-url': backend.url,
      'supabase-key': backend.publishableKey,
      'session-token': (await backend.session({ viewer: 'owner' })).accessToken,
    };
  });
  after(() => rig.stop());

  /** Puts a tag of its own into the page, named so that what it says can be told from the others. */
  const place = async (name: string, attributes: Mistake['attributes']): Promise<void> => {
    await demo.page.evaluate(
      ([viewer, all]) => {
        const element = document.createElement('meshhook-log-stream');
        element.dataset['viewer'] = viewer;
        for (const [key, value] of Object.entries(all)) {
          if (value !== null) element.setAttribute(key, value);
        }
        document.querySelector('#viewers')?.replaceChildren(element);
      },
      [name, { ...right, ...attributes }] as const,
    );
  };

  for (const { name, attributes, state = 'live', code, sees } of MISTAKES) {
    it(`${name}: ${code ?? state}`, async () => {
      await place(name, attributes);
      await demo.waitForState(state, name);
      if (code !== undefined) await demo.waitForError(code, name);
      const heard = await demo.heard(name);
      assert.deepEqual(errorCodes(heard), code === undefined ? [] : [code]);
      for (const event of heard) {
        if (event.type === 'error') assert.ok(event.remedy, 'the host is told what to do');
      }
      if (state === 'auth-required') {
        assert.ok(
          heard.some(({ type }) => type === 'token-needed'),
          'the host is asked for a token',
        );
      }
      if (sees !== undefined) await demo.stream(name).getByText(sees).first().waitFor();
      if (state === 'live') await demo.waitForSeq(5, name);
    });
  }

  it('a server that does not answer: says so, keeps trying, and goes on when it is there', async () => {
    const name = 'unreachable';
    await place(name, { 'supabase-url': `http://127.0.0.1:${await freePort()}` });
    await demo.waitForError('history-unreachable', name);
    await demo
      .stream(name)
      .getByText(/could not be reached/)
      .first()
      .waitFor();
    await demo.stream(name).evaluate((element, url) => {
      element.setAttribute('supabase-url', url);
    }, rig.server.backend.url);
    await demo.waitForState('live', name);
    await demo.waitForSeq(5, name);
  });

  it('a message that is not of ours: its rows are read from the database', async () => {
    const name = 'malformed message';
    const runId = right['run-id'] ?? '';
    await place(name, {});
    await demo.waitForState('live', name);
    const { sql } = rig.server.backend;
    for (const payload of [{ v: 1 }, { v: 1, run_id: runId, from: 'x', to: [], rows: 7 }]) {
      await sql`select realtime.send(${sql.json(payload)}, 'logs', ${`run-logs:${runId}`}, true)`;
    }
    await rig.server.simulator.burst(runId, 3);
    await demo.waitForSeq(8, name);
    await demo.waitForError('message-malformed', name);
  });

  it('rows of another shape: they are shown as they came', async () => {
    const name = 'malformed rows';
    const { sql } = rig.server.backend;
    const runId = await rig.startRun();
    await rig.server.simulator.burst(runId, 3);
    await place(name, { 'run-id': runId });
    await demo.waitForState('live', name);
    const cols = ['id', 'level', 'message', 'node_id', 'fields', 'created_at'];
    const rows = [[{ not: 'an id' }, 7, null, ['x'], 'no object', 'yesterday']];
    const payload = { v: 1, run_id: runId, from: 4, to: 4, cols, rows };
    await sql`select realtime.send(${sql.json(payload)}, 'logs', ${`run-logs:${runId}`}, true)`;
    await demo.waitForSeq(4, name);
    const health = await demo
      .stream(name)
      .evaluate((element: MeshhookLogStreamElement) => element.health());
    assert.equal(health.counts.malformed, 1, 'the host can see that there was one');
    await demo.stream(name).locator('[part~="row"].malformed').waitFor();
    await demo.waitForError('row-malformed', name);
    assert.equal((await demo.entries(name)).length, 4);
  });

  it('left the page without a complaint', () => {
    assert.deepEqual(demo.complaints, []);
  });
});

/** The codes of the errors among the events, each once. */
function errorCodes(heard: readonly HeardEvent[]): string[] {
  return [...new Set(heard.flatMap(({ code }) => code ?? []))];
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
