/** A long run over the local stack: its start, its middle, a time, and down into rows that are being written. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ReactiveControllerHost } from 'lit';
import { WebSocket } from 'ws';
import { startStack, type LocalStack } from '../../demo/stack/stack.js';
import { RunSearchController } from '../../src/controllers/run-search-controller.js';
import { StreamController } from '../../src/controllers/stream-controller.js';
import { isEntry, lastSeqOf } from '../../src/core/log-entry.js';
import { parseQuery } from '../../src/core/parse-query.js';
import { placeOfSeq } from '../../src/core/place-of-seq.js';
import {
  SupabaseLogSource,
  type SupabaseLogSourceOptions,
} from '../../src/source/supabase-source.js';
import { SYSTEM_CLOCK } from '../../src/source/system-clock.js';
import { appendRows, createRun, createTenant, type Tenant } from '../helpers/tenants.js';
import { waitUntil } from '../helpers/wait-until.js';

/** As many as take a moment; `RUN_ROWS` makes it more. */
const ROWS = Number(process.env['RUN_ROWS'] ?? 200_000);
const MAX_ROWS = 5_000;
/** Rows that the reader of this test sees at once. */
const IN_VIEW = 40;

// A page has frames; here they are turns of the loop.
const frames = new Map<number, NodeJS.Immediate>();
let frameId = 0;
Object.assign(globalThis, {
  requestAnimationFrame: (draw: () => void) => {
    frameId += 1;
    frames.set(frameId, setImmediate(draw));
    return frameId;
  },
  cancelAnimationFrame: (id: number) => clearImmediate(frames.get(id)),
});

const HOST: ReactiveControllerHost = {
  addController: () => undefined,
  removeController: () => undefined,
  requestUpdate: () => undefined,
  updateComplete: Promise.resolve(true),
};

let stack: LocalStack;
let tenant: Tenant;
let stranger: Tenant;
let runId: string;

before(async () => {
  stack = await startStack();
  tenant = await createTenant(stack, 'reader');
  stranger = await createTenant(stack, 'stranger');
  runId = await createRun(stack, tenant);
  // Past the triggers, as a restore does it; a row every ten milliseconds.
  await stack.sql.begin(async (load) => {
    await load`set local session_replication_role = replica`;
    await load`
      insert into logs (run_id, project_id, seq, level, message, created_at)
      select ${runId}, ${tenant.projectId}, n, 'info', 'bulk row ' || n,
        now() - interval '1 hour' + n * interval '10 ms'
      from generate_series(1, ${ROWS}::int) n`;
    await load`update log_cursors set last_seq = ${ROWS} where run_id = ${runId}`;
  });
  await stack.sql.unsafe('vacuum (analyze) logs, log_cursors');
});
after(() => stack.stop());

class Reader {
  readonly stream: StreamController;
  readonly requests: string[] = [];
  readonly errors: string[] = [];
  top = 0;
  follows = true;
  state = 'idle';

  constructor(viewer: Tenant, dropsRpc = false) {
    this.stream = new StreamController(
      HOST,
      {
        onRun: () => undefined,
        onBatch: () => undefined,
        onChange: () => undefined,
        onTail: () => undefined,
        onState: (state) => (this.state = state),
        onError: (error) => this.errors.push(error.code),
        onTokenNeeded: () => undefined,
      },
      {
        stance: () => (this.follows ? 'follows' : 'reads'),
        inView: () => this.inView,
        passes: () => true,
        unseen: () => ({ rows: 0, errors: 0 }),
      },
    );
    const source = new SupabaseLogSource({
      url: stack.url,
      key: stack.publishableKey,
      token: viewer.accessToken,
      webSocket: WebSocket as unknown as NonNullable<SupabaseLogSourceOptions['webSocket']>,
      fetch: (input, init) => {
        const url = (input as URL).href;
        this.requests.push(decodeURIComponent(url.slice(url.indexOf('/rest/v1/') + 9)));
        const isMissing = dropsRpc && url.includes('/rpc/');
        const missing = url.replace(/find_run_log|search_run_logs/, 'no_such_function');
        return fetch(isMissing ? missing : url, init);
      },
    });
    this.stream.open(source, runId, { maxRows: MAX_ROWS });
  }

