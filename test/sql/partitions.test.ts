/** The months that rows live in: always there in time, closed to clients, emptied and dropped as asked. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type postgres from 'postgres';
import {
  append,
  asViewer,
  sqlStateOf,
  startTestDatabase,
  type Tenant,
  type TestDatabase,
} from '../helpers/postgres-database.js';

let database: TestDatabase;
let sql: postgres.Sql;
let tenant: Tenant;

before(async () => {
  database = await startTestDatabase();
  sql = database.sql;
  tenant = await database.makeTenant();
});
after(() => database.stop());

async function leafOf(runId: string, seq: number): Promise<unknown> {
  const [row] = await sql`
    select tableoid::regclass::text as leaf from logs where run_id = ${runId} and seq = ${seq}`;
  return row?.['leaf'];
}

async function appendAt(runId: string, createdAt: string): Promise<number> {
  const entries = JSON.stringify([{ message: 'a', created_at: createdAt }]);
  const [row] = await sql`select first_seq from append_run_logs(${runId}, ${entries}::text::jsonb)`;
  return row?.['first_seq'] as number;
}

describe('partitions', () => {
  it('are there for this month and three ahead, and a row of now lands in its month', async () => {
    const rows = await sql`
      select 'logs_y' || to_char(m, 'YYYY"m"MM') as leaf
      from generate_series(date_trunc('month', now()), now() + interval '3 months', interval '1 month') m
      except select partition_name from logs_partition_info`;
    assert.deepEqual([...rows], []);
    const runId = await database.makeRun(tenant);
    const { first } = await append(sql, runId, ['a']);
    const [month] =
      await sql`select 'logs_partitions.logs_y' || to_char(now(), 'YYYY"m"MM') as leaf`;
    assert.equal(await leafOf(runId, first), month?.['leaf']);
    assert.equal((await sql`select maintain_logs_partitions() as made`)[0]?.['made'], 0);
    assert.equal((await sql`select partitions_ahead as n from logs_health`)[0]?.['n'], 3);
  });

  it('of a month that nobody thought of are made later, with the rows that came meanwhile', async () => {
    const runId = await database.makeRun(tenant);
    const [at] = await sql`select to_char(now() + interval '6 months', 'YYYY-MM') as month`;
    const month = String(at?.['month']);
    const early = await appendAt(runId, `${month}-01T00:00:00Z`);
    const late = await appendAt(runId, `${month}-28T23:59:59.999999Z`);
    assert.equal(await leafOf(runId, early), 'logs_partitions.logs_default');
    const before = await sql`select * from logs where run_id = ${runId} order by seq`;
    assert.equal((await sql`select maintain_logs_partitions() as made`)[0]?.['made'], 1);
    const leaf = `logs_partitions.logs_y${month.replace('-', 'm')}`;
    assert.equal(await leafOf(runId, early), leaf);
    assert.equal(await leafOf(runId, late), leaf);
    assert.deepEqual(await sql`select * from logs where run_id = ${runId} order by seq`, before);
    // The new leaf is as closed as the others, and rows of the month still enter through the parent.
    const [closed] = await sql`
      select relrowsecurity as rls, has_table_privilege('authenticated', oid, 'select') as open
      from pg_class where oid = ${leaf}::regclass`;
    assert.deepEqual(closed, { rls: true, open: false });
    const again = await appendAt(runId, `${month}-15T12:00:00Z`);
    assert.equal(await leafOf(runId, again), leaf);
    const ids = await sql`select count(distinct id) = count(*) as unique from logs`;
    assert.equal(ids[0]?.['unique'], true);
  });

  it('take no row directly', async () => {
    const runId = await database.makeRun(tenant);
    const leaves = await sql`select partition_name as leaf from logs_partition_info`;
    for (const { leaf } of leaves) {
      const insert = sql`
        insert into ${sql(`logs_partitions.${String(leaf)}`)} (id, run_id, message) overriding system value values (1, ${runId}, 'a')`;
      assert.equal(await sqlStateOf(insert), '0A000', String(leaf));
    }
  });

  it('older than asked are dropped, younger ones stay', async () => {
    const runId = await database.makeRun(tenant);
    const [old] = await sql`
      select to_char(now() - interval '14 months', 'YYYY-MM-15') as gone,
        to_char(now() - interval '12 months', 'YYYY-MM-15') as kept`;
    const gone = await appendAt(runId, String(old?.['gone']));
    const kept = await appendAt(runId, String(old?.['kept']));
    const stray = await appendAt(runId, '1999-01-01');
    await sql`select maintain_logs_partitions()`;
    assert.equal(await sqlStateOf(sql`select drop_old_logs_partitions(0)`), '22023');
    assert.equal((await sql`select drop_old_logs_partitions() as n`)[0]?.['n'], 1);
    assert.equal(await leafOf(runId, gone), undefined);
    assert.equal(await leafOf(runId, stray), undefined);
    assert.match(String(await leafOf(runId, kept)), /logs_y/);
    // Numbers are never given out twice, whatever was deleted.
    assert.equal((await append(sql, runId, ['a'])).first, stray + 1);
  });

  it('are given up after a wait when a long transaction holds them, and writers go on', async () => {
    const runId = await database.makeRun(tenant);
    const [at] = await sql`select to_char(now() + interval '8 months', 'YYYY-MM-15') as day`;
    await appendAt(runId, String(at?.['day']));
    const holder = database.connect();
    const impatient = database.connect();
    database.warnings.length = 0;
    await holder.begin(async (work) => {
      await work`lock table logs_partitions.logs_default in share mode`;
      // A function's own lock_timeout stands above the session's; a test cannot wait 3 s for each run.
      await impatient`alter function maintain_logs_partitions(int) set lock_timeout = '50ms'`;
      const [made] = await impatient`select maintain_logs_partitions() as made`;
      assert.equal(made?.['made'], 0);
      await append(sql, runId, ['meanwhile']);
    });
    assert.match(database.warnings.join(), /has to wait/);
    assert.equal((await sql`select maintain_logs_partitions() as made`)[0]?.['made'], 1);
  });
});

describe('retention', () => {
  it('deletes what a project keeps no longer, in portions, and nothing of others', async () => {
    const other = await database.makeTenant();
    const [runId, foreign] = [await database.makeRun(tenant), await database.makeRun(other)];
    const [at] =
      await sql`select (now() - interval '10 days')::text as old, (now() - interval '2 days')::text as young`;
    for (let index = 0; index < 5; index += 1) await appendAt(runId, String(at?.['old']));
    await appendAt(runId, String(at?.['young']));
    await appendAt(foreign, String(at?.['old']));
    assert.equal((await sql`select delete_expired_logs() as n`)[0]?.['n'], 0);
    await sql`update projects set log_retention_days = 7 where id = ${tenant.projectId}`;
    const portions: unknown[] = [];
    for (let deleted = -1; deleted !== 0;) {
      deleted = (await sql`select delete_expired_logs(2) as n`)[0]?.['n'] as number;
      portions.push(deleted);
    }
    // The runs of the other tests are this project's too; nothing of theirs is older than a week by now.
    const [left] =
      await sql`select array_agg(seq::int order by seq) as seqs from logs where run_id = ${runId}`;
    assert.deepEqual(left?.['seqs'], [6]);
    assert.ok(portions.every((deleted) => (deleted as number) <= 2));
    assert.equal((await sql`select count(*) from logs where run_id = ${foreign}`)[0]?.['count'], 1);
    const [cursor] = await sql`select last_seq from log_cursors where run_id = ${runId}`;
    assert.equal(cursor?.['last_seq'], 6);
    assert.equal(
      await sqlStateOf(
        sql`update projects set log_retention_days = 0 where id = ${tenant.projectId}`,
      ),
      '23514',
    );
  });
});

describe('the errors of a long run', () => {
  it('are found along an index of their own, under the policy of a viewer', async () => {
    const runId = await database.makeRun(tenant);
    await sql`
      insert into logs (run_id, level, message)
      select ${runId}, case when i % 1000 = 0 then 'error' else 'info' end, 'row ' || i from generate_series(1, 20000) i`;
    await sql`analyze logs`;
    const viewer = { role: 'authenticated', claims: { sub: tenant.owner } } as const;
    const plan = await asViewer(sql, viewer, async (request) => {
      const rows = await request`
        explain (costs off) select * from logs
        where run_id = ${runId} and level in ('error', 'fatal') order by seq desc limit 100`;
      return rows.map((row) => String(row['QUERY PLAN'])).join('\n');
    });
    // Months of a handful of rows are read whole, whatever indexes they have.
    const [month] = await sql`select 'logs_y' || to_char(now(), 'YYYY"m"MM') as leaf`;
    const leaf = String(month?.['leaf']);
    assert.match(plan, new RegExp(`${leaf}_run_id_seq_idx`));
    assert.doesNotMatch(plan, new RegExp(`Seq Scan on ${leaf}`));
    const found = await asViewer(sql, viewer, async (request) => [
      ...(await request`select seq from logs where run_id = ${runId} and level in ('error', 'fatal') order by seq desc limit 3`),
    ]);
    assert.deepEqual(
      found.map((row): unknown => row['seq']),
      [20000, 19000, 18000],
    );
  });
});
