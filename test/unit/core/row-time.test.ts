import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { microsOf, timeOf } from '../../../src/core/row-time.js';
import { printTime } from '../../helpers/plain-table.js';
import { between, chooseSeed, seededRandom } from '../../helpers/random.js';

const BASE = Date.UTC(2026, 10, 23, 8, 43, 42) * 1_000;

describe('row time', () => {
  const cases: [string, number | null][] = [
    ['2026-11-23T08:43:42+00:00', BASE],
    ['2026-11-23T08:43:42.65+00:00', BASE + 650_000],
    ['2026-11-23T08:43:42.000001+00:00', BASE + 1],
    ['2026-11-23T08:43:42.1234567Z', BASE + 123_456],
    ['2026-11-23 08:43:42.5+00', BASE + 500_000],
    ['2026-11-23T14:13:42+05:30', BASE],
    ['2026-11-23T14:13:42+0530', BASE],
    ['2026-11-23T08:43:42', BASE],
    ['infinity', null],
    ['2026-11-23', null],
    ['2026-13-45T08:43:42Z', null],
    ['', null],
  ];
  for (const [text, micros] of cases) {
    it(`reads ${JSON.stringify(text)} as ${micros}`, () => {
      assert.equal(microsOf(text), micros);
    });
  }

  it('is read as it was printed, to the microsecond', () => {
    const seed = chooseSeed();
    console.log(`seed ${seed}`);
    const random = seededRandom(seed);
    for (let round = 0; round < 2_000; round += 1) {
      const micros = between(random, 0, 4_000_000_000) * 1_000_000 + between(random, 0, 999_999);
      assert.equal(microsOf(printTime(micros)), micros);
    }
  });

  it('is written down no later than it is', () => {
    assert.equal(timeOf(BASE + 650_999), '2026-11-23T08:43:42.650Z');
  });
});
