/**
 * What can be wrong with a socket, over real ones and the real supabase-js. The library waits by the platform's own
 * timers, which therefore run faster here; times are those of the hurried clock.
 */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it, type TestContext } from 'node:test';
import { startStack, type LocalStack } from '../../demo/stack/stack.js';
import type { SupabaseLogSourceOptions } from '../../src/source/supabase-source.js';
import { startFastTime, type FastTime } from '../helpers/fast-time.js';
import { seededRandom } from '../helpers/random.js';
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
import { WatchedLine } from '../helpers/watched-line.js';

type WebSocketClass = NonNullable<SupabaseLogSourceOptions['webSocket']>;

const MINUTE_MS = 60_000;

/** Sockets of which nothing comes, each in its own way. */
class SilentSocket {
  readyState = 0;
  onopen = null;
  onerror = null;
  onclose: ((event: unknown) => void) | null = null;
  send(): void {}
  close(): void {
    this.readyState = 3;
  }
}

class ThrowingSocket extends SilentSocket {
  constructor() {
    super();
    throw new Error('blocked by policy');
  }
}

class RefusedSocket extends SilentSocket {
  constructor() {
    super();
    setImmediate(() => {
      this.readyState = 3;
      this.onclose?.({ code: 1006, reason: '', wasClean: false });
    });
  }
}

const BLOCKED_SOCKETS = {
  'throws when it is made': ThrowingSocket,
  'never opens': SilentSocket,
  'closes at once': RefusedSocket,
};

