-- =============================================================================
-- Run logs: the counter of ids is nobody's
-- =============================================================================
-- The platform grants every new sequence of schema public to everybody, that of an identity column too. Whoever got SQL in
-- could read from it how much all tenants together write, and set it. An insert needs no right on it.
-- Safe to run again.

do $$
begin
  execute format(
    'revoke all on sequence %s from public, anon, authenticated, service_role', pg_get_serial_sequence('public.logs', 'id')
  );
end
$$;
