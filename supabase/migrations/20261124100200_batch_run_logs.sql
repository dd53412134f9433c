-- =============================================================================
-- Run logs: batches that are stored once, announcements within a quota
-- =============================================================================
-- append_run_logs(run_id, entries, batch_key)   a batch that comes again with its key is not stored again
-- log_messages_per_second()                     hook: how many announcements a run may send a second, 10 by default
--
-- The quota. Realtime counts a message once and once more for each receiver, and drops messages in silence when there
-- are too many (100 a second by default). So a statement is announced if its run has credit, and otherwise left to the
-- next announcement, which covers everything since the last one. Credit is counted on the row of log_cursors that the
-- writer has locked and is updating anyway: no further row is written or locked, and what was counted in a transaction
-- that rolls back, or back to a savepoint, was not counted.
--
-- The functions that every write passes keep their plans: left to itself Postgres plans an insert from JSON anew each time,
-- which took half of a writer's time.
-- Safe to run again.

-- Columns without a constant to fill in and without an index: the table is not rewritten, updates stay in place.
alter table public.log_cursors
  add column if not exists announce_from bigint,
  add column if not exists announced_seq bigint,
  add column if not exists announce_credit_at timestamptz;
comment on column public.log_cursors.announce_from is 'Where the rows begin that the last announcement covers';
comment on column public.log_cursors.announced_seq is 'Rows up to this one have been announced; null if the run has not been written to since this was counted';
comment on column public.log_cursors.announce_credit_at is 'When the credit for announcements is whole again: it grows back with time, and each announcement puts this off';

-- -----------------------------------------------------------------------------
-- The quota's size
-- -----------------------------------------------------------------------------

do $$
begin
  if to_regprocedure('public.log_messages_per_second()') is null then
    create function public.log_messages_per_second() returns double precision
    language sql
    stable
    as $body$
      select coalesce(
        substring(current_setting('meshhook.log_messages_per_second', true) from '^[0-9]{1,6}(?:[.][0-9]{1,6})?$')::double precision,
        10
      )
    $body$;
    comment on function public.log_messages_per_second() is
      'Hook: the most announcements that a run may send in any one second; 0 for none. Replace it with your own; migrations leave yours in place';
    revoke execute on function public.log_messages_per_second() from public, anon, authenticated;
  end if;
end
$$;

-- -----------------------------------------------------------------------------
-- Numbers, and credit
-- -----------------------------------------------------------------------------

-- Takes `count` numbers of a run and keeps the run's cursor locked until the transaction ends. `announced` says that
-- the run had credit: then the cursor says so too, and the statement's trigger announces the rows.
--
-- Of the N announcements that a run may send in any second, 0.6 N may come at once and 0.4 N a second grow back. A run
-- that writes now and then is announced at once. A busy one is announced every 250 ms (N = 10), which is sooner than its
-- viewers, who wait 320 to 480 ms after an announcement, begin to ask whether one was left out.
create or replace function log_stream.take_seqs(
  run_id uuid,
  count bigint,
  out project_id uuid,
  out last_seq bigint,
  out announced boolean
)
language plpgsql
security definer
set search_path = ''
set plan_cache_mode = 'force_generic_plan'
as $$
declare
  slot text := 'log_stream.slot_' || (uuid_hash(run_id) & 31);
  held text := current_setting(slot, true);
  counted bigint := 0;
  rate double precision;
  -- Between two announcements of a busy run; and how far ahead of its time one may come.
  pause interval;
  slack interval;
