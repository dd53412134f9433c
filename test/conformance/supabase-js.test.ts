/** The real client library cannot tell the local Realtime server from the real one: same callbacks, same order. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { createClient, type RealtimeChannel } from '@supabase/supabase-js';
import { WebSocket } from 'ws';
import { startStack, type LocalStack } from '../../demo/stack/stack.js';
import {
  installRecordedSchema,
  makeScenario,
  type Scenario,
  type ScenarioTable,
} from '../helpers/stack-scenario.js';
import { EventLog } from './event-log.js';

const PRIVATELY = { config: { private: true } };

describe('supabase-js', () => {
  let stack: LocalStack;

  before(async () => {
    const delays = { refusedJoinDelayMs: 200, refusedHandshakeDelayMs: 50 };
    const changes = { changesPollMs: 20, changesRetryMs: 100 };
    stack = await startStack({ port: 0, realtimeLimits: { ...delays, ...changes } });
    await installRecordedSchema(stack);
  });

  after(() => stack.stop());

  describe('alone', { concurrency: 4 }, () => {
    it('joins, hears the database, refreshes its token, broadcasts, and leaves', async () => {
      const viewer = await Viewer.of(stack, '<jwt alice, 1 h>');
      await viewer.client.realtime.setAuth();
      const log = viewer.listen(viewer.client.channel(viewer.ownTopic, PRIVATELY));
      await log.next('SUBSCRIBED');

      await viewer.hearLine(log, 'hi');
      viewer.tokenLabel = '<jwt alice, refreshed, 1 h>';
      await viewer.client.realtime.setAuth();
      await viewer.hearLine(log, 'after the refresh');

      const options = { config: { broadcast: { ack: true, self: true } } };
      const room = viewer.client.channel(`room:${viewer.ownTopic}`, options);
      const roomLog = viewer.listen(room);
      await roomLog.next('SUBSCRIBED');
      const hello = { type: 'broadcast' as const, event: 'hello', payload: { n: 1 } };
      assert.equal(await room.send(hello), 'ok');
      assert.deepEqual(await roomLog.next('broadcast'), hello);

      await viewer.leave();
      await log.next('CLOSED');
      await roomLog.next('CLOSED');
      log.assertEmpty();
    });

    it('is told when its token runs out, and does not rejoin', async () => {
      const viewer = await Viewer.of(stack, '<jwt alice, 6 s>');
      await viewer.client.realtime.setAuth();
      const channel = viewer.client.channel(viewer.ownTopic, PRIVATELY);
      const log = viewer.listen(channel);
      await log.next('SUBSCRIBED');
      assert.deepEqual(await log.next('system'), {
        message: 'Token has expired 0 seconds ago',
        status: 'error',
        extension: 'system',
        channel: viewer.ownTopic,
      });
      await log.next('CLOSED');
      assert.equal(channel.state, 'closed');
      assert.ok(viewer.client.realtime.isConnected());
      log.assertEmpty();
      await viewer.leave();
    });

    it('is refused a run that is not its own, again and again', async () => {
      const viewer = await Viewer.of(stack, '<jwt alice, 1 h>');
      await viewer.client.realtime.setAuth();
      const log = viewer.listen(viewer.client.channel(viewer.othersTopic, PRIVATELY));
      const sentence = 'You do not have permissions to read from this Channel topic';
      const refusal = `Unauthorized: ${sentence}: ${viewer.othersTopic}`;
      assert.equal(await log.next('CHANNEL_ERROR'), refusal);
      assert.equal(await log.next('CHANNEL_ERROR'), refusal);
      log.assertEmpty();
      await viewer.leave();
    });

    it('joins as the API key when it subscribes before its token is there, and rejoins with it', async () => {
      const viewer = await Viewer.of(stack, '<jwt alice, 1 h>');
      const log = viewer.listen(viewer.client.channel(viewer.ownTopic, PRIVATELY));
      assert.match(String(await log.next('CHANNEL_ERROR')), /^Unauthorized: /);
      await log.next('SUBSCRIBED');
      await viewer.leave();
    });

    it('hears the changes of a table once it is told so, and is told again after a new token', async () => {
      const viewer = await Viewer.of(stack, '<jwt alice, 1 h>', 'published');
      await viewer.client.realtime.setAuth();
      // The server does not know of this option: SUBSCRIBED comes before the changes do.
      const options = { config: { postgres_changes_options: { wait: true } } };
      const log = viewer.listen(viewer.client.channel('cdc', options), 'run_id=eq.{own}');
      await log.next('SUBSCRIBED');
      const ready = {
        message: 'Subscribed to PostgreSQL',
        status: 'ok',
        extension: 'postgres_changes',
        channel: 'cdc',
      };
      assert.deepEqual(await log.next('system'), ready);
      await viewer.hearInsert(log, 1);
      viewer.tokenLabel = '<jwt alice, refreshed, 1 h>';
      await viewer.client.realtime.setAuth();
      assert.deepEqual(await log.next('system'), ready);
      await viewer.hearInsert(log, 2);
      await viewer.leave();
      await log.next('CLOSED');
      log.assertEmpty();
    });

    it('is subscribed first and told afterwards that its subscription is wrong', async () => {
      const viewer = await Viewer.of(stack, '<jwt alice, 1 h>', 'published');
      const log = viewer.listen(viewer.client.channel('wrong'), 'nope=eq.1');
      await log.next('SUBSCRIBED');
      const { status, message } = (await log.next('system')) as Record<string, unknown>;
      assert.equal(status, 'error');
      assert.match(String(message), /invalid column for filter nope$/);
      await viewer.leave();
    });
  });

  describe('under a fault', () => {
    let viewer: Viewer;
    let log: EventLog;

    const join = async (): Promise<void> => {
      viewer = await Viewer.of(stack, '<jwt alice, 1 h>');
      await viewer.client.realtime.setAuth();
      log = viewer.listen(viewer.client.channel(viewer.ownTopic, PRIVATELY));
      await log.next('SUBSCRIBED');
    };

    afterEach(() => viewer.leave());

    it('reconnects after a cut, and misses what was sent meanwhile', async () => {
      await join();
      stack.realtime.pause();
      stack.realtime.dropSockets();
      assert.equal(await log.next('CHANNEL_ERROR'), 'socket closed: 1006');
      await viewer.send('lost');
      stack.realtime.resume();
      await log.next('SUBSCRIBED');
      await viewer.hearLine(log, 'after');
    });

    it('hears nothing while the replication slot is dead, though all is green', async () => {
      await join();
      const { dropped } = stack.realtime.stats();
      stack.realtime.setBroadcastsFlowing(false);
      await viewer.send('lost');
      await until(() => stack.realtime.stats().dropped > dropped);
      stack.realtime.setBroadcastsFlowing(true);
      await viewer.hearLine(log, 'after');
      log.assertEmpty();
    });
  });
});

/** A client with a token that it is asked for, in a scenario of its own. */
class Viewer {
  tokenLabel: string;
  readonly client: ReturnType<typeof createClient>;
  readonly ownTopic: string;
  readonly othersTopic: string;
  /** The scenario's table of log lines. */
  readonly #table: string;
  readonly #stack: LocalStack;

