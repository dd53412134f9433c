/**
 * A run taken away whole, from a real database, by a viewer who holds a fiftieth of it: while it is written, through a
 * server that goes away and a token that runs out, and ended before its time.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import { startStack, type LocalStack } from '../../demo/stack/stack.js';
import { LogBuffer } from '../../src/core/log-buffer.js';
import { isEntry, type LogEntry } from '../../src/core/log-entry.js';
import { Redactor } from '../../src/core/redactor.js';
import {
  takeRows,
  type TakingJobInput,
  type TakingJobResult,
} from '../../src/log-stream-taking-job.js';
import { SYSTEM_CLOCK } from '../../src/source/system-clock.js';
import { RowWriter } from '../../src/view/row-writer.js';
import { ENGLISH } from '../../src/view/strings.js';
import { liveViewer, type StackViewer } from '../helpers/stack-viewer.js';
import { createRun, createTenant, type Tenant } from '../helpers/tenants.js';

const HELD_ROWS = 1_000;

/** As many as take a moment; `RUN_ROWS` makes it more. */
const ROWS = Number(process.env['RUN_ROWS'] ?? 15_000);

describe('a run that is taken away', { concurrency: true }, () => {
  let stack: LocalStack;
  let owner: Tenant;

  before(async () => {
    stack = await startStack({ port: 0 });
    owner = await createTenant(stack, 'owner');
  });
  after(() => stack.stop());

  async function write(runId: string, count: number): Promise<void> {
    await stack.sql`
      insert into logs (run_id, level, message)
      select ${runId}, 'info', 'line ' || n || ' token=abc' from generate_series(1, ${count}::int) n`;
  }

  /** Takes all rows that exist by now, as JSON lines. */
  async function take(
    viewer: StackViewer,
    last: number,
    over: Partial<TakingJobInput> = {},
  ): Promise<TakingJobResult & { readonly text: string; readonly most: number }> {
    const parts: string[] = [];
    let most = 0;
    const result = await takeRows({
      ranges: [[1, last]],
      ports: {
        held: () => {
          const buffer = new LogBuffer(HELD_ROWS);
          buffer.append(viewer.sink.rows);
          return [buffer.rows];
        },
        places: () => viewer.stream.places ?? null,
        clock: SYSTEM_CLOCK,
        random: () => 0,
        onWaiting: () => undefined,
      },
      passes: null,
      marks: [],
      redactor: new Redactor({
        maskSecrets: true,
        redact: undefined,
        onFailed: () => assert.ok(false),
      }),
      writer: new RowWriter({ format: 'json', strings: ENGLISH }),
      strings: ENGLISH,
      onText: (text) => {
        most = Math.max(most, text.length);
        parts.push(text);
      },
      onProgress: () => undefined,
      // What a page yields with would keep this process alive.
      yieldTo: setImmediate,
      stop: new AbortController().signal,
      ...over,
    });
    return { ...result, text: parts.join(''), most };
  }

  const seqsOf = (text: string): number[] =>
    text.split('\n').map((line) => (JSON.parse(line) as LogEntry).seq);

  const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

  async function viewerOf(
    t: TestContext,
    runId: string,
    options: Parameters<typeof liveViewer>[3] = { token: owner.accessToken },
  ): Promise<StackViewer> {
    return liveViewer(t, stack, runId, options);
  }

  it(`is whole, in order and masked: ${ROWS} rows, a thousand in memory, while more are written`, async (t) => {
    const runId = await createRun(stack, owner);
    await write(runId, ROWS);
    const viewer = await viewerOf(t, runId);
    const writing = (async () => {
      for (let batch = 0; batch < 10; batch += 1) await write(runId, 200);
    })();
    const done: number[] = [];
    const taken = await take(viewer, ROWS, { onProgress: (count) => done.push(count) });
    await writing;
    assert.deepEqual(seqsOf(taken.text), upTo(ROWS));
    assert.equal(taken.taken.rows, ROWS);
    assert.deepEqual(taken.missing, []);
    assert.doesNotMatch(taken.text, /abc/);
    assert.ok(taken.most < 600_000, `a piece of ${taken.most} characters`);
    assert.equal(done.at(-1), ROWS);
    assert.ok(
      done.every((count, index) => count > (done[index - 1] ?? 0)),
      'progress goes up',
    );
    assert.ok(viewer.sink.rows.filter(isEntry).length < 10_000, 'reading leaves the view as it is');
  });

  it('tells of rows that retention has removed', async (t) => {
    const runId = await createRun(stack, owner);
    await write(runId, 5_000);
    await stack.sql`delete from logs where run_id = ${runId} and seq between 1000 and 2999`;
    const viewer = await viewerOf(t, runId);
    const { taken, missing } = await take(viewer, 5_000);
    assert.deepEqual([taken.rows, taken.removed, missing], [3_000, 2_000, []]);
  });

  it('goes on after a server that was away for longer than a reading waits', async (t) => {
    const runId = await createRun(stack, owner);
    await write(runId, 4_000);
    let failures = 0;
    let isAway = false;
    const flaky: typeof fetch = (input, init) => {
      if (!isAway || failures === 4) return fetch(input, init);
      failures += 1;
      return Promise.reject(new TypeError('no connection'));
    };
    const viewer = await viewerOf(t, runId, { token: owner.accessToken, fetch: flaky });
    const waits: boolean[] = [];
    const { held, ...ports } = { held: () => [viewer.sink.rows] };
    const taken = await take(viewer, 4_000, {
      ports: {
        ...ports,
        held,
        places: () => viewer.stream.places ?? null,
        clock: SYSTEM_CLOCK,
        random: () => 0,
        onWaiting: (isWaiting) => waits.push(isWaiting),
      },
      onProgress: (done) => (isAway ||= done >= 1_000),
    });
    assert.deepEqual(seqsOf(taken.text), upTo(4_000));
    assert.equal(failures, 4);
    assert.deepEqual(waits, [true, false]);
  });

  it('waits for a fresh token where the one in use has run out, and loses nothing', async (t) => {
    const runId = await createRun(stack, owner);
    await write(runId, 6_000);
    const viewer = await viewerOf(t, runId);
    const expired = await stack.mintToken({
      sub: owner.userId,
      expiresInSeconds: -60,
    });
    let isRenewed = false;
    const taken = await take(viewer, 6_000, {
      onProgress: (done) => {
        if (done === 2_000) viewer.stream.setToken(expired);
        if (done !== 2_000 || isRenewed) return;
        isRenewed = true;
        const renew = setInterval(() => {
          if (viewer.sink.state !== 'auth-required') return;
          clearInterval(renew);
          viewer.stream.setToken(owner.accessToken);
        }, 20);
      },
    });
    assert.deepEqual(seqsOf(taken.text), upTo(6_000));
    assert.ok(viewer.sink.states.includes('auth-required'), 'the token was refused');
  });

  it('can be ended, and says what it lacks', async (t) => {
    const runId = await createRun(stack, owner);
    await write(runId, 6_000);
    const viewer = await viewerOf(t, runId);
    const stop = new AbortController();
    const taken = await take(viewer, 6_000, {
      stop: stop.signal,
      onProgress: (done) => {
        if (done >= 3_000) stop.abort();
      },
    });
    const lines = taken.text.split('\n');
    assert.deepEqual(JSON.parse(lines.at(-1) ?? ''), {
      kind: 'missing',
      seq: 3_001,
      to: 6_000,
      why: ENGLISH.taking.stopped,
    });
    assert.deepEqual(seqsOf(lines.slice(0, -1).join('\n')), upTo(3_000));
  });

  it('says what a viewer who may see it no longer could not read', async (t) => {
    const runId = await createRun(stack, owner);
    await write(runId, 4_000);
    const guest = await createTenant(stack, 'guest');
    const viewer = await viewerOf(t, runId);
    const taken = await take(viewer, 4_000, {
      onProgress: (done) => {
        if (done === 1_000) viewer.stream.setToken(guest.accessToken);
      },
    });
    assert.equal(taken.missing.length, 1);
    assert.deepEqual([taken.missing[0]?.seq, taken.missing[0]?.to], [1_001, 3_000]);
    assert.match(taken.missing[0]?.why ?? '', /does not exist, or this session may not see it/);
    assert.equal(taken.taken.rows, 2_000, 'what was in memory is in the file');
  });
});
