-- =============================================================================
-- Twin of MeshHook's own tables
-- =============================================================================
-- NOT part of the product: a MeshHook database has these already, made by MeshHook's migrations. It holds what the log
-- tables lean on and nothing else, so that the product's migrations can be run, tested and shown without MeshHook:
--   projects, workflow_definitions, workflow_runs, user_project_ids(), and their policies, in MeshHook's shape.
-- Where the twin differs: workflow_definitions.definition and workflow_runs.status have defaults, to spare callers a value.
-- Where the twin stops: no workflow_events, queue, secrets, audit log, user settings or webhooks; columns that only
-- MeshHook's engine reads are left out; owners are not tied to auth.users; nothing here runs a workflow.

-- -----------------------------------------------------------------------------
-- Tables
-- -----------------------------------------------------------------------------

create table if not exists public.projects (
  id uuid primary key default gen_random_uuid(),
  owner uuid not null,
  name text not null,
  created_at timestamptz not null default now()
);
comment on table public.projects is 'A tenant''s workspace: everything a run has belongs to one';

create table if not exists public.workflow_definitions (
  id uuid primary key default gen_random_uuid(),
  project_id uuid not null references public.projects (id) on delete cascade,
  slug text not null,
  version int not null default 1,
  definition jsonb not null default '{}'::jsonb,
  created_at timestamptz not null default now(),
  unique (project_id, slug, version)
);
comment on table public.workflow_definitions is 'A workflow as it was published';

create table if not exists public.workflow_runs (
  id uuid primary key default gen_random_uuid(),
  project_id uuid not null references public.projects (id) on delete cascade,
  workflow_id uuid not null references public.workflow_definitions (id) on delete cascade,
  status text not null default 'running'
    check (status in ('running', 'succeeded', 'failed', 'paused', 'canceled')),
  started_at timestamptz not null default now(),
  finished_at timestamptz
);
comment on table public.workflow_runs is 'One execution of a workflow';

create index if not exists idx_projects_owner on public.projects (owner);
create index if not exists idx_workflow_runs_project_id on public.workflow_runs (project_id);

-- -----------------------------------------------------------------------------
-- Who may see what
-- -----------------------------------------------------------------------------

-- No search path of its own and no schema before its table: that is how MeshHook has it, and callers have to cope.
create or replace function public.user_project_ids() returns setof uuid
language sql
stable
security definer
as $$
  select id from projects where owner = auth.uid()
$$;
comment on function public.user_project_ids() is 'The projects that the signed-in user owns';

alter table public.projects enable row level security;
alter table public.workflow_definitions enable row level security;
alter table public.workflow_runs enable row level security;

drop policy if exists "Users can view own projects" on public.projects;
create policy "Users can view own projects" on public.projects
  for select
  using (owner = auth.uid());

drop policy if exists "Users can view workflow definitions in own projects" on public.workflow_definitions;
create policy "Users can view workflow definitions in own projects" on public.workflow_definitions
  for select
  using (project_id in (select public.user_project_ids()));

-- Members may do all of it with runs of their own projects.
drop policy if exists "Users can view workflow runs in own projects" on public.workflow_runs;
create policy "Users can view workflow runs in own projects" on public.workflow_runs
  for select
  using (project_id in (select user_project_ids()));

drop policy if exists "Users can create workflow runs in own projects" on public.workflow_runs;
create policy "Users can create workflow runs in own projects" on public.workflow_runs
  for insert
  with check (project_id in (select user_project_ids()));

drop policy if exists "Users can update workflow runs in own projects" on public.workflow_runs;
create policy "Users can update workflow runs in own projects" on public.workflow_runs
  for update
  using (project_id in (select user_project_ids()))
  with check (project_id in (select user_project_ids()));

drop policy if exists "Users can delete workflow runs in own projects" on public.workflow_runs;
create policy "Users can delete workflow runs in own projects" on public.workflow_runs
  for delete
  using (project_id in (select user_project_ids()));
