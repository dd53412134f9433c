/** What the recordings do not show: writing, tokens that change little, odd texts, keys and framings. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { RealtimeLimits } from '../../demo/stack/realtime/limits.js';
import { startStack, type LocalStack } from '../../demo/stack/stack.js';
import { JoiningClient } from '../helpers/joining-client.js';
import { startSecondRealtime, type SecondRealtime } from '../helpers/second-realtime.js';
import { installRecordedSchema, makeScenario } from '../helpers/stack-scenario.js';
import { HandshakeRefusal, WireClient, type BinaryFrame } from '../helpers/stack-wire.js';
import { waitUntil } from '../helpers/wait-until.js';

const LIMITS = { refusedJoinDelayMs: 100, refusedHandshakeDelayMs: 50 };
/** Takes several times as long as a bucket of the quota, on any machine. */
const MANY_PUSHES = 20_000;

type ArrayFrame = readonly [string | null, string | null, string, string, Record<string, unknown>];

describe('the local Realtime server', () => {
  let stack: LocalStack;
  let aliceToken: string;
  let bobToken: string;

  before(async () => {
    stack = await startStack({ port: 0, realtimeLimits: LIMITS });
    await installRecordedSchema(stack);
    const scenario = await makeScenario(stack);
    aliceToken = await scenario.token('<jwt alice, 1 h>');
    bobToken = await scenario.token('<jwt bob, 1 h>');
  });

  after(() => stack.stop());

  const open = (vsn = '2.0.0'): Promise<WireClient> =>
    WireClient.open(stack.url, stack.publishableKey, vsn);

  async function nextFrame(client: WireClient): Promise<ArrayFrame> {
    return (await client.next()).frame as ArrayFrame;
  }

  async function join(
    client: WireClient,
    topic: string,
    config: Record<string, unknown>,
    token = aliceToken,
  ): Promise<ArrayFrame[4]> {
    client.send([topic, topic, `realtime:${topic}`, 'phx_join', { config, access_token: token }]);
    const [, ref, , event, payload] = await nextFrame(client);
    assert.deepEqual([ref, event], [topic, 'phx_reply']);
    return payload;
  }

  const OK = { status: 'ok', response: { postgres_changes: [] } };
  const privately = { private: true };

  it('lets a private push through where a policy allows it, to those who may read', async () => {
    const [alice, bob] = [await open(), await open()];
    await join(alice, 'open:1', { ...privately, broadcast: { ack: true } });
    await join(bob, 'open:1', privately, bobToken);
    alice.send(['open:1', '7', 'realtime:open:1', 'broadcast', { event: 'hello', payload: 1 }]);
    assert.deepEqual((await nextFrame(bob))[4], { event: 'hello', payload: 1 });
    assert.deepEqual((await nextFrame(alice))[4], { status: 'ok', response: {} });
    await alice.close();
    await bob.close();
  });

  it('drops a private push without a word where no policy allows it', async () => {
    const scenario = await makeScenario(stack);
    const topic = scenario.here('run:aaaaaaaa-0000-4000-8000-000000000001');
    const [writer, reader] = [await open(), await open()];
    await join(writer, topic, { ...privately, broadcast: { ack: true, self: true } });
    await join(reader, topic, privately);
    writer.send([topic, '7', `realtime:${topic}`, 'broadcast', { event: 'hello', payload: 1 }]);
    // The channel works in order: its leave is answered after the push was judged.
    writer.send([topic, '8', `realtime:${topic}`, 'phx_leave', {}]);
    assert.equal((await nextFrame(writer))[1], '8');
    await stack.sql`select realtime.send('{"n":1}', 'line', ${topic}, true)`;
    const heard = (await reader.next()).frame as BinaryFrame;
    assert.equal(heard.decoded['user_event'], 'line');
    await writer.close();
    await reader.close();
  });

  it('passes any text unharmed', async () => {
    const client = await open('1.0.0');
    const config = { private: true };
    const payload = { config, access_token: aliceToken };
    client.send({ topic: 'realtime:open:n', event: 'phx_join', payload, ref: '1', join_ref: '1' });
    await client.next();
    const text = 'quotes " \\ , : \u2028 \u{1f600} </script>';
    await stack.sql`select realtime.send(jsonb_build_object('t', ${text}::text), 'line', 'open:n', true)`;
    const { frame } = await client.next();
    const heard = (frame as { payload: { payload: { t: string } } }).payload.payload;
    assert.equal(heard.t, text);
    await client.close();
  });

  it('asks the policies again for a new token, and not for the same one', async () => {
    const scenario = await makeScenario(stack);
    const topic = scenario.here('run:aaaaaaaa-0000-4000-8000-000000000001');
    const client = await open();
    await join(client, topic, privately);
    await stack.sql`delete from recorded_runs where id = ${topic.slice('run:'.length)}`;
    const refresh = (token: string): void => {
      const payload = { access_token: token };
      client.send([topic, '5', `realtime:${topic}`, 'access_token', payload]);
    };
    refresh(aliceToken);
    // Any answer of the channel will do: it works in order.
    client.send([topic, '6', `realtime:${topic}`, 'presence', {}]);
    assert.equal((await nextFrame(client))[1], '6');
    refresh(await scenario.token('<jwt alice, refreshed, 1 h>'));
    const [, , , event, payload] = await nextFrame(client);
    assert.equal(event, 'system');
    assert.match(String(payload['message']), /^You do not have permissions to read/);
    await client.close();
  });

  it('takes an API key in the place of a token for none', async () => {
    const client = await open();
    const key = stack.publishableKey;
    assert.deepEqual(await join(client, 'room', {}, key), OK);
    const { status } = await join(client, 'open:key', privately, key);
    assert.equal(status, 'error');
    client.send(['room', '5', 'realtime:room', 'access_token', { access_token: key }]);
    client.send(['room', '6', 'realtime:room', 'phx_leave', {}]);
    assert.deepEqual((await nextFrame(client)).slice(1, 4), ['6', 'realtime:room', 'phx_reply']);
    await client.close();
  });

  it('refuses a framing that it does not speak, and a socket without a key', async () => {
    await assert.rejects(WireClient.open(stack.url, stack.publishableKey, '3.0.0'), {
      status: 400,
    });
    await assert.rejects(WireClient.open(stack.url, '', '2.0.0'), { status: 401 });
  });

  describe('over a quota', () => {
    let server: SecondRealtime;

    const startWith = async (limit: Partial<RealtimeLimits>): Promise<void> => {
      // Over after one bucket, and for the eleven after it.
      server = await startSecondRealtime(stack, { ...LIMITS, quotaBucketMs: 200, ...limit });
    };

    afterEach(() => server.stop());

    it('answers pushes with ok, and closes the channel that receives them', async () => {
      await startWith({ eventsPerSecond: 1 });
      const [writer, reader] = [
        await JoiningClient.open(server, aliceToken),
        await JoiningClient.open(server, aliceToken),
      ];
      await writer.join('room', { broadcast: { ack: true } });
      await reader.join('room', {});
      // The average is looked at when a bucket is full: until then all goes well.
      let isOpen = true;
      for (let pushes = 0; isOpen; pushes++) {
        assert.ok(pushes < MANY_PUSHES, 'the channel is never closed');
        const payload = { type: 'broadcast', event: 'hello', payload: {} };
        writer.wire.send(['1', '5', 'realtime:room', 'broadcast', payload]);
        assert.deepEqual((await writer.nextFrame())[4], { status: 'ok', response: {} });
        assert.equal((await reader.nextFrame())[3], 'broadcast');
        reader.sendHeartbeat('9');
        isOpen = (await reader.nextFrame())[3] !== 'system';
      }
      assert.equal((await reader.nextFrame())[3], 'phx_close');
      await writer.close();
      await reader.close();
    });

    it('refuses joins and hangs up, and refuses sockets with 429', async () => {
      await startWith({ joinsPerSecond: 1 });
      const early = await JoiningClient.open(server, aliceToken);
      await early.join('room', {});
      const isRefused = (error: unknown): boolean => {
        assert.ok(error instanceof HandshakeRefusal);
        assert.deepEqual(
          [error.status, error.body],
          [429, '{"error":"Too many joins per second"}'],
        );
        return true;
      };
      await waitUntil('sockets are refused', () =>
        JoiningClient.open(server, aliceToken).then(
          (late) => late.close().then(() => false),
          isRefused,
        ),
      );
      const reason = 'ClientJoinRateLimitReached: Too many joins per second';
      assert.deepEqual(await early.join('again', {}), { status: 'error', response: { reason } });
      assert.equal(await early.wire.closed(), 1000);
    });
  });

  // Last: it ends the server.
  it('stops with 1012 and without phx_close', async () => {
    const client = await open();
    await join(client, 'open:stop', privately);
    await stack.realtime.stop();
    assert.equal(await client.closed(), 1012);
    assert.deepEqual(client.unread, []);
  });
});