  get inView(): readonly [number, number] | null {
    const { rows } = this.stream;
    const last = Math.max(0, rows.length - IN_VIEW);
    const at = this.follows ? last : Math.min(last, placeOfSeq(rows, this.top));
    const [first, end] = [rows[at], rows[Math.min(rows.length, at + IN_VIEW) - 1]];
    return first === undefined || end === undefined ? null : [first.seq, end.seq];
  }

  /** Since when requests are counted. */
  mark(): () => readonly string[] {
    const from = this.requests.length;
    return () => this.requests.slice(from).filter((path) => !path.startsWith('log_cursors'));
  }

  assertExact(): void {
    const { rows } = this.stream;
    rows.forEach((row, at) => {
      const previous = rows[at - 1];
      if (previous !== undefined) assert.equal(row.seq, lastSeqOf(previous) + 1);
      if (row.seq <= ROWS) assert.equal(isEntry(row) && row.message, `bulk row ${row.seq}`);
    });
  }

  close(): void {
    this.stream.close();
  }
}

function searchOf(reader: Reader): RunSearchController {
  return new RunSearchController({
    search: () => reader.stream.search,
    clock: SYSTEM_CLOCK,
    random: Math.random,
    onChange: () => undefined,
    onError: () => undefined,
  });
}

async function openReader(dropsRpc = false): Promise<Reader> {
  const reader = new Reader(tenant, dropsRpc);
  await waitUntil('live', () => reader.state === 'live');
  await waitUntil('rows', () => reader.stream.rows.length >= 1_000);
  return reader;
}

