/** Runs a schedule over the whole path, and sees to it that everything is as it should be when all is well again. */
import { BrokenPromise } from '../broken-promise.js';
import type { WireSchedule } from './wire-schedule.js';
import { WireWorld } from './wire-world.js';

/** As in the other model, and time in which a connection comes back: its own waits are up to 30 s each. */
const COMPLETE_WITHIN_MS = 150_000;
const LIVE_WITHIN_MS = 450_000;
const ANNOUNCED_WITHIN_MS = 300;
const HOUR_MS = 3_600_000;
/** Attempts to connect within ten seconds: the shortest wait is half a second, and waits double on average. */
const ATTEMPTS_IN_10_S = 14;

/**
 * Runs a schedule to its end.
 *
 * @throws BrokenPromise, the first one that was broken
 */
export async function keepsWirePromises(schedule: WireSchedule): Promise<void> {
  const world = new WireWorld(schedule);
  const handleRejection = (cause: unknown): void => {
    world.broken ??= asBroken(cause);
  };
  process.on('unhandledRejection', handleRejection);
  try {
    await world.open(schedule.viewers);
    for (const step of schedule.steps) await world.happen(step);
    await heal(world);
    await settleDown(world);
    checkSockets(world, schedule);
    await proveAlive(world);
    await close(world);
  } catch (cause) {
    throw world.broken ?? asBroken(cause);
  } finally {
    process.off('unhandledRejection', handleRejection);
    world.end();
  }
}

function asBroken(cause: unknown): BrokenPromise {
  if (cause instanceof BrokenPromise) return cause;
  return new BrokenPromise('crash', cause instanceof Error ? (cause.stack ?? '') : String(cause));
}

async function heal(world: WireWorld): Promise<void> {
  const { server, rest, fates } = world;
  fates.heal();
  server.joinFaults.splice(0);
  Object.assign(server, { isOpen: true, isSlotAlive: true, closesAccepted: null });
  rest.how = 'fine';
  await giveTokens(world);
  await world.pass(15_000);
  await giveTokens(world);
  for (const viewer of world.viewers) {
    if (viewer.state === 'denied' || viewer.state === 'failed') viewer.stream.reconnect();
  }
  await world.rests();
}

/** The host gives everybody the same new token. */
async function giveTokens(world: WireWorld): Promise<void> {
  const token = world.tokens.issue('owner', world.clock.now() + 5_000, 48 * HOUR_MS);
  for (const viewer of world.viewers) viewer.setToken(token);
  await world.rests();
}

async function settleDown(world: WireWorld): Promise<void> {
  await world.pass(COMPLETE_WITHIN_MS);
  checkComplete(world);
  await world.pass(LIVE_WITHIN_MS - COMPLETE_WITHIN_MS);
  checkComplete(world);
  for (const { state } of world.viewers) {
    // A path under suspicion is cleared by the next row that comes through it.
    if (state === 'live' || state === 'degraded') continue;
    throw new BrokenPromise('state', `${state} where live was expected`);
  }
}

function checkComplete(world: WireWorld): void {
  for (const { rows, state } of world.viewers) {
    if (rows.isComplete) continue;
    throw new BrokenPromise('complete', `${rows.last} of ${world.table.lastSeq}, ${state}`);
  }
}

/** One socket and one channel for all elements of a session, with the newest token, had without a storm. */
function checkSockets(world: WireWorld, { steps }: WireSchedule): void {
  const { server, viewers } = world;
  const { length: sockets } = server.sockets;
  const { channels } = server;
  if (sockets !== 1 || channels.length !== 1) {
    throw new BrokenPromise('sockets', `${sockets} sockets, ${channels.length} channels`);
  }
  if (channels[0]?.token !== viewers[0]?.token) {
    throw new BrokenPromise('token', 'the server does not have the newest token');
  }
  // What hosts ask for is not the engine's haste.
  const asked = steps.filter((step) => step.do === 'reconnect' || step.do === 'token').length;
  const { attemptsMs } = server;
  const most = Math.max(
    ...attemptsMs.map(
      (fromMs) => attemptsMs.filter((ms) => ms >= fromMs && ms < fromMs + 10_000).length,
    ),
  );
  if (most > ATTEMPTS_IN_10_S + 2 * asked) {
    throw new BrokenPromise('sockets', `${most} attempts to connect in ten seconds`);
  }
}

async function proveAlive(world: WireWorld): Promise<void> {
  world.table.write(2);
  await world.pass(ANNOUNCED_WITHIN_MS);
  for (const { rows, state } of world.viewers) {
    if (!rows.isComplete) throw new BrokenPromise('late', 'an announced row');
    if (state !== 'live') throw new BrokenPromise('state', `${state}, with rows`);
  }
}

async function close(world: WireWorld): Promise<void> {
  for (const viewer of world.viewers) viewer.close();
  await world.pass(10_000);
  const { length } = world.server.sockets;
  if (length > 0) throw new BrokenPromise('sockets', `${length} left open`);
  world.table.write(1);
  await world.pass(60_000);
}
