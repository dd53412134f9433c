/** What no socket can show at will: a message that is both played back and live, and what counts against the quota. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DatabaseMessage } from '../../demo/stack/realtime/broadcast.js';
import { BroadcastHub, type Listener } from '../../demo/stack/realtime/broadcast-hub.js';
import { Faults } from '../../demo/stack/realtime/faults.js';
import { RateQuota } from '../../demo/stack/realtime/rate-quota.js';

const MESSAGE: DatabaseMessage = {
  id: '6c1b1dae-eec7-4c96-9435-503998c60d6e',
  topic: 'run:1',
  event: 'line',
  isPrivate: true,
  encoding: 'json',
  // Beyond what a JavaScript number holds.
  body: Buffer.from('{"n": 9007199254740993}'),
};

describe('the broadcast hub', () => {
  let nowMs = 0;

  function makeHub(perSecond = 1_000): BroadcastHub {
    nowMs = 0;
    const quota = new RateQuota(perSecond, () => nowMs);
    return new BroadcastHub({ maxBytes: 1_000, quota, faults: new Faults() });
  }

  function listen(hub: BroadcastHub, replayed: readonly string[] = []): string[] {
    const heard: string[] = [];
    const listener: Listener = {
      topic: 'realtime:run:1',
      framing: 'json-objects',
      isReady: true,
      hasReplayed: (id) => replayed.includes(id),
      deliver: (data) => heard.push(data.toString()),
      overrun: () => heard.push('over'),
    };
    hub.add(listener, true);
    return heard;
  }

  it('does not send live what a listener got by replay', () => {
    const hub = makeHub();
    const [late, early] = [listen(hub, [MESSAGE.id]), listen(hub)];
    hub.publishFromDatabase(MESSAGE);
    assert.equal(late.length, 0);
    assert.equal(early.length, 1);
  });

  it('passes the payload as the database printed it, digit by digit', () => {
    const hub = makeHub();
    const heard = listen(hub);
    hub.publishFromDatabase(MESSAGE);
    assert.match(heard.join(), /"payload":\{"n": 9007199254740993\}/);
  });
});
