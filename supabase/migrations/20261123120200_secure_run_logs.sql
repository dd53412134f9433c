-- =============================================================================
-- Run logs: who may see a run
-- =============================================================================
-- One rule, for the rows, for the cursors and for the Realtime topic:
--   a portal token    its claim run_id names the one run that it may see; it sees no other, whoever its subject is
--   everybody else    the runs of the projects that MeshHook's user_project_ids() gives
--
-- can_view_run(run_id) is the rule for one run. The policies on tables use its two halves instead, as sets: the planner
-- then asks once a query. Asked once a row, a page of 1000 rows took 350 ms in place of 10.
-- None of it raises, whatever the claims are: an error in a policy of realtime.messages breaks the joins of all topics.
-- Safe to run again.

-- -----------------------------------------------------------------------------
-- The rule
-- -----------------------------------------------------------------------------

-- Null for everybody but portal tokens. A claim that is no uuid names no run.
create or replace function public.viewable_run_id() returns uuid
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  -- The cast must stand here: left to the return type it happens after this block, where nothing catches it.
  return (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'run_id')::uuid;
exception when data_exception then
  return null;
end
$$;
comment on function public.viewable_run_id() is 'The one run that a portal token may see; null if the viewer holds none';

-- Looks at the claim first: the subject of a portal token need not be a uuid, and auth.uid() raises if it is not.
-- The one search path that is not empty: user_project_ids() has none of its own, so it runs under this one, and it
-- says projects, not public.projects. Nobody but the owner of the database may create things in public.
create or replace function public.viewable_project_ids() returns setof uuid
language plpgsql
stable
security definer
set search_path = public, pg_temp
as $$
begin
  if nullif(current_setting('request.jwt.claims', true), '')::jsonb ? 'run_id' then
    return;
  end if;
  return query select p.id from public.user_project_ids() as p (id);
exception when data_exception then
  return;
end
$$;
comment on function public.viewable_project_ids() is 'The projects whose runs the viewer may see; none for a portal token';

create or replace function public.can_view_run(run_id uuid) returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return exists (
    select from public.log_cursors c
    where c.run_id = can_view_run.run_id
      and (c.project_id in (select public.viewable_project_ids()) or c.run_id = public.viewable_run_id())
  );
end
$$;
comment on function public.can_view_run(uuid) is 'True if the viewer, by the claims of this request, may see the logs of this run';

-- Everybody may ask: the answer is about the asker. Policies call them under the role of whoever queries.
grant execute on function public.viewable_run_id() to public;
grant execute on function public.viewable_project_ids() to public;
grant execute on function public.can_view_run(uuid) to public;

-- -----------------------------------------------------------------------------
-- Tables
-- -----------------------------------------------------------------------------
-- Reading only: writers go through append_run_logs or own the tables.

drop policy if exists "Users can view logs in own projects" on public.logs;
create policy "Users can view logs in own projects" on public.logs
  for select to authenticated
  using (
    project_id in (select public.viewable_project_ids())
    or run_id = (select public.viewable_run_id())
  );

drop policy if exists "Users can view log cursors in own projects" on public.log_cursors;
create policy "Users can view log cursors in own projects" on public.log_cursors
  for select to authenticated
  using (
    project_id in (select public.viewable_project_ids())
    or run_id = (select public.viewable_run_id())
  );

-- -----------------------------------------------------------------------------
-- Realtime topic run-logs:<run id>
-- -----------------------------------------------------------------------------

-- Null for every other topic. The pattern lets only what casts reach the cast.
create or replace function public.log_topic_run_id(topic text) returns uuid
language sql
immutable
parallel safe
as $$
  select pg_catalog.substring(
    topic, '^run-logs:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$'
  )::uuid
$$;
comment on function public.log_topic_run_id(text) is 'The run whose logs a Realtime topic carries; null for other topics';
grant execute on function public.log_topic_run_id(text) to public;

do $$
begin
  if to_regclass('realtime.messages') is null then
    raise notice 'no realtime.messages here: run logs are not broadcast; apply this migration again when there is';
    return;
  end if;

  drop policy if exists "Users can receive run logs they may view" on realtime.messages;
  create policy "Users can receive run logs they may view" on realtime.messages
    for select to authenticated
    using (extension = 'broadcast' and public.can_view_run(public.log_topic_run_id(topic)));

  -- Restrictive, because permissive policies add up: a host's "everybody signed in may receive" would open every run,
  -- and "may send" would let a viewer forge rows on another's screen.
  drop policy if exists "Run logs are received by their viewers only" on realtime.messages;
  create policy "Run logs are received by their viewers only" on realtime.messages
    as restrictive for select to public
    using (topic not like 'run-logs:%' or public.can_view_run(public.log_topic_run_id(topic)));

  drop policy if exists "Nobody sends run logs but the database" on realtime.messages;
  create policy "Nobody sends run logs but the database" on realtime.messages
    as restrictive for insert to public
    with check (topic not like 'run-logs:%');
end
$$;