begin
  -- Called from within an insert that has numbered rows of this run and not written them back yet (see number_log_row).
  if left(held, 36) = run_id::text then
    counted := split_part(held, ' ', 4);
    perform set_config(slot, '', true);
  end if;
  begin
    rate := coalesce(public.log_messages_per_second(), 10);
  exception when others then
    raise warning 'log_messages_per_second failed, 10 is used: % (%)', sqlerrm, sqlstate;
    rate := 10;
  end;
  -- Below one in a thousand seconds, and for what is no number: none at all.
  if rate > 0.001 and rate <= 1000000 then
    pause := make_interval(secs => 1 / (0.4 * rate));
    slack := (greatest(floor(0.6 * rate), 1) - 1) * pause;
  end if;
  loop
    update public.log_cursors c
    set
      last_seq = greatest(c.last_seq, counted) + take_seqs.count,
      updated_at = clock_timestamp(),
      (announce_from, announced_seq, announce_credit_at) = (
        select
          case when t.may then coalesce(c.announced_seq, c.last_seq) + 1 else c.announce_from end,
          case when t.may then greatest(c.last_seq, counted) + take_seqs.count else coalesce(c.announced_seq, c.last_seq) end,
          case when t.may then
            -- Further ahead than announcements could have put it: the clock was set back, or the quota raised.
            case when c.announce_credit_at between t.at and t.at + slack + pause then c.announce_credit_at else t.at end + pause
          else c.announce_credit_at end
        from (
          select w.at, pause is not null and (
            c.announce_credit_at is null or c.announce_credit_at <= w.at + slack or c.announce_credit_at > w.at + slack + pause
          ) as may
          from (select clock_timestamp() as at offset 0) w offset 0
        ) t
      )
    where c.run_id = take_seqs.run_id
    returning c.project_id, c.last_seq, c.announced_seq = c.last_seq
    into project_id, last_seq, announced;
    exit when found;
    perform log_stream.open_cursor(take_seqs.run_id);
  end loop;
end
$$;
comment on function log_stream.take_seqs(uuid, bigint) is
  'Gives out the next numbers of a run, under the lock of its cursor, and says whether they are to be announced';

-- A run without a cursor was inserted while triggers were off.
create or replace function log_stream.open_cursor(run_id uuid) returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  insert into public.log_cursors (run_id, project_id, run_status)
  select r.id, r.project_id, r.status from public.workflow_runs r where r.id = open_cursor.run_id
  on conflict on constraint log_cursors_pkey do nothing;
  if not found and not exists (select from public.workflow_runs r where r.id = open_cursor.run_id) then
    raise exception 'run % does not exist', coalesce(open_cursor.run_id::text, 'null')
      using errcode = 'foreign_key_violation', hint = 'Insert the run into workflow_runs first.';
  end if;
end
$$;
comment on function log_stream.open_cursor(uuid) is 'Gives a run its cursor; raises 23503 if there is no such run';

-- -----------------------------------------------------------------------------
-- Plain inserts
-- -----------------------------------------------------------------------------
-- As before, but for what is stored: see number_log_row in 20261123120100.

create or replace function public.number_log_row() returns trigger
language plpgsql
security definer
set search_path = ''
set plan_cache_mode = 'force_generic_plan'
as $$
declare
  slot text := 'log_stream.slot_' || (uuid_hash(new.run_id) & 31);
  -- '<run> <project> <last seq in the table> <last seq given out>', the uuids 36 characters each.
  held text := current_setting(slot, true);
  taken record;
begin
  if new.run_id is null then
    raise exception 'a log row needs a run_id' using errcode = 'null_value_not_allowed', hint = 'Name the run that wrote it.';
  end if;
  if left(held, 36) = new.run_id::text then
    new.project_id := substr(held, 38, 36);
    new.seq := split_part(held, ' ', 4)::bigint + 1;
    perform set_config(slot, left(held, 74) || split_part(held, ' ', 3) || ' ' || new.seq, true);
  else
    if held <> '' then
      update public.log_cursors c set last_seq = greatest(c.last_seq, split_part(held, ' ', 4)::bigint)
      where c.run_id = left(held, 36)::uuid;
    end if;
    taken := log_stream.take_seqs(new.run_id, 1);
    new.project_id := taken.project_id;
    new.seq := taken.last_seq;
    perform set_config(slot, concat_ws(' ', new.run_id, new.project_id, new.seq, new.seq), true);
    perform set_config('log_stream.unsettled', 'on', true);
  end if;
  new.fields := log_stream.tidy_fields(public.log_fields(new.fields, new.level));
  new.level := public.normalize_log_level(new.level);
  new.message := log_stream.tidy_message(new.message);
  new.node_id := log_stream.tidy_node_id(new.node_id);
  if new.created_at < '1970-01-01 UTC' or new.created_at >= '10000-01-01 UTC' then
    new.created_at := log_stream.check_time(new.created_at, null);
  end if;
  return new;
