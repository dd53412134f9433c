/**
 * What so many viewers of so many runs need: messages, connections, requests, processor time, bytes; and which plans of
 * Supabase have it. Pure arithmetic over costs that were measured, each named with its measurement; it knows no page.
 */

/** What is asked of a project. Rates are averages over a minute, which is what plans count by. */
export interface Load {
  /** Runs that are written to, and watched, at the same time. */
  readonly runs: number;
  readonly rowsPerSecondOfARun: number;
  /** 1 for single inserts; the writer sends up to 100. */
  readonly rowsPerStatement: number;
  readonly viewersOfARun: number;
  /** Of a row in an announcement, in bytes: 258 for 140 characters, a node and three fields. */
  readonly bytesPerRow: number;
  /** What `log_messages_per_second()` gives: 10 unless it was replaced. */
  readonly messagesPerSecondOfARun: number;
}

/** What that load needs. */
export interface Need {
  /** Announcements of one run a second. */
  readonly announcementsOfARun: number;
  /** Of the announcements, from 0 to 1: those that carry no rows, so that each viewer reads them. */
  readonly pointerShare: number;
  /** As Realtime counts them: each announcement once, and once more for each viewer. */
  readonly messagesPerSecond: number;
  readonly connections: number;
  /** In the busiest second after a restart of the server. */
  readonly joinsPerSecond: number;
  /** For REST, from all viewers, where statements come evenly; at random times up to 0.45 a viewer. */
  readonly requestsPerSecond: number;
  /** Of the database, 1 is one core that does nothing else. */
  readonly databaseCores: number;
  /** Of Realtime; of interest to whoever hosts it. */
  readonly realtimeCores: number;
  /** To all viewers, before compression. */
  readonly sentBytesPerSecond: number;
  /** With indexes, while rows are written all day. */
  readonly storedBytesPerDay: number;
  /** The longest that a row waits for the next announcement, in milliseconds; 0 where each statement has its own. */
  readonly waitMs: number;
}

/** A plan's limits on Realtime, from its page on Realtime limits; they change. */
export interface Plan {
  readonly name: string;
  readonly messagesPerSecond: number;
  readonly connections: number;
  readonly joinsPerSecond: number;
}

/** The plans, smallest first. */
export const PLANS: readonly Plan[] = [
  { name: 'Free', messagesPerSecond: 100, connections: 200, joinsPerSecond: 100 },
  { name: 'Pro', messagesPerSecond: 500, connections: 500, joinsPerSecond: 500 },
  {
    name: 'Pro without spend cap, Team',
    messagesPerSecond: 2_500,
    connections: 10_000,
    joinsPerSecond: 2_500,
  },
];

/** What things cost. Change one and the sheet is about another machine. */
export const COSTS = {
  /** Of the database, per statement, in ms: four writers on two cores wrote 2,000 rows/s one by one (`supabase/README.md`). */
  statementMs: 0.95,
  /** … and per row of it: 100 rows took 3 to 3.5 ms (`npm run bench:db`). */
  rowMs: 0.023,
  /** Of a question for the cursor, and of a page of 1,000 rows (`npm run bench:db`). */
  cursorMs: 0.6,
  pageMs: 4.5,
  /** Of Realtime, per delivery, in ms: 50,000 deliveries took 2 s of processor time with 500 viewers. */
  deliveryMs: 0.04,
  /** Of an announcement without its rows, in bytes. */
  envelopeBytes: 200,
  /** What a row takes on disk beyond its bytes in an announcement: 378 against 258, indexes included. */
  storedExtraBytes: 120,
  /** Of all viewers, in the busiest second after a restart: 18 to 26 of 100 (`npm run bench:requests`). */
  herdShare: 0.26,
} as const;

/** From the migrations: more rows or bytes than this in one announcement, and it is a pointer. */
const MOST_ROWS = 500;
const MOST_BYTES = 65_000;
/** Rows of a page that a viewer reads. */
const PAGE_ROWS = 1_000;
/** Of the quota of a run, what grows back each second; the rest may come at once and is used up in a lasting load. */
const LASTING_SHARE = 0.4;
/** How a viewer asks for the tail once rows cease, in seconds (`src/source/tail-watch.ts`, `live-path.ts`). */
const TAIL = {
  soon: 0.32,
  first: 3,
  growth: 1.25,
  longest: 60,
  soonEvery: 10,
  spread: 0.2,
} as const;

/**
 * Works out what a load needs.
 *
 * @throws RangeError that names what is no number, below zero, or (rows of a statement) below 1
 */
