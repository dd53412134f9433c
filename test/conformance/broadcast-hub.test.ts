/** What no socket can show at will: a message that is both played back and live, and the place for a quota. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DatabaseMessage } from '../../demo/stack/realtime/broadcast.js';
import { BroadcastHub, type Listener } from '../../demo/stack/realtime/broadcast-hub.js';

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
  function listen(hub: BroadcastHub, replayed: readonly string[] = []): string[] {
    const heard: string[] = [];
    const listener: Listener = {
      topic: 'realtime:run:1',
      framing: 'json-objects',
      hasReplayed: (id) => replayed.includes(id),
      deliver: (data) => heard.push(data.toString()),
    };
    hub.add(listener, true);
    return heard;
  }

  it('does not send live what a listener got by replay', () => {
    const hub = new BroadcastHub(1_000);
    const [late, early] = [listen(hub, [MESSAGE.id]), listen(hub)];
    hub.publishFromDatabase(MESSAGE);
    assert.equal(late.length, 0);
    assert.equal(early.length, 1);
  });

  it('passes the payload as the database printed it, digit by digit', () => {
    const hub = new BroadcastHub(1_000);
    const heard = listen(hub);
    hub.publishFromDatabase(MESSAGE);
    assert.match(heard.join(), /"payload":\{"n": 9007199254740993\}/);
  });

  it('drops without a word what is not admitted', () => {
    const hub = new BroadcastHub(1_000);
    const heard = listen(hub);
    hub.admits = (origin) => origin !== 'database';
    hub.publishFromDatabase(MESSAGE);
    assert.deepEqual(heard, []);
    assert.equal(hub.stats.dropped, 1);
  });
});