end
$$;
comment on function public.number_log_row() is 'Trigger: numbers and tidies the rows of a plain insert';

-- -----------------------------------------------------------------------------
-- Announcements
-- -----------------------------------------------------------------------------
-- Who had credit is written on the cursor by take_seqs. What is announced then is everything since the last announcement:
-- mostly the statement's own rows, which are at hand; after statements that had no credit also theirs, read from the table
-- once here rather than once by every viewer. Rows of others are visible by now: they have committed, or we had not
-- got the lock.

create or replace function log_stream.announce_range(run_id uuid, from_seq bigint, to_seq bigint, own_rows jsonb) returns void
language plpgsql
security definer
set search_path = ''
set plan_cache_mode = 'force_generic_plan'
set timezone = 'UTC'
as $$
declare
  max_rows constant int := 500;
  -- Of the rows; with the envelope the message stays below 64 KiB.
  max_bytes constant int := 65000;
  message jsonb := jsonb_build_object('v', 1, 'run_id', run_id, 'from', from_seq, 'to', to_seq);
  message_rows jsonb := own_rows;
begin
  begin
    if message_rows is null and to_seq - from_seq < max_rows then
      select jsonb_agg(jsonb_build_array(l.id::text, l.level, l.message, l.node_id, l.fields, l.created_at) order by l.seq)
      into message_rows
      from public.logs l
      where l.run_id = announce_range.run_id and l.seq between from_seq and to_seq
      having count(*) = to_seq - from_seq + 1
        and sum(octet_length(l.message) + coalesce(pg_column_size(l.fields), 0)) <= max_bytes;
    end if;
    if octet_length(message_rows::text) <= max_bytes then
      message := message || jsonb_build_object(
        'cols', '["id", "level", "message", "node_id", "fields", "created_at"]'::jsonb,
        'rows', message_rows
      );
    else
      perform nextval('log_stream.messages_as_pointer');
    end if;
    perform realtime.send(message, 'logs', 'run-logs:' || run_id, true);
    perform nextval('log_stream.messages_sent');
  exception when others then
    perform nextval('log_stream.messages_failed');
    raise warning 'run logs were stored but not announced: %', sqlerrm;
    -- The next announcement covers these rows too.
    update public.log_cursors c set announced_seq = from_seq - 1 where c.run_id = announce_range.run_id;
  end;
end
$$;
comment on function log_stream.announce_range(uuid, bigint, bigint, jsonb) is
  'Sends one Realtime message for a stretch of a run: its rows if they are given or few, else where they are; never raises';

create or replace function public.announce_log_rows() returns trigger
language plpgsql
security definer
set search_path = ''
set plan_cache_mode = 'force_generic_plan'
set timezone = 'UTC'
as $$
declare
  max_rows constant int := 500;
  max_bytes constant int := 65000;
  can_send constant boolean := to_regprocedure('realtime.send(jsonb, text, text, boolean)') is not null;
  batch record;
  slot text;
  held text;