describe('faults of the connection', () => {
  let stack: LocalStack;
  let owner: Tenant;
  let token: string;

  before(async () => {
    stack = await startStack({ port: 0 });
    owner = await createTenant(stack, 'owner');
    token = owner.accessToken;
  });

  afterEach(() => {
    stack.realtime.freezeSockets(false);
    stack.realtime.acceptThenClose(null);
    stack.realtime.ignoreJoins(false);
    stack.realtime.resume();
  });

  after(() => stack.stop());

  function hurry(t: TestContext, factor: number): FastTime {
    const time = startFastTime(factor);
    t.after(() => time.stop());
    return time;
  }

  function untilMs(clock: FastTime, ms: number): Promise<void> {
    return waitUntil('the time', () => clock.now() >= ms, 30_000);
  }

  it('loses nothing when the cable is cut and mended', async (t) => {
    const runId = await createRun(stack, owner);
    const viewer = await liveViewer(t, stack, runId, { token });
    await appendRows(stack, runId, 3, 'before');
    await showsTable(stack, viewer, runId);
    viewer.line.cut();
    await untilState(viewer, 'connecting');
    await appendRows(stack, runId, 3, 'meanwhile');
    viewer.line.mend();
    await untilState(viewer, 'live');
    await appendRows(stack, runId, 3, 'after');
    await showsTable(stack, viewer, runId);
    assert.equal(viewer.sink.probe.read(0, 0).counts.reconnects, 1);
    const [outage] = viewer.sink.rows.filter((row) => 'kind' in row && row.kind === 'outage');
    assert.equal(outage?.seq, 3.5, 'and says where it was away');
  });

  it('polls while the server is away, and comes back by itself', async (t) => {
    const clock = hurry(t, 10);
    const runId = await createRun(stack, owner);
    const viewer = await liveViewer(t, stack, runId, { token, clock });
    stack.realtime.pause();
    stack.realtime.dropSockets(1012);
    await untilState(viewer, 'polling');
    await appendRows(stack, runId, 3, 'meanwhile');
    await showsTable(stack, viewer, runId);
    stack.realtime.resume();
    await untilState(viewer, 'live');
    await appendRows(stack, runId, 3, 'after');
    await showsTable(stack, viewer, runId);
  });

  describe('where WebSockets are blocked', { concurrency: true }, () => {
    let clock: FastTime;
    before(() => (clock = startFastTime(20)));
    after(() => clock.stop());

    for (const [how, BlockedSocket] of Object.entries(BLOCKED_SOCKETS)) {
      it(`polls if one ${how}, and does not storm`, async (t) => {
        const runId = await createRun(stack, owner);
        await appendRows(stack, runId, 2, 'before');
        let attempts = 0;
        const webSocket = new Proxy(BlockedSocket, {
          construct: (target, args: []) => {
            attempts += 1;
            return new target(...args);
          },
        }) as unknown as WebSocketClass;
        const startMs = clock.now();
        const viewer = openViewer(t, stack, runId, { token, clock, webSocket });
        await untilState(viewer, 'polling');
        const overdueMs = clock.now() - startMs;
        assert.ok(overdueMs >= 8_000 && overdueMs < 11_000, `polling after ${overdueMs} ms`);
        await appendRows(stack, runId, 2, 'after');
        await showsTable(stack, viewer, runId);
        await untilMs(clock, startMs + MINUTE_MS);
        assert.ok(attempts >= 1 && attempts <= 15, `${attempts} attempts in a minute`);
        assert.equal(viewer.sink.state, 'polling');
        assert.deepEqual(viewer.sink.states, ['idle', 'connecting', 'polling']);
      });
    }
  });

  it('does not storm a server that accepts and closes, and spreads its attempts', async (t) => {
    const clock = hurry(t, 20);
    const runId = await createRun(stack, owner);
    const line = new WatchedLine(() => clock.now());
    const random = seededRandom(1);
    const viewer = await liveViewer(t, stack, runId, { token, clock, line, random });
    stack.realtime.acceptThenClose(1011);
    stack.realtime.dropSockets();
    const startMs = clock.now();
    await untilMs(clock, startMs + MINUTE_MS);
    const pausesMs = line.attemptsMs
      .slice(1)
      .map((ms, index) => ms - (line.attemptsMs[index] ?? 0));
    assert.ok(pausesMs.length >= 3 && pausesMs.length <= 15, `${pausesMs.length} attempts`);
    assert.ok(Math.min(...pausesMs.slice(1)) >= 450, `attempts ${pausesMs.join()} ms apart`);
    const different = new Set(pausesMs.map((ms) => Math.round(ms / 100))).size;
    assert.ok(different >= pausesMs.length - 2, `attempts ${pausesMs.join()} ms apart`);
    assert.equal(viewer.sink.state, 'polling');
    stack.realtime.acceptThenClose(null);
    await untilState(viewer, 'live');
    await appendRows(stack, runId, 2);
    await showsTable(stack, viewer, runId);
  });

  it('finds a half-open socket within 30 s, and loses nothing', async (t) => {
    const clock = hurry(t, 10);
    const runId = await createRun(stack, owner);
    const viewer = await liveViewer(t, stack, runId, { token, clock });
    await appendRows(stack, runId, 1, 'before');
    await showsTable(stack, viewer, runId);
    stack.realtime.freezeSockets(true);
    const frozenMs = clock.now();
    await waitUntil('it is found', () => viewer.sink.states.includes('connecting', 3));
    const foundMs = clock.now() - frozenMs;
    assert.ok(foundMs <= 30_000, `found after ${foundMs} ms`);
    await appendRows(stack, runId, 3, 'meanwhile');
    stack.realtime.freezeSockets(false);
    await untilState(viewer, 'live');
    await appendRows(stack, runId, 1, 'after');
    await showsTable(stack, viewer, runId);
  });

  it('shows rows within seconds though the socket is half open', async (t) => {
    const clock = hurry(t, 10);
    const runId = await createRun(stack, owner);
    const viewer = await liveViewer(t, stack, runId, { token, clock });
    await appendRows(stack, runId, 1, 'before');
    await showsTable(stack, viewer, runId);
    stack.realtime.freezeSockets(true);
    const frozenMs = clock.now();
    await appendRows(stack, runId, 3, 'meanwhile');
    await showsTable(stack, viewer, runId);
    const lateMs = clock.now() - frozenMs;
    assert.ok(lateMs <= 10_000, `shown after ${lateMs} ms`);
  });

  it('polls while joins have no answer, and joins once they have', async (t) => {
    const clock = hurry(t, 20);
    const runId = await createRun(stack, owner);
    stack.realtime.ignoreJoins(true);
    const startMs = clock.now();
    const viewer = openViewer(t, stack, runId, { token, clock });
    await untilState(viewer, 'polling');
    await appendRows(stack, runId, 2, 'meanwhile');
    await showsTable(stack, viewer, runId);
    await untilMs(clock, startMs + MINUTE_MS);
    const { joins } = viewer.line;
    assert.ok(joins.length >= 2 && joins.length <= 7, `${joins.length} joins in a minute`);
    stack.realtime.ignoreJoins(false);
    await untilState(viewer, 'live', 20_000);
    await appendRows(stack, runId, 2, 'after');
    await showsTable(stack, viewer, runId);
  });

  it('makes a new client after fifty reconnects, and is live again with it', async (t) => {
    const clock = hurry(t, 100);
    const runId = await createRun(stack, owner);
    // No chance, no jitter: the shortest waits there are.
    const viewer = await liveViewer(t, stack, runId, { token, clock, random: () => 0 });
    for (let count = 0; count < 52; count += 1) {
      const { length } = viewer.line.sockets;
      viewer.line.sockets.at(-1)?.terminate();
      await waitUntil('another socket', () => viewer.line.sockets.length > length);
      await waitUntil('it is joined', () => viewer.line.joins.length > length);
    }
    await untilState(viewer, 'live');
    await appendRows(stack, runId, 2);
    await showsTable(stack, viewer, runId);
    const [newest] = viewer.line.open;
    assert.ok((newest?.listenerCount('message') ?? 9) <= 2, 'handlers do not pile up');
  });

  it('spreads a hundred viewers over the time after a restart of the server', async (t) => {
    const runs = await Promise.all(Array.from({ length: 10 }, () => createRun(stack, owner)));
    const clock = hurry(t, 1);
    const viewers: StackViewer[] = [];
    const areLive = (): Promise<void> =>
      waitUntil('all are live', () => viewers.every(({ sink }) => sink.state === 'live'), 60_000);
    for (let index = 0; index < 100; index += 1) {
      const line = new WatchedLine(() => clock.now());
      const random = seededRandom(index + 1);
      const runId = runs[index % runs.length] ?? '';
      viewers.push(openViewer(t, stack, runId, { token, clock, line, random }));
      // As many at a time as the one process that plays all the servers can take.
      if (index % 20 === 19) await areLive();
    }
    const requestsBefore = stack.http.stats().requests;
    stack.realtime.pause();
    stack.realtime.dropSockets(1012);
    clock.run(4);
    const downMs = clock.now();
    await untilMs(clock, downMs + 5_000);
    for (const runId of runs) await appendRows(stack, runId, 2, 'meanwhile');
    stack.realtime.resume();
    const upMs = clock.now();
    await areLive();
    const requests = stack.http.stats().requests - requestsBefore;
    for (const [index, viewer] of viewers.entries()) {
      await showsTable(stack, viewer, runs[index % runs.length] ?? '');
    }
    const returnsMs = viewers.map(({ line }) => (line.attemptsMs.at(-1) ?? 0) - upMs);
    const perSecond = new Map<number, number>();
    for (const ms of returnsMs) {
      const second = Math.floor(ms / 1_000);
      perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
    }
    const spread = [...perSecond].sort(([a], [b]) => a - b).map(([, count]) => count);
    const attempts = viewers.reduce((sum, { line }) => sum + line.attemptsMs.length - 1, 0);
    t.diagnostic(
      `came back per second: ${spread.join(' ')}; ${attempts} attempts, ${requests} requests in ${Math.round((clock.now() - downMs) / 1_000)} s`,
    );
    assert.ok(Math.max(...spread) <= 33, `came back per second: ${spread.join(' ')}`);
    assert.ok(attempts <= 600, `${attempts} attempts`);
    // The clock runs faster than the machine: a reading that a busy processor holds up for seconds is told as unreachable.
    for (const viewer of viewers) {
      const others = errorCodes(viewer).filter((code) => code !== 'history-unreachable');
      assert.deepEqual(others, []);
    }
  });
});
