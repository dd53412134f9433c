-- =============================================================================
-- Run logs: telling viewers
-- =============================================================================
-- Private Realtime topic run-logs:<run id>, two events:
--   logs   {v: 1, run_id, from, to, cols: […], rows: [[…], …]}   one message a statement and run; row i has seq from + i
--          {v: 1, run_id, from, to}                              a pointer: too much to send, read it from the table
--   run    {v: 1, run_id, status, last_seq}                      workflow_runs.status changed
-- Messages are hints. The tables are the truth, and no failure here ever reaches the writer.
-- Safe to run again.

-- -----------------------------------------------------------------------------
-- logs
-- -----------------------------------------------------------------------------
-- Statement by statement, because the platform counts, and bills, by message. Rows as arrays, not objects: a third less
-- to send. Over 500 rows or 64 KiB it is a bulk load, of which a viewer reads the part that is in view.

create or replace function public.announce_log_rows() returns trigger
language plpgsql
security definer
set search_path = ''
set timezone = 'UTC'
as $$
declare
  max_rows constant int := 500;
  -- Of the rows; with the envelope the message stays below 64 KiB.
  max_bytes constant int := 65000;
  batch record;
  message jsonb;
begin
  if to_regprocedure('realtime.send(jsonb, text, text, boolean)') is null then
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
    bodies as (
      select n.run_id, jsonb_agg(
        jsonb_build_array(n.id::text, n.level, n.message, n.node_id, n.fields, n.created_at) order by n.seq
      ) as rows
      from new_rows n join runs r on r.run_id = n.run_id and r.is_small
      group by n.run_id
    )
    select r.run_id, r.first_seq, r.last_seq, b.rows
    from runs r left join bodies b on b.run_id = r.run_id
  loop
    message := jsonb_build_object('v', 1, 'run_id', batch.run_id, 'from', batch.first_seq, 'to', batch.last_seq);
    if octet_length(batch.rows::text) <= max_bytes then
      message := message || jsonb_build_object(
        'cols', '["id", "level", "message", "node_id", "fields", "created_at"]'::jsonb,
        'rows', batch.rows
      );
    end if;
    perform realtime.send(message, 'logs', 'run-logs:' || batch.run_id, true);
  end loop;
  return null;
exception when others then
  raise warning 'run logs were stored but not announced: %', sqlerrm;
  return null;
end
$$;
comment on function public.announce_log_rows() is 'Trigger: one Realtime message for the rows of a statement and run';

create or replace trigger announce_log_rows
  after insert on public.logs
  referencing new table as new_rows
  for each statement execute function public.announce_log_rows();

-- -----------------------------------------------------------------------------
-- run
-- -----------------------------------------------------------------------------

-- Waits for the run's writers that have not committed yet, so that last_seq is exact.
create or replace function public.follow_run_status() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  cursor_seq bigint;
begin
  insert into public.log_cursors as c (run_id, project_id, run_status)
  values (new.id, new.project_id, new.status)
  on conflict (run_id) do update set run_status = excluded.run_status, updated_at = clock_timestamp()
  returning c.last_seq into cursor_seq;

  if to_regprocedure('realtime.send(jsonb, text, text, boolean)') is not null then
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

create or replace trigger follow_run_status
  after update of status on public.workflow_runs
  for each row
  when (old.status is distinct from new.status)
  execute function public.follow_run_status();

-- Runs that changed while there was no trigger.
update public.log_cursors c set run_status = r.status
from public.workflow_runs r
where r.id = c.run_id and c.run_status is distinct from r.status;

revoke execute on function public.announce_log_rows() from public, anon, authenticated, service_role;
revoke execute on function public.follow_run_status() from public, anon, authenticated, service_role;
