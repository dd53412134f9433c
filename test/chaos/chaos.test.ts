/**
 * A chaos run that is short enough for every day: half a minute, one fault of each family, always the same. What it
 * finds, it finds in the real parts: supabase-js, sockets, Postgres, a browser. How available the rows were is not
 * judged here: in so short a run one fault decides that. SEED repeats the writers' rows.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chooseSeed } from '../helpers/random.js';
import { FAULT_EVERY_MS, runChaos } from './chaos-run.js';
import type { FaultName } from './fault-kinds.js';
import { judge } from './report.js';

const KINDS: readonly FaultName[] = [
  'messages disturbed',
  'sockets cut',
  'REST fails',
  'tag removed',
  'channels closed',
  'network away',
  'messages lost in silence',
  'token ends early',
];

describe('chaos', { timeout: 200_000 }, () => {
  it('loses nothing and doubles nothing through a fault every three seconds', async (test) => {
    const seed = chooseSeed();
    test.diagnostic(`seed ${seed}`);
    const durationMs = (KINDS.length + 1) * FAULT_EVERY_MS;
    const result = await runChaos({ seed, durationMs, kinds: KINDS });
    const { sum, lines } = judge(result);
    const account = lines.join('\n');
    assert.deepEqual(
      result.faults.map(({ kind }) => kind),
      KINDS,
      'every fault has struck',
    );
    assert.ok(result.rows > 3_000, `${result.rows} rows were written`);
    assert.notEqual(result.settledMs, null, account);
    assert.deepEqual(sum, { lost: 0, doubled: 0, outOfOrder: 0, altered: 0 }, account);
    assert.deepEqual(result.complaints, []);
  });
});
