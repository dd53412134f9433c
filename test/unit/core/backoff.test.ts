import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { backoffMs } from '../../../src/core/backoff.js';

const BOUNDS = { floorMs: 500, baseMs: 1_000, capMs: 30_000 };

describe('backoff', () => {
  it('draws from the floor up to a ceiling that doubles', () => {
    assert.equal(backoffMs(0, 0, BOUNDS), 500);
    assert.equal(backoffMs(0, 1, BOUNDS), 1_000);
    assert.equal(backoffMs(3, 1, BOUNDS), 8_000);
    assert.equal(backoffMs(3, 0.5, BOUNDS), 4_250);
  });

  it('draws up to a ceiling that grows as it is told', () => {
    assert.equal(backoffMs(2, 1, { ...BOUNDS, growth: 1.5 }), 2_250);
  });

  it('never exceeds its cap, however often it has failed', () => {
    assert.equal(backoffMs(10, 1, BOUNDS), 30_000);
    assert.equal(backoffMs(5_000, 1, BOUNDS), 30_000);
  });
});
