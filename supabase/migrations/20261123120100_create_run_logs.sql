-- =============================================================================
-- Run logs: tables, numbering, writing
-- =============================================================================
-- Needs MeshHook's projects(id), workflow_runs(id, project_id, status) and user_project_ids(), and makes the least of them
-- where there is no MeshHook. Safe to run again.
--
-- logs          the rows, one partition a month
-- log_cursors   one row a run: the last number given out, and the run's status
-- append_run_logs(run_id, entries)   how workers write; a plain insert into logs works too
--
-- The numbering is the point. seq counts 1, 2, 3, … within a run, and is given out under the lock of the run's cursor
-- row, which the writer holds until it commits. So the order of seq is the order of commit, a rollback gives its numbers
-- back, and a reader that has seen seq N has seen everything up to N. No identity column or timestamp can promise that.

-- -----------------------------------------------------------------------------
-- What it stands on
-- -----------------------------------------------------------------------------

do $$
begin
  if exists (select from unnest(array['anon', 'authenticated', 'service_role']) r where to_regrole(r) is null) then
    raise exception 'run logs need the roles anon, authenticated and service_role'
      using hint = 'This is no Supabase database. Create the roles first, as PostgREST has them.';
  end if;
  if (to_regclass('public.workflow_runs') is null) <> (to_regclass('public.projects') is null) then
    raise exception 'run logs need both of the tables projects and workflow_runs, and there is only one of them'
      using hint = 'Apply MeshHook''s own migrations first, or rename the table that is there.';
  end if;
  if to_regclass('public.logs') is not null and not exists (
    select from pg_partitioned_table p join pg_attribute a on a.attrelid = p.partrelid
    where p.partrelid = to_regclass('public.logs') and a.attname = 'seq'
  ) then
    raise exception 'a table public.logs of another shape is in the way: rename it, then apply this migration again';
  end if;
end
$$;

