/** When all is well: shows that a viewer is as quick as it says, for each way in which a row may come. */
import { BrokenPromise } from './broken-promise.js';
import { checkComplete, openViewers, rest } from './rest.js';
import type { Viewer } from './viewer.js';
import type { World } from './world.js';

/** Longest time of a row that is announced: its way, and no more. */
const ANNOUNCED_WITHIN_MS = 400;

/** A row that is not announced is found within the longest wait between two questions. */
const FOUND_WITHIN_MS = 76_000;

/** A message that is late by this arrives well before the patience with a hole ends. */
const SMALL_DELAY_MS = 60;

/** What may befall a message, and how soon its rows are there all the same: its way, patience, and nothing else. */
const REPAIRS = [
  { fate: 'delay', writes: 2, withinMs: 130 },
  { fate: 'lose', writes: 2, withinMs: 230 },
  { fate: 'pointer', writes: 1, withinMs: 80 },
  { fate: 'garble', writes: 1, withinMs: 400 },
] as const;

/** A server that is cold for this long loses what is said meanwhile, though it said “joined”. */
const COLD_MS = 2_500;
const CONFIRMED_WITHIN_MS = 3_300;

/** Without a live path rows are asked for after this long, and found as soon as that. */
const WATCHDOG_MS = 8_500;
const POLLED_WITHIN_MS = 6_000;

/** The longest first pause after a refusal, and time to join. */
const FIRST_RETRY_WITHIN_MS = 41_000;

/** The shortest. */
const LEFT_IN_PEACE_MS = 19_000;

/** A page that is hidden for this long rests. */
const HIDDEN_MS = 61_000;

/** What is announced comes at once; what is not is found; and after that what is announced comes at once again. */
export async function proveAlive(world: World): Promise<void> {
  const { table, clock } = world;
  if (table.isOver) return;
  const live = openViewers(world).filter(({ state }) => state === 'live' || state === 'degraded');
  const announce = async (): Promise<void> => {
    const asked = live.map((viewer) => viewer.rest.requests);
    table.write(2);
    await clock.advance(ANNOUNCED_WITHIN_MS);
    await rest(world);
    for (const [place, viewer] of live.entries()) {
      if (!viewer.rows.isComplete) throw new BrokenPromise('late', 'an announced row');
      // A question that was due at that very moment may have been quicker than the message.
      const hasAsked = viewer.rest.requests > (asked[place] ?? 0);
      if (viewer.lastOrigin !== 'live' && !hasAsked) {
        throw new BrokenPromise('late', 'read, not announced');
      }
      if (viewer.state !== 'live') throw new BrokenPromise('state', `${viewer.state}, with rows`);
    }
  };
  Object.assign(world.rest, { askMs: 0, answerMs: 0 });
  await announce();
  await repairQuickly(world, live);
  await surviveColdJoin(world, live);
  await surviveWithoutSockets(world, live);
  await surviveRefusal(world, live);
  await surviveHiding(world, live);
  await announce();
  for (const viewer of live) viewer.orders.fates.order('lose', 1, 0, 'frame');
  table.write(1);
  await clock.advance(FOUND_WITHIN_MS);
  await rest(world);
  for (const viewer of openViewers(world)) checkComplete(world, viewer);
  await announce();
}

/** What goes wrong with one message is mended in fractions of a second, not when the next question is due. */
async function repairQuickly(world: World, live: readonly Viewer[]): Promise<void> {
  const { table, clock } = world;
  if (world.live.messageMs > SMALL_DELAY_MS) return;
  for (const { fate, writes, withinMs } of REPAIRS) {
    // The question that follows every row has been put by then.
    await clock.advance(1_000);
    for (const { orders } of live) orders.fates.order(fate, 1, SMALL_DELAY_MS, 'text');
    for (let write = 0; write < writes; write += 1) table.write(1);
    await clock.advance(withinMs);
    await rest(world);
    for (const { rows, lastOrigin } of live) {
      if (!rows.isComplete)
        throw new BrokenPromise('late', `${fate}: ${rows.last} of ${table.lastSeq}`);
      // Rows that were overtaken wait for the others; nothing has to be read.
      if (fate === 'delay' && lastOrigin !== 'live')
        throw new BrokenPromise('late', 'rows were read');
    }
  }
}

/** A server says “joined” before messages flow: what it lost meanwhile is there before the next question is due. */
async function surviveColdJoin(world: World, live: readonly Viewer[]): Promise<void> {
  for (const viewer of live) {
    viewer.orders.joins.push({ answer: 'cold', ms: COLD_MS });
    viewer.line?.drop(0);
  }
  await world.clock.advance(1_000);
  world.table.write(1);
  await world.clock.advance(CONFIRMED_WITHIN_MS - 1_000);
  await rest(world);
  for (const viewer of live) checkComplete(world, viewer);
}

/** Sockets are refused: rows are polled, and once sockets are not refused any more the stream is live again. */
async function surviveWithoutSockets(world: World, live: readonly Viewer[]): Promise<void> {
  const { clock, table } = world;
  world.live.isOpen = false;
  for (const viewer of live) viewer.line?.drop(0);
  await clock.advance(WATCHDOG_MS);
  table.write(1);
  await clock.advance(POLLED_WITHIN_MS);
  await rest(world);
  for (const viewer of live) {
    checkComplete(world, viewer);
    if (viewer.state !== 'polling')
      throw new BrokenPromise('state', `${viewer.state}, not polling`);
  }
  world.live.isOpen = true;
  await clock.advance(WATCHDOG_MS);
  await rest(world);
}

/** A channel that is closed is joined again after the pause that a server over its quota needs, and not before. */
async function surviveRefusal(world: World, live: readonly Viewer[]): Promise<void> {
  for (const viewer of live) viewer.line?.refuse('rate', 'Too many messages per second');
  const made = live.map(({ lines }) => lines.length);
  await world.clock.advance(LEFT_IN_PEACE_MS);
  if (live.some(({ lines }, place) => lines.length > (made[place] ?? 0))) {
    throw new BrokenPromise('sockets', 'a server that refused was asked again at once');
  }
  await world.clock.advance(FIRST_RETRY_WITHIN_MS - LEFT_IN_PEACE_MS);
  await rest(world);
  for (const { state } of live) {
    if (state !== 'live') throw new BrokenPromise('state', `${state}, long after a refusal`);
  }
}

/** A page that was hidden until its stream rested is live as soon as it is shown. */
async function surviveHiding(world: World, live: readonly Viewer[]): Promise<void> {
  for (const { machine } of live) machine.happen('hidden');
  await world.clock.advance(HIDDEN_MS);
  await rest(world);
  for (const { machine } of live) machine.happen('shown');
  await world.clock.advance(1_000);
  await rest(world);
  for (const { state } of live) {
    if (state !== 'live') throw new BrokenPromise('state', `${state}, and the page is shown`);
  }
}