begin
  -- What number_log_row counted is written back, whether it is announced or not.
  if current_setting('log_stream.unsettled', true) = 'on' then
    for batch in
      select n.run_id, min(n.seq) as first_seq, max(n.seq) as last_seq from new_rows n group by n.run_id
    loop
      slot := 'log_stream.slot_' || (uuid_hash(batch.run_id) & 31);
      held := current_setting(slot, true);
      if left(held, 36) = batch.run_id::text then
        if split_part(held, ' ', 3)::bigint < batch.last_seq then
          update public.log_cursors c
          set last_seq = batch.last_seq,
            announced_seq = case when c.announced_seq >= batch.first_seq then batch.last_seq else c.announced_seq end
          where c.run_id = batch.run_id;
        end if;
        perform set_config(slot, '', true);
      end if;
    end loop;
  end if;
  if not can_send then
    return null;
  end if;

  for batch in
    with runs as materialized (
      select n.run_id, min(n.seq) as first_seq, max(n.seq) as last_seq,
        count(*) <= max_rows
          and sum(octet_length(n.message) + coalesce(pg_column_size(n.fields), 0)) <= max_bytes
          and max(n.seq) - min(n.seq) + 1 = count(*) as is_small
      from new_rows n
      group by n.run_id
    ),
    told as materialized (
      select r.run_id, least(c.announce_from, r.first_seq) as from_seq, r.last_seq,
        c.announced_seq >= r.first_seq as has_credit,
        c.announced_seq < r.last_seq as is_behind,
        r.is_small and c.announce_from >= r.first_seq as is_own
      from runs r join public.log_cursors c on c.run_id = r.run_id
    ),
    bodies as (
      select n.run_id, jsonb_agg(
        jsonb_build_array(n.id::text, n.level, n.message, n.node_id, n.fields, n.created_at) order by n.seq
      ) as rows
      from new_rows n join told t on t.run_id = n.run_id and t.has_credit and t.is_own
      group by n.run_id
    )
    select t.*, b.rows from told t left join bodies b on b.run_id = t.run_id
  loop
    if not coalesce(batch.has_credit, false) then
      perform nextval('log_stream.statements_coalesced');
      continue;
    end if;
    -- Rows of this run that came in turns with those of a run with the same slot: the cursor has part of them only.
    if batch.is_behind then
      update public.log_cursors c set announced_seq = batch.last_seq where c.run_id = batch.run_id;
    end if;
    perform log_stream.announce_range(batch.run_id, batch.from_seq, batch.last_seq, batch.rows);
  end loop;
  return null;
end
$$;
comment on function public.announce_log_rows() is 'Trigger: writes back what number_log_row counted, and tells viewers, one message a run';

-- Settled by announce_log_rows now. A batch without credit says so by a setting, and the trigger need not even be called,
-- unless a host's trigger has inserted rows of its own meanwhile.
drop trigger if exists settle_log_cursors on public.logs;
drop function if exists public.settle_log_cursors();

create or replace trigger announce_log_rows
  after insert on public.logs
  referencing new table as new_rows
  for each statement
  when (
    current_setting('log_stream.silent', true) is distinct from 'on'
    or current_setting('log_stream.unsettled', true) = 'on'
  )
  execute function public.announce_log_rows();

-- -----------------------------------------------------------------------------
-- run
-- -----------------------------------------------------------------------------
-- Never left out, whatever the quota. Rows that were left to a later announcement are announced first: there may be none
-- later, and every viewer would have to ask.

create or replace function public.follow_run_status() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  cursor_seq bigint;
  pending_seq bigint;
begin
  -- Waits for the run's writers that have not committed yet, so that last_seq is exact.
  insert into public.log_cursors as c (run_id, project_id, run_status)
  values (new.id, new.project_id, new.status)
  on conflict (run_id) do update set run_status = excluded.run_status, updated_at = clock_timestamp()
  -- A run that was never announced, because the quota is nothing, is not announced now.
  returning c.last_seq, case when c.announce_credit_at is not null then c.announced_seq + 1 end into cursor_seq, pending_seq;

  if to_regprocedure('realtime.send(jsonb, text, text, boolean)') is not null then
    if pending_seq <= cursor_seq then
      update public.log_cursors c set announce_from = pending_seq, announced_seq = cursor_seq where c.run_id = new.id;
      perform log_stream.announce_range(new.id, pending_seq, cursor_seq, null);
    end if;
    begin
      perform realtime.send(
        jsonb_build_object('v', 1, 'run_id', new.id, 'status', new.status, 'last_seq', cursor_seq),
        'run', 'run-logs:' || new.id, true
      );
    exception when others then
      raise warning 'the status of run % was stored but not announced: %', new.id, sqlerrm;
    end;
  end if;
  return null;
