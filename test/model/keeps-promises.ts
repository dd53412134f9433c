/** Runs a schedule and sees to it that the engine kept its promises: at every step, and when everything is well again. */
import { BrokenPromise } from './broken-promise.js';
import { proveAlive } from './prove-alive.js';
import { checkComplete, openViewers as open, rest } from './rest.js';
import type { Schedule } from './schedule.js';
import { World } from './world.js';

/** The longest wait between two questions, with its spread, the longest pause of a reader, and some. */
const COMPLETE_WITHIN_MS = 120_000;

/** The longest pause before a refused path is tried again, and what comes before and after it. */
const LIVE_WITHIN_MS = 420_000;

/** The least that is waited between two questions where nothing turns up, with its spread; it soon grows. */
const POLL_MS = 1_600;

/** What a schedule came to. */
export interface Account {
  /** Requests made, and virtual milliseconds passed, by all viewers together. */
  readonly requests: number;
  readonly virtualMs: number;
}

/**
 * Runs a schedule to its end.
 *
 * @throws BrokenPromise, the first one that was broken
 */
export async function keepsPromises(schedule: Schedule): Promise<Account> {
  const world = new World(schedule);
  const startMs = world.clock.now();
  const handleRejection = (cause: unknown): void => {
    world.complain(asBroken(cause));
  };
  current = handleRejection;
  try {
    await rest(world);
    for (const step of schedule.steps) {
      await world.happen(step);
      await rest(world);
    }
    await heal(world);
    await settleDown(world);
    await proveAlive(world);
    await end(world);
  } catch (cause) {
    throw world.broken ?? asBroken(cause);
  }
  const virtualMs = world.clock.now() - startMs;
  const requests = world.viewers.reduce((sum, viewer) => sum + viewer.rest.requests, 0);
  const most = world.viewers.length * requestsAllowed(world, schedule, virtualMs);
  if (requests > most) throw new BrokenPromise('requests', `${requests}, ${most} are allowed`);
  return { requests, virtualMs };
}

/** Where a rejection that nobody handles belongs: to the schedule that is running. */
let current: ((cause: unknown) => void) | null = null;
let isListening = false;

/** Makes promises that nobody waits for fail the schedule that they belong to. */
export function watchRejections(): void {
  if (isListening) return;
  isListening = true;
  process.on('unhandledRejection', (cause) => current?.(cause));
}

/** What a viewer may ask: for every page and every step, and besides that as often as one who only polls. */
function requestsAllowed(world: World, { steps, cap }: Schedule, virtualMs: number): number {
  const pages = Math.ceil(world.table.lastSeq / cap);
  return Math.round(40 + 8 * steps.length + 3 * pages + virtualMs / POLL_MS);
}

function asBroken(cause: unknown): BrokenPromise {
  if (cause instanceof BrokenPromise) return cause;
  const text = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  return new BrokenPromise('crash', text);
}

/** Everything is well again, and hosts do what they are asked to. */
async function heal(world: World): Promise<void> {
  await world.clock.advance(30_000);
  const { table, rest: state, live } = world;
  table.isHidden = false;
  Object.assign(state, { how: 'fine', askMs: Math.min(state.askMs, 200) });
  state.answerMs = Math.min(state.answerMs, 200);
  Object.assign(live, { isOpen: true, isSlotAlive: true });
  for (const viewer of open(world)) {
    const { machine, orders } = viewer;
    orders.fates.heal();
    orders.joins.splice(0);
    machine.wake();
    machine.happen('thawed');
    // What was held while no code ran comes now.
    await world.clock.advance(1);
    machine.happen('thawed');
    if (machine.isOffline) machine.happen('online');
    if (machine.isHidden) machine.happen('shown');
  }
  await world.clock.advance(1);
  await rest(world);
  for (const viewer of open(world)) {
    const isGood = viewer.token !== null && isSound(world, viewer.token);
    if (!isGood || viewer.state === 'auth-required') viewer.setToken(world.issue('fresh'));
  }
  await rest(world);
  // What was on its way when things went well again may still be bad news.
  await world.clock.advance(30_000);
  await rest(world);
  for (const viewer of open(world)) {
    if (viewer.state === 'auth-required') viewer.setToken(world.issue('fresh'));
    else if (viewer.state === 'denied' || viewer.hasGivenUp) {
      viewer.ask((delivery) => delivery.reconnect());
    }
  }
  await rest(world);
}

function isSound(world: World, token: string): boolean {
  const { isGood, expiresAtMs } = world.tokens.facts(token);
  return isGood && expiresAtMs === Infinity && world.tokens.maySee(token);
}

async function settleDown(world: World): Promise<void> {
  await world.clock.advance(COMPLETE_WITHIN_MS);
  await rest(world);
  for (const viewer of open(world)) checkComplete(world, viewer);
  await world.clock.advance(LIVE_WITHIN_MS - COMPLETE_WITHIN_MS);
  await rest(world);
  for (const viewer of open(world)) {
    checkComplete(world, viewer);
    const expected = world.table.isOver ? 'ended' : viewer.lines.length === 0 ? 'polling' : 'live';
    // A path under suspicion is cleared by the next row that comes through it.
    const state = viewer.state === 'degraded' ? 'live' : viewer.state;
    if (state !== expected) throw new BrokenPromise('state', `${state} where ${expected} was due`);
  }
}

async function end(world: World): Promise<void> {
  for (const viewer of open(world)) viewer.close();
  await rest(world);
  for (const viewer of world.viewers) viewer.checkClosed();
  world.table.write(1);
  await world.clock.advance(60_000);
  await rest(world);
}
