/** What has to be done to the table now and then: all in one call, within its time, and no more than once. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type postgres from 'postgres';
import {
  append,
  sqlStateOf,
  startTestDatabase,
  untilBlocked,
  type Tenant,
  type TestDatabase,
} from '../helpers/postgres-database.js';

let database: TestDatabase;
let sql: postgres.Sql;

before(async () => {
  database = await startTestDatabase();
  sql = database.sql;
});
after(() => database.stop());

interface Done {
  readonly partitions_created: number;
  readonly rows_deleted: number;
  readonly batch_keys_deleted: number;
  readonly finished: boolean;
  readonly runs_pending: number;
  readonly skipped?: string;
}

async function maintain(budget = '20 seconds', connection: postgres.Sql = sql): Promise<Done> {
  const [row] = await connection`select maintain_run_logs(${budget}::text::interval) as done`;
  return row?.['done'] as Done;
}

/** A run with rows of `ages` days ago, written to for the last time as long ago as the youngest. */
async function makeOldRun(tenant: Tenant, ages: readonly number[]): Promise<string> {
  const runId = await database.makeRun(tenant);
  await sql`
    insert into logs (run_id, message, created_at)
    select ${runId}, 'old', now() - make_interval(days => age) from unnest(${ages as number[]}::int[]) age`;
  await sql`update log_cursors set updated_at = now() - make_interval(days => ${Math.min(...ages)}) where run_id = ${runId}`;
  return runId;
}

const countOf = async (runId: string): Promise<number> =>
  (await sql`select from logs where run_id = ${runId}`).length;

describe('maintain_run_logs', () => {
  it('creates partitions, enforces retention, forgets old keys, keeps statistics, and says what it did', async () => {
    const tenant = await database.makeTenant();
    const [gone, half, forever] = [
      await makeOldRun(tenant, [40, 41, 42]),
      await makeOldRun(tenant, [2, 41]),
      await makeOldRun(await database.makeTenant(), [400]),
    ];
    await sql`update projects set log_retention_days = 30 where id = ${tenant.projectId}`;
    await sql`select append_run_logs(${half}, '[{"message": "a"}]', gen_random_uuid())`;
    await sql`select append_run_logs(${half}, '[{"message": "a"}]', gen_random_uuid())`;
    await sql`update log_stream.batches set stored_at = now() - interval '25 hours' where first_seq = 3`;
    const [leaf] =
      await sql`select partition_name as name from logs_partition_info order by 1 desc limit 1`;
    await sql.unsafe(`drop table logs_partitions.${String(leaf?.['name'])}`);

    const done = await maintain();
    assert.ok(done.partitions_created >= 1);
    assert.deepEqual(
      { ...done, partitions_created: 1 },
      {
        partitions_created: 1,
        rows_deleted: 4,
        batch_keys_deleted: 1,
        finished: true,
        runs_pending: 0,
      },
    );
    assert.deepEqual([await countOf(gone), await countOf(half), await countOf(forever)], [0, 3, 1]);
    const [stats] =
      await sql`select reltuples::int as rows from pg_class where oid = 'logs'::regclass`;
    assert.ok((stats?.['rows'] as number) >= 4);

    const again = await maintain();
    assert.deepEqual(
      [again.partitions_created, again.rows_deleted, again.batch_keys_deleted],
      [0, 0, 0],
    );
    const [figures] =
      await sql`select rows_deleted_total, retention_lag_seconds, seconds_since_maintenance from run_logs_metrics`;
    assert.equal(figures?.['rows_deleted_total'], 4);
    assert.equal(figures['retention_lag_seconds'], 0);
    assert.ok((figures['seconds_since_maintenance'] as number) < 60);
  });

  it('stops when its time is up, says so, and the monitor sees how far it is behind', async () => {
    const tenant = await database.makeTenant();
    const runId = await makeOldRun(tenant, [50]);
    await sql`update projects set log_retention_days = 30 where id = ${tenant.projectId}`;
    const done = await maintain('0 seconds');
    assert.deepEqual([done.finished, done.rows_deleted, done.runs_pending], [false, 0, 1]);
    const [late] =
      await sql`select retention_lag_seconds as lag, maintenance_finished as finished from run_logs_metrics`;
    assert.ok(Math.abs((late?.['lag'] as number) - 20 * 86_400) < 3600);
    assert.equal(late?.['finished'], 0);
    assert.equal((await maintain()).rows_deleted, 1);
    assert.equal(await countOf(runId), 0);
  });

  it('looks at a run that is done no more, but does at one that is written to again', async () => {
    const tenant = await database.makeTenant();
    const runId = await makeOldRun(tenant, [50]);
    await sql`update projects set log_retention_days = 30 where id = ${tenant.projectId}`;
    await maintain();
    const pending = async (): Promise<number> =>
      (await sql`select from log_stream.expired_runs where run_id = ${runId}`).length;
    // Time goes on.
    await sql`update log_cursors set purged_before = purged_before - interval '2 hours' where run_id = ${runId}`;
    assert.equal(await pending(), 0);
    await append(sql, runId, ['late']);
    assert.equal(await pending(), 1);
    await sql`update projects set log_retention_days = null where id = ${tenant.projectId}`;
    assert.equal(await pending(), 0);
  });

  it('makes no writer wait, and waits for none', async () => {
    const tenant = await database.makeTenant();
    const runId = await makeOldRun(tenant, [50, 51]);
    await sql`update projects set log_retention_days = 30 where id = ${tenant.projectId}`;
    const [writer, keeper] = [database.connect(), database.connect()];
    await writer.begin(async (work) => {
      await append(work, runId, ['young']);
      assert.equal((await maintain('20 seconds', keeper)).rows_deleted, 2);
    });
    await keeper.begin(async (work) => {
      await work`select maintain_run_logs()`;
      // Its transaction is still open: the run's cursor is marked, but no other is.
      const other = await database.makeRun(tenant);
      await append(sql, other, ['free']);
      const second = await maintain();
      assert.match(String(second.skipped), /under way/);
    });
    assert.equal(await countOf(runId), 1);
  });

  it('is refused to viewers, and given to the service key', async () => {
    for (const role of ['anon', 'authenticated']) {
      for (const call of [
        'maintain_run_logs()',
        'delete_run_logs(gen_random_uuid())',
        'delete_expired_logs()',
      ]) {
        const state = await sqlStateOf(
          sql.begin(async (work) => {
            await work.unsafe(`set local role ${role}`);
            await work.unsafe(`select ${call}`);
          }),
        );
        assert.equal(state, '42501', `${role} ${call}`);
      }
    }
    await sql.begin(async (work) => {
      await work.unsafe('set local role service_role');
      await work`select maintain_run_logs(), delete_run_logs(gen_random_uuid())`;
    });
  });
});