export function needOf(load: Load): Need {
  check(load);
  const { runs, rowsPerSecondOfARun: rows, rowsPerStatement, viewersOfARun, bytesPerRow } = load;
  const statements = rows / rowsPerStatement;
  const lasting = LASTING_SHARE * load.messagesPerSecondOfARun;
  const announcements = Math.min(statements, lasting);
  const kinds = announcements === 0 ? [] : announcementsOf(statements, announcements);
  const viewers = runs * viewersOfARun;
  const asks = viewers * questionsPerSecond(announcements, kinds);
  let pointers = 0;
  let pages = 0;
  for (const { share, statements: count } of kinds) {
    const rowsOfOne = count * rowsPerStatement;
    if (rowsOfOne <= MOST_ROWS && rowsOfOne * bytesPerRow <= MOST_BYTES) continue;
    pointers += share;
    pages += share * viewers * announcements * Math.ceil(rowsOfOne / PAGE_ROWS);
  }
  const written = runs * (statements * COSTS.statementMs + rows * COSTS.rowMs);
  const read = asks * COSTS.cursorMs + pages * COSTS.pageMs;
  const deliveries = viewers * announcements;
  return {
    announcementsOfARun: announcements,
    pointerShare: pointers,
    messagesPerSecond: runs * announcements + deliveries,
    connections: viewers,
    joinsPerSecond: Math.ceil(viewers * COSTS.herdShare),
    requestsPerSecond: asks + pages,
    databaseCores: (written + read) / 1_000,
    realtimeCores: (deliveries * COSTS.deliveryMs) / 1_000,
    sentBytesPerSecond: viewers * rows * bytesPerRow + deliveries * COSTS.envelopeBytes,
    storedBytesPerDay: 86_400 * runs * rows * (bytesPerRow + COSTS.storedExtraBytes),
    waitMs: statements > lasting && lasting > 0 ? 1_000 / lasting : 0,
  };
}

/** What of a plan is too small for a need, in words; empty where it fits. */
export function shortagesOf(plan: Plan, need: Need): readonly string[] {
  const short: string[] = [];
  if (need.messagesPerSecond > plan.messagesPerSecond) short.push('messages');
  if (need.connections > plan.connections) short.push('connections');
  if (need.joinsPerSecond > plan.joinsPerSecond) short.push('joins after a restart');
  return short;
}

/** An announcement that covers so many statements, what share of all they are, and the silence before the next. */
interface Kind {
  readonly share: number;
  readonly statements: number;
  readonly gap: number;
}

/** A statement is announced or waits for the next one as a whole: where 2.5 come to an announcement, it is two or three. */
function announcementsOf(statements: number, announcements: number): readonly Kind[] {
  const each = statements / announcements;
  const fewer = Math.floor(each);
  const kinds = [
    { share: 1 - (each - fewer), statements: fewer, gap: fewer / statements },
    { share: each - fewer, statements: fewer + 1, gap: (fewer + 1) / statements },
  ];
  return kinds.filter(({ share }) => share > 0);
}

/** Questions for the tail of one viewer, a second, where statements come evenly. */
function questionsPerSecond(announcements: number, kinds: readonly Kind[]): number {
  if (kinds.length === 0) return 1 / TAIL.longest;
  // Only so many silences have a question soon after their beginning; it is followed like one that came after the rest.
  const wanted = kinds.reduce((sum, { share, gap }) => sum + share * chanceOfSoon(gap), 0);
  const soon = Math.min(wanted, 1 / TAIL.soonEvery / announcements);
  const later = kinds.reduce(
    (sum, { share, gap }) =>
      sum +
      share * (soon * countIn(gap - TAIL.soon, TAIL.first) + (1 - soon) * countIn(gap, TAIL.first)),
    0,
  );
  return announcements * (soon + later);
}

/** Whether a silence is long enough for a question soon: viewers' pauses differ, so that they do not ask in step. */
function chanceOfSoon(gap: number): number {
  const earliest = TAIL.soon * (1 - TAIL.spread);
  return Math.min(1, Math.max(0, (gap - earliest) / (2 * TAIL.spread * TAIL.soon)));
}

/** How many questions fall into a silence, the first after `firstPause` seconds. */
function countIn(silence: number, firstPause: number): number {
  let count = 0;
  let pause = firstPause;
  for (let at = pause; at < silence; at += pause) {
    count += 1;
    pause = Math.min(pause * TAIL.growth, TAIL.longest);
  }
  return count;
}

function check(load: Load): void {
  for (const [name, value] of Object.entries(load) as [keyof Load, number][]) {
    const least = name === 'rowsPerStatement' ? 1 : 0;
    if (!Number.isFinite(value) || value < least) {
      throw new RangeError(`${name} is no number from ${least} on`);
    }
  }
}
