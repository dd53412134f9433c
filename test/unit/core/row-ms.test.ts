import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rowMs } from '../../../src/core/row-ms.js';
import { between, chooseSeed, seededRandom } from '../../helpers/random.js';

const PLACES = [
  '2026-03-02T09:14:07.120Z',
  '2026-03-02T09:14:07.120345+00:00',
  '2026-03-02T09:14:07.9+00:00',
  '2026-03-02T09:14:08.5-07:30',
  '2026-03-02 09:14:07.120345+00:00',
  '2026-03-02T09:14:07Z',
  '2026-03-02T09:14:07+02:00',
  '1969-12-31T23:59:59.250Z',
  '2026-03-02T09:14:07.12x345+00:00',
  '2026-03-02T09:14:07.120',
  '2026-02-30T09:14:07.120Z',
  '2026-03-02T25:14:07.120Z',
  '',
  'yesterday',
  '2026-03-02T09:14:07.1a0Z',
];

describe('rowMs', () => {
  it('is what Date.parse gives, whatever was asked for before', (t) => {
    const seed = chooseSeed();
    t.diagnostic(`SEED=${seed}`);
    const random = seededRandom(seed);
    for (let round = 0; round < 5_000; round += 1) {
      const fixed = PLACES[between(random, 0, PLACES.length - 1)] ?? '';
      const near = new Date(1_772_442_847_000 + between(random, 0, 3_000)).toISOString();
      const text = between(random, 0, 1) === 0 ? fixed : near;
      assert.equal(rowMs(text), Date.parse(text), `${text}, round ${round}, SEED=${seed}`);
    }
  });
});