describe('the log of one run', () => {
  it('is deleted in portions, with what Realtime has of it, and the run goes on where it was', async () => {
    const tenant = await database.makeTenant();
    const [runId, other] = [await database.makeRun(tenant), await database.makeRun(tenant)];
    for (const run of [runId, other]) await append(sql, run, ['a', 'b', 'c', 'd', 'e']);
    const portions: unknown[] = [];
    for (let deleted: unknown = -1; deleted !== 0;) {
      [{ deleted }] = (await sql`select delete_run_logs(${runId}, 2) as deleted`) as unknown as [
        { deleted: unknown },
      ];
      portions.push(deleted);
    }
    assert.deepEqual(portions, [2, 2, 1, 0]);
    assert.deepEqual([await countOf(runId), await countOf(other)], [0, 5]);
    const messages = async (run: string): Promise<number> =>
      (await sql`select from realtime.messages where topic = ${`run-logs:${run}`}`).length;
    assert.deepEqual([await messages(runId), await messages(other)], [0, 1]);
    assert.equal((await append(sql, runId, ['f'])).first, 6);
    for (const bad of [
      sql`select delete_run_logs(null)`,
      sql`select delete_run_logs(${runId}, 0)`,
      sql`select delete_expired_logs(0)`,
    ]) {
      assert.equal(await sqlStateOf(bad), '22023');
    }
  });

  it('goes with its project, keys and cursor included', async () => {
    const tenant = await database.makeTenant();
    const runId = await database.makeRun(tenant);
    await sql`select append_run_logs(${runId}, '[{"message": "a"}]', gen_random_uuid())`;
    await sql`delete from projects where id = ${tenant.projectId}`;
    const [left] = await sql`
      select (select count(*) from logs where run_id = ${runId}) + (select count(*) from log_cursors where run_id = ${runId})
        + (select count(*) from log_stream.batches where run_id = ${runId}) as n`;
    assert.equal(left?.['n'], 0);
  });

  it('waits for a writer that has not committed, so that no row outlives its run', async () => {
    const tenant = await database.makeTenant();
    const runId = await database.makeRun(tenant);
    const [writer, remover] = [database.connect(), database.connect()];
    const [pid] = await remover`select pg_backend_pid() as pid`;
    let removal: Promise<unknown> | undefined;
    await writer.begin(async (work) => {
      await append(work, runId, ['late']);
      removal = remover`delete from workflow_runs where id = ${runId}`.execute();
      await untilBlocked(sql, pid?.['pid'] as number);
    });
    await removal;
    assert.equal(await countOf(runId), 0);
  });
});
