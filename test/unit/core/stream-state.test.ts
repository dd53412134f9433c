import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nextState, type StreamEvent } from '../../../src/core/stream-state.js';

type State = ReturnType<typeof nextState>;

const walk = (from: State, ...events: StreamEvent[]): State => events.reduce(nextState, from);

describe('stream state', () => {
  it('goes from idle to live by subscribing and catching up', () => {
    assert.equal(walk('idle', 'open', 'subscribed'), 'catching-up');
    assert.equal(walk('idle', 'open', 'subscribed', 'caught-up'), 'live');
  });

  it('is not live before it has subscribed', () => {
    assert.equal(walk('idle', 'open', 'caught-up'), 'connecting');
    assert.equal(walk('polling', 'caught-up'), 'polling');
  });

  it('leaves polling only by subscribing', () => {
    assert.equal(walk('connecting', 'fall-back'), 'polling');
    assert.equal(walk('polling', 'connection-lost'), 'polling');
    assert.equal(walk('polling', 'subscribed', 'caught-up'), 'live');
  });

  it('stays with a refusal until something is changed', () => {
    for (const state of ['auth-required', 'denied', 'failed'] as const) {
      assert.equal(walk(state, 'subscribed', 'caught-up', 'fall-back', 'connection-lost'), state);
      assert.equal(walk(state, 'token-replaced'), 'connecting');
      assert.equal(walk(state, 'open'), 'connecting');
    }
  });

  it('stays ended whatever the connection does', () => {
    assert.equal(walk('ended', 'subscribed', 'connection-lost', 'fall-back', 'caught-up'), 'ended');
    assert.equal(walk('ended', 'token-refused', 'access-refused'), 'ended');
    assert.equal(walk('ended', 'open'), 'connecting');
  });

  it('comes to rest from everywhere', () => {
    const states: State[] = [
      'idle',
      'connecting',
      'catching-up',
      'live',
      'polling',
      'degraded',
      'auth-required',
      'denied',
      'ended',
      'failed',
    ];
    for (const state of states) assert.equal(nextState(state, 'close'), 'idle', state);
  });
});
