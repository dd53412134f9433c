import assert from 'node:assert/strict';
import { it } from 'node:test';
import { isEntry } from '../../../src/core/log-entry.js';
import { RUN_ID } from '../../helpers/entries.js';
import { FakeClock, settle } from '../../helpers/fake-clock.js';
import { NumberedViewer } from '../../helpers/numbered-viewer.js';
import { asInserted, PlainTable, type PlainRow } from '../../helpers/plain-table.js';
import { between, chooseSeed, seededRandom, shuffled } from '../../helpers/random.js';

/** Schedules a test run tries; more by `SCHEDULES=100000`. */
const SCHEDULES = Number(process.env['SCHEDULES'] ?? 120);

/** The longest that a transaction lasts here: what the feed promises to bridge. */
const LATE_MS = 30_000;

/** After the last fault, this long is enough for every wait in the engine to have run out. */
const QUIET_MS = 10 * 60_000;

it('delivers a table without numbers, each row once, through every schedule of faults', async () => {
  const seed = chooseSeed();
  console.log(`seed ${seed}, ${SCHEDULES} schedules`);
  for (let round = 0; round < SCHEDULES; round += 1) {
    const steps: string[] = [];
    try {
      await runSchedule(seededRandom(seed + round), steps);
    } catch (error) {
      throw new Error(`SEED=${seed + round} SCHEDULES=1: ${steps.join(', ')}\n${String(error)}`, {
        cause: error,
      });
    }
  }
});

interface Transaction {
  readonly rows: PlainRow[];
  readonly endsAtMs: number;
}

async function runSchedule(random: () => number, steps: string[]): Promise<void> {
  const clock = new FakeClock();
  const table = new PlainTable();
  table.pageCap = between(random, 1, 12);
  const hasUuids = random() < 0.5;
  let ids = between(random, 1, 2 ** 30);
  let open: Transaction[] = [];
  let inFlight: PlainRow[] = [];

  const newId = (): string => {
    ids += 1;
    return hasUuids
      ? Math.floor(random() * 2 ** 52)
          .toString(16)
          .padStart(14, 'a')
      : String(ids);
  };
  /** Rows of one transaction share one time, unless the writer dates them itself. */
  const write = (count: number): PlainRow[] => {
    const micros = clock.now() * 1_000 + between(random, 0, 999);
    const ownDates = random() < 0.3;
    return Array.from({ length: count }, (_, index) => ({
      id: newId(),
      micros: ownDates ? micros + between(random, 0, 3) : micros,
      message: `row ${ids} ${index}`,
    }));
  };
  const commit = (rows: readonly PlainRow[]): void => {
    table.commit(rows);
    inFlight.push(...rows);
  };
  const wait = async (durationMs: number): Promise<void> => {
    const endMs = clock.now() + durationMs;
    while (clock.now() < endMs) {
      const nextMs = Math.min(endMs, ...open.map(({ endsAtMs }) => endsAtMs));
      await clock.advance(Math.max(0, nextMs - clock.now()));
      for (const { rows } of open.filter(({ endsAtMs }) => endsAtMs <= clock.now())) commit(rows);
      open = open.filter(({ endsAtMs }) => endsAtMs > clock.now());
    }
  };

  const begin = (): void => {
    const endsAtMs = clock.now() + between(random, 1, LATE_MS);
    open.push({ rows: write(between(random, 1, 20)), endsAtMs });
  };

  for (let round = between(random, 0, 4); round > 0; round -= 1) {
    if (random() < 0.3) begin();
    commit(write(between(random, 0, 15)));
    await wait(between(random, 0, 15_000));
  }
  inFlight = [];
  const stumbling = random() < 0.3 ? 0.2 : 0;
  table.stumbles = () => random() < stumbling;
  const viewer = new NumberedViewer(table, clock, {
    random,
    polls: random() < 0.3,
    ...(random() < 0.5 ? { rememberedRowsMax: between(random, 0, 20) } : {}),
  });
  await settle();

  const acts: Record<string, () => void | Promise<void>> = {
    join: () => withLive(viewer, (live) => live.accept()),
    'commit and announce': () => commit(write(between(random, 1, 8))),
    'commit unannounced': () => table.commit(write(between(random, 1, 4))),
    'begin a transaction': begin,
    'announce in disorder': () => {
      inFlight = shuffled(inFlight, random);
    },
    'announce twice': () => {
      inFlight.push(...inFlight.slice(0, 3));
    },
    'lose announcements': () => {
      inFlight = inFlight.filter(() => random() < 0.5);
    },
    arrive: () => {
      const cut = random() < 0.1 ? ['Error 413: Payload Too Large'] : null;
      for (const row of inFlight.splice(0, 9)) viewer.hear(asInserted(row, RUN_ID, cut));
    },
    break: () => {
      withLive(viewer, (live) => live.listener.onLost('model'));
      if (random() < 0.7) inFlight = [];
    },
    refuse: () => withLive(viewer, (live) => live.refuse('rate')),
    'new token': () => viewer.delivery.setToken(`token-${steps.length}`),
    reconnect: () => viewer.delivery.reconnect(),
    'server away': () => {
      table.isAway = true;
    },
    'server back': () => {
      table.isAway = false;
    },
    older: () => {
      void viewer.delivery.loadOlder(between(random, 1, 12));
      if (random() < 0.3) void viewer.delivery.loadOlder(5);
    },
    'wait a little': () => wait(between(random, 1, 3_000)),
    wait: () => wait(between(random, 1, 20_000)),
    'wait long': () => wait(between(random, 20_000, 90_000)),
    settle: () => settle(),
  };
  const names = Object.keys(acts);
  for (let step = between(random, 5, 60); step > 0; step -= 1) {
    const name = names[between(random, 0, names.length - 1)] ?? 'wait';
    steps.push(name);
    await acts[name]?.();
    await settle();
  }

  table.isAway = false;
  table.stumbles = () => false;
  viewer.delivery.setToken('last-token');
  await wait(QUIET_MS / 2);
  withLive(viewer, (live) => live.accept());
  await wait(QUIET_MS);
  for (let page = 0; page < 2_000 && !viewer.sink.reachedStart; page += 1) {
    await viewer.delivery.loadOlder(12);
  }

  const { rows } = viewer.sink;
  const shown = rows.filter(isEntry).map(({ id }) => id);
  const committed = table.rows.map(({ id }) => id);
  const twice = shown.filter((id, place) => shown.indexOf(id) !== place);
  const missing = committed.filter((id) => !shown.includes(id));
  assert.deepEqual({ twice, missing }, { twice: [], missing: [] });
  const seqs = rows.filter(isEntry).map(({ seq }) => seq);
  const from = seqs[0] ?? 1;
  assert.deepEqual(
    seqs,
    seqs.map((_, index) => from + index),
    'numbers without a hole',
  );
  assert.equal(viewer.sink.probe.read(clock.now(), 0).counts.missing, 0);
  viewer.delivery.close();
}

/** Does something with the live path, if there is one that somebody listens to. */
function withLive(viewer: NumberedViewer, act: (live: NumberedViewer['live']) => void): void {
  try {
    if (viewer.live.isOpen) act(viewer.live);
  } catch (error) {
    if (!String(error).includes('no live path')) throw error;
  }
}