describe(`a run of ${ROWS} rows`, () => {
  it('is read at its start, in its middle and by a time, with a request or two each', async (t) => {
    const reader = await openReader();
    const { place } = reader.stream;
    reader.follows = false;

    let asked = reader.mark();
    const startMs = performance.now();
    assert.equal(await place.goToStart(), true);
    t.diagnostic(`start: ${(performance.now() - startMs).toFixed(0)} ms`);
    assert.equal(reader.stream.rows[0]?.seq, 1);
    assert.equal(reader.stream.reachedStart, true);
    assert.equal(asked().length, 1);
    reader.assertExact();

    asked = reader.mark();
    const middleMs = performance.now();
    assert.equal(await place.goTo(150_000), true);
    t.diagnostic(`middle: ${(performance.now() - middleMs).toFixed(0)} ms`);
    assert.equal(asked().length, 2);
    assert.ok(reader.stream.rows.some(({ seq }) => seq === 150_000));
    reader.assertExact();

    const [row] = await stack.sql<{ at: string }[]>`
      select (extract(epoch from created_at) * 1000)::text as at from logs where run_id = ${runId} and seq = 77777`;
    asked = reader.mark();
    const timeMs = performance.now();
    // The database keeps microseconds: the next whole millisecond is that row or the one after it.
    const seq = await place.seqAt(Math.floor(Number(row?.at)));
    t.diagnostic(`time: ${(performance.now() - timeMs).toFixed(0)} ms`);
    assert.equal(seq, 77_777);
    assert.equal(asked().length, 1);
    assert.match(asked()[0] ?? '', /^rpc\/find_run_log/);
    assert.deepEqual(reader.errors, []);
    reader.close();
  });

  it('finds a time without the function too, with a few looks', async (t) => {
    const reader = await openReader(true);
    const [row] = await stack.sql<{ at: string }[]>`
      select (extract(epoch from created_at) * 1000)::text as at from logs where run_id = ${runId} and seq = 123456`;
    const asked = reader.mark();
    assert.equal(await reader.stream.place.seqAt(Math.floor(Number(row?.at))), 123_456);
    t.diagnostic(`${asked().length} requests`);
    assert.ok(asked().length <= 8, asked().join('\n'));
    assert.equal(await reader.stream.place.seqAt(Date.now() + 86_400_000), null);
    reader.close();
  });

  it('is searched to its start in a few requests, and while rows are written', async (t) => {
    const reader = await openReader();
    const asked = reader.mark();
    const beganMs = performance.now();
    const search = searchOf(reader);
    const wanted = parseQuery('row "7777"');
    const ended = search.start({ query: wanted, levels: null, before: ROWS - 999 });
    await appendRows(stack, runId, 5, 'meanwhile');
    assert.deepEqual([(await ended).state, search.isRead], ['done', false]);
    t.diagnostic(`${asked().length} requests, ${(performance.now() - beganMs).toFixed(0)} ms`);
    const expected = await stack.sql<{ seq: string }[]>`
      select seq from logs where run_id = ${runId} and seq < ${ROWS - 999} and message like '%7777%' order by seq`;
    assert.deepEqual(search.hits.map(({ seq }) => seq), expected.map(({ seq }) => Number(seq))); // prettier-ignore
    assert.ok(expected.length > 20);
    const searches = asked().filter((path) => path.startsWith('rpc/search_run_logs'));
    assert.ok(searches.length <= ROWS / 10_000, `${searches.length} requests`);
    // What is searched for is nobody's business on the way.
    assert.ok(asked().every((path) => !path.includes('7777')));
    reader.close();
  });

  it('is searched without the function too, by reading it', async () => {
    const reader = await openReader(true);
    const asked = reader.mark();
    const search = searchOf(reader);
    const { state } = await search.start({
      query: parseQuery('7777'),
      levels: null,
      before: 10_001,
    });
    assert.deepEqual([state, search.isRead], ['done', true]);
    assert.deepEqual(search.hits.map(({ seq }) => seq), [7_777]); // prettier-ignore
    assert.ok(asked().length <= 12, `${asked().length} requests`);
    reader.close();
  });

  it('is read down into the rows that a writer is writing, each once', async () => {
    const reader = await openReader();
    const { stream } = reader;
    const writing = { isOn: true };
    const writer = (async () => {
      while (writing.isOn) await appendRows(stack, runId, 25, 'live row');
    })();
    reader.follows = false;
    assert.equal(await stream.place.goTo(ROWS - 9_000), true);
    reader.top = ROWS - 9_000;
    const read: number[] = [];
    const seen = (): void => {
      for (const { seq } of stream.rows) {
        if (Number.isInteger(seq) && seq > (read.at(-1) ?? 0)) read.push(seq);
      }
    };
    seen();
    for (let step = 0; stream.isAway && step < 5_000; step += 1) {
      const { rows } = stream;
      const last = rows.length - IN_VIEW;
      const at = Math.min(last, placeOfSeq(rows, reader.top) + 200);
      reader.top = rows[at]?.seq ?? reader.top;
      if (last - at < 400) await stream.place.extend('newer');
      stream.place.join();
      seen();
      reader.assertExact();
      // The rows of the place beside those at the end, never more.
      assert.ok(rows.length <= MAX_ROWS + 1_000);
    }
    writing.isOn = false;
    await writer;
    assert.equal(stream.isAway, false);
    const [cursor] = await stack.sql<{ last: string }[]>`
      select last_seq::text as last from log_cursors where run_id = ${runId}`;
    await waitUntil('the last row', () => stream.tail.lastSeq === Number(cursor?.last));
    seen();
    reader.assertExact();
    assert.deepEqual(
      read,
      Array.from({ length: read.length }, (_, at) => (read[0] ?? 0) + at),
      'each row once, in order',
    );
    assert.deepEqual(reader.errors, []);
    reader.close();
  });

  it('shows another tenant no row of it at any place, nor when they were written', async () => {
    const reader = new Reader(stranger);
    await waitUntil('denied', () => reader.state === 'denied');
    assert.equal(await reader.stream.place.goTo(150_000), false);
    assert.equal(await reader.stream.place.goToStart(), false);
    assert.equal(await reader.stream.place.seqAt(0), null);
    assert.equal(reader.stream.rows.length, 0);
    assert.equal(reader.stream.place.failure, null);
    const search = searchOf(reader);
    const { state } = await search.start({
      query: parseQuery('bulk'),
      levels: null,
      before: 1_000,
    });
    assert.deepEqual([state, search.error?.code, search.hits], ['failed', 'denied', []]);
    reader.close();
  });
});
