/**
 * The naive twin of the capacity sheet: statements that arrive one after the other in virtual time, the credit for
 * announcements as the migrations count it, viewers that ask for the tail as the widget does. It adds up what happens
 * and knows no formula of the sheet; of its costs it uses those that were measured.
 */
import { Allowance } from '../../../src/core/allowance.js';
import { COSTS, type Load } from '../../../stories/docs/capacity.js';

/** From commit to arrival, in ms, as `npm run bench:requests` has it. */
const IN_FLIGHT_MS = 80;
/** The silence after which a viewer asks soon, with such a time in flight: see `src/source/run-tail.ts`. */
const QUIET_MS = 320;
/** Left out at the start, in ms: credit that has grown while nobody wrote. */
const WARM_UP_MS = 60_000;

/** What happened, as averages over the time. */
export interface Simulated {
  readonly announcementsOfARun: number;
  readonly messagesPerSecond: number;
  readonly requestsPerSecond: number;
  readonly databaseCores: number;
  readonly sentBytesPerSecond: number;
  /** The longest that a row waited to be announced, in ms, of those that were. */
  readonly waitMs: number;
}

/** How statements come: one after the other like a clock with some play, or with no memory at all. */
export type Arrivals = 'even' | 'random';

export function simulateLoad(
  load: Load,
  arrivals: Arrivals,
  seconds: number,
  random: () => number,
): Simulated {
  const endMs = WARM_UP_MS + seconds * 1_000;
  const total = { announcements: 0, requests: 0, busyMs: 0, bytes: 0, waitMs: 0 };
  for (let run = 0; run < load.runs; run += 1) {
    const everyMs = (1_000 * load.rowsPerStatement) / load.rowsPerSecondOfARun;
    const announcedAtMs: number[] = [];
    let creditAtMs: number | null = null;
    const pauseMs = 1_000 / (0.4 * load.messagesPerSecondOfARun);
    const slackMs = (Math.max(Math.floor(0.6 * load.messagesPerSecondOfARun), 1) - 1) * pauseMs;
    let waiting = 0;
    let waitingSinceMs = 0;
    for (let atMs = random() * everyMs; atMs < endMs;) {
      const isCounted = atMs >= WARM_UP_MS;
      if (waiting === 0) waitingSinceMs = atMs;
      waiting += load.rowsPerStatement;
      if (isCounted) total.busyMs += COSTS.statementMs + load.rowsPerStatement * COSTS.rowMs;
      if (creditAtMs === null || creditAtMs <= atMs + slackMs) {
        creditAtMs = Math.max(creditAtMs ?? atMs, atMs) + pauseMs;
        announcedAtMs.push(atMs);
        if (isCounted) announce(waiting, atMs - waitingSinceMs);
        waiting = 0;
      }
      atMs += everyMs * (arrivals === 'even' ? 0.9 + 0.2 * random() : -Math.log(1 - random()));
    }
    for (let viewer = 0; viewer < load.viewersOfARun; viewer += 1) {
      const asked = questions(announcedAtMs, endMs, random);
      total.requests += asked;
      total.busyMs += asked * COSTS.cursorMs;
    }
  }
  return {
    announcementsOfARun: total.announcements / load.runs / seconds,
    messagesPerSecond: (total.announcements * (1 + load.viewersOfARun)) / seconds,
    requestsPerSecond: total.requests / seconds,
    databaseCores: total.busyMs / 1_000 / seconds,
    sentBytesPerSecond: total.bytes / seconds,
    waitMs: total.waitMs,
  };

  function announce(rows: number, waitedMs: number): void {
    total.announcements += 1;
    total.waitMs = Math.max(total.waitMs, waitedMs);
    const isPointer = rows > 500 || rows * load.bytesPerRow > 65_000;
    for (let viewer = 0; viewer < load.viewersOfARun; viewer += 1) {
      total.bytes += COSTS.envelopeBytes + rows * load.bytesPerRow;
      if (!isPointer) continue;
      for (let left = rows; left > 0; left -= 1_000) {
        total.requests += 1;
        total.busyMs += COSTS.pageMs;
      }
    }
  }
}

/** How often one viewer asks for the tail: after each announcement the pauses begin anew. */
function questions(announcedAtMs: readonly number[], endMs: number, random: () => number): number {
  const soon = new Allowance({ most: 6, refillMs: 10_000 });
  const spread = (pauseMs: number): number => pauseMs * (0.8 + 0.4 * random());
  let asked = 0;
  let isSoon = false;
  for (let index = -1; index < announcedAtMs.length; index += 1) {
    const startMs = (announcedAtMs[index] ?? 0) + IN_FLIGHT_MS;
    const untilMs = Math.min((announcedAtMs[index + 1] ?? endMs) + IN_FLIGHT_MS, endMs);
    if (index >= 0 && !isSoon) isSoon = soon.take(startMs);
    let pauseMs = isSoon ? QUIET_MS : 3_000;
    for (let atMs = startMs + spread(pauseMs); atMs < untilMs; atMs += spread(pauseMs)) {
      isSoon = false;
      if (atMs >= WARM_UP_MS) asked += 1;
      pauseMs = Math.min(Math.max(3_000, pauseMs * 1.25), 60_000);
    }
  }
  return asked;
}
