/** That the migrations can be applied again, apply where Realtime is absent, and refuse what is not safe. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type postgres from 'postgres';
import { installSchema } from '../../demo/stack/schema.js';
import { append, startTestDatabase, type TestDatabase } from '../helpers/postgres-database.js';

const MIGRATIONS = new URL('../../supabase/migrations/', import.meta.url);
const HOST = new URL('../../supabase/meshhook/', import.meta.url);
const PLATFORM = new URL('../../demo/stack/sql/', import.meta.url);

let database: TestDatabase;
let sql: postgres.Sql;

before(async () => {
  database = await startTestDatabase();
  sql = database.sql;
});
after(() => database.stop());

async function textsOf(folder: URL): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')));
}

/** Everything that a migration could have changed, as text: definitions, grants, settings, comments, data. */
async function portrait(): Promise<unknown> {
  const [row] = await sql`
    select jsonb_build_object(
      'relations', (select jsonb_agg(jsonb_build_array(c.oid::regclass::text, c.relkind, c.relacl::text,
          c.relrowsecurity, c.reloptions, pg_get_expr(c.relpartbound, c.oid), obj_description(c.oid, 'pg_class'))
          order by c.oid::regclass::text)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('public', 'logs_partitions', 'realtime')),
      'columns', (select jsonb_agg(jsonb_build_array(a.attrelid::regclass::text, a.attname, a.atttypid::regtype::text,
          a.attnotnull, a.attidentity, pg_get_expr(d.adbin, d.adrelid), col_description(a.attrelid, a.attnum))
          order by a.attrelid::regclass::text, a.attnum)
        from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
        left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where n.nspname in ('public', 'logs_partitions') and a.attnum > 0),
      'functions', (select jsonb_agg(jsonb_build_array(p.oid::regprocedure::text, pg_get_functiondef(p.oid), p.proacl::text,
          obj_description(p.oid, 'pg_proc')) order by p.oid::regprocedure::text)
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('public', 'realtime', 'auth')),
      'triggers', (select jsonb_agg(pg_get_triggerdef(t.oid) || t.tgenabled::text order by pg_get_triggerdef(t.oid))
        from pg_trigger t where not t.tgisinternal),
      'policies', (select jsonb_agg(to_jsonb(p) order by p.tablename, p.policyname) from pg_policies p),
      'constraints', (select jsonb_agg(pg_get_constraintdef(c.oid) order by c.conrelid::regclass::text, c.conname)
        from pg_constraint c join pg_namespace n on n.oid = c.connamespace
        where n.nspname in ('public', 'logs_partitions')),
      'defaults', (select jsonb_agg(d.defaclacl::text order by d.defaclacl::text) from pg_default_acl d),
      'rows', (select jsonb_agg(to_jsonb(l) order by l.run_id, l.seq) from logs l),
      'cursors', (select jsonb_agg(to_jsonb(c) order by c.run_id) from log_cursors c)
    ) as everything`;
  return row?.['everything'];
}

/** Runs all migrations in a database of its own, after `prepare` has made what it likes of it. */
async function applyTo(
  name: string,
  prepare: readonly string[],
): Promise<{ error: string | undefined; connection: postgres.Sql }> {
  await sql.unsafe(`create database ${name}`);
  const connection = database.connectTo(name);
  for (const text of prepare) await connection.unsafe(text).simple();
  try {
    for (const text of await textsOf(MIGRATIONS)) await connection.unsafe(text).simple();
    return { error: undefined, connection };
  } catch (error) {
    return { error: (error as Error).message, connection };
  }
}

