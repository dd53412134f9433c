-- =============================================================================
-- Run logs: batches, quicker
-- =============================================================================
-- The same append_run_logs, with less of its time spent on looking at a batch: of 100 rows 1.33 ms instead of 1.47, against
-- 0.79 for a bare insert of the same rows; with an e-mail address in one of them 2.3 ms instead of 3.5 (medians of 400 in turns).
--
-- The JSON is looked at as it came. Of a batch that has something to mask only those tens of rows are looked at row by row
-- that have it. An entry without a message is found while it is inserted; one that is no object is found by Postgres itself,
-- with the same SQLSTATE. A level that is written as it is stored is compared before it is looked up. Settings are set without
-- running queries.
-- Safe to run again.

create or replace function log_stream.refuse_entry(place bigint) returns text
language plpgsql
immutable
set search_path = ''
as $$
begin
  raise exception 'append_run_logs: entry % has no message', place
    using errcode = 'invalid_parameter_value', hint = 'An entry is an object with at least {"message": "…"}.';
end
$$;
comment on function log_stream.refuse_entry(bigint) is 'Raises 22023 for an entry without a message; stands where the message would';

-- As before, but that a key of the shape sk-… is also found at the very start, and behind what JSON writes as \n or \u001b;
-- and a name before its sign is, with a tab between them.
create or replace function public.log_batch_is_suspect(texts text) returns boolean
language sql
immutable
parallel safe
as $$
  select texts collate "C" ~* $re$@|eyj|bearer|[rs]k_(?:live|test)|(?:^|[^a-z]|\\(?:[bfnrt]|u[0-9a-f]{4}))sk-|sb_secret|gh[a-z]_|github_pat|glpat|xox[a-z]-|a[ks]ia[0-9a-z]|aiza|npm_|whsec|private key|(?:passwords?|passwd|passphrase|pwd|secret|token|key|authorization|cookie|credentials?)[ \t\\"'t]*[:=]|"(?:jwt|ssn|cvv|cvc|pin)"|[2-6](?:[ -]?[0-9]){12}$re$
$$;

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
  taken record;
  suspects boolean[];
  -- `perform` would run a query; an assignment is worked out in place.
  ignored text;
  -- 0: no row; 1: rows that look as if, in tens that do; 2: all rows, by hooks that are not ours.
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
      ignored := nextval('log_stream.batches_repeated')::text;
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
  select case when count(*) filter (where p.prosrc in ('select message', 'select fields')) = 2 then 0
    when count(*) filter (where p.prosrc in (
      'select message', 'select fields',
      'select case when public.log_text_is_suspect(message) then public.mask_log_text(message) else message end',
      'select case when public.log_fields_are_suspect(fields::text) then public.mask_log_json(fields) else fields end'
    )) = 2 then 1 else 2 end
  into redaction
  from pg_proc p
  where p.pronamespace = 'public'::regnamespace and p.proname in ('redact_log_message', 'redact_log_fields')
    and p.pronargs = 1
    and (p.proname, p.proargtypes[0]) in (('redact_log_message', 'text'::regtype::oid), ('redact_log_fields', 'jsonb'::regtype::oid));
  if redaction = 1 then
    if public.log_batch_is_suspect(entries::text) then
      select array_agg(public.log_batch_is_suspect(t.texts) order by t.ten) into suspects
      from (
        select (e.place - 1) / 10 as ten, string_agg(e.entry, chr(10)) as texts
        from jsonb_array_elements_text(entries) with ordinality as e (entry, place)
        group by 1
      ) t;
    else
      redaction := 0;
    end if;
  end if;

  ignored := set_config('log_stream.numbered', 'on', true);
  if taken.announced then
    ignored := set_config('log_stream.silent', '', true);
  else
    ignored := set_config('log_stream.silent', 'on', true);
    ignored := nextval('log_stream.statements_coalesced')::text;
  end if;
  insert into public.logs (run_id, project_id, seq, level, message, node_id, fields, created_at)
  select
    append_run_logs.run_id,
    taken.project_id,
    append_run_logs.first_seq - 1 + e.place,
    case when e.level in ('info', 'warn', 'error', 'debug', 'trace', 'fatal') then e.level
      else public.normalize_log_level(e.level) end,
    case
      when e.message is null then log_stream.refuse_entry(e.place - 1)
      when octet_length(e.message) > 1048576 or redaction = 2
        or redaction = 1 and suspects[(e.place - 1) / 10 + 1] and public.log_text_is_suspect(e.message)
      then log_stream.tidy_message(e.message)
      else e.message
    end,
    case when e.node_id is not null then log_stream.tidy_node_id(e.node_id) end,
    case
      when (e.level is null or e.level in ('info', 'warn', 'error', 'debug', 'trace', 'fatal')) and (
        e.fields is null
        or jsonb_typeof(e.fields) = 'object' and pg_column_size(e.fields) <= 2097152 and (
          redaction = 0
          or redaction = 1 and not (suspects[(e.place - 1) / 10 + 1] and public.log_fields_are_suspect(e.fields::text))
        )
      ) then e.fields
      when redaction = 2 or redaction = 1 and suspects[(e.place - 1) / 10 + 1]
      then log_stream.tidy_fields(public.log_fields(e.fields, e.level))
      when pg_column_size(e.fields) > 2097152 or length(e.level) > 1024
      then log_stream.cut_fields(public.log_fields(e.fields, e.level))
      else public.log_fields(e.fields, e.level)
    end,
    case when e.created_at is null then clock_timestamp()
      when e.created_at >= '1970-01-01 UTC' and e.created_at < '10000-01-01 UTC' then e.created_at
      else log_stream.check_time(e.created_at, e.place - 1) end
  from rows from (
    jsonb_to_recordset(entries) as (level text, message text, node_id text, fields jsonb, created_at timestamptz)
  ) with ordinality as e (level, message, node_id, fields, created_at, place);
  ignored := set_config('log_stream.numbered', coalesce(numbered, ''), true);
  ignored := set_config('log_stream.silent', coalesce(silent, ''), true);
end
$$;
revoke execute on all functions in schema log_stream from public, anon, authenticated;
