-- =============================================================================
-- A plain table of log lines, for transport="postgres-changes"
-- =============================================================================
-- NOT part of the product: what a host's own table may look like that has no numbers. The tests run on it.
--   <meshhook-log-stream table="run_lines" transport="postgres-changes">, with
--   columns = { seq: null, nodeId: null, fields: null }
-- Rows are shown in the order in which they become known, each once, provided that a transaction commits within
-- 30 seconds of writing them.

create table if not exists public.run_lines (
  -- Without a primary key Realtime cannot ask the policies, and sends nothing.
  id bigint generated always as identity primary key,
  run_id uuid not null references public.workflow_runs (id) on delete cascade,
  level text,
  message text not null,
  -- Not now(), which is when the transaction began: it would take longer to become visible than need be.
  created_at timestamptz not null default clock_timestamp()
);

-- The order in which the rows are read.
create index if not exists idx_run_lines_run_id_created_at on public.run_lines (run_id, created_at, id);

alter table public.run_lines enable row level security;
revoke all on public.run_lines from anon, authenticated;
grant select on public.run_lines to authenticated;

-- Realtime asks this once a row and subscriber, so it must be cheap: here, two lookups by key.
drop policy if exists "Users can view lines of runs they can view" on public.run_lines;
create policy "Users can view lines of runs they can view" on public.run_lines
  for select to authenticated
  using (exists (select from public.workflow_runs r where r.id = run_id));

-- A partitioned table cannot be served this way.
do $$
begin
  if exists (select from pg_publication where pubname = 'supabase_realtime')
    and not exists (
      select from pg_publication_tables
      where pubname = 'supabase_realtime' and schemaname = 'public' and tablename = 'run_lines') then
    alter publication supabase_realtime add table public.run_lines;
  end if;
end
$$;

notify pgrst, 'reload schema';
