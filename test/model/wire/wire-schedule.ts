/** Schedules for the whole path: real supabase-js, real connection, pool and source, over a server in memory. */
import { between, seededRandom } from '../../helpers/random.js';
import type { Garbage, MessageFate, TokenKind } from '../schedule.js';
import type { JoinFault } from './phoenix-server.js';

/** One thing that happens. */
export type WireStep =
  | { do: 'wait'; ms: number }
  | { do: 'write'; rows: number; holdMs: number }
  | { do: 'delete'; where: 'start' | 'middle' | 'end'; rows: number }
  | { do: 'messages'; fate: MessageFate; next: number; ms: number; as: Garbage }
  | { do: 'drop'; code: number }
  | { do: 'kill' }
  | { do: 'sockets'; open: boolean }
  | { do: 'accept-then-close'; code: number | null }
  | { do: 'joins'; fault: JoinFault; next: number }
  | { do: 'close-channels'; message: string }
  | { do: 'slot'; alive: boolean }
  | { do: 'token'; viewer: number; kind: TokenKind; lastsMs: number }
  | { do: 'rest'; how: 'fine' | 'away' | 'busy' | 'html' }
  | { do: 'reconnect'; viewer: number };

/** A world of sockets and what happens in it. */
export interface WireSchedule {
  readonly seed: number;
  readonly rows: number;
  readonly cap: number;
  readonly restMs: number;
  /** True for broadcasts in binary frames. */
  readonly isBinary: boolean;
  readonly viewers: number;
  readonly steps: readonly WireStep[];
}

const FATES: readonly MessageFate[] = [
  ...(['lose', 'duplicate', 'delay', 'split', 'pointer', 'merge', 'garble'] as const),
];
const GARBAGE: readonly Garbage[] = [
  ...(['no-object', 'foreign', 'backwards', 'miscounted', 'misshapen-rows', 'frame'] as const),
  ...(['far-pointer', 'far-rows'] as const),
];
const WORDS = [
  'Too many messages per second',
  'Token has expired 0 seconds ago',
  'You do not have permissions to read from this Channel topic',
  'Something else',
];

type Random = () => number;

const STEPS: readonly (readonly [number, (random: Random) => WireStep])[] = [
  [
    24,
    (random) => ({ do: 'wait', ms: between(random, 1, pick([50, 1_000, 6_000, 40_000], random)) }),
  ],
  [
    16,
    (random) => ({ do: 'write', rows: between(random, 1, 5), holdMs: pick([0, 0, 200], random) }),
  ],
  [2, (random) => ({ do: 'delete', where: pick(['start', 'middle', 'end'], random), rows: 3 })],
  [
    8,
    (random) => ({
      do: 'messages',
      fate: pick(FATES, random),
      next: between(random, 1, 3),
      ms: pick([1, 100, 3_000], random),
      as: pick(GARBAGE, random),
    }),
  ],
  [5, (random) => ({ do: 'drop', code: pick([1000, 1001, 1006, 1011, 1012], random) })],
  [2, () => ({ do: 'kill' })],
  [2, (random) => ({ do: 'sockets', open: random() < 0.6 })],
  [1, (random) => ({ do: 'accept-then-close', code: random() < 0.5 ? null : 1011 })],
  [
    5,
    (random) => ({
      do: 'joins',
      fault: pick(['ignore', 'refuse', 'rate', 'close'], random),
      next: between(random, 1, 2),
    }),
  ],
  [2, (random) => ({ do: 'close-channels', message: pick(WORDS, random) })],
  [2, (random) => ({ do: 'slot', alive: random() < 0.6 })],
  [
    7,
    (random) => ({
      do: 'token',
      viewer: between(random, 0, 1),
      kind: pick(['fresh', 'fresh', 'short', 'short', 'portal', 'garbage', 'expired'], random),
      lastsMs: pick([3_000, 20_000, 90_000], random),
    }),
  ],
  [3, (random) => ({ do: 'rest', how: pick(['away', 'busy', 'html', 'fine', 'fine'], random) })],
  [2, (random) => ({ do: 'reconnect', viewer: between(random, 0, 1) })],
];
const TOTAL = STEPS.reduce((sum, [weight]) => sum + weight, 0);

/** The schedule that belongs to a seed. */
export function drawWireSchedule(seed: number): WireSchedule {
  const random = seededRandom(seed);
  const length = pick([3, 8, 16, 30], random);
  return {
    seed,
    rows: pick([0, 2, 20], random),
    cap: pick([3, 1_000], random),
    restMs: pick([0, 20, 300], random),
    isBinary: random() < 0.5,
    viewers: between(random, 1, 2),
    steps: Array.from({ length }, () => draw(random)),
  };
}

function draw(random: Random): WireStep {
  let left = random() * TOTAL;
  for (const [weight, make] of STEPS) {
    left -= weight;
    if (left < 0) return make(random);
  }
  return { do: 'wait', ms: 1_000 };
}

function pick<Item>(items: readonly Item[], random: Random): Item {
  return items[between(random, 0, items.length - 1)] as Item;
}
