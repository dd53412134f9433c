/** What the recordings of postgres_changes do not show: who hears what, what gets lost, and what is never sent. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { ChangeFeed, type ChangeListener } from '../../demo/stack/realtime/changes/change-feed.js';
import { Faults } from '../../demo/stack/realtime/faults.js';
import { DEFAULT_LIMITS } from '../../demo/stack/realtime/limits.js';
import { RateQuota } from '../../demo/stack/realtime/rate-quota.js';
import { startStack, type LocalStack } from '../../demo/stack/stack.js';
import { ALICE, BOB, ChangeStage } from '../helpers/change-stage.js';
import { SUBSCRIBED } from '../helpers/change-viewer.js';
import { startSecondRealtime, type SecondRealtime } from '../helpers/second-realtime.js';
import { installRecordedSchema } from '../helpers/stack-scenario.js';
import { waitUntil } from '../helpers/wait-until.js';
import { describeChangedRows } from './postgres-changes-rows.js';
import { readRecording } from './recording.js';
import { replayRecording } from './replay-recording.js';

const RECORDING = new URL(
  './recordings/30-table-added-to-an-empty-publication.vsn2.json',
  import.meta.url,
);
const QUICK = { changesPollMs: 10, changesRetryMs: 20, changesPerPoll: 50 };
/** Long enough for the few steps that must come before the publication is looked at again, however busy the machine. */
const PUBLICATION_MS = 2_000;

const CLAIMS = { role: 'authenticated', exp: Number.MAX_SAFE_INTEGER };

class Listener implements ChangeListener {
  readonly heard: { dataJson: string; ids: readonly number[] }[] = [];

  deliverChange(dataJson: string, ids: readonly number[]): void {
    this.heard.push({ dataJson, ids });
  }

  resubscribe(): void {
    throw new Error('the publication is not looked at in this test');
  }
}

