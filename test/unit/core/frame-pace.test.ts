import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FramePace, MAX_WAIT_MS } from '../../../src/core/frame-pace.js';

describe('frame pace', () => {
  it('does not wait while updates are cheap, nor after a single dear one', () => {
    const pace = new FramePace();
    for (let update = 0; update < 100; update++) pace.took(6);
    assert.equal(pace.waitMs, 0);
    pace.took(25);
    assert.equal(pace.waitMs, 0);
  });

  it('leaves at least half of the time free when updates stay dear', () => {
    const pace = new FramePace();
    for (let update = 0; update < 40; update++) pace.took(30);
    assert.ok(pace.waitMs >= 59 && pace.waitMs <= 61, String(pace.waitMs));
  });

  it('never waits longer than its bound, and not at all once updates are cheap again', () => {
    const pace = new FramePace();
    for (let update = 0; update < 40; update++) pace.took(2_000);
    assert.equal(pace.waitMs, MAX_WAIT_MS);
    for (let update = 0; update < 40; update++) pace.took(3);
    assert.equal(pace.waitMs, 0);
  });
});
