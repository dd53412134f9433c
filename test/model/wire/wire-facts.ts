/** What is to be seen only over many reconnects or between pages: leaks, herds, dead sockets, the race of tokens. */
import { RealtimeClient } from '../../../src/source/realtime/realtime-client.js';
import { BrokenPromise } from '../broken-promise.js';
import { WireWorld } from './wire-world.js';

const PLAIN = { seed: 1, rows: 2, cap: 1_000, restMs: 0, isBinary: true };
/** The library adds five or six with each reconnect; a client is replaced after fifty. */
const LISTENERS_MAX = 80;

async function withWorld(
  seed: number,
  viewers: number,
  test: (world: WireWorld) => Promise<void>,
): Promise<void> {
  const world = new WireWorld({ ...PLAIN, seed });
  try {
    await world.open(viewers);
    await world.pass(5_000);
    await test(world);
    for (const viewer of world.viewers) viewer.close();
    await world.pass(10_000);
  } finally {
    world.end();
  }
}

/** Hundreds of reconnects leave no hundreds of listeners behind. */
export async function checkListenerGrowth(): Promise<void> {
  const clients = new Set<RealtimeClient>();
  const prototype: { setAuth: RealtimeClient['setAuth'] } = RealtimeClient.prototype;
  const original = Object.getOwnPropertyDescriptor(prototype, 'setAuth') ?? {};
  const setAuth = original.value as RealtimeClient['setAuth'];
  prototype.setAuth = function (this: RealtimeClient, token?: string | null): Promise<void> {
    clients.add(this);
    return setAuth.call(this, token);
  };
  try {
    await withWorld(1, 1, async (world) => {
      for (let drop = 0; drop < 300; drop += 1) {
        world.server.drop(1006);
        await world.pass(40_000);
      }
      if (world.viewers[0]?.state !== 'live') throw new BrokenPromise('state', 'not live any more');
    });
  } finally {
    Object.defineProperty(prototype, 'setAuth', original);
  }
  const most = Math.max(
    ...[...clients].flatMap((client) =>
      Object.values(client.stateChangeCallbacks).map((callbacks) => callbacks.length),
    ),
  );
  if (clients.size < 5 || most > LISTENERS_MAX) {
    throw new BrokenPromise('sockets', `${most} listeners, ${clients.size} clients`);
  }
}

/** A hundred pages that lost one server do not come back in step. */
export async function checkSpread(): Promise<void> {
  const backMs: number[] = [];
  for (let page = 0; page < 100; page += 1) {
    await withWorld(1_000 + page, 1, async (world) => {
      const before = world.server.attemptsMs.length;
      const lostMs = world.clock.now();
      world.server.drop(1012);
      await world.pass(60_000);
      backMs.push((world.server.attemptsMs[before] ?? Infinity) - lostMs);
    });
  }
  const first = Math.min(...backMs);
  const spreadMs = Math.max(...backMs) - first;
  const inStep = Math.max(
    ...backMs.map((ms) => backMs.filter((other) => Math.abs(other - ms) <= 50).length),
  );
  if (first < 500 || spreadMs < 1_000 || inStep > 25) {
    throw new BrokenPromise(
      'sockets',
      `first ${first} ms, spread ${spreadMs} ms, ${inStep} in step`,
    );
  }
}

/** A socket that is dead, and does not say so, is noticed within half a minute. */
export async function findsDeadSocket(): Promise<void> {
  for (let seed = 0; seed < 40; seed += 1) {
    await withWorld(seed, 2, async (world) => {
      await world.pass(seed * 777);
      const deadMs = world.clock.now();
      world.server.kill();
      await world.pass(30_000);
      for (const { leftLiveAtMs } of world.viewers) {
        if (leftLiveAtMs === null || leftLiveAtMs < deadMs) {
          throw new BrokenPromise('late', 'a dead socket was not noticed within 30 s');
        }
      }
    });
  }
}

/** A token that comes at any moment of a join reaches the server. */
export async function rejoinsWithNewestToken(): Promise<void> {
  for (let afterMs = 0; afterMs < 60; afterMs += 1) {
    const world = new WireWorld({ ...PLAIN, seed: afterMs });
    try {
      await world.open(2);
      await world.pass(afterMs % 15);
      const token = world.tokens.issue(
        'owner',
        world.clock.now() + 1_000 * afterMs,
        48 * 3_600_000,
      );
      for (const viewer of world.viewers) viewer.setToken(token);
      await world.pass(2_000);
      const tokens = world.server.channels.map((channel) => channel.token);
      if (tokens.length !== 1 || tokens[0] !== token) {
        throw new BrokenPromise(
          'token',
          `changed after ${afterMs % 15} ms: the server has another`,
        );
      }
      for (const viewer of world.viewers) viewer.close();
    } finally {
      world.end();
    }
  }
}
