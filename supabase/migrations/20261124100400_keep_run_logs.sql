-- =============================================================================
-- Run logs: upkeep in one call, and figures for a monitor
-- =============================================================================
-- maintain_run_logs(budget)       all of it, for as long as it may take: partitions, retention, old keys, statistics
-- delete_expired_logs(max_rows)   retention alone; knows by now which runs it is done with
-- delete_run_logs(run_id, …)      the rows of one run, in portions, the run stays
-- run_logs_metrics                one row of figures for a scraper, see supabase/monitoring
-- idx_logs_severe                 finds the errors of a run of a million rows
-- Safe to run again.

-- Partial, so that the rows that most runs mostly write do not pay for it.
create index if not exists idx_logs_severe on public.logs (run_id, seq) where level in ('warn', 'error', 'fatal');

-- -----------------------------------------------------------------------------
-- Retention
-- -----------------------------------------------------------------------------

-- Not indexed, so that setting it moves no index entry. A run that has not been written to since is never looked at again.
alter table public.log_cursors add column if not exists purged_before timestamptz;
comment on column public.log_cursors.purged_before is 'Retention has deleted the rows of the run that are older than this; null if it has not looked yet';

-- What was done last, for a monitor. One row.
create table if not exists log_stream.upkeep (
  is_only boolean primary key default true check (is_only),
  ran_at timestamptz not null default now(),
  finished boolean not null default true,
  analyzed_at timestamptz,
  rows_deleted bigint not null default 0,
  runs_pending bigint not null default 0,
  lag interval not null default '0'
);
alter table log_stream.upkeep enable row level security;
revoke all on table log_stream.upkeep from public, anon, authenticated, service_role;
comment on table log_stream.upkeep is 'What maintain_run_logs did last';

-- Runs that may hold rows older than their project keeps. An hour's slack, or every run of the last days would be looked at
-- each time, since time goes on.
create or replace view log_stream.expired_runs as
select
  c.run_id,
  now() - make_interval(days => p.log_retention_days) as cutoff,
  c.purged_before,
  c.updated_at
from public.projects p join public.log_cursors c on c.project_id = p.id
where p.log_retention_days is not null
  and c.last_seq > 0
  and (c.purged_before is null or c.updated_at >= c.purged_before)
  and (c.purged_before is null or c.purged_before < now() - make_interval(days => p.log_retention_days) - interval '1 hour');
comment on view log_stream.expired_runs is 'Runs that retention has to look at';
revoke all on log_stream.expired_runs from public, anon, authenticated, service_role;

-- Run by run, along the primary key. The cursors are marked at the end and all at once: their locks hold writers up.
create or replace function public.delete_expired_logs(max_rows int default 10000) returns bigint
language plpgsql
security definer
set search_path = ''
as $$
declare
  deleted bigint := 0;
  portion bigint;
  run record;
  done_runs uuid[] := '{}';
  done_cutoffs timestamptz[] := '{}';
begin
  if max_rows is null or max_rows < 1 then
    raise exception 'delete_expired_logs: max_rows is %, at least 1 is needed', max_rows
      using errcode = 'invalid_parameter_value', hint = 'Leave it out for 10000.';
  end if;
  for run in
    select e.run_id, e.cutoff from log_stream.expired_runs e order by e.purged_before nulls first, e.run_id limit 10000
  loop
    with expired as (
      select l.seq, l.created_at from public.logs l
      where l.run_id = run.run_id and l.created_at < run.cutoff
      limit max_rows - deleted
    )
    delete from public.logs l using expired e
    where l.run_id = run.run_id and l.seq = e.seq and l.created_at = e.created_at and l.created_at < run.cutoff;
    get diagnostics portion = row_count;
    deleted := deleted + portion;
    exit when deleted >= max_rows;
    done_runs := done_runs || run.run_id;
    done_cutoffs := done_cutoffs || run.cutoff;
  end loop;
  -- Who writes now is marked the next time.
  with free as (
    select c.run_id from public.log_cursors c where c.run_id = any (done_runs) for no key update skip locked
  )
  update public.log_cursors c set purged_before = d.cutoff
  from unnest(done_runs, done_cutoffs) as d (run_id, cutoff) join free f on f.run_id = d.run_id
  where c.run_id = d.run_id;
  return deleted;
end
$$;
comment on function public.delete_expired_logs(int) is 'Deletes up to so many rows older than their project keeps them; gives back how many';

-- For "delete this run's log", and before a run of millions of rows is deleted. The run goes on numbering where it was.
create or replace function public.delete_run_logs(run_id uuid, max_rows int default 10000) returns bigint
language plpgsql
security definer
set search_path = ''
as $$
declare
  deleted bigint;
