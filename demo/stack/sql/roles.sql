-- =============================================================================
-- What a Supabase database has before the first migration: roles and privileges
-- =============================================================================
-- Twin of the part that matters here, run as the superuser. The default privileges are the real, dangerous ones: every
-- new table and function of schema public is open to anon and authenticated unless a migration says otherwise.
-- Safe to run again, and before or after another program has created the same roles.

do $$
begin
  if not exists (select from pg_roles where rolname = 'anon') then
    create role anon nologin noinherit;
  end if;
  if not exists (select from pg_roles where rolname = 'authenticated') then
    create role authenticated nologin noinherit;
  end if;
  if not exists (select from pg_roles where rolname = 'service_role') then
    create role service_role nologin noinherit bypassrls;
  end if;
  -- On Supabase migrations run as this role. It owns things and skips row level security, but is no superuser.
  if not exists (select from pg_roles where rolname = 'postgres') then
    create role postgres nologin createdb createrole replication bypassrls;
  end if;
  if not exists (select from pg_roles where rolname = 'supabase_realtime_admin') then
    create role supabase_realtime_admin nologin noinherit;
  end if;
  execute format('alter database %I owner to postgres', current_database());
end
$$;

alter role service_role bypassrls;
grant anon, authenticated, service_role to postgres;
grant anon, authenticated, service_role to supabase_realtime_admin;
-- Stands for the hosted platform's rule that lets postgres write policies on realtime.messages.
grant supabase_realtime_admin to postgres;

grant usage on schema public to anon, authenticated, service_role;

alter default privileges in schema public grant all on tables to postgres, anon, authenticated, service_role;
alter default privileges in schema public grant all on functions to postgres, anon, authenticated, service_role;
alter default privileges in schema public grant all on sequences to postgres, anon, authenticated, service_role;
alter default privileges for role postgres in schema public grant all on tables to anon, authenticated, service_role;
alter default privileges for role postgres in schema public grant all on functions to anon, authenticated, service_role;
alter default privileges for role postgres in schema public grant all on sequences to anon, authenticated, service_role;
