-- =============================================================================
-- The same with a number for each row, so that nothing can be missed
-- =============================================================================
-- NOT part of the product: a host's own table that numbers its rows. The tests run on it.
--   <meshhook-log-stream table="run_steps" transport="postgres-changes">
-- seq must be dense per run and in the order of commits. An identity column is neither: a rollback leaves a hole, and
-- a lower number can commit after a higher one.

create table if not exists public.run_steps (
  id bigint generated always as identity primary key,
  run_id uuid not null references public.workflow_runs (id) on delete cascade,
  seq bigint not null check (seq > 0),
  level text,
  message text not null,
  node_id text,
  fields jsonb,
  created_at timestamptz not null default clock_timestamp(),
  unique (run_id, seq)
);

-- The run's row stays locked until the transaction ends, so that the next number is given out after the last one is
-- visible. Writers must be at the isolation level read committed, and nobody may delete the last row of a run that is
-- still being written: its number would be given out twice.
create or replace function public.number_run_step() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform from public.workflow_runs where id = new.run_id for no key update;
  select coalesce(max(s.seq), 0) + 1 into new.seq from public.run_steps s where s.run_id = new.run_id;
  return new;
end
$$;
revoke all on function public.number_run_step() from public, anon, authenticated;

create or replace trigger number_run_step
  before insert on public.run_steps
  for each row execute function public.number_run_step();

alter table public.run_steps enable row level security;
revoke all on public.run_steps from anon, authenticated;
grant select on public.run_steps to authenticated;

drop policy if exists "Users can view steps of runs they can view" on public.run_steps;
create policy "Users can view steps of runs they can view" on public.run_steps
  for select to authenticated
  using (exists (select from public.workflow_runs r where r.id = run_id));

do $$
begin
  if exists (select from pg_publication where pubname = 'supabase_realtime')
    and not exists (
      select from pg_publication_tables
      where pubname = 'supabase_realtime' and schemaname = 'public' and tablename = 'run_steps') then
    alter publication supabase_realtime add table public.run_steps;
  end if;
end
$$;

notify pgrst, 'reload schema';
