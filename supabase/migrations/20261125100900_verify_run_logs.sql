-- =============================================================================
-- Run logs: proof
-- =============================================================================
-- Fails, and with it the deployment, unless what keeps tenants apart is really in place. Changes nothing. Worth running
-- again after any migration that touches these tables. Takes the place of 20261124100900, which knows less.

do $$
declare
  problems text[] := '{}';
  table_name regclass;
  role_name text;
  routine regprocedure;
  relation regclass;
  publication text;
begin
  -- Row level security: the parents, and every leaf, which does not inherit it.
  for table_name in
    select 'public.logs'::regclass
    union all select 'public.log_cursors'::regclass
    union all select i.inhrelid::regclass from pg_inherits i where i.inhparent = 'public.logs'::regclass
  loop
    if not (select c.relrowsecurity from pg_class c where c.oid = table_name) then
      problems := problems || format('row level security is off on %s', table_name);
    end if;
  end loop;

  -- Viewers read the two parents under one policy each, and nothing else.
  for role_name in select r.rolname from pg_roles r where r.rolname in ('anon', 'authenticated') loop
    for table_name in select i.inhrelid::regclass from pg_inherits i where i.inhparent = 'public.logs'::regclass loop
      if has_table_privilege(role_name, table_name, 'select, insert, update, delete, truncate') then
        problems := problems || format('%s has rights on %s', role_name, table_name);
      end if;
    end loop;
    for table_name in select 'public.logs'::regclass union all select 'public.log_cursors'::regclass loop
      if has_table_privilege(role_name, table_name, 'insert, update, delete, truncate') then
        problems := problems || format('%s may write to %s', role_name, table_name);
      end if;
    end loop;
    -- The platform grants every new function to everybody: of ours, viewers have use for those about themselves only.
    for routine in
      select p.oid::regprocedure from pg_proc p
      where p.pronamespace = 'public'::regnamespace
        and p.proname in (
          'append_run_logs', 'maintain_run_logs', 'maintain_logs_partitions', 'create_logs_partition', 'drop_old_logs_partitions',
          'delete_expired_logs', 'delete_run_logs', 'guard_logs_partition', 'log_messages_per_second', 'redact_log_message',
          'redact_log_fields', 'mask_log_text', 'mask_log_json', 'log_batch_is_suspect', 'log_text_is_suspect',
          'log_fields_are_suspect', 'log_passes_luhn', 'normalize_log_level', 'log_fields', 'cut_log_message', 'take_log_seqs'
        )
        and has_function_privilege(role_name, p.oid, 'execute')
    loop
      problems := problems || format('%s may call %s', role_name, routine);
    end loop;
    for relation in
      select c.oid::regclass from pg_class c
      where c.relnamespace in ('log_stream'::regnamespace, 'logs_partitions'::regnamespace) and c.relkind in ('r', 'p', 'v')
        and has_table_privilege(role_name, c.oid, 'select, insert, update, delete, truncate')
      union all
      select v from unnest(array['public.run_logs_metrics', 'public.logs_health', 'public.logs_partition_info']::regclass[]) v
      where has_table_privilege(role_name, v, 'select')
    loop
      problems := problems || format('%s has rights on %s', role_name, relation);
    end loop;
    -- From the counter of ids could be read how much all tenants together write.
    if has_sequence_privilege(role_name, pg_get_serial_sequence('public.logs', 'id'), 'usage, select, update') then
      problems := problems || format('%s has rights on the counter of public.logs', role_name);
    end if;
    if has_schema_privilege(role_name, 'log_stream', 'usage') then
      problems := problems || format('%s may look into schema log_stream', role_name);
    end if;
    if has_schema_privilege(role_name, 'logs_partitions', 'usage') then
      problems := problems || format('%s may look into schema logs_partitions', role_name);
    end if;
  end loop;
  if has_table_privilege('anon', 'public.logs', 'select') then
    problems := problems || 'anon may read public.logs'::text;
  end if;

  for table_name in select 'public.logs'::regclass union all select 'public.log_cursors'::regclass loop
    if (
      select count(*) filter (where p.polcmd = 'r' and pg_get_expr(p.polqual, p.polrelid) like '%viewable_run_id%') <> 1
        or count(*) <> 1
      from pg_policy p where p.polrelid = table_name
    ) then
      problems := problems || format('%s should have the one policy that this migration set made', table_name);
    end if;
  end loop;

  -- A publication sends the keys of deleted rows to every subscriber, whatever the policies say, and retention deletes.
  for publication, relation in
    select p.pubname, format('%I.%I', p.schemaname, p.tablename)::regclass
    from pg_publication_tables p
    where p.schemaname in ('logs_partitions', 'log_stream')
      or (p.schemaname = 'public' and p.tablename in ('logs', 'log_cursors'))
  loop
    if publication = 'supabase_realtime' then
      problems := problems || format('%s is in the publication %s', relation, publication);
    else
      raise notice '% is in the publication %: be sure that no viewer reads it', relation, publication;
    end if;
  end loop;

  -- The topic.
  if to_regclass('realtime.messages') is not null then
    if not (select c.relrowsecurity from pg_class c where c.oid = to_regclass('realtime.messages')) then
      problems := problems || 'row level security is off on realtime.messages'::text;
    end if;
    if (
      select count(*) <> 3
      from pg_policy p
      where p.polrelid = to_regclass('realtime.messages')
        and (p.polname, p.polcmd, p.polpermissive) in (
          ('Users can receive run logs they may view', 'r', true),
          ('Run logs are received by their viewers only', 'r', false),
          ('Nobody sends run logs but the database', 'a', false)
        )
    ) then
      problems := problems || 'realtime.messages lacks a policy of the run logs'::text;
    end if;
  end if;

  -- The triggers that number and announce, in force.
  if (
    select count(*) <> 2 from pg_trigger t
    where t.tgrelid = 'public.logs'::regclass and t.tgenabled in ('O', 'A')
      and t.tgname in ('zz_number_log_row', 'announce_log_rows')
  ) or (
    select count(*) <> 3 from pg_trigger t
    where t.tgrelid = 'public.workflow_runs'::regclass and t.tgenabled in ('O', 'A')
      and t.tgname in ('open_log_cursors', 'move_logs_of_run', 'follow_run_status')
  ) then
    problems := problems || 'a trigger is missing or disabled'::text;
  end if;
  if exists (
    select from public.workflow_runs r where not exists (select from public.log_cursors c where c.run_id = r.id)
  ) then
    problems := problems || 'a run has no cursor'::text;
  end if;

  -- The host's user_project_ids() has to work from where we call it; it raises here, not at the first viewer.
  perform public.viewable_project_ids();

  if problems <> '{}' then
    raise exception 'run logs are not safe to use: %', array_to_string(problems, '; ');
  end if;
end
$$;

notify pgrst, 'reload schema';
