/** The proof by trying: the real engine through thousands of drawn schedules of faults. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { chooseSeed } from '../helpers/random.js';
import { tryInProcesses } from './try-in-processes.js';

/** Schedules of one test run; more by `SCHEDULES=100000`, many more by `npm run test:model`. */
const SCHEDULES = Number(process.env['SCHEDULES'] ?? 10_000);

it('keeps every promise through every schedule of faults', async () => {
  const seed = chooseSeed();
  console.log(`seed ${seed}, ${SCHEDULES} schedules`);
  const { schedules, failure } = await tryInProcesses({ seed, schedules: SCHEDULES });
  assert.equal(failure?.text, undefined);
  assert.equal(schedules, SCHEDULES);
});