begin
  if run_id is null or max_rows is null or max_rows < 1 then
    raise exception 'delete_run_logs needs a run and at least one row, not % and %', run_id, max_rows
      using errcode = 'invalid_parameter_value', hint = 'Call it until it gives 0.';
  end if;
  with gone as (
    select l.seq, l.created_at from public.logs l where l.run_id = delete_run_logs.run_id order by l.seq limit max_rows
  )
  delete from public.logs l using gone g
  where l.run_id = delete_run_logs.run_id and l.seq = g.seq and l.created_at = g.created_at;
  get diagnostics deleted = row_count;
  -- Realtime keeps what it has sent for some days.
  if deleted = 0 and to_regclass('realtime.messages') is not null then
    begin
      delete from realtime.messages m where m.topic = 'run-logs:' || delete_run_logs.run_id;
    exception when insufficient_privilege then
      raise notice 'messages of run % stay in realtime.messages for some days: no right to delete them', run_id;
    end;
  end if;
  return deleted;
end
$$;
comment on function public.delete_run_logs(uuid, int) is
  'Deletes up to so many rows of a run, and when none is left its messages; gives back how many rows, call until it gives 0';

-- -----------------------------------------------------------------------------
-- All of it
-- -----------------------------------------------------------------------------

create or replace function public.maintain_run_logs(budget interval default '20 seconds') returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
  deadline timestamptz := clock_timestamp() + coalesce(budget, interval '20 seconds');
  partitions int;
  deleted bigint := 0;
  keys bigint := 0;
  portion bigint;
  is_done boolean := false;
  pending bigint;
  pending_before bigint;
  behind interval;
  analyzed timestamptz;
begin
  -- Two at once would only wait for each other's rows.
  if not pg_try_advisory_xact_lock(hashtext('public.maintain_run_logs')) then
    return jsonb_build_object('skipped', 'another maintenance is under way');
  end if;
  partitions := public.maintain_logs_partitions();

  while clock_timestamp() < deadline loop
    portion := public.delete_expired_logs(5000);
    deleted := deleted + portion;
    if portion = 0 then
      -- Runs without such rows may have stood before others in the queue; runs that are being written to stay in it.
      select count(*) into pending from log_stream.expired_runs;
      is_done := pending = 0;
      exit when is_done or pending = pending_before;
      pending_before := pending;
    end if;
  end loop;

  while clock_timestamp() < deadline loop
    delete from log_stream.batches b
    where b.ctid = any (array(
      select o.ctid from log_stream.batches o where o.stored_at < now() - interval '1 day' order by o.stored_at limit 10000
    ));
    get diagnostics portion = row_count;
    keys := keys + portion;
    exit when portion = 0;
  end loop;

  -- Autovacuum sees to the partitions, but never to the statistics of the table that they are part of.
  select u.analyzed_at into analyzed from log_stream.upkeep u;
  if (analyzed is null or analyzed < now() - interval '1 day') and clock_timestamp() < deadline then
    analyze public.logs;
    analyzed := now();
  end if;

  select count(*), coalesce(max(greatest(e.cutoff - coalesce(e.purged_before, e.updated_at), interval '0')), interval '0')
  into pending, behind from log_stream.expired_runs e;
  insert into log_stream.upkeep as u (is_only, ran_at, finished, analyzed_at, rows_deleted, runs_pending, lag)
  values (true, now(), is_done, analyzed, deleted, pending, behind)
  on conflict (is_only) do update set
    ran_at = excluded.ran_at, finished = excluded.finished, analyzed_at = excluded.analyzed_at,
    rows_deleted = u.rows_deleted + excluded.rows_deleted, runs_pending = excluded.runs_pending, lag = excluded.lag;
  return jsonb_build_object(
    'partitions_created', partitions, 'rows_deleted', deleted, 'batch_keys_deleted', keys,
    'finished', is_done, 'runs_pending', pending
  );
end
$$;
comment on function public.maintain_run_logs(interval) is
  'Partitions ahead, retention, old batch keys, statistics, for about as long as the budget; gives back what was done';

revoke execute on function public.maintain_run_logs(interval), public.delete_run_logs(uuid, int), public.delete_expired_logs(int)
from public, anon, authenticated;
grant execute on function public.maintain_run_logs(interval), public.delete_run_logs(uuid, int), public.delete_expired_logs(int)
to service_role;

-- In place of the two jobs of 20261123120400.
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.unschedule(j.jobname) from cron.job j where j.jobname in ('maintain-logs-partitions', 'delete-expired-logs');
    perform cron.schedule('maintain-run-logs', '*/10 * * * *', 'select public.maintain_run_logs()');
  else
    raise notice 'no pg_cron here: let a worker call maintain_run_logs() every ten minutes';
  end if;
