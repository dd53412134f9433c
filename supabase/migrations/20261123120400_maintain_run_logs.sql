-- =============================================================================
-- Run logs: partitions, retention, what a monitor reads
-- =============================================================================
-- maintain_logs_partitions()        daily: this month and three ahead
-- drop_old_logs_partitions(months)  monthly, if logs may be dropped wholesale
-- delete_expired_logs(max_rows)     often: what projects.log_retention_days says; call until it gives 0
-- Run by pg_cron where there is one, else by any worker with the service key. Safe to run again.

-- -----------------------------------------------------------------------------
-- Partitions
-- -----------------------------------------------------------------------------

-- Creates the partition of a month, and moves in what the default partition has caught of it. The table is filled and
-- attached, not created in place: attaching lets writers go on.
create or replace function public.create_logs_partition(month date) returns boolean
language plpgsql
security definer
set search_path = ''
set timezone = 'UTC'
as $$
declare
  first_day date := date_trunc('month', month)::date;
  next_month date := (date_trunc('month', month) + interval '1 month')::date;
  leaf text := 'logs_' || to_char(month, '"y"YYYY"m"MM');
begin
  -- Two maintainers at once would both find it missing.
  perform pg_advisory_xact_lock(hashtext('public.create_logs_partition'));
  if to_regclass('logs_partitions.' || leaf) is not null then
    return false;
  end if;
  lock table logs_partitions.logs_default in access exclusive mode;
  execute format('create table logs_partitions.%I (like public.logs including defaults including constraints)', leaf);
  execute format('alter table logs_partitions.%I enable row level security', leaf);
  execute format('revoke all on table logs_partitions.%I from public, anon, authenticated, service_role', leaf);
  execute format(
    'with moved as (delete from logs_partitions.logs_default where created_at >= %1$L and created_at < %2$L returning *)
     insert into logs_partitions.%3$I select * from moved',
    first_day::timestamptz, next_month::timestamptz, leaf
  );
  execute format(
    'alter table public.logs attach partition logs_partitions.%I for values from (%L) to (%L)',
    leaf, first_day::timestamptz, next_month::timestamptz
  );
  execute format('comment on table logs_partitions.%I is %L', leaf, 'Rows of ' || to_char(month, 'YYYY-MM'));
  perform public.guard_logs_partition(('logs_partitions.' || leaf)::regclass);
  return true;
end
$$;
comment on function public.create_logs_partition(date) is 'Creates the partition of the month of a date; false if it was there';

-- A row put into a leaf directly is announced to nobody and leaves the counting of its statement open.
create or replace function public.refuse_direct_log_insert() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  raise exception 'insert into public.logs, not into its partition %', tg_table_name
    using errcode = 'feature_not_supported';
end
$$;
comment on function public.refuse_direct_log_insert() is 'Trigger: rows enter through the parent only';

create or replace function public.guard_logs_partition(leaf regclass) returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  execute format(
    'create or replace trigger refuse_direct_log_insert before insert on %s
     for each statement execute function public.refuse_direct_log_insert()',
    leaf
  );
end
$$;
comment on function public.guard_logs_partition(regclass) is 'Closes a partition to direct inserts';

-- A month that cannot be had now (a long transaction holds its lock) is reported and tried again the next time: the
-- default partition catches its rows meanwhile.
create or replace function public.maintain_logs_partitions(months_ahead int default 3) returns int
language plpgsql
security definer
set search_path = ''
set timezone = 'UTC'
set lock_timeout = '3s'
as $$
declare
  created int := 0;
  month date;
begin
  for month in
    select generate_series(date_trunc('month', now()), now() + make_interval(months => months_ahead), interval '1 month')
    union
    -- Months behind, and far ahead, whose rows have come all the same.
    select distinct date_trunc('month', d.created_at) from logs_partitions.logs_default d
    where d.created_at between now() - interval '10 years' and now() + interval '1 year'
  loop
    begin
      created := created + public.create_logs_partition(month)::int;
    exception when lock_not_available then
      raise warning 'the logs partition of % has to wait: %', to_char(month, 'YYYY-MM'), sqlerrm;
    end;
  end loop;
  return created;
end
$$;
comment on function public.maintain_logs_partitions(int) is 'Creates the partitions of this month and the next ones; gives back how many were missing';

create or replace function public.drop_old_logs_partitions(retention_months int default 12) returns int
language plpgsql
security definer
set search_path = ''
set timezone = 'UTC'
set lock_timeout = '3s'
as $$
declare
  oldest date;
  leaf text;
  dropped int := 0;
begin
  if retention_months is null or retention_months < 1 then
    raise exception 'drop_old_logs_partitions: retention_months is %, at least 1 is needed', retention_months
      using errcode = 'invalid_parameter_value';
  end if;
  oldest := date_trunc('month', now())::date - make_interval(months => retention_months);
  for leaf in
    select c.relname
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'public.logs'::regclass
      and c.relname ~ '^logs_y\d{4}m\d\d$'
      and to_date(substr(c.relname, 7), 'YYYY"m"MM') < oldest
  loop
    execute format('drop table logs_partitions.%I', leaf);
    dropped := dropped + 1;
  end loop;
  delete from logs_partitions.logs_default d where d.created_at < oldest;
  return dropped;
