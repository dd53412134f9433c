/** That the capacity sheet says what a simulation of statements, announcements and viewers comes to, and what was measured. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  needOf,
  PLANS,
  shortagesOf,
  type Load,
  type Need,
} from '../../../stories/docs/capacity.js';
import { chooseSeed, seededRandom } from '../../helpers/random.js';
import { simulateLoad, type Arrivals, type Simulated } from './simulate-load.js';

const LOAD: Load = {
  runs: 1,
  rowsPerSecondOfARun: 1,
  rowsPerStatement: 1,
  viewersOfARun: 1,
  bytesPerRow: 258,
  messagesPerSecondOfARun: 10,
};

/** From a drip to a flood, one viewer to many; each a case of its own in the sheet. */
const LOADS: Readonly<Record<string, Partial<Load>>> = {
  'a row every ten seconds': { rowsPerSecondOfARun: 0.1, runs: 20, viewersOfARun: 3 },
  'a row every forty seconds': { rowsPerSecondOfARun: 1 / 40, runs: 40, viewersOfARun: 3 },
  'a row every four seconds': { rowsPerSecondOfARun: 0.25, runs: 20, viewersOfARun: 3 },
  'a row a second': { runs: 10, viewersOfARun: 5 },
  'nearly as many statements as announcements': {
    rowsPerSecondOfARun: 3,
    runs: 5,
    viewersOfARun: 4,
  },
  '200 rows a second, one by one': { rowsPerSecondOfARun: 200, runs: 5, viewersOfARun: 3 },
  'batches of 100': {
    rowsPerSecondOfARun: 1_000,
    rowsPerStatement: 100,
    runs: 2,
    viewersOfARun: 50,
  },
  'a flood of pointers': { rowsPerSecondOfARun: 6_000, rowsPerStatement: 100, viewersOfARun: 20 },
  'large rows, read by each viewer': {
    rowsPerSecondOfARun: 100,
    rowsPerStatement: 10,
    bytesPerRow: 10_000,
    viewersOfARun: 10,
  },
  'half the quota': { rowsPerSecondOfARun: 50, messagesPerSecondOfARun: 5, viewersOfARun: 10 },
};

/** How far the sheet may be off, in percent of what the simulation comes to. */
const MOST_OFF: Readonly<Record<Arrivals, number>> = { even: 5, random: 10 };
const SECONDS = 1_200;

const OF_ANNOUNCEMENTS = [
  'announcementsOfARun',
  'messagesPerSecond',
  'sentBytesPerSecond',
] as const;
/** Silences of no regular length are asked about more or less often, so this is for statements that come evenly. */
const OF_REQUESTS = ['requestsPerSecond', 'databaseCores'] as const;
const FIGURES: Readonly<Record<Arrivals, readonly (keyof Simulated & keyof Need)[]>> = {
  even: [...OF_ANNOUNCEMENTS, ...OF_REQUESTS],
  random: OF_ANNOUNCEMENTS,
};
/** Of a viewer, a second, however statements come: a question every three seconds, and one soon every ten. */
const MOST_QUESTIONS = 0.45;

describe('the capacity sheet', () => {
  const seed = chooseSeed();

  for (const arrivals of ['even', 'random'] as const) {
    for (const [name, given] of Object.entries(LOADS)) {
      it(`is within ${MOST_OFF[arrivals]} % of ${name}, ${arrivals}`, (t) => {
        const load = { ...LOAD, ...given };
        const need = needOf(load);
        const seen = simulateLoad(load, arrivals, SECONDS, seededRandom(seed));
        const off = FIGURES[arrivals].map((figure) => ({
          figure,
          told: need[figure],
          seen: seen[figure],
          percent: offBy(need[figure], seen[figure]),
        }));
        t.diagnostic(`seed ${seed}: ${off.map(({ percent }) => percent.toFixed(1)).join(', ')} %`);
        assert.deepEqual(
          off.filter(({ percent }) => percent > MOST_OFF[arrivals]),
          [],
          `seed ${seed}`,
        );
        if (need.pointerShare === 0) {
          assert.ok(seen.requestsPerSecond <= MOST_QUESTIONS * need.connections, `seed ${seed}`);
        }
      });
    }
  }

  it('has the requests an hour that were measured with the widget itself', () => {
    // The README's table of one viewer, from `npm run bench:requests`; its model of a table announces every statement.
    const messagesPerSecondOfARun = 25;
    const measured = [
      [0, 62],
      [0.1, 1_082],
      [0.25, 1_256],
      [1, 360],
      [10, 0],
    ] as const;
    for (const [rowsPerSecondOfARun, anHour] of measured) {
      const told =
        3_600 * needOf({ ...LOAD, messagesPerSecondOfARun, rowsPerSecondOfARun }).requestsPerSecond;
      assert.ok(Math.abs(told - anHour) <= 0.04 * anHour, `${told} for ${anHour}`);
    }
  });

  it('has the processor time that was measured of the database', () => {
    const of = (rows: number, rowsPerStatement: number): number =>
      needOf({ ...LOAD, rowsPerSecondOfARun: rows, rowsPerStatement, viewersOfARun: 0 })
        .databaseCores;
    // supabase/README.md: four writers kept two cores busy.
    assert.ok(Math.abs(of(64_000, 100) - 2) < 0.2, String(of(64_000, 100)));
    assert.ok(Math.abs(of(2_000, 1) - 2) < 0.2, String(of(2_000, 1)));
  });

  it('never lets a row wait longer than it says', () => {
    const load = { ...LOAD, rowsPerSecondOfARun: 200 };
    const { waitMs } = simulateLoad(load, 'even', SECONDS, seededRandom(seed));
    assert.ok(waitMs <= needOf(load).waitMs + 1_000 / 200 + 1, `${waitMs} ms, seed ${seed}`);
    assert.equal(needOf(LOAD).waitMs, 0);
  });

  it('says which plans fit, and what the others lack', () => {
    const plansFor = (given: Partial<Load>): (readonly string[])[] =>
      PLANS.map((plan) =>
        shortagesOf(plan, needOf({ ...LOAD, rowsPerSecondOfARun: 200, ...given })),
      );
    assert.deepEqual(plansFor({ viewersOfARun: 24 }), [[], [], []]);
    assert.deepEqual(plansFor({ viewersOfARun: 25 }), [['messages'], [], []]);
    assert.deepEqual(plansFor({ viewersOfARun: 600, rowsPerSecondOfARun: 0 }), [
      ['connections', 'joins after a restart'],
      ['connections'],
      [],
    ]);
  });

  it('refuses what is no load, by name', () => {
    for (const [name, value] of [
      ['runs', -1],
      ['rowsPerStatement', 0],
      ['bytesPerRow', NaN],
      ['viewersOfARun', Infinity],
    ] as const) {
      assert.throws(
        () => needOf({ ...LOAD, [name]: value }),
        new RegExp(`^RangeError: ${name} is`),
      );
    }
  });
});

function offBy(told: number, seen: number): number {
  return told === seen ? 0 : (100 * Math.abs(told - seen)) / Math.max(told, seen);
}
