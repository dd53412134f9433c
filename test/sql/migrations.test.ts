/** That the migrations can be applied again, apply where Realtime is absent, and refuse what is not safe. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import postgres from 'postgres';
import { startPostgres } from '../../demo/stack/postgres.js';
import { installSchema } from '../../demo/stack/schema.js';
import {
  append,
  asViewer,
  sqlStateOf,
  startTestDatabase,
  type TestDatabase,
} from '../helpers/postgres-database.js';

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

  it('refuse half a MeshHook, a database that is no Supabase, and one whose logs table is another', async () => {
    const platform = await textsOf(PLATFORM);
    const half = await applyTo('half_meshhook', [
      ...platform,
      'create table public.projects (id uuid primary key)',
    ]);
    assert.match(String(half.error), /there is only one of them/);
    const ownerless = await applyTo('no_owner', [
      ...platform,
      `create table public.projects (id uuid primary key);
       create table public.workflow_runs (id uuid primary key, project_id uuid, status text)`,
    ]);
    assert.match(String(ownerless.error), /need a function user_project_ids\(\)/);
    const taken = await applyTo('other_logs', [
      ...platform,
      ...(await textsOf(HOST)),
      'create table public.logs (id bigint, message text)',
    ]);
    assert.match(String(taken.error), /another shape is in the way/);
    const server = await startPostgres();
    const plain = postgres(server.url, { max: 1, onnotice: () => undefined });
    try {
      const [first] = await textsOf(MIGRATIONS);
      await assert.rejects(plain.unsafe(first as string).simple(), /need the roles anon/);
    } finally {
      await plain.end();
      await server.stop();
    }
  });

  it('apply beside a table that stood in their place, and take its rows along as the guide says', async () => {
    const guide = await readFile(
      new URL('../../stories/docs/moving-here.mdx', import.meta.url),
      'utf8',
    );
    const [makeRoom = '', copy = ''] = [...guide.matchAll(/```sql\n([^]*?)```/g)].map(
      ([, text]) => text,
    );
    const runId = crypto.randomUUID();
    const { error, connection } = await applyTo('moved_here', [
      ...(await textsOf(PLATFORM)),
      ...(await textsOf(HOST)),
      `create table public.logs (
         id bigint generated always as identity primary key, run_id uuid, level text, message text, created_at timestamptz);
       do $$ begin create publication supabase_realtime; exception when duplicate_object then null; end $$;
       alter publication supabase_realtime add table public.logs;
       insert into logs (run_id, level, message, created_at)
       select '${runId}', 'WARNING', n::text, now() - make_interval(mins => n) from generate_series(1, 50) n;
       with p as (insert into projects (owner, name) values (gen_random_uuid(), 'p') returning id),
         w as (insert into workflow_definitions (project_id, slug) select id, 'w' from p returning id, project_id)
       insert into workflow_runs (id, project_id, workflow_id) select '${runId}', project_id, id from w`,
      makeRoom,
    ]);
    assert.equal(error, undefined);
    await connection.unsafe(copy.replaceAll(":'run'", `'${runId}'`));
    const rows = await connection`select seq, level, message from logs order by seq`;
    assert.deepEqual(
      rows.map((row) => [row['seq'], row['level'], row['message']] as unknown[]),
      Array.from({ length: 50 }, (_, index) => [index + 1, 'warn', String(50 - index)]),
    );
    const published = await connection`select from pg_publication_tables where tablename ~ '^log'`;
    assert.equal(published.length, 0);
  });

  it('apply to a bare project, say what they make there, and keep its tenants apart', async () => {
    await sql.unsafe('create database bare');
    const notices: string[] = [];
    const connection = postgres(database.url, {
      database: 'bare',
      max: 1,
      onnotice: (notice) => notices.push(notice['message'] ?? ''),
    });
    try {
      const [auth, , roles] = await textsOf(PLATFORM);
      for (const text of [roles as string, auth as string]) await connection.unsafe(text).simple();
      await connection`set role postgres`;
      for (let round = 0; round < 2; round += 1) {
        for (const text of await textsOf(MIGRATIONS)) await connection.unsafe(text).simple();
      }
      for (const expected of [
        /no MeshHook here/,
        /no user_project_ids\(\) here/,
        /no realtime/,
        /no pg_cron here/,
      ]) {
        assert.ok(
          notices.some((notice) => expected.test(notice)),
          String(expected),
        );
      }
      const [owner, stranger] = [crypto.randomUUID(), crypto.randomUUID()];
      const [made] = await connection`
        with p as (insert into projects (owner) values (${owner}) returning id)
        insert into workflow_runs (project_id) select id from p returning id`;
      const runId = String(made?.['id']);
      await append(connection, runId, ['a', 'b']);
      for (const [sub, count] of [
        [owner, 2],
        [stranger, 0],
      ] as const) {
        const seen = await asViewer(
          connection,
          { role: 'authenticated', claims: { sub } },
          async (request) => [
            (await request`select from logs`).length,
            (await request`select from workflow_runs`).length * 2,
            (await request`select from projects`).length * 2,
          ],
        );
        assert.deepEqual(seen, [count, count, count]);
      }
      for (const table of ['projects', 'workflow_runs']) {
        const viewer = { role: 'authenticated', claims: { sub: owner } } as const;
        assert.equal(
          await sqlStateOf(
            asViewer(connection, viewer, (request) => request.unsafe(`delete from ${table}`)),
          ),
          '42501',
        );
      }
    } finally {
      await connection.end();
    }
  });

  it('keep the rows of the first release, number on from them, and change nothing the second time', async () => {
    const all = await textsOf(MIGRATIONS);
    const names = (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).sort();
    const first = all.slice(
      0,
      names.findIndex((name) => name.startsWith('20261124')),
    );
    assert.equal(first.length, 5);
    await sql.unsafe('create database upgraded');
    const connection = database.connectTo('upgraded');
    for (const text of [...(await textsOf(PLATFORM)), ...(await textsOf(HOST)), ...first]) {
      await connection.unsafe(text).simple();
    }
    const [made] = await connection`
      with p as (insert into projects (owner, name) values (gen_random_uuid(), 'p') returning id),
        w as (insert into workflow_definitions (project_id, slug) select id, 'w' from p returning project_id, id)
      insert into workflow_runs (project_id, workflow_id) select project_id, id from w returning id`;
    const runId = String(made?.['id']);
    await connection`select append_run_logs(${runId}, '[{"message": "old: bob@example.com"}, {"message": "b"}]')`;
    await connection`insert into logs (run_id, message) values (${runId}, 'c')`;
    const rows = await connection`select * from logs order by seq`;
    for (let round = 0; round < 2; round += 1) {
      for (const text of all) await connection.unsafe(text).simple();
      assert.deepEqual(await connection`select * from logs order by seq`, rows);
    }
    assert.equal((await append(connection, runId, ['d'])).first, 4);
    await connection`insert into logs (run_id, message) values (${runId}, 'e')`;
    const told = await connection`
      select payload ->> 'from' as from, payload ->> 'to' as to from realtime.messages
      where topic = ${`run-logs:${runId}`} order by inserted_at, 1`;
    assert.deepEqual(
      told.map((row): unknown[] => [row['from'], row['to']]),
      [
        ['1', '2'],
        ['3', '3'],
        ['4', '4'],
        ['5', '5'],
      ],
    );
  });

  it('give their work to pg_cron where it is, in one job', async () => {
    const { error, connection } = await applyTo('with_cron', [
      ...(await textsOf(PLATFORM)),
      ...(await textsOf(HOST)),
      // What pg_cron has of this, by its documentation: a job of a name that is there is changed.
      `create schema cron;
       create table cron.job (jobid bigint generated always as identity, jobname text unique, schedule text, command text);
       create function cron.schedule(job_name text, schedule text, command text) returns bigint language sql as
         $$ insert into cron.job (jobname, schedule, command) values (job_name, schedule, command)
            on conflict (jobname) do update set schedule = excluded.schedule, command = excluded.command returning jobid $$;
       create function cron.unschedule(job_name text) returns boolean language sql as
         $$ with gone as (delete from cron.job where jobname = job_name returning 1) select exists (select from gone) $$;
       select cron.schedule('maintain-logs-partitions', '17 2 * * *', 'select 1'), cron.schedule('mine', '* * * * *', 'select 2')`,
    ]);
    assert.equal(error, undefined);
    for (const text of await textsOf(MIGRATIONS)) await connection.unsafe(text).simple();
    const jobs = await connection`select jobname, command from cron.job order by jobname`;
    assert.deepEqual(
      [...jobs],
      [
        { jobname: 'maintain-run-logs', command: 'select public.maintain_run_logs()' },
        { jobname: 'mine', command: 'select 2' },
      ],
    );
    await connection.unsafe(String(jobs[0]?.['command']));
  });
});

describe('the newest of the proofs', () => {
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
      'alter publication supabase_realtime add table log_cursors',
      'alter publication supabase_realtime drop table log_cursors',
      /log_cursors is in the publication supabase_realtime/,
    ],
    [
      'alter publication supabase_realtime add table logs_partitions.logs_default',
      'alter publication supabase_realtime drop table logs_partitions.logs_default',
      /logs_default is in the publication/,
    ],
    [
      'alter publication supabase_realtime add table logs',
      'alter publication supabase_realtime drop table logs',
      /is in the publication supabase_realtime/,
    ],
    [
      'grant execute on function mask_log_text(text) to public',
      'revoke execute on function mask_log_text(text) from public',
      /anon may call mask_log_text/,
    ],
    [
      'grant usage on schema log_stream to authenticated',
      'revoke usage on schema log_stream from authenticated',
      /authenticated may look into schema log_stream/,
    ],
    [
      'grant select on log_stream.batches to authenticated',
      'revoke select on log_stream.batches from authenticated',
      /authenticated has rights on log_stream\.batches/,
    ],
    [
      'grant select on run_logs_metrics to authenticated',
      'revoke select on run_logs_metrics from authenticated',
      /authenticated has rights on run_logs_metrics/,
    ],
    [
      'grant usage on sequence logs_id_seq to authenticated',
      'revoke usage on sequence logs_id_seq from authenticated',
      /authenticated has rights on the counter of public\.logs/,
    ],
    [
      'alter table logs disable trigger announce_log_rows',
      'alter table logs enable trigger announce_log_rows',
      /trigger is missing or disabled/,
    ],
  ];
  for (const [harm, undo, complaint] of sabotages) {
    it(`fails after: ${harm}`, async () => {
      const proofs = (await readdir(MIGRATIONS)).filter((name) => name.includes('verify'));
      const proof = await readFile(new URL(proofs.sort().at(-1) as string, MIGRATIONS), 'utf8');
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
