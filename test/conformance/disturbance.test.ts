/** What is disturbed on the way to a listener: by chance that can be repeated, and never more than was ordered. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import {
  Disturbance,
  MOST_HELD_MS,
  type DisturbanceOptions,
} from '../../demo/stack/realtime/disturbance.js';

const MESSAGES = Array.from({ length: 200 }, (_, index) => String(index));

class Listener {
  readonly heard: string[] = [];

  deliver(data: string | Buffer): void {
    this.heard.push(data.toString());
  }
}

/** What a listener hears of the messages in the end. */
function hear(options: DisturbanceOptions): string[] {
  const listener = new Listener();
  const disturbance = new Disturbance(options);
  for (const message of MESSAGES) disturbance.carry(listener, message);
  mock.timers.tick(60_000);
  return listener.heard;
}

const byNumber = (messages: readonly string[]): string[] =>
  [...messages].sort((a, b) => Number(a) - Number(b));

describe('a disturbance', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));

  afterEach(() => mock.timers.reset());

  it('changes nothing that was not ordered', () => {
    assert.deepEqual(hear({}), MESSAGES);
  });

  it('is the same for the same seed, and another for another', () => {
    for (const share of ['loseShare', 'duplicateShare', 'reorderShare']) {
      assert.deepEqual(hear({ [share]: 0.5, seed: 7 }), hear({ [share]: 0.5, seed: 7 }));
      assert.notDeepEqual(hear({ [share]: 0.5, seed: 7 }), hear({ [share]: 0.5, seed: 8 }));
    }
  });

  it('loses a share, and says which', () => {
    const listener = new Listener();
    const disturbance = new Disturbance({ loseShare: 0.25 });
    const carried = MESSAGES.filter((message) => disturbance.carry(listener, message));
    assert.deepEqual(listener.heard, carried);
    assert.ok(carried.length > 120 && carried.length < 180, String(carried.length));
  });

  it('loses the same ones, whatever else happens', () => {
    const lost = hear({ loseShare: 0.25 });
    const doubled = hear({ loseShare: 0.25, duplicateShare: 0.5, reorderShare: 0.5 });
    assert.deepEqual(byNumber([...new Set(doubled)]), lost);
    assert.ok(doubled.length > lost.length);
  });

  it('doubles a share, one behind the other', () => {
    const heard = hear({ duplicateShare: 0.5 });
    assert.deepEqual(heard, byNumber(heard));
    assert.deepEqual([...new Set(heard)], MESSAGES);
    assert.ok(heard.length > 260 && heard.length < 340, String(heard.length));
  });

  it('lets a share be overtaken, and loses none', () => {
    const heard = hear({ reorderShare: 0.3 });
    assert.notDeepEqual(heard, MESSAGES);
    assert.deepEqual(byNumber(heard), MESSAGES);
    const behind = heard.filter((message, at) => Number(message) < Number(heard[at - 1]));
    assert.ok(behind.length > 30 && behind.length < 90, String(behind.length));
  });

  it('holds each listener back for itself', () => {
    const [first, second] = [new Listener(), new Listener()];
    const disturbance = new Disturbance({ reorderShare: 0.5 });
    for (const message of MESSAGES) {
      disturbance.carry(first, message);
      const heard = [...first.heard];
      disturbance.carry(second, message);
      assert.deepEqual(first.heard, heard);
    }
    mock.timers.tick(MOST_HELD_MS);
    assert.deepEqual([byNumber(first.heard), byNumber(second.heard)], [MESSAGES, MESSAGES]);
  });

  it('holds back only for a while, and turns round what waits together', () => {
    const listener = new Listener();
    const disturbance = new Disturbance({ reorderShare: 1 });
    disturbance.carry(listener, '1');
    mock.timers.tick(MOST_HELD_MS - 1);
    disturbance.carry(listener, '2');
    assert.deepEqual(listener.heard, []);
    mock.timers.tick(1);
    assert.deepEqual(listener.heard, ['2', '1']);
  });

  it('holds nothing any longer when it ends; what is delayed comes in its time', () => {
    const listener = new Listener();
    const shuffled = new Disturbance({ reorderShare: 1 });
    shuffled.carry(listener, 'held');
    shuffled.end();
    assert.deepEqual(listener.heard, ['held']);
    const late = new Disturbance({ delayMs: 300 });
    late.carry(listener, 'late');
    late.end();
    mock.timers.tick(299);
    assert.deepEqual(listener.heard, ['held']);
    mock.timers.tick(1);
    assert.deepEqual(listener.heard, ['held', 'late']);
  });
});
