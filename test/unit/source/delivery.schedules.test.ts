import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { LogEntry } from '../../../src/core/log-entry.js';
import { FakeClock, settle } from '../../helpers/fake-clock.js';
import { ModelRun, ModelViewer } from '../../helpers/model-run.js';
import { between, chooseSeed, seededRandom, shuffled } from '../../helpers/random.js';

/** Schedules a test run tries; more by `SCHEDULES=100000`. */
const SCHEDULES = Number(process.env['SCHEDULES'] ?? 400);

/** After the last fault, this long is enough for every wait in the engine to have run out. */
const QUIET_MS = 5 * 60_000;

it('delivers the table, once and in order, through every schedule of faults', async () => {
  const seed = chooseSeed();
  console.log(`seed ${seed}, ${SCHEDULES} schedules`);
  for (let round = 0; round < SCHEDULES; round += 1) {
    const steps: string[] = [];
    try {
      await runSchedule(seededRandom(seed + round), steps);
    } catch (error) {
      throw new Error(`SEED=${seed + round} SCHEDULES=1: ${steps.join(', ')}`, { cause: error });
    }
  }
});

async function runSchedule(random: () => number, steps: string[]): Promise<void> {
  const model = new ModelRun();
  const clock = new FakeClock();
  model.pageCap = between(random, 1, 12);
  model.commit(between(random, 0, 30));
  const viewer = new ModelViewer(model, clock, { random });
  await settle();
  /** Announcements on their way. */
  let inFlight: LogEntry[][] = [];
  let tokens = 0;

  const acts: Record<string, () => void | Promise<void>> = {
    join: () => {
      if (viewer.live.isOpen) viewer.live.accept();
    },
    'commit and announce': () => {
      inFlight.push(model.commit(between(random, 1, 8)));
    },
    'commit unannounced': () => {
      model.commit(between(random, 1, 4));
    },
    'announce in disorder': () => {
      inFlight = shuffled(inFlight, random);
    },
    'announce twice': () => {
      inFlight.push(...inFlight.slice(0, 1));
    },
    'lose announcements': () => {
      inFlight = inFlight.filter(() => random() < 0.5);
    },
    arrive: () => {
      if (viewer.live.isOpen) for (const rows of inFlight.splice(0, 3)) viewer.live.announce(rows);
    },
    break: () => {
      if (viewer.live.isOpen) viewer.live.listener.onLost('model');
      if (random() < 0.7) inFlight = [];
    },
    refuse: () => {
      if (viewer.live.isOpen) viewer.live.refuse('rate');
    },
    expire: () => {
      if (viewer.live.isOpen) viewer.live.refuse('token', 'Token has expired');
    },
    'new token': () => {
      viewer.delivery.setToken(`token-${(tokens += 1)}`);
    },
    'server away': () => {
      model.failure = random() < 0.5 ? 'unreachable' : 'unreadable';
    },
    'server back': () => {
      model.failure = null;
    },
    retention: () => {
      model.delete((row) => row.seq % between(random, 3, 9) === 0);
    },
    wait: () => clock.advance(between(random, 1, 20_000)),
    settle: () => settle(),
  };
  const names = Object.keys(acts);
  for (let step = between(random, 5, 40); step > 0; step -= 1) {
    const name = names[between(random, 0, names.length - 1)] ?? 'wait';
    steps.push(name);
    await acts[name]?.();
    await settle();
  }

  model.failure = null;
  viewer.delivery.setToken('last-token');
  await clock.advance(QUIET_MS / 2);
  if (viewer.live.isOpen) viewer.live.accept();
  await clock.advance(QUIET_MS);

  const seqs = viewer.entries.map((row) => row.seq);
  assert.deepEqual(
    seqs,
    [...new Set(seqs)].sort((a, b) => a - b),
    'in order and once each',
  );
  const shown = new Set(seqs);
  const first = viewer.rows[0]?.seq ?? 1;
  const missing = model.rows.filter((row) => row.seq >= first && !shown.has(row.seq));
  assert.deepEqual(missing, [], 'none of the table is missing');
  assert.equal(viewer.state, 'live');
}
