-- =============================================================================
-- Schema auth: who is asking
-- =============================================================================
-- Twin of the helpers that policies use. A function that is there already stays, unless it looks only at the old
-- one-setting-per-claim form (request.jwt.claim.sub): then it is replaced by one that reads both forms, as Supabase's do.
-- auth.uid() raises 22P02 when the subject is no uuid, as Supabase's does.

create schema if not exists auth;
grant usage on schema auth to postgres, anon, authenticated, service_role;

do $$
begin
  if not exists (
    select from pg_proc
    where oid = to_regprocedure('auth.jwt()')
  ) then
    create function auth.jwt() returns jsonb language sql stable as $body$
      select coalesce(
        nullif(current_setting('request.jwt.claim', true), ''),
        nullif(current_setting('request.jwt.claims', true), '')
      )::jsonb
    $body$;
  end if;

  if not exists (
    select from pg_proc
    where oid = to_regprocedure('auth.uid()') and prosrc like '%request.jwt.claims%'
  ) then
    create or replace function auth.uid() returns uuid language sql stable as $body$
      select coalesce(
        nullif(current_setting('request.jwt.claim.sub', true), ''),
        nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub'
      )::uuid
    $body$;
  end if;

  if not exists (
    select from pg_proc
    where oid = to_regprocedure('auth.role()') and prosrc like '%request.jwt.claims%'
  ) then
    create or replace function auth.role() returns text language sql stable as $body$
      select coalesce(
        nullif(current_setting('request.jwt.claim.role', true), ''),
        nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role'
      )
    $body$;
  end if;
end
$$;