describe('postgres_changes', () => {
  let stack: LocalStack;
  /** Without a look at the publication, which gets a table in many a test here. */
  let server: SecondRealtime;
  let stage: ChangeStage;

  before(async () => {
    const realtimeLimits = { ...QUICK, changesPublicationMs: PUBLICATION_MS };
    stack = await startStack({ port: 0, realtimeLimits });
    await installRecordedSchema(stack);
  });

  after(async () => {
    await stage.closeViewers();
    await server.stop();
    await stack.stop();
  });

  // First: the publication is empty.
  it('notices the first table of a publication only when it looks again', async () => {
    const delays = { refusedJoinDelayMs: 0, refusedHandshakeDelayMs: 0 };
    await replayRecording(stack, await readRecording(RECORDING), delays);
    await stack.realtime.stop();
    server = await startSecondRealtime(stack, QUICK);
    stage = new ChangeStage(stack, server);
  });

  describe('who hears of a row', () => {
    it('is whoever may see it, asked under the role and the claims of each', async () => {
      const table = await stage.makeOwnedTable();
      const [alice, bob] = [await stage.watch(table, ALICE), await stage.watch(table, BOB)];
      const [nobody, admin] = [
        await stage.watch(table, null),
        await stage.watch(table, ALICE, 'service_role'),
      ];
      await stage.sql(`insert into ${table} values (1, '${ALICE}', 0), (2, '${BOB}', 0)`);
      assert.deepEqual(await alice.nextRows(1), [1]);
      // One that changes hands is told to its new owner, and to nobody else.
      await stage.sql(`update ${table} set owner = '${BOB}' where id = 1`);
      assert.deepEqual(await bob.nextRows(2), [2, 1]);
      await stage.sql(`delete from ${table} where id = 2`);
      assert.deepEqual(await alice.nextRows(1), [2]);
      assert.deepEqual(await bob.nextRows(1), [2]);
      assert.deepEqual(await nobody.nextRows(1), [2]);
      assert.deepEqual(await admin.nextRows(4), [1, 2, 1, 2]);
    });

    it('is nobody, when the row is gone before it is asked about', async () => {
      const table = await stage.makeOwnedTable();
      const alice = await stage.watch(table);
      await stage.sql(
        `begin; insert into ${table} values (1, '${ALICE}', 0); delete from ${table}; commit`,
      );
      assert.equal((await alice.nextChange()).type, 'DELETE');
    });

    it('is everybody, where the table has no row level security', async () => {
      const table = await stage.makeTable('n int');
      const [alice, nobody] = [await stage.watch(table), await stage.watch(table, null)];
      await stage.sql(`insert into ${table} values (1, 0)`);
      assert.deepEqual([await alice.nextRows(1), await nobody.nextRows(1)], [[1], [1]]);
    });

    it('is whom the token names: another one changes that, but only when it is subscribed anew', async () => {
      const table = await stage.makeOwnedTable();
      const viewer = await stage.watch(table, ALICE);
      viewer.refresh('cdc', await stack.mintToken({ sub: BOB }));
      assert.equal(await viewer.nextSystem(), SUBSCRIBED);
      await stage.sql(`insert into ${table} values (1, '${ALICE}', 0), (2, '${BOB}', 0)`);
      assert.deepEqual(await viewer.nextRows(1), [2]);
    });

    it('is told the columns that the role may read, and of a row without them an error', async () => {
      const table = await stage.makeTable('n int, secret text');
      await stage.sql(`revoke select on ${table} from authenticated;
        grant select (id, n) on ${table} to authenticated`);
      const alice = await stage.watch(table);
      await stage.sql(`insert into ${table} values (1, 7, 'x')`);
      const { record, columns } = await alice.nextChange();
      assert.deepEqual([record, columns.map(({ name }) => name)], [{ id: 1, n: 7 }, ['id', 'n']]);
      await stage.sql(`revoke select (id) on ${table} from authenticated`);
      await stage.sql(`insert into ${table} values (2, 7, 'x')`);
      const refused = await alice.nextChange();
      assert.deepEqual([refused.record, refused.errors], [{}, ['Error 401: Unauthorized']]);
    });

    it('is told an error, when the table has no primary key', async () => {
      const table = await stage.makeTable('', 'n int');
      const alice = await stage.watch(table);
      await stage.sql(`insert into ${table} values (1)`);
      const { errors, commit_timestamp } = await alice.nextChange();
      assert.deepEqual(errors, ['Error 400: Bad Request, no primary key']);
      assert.equal(commit_timestamp, null);
    });
  });

  describe('what is never sent', () => {
    it('was committed before the subscription, however recently', async () => {
      const table = await stage.makeTable('');
      const alice = await stage.open();
      await stage.sql(`insert into ${table} values (1)`);
      await alice.subscribe('cdc', { event: '*', schema: 'public', table });
      await stage.sql(`insert into ${table} values (2)`);
      assert.deepEqual(await alice.nextRows(1), [2]);
    });

    it('was rolled back', async () => {
      const table = await stage.makeTable('');
      const alice = await stage.watch(table);
      await stage.sql(`begin; insert into ${table} values (1); rollback`);
      await stage.sql(`insert into ${table} values (2)`);
      assert.deepEqual(await alice.nextRows(1), [2]);
    });

    it('comes in a transaction too large for a poll: it is lost whole, and nobody is told', async () => {
      const table = await stage.makeTable('');
      const alice = await stage.watch(table);
      await stage.sql(`insert into ${table} select generate_series(1, 40)`);
      assert.deepEqual((await alice.nextRows(40)).at(-1), 40);
      await stage.sql(`insert into ${table} select generate_series(101, 160)`);
      await stage.polled();
      await stage.sql(`insert into ${table} values (200)`);
      assert.deepEqual(await alice.nextRows(1), [200]);
    });

    it('is polled while a policy fails, or the slot is gone: rows come again later, without a word', async () => {
      const table = await stage.makeOwnedTable();
      const alice = await stage.watch(table);
      await stage.sql(
        `create policy broken on ${table} for select to authenticated using (1 / n = 1)`,
      );
      const first = await slot();
      await stage.sql(`insert into ${table} values (1, '${BOB}', 0)`);
      await waitUntil('there is a new slot', async () => ![first, ''].includes(await slot()));
      await stage.sql(
        `drop policy broken on ${table}; insert into ${table} values (2, '${ALICE}', 0)`,
      );
      assert.deepEqual(await alice.nextRows(1), [2]);
      const second = await slot();
      await stage.sql(
        `select pg_terminate_backend(active_pid) from pg_replication_slots where slot_name = '${second}'`,
      );
      await waitUntil('there is a new slot', async () => ![second, ''].includes(await slot()));
      await stage.sql(`insert into ${table} values (3, '${ALICE}', 0)`);
      assert.deepEqual(await alice.nextRows(1), [3]);
    });

    it('is committed while the server does not hear the database', async () => {
      const table = await stage.makeTable('');
      const alice = await stage.watch(table);
      server.realtime.setBroadcastsFlowing(false);
      await stage.sql(`insert into ${table} values (1)`);
      await stage.polled();
      server.realtime.setBroadcastsFlowing(true);
      await stage.sql(`insert into ${table} values (2)`);
      assert.deepEqual(await alice.nextRows(1), [2]);
    });

    it('is a row of a partitioned table, under the name of the table', async () => {
      const table = stage.nextTableName();
      await stage.sql(`create table ${table} (id int primary key) partition by range (id);
        create table ${table}_leaf partition of ${table} for values from (0) to (100);
        alter publication supabase_realtime add table ${table}`);
      const alice = await stage.open();
      const binding = { event: '*', schema: 'public', table };
      assert.match(await alice.join('parent', binding), /^Unable to subscribe to changes/);
      await alice.subscribe('leaf', { ...binding, table: `${table}_leaf` });
      await stage.sql(`insert into ${table} values (1)`);
      assert.equal((await alice.nextChange()).channel, 'leaf');
      await stage.sql(
        `alter publication supabase_realtime set (publish_via_partition_root = true)`,
      );
      await alice.subscribe('root', binding);
      const plain = await stage.makeTable('');
      await alice.subscribe('plain', { ...binding, table: plain });
      await stage.sql(`insert into ${table} values (2); insert into ${plain} values (3)`);
      assert.equal((await alice.nextChange()).channel, 'plain');
      await stage.sql(
        `alter publication supabase_realtime set (publish_via_partition_root = false)`,
      );
    });
  });

  /** The name of the slot that is polled; empty while there is none. */
  async function slot(): Promise<string> {
    const [row] = await stack.sql<{ slot_name: string }[]>`
      select slot_name from pg_replication_slots where slot_name like 'local_changes%'`;
    return row?.slot_name ?? '';
  }

  describeChangedRows(() => stage);

  describe('the feed alone', () => {
    let feed: ChangeFeed;
    let nowMs = 0;

    beforeEach(() => {
      const { databaseUrl, sql } = stack;
      const limits = { ...DEFAULT_LIMITS, ...QUICK };
      const quota = new RateQuota(1, () => nowMs);
      const log = (): void => undefined;
      feed = new ChangeFeed({ databaseUrl, sql, limits, faults: new Faults(), quota, log });
    });

    afterEach(() => feed.stop());

    async function subscribe(table: string): Promise<Listener> {
      const listener = new Listener();
      const bindings = [{ event: '*', schema: 'public', table }];
      await waitUntil('it is subscribed', () => feed.subscribe(listener, bindings, CLAIMS));
      return listener;
    }

    it('is not there for the first who asks: that starts it', async () => {
      const table = await stage.makeTable('');
      const binding = { event: '*', schema: 'public', table };
      assert.equal(await feed.subscribe(new Listener(), [binding], CLAIMS), false);
    });

    it('can be stopped while its slot waits for a transaction to end', async () => {
      const table = await stage.makeTable('');
      const session = await stack.sql.reserve();
      await session.unsafe(`begin; insert into ${table} values (1)`).simple();
      const binding = { event: '*', schema: 'public', table };
      assert.equal(await feed.subscribe(new Listener(), [binding], CLAIMS), false);
      await feed.stop();
      await session`rollback`;
      session.release();
    });

    it('passes on what Postgres printed, digit by digit', async () => {
      const table = await stage.makeTable('d numeric, n bigint');
      const listener = await subscribe(table);
      await stage.sql(`insert into ${table} values (1, 1.10, 9007199254740993)`);
      await waitUntil('it is heard', () => listener.heard.length === 1);
      assert.match(listener.heard[0]?.dataJson ?? '', /"d": 1\.10, "n": 9007199254740993/);
    });

    it('drops without a word what comes while the quota on events is overrun', async () => {
      const table = await stage.makeTable('');
      const [first, second] = [await subscribe(table), await subscribe(table)];
      await stage.sql(`insert into ${table} select generate_series(1, 10)`);
      await waitUntil('both hear all', () => first.heard.length + second.heard.length === 20);
      // The bucket of 5 s is full now: 20 events make an average above one a second.
      nowMs += 5_000;
      await stage.sql(`insert into ${table} values (11)`);
      await stage.polled();
      // Until the average has sunk.
      nowMs += 60_000;
      await stage.sql(`insert into ${table} values (12)`);
      await waitUntil('both hear again', () => first.heard.length + second.heard.length === 22);
      assert.match(first.heard.at(-1)?.dataJson ?? '', /"id": 12/);
    });
  });
});