  private constructor(stack: LocalStack, scenario: Scenario, tokenLabel: string) {
    this.tokenLabel = tokenLabel;
    this.#stack = stack;
    this.ownTopic = scenario.here('run:aaaaaaaa-0000-4000-8000-000000000001');
    this.othersTopic = scenario.here('run:bbbbbbbb-0000-4000-8000-000000000002');
    this.#table = scenario.here('log_lines');
    this.client = createClient(stack.url, stack.publishableKey, {
      accessToken: () => scenario.token(this.tokenLabel),
      realtime: {
        // The library's types want the browser's class; it takes any that speaks the same.
        transport: WebSocket as unknown as typeof globalThis.WebSocket,
        // Quick, in place of 1, 2, 5 s.
        reconnectAfterMs: () => 50,
        // A token refresh is never answered: its timer of this length would hold the process up at the end.
        timeout: 1_500,
      },
    });
  }

  static async of(stack: LocalStack, tokenLabel: string, table?: ScenarioTable): Promise<Viewer> {
    const scenario = await makeScenario(stack, table === undefined ? {} : { table });
    return new Viewer(stack, scenario, tokenLabel);
  }

  /** @param filter Listens to the inserts into the table as well; `{own}` is this viewer's run. */
  listen(channel: RealtimeChannel, filter?: string): EventLog {
    const log = new EventLog();
    if (filter !== undefined) {
      const binding = {
        event: 'INSERT',
        schema: 'public',
        table: this.#table,
        filter: filter.replace('{own}', this.#ownRun),
      } as const;
      channel.on('postgres_changes', binding, (change) => log.add('postgres_changes', change));
    }
    channel
      .on('broadcast', { event: '*' }, (message) => log.add('broadcast', message))
      .on('system', {}, (message: unknown) => log.add('system', message))
      .subscribe((status, error) => log.add(status, error?.message));
    return log;
  }

  async send(line: string): Promise<void> {
    const { sql } = this.#stack;
    await sql`select realtime.send(${sql.json({ line })}, 'line', ${this.ownTopic}, true)`;
  }

  /** Sends, and expects this as the next that is heard. */
  async hearLine(log: EventLog, line: string): Promise<void> {
    await this.send(line);
    const heard = (await log.next('broadcast')) as Record<string, Record<string, unknown>>;
    const id = heard['meta']?.['id'];
    assert.equal(typeof id, 'string');
    const expected = { type: 'broadcast', event: 'line', payload: { id, line }, meta: { id } };
    assert.deepEqual(heard, expected);
  }

  /** Inserts a line, and expects it as the next that is heard, as the real server and library had it. */
  async hearInsert(log: EventLog, seq: number): Promise<void> {
    const at = '2026-11-23T09:07:32.809806+00:00';
    const line = { run_id: this.#ownRun, seq, level: 'info', line: 'hi', at };
    // Not as a parameter, which would have lost its microseconds on the way.
    const [row] = await this.#stack.sql.unsafe<{ id: string }[]>(
      `insert into ${this.#table} (run_id, seq, level, line, at)
       values ('${this.#ownRun}', ${seq}, 'info', 'hi', '${at}') returning id`,
    );
    const heard = (await log.next('postgres_changes')) as Record<string, unknown>;
    assert.match(String(heard['commit_timestamp']), /^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z$/);
    assert.deepEqual(heard, {
      schema: 'public',
      table: this.#table,
      commit_timestamp: heard['commit_timestamp'],
      eventType: 'INSERT',
      new: { ...line, id: Number(row?.id) },
      old: {},
      errors: null,
    });
  }

  get #ownRun(): string {
    return this.ownTopic.slice('run:'.length);
  }

  async leave(): Promise<void> {
    leaving++;
    await this.client.removeAllChannels().finally(() => leaving--);
  }
}

// The library leaves a timer of 10 s behind when it disconnects, which would hold this process up for as long.
let leaving = 0;
const setTimer = globalThis.setTimeout;
const setTimerWhileLeaving = (...timer: Parameters<typeof setTimeout>): NodeJS.Timeout =>
  leaving > 0 ? setTimer(...timer).unref() : setTimer(...timer);
globalThis.setTimeout = Object.assign(setTimerWhileLeaving, setTimer);

async function until(done: () => boolean): Promise<void> {
  const deadlineMs = performance.now() + 5_000;
  while (!done()) {
    if (performance.now() > deadlineMs) throw new Error('waited 5 s in vain');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
