/**
 * What viewers cost the database and Realtime: requests an hour of one viewer, in virtual time over a model of the
 * table, and a hundred viewers after a restart, in real time over real sockets. Run it with `npm run bench:requests`;
 * it takes three minutes. SEED repeats its chance.
 */
import { FakeClock, settle } from '../helpers/fake-clock.js';
import { ModelRun, ModelViewer } from '../helpers/model-run.js';
import { chooseSeed, seededRandom } from '../helpers/random.js';
import { printGoal } from './goal.js';
import { measureHerds, VIEWERS, type HerdResult } from './herd.js';

/** An idle viewer may ask about once a minute. */
const IDLE_MOST = 75;
/** Of the viewers, in any one second. */
const HERD_MOST_PERCENT = 20;
/** How long the server is away, in seconds: a rolling restart, and one that takes its time. */
const RESTARTS = [0, 5] as const;
/** From commit to arrival, in ms: what a row takes on a hosted project. */
const LIVE_DELAY_MS = 80;
/** Left out at the start, in ms: the questions that follow every join. */
const WARM_UP_MS = 60_000;
const HOUR_MS = 3_600_000;

interface Load {
  readonly name: string;
  /** Rows of one statement, and how often there is one. */
  readonly rows?: number;
  readonly everyMs?: number;
  readonly polls?: boolean;
  readonly hidden?: boolean;
  /** How much is measured, in minutes; scaled up to an hour. Default: 60. */
  readonly minutes?: number;
}

const LOADS: readonly Load[] = [
  { name: 'idle' },
  { name: 'a row every 10 s', rows: 1, everyMs: 10_000 },
  { name: 'a row every 4 s', rows: 1, everyMs: 4_000 },
  { name: 'dripping, 1 row/s', rows: 1, everyMs: 1_000 },
  { name: 'busy, 10 rows/s singly', rows: 1, everyMs: 100 },
  { name: 'busy, 200 rows/s in batches', rows: 20, everyMs: 100, minutes: 10 },
  { name: 'hidden page, idle', hidden: true },
  { name: 'hidden page, 1 row/s', hidden: true, rows: 1, everyMs: 1_000 },
  { name: 'polling, idle', polls: true },
  { name: 'polling, 1 row/s', polls: true, rows: 1, everyMs: 1_000 },
  { name: 'polling, 200 rows/s', polls: true, rows: 20, everyMs: 100, minutes: 10 },
];

interface Cost {
  readonly requests: number;
  /** Announcements that came: each is one message of the project's quota. */
  readonly messages: number;
}

const seed = chooseSeed();
console.log(`seed ${seed}\n`);
console.log('one viewer, per hour             requests   messages');
const costs = new Map<string, Cost>();
for (const load of LOADS) {
  const cost = await measure(load);
  costs.set(load.name, cost);
  const { requests, messages } = cost;
  console.log(
    `${load.name.padEnd(32)} ${requests.toFixed(0).padStart(8)} ${messages.toFixed(0).padStart(10)}`,
  );
}

const herds = await measureHerds(RESTARTS, seed);
for (const herd of herds) printHerd(herd);

console.log('');
printGoal('requests-idle', costs.get('idle')?.requests ?? NaN, { atMost: IDLE_MOST, unit: '/h' });
for (const { awaySeconds, connectingViewers } of herds) {
  const peak = (100 * Math.max(...connectingViewers)) / VIEWERS;
  printGoal(`herd-connections-${awaySeconds}-s-away`, peak, {
    atMost: HERD_MOST_PERCENT,
    unit: '% of the viewers in one second',
  });
}

/** An hour in the life of a viewer, after it has settled. */
async function measure({
  rows = 0,
  everyMs = 0,
  polls = false,
  hidden = false,
  minutes = 60,
}: Load): Promise<Cost> {
  const model = new ModelRun();
  const clock = new FakeClock();
  model.commit(100);
  const viewer = new ModelViewer(model, clock, { polls, random: seededRandom(seed) });
  await settle();
  if (!polls) viewer.live.accept();
  let messages = 0;
  const write = (): void => {
    const added = model.commit(rows);
    clock.after(everyMs, write);
    clock.after(LIVE_DELAY_MS, () => {
      if (polls || !viewer.live.isOpen) return;
      messages += 1;
      viewer.live.announce(added);
    });
  };
  if (rows > 0) write();
  if (hidden) viewer.page.happen('hidden');
  // A page rests a minute after it was hidden; only then does its hour begin.
  await clock.advance(hidden ? 2 * WARM_UP_MS : WARM_UP_MS);
  const before = { requests: model.requests, messages };
  await clock.advance(minutes * 60_000);
  const scale = HOUR_MS / (minutes * 60_000);
  const isWhole = hidden || viewer.entries.length + 20 * rows >= model.lastSeq;
  if (!isWhole && !polls) throw new Error(`Rows are missing: ${viewer.entries.length}.`);
  viewer.delivery.close();
  return {
    requests: (model.requests - before.requests) * scale,
    messages: (messages - before.messages) * scale,
  };
}

function printHerd(herd: HerdResult): void {
  const { awaySeconds, allLiveMs, connections, connectingViewers, requests, askingViewers } = herd;
  console.log(
    `\n${VIEWERS} viewers, server restarted, ${awaySeconds} s away; all live again after ${(allLiveMs / 1000).toFixed(1)} s`,
  );
  console.log('second  connects            requests');
  for (const [second, attempts] of connections.entries()) {
    const bar = '▪'.repeat(Math.ceil(attempts / 5));
    const asked = requests[second] ?? 0;
    console.log(
      `${String(second).padStart(6)}  ${String(attempts).padStart(4)} ${bar.padEnd(14)} ${String(asked).padStart(4)} ${'▪'.repeat(Math.ceil(asked / 10))}`,
    );
  }
  const share = (viewers: readonly number[]): string =>
    `${((100 * Math.max(...viewers)) / VIEWERS).toFixed(0)} %`;
  const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);
  console.log(
    `peak: ${share(connectingViewers)} of the viewers connect in one second, ${share(askingViewers)} ask the database; in all ${sum(connections)} attempts, ${sum(requests)} requests`,
  );
}