end
$$;
comment on function public.follow_run_status() is 'Trigger: keeps log_cursors.run_status in step, and tells viewers';

-- -----------------------------------------------------------------------------
-- Batches that are stored once
-- -----------------------------------------------------------------------------
-- A worker that got no answer cannot know whether its batch was stored. It sends the batch again under the same key.

create table if not exists log_stream.batches (
  run_id uuid not null,
  batch_key uuid not null,
  first_seq bigint not null,
  last_seq bigint not null,
  stored_at timestamptz not null default now(),
  constraint batches_pkey primary key (run_id, batch_key)
);
create index if not exists idx_batches_stored_at on log_stream.batches (stored_at);
alter table log_stream.batches enable row level security;
revoke all on table log_stream.batches from public, anon, authenticated, service_role;
comment on table log_stream.batches is 'Keys of batches stored in the last day, and the numbers that they got';

-- A run's keys go with its rows.
create or replace function public.delete_logs_of_run() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  delete from public.logs l using old_cursors c where l.run_id = c.run_id;
  delete from log_stream.batches b using old_cursors c where b.run_id = c.run_id;
  return null;
end
$$;
comment on function public.delete_logs_of_run() is 'Trigger: a run''s rows go when the run goes';

-- -----------------------------------------------------------------------------
-- append_run_logs
-- -----------------------------------------------------------------------------

-- One function, or a call that names run_id and entries only would fit two.
drop function if exists public.append_run_logs(uuid, jsonb);
drop function if exists public.take_log_seqs(uuid, bigint);

create or replace function public.append_run_logs(
  run_id uuid,
  entries jsonb,
  batch_key uuid default null,
  out first_seq bigint,
  out last_seq bigint
)
language plpgsql
security definer
set search_path = ''
set plan_cache_mode = 'force_generic_plan'
as $$
declare
  entry_count int;
  bad bigint;
  taken record;
  texts text;
  hooks int;
  -- 0: no row; 1: rows that look as if; 2: all rows, by hooks that are not ours.
  redaction int;
  numbered text := current_setting('log_stream.numbered', true);
  silent text := current_setting('log_stream.silent', true);
