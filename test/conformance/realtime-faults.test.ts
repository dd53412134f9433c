/** Every fault that can be ordered from the local Realtime server does what it says, and ends when it is told to. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { startStack, type LocalStack } from '../../demo/stack/stack.js';
import { JoiningClient, JOINED, PRIVATELY } from '../helpers/joining-client.js';
import { HandshakeRefusal } from '../helpers/stack-wire.js';
import { installRecordedSchema, makeScenario } from '../helpers/stack-scenario.js';
import { waitUntil } from '../helpers/wait-until.js';

const LIMITS = {
  refusedJoinDelayMs: 100,
  refusedHandshakeDelayMs: 50,
  replicationCheckMs: 20,
};

describe('a fault of Realtime', () => {
  let stack: LocalStack;
  let token: string;
  let topic: string;
  let topics = 0;
  let client: JoiningClient;

  before(async () => {
    stack = await startStack({ port: 0, realtimeLimits: LIMITS });
    await installRecordedSchema(stack);
    token = await (await makeScenario(stack)).token('<jwt alice, 1 h>');
  });

  after(() => stack.stop());

  beforeEach(async () => {
    topic = `open:${++topics}`;
    client = await open();
  });

  afterEach(async () => {
    // A test that failed must not leave its fault to the next.
    stack.realtime.freezeSockets(false);
    await client.close();
  });

  const open = (): Promise<JoiningClient> => JoiningClient.open(stack, token);

  /** One message for each number, each in a transaction of its own. */
  async function send(...numbers: number[]): Promise<void> {
    for (const n of numbers) {
      await stack.sql`select realtime.send(${stack.sql.json({ n })}, 'line', ${topic}, true)`;
    }
  }

  // The rest of them: disturbance.test.ts.
  describe('between the server and a listener', () => {
    it('loses messages', async () => {
      await client.join(topic);
      const { lost } = stack.realtime.stats();
      stack.realtime.disturbBroadcasts({ loseShare: 1 });
      await send(1, 2);
      await waitUntil('both are lost', () => stack.realtime.stats().lost === lost + 2);
      stack.realtime.disturbBroadcasts(null);
      await send(3);
      assert.equal((await client.nextLine()).n, 3);
    });

    it('doubles them', async () => {
      await client.join(topic);
      stack.realtime.disturbBroadcasts({ duplicateShare: 1 });
      await send(1, 2);
      assert.deepEqual(await client.nextLines(4), [1, 1, 2, 2]);
      stack.realtime.disturbBroadcasts(null);
    });

    it('delays them, and what is delayed still comes when it is over', async () => {
      await client.join(topic);
      stack.realtime.disturbBroadcasts({ delayMs: 300 });
      const { delivered } = stack.realtime.stats();
      const sentMs = performance.now();
      await send(1, 2);
      await waitUntil('both are on their way', () => {
        return stack.realtime.stats().delivered === delivered + 2;
      });
      stack.realtime.disturbBroadcasts(null);
      const first = await client.nextLine();
      assert.equal(first.n, 1);
      assert.ok(first.atMs - sentMs >= 299, `${first.atMs - sentMs} ms`);
      assert.equal((await client.nextLine()).n, 2);
    });

    it('delivers nothing to a channel that was left meanwhile', async () => {
      await client.join(topic);
      stack.realtime.disturbBroadcasts({ delayMs: 100 });
      const { delivered } = stack.realtime.stats();
      await send(1);
      await waitUntil('it is on its way', () => stack.realtime.stats().delivered > delivered);
      stack.realtime.closeChannels('permission');
      await client.nextSystem();
      assert.equal((await client.nextFrame())[3], 'phx_close');
      await client.join(topic);
      // As late as the first, and therefore behind it.
      await send(2);
      assert.equal((await client.nextLine()).n, 2);
      stack.realtime.disturbBroadcasts(null);
    });
  });

  describe('of channels', () => {
    const CLOSED = [
      ['token-expired', 'Token has expired 0 seconds ago'],
      ['permission', 'You do not have permissions to read from this Channel topic: '],
      ['rate-limit', 'Too many messages per second'],
      ['replication', 'Replication connection was not established in time'],
    ] as const;
    for (const [cause, words] of CLOSED) {
      it(`closes them: ${cause}`, async () => {
        await client.join(topic);
        stack.realtime.closeChannels(cause);
        const message = words.endsWith(': ') ? words + topic : words;
        const payload = { message, status: 'error', extension: 'system', channel: topic };
        const full = `realtime:${topic}`;
        assert.deepEqual(await client.nextFrame(), ['1', null, full, 'system', payload]);
        assert.deepEqual(await client.nextFrame(), ['1', '1', full, 'phx_close', {}]);
        await client.assertNothingCame();
        assert.deepEqual(await client.join(topic), JOINED);
      });
    }

    it('closes one topic only', async () => {
      await client.join(topic);
      await client.join('open:another');
      stack.realtime.closeChannels('token-expired', topic);
      assert.equal((await client.nextFrame())[2], `realtime:${topic}`);
      assert.equal((await client.nextFrame())[2], `realtime:${topic}`);
      await client.assertNothingCame();
      assert.equal(stack.realtime.stats().channels, 1);
    });

    const REFUSED = [
      ['permission', 'Unauthorized: You do not have permissions to read from this Channel topic: '],
      ['token-expired', 'InvalidJWTToken: Token has expired 0 seconds ago'],
      ['rate-limit', 'ClientJoinRateLimitReached: Too many joins per second'],
      [
        'database',
        'UnableToConnectToProject: Realtime was unable to connect to the project database',
      ],
    ] as const;
    for (const [cause, words] of REFUSED) {
      it(`refuses joins, as late as any: ${cause}`, async () => {
        stack.realtime.refuseJoins(cause);
        const sentMs = performance.now();
        const reason = words.endsWith(': ') ? words + topic : words;
        assert.deepEqual(await client.join(topic), { status: 'error', response: { reason } });
        assert.ok(performance.now() - sentMs >= LIMITS.refusedJoinDelayMs - 2);
        stack.realtime.refuseJoins(null);
        assert.deepEqual(await client.join(topic), JOINED);
      });
    }

    it('leaves joins unanswered', async () => {
      stack.realtime.ignoreJoins(true);
      client.sendJoin(topic);
      await client.assertNothingCame();
      assert.equal(stack.realtime.stats().channels, 0);
      stack.realtime.ignoreJoins(false);
      assert.deepEqual(await client.join(topic), JOINED);
    });

    it('makes the replication slot cold', async () => {
      stack.realtime.delayReadiness(250);
      const joinMs = performance.now();
      const config = { ...PRIVATELY, broadcast: { replication_ready: true } };
      assert.deepEqual(await client.join(topic, config), JOINED);
      await send(1);
      const { status, message, atMs } = await client.nextSystem();
      assert.deepEqual([status, message], ['ok', 'Replication connection established']);
      assert.ok(atMs - joinMs >= 249, `${atMs - joinMs} ms`);
      await send(2);
      assert.equal((await client.nextLine()).n, 2);
      stack.realtime.delayReadiness(0);
      await client.join('open:warm', config);
      assert.equal((await client.nextSystem()).status, 'ok');
    });

    it('loses the database for a while, and tells nobody who has joined', async () => {
      await client.join(topic);
      const { dropped } = stack.realtime.stats();
      stack.realtime.loseDatabase(300);
      await send(1);
      await waitUntil('it is lost', () => stack.realtime.stats().dropped > dropped);
      await client.join('open:late', { ...PRIVATELY, broadcast: { replication_ready: true } });
      assert.equal(stack.realtime.stats().streaming, false);
      assert.equal((await client.nextSystem()).status, 'ok');
      await send(2);
      assert.equal((await client.nextLine()).n, 2);
    });
  });

  describe('of sockets', () => {
    it('drops them with the code it is told, or as a cut cable does', async () => {
      const second = await open();
      stack.realtime.dropSockets(1012);
      assert.deepEqual([await client.wire.closed(), await second.wire.closed()], [1012, 1012]);
      for (const code of [undefined, 1006]) {
        const third = await open();
        stack.realtime.dropSockets(code);
        assert.equal(await third.wire.closed(), 1006);
      }
    });

    it('refuses them with 503 while paused, and takes them again', async () => {
      stack.realtime.pause();
      await assert.rejects(open(), (error) => {
        assert.ok(error instanceof HandshakeRefusal);
        assert.deepEqual([error.status, error.body], [503, '']);
        return true;
      });
      assert.equal(stack.realtime.stats().accepting, false);
      stack.realtime.resume();
      await (await open()).close();
    });

    it('accepts them and closes them at once', async () => {
      for (const code of [1011, 1006]) {
        stack.realtime.acceptThenClose(code);
        assert.equal(await (await open()).wire.closed(), code);
      }
      stack.realtime.acceptThenClose(null);
      const later = await open();
      assert.deepEqual(await later.join(topic), JOINED);
      await later.close();
      await client.assertNothingCame();
    });

    it('freezes them: nothing is said, and it all comes when they thaw', async () => {
      await client.join(topic);
      const { delivered, accepted } = stack.realtime.stats();
      stack.realtime.freezeSockets(true);
      const opening = open();
      client.sendHeartbeat('7');
      await send(1);
      await waitUntil('it went out', () => stack.realtime.stats().delivered > delivered);
      assert.equal(stack.realtime.stats().accepted, accepted);
      const thawMs = performance.now();
      stack.realtime.freezeSockets(false);
      const { n, atMs } = await client.nextLine();
      assert.equal(n, 1);
      assert.ok(atMs >= thawMs);
      assert.equal((await client.nextFrame())[1], '7');
      const later = await opening;
      assert.deepEqual(await later.join(topic), JOINED);
      await later.close();
    });

    // Last: it ends the server.
    it('does not let a stop wait for those that are frozen', async () => {
      stack.realtime.freezeSockets(true);
      const opening = assert.rejects(open(), { status: 503 });
      await stack.realtime.stop();
      assert.equal(await client.wire.closed(), 1012);
      await opening;
    });
  });
});