end
$$;

-- -----------------------------------------------------------------------------
-- Figures
-- -----------------------------------------------------------------------------

create index if not exists idx_log_cursors_open on public.log_cursors (run_id) where run_status in ('running', 'paused');

-- With its owner's rights, since a view asks for functions under the reader's.
create or replace function log_stream.counted(counter regclass) returns double precision
language sql
stable
security definer
set search_path = ''
as $$
  select coalesce(pg_sequence_last_value(counter), 0)::double precision
$$;
comment on function log_stream.counted(regclass) is 'What a counter stands at';

-- A message of a day without a partition is lost; Realtime makes them when a client connects. Where there is no Realtime
-- there is nothing to lose.
create or replace function log_stream.broadcast_ready() returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select to_regclass('realtime.messages') is null or exists (
    select from pg_inherits i
    where i.inhparent = to_regclass('realtime.messages')
      and i.inhrelid = to_regclass('realtime.messages_' || to_char(now() at time zone 'UTC', 'YYYY_MM_DD'))
  )
$$;
comment on function log_stream.broadcast_ready() is 'Whether Realtime has room for the messages of today';

-- One row, each column a metric, none ever null; those that end in _total only grow. Cheap enough for every fifteen seconds: no table of
-- rows is read, but for the default partition, which should be empty, and the cursors of runs that are not over.
create or replace view public.run_logs_metrics as
select
  -- Rows numbered since the beginning, those of rolled back transactions included.
  log_stream.counted(pg_get_serial_sequence('public.logs', 'id')::regclass) as rows_total,
  (
    select coalesce(sum(pg_total_relation_size(i.inhrelid)), 0) from pg_inherits i where i.inhparent = 'public.logs'::regclass
  )::double precision as bytes,
  (
    select count(*) from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'public.logs'::regclass
      and c.relname > 'logs_' || to_char(now() at time zone 'UTC', '"y"YYYY"m"MM') and c.relname ~ '^logs_y'
  )::double precision as partitions_ahead,
  (select count(*) from (select from logs_partitions.logs_default limit 100000) d)::double precision as default_partition_rows,
  o.open_runs,
  coalesce(o.seconds_since_last_write, 0) as seconds_since_last_write,
  log_stream.counted('log_stream.messages_sent') as messages_total,
  log_stream.counted('log_stream.messages_as_pointer') as messages_oversized_total,
  log_stream.counted('log_stream.messages_failed') as messages_dropped_total,
  log_stream.counted('log_stream.statements_coalesced') as statements_coalesced_total,
  log_stream.counted('log_stream.redactions_failed') as redactions_failed_total,
  log_stream.counted('log_stream.batches_repeated') as batches_repeated_total,
  log_stream.broadcast_ready()::int::double precision as broadcast_ready,
  s.realtime_slots,
  coalesce(s.realtime_slot_lag_bytes, 0) as realtime_slot_lag_bytes,
  -- Endless while maintain_run_logs has never run.
  coalesce(extract(epoch from clock_timestamp() - u.ran_at)::double precision, 'infinity') as seconds_since_maintenance,
  coalesce(u.finished::int::double precision, 1) as maintenance_finished,
  coalesce(u.rows_deleted::double precision, 0) as rows_deleted_total,
  coalesce(u.runs_pending::double precision, 0) as retention_runs_pending,
  coalesce(extract(epoch from u.lag)::double precision, 0) as retention_lag_seconds
from (
  select count(*)::double precision as open_runs,
    extract(epoch from clock_timestamp() - max(c.updated_at))::double precision as seconds_since_last_write
  from public.log_cursors c where c.run_status in ('running', 'paused')
) o
cross join (
  -- Realtime's slots are temporary: none means that nobody is connected, or that it has lost its own connection.
  select count(*)::double precision as realtime_slots,
    max(pg_wal_lsn_diff(case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end, r.confirmed_flush_lsn))::double precision
      as realtime_slot_lag_bytes
  from pg_replication_slots r where r.slot_name ~ 'realtime' and r.database = current_database()
) s
left join log_stream.upkeep u on true;
comment on view public.run_logs_metrics is 'One row of figures for a scraper; what they mean is in supabase/monitoring';
revoke all on public.run_logs_metrics from public, anon, authenticated, service_role, pg_monitor;
grant select on public.run_logs_metrics to service_role;
-- What a scraper signs in as.
grant select on public.run_logs_metrics to pg_monitor;

revoke execute on all functions in schema log_stream from public, anon, authenticated, service_role;
grant execute on function log_stream.counted(regclass), log_stream.broadcast_ready() to service_role, pg_monitor;
