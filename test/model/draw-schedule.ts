/** Draws schedules: what happens, how often, and how long it lasts. */
import { between, seededRandom } from '../helpers/random.js';
import type {
  Garbage,
  JoinAnswer,
  MessageFate,
  PageEvent,
  Schedule,
  Step,
  TokenKind,
} from './schedule.js';

type Random = () => number;

const FATES: readonly MessageFate[] = [
  ...(['lose', 'duplicate', 'delay', 'split', 'pointer', 'merge', 'garble'] as const),
];
const GARBAGE: readonly Garbage[] = [
  ...(['no-object', 'foreign', 'backwards', 'text', 'miscounted', 'million'] as const),
  ...(['misshapen-rows', 'far-pointer', 'far-rows', 'fraction', 'frame'] as const),
];
const ANSWERS: readonly JoinAnswer[] = [
  ...(['accept', 'ignore', 'twice', 'cold', 'cold', 'drop'] as const),
  ...(['refuse-rate', 'refuse-access', 'refuse-other', 'refuse-token'] as const),
];
const TOKENS: readonly TokenKind[] = [
  ...(['fresh', 'fresh', 'fresh', 'short', 'short', 'portal'] as const),
  ...(['stranger', 'expired', 'garbage'] as const),
];
const PAGE: readonly PageEvent[] = ['hidden', 'shown', 'frozen', 'thawed', 'offline', 'online'];
const REST = ['away', 'busy', 'html', 'fine', 'fine'] as const;
const DELAYS_MS: readonly number[] = [0, 5, 50, 400, 3_000, 9_000, 12_000];

/** What may happen, and how likely it is beside the others. */
const STEPS: readonly (readonly [number, (random: Random) => Step])[] = [
  [26, (random) => ({ do: 'wait', ms: waitMs(random) })],
  [18, (random) => write(random)],
  [
    9,
    (random) => ({
      do: 'messages',
      viewer: viewer(random),
      fate: pick(FATES, random),
      next: between(random, 1, 3),
      ms: pick([1, 20, 100, 400, 2_000, 8_000], random),
      as: pick(GARBAGE, random),
    }),
  ],
  [2, (random) => ({ do: 'say', viewer: viewer(random), what: pick(GARBAGE, random) })],
  [5, (random) => ({ do: 'drop', viewer: viewer(random), backMs: between(random, 0, 20_000) })],
  [2, (random) => ({ do: 'half-open', viewer: viewer(random) })],
  [
    5,
    (random) => ({
      do: 'joins',
      viewer: viewer(random),
      answer: pick(ANSWERS, random),
      next: between(random, 1, 2),
      ms: between(random, 0, 4_000),
    }),
  ],
  [
    3,
    (random) => ({
      do: 'close-channel',
      viewer: viewer(random),
      why: pick(['rate', 'access', 'other', 'token'], random),
    }),
  ],
  [3, (random) => ({ do: 'slot', alive: random() < 0.6 })],
  [2, (random) => ({ do: 'sockets', open: random() < 0.6 })],
  [
    2,
    (random) => ({
      do: 'ghost',
      viewer: viewer(random),
      says: pick(['joined', 'lost', 'token', 'rate', 'rows'], random),
    }),
  ],
  [
    6,
    (random) => ({
      do: 'token',
      viewer: viewer(random),
      kind: pick(TOKENS, random),
      lastsMs: pick([3_000, 20_000, 70_000, 150_000], random),
    }),
  ],
  [1, (random) => ({ do: 'revoke', viewer: viewer(random) })],
  [6, (random) => ({ do: 'rest', how: random() < 0.04 ? 'refused' : pick(REST, random) })],
  [
    3,
    (random) => ({
      do: 'rest-pace',
      askMs: pick(DELAYS_MS, random),
      answerMs: pick(DELAYS_MS, random),
    }),
  ],
  [1, (random) => ({ do: 'cap', rows: between(random, 1, 20) })],
  [
    4,
    (random) => ({
      do: 'delete',
      where: pick(['start', 'middle', 'end'], random),
      rows: between(random, 1, 12),
    }),
  ],
  [1, () => ({ do: 'hide' })],
  [2, () => ({ do: 'unhide' })],
  [5, (random) => ({ do: 'page', viewer: viewer(random), event: pick(PAGE, random) })],
  [1, (random) => ({ do: 'sleep', viewer: viewer(random), ms: between(random, 1_000, 90_000) })],
  [3, (random) => ({ do: 'reconnect', viewer: viewer(random) })],
  [2, (random) => ({ do: 'older', viewer: viewer(random), rows: between(random, 1, 20) })],
  [3, (random) => ({ do: 'frame', viewer: viewer(random) })],
  [1, () => ({ do: 'open', viewer: 1 })],
  [0.3, () => ({ do: 'close', viewer: 0 })],
  [0.5, () => ({ do: 'status', status: 'paused' })],
  [
    0.8,
    (random) => ({
      do: 'status',
      status: pick(['succeeded', 'failed', 'canceled'], random),
      holdMs: pick([0, 100], random),
    }),
  ],
];
const TOTAL = STEPS.reduce((sum, [weight]) => sum + weight, 0);

/** The schedule that belongs to a seed. */
export function drawSchedule(seed: number): Schedule {
  const random = seededRandom(seed);
  const length = pick([4, 8, 16, 32, 48], random);
  return {
    seed,
    rows: pick([0, 0, 1, 5, 30], random),
    cap: pick([1, 3, 7, 12, 1_000], random),
    askMs: pick([0, 10, 10, 100], random),
    answerMs: pick([0, 10, 10, 100], random),
    messageMs: pick([1, 20, 60, 150], random),
    maxRows: pick([3, 10, 40, 100_000], random),
    polls: random() < 0.04,
    hasToken: random() < 0.95,
    steps: Array.from({ length }, () => drawStep(random)),
  };
}

function drawStep(random: Random): Step {
  let left = random() * TOTAL;
  for (const [weight, make] of STEPS) {
    left -= weight;
    if (left < 0) return make(random);
  }
  return { do: 'wait', ms: 1_000 };
}

function write(random: Random): Step {
  return {
    do: 'write',
    rows: between(random, 1, 8),
    statements: pick([1, 1, 1, 2, 3], random),
    holdMs: pick([0, 0, 0, 30, 500, 6_000], random),
    rollback: random() < 0.05,
  };
}

/** From the blink of an eye to the longest waits of the engine. */
function waitMs(random: Random): number {
  const most = pick([20, 200, 400, 1_000, 5_000, 12_000, 40_000, 100_000], random);
  return between(random, 1, most);
}

function viewer(random: Random): number {
  return random() < 0.75 ? 0 : 1;
}

function pick<Item>(items: readonly Item[], random: Random): Item {
  return items[between(random, 0, items.length - 1)] as Item;
}