describe('the migrations', () => {
  it('change nothing when they are applied again', async () => {
    const tenant = await database.makeTenant();
    const runId = await database.makeRun(tenant);
    await append(sql, runId, ['a', 'b']);
    await sql`update workflow_runs set status = 'failed' where id = ${runId}`;
    const before = await portrait();
    await installSchema(database.url);
    assert.deepEqual(await portrait(), before);
    assert.equal((await append(sql, runId, ['c'])).first, 3);
  });

  it('say what every table, view, function and schema of theirs is for', async () => {
    const silent = await sql`
      select c.oid::regclass::text as name from pg_class c
      where c.relkind in ('r', 'p', 'v') and c.relnamespace in ('public'::regnamespace, 'logs_partitions'::regnamespace)
        and obj_description(c.oid, 'pg_class') is null
      union all
      select p.oid::regprocedure::text from pg_proc p
      where p.pronamespace = 'public'::regnamespace and obj_description(p.oid, 'pg_proc') is null`;
    assert.deepEqual(
      silent.map((row) => row['name'] as string),
      [],
    );
  });

  it('give every function that runs with its owner’s rights a search path of its own', async () => {
    const loose = await sql`
      select p.oid::regprocedure::text as name from pg_proc p
      where p.pronamespace = 'public'::regnamespace and p.prosecdef and p.proname <> 'user_project_ids'
        and not exists (select from unnest(p.proconfig) setting where setting ~ '^search_path=')`;
    assert.deepEqual(
      loose.map((row) => row['name'] as string),
      [],
    );
  });

  it('give runs that were there before them their cursors, with number and status', async () => {
    const { error, connection } = await applyTo('host_with_runs', [
      ...(await textsOf(PLATFORM)),
      ...(await textsOf(HOST)),
      `insert into projects (owner, name) values (gen_random_uuid(), 'p');
       insert into workflow_definitions (project_id, slug) select id, 'w' from projects;
       insert into workflow_runs (project_id, workflow_id, status)
         select project_id, id, 'canceled' from workflow_definitions`,
    ]);
    assert.equal(error, undefined);
    const rows = await connection`
      select c.last_seq, c.run_status, c.project_id = r.project_id as same
      from log_cursors c join workflow_runs r on r.id = c.run_id`;
    assert.deepEqual([...rows], [{ last_seq: 0, run_status: 'canceled', same: true }]);
  });

  it('apply without Realtime, and pick it up when applied again', async () => {
    const [auth, realtime, roles] = await textsOf(PLATFORM);
    const { error, connection } = await applyTo('no_realtime', [
      roles as string,
      auth as string,
      ...(await textsOf(HOST)),
    ]);
    assert.equal(error, undefined);
    await connection.unsafe(realtime as string).simple();
    for (const text of await textsOf(MIGRATIONS)) await connection.unsafe(text).simple();
    const [policies] =
      await connection`select count(*) from pg_policies where schemaname = 'realtime'`;
    assert.equal(policies?.['count'], 3);
  });

  it('are gone after what the README gives to roll back, and can be applied again', async () => {
    const { connection } = await applyTo('rolled_back', [
      ...(await textsOf(PLATFORM)),
      ...(await textsOf(HOST)),
      `create table before_us as select oid, oid::regclass::text as name from pg_class where relkind in ('r', 'p', 'v')`,
      `create table functions_before_us as select oid from pg_proc`,
    ]);
    const readme = await readFile(new URL('../../supabase/README.md', import.meta.url), 'utf8');
    const rollBack = readme.split('## Roll back')[1]?.match(/```sql\n([^]*?)```/)?.[1];
    await connection.unsafe(rollBack as string).simple();
    const left = await connection`
      select oid::regclass::text as name from pg_class
      where relkind in ('r', 'p', 'v') and oid not in (select oid from before_us) and relname !~ 'before_us$'
      union all
      select oid::regprocedure::text from pg_proc where oid not in (select oid from functions_before_us)
      union all
      select tgname from pg_trigger where not tgisinternal
      union all
      select policyname from pg_policies where schemaname = 'realtime'
      union all
      select attname from pg_attribute where attrelid = 'projects'::regclass and attname ~ 'retention'`;
    assert.deepEqual(
      left.map((row) => row['name'] as string),
      [],
    );
    for (const text of await textsOf(MIGRATIONS)) await connection.unsafe(text).simple();
  });

  it('refuse a database without MeshHook, and one whose logs table is another', async () => {
    const platform = await textsOf(PLATFORM);
    const bare = await applyTo('no_meshhook', platform);
    assert.match(String(bare.error), /apply its migrations first/);
    const taken = await applyTo('other_logs', [
      ...platform,
      ...(await textsOf(HOST)),
      'create table public.logs (id bigint, message text)',
    ]);
    assert.match(String(taken.error), /another shape is in the way/);
  });
});

describe('the last migration', () => {
  const sabotages: readonly [harm: string, undo: string, complaint: RegExp][] = [
    [
      'alter table logs disable row level security',
      'alter table logs enable row level security',
      /security is off on logs/,
    ],
    [
      'alter table logs_partitions.logs_default disable row level security',
      'alter table logs_partitions.logs_default enable row level security',
      /security is off on logs_partitions\.logs_default/,
    ],
    [
      'alter table log_cursors disable row level security',
      'alter table log_cursors enable row level security',
      /security is off on log_cursors/,
    ],
    [
      'alter table realtime.messages disable row level security',
      'alter table realtime.messages enable row level security',
      /security is off on realtime\.messages/,
    ],
    [
      'grant select on logs_partitions.logs_default to authenticated',
      'revoke select on logs_partitions.logs_default from authenticated',
      /authenticated has rights on logs_partitions\.logs_default/,
    ],
    [
      'grant insert on logs to authenticated',
      'revoke insert on logs from authenticated',
      /may write to logs/,
    ],
    [
      'grant select on logs to anon',
      'revoke select on logs from anon',
      /anon may read public\.logs/,
    ],
    [
      'grant execute on function append_run_logs(uuid, jsonb, uuid) to public',
      'revoke execute on function append_run_logs(uuid, jsonb, uuid) from public',
      /may call append_run_logs/,
    ],
    [
      'create policy extra on logs for select to authenticated using (true)',
      'drop policy extra on logs',
      /logs should have the one policy/,
    ],
    [
      'alter policy "Nobody sends run logs but the database" on realtime.messages rename to x',
      'alter policy x on realtime.messages rename to "Nobody sends run logs but the database"',
      /lacks a policy/,
    ],
    [
      'alter table logs disable trigger announce_log_rows',
      'alter table logs enable trigger announce_log_rows',
      /trigger is missing or disabled/,
    ],
  ];
  for (const [harm, undo, complaint] of sabotages) {
    it(`fails after: ${harm}`, async () => {
      const proof = (await textsOf(MIGRATIONS)).at(-1) as string;
      await sql.unsafe(harm);
      try {
        await assert.rejects(sql.unsafe(proof).simple(), complaint);
      } finally {
        await sql.unsafe(undo);
      }
      await sql.unsafe(proof).simple();
    });
  }
});