end
$$;
comment on function public.drop_old_logs_partitions(int) is 'Drops the months older than so many whole months; gives back how many';

do $$
begin
  perform public.guard_logs_partition('logs_partitions.logs_default');
  perform public.maintain_logs_partitions();
end
$$;

-- -----------------------------------------------------------------------------
-- Retention per project
-- -----------------------------------------------------------------------------
-- Deleted rows leave their numbers behind: a viewer shows the stretch as removed, and last_seq stays.

alter table public.projects add column if not exists log_retention_days int check (log_retention_days > 0);
comment on column public.projects.log_retention_days is 'Days that log rows are kept; null keeps them until their partition is dropped';

create or replace function public.delete_expired_logs(max_rows int default 10000) returns bigint
language plpgsql
security definer
set search_path = ''
as $$
declare
  deleted bigint;
begin
  with expired as (
    select l.run_id, l.seq, l.created_at
    from public.projects p
    join public.log_cursors c on c.project_id = p.id
    join public.logs l on l.run_id = c.run_id
      and l.created_at < now() - make_interval(days => p.log_retention_days)
    where p.log_retention_days is not null
    limit max_rows
  )
  delete from public.logs l using expired e
  where l.run_id = e.run_id and l.seq = e.seq and l.created_at = e.created_at;
  get diagnostics deleted = row_count;
  return deleted;
end
$$;
comment on function public.delete_expired_logs(int) is 'Deletes up to so many rows older than their project keeps them; gives back how many';

-- -----------------------------------------------------------------------------
-- What a monitor reads
-- -----------------------------------------------------------------------------

create or replace view public.logs_partition_info as
select
  c.relname as partition_name,
  pg_get_expr(c.relpartbound, c.oid) as bounds,
  greatest(c.reltuples, 0)::bigint as estimated_rows,
  pg_total_relation_size(c.oid) as total_bytes,
  c.relrowsecurity as row_security
from pg_inherits i join pg_class c on c.oid = i.inhrelid
where i.inhparent = 'public.logs'::regclass
order by c.relname;
comment on view public.logs_partition_info is 'The partitions of logs: bounds, rough row count, size';

-- One row. Worth an alert: partitions_ahead < 1, default_partition_rows > 0 for more than a day, broadcast_ready false.
create or replace view public.logs_health as
select
  (
    select count(*) from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'public.logs'::regclass
      and c.relname > 'logs_' || to_char(now() at time zone 'UTC', '"y"YYYY"m"MM')
      and c.relname ~ '^logs_y'
  ) as partitions_ahead,
  (select count(*) from logs_partitions.logs_default) as default_partition_rows,
  (select count(*) from public.log_cursors where run_status in ('running', 'paused')) as open_runs,
  (select max(updated_at) from public.log_cursors) as last_write_at,
  -- A message of a day without a partition is lost. Realtime makes them when a client connects.
  to_regclass('realtime.messages') is not null and exists (
    select from pg_inherits i
    where i.inhparent = to_regclass('realtime.messages')
      and i.inhrelid = to_regclass('realtime.messages_' || to_char(now() at time zone 'UTC', 'YYYY_MM_DD'))
  ) as broadcast_ready;
comment on view public.logs_health is 'One row for a monitor: room ahead, rows without a home, whether broadcasts can be stored';

revoke all on public.logs_partition_info, public.logs_health from public, anon, authenticated, service_role;
grant select on public.logs_partition_info, public.logs_health to service_role;

-- -----------------------------------------------------------------------------
-- Who runs it
-- -----------------------------------------------------------------------------

revoke execute on function public.create_logs_partition(date) from public, anon, authenticated;
revoke execute on function public.guard_logs_partition(regclass) from public, anon, authenticated, service_role;
revoke execute on function public.refuse_direct_log_insert() from public, anon, authenticated, service_role;
revoke execute on function public.maintain_logs_partitions(int) from public, anon, authenticated;
revoke execute on function public.drop_old_logs_partitions(int) from public, anon, authenticated;
revoke execute on function public.delete_expired_logs(int) from public, anon, authenticated;
grant execute on function public.create_logs_partition(date) to service_role;
grant execute on function public.maintain_logs_partitions(int) to service_role;
grant execute on function public.drop_old_logs_partitions(int) to service_role;
grant execute on function public.delete_expired_logs(int) to service_role;

do $$
begin
  if exists (select from pg_extension where extname = 'pg_cron') then
    perform cron.schedule('maintain-logs-partitions', '17 2 * * *', 'select public.maintain_logs_partitions()');
    perform cron.schedule('delete-expired-logs', '*/10 * * * *', 'select public.delete_expired_logs()');
  end if;
end
$$;