-- A project without MeshHook gets the least that run logs can stand on, in MeshHook's shape. Members may look and no
-- more: whoever starts runs there does it with the service key.
do $$
begin
  if to_regclass('public.projects') is null then
    raise notice 'no MeshHook here: creating minimal tables projects and workflow_runs for the run logs to stand on';
    create table public.projects (
      id uuid primary key default gen_random_uuid(),
      owner uuid not null,
      name text not null default 'project',
      created_at timestamptz not null default now()
    );
    create table public.workflow_runs (
      id uuid primary key default gen_random_uuid(),
      project_id uuid not null references public.projects (id) on delete cascade,
      status text not null default 'running'
        check (status in ('running', 'succeeded', 'failed', 'paused', 'canceled')),
      started_at timestamptz not null default now(),
      finished_at timestamptz
    );
    create index idx_projects_owner on public.projects (owner);
    create index idx_workflow_runs_project_id on public.workflow_runs (project_id);
    comment on table public.projects is 'What runs belong to; its owner may see their logs';
    comment on table public.workflow_runs is 'Whatever writes a log';
    alter table public.projects enable row level security;
    alter table public.workflow_runs enable row level security;
    revoke all on table public.projects, public.workflow_runs from public, anon, authenticated;
    grant select on table public.projects, public.workflow_runs to authenticated;
  end if;

  if to_regprocedure('public.user_project_ids()') is null then
    if not exists (
      select from pg_attribute a
      where a.attrelid = 'public.projects'::regclass and a.attname = 'owner' and a.atttypid = 'uuid'::regtype
    ) then
      raise exception 'run logs need a function user_project_ids() that gives the projects of the viewer'
        using hint = 'It returns setof uuid, is stable and security definer, and there is no projects.owner to make one from.';
    end if;
    raise notice 'no user_project_ids() here: creating one that gives the projects whose owner is the viewer';
    create function public.user_project_ids() returns setof uuid
    language sql
    stable
    security definer
    set search_path = ''
    as $body$
      select p.id from public.projects p
      where p.owner = (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid
    $body$;
    comment on function public.user_project_ids() is 'The projects that the signed-in user owns';
    -- Only for the tables made above: a host's own may have no policies for a reason.
    if (select count(*) from pg_attribute a where a.attrelid = 'public.projects'::regclass and a.attnum > 0) = 4
      and (select count(*) from pg_attribute a where a.attrelid = 'public.workflow_runs'::regclass and a.attnum > 0) = 5 then
      create policy "Users can view own projects" on public.projects
        for select to authenticated using (id in (select public.user_project_ids()));
      create policy "Users can view workflow runs in own projects" on public.workflow_runs
        for select to authenticated using (project_id in (select public.user_project_ids()));
    end if;
  end if;
end
$$;

-- -----------------------------------------------------------------------------
-- logs
-- -----------------------------------------------------------------------------

create table if not exists public.logs (
  id bigint generated always as identity,
  run_id uuid not null,
  project_id uuid not null,
  seq bigint not null,
  level text,
  message text not null,
  node_id text,
  fields jsonb,
  created_at timestamptz not null default clock_timestamp(),
  constraint logs_pkey primary key (run_id, seq, created_at),
  constraint logs_level_check check (level in ('trace', 'debug', 'info', 'warn', 'error', 'fatal')),
  constraint logs_fields_check check (jsonb_typeof(fields) = 'object'),
  constraint logs_created_at_check check (isfinite(created_at))
) partition by range (created_at);

-- On at once: with the platform's default grants a table without it is open to everybody, even between two migrations.
alter table public.logs enable row level security;
revoke all on table public.logs from public, anon, authenticated, service_role;
grant select on table public.logs to authenticated;
grant select, insert, delete on table public.logs to service_role;

comment on table public.logs is 'What the workers of a run wrote, numbered within the run; written through this parent only';
comment on column public.logs.id is 'Identity of the row; says nothing about order';
comment on column public.logs.run_id is 'The run; kept true by log_cursors, which has the foreign key';
comment on column public.logs.project_id is 'Copied from the run, so that the policy need not look it up';
comment on column public.logs.seq is 'Place in the run: 1, 2, 3, … in commit order, no holes; given out by the database';
comment on column public.logs.level is 'trace debug info warn error fatal, or null if the writer gave none that we know';
comment on column public.logs.message is 'The text, up to 1,048,576 characters; more is cut and marked';
comment on column public.logs.node_id is 'The workflow node that wrote it';
comment on column public.logs.fields is 'Structured context, an object';
comment on column public.logs.created_at is 'When it was written, by the writer''s clock if it says so';

-- Leaves live outside the exposed schemas: a leaf is a table of its own, and the parent's policies do not guard it.
create schema if not exists logs_partitions;
revoke all on schema logs_partitions from public, anon, authenticated, service_role;
comment on schema logs_partitions is 'Partitions of public.logs; nothing here is for clients';

-- Catches rows of months without a partition, so that an insert never fails for want of one.
create table if not exists logs_partitions.logs_default partition of public.logs default;
alter table logs_partitions.logs_default enable row level security;
revoke all on table logs_partitions.logs_default from public, anon, authenticated, service_role;
comment on table logs_partitions.logs_default is 'Rows of months that have no partition (yet)';

-- -----------------------------------------------------------------------------
-- log_cursors
-- -----------------------------------------------------------------------------

-- Half-empty pages and an early vacuum: the row changes with every write of the run, in place as long as there is room.
create table if not exists public.log_cursors (
  run_id uuid primary key references public.workflow_runs (id) on delete cascade,
  project_id uuid not null,
  last_seq bigint not null default 0 check (last_seq >= 0),
  run_status text,
  updated_at timestamptz not null default clock_timestamp()
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 200);

alter table public.log_cursors enable row level security;
revoke all on table public.log_cursors from public, anon, authenticated, service_role;
grant select on table public.log_cursors to authenticated, service_role;

create index if not exists idx_log_cursors_project_id on public.log_cursors (project_id);

comment on table public.log_cursors is 'One row a run; no visible row means: no such run, or not yours';
comment on column public.log_cursors.last_seq is 'The last seq given out: a reader that has it has everything';
comment on column public.log_cursors.run_status is 'workflow_runs.status, kept in step by a trigger';
comment on column public.log_cursors.updated_at is 'When a row was last written or the status last changed';

-- -----------------------------------------------------------------------------
-- A cursor for every run
-- -----------------------------------------------------------------------------

create or replace function public.open_log_cursors() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  insert into public.log_cursors (run_id, project_id, run_status)
  select r.id, r.project_id, r.status from new_runs r
  on conflict (run_id) do nothing;
  return null;
end
$$;
comment on function public.open_log_cursors() is 'Trigger: gives each new run its cursor';

create or replace trigger open_log_cursors
  after insert on public.workflow_runs
  referencing new table as new_runs
  for each statement execute function public.open_log_cursors();

insert into public.log_cursors (run_id, project_id, run_status)
select r.id, r.project_id, r.status from public.workflow_runs r
on conflict (run_id) do nothing;

-- A deleted run takes its cursor with it by foreign key, and its rows by this.
create or replace function public.delete_logs_of_run() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  delete from public.logs l using old_cursors c where l.run_id = c.run_id;
  return null;
end
$$;
comment on function public.delete_logs_of_run() is 'Trigger: a run''s rows go when the run goes';

create or replace trigger delete_logs_of_run
  after delete on public.log_cursors
  referencing old table as old_cursors
  for each statement execute function public.delete_logs_of_run();

-- A run that moves to another project takes its rows along, or its old project would go on seeing them.
create or replace function public.move_logs_of_run() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  update public.log_cursors c set project_id = new.project_id where c.run_id = new.id;
  update public.logs l set project_id = new.project_id where l.run_id = new.id;
  return null;
end
$$;
comment on function public.move_logs_of_run() is 'Trigger: a run''s rows follow it to another project';

create or replace trigger move_logs_of_run
  after update of project_id on public.workflow_runs
  for each row
  when (old.project_id is distinct from new.project_id)
  execute function public.move_logs_of_run();

-- -----------------------------------------------------------------------------
-- What is stored of what a writer gave
-- -----------------------------------------------------------------------------
-- Plain SQL without settings of their own, and no more immutable than what they call: so the planner inlines them.

create or replace function public.normalize_log_level(level text) returns text
language sql
immutable
parallel safe
as $$
  select case pg_catalog.lower(pg_catalog.btrim(level))
    when 'trace' then 'trace' when 'trc' then 'trace' when 'verbose' then 'trace'
    when 'debug' then 'debug' when 'dbg' then 'debug'
    when 'info' then 'info' when 'inf' then 'info' when 'information' then 'info'
    when 'informational' then 'info' when 'notice' then 'info' when 'log' then 'info'
    when 'warn' then 'warn' when 'wrn' then 'warn' when 'warning' then 'warn'
    when 'error' then 'error' when 'err' then 'error' when 'eror' then 'error' when 'severe' then 'error'
    when 'fatal' then 'fatal' when 'critical' then 'fatal' when 'crit' then 'fatal' when 'alert' then 'fatal'
    when 'emerg' then 'fatal' when 'emergency' then 'fatal' when 'panic' then 'fatal'
  end
$$;
comment on function public.normalize_log_level(text) is 'The level that a word stands for, null if we do not know it';

-- A level we do not know is no level, but it is not lost: it is put into fields, and so is context that is no object.
create or replace function public.log_fields(fields jsonb, level text) returns jsonb
language sql
stable
parallel safe
as $$
  select case
    when pg_catalog.btrim(level) <> '' and public.normalize_log_level(level) is null then
      case pg_catalog.jsonb_typeof(fields)
        when 'object' then fields else
          case when fields is null or fields = 'null' then '{}' else pg_catalog.jsonb_build_object('value', fields) end
      end
      || pg_catalog.jsonb_build_object(
        case when pg_catalog.jsonb_typeof(fields) = 'object' and fields ? 'level' then 'level_given' else 'level' end,
        level
      )
    when fields is null or fields = 'null' then null
    when pg_catalog.jsonb_typeof(fields) = 'object' then fields
    else pg_catalog.jsonb_build_object('value', fields)
  end
$$;
comment on function public.log_fields(jsonb, text) is 'Context as it is stored: an object, an unknown level word kept in it';

-- The length in bytes is known without reading the text, so that only a text that may be too long is measured.
create or replace function public.cut_log_message(message text) returns text
language sql
immutable
parallel safe
as $$
  select case
    when pg_catalog.octet_length(message) > 1048576 and pg_catalog.length(message) > 1048576 then
      pg_catalog.left(message, 1048576) || ' … [cut: the message had ' || pg_catalog.length(message)::text || ' characters]'
    else message
  end
$$;
comment on function public.cut_log_message(text) is 'The message as it is stored: whole up to 1,048,576 characters';

-- -----------------------------------------------------------------------------
-- Numbers
-- -----------------------------------------------------------------------------

-- Takes `count` numbers of a run and keeps the run's cursor locked until the transaction ends. In a repeatable read
-- transaction whose snapshot is older than the last write of the run this raises 40001; the writer tries again.
create or replace function public.take_log_seqs(
  run_id uuid,
  count bigint,
  out project_id uuid,
  out last_seq bigint
)
language plpgsql
security definer
set search_path = ''
as $$
declare
  slot text := 'log_stream.slot_' || (uuid_hash(run_id) & 31);
  held text := current_setting(slot, true);
  counted bigint := 0;
begin
  -- Called from within an insert that has numbered rows of this run and not written them back yet (see below).
  if left(held, 36) = run_id::text then
    counted := split_part(held, ' ', 4);
    perform set_config(slot, '', true);
  end if;
  loop
    update public.log_cursors c
    set last_seq = greatest(c.last_seq, counted) + take_log_seqs.count, updated_at = clock_timestamp()
    where c.run_id = take_log_seqs.run_id
    returning c.project_id, c.last_seq into project_id, last_seq;
    exit when found;
    -- A run without a cursor was inserted while triggers were off.
    insert into public.log_cursors (run_id, project_id, run_status)
    select r.id, r.project_id, r.status from public.workflow_runs r where r.id = take_log_seqs.run_id
    on conflict on constraint log_cursors_pkey do nothing;
    if not found then
      raise exception 'run % does not exist', coalesce(take_log_seqs.run_id::text, 'null')
        using errcode = 'foreign_key_violation', hint = 'Insert the run into workflow_runs first.';
    end if;
  end loop;
end
$$;
comment on function public.take_log_seqs(uuid, bigint) is 'Gives out the next numbers of a run, under the lock of its cursor';

-- -----------------------------------------------------------------------------
-- Plain inserts
-- -----------------------------------------------------------------------------
-- Each row of an insert passes number_log_row, which takes a number from the table for the first row of a run and then
-- counts on in a transaction-local setting; settle_log_cursors writes the count back when the statement ends. Counting
-- in the table would make row N of one statement step over N dead versions of the cursor row.
-- 32 settings hold the runs of a statement; two runs that share one take turns, each turn costing an update.
-- A failed statement or savepoint takes the settings back along with the rows.

create or replace function public.number_log_row() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  slot text := 'log_stream.slot_' || (uuid_hash(new.run_id) & 31);
  -- '<run> <project> <last seq in the table> <last seq given out>', the uuids 36 characters each.
  held text := current_setting(slot, true);
  taken record;
begin
  if left(held, 36) = new.run_id::text then
    new.project_id := substr(held, 38, 36);
    new.seq := split_part(held, ' ', 4)::bigint + 1;
    perform set_config(slot, left(held, 74) || split_part(held, ' ', 3) || ' ' || new.seq, true);
  else
    if held <> '' then
      update public.log_cursors c set last_seq = greatest(c.last_seq, split_part(held, ' ', 4)::bigint)
      where c.run_id = left(held, 36)::uuid;
    end if;
    taken := public.take_log_seqs(new.run_id, 1);
    new.project_id := taken.project_id;
    new.seq := taken.last_seq;
    perform set_config(slot, concat_ws(' ', new.run_id, new.project_id, new.seq, new.seq), true);
    perform set_config('log_stream.unsettled', 'on', true);
  end if;
  new.fields := public.log_fields(new.fields, new.level);
  new.level := public.normalize_log_level(new.level);
  new.message := public.cut_log_message(new.message);
  return new;
end
$$;
comment on function public.number_log_row() is 'Trigger: numbers and tidies the rows of a plain insert';

create or replace function public.settle_log_cursors() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  run record;
  held text;
begin
  for run in
    select n.run_id, max(n.seq) as last_seq, 'log_stream.slot_' || (uuid_hash(n.run_id) & 31) as slot
    from new_rows n
    group by n.run_id
  loop
    held := current_setting(run.slot, true);
    if left(held, 36) = run.run_id::text then
      if split_part(held, ' ', 3)::bigint < run.last_seq then
        update public.log_cursors c set last_seq = run.last_seq where c.run_id = run.run_id;
      end if;
      perform set_config(run.slot, '', true);
    end if;
  end loop;
  return null;
end
$$;
comment on function public.settle_log_cursors() is 'Trigger: writes back what number_log_row counted';

-- append_run_logs has taken its numbers and tidied its rows already, and says so by a setting. Whatever seq anybody else
-- passes is replaced. The name sorts last: a host's trigger that drops a row must do so before the row has a number.
create or replace trigger zz_number_log_row
  before insert on public.logs
  for each row
  when (new.seq is null or current_setting('log_stream.numbered', true) is distinct from 'on')
  execute function public.number_log_row();

create or replace trigger settle_log_cursors
  after insert on public.logs
  referencing new table as new_rows
  for each statement
  when (current_setting('log_stream.unsettled', true) = 'on')
  execute function public.settle_log_cursors();

-- -----------------------------------------------------------------------------
-- append_run_logs
-- -----------------------------------------------------------------------------

create or replace function public.append_run_logs(
  run_id uuid,
  entries jsonb,
  out first_seq bigint,
  out last_seq bigint
)
language plpgsql
security definer
set search_path = ''
as $$
declare
  entry_count int;
  bad bigint;
  taken record;
  numbered text := current_setting('log_stream.numbered', true);
begin
  if run_id is null then
    raise exception 'append_run_logs: run_id is null' using errcode = 'null_value_not_allowed';
  end if;
  if entries is null or jsonb_typeof(entries) <> 'array' then
    raise exception 'append_run_logs: entries is %, not an array', coalesce(jsonb_typeof(entries), 'null')
      using errcode = 'invalid_parameter_value', hint = 'Pass [{"level": "info", "message": "…"}].';
  end if;
  entry_count := jsonb_array_length(entries);
  if entry_count = 0 then
    raise exception 'append_run_logs: entries is empty' using errcode = 'invalid_parameter_value';
  end if;
  if entry_count > 10000 then
    raise exception 'append_run_logs: % entries in one call, 10000 are allowed', entry_count
      using errcode = 'invalid_parameter_value', hint = 'Split the batch; 100 to 1000 entries a call are quickest.';
  end if;
  select e.place into bad
  from jsonb_array_elements(entries) with ordinality as e (entry, place)
  where jsonb_typeof(e.entry) <> 'object'
    or coalesce(jsonb_typeof(e.entry -> 'message'), 'null') = 'null'
  limit 1;
  if bad is not null then
    raise exception 'append_run_logs: entry % has no message', bad - 1
      using errcode = 'invalid_parameter_value', hint = 'An entry is an object with at least {"message": "…"}.';
  end if;

  taken := public.take_log_seqs(append_run_logs.run_id, entry_count);
  last_seq := taken.last_seq;
  first_seq := last_seq - entry_count + 1;

  perform set_config('log_stream.numbered', 'on', true);
  insert into public.logs (run_id, project_id, seq, level, message, node_id, fields, created_at)
  select
    append_run_logs.run_id,
    taken.project_id,
    append_run_logs.first_seq - 1 + e.place,
    public.normalize_log_level(e.level),
    public.cut_log_message(e.message),
    e.node_id,
    public.log_fields(e.fields, e.level),
    coalesce(e.created_at, clock_timestamp())
  from rows from (
    jsonb_to_recordset(entries) as (level text, message text, node_id text, fields jsonb, created_at timestamptz)
  ) with ordinality as e (level, message, node_id, fields, created_at, place);
  perform set_config('log_stream.numbered', coalesce(numbered, ''), true);
end
$$;
comment on function public.append_run_logs(uuid, jsonb) is
  'Appends entries {level?, message, node_id?, fields?, created_at?} to a run, all or none; gives back the numbers they got';

-- -----------------------------------------------------------------------------
-- Who may write
-- -----------------------------------------------------------------------------
-- The platform grants every new function to everybody: a viewer could forge rows.

revoke execute on function public.append_run_logs(uuid, jsonb) from public, anon, authenticated;
revoke execute on function public.take_log_seqs(uuid, bigint) from public, anon, authenticated, service_role;
revoke execute on function public.open_log_cursors() from public, anon, authenticated, service_role;
revoke execute on function public.delete_logs_of_run() from public, anon, authenticated, service_role;
revoke execute on function public.move_logs_of_run() from public, anon, authenticated, service_role;
revoke execute on function public.number_log_row() from public, anon, authenticated, service_role;
revoke execute on function public.settle_log_cursors() from public, anon, authenticated, service_role;
grant execute on function public.append_run_logs(uuid, jsonb) to service_role;
