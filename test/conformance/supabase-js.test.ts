/** The real client library cannot tell the local Realtime server from the real one: same callbacks, same order. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { createClient, type RealtimeChannel, type SupabaseClient } from '@supabase/supabase-js';
import { startStack, type LocalStack } from '../../demo/stack/stack.js';
import { installRecordedSchema, makeScenario, type Scenario } from '../helpers/stack-scenario.js';
import { WebSocket } from '../helpers/stack-wire.js';
import { EventLog } from './event-log.js';

const REFUSED_JOIN_DELAY_MS = 200;

describe('supabase-js', () => {
  let stack: LocalStack;
  let scenario: Scenario;
  const clients: SupabaseClient[] = [];

  before(async () => {
    stack = await startStack({
      port: 0,
      realtimeLimits: { refusedJoinDelayMs: REFUSED_JOIN_DELAY_MS, refusedHandshakeDelayMs: 50 },
    });
    await installRecordedSchema(stack);
  });

  afterEach(async () => {
    for (const client of clients.splice(0)) {
      await withTimersUnheld(() => client.removeAllChannels());
    }
  });

  after(() => stack.stop());

  function connect(accessToken: () => Promise<string>): SupabaseClient {
    const client = createClient(stack.url, stack.publishableKey, {
      accessToken,
      realtime: {
        // The library's types want the browser's class; it takes any that speaks the same.
        transport: WebSocket as unknown as typeof globalThis.WebSocket,
        // As by default, but quick: 50 ms in place of 1, 2, 5 s.
        reconnectAfterMs: () => 50,
        // A token refresh is never answered: its timer of this length would hold the process up at the end.
        timeout: 1_000,
      },
    });
    clients.push(client);
    return client;
  }

  function listen(channel: RealtimeChannel): EventLog {
    const log = new EventLog();
    channel
      .on('broadcast', { event: '*' }, (message) => log.add('broadcast', message))
      .on('system', {}, (message: unknown) => log.add('system', message))
      .subscribe((status, error) => log.add(status, error?.message));
    return log;
  }

  const privately = { config: { private: true } };
  const runTopic = (): string => scenario.here('run:aaaaaaaa-0000-4000-8000-000000000001');
  const otherTopic = (): string => scenario.here('run:bbbbbbbb-0000-4000-8000-000000000002');
  const send = (topic: string, line: string): Promise<unknown> =>
    stack.sql`select realtime.send(${stack.sql.json({ line })}, 'line', ${topic}, true)`;

  it('joins, hears the database, refreshes its token, broadcasts, and leaves', async () => {
    scenario = await makeScenario(stack);
    let label = '<jwt alice, 1 h>';
    const client = connect(() => scenario.token(label));
    await client.realtime.setAuth();
    const channel = client.channel(runTopic(), privately);
    const log = listen(channel);
    await log.next('SUBSCRIBED');

    await send(runTopic(), 'hi');
    const heard = (await log.next('broadcast')) as Record<string, Record<string, unknown>>;
    const id = heard['meta']?.['id'];
    assert.deepEqual(heard, {
      type: 'broadcast',
      event: 'line',
      payload: { id, line: 'hi' },
      meta: { id },
    });

    label = '<jwt alice, refreshed, 1 h>';
    await client.realtime.setAuth();
    await send(runTopic(), 'after the refresh');
    await log.next('broadcast');

    const options = { config: { broadcast: { ack: true, self: true } } };
    const room = client.channel(scenario.here('"room:9').slice(1), options);
    const roomLog = listen(room);
    await roomLog.next('SUBSCRIBED');
    const sent = await room.send({ type: 'broadcast', event: 'hello', payload: { n: 1 } });
    assert.equal(sent, 'ok');
    assert.deepEqual(await roomLog.next('broadcast'), {
      type: 'broadcast',
      event: 'hello',
      payload: { n: 1 },
    });

    await withTimersUnheld(() => client.removeAllChannels());
    await log.next('CLOSED');
    await roomLog.next('CLOSED');
    log.assertEmpty();
    await stackForgets(stack);
  });

  it('is told when its token runs out, and does not rejoin', async () => {
    scenario = await makeScenario(stack);
    const client = connect(() => scenario.token('<jwt alice, 6 s>'));
    await client.realtime.setAuth();
    const channel = client.channel(runTopic(), privately);
    const log = listen(channel);
    await log.next('SUBSCRIBED');
    assert.deepEqual(await log.next('system'), {
      message: 'Token has expired 0 seconds ago',
      status: 'error',
      extension: 'system',
      channel: runTopic(),
    });
    await log.next('CLOSED');
    assert.equal(stack.realtime.stats().channels, 0);
    assert.equal(stack.realtime.stats().sockets, 1);
  });

  it('is refused a run that is not its own, again and again', async () => {
    scenario = await makeScenario(stack);
    const client = connect(() => scenario.token('<jwt alice, 1 h>'));
    await client.realtime.setAuth();
    const log = listen(client.channel(otherTopic(), privately));
    const refusal = `Unauthorized: You do not have permissions to read from this Channel topic: ${otherTopic()}`;
    assert.equal(await log.next('CHANNEL_ERROR'), refusal);
    assert.equal(await log.next('CHANNEL_ERROR'), refusal);
    log.assertEmpty();
  });

  it('joins as the API key when it subscribes before its token is there, and rejoins with it', async () => {
    scenario = await makeScenario(stack);
    const client = connect(() => scenario.token('<jwt alice, 1 h>'));
    const log = listen(client.channel(runTopic(), privately));
    assert.match(String(await log.next('CHANNEL_ERROR')), /^Unauthorized: /);
    await log.next('SUBSCRIBED');
  });

  it('reconnects after a cut, and misses what was sent meanwhile', async () => {
    scenario = await makeScenario(stack);
    const client = connect(() => scenario.token('<jwt alice, 1 h>'));
    await client.realtime.setAuth();
    const log = listen(client.channel(runTopic(), privately));
    await log.next('SUBSCRIBED');
    stack.realtime.pause();
    stack.realtime.dropSockets();
    assert.equal(await log.next('CHANNEL_ERROR'), 'socket closed: 1006');
    await send(runTopic(), 'lost');
    stack.realtime.resume();
    await log.next('SUBSCRIBED');
    await send(runTopic(), 'after');
    const { payload } = (await log.next('broadcast')) as { payload: { line: string } };
    assert.equal(payload.line, 'after');
  });

  it('hears nothing while the replication slot is dead, though all is green', async () => {
    scenario = await makeScenario(stack);
    const client = connect(() => scenario.token('<jwt alice, 1 h>'));
    await client.realtime.setAuth();
    const log = listen(client.channel(runTopic(), privately));
    await log.next('SUBSCRIBED');
    const before = stack.realtime.stats();
    stack.realtime.setBroadcastsFlowing(false);
    await send(runTopic(), 'lost');
    await until(() => stack.realtime.stats().dropped > before.dropped);
    stack.realtime.setBroadcastsFlowing(true);
    await send(runTopic(), 'after');
    const { payload } = (await log.next('broadcast')) as { payload: { line: string } };
    assert.equal(payload.line, 'after');
    log.assertEmpty();
  });
});

/** The library leaves a timer of 10 s behind when it disconnects, which would hold this process up for as long. */
async function withTimersUnheld<T>(work: () => Promise<T>): Promise<T> {
  const setTimer = globalThis.setTimeout;
  const unheld = (callback: () => void, delayMs?: number): NodeJS.Timeout =>
    setTimer(callback, delayMs).unref();
  globalThis.setTimeout = Object.assign(unheld, setTimer);
  try {
    return await work();
  } finally {
    globalThis.setTimeout = setTimer;
  }
}

/** The last channel's end shows on the server. */
async function stackForgets(stack: LocalStack): Promise<void> {
  await until(() => stack.realtime.stats().channels === 0);
}

async function until(done: () => boolean): Promise<void> {
  const deadline = performance.now() + 5_000;
  while (!done()) {
    if (performance.now() > deadline) throw new Error('waited 5 s in vain');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
