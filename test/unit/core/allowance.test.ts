import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Allowance } from '../../../src/core/allowance.js';

describe('allowance', () => {
  it('gives so many at once, then as they grow back', () => {
    const allowance = new Allowance({ most: 2, refillMs: 1_000 });
    const taken = [0, 0, 0, 999, 1_000, 1_500, 2_000, 60_000, 60_000, 60_000].map((ms) =>
      allowance.take(ms),
    );
    assert.deepEqual(taken, [true, true, false, false, true, false, true, true, true, false]);
  });

  it('does not mind a clock that goes back', () => {
    const allowance = new Allowance({ most: 1, refillMs: 1_000 });
    assert.deepEqual(
      [5_000, 0, 1_000].map((ms) => allowance.take(ms)),
      [true, false, true],
    );
  });
});