begin
  if run_id is null then
    raise exception 'append_run_logs: run_id is null'
      using errcode = 'null_value_not_allowed', hint = 'Name the run that wrote the entries.';
  end if;
  if entries is null or jsonb_typeof(entries) <> 'array' then
    raise exception 'append_run_logs: entries is %, not an array', coalesce(jsonb_typeof(entries), 'null')
      using errcode = 'invalid_parameter_value', hint = 'Pass [{"level": "info", "message": "…"}].';
  end if;
  entry_count := jsonb_array_length(entries);
  if entry_count = 0 then
    raise exception 'append_run_logs: entries is empty'
      using errcode = 'invalid_parameter_value', hint = 'Call it only when there is something to store.';
  end if;
  if entry_count > 10000 then
    raise exception 'append_run_logs: % entries in one call, 10000 are allowed', entry_count
      using errcode = 'invalid_parameter_value', hint = 'Split the batch; 100 to 1000 entries a call are quickest.';
  end if;
  select
    min(e.place) filter (where e.entry ->> 'message' is null),
    string_agg(concat_ws(chr(10), e.entry ->> 'message', e.entry ->> 'fields', e.entry ->> 'level'), chr(10))
  into bad, texts
  from jsonb_array_elements(entries) with ordinality as e (entry, place);
  if bad is not null then
    raise exception 'append_run_logs: entry % has no message', bad - 1
      using errcode = 'invalid_parameter_value', hint = 'An entry is an object with at least {"message": "…"}.';
  end if;

  if batch_key is not null then
    -- The same batch twice at once: the second waits here for the first, and then finds its key.
    perform from public.log_cursors c where c.run_id = append_run_logs.run_id for no key update;
    if not found then
      perform log_stream.open_cursor(append_run_logs.run_id);
      perform from public.log_cursors c where c.run_id = append_run_logs.run_id for no key update;
    end if;
    select b.first_seq, b.last_seq into first_seq, last_seq
    from log_stream.batches b
    where b.run_id = append_run_logs.run_id and b.batch_key = append_run_logs.batch_key;
    if found then
      if last_seq - first_seq + 1 <> entry_count then
        raise exception 'append_run_logs: batch_key % is that of a batch of % entries, not %', batch_key, last_seq - first_seq + 1, entry_count
          using errcode = 'invalid_parameter_value', hint = 'Make a new key for each batch, and send a batch again unchanged.';
      end if;
      perform nextval('log_stream.batches_repeated');
      return;
    end if;
  end if;

  taken := log_stream.take_seqs(append_run_logs.run_id, entry_count);
  last_seq := taken.last_seq;
  first_seq := last_seq - entry_count + 1;
  if batch_key is not null then
    insert into log_stream.batches (run_id, batch_key, first_seq, last_seq)
    values (append_run_logs.run_id, append_run_logs.batch_key, append_run_logs.first_seq, append_run_logs.last_seq);
  end if;

  -- With the hooks as they were made, one look at the whole batch mostly tells that no row needs one of its own. Hooks that
  -- give back what they are given need none.
  select count(*) filter (where p.prosrc in (
      'select case when public.log_text_is_suspect(message) then public.mask_log_text(message) else message end',
      'select case when public.log_fields_are_suspect(fields::text) then public.mask_log_json(fields) else fields end'
    )) + 10 * count(*) filter (where p.prosrc in ('select message', 'select fields'))
  into hooks
  from pg_proc p
  where p.oid in (to_regprocedure('public.redact_log_message(text)'), to_regprocedure('public.redact_log_fields(jsonb)'));
  redaction := case when hooks = 20 then 0 when hooks in (2, 11) then public.log_batch_is_suspect(texts)::int else 2 end;

  perform set_config('log_stream.numbered', 'on', true);
  if taken.announced then
    perform set_config('log_stream.silent', '', true);
  else
    perform set_config('log_stream.silent', 'on', true);
    perform nextval('log_stream.statements_coalesced');
  end if;
  insert into public.logs (run_id, project_id, seq, level, message, node_id, fields, created_at)
  select
    append_run_logs.run_id,
    taken.project_id,
    append_run_logs.first_seq - 1 + e.place,
    public.normalize_log_level(e.level),
    case when redaction = 2 or octet_length(e.message) > 1048576 or (redaction = 1 and public.log_text_is_suspect(e.message))
      then log_stream.tidy_message(e.message) else e.message end,
    log_stream.tidy_node_id(e.node_id),
    case when redaction > 0 and (e.fields is not null or public.normalize_log_level(e.level) is null) then log_stream.tidy_fields(public.log_fields(e.fields, e.level))
      when pg_column_size(e.fields) > 2097152 or length(e.level) > 1024 then log_stream.cut_fields(public.log_fields(e.fields, e.level))
      else public.log_fields(e.fields, e.level) end,
    case when e.created_at is null then clock_timestamp()
      when e.created_at >= '1970-01-01 UTC' and e.created_at < '10000-01-01 UTC' then e.created_at
      else log_stream.check_time(e.created_at, e.place - 1) end
  from rows from (
    jsonb_to_recordset(entries) as (level text, message text, node_id text, fields jsonb, created_at timestamptz)
  ) with ordinality as e (level, message, node_id, fields, created_at, place);
  perform set_config('log_stream.numbered', coalesce(numbered, ''), true);
  perform set_config('log_stream.silent', coalesce(silent, ''), true);
end
$$;
comment on function public.append_run_logs(uuid, jsonb, uuid) is
  'Appends entries {level?, message, node_id?, fields?, created_at?} to a run, all or none, and once for each batch_key; gives back the numbers they got';

revoke execute on function public.append_run_logs(uuid, jsonb, uuid) from public, anon, authenticated;
grant execute on function public.append_run_logs(uuid, jsonb, uuid) to service_role;

revoke execute on all functions in schema log_stream from public, anon, authenticated;
