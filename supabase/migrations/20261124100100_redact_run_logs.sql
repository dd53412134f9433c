-- =============================================================================
-- Run logs: what is kept out of the table
-- =============================================================================
-- Before a row is stored, by whatever way it is written, its message goes through redact_log_message and its fields go
-- through redact_log_fields. What viewers are told is read from the stored rows, so it is redacted too.
--
-- These two are hooks: a project replaces them with `create or replace function`. They are made here only where they are
-- missing, so applying the migrations again, or newer ones, leaves a project's own in place. What they do by default is in
-- mask_log_text and mask_log_json, which are ours and do get better with a newer migration; a project's hook may call them.
--
-- Also here: what is too large to store.
-- Safe to run again.

-- -----------------------------------------------------------------------------
-- A place for what is nobody's business
-- -----------------------------------------------------------------------------
-- The platform grants what is made in schema public to everybody. What viewers, workers and hosts have no use for is
-- made here instead; like logs_partitions it must never be exposed.

create schema if not exists log_stream;
revoke all on schema log_stream from public, anon, authenticated, service_role;
comment on schema log_stream is 'How run logs are kept: counters, batch keys, inner functions; nothing here is for clients';

-- Counters for a monitor. Sequences, because they cost a writer less than a microsecond, make no two writers wait for
-- each other's commit, and only ever grow. They count attempts: a rollback does not take its counts back.
create sequence if not exists log_stream.messages_sent;
comment on sequence log_stream.messages_sent is 'Announcements of rows handed to Realtime';
create sequence if not exists log_stream.messages_as_pointer;
comment on sequence log_stream.messages_as_pointer is 'Of these, announcements without rows, because the rows were too many or too large';
create sequence if not exists log_stream.messages_failed;
comment on sequence log_stream.messages_failed is 'Announcements that raised an error, and were not sent';
create sequence if not exists log_stream.statements_coalesced;
comment on sequence log_stream.statements_coalesced is 'Statements that were left to a later announcement, to keep to the quota';
create sequence if not exists log_stream.redactions_failed;
comment on sequence log_stream.redactions_failed is 'Rows whose message or fields were withheld because a redaction hook raised an error';
create sequence if not exists log_stream.batches_repeated;
comment on sequence log_stream.batches_repeated is 'Batches that came again with the key of a batch that is stored';

-- -----------------------------------------------------------------------------
-- What is masked by default
-- -----------------------------------------------------------------------------
-- Most rows hold nothing to mask, and finding that out must cost next to nothing. A regular expression is quick by the
-- character but slow to begin, so a batch is looked at once as a whole, by one expression over all its texts; only a batch
-- that has something is looked at row by row, by plain searches. Neither may miss what the masks below would change.
-- Plain SQL without settings of its own, so that the planner puts it in place.

create or replace function public.log_batch_is_suspect(texts text) returns boolean
language sql
immutable
parallel safe
as $$
  select texts collate "C" ~* $re$@|eyj|bearer|[rs]k_(?:live|test)|[^a-z]sk-|sb_secret|gh[a-z]_|github_pat|glpat|xox[a-z]-|a[ks]ia[0-9a-z]|aiza|npm_|whsec|private key|(?:passwords?|passwd|passphrase|pwd|secret|token|key|authorization|cookie|credentials?)[ \\"'t]*[:=]|"(?:jwt|ssn|cvv|cvc|pin)"|[2-6](?:[ -]?[0-9]){12}$re$
$$;
comment on function public.log_batch_is_suspect(text) is 'False if nothing in these texts, the messages and fields of a batch, is what the default masks would change';

create or replace function public.log_text_is_suspect(value text) returns boolean
language sql
immutable
parallel safe
as $$
  select lower(value collate "C") like any (array[
      '%@%', '%token%', '%key%', '%secret%', '%passw%', '%passphrase%', '%pwd%', '%authorization%', '%cookie%', '%credential%', '%bearer%',
      '%eyj%', '%k\_live\_%', '%k\_test\_%', '%sk-%', '%gh_\_%', '%github\_pat%', '%glpat-%', '%xox%', '%akia%', '%asia%', '%aiza%', '%npm\_%', '%whsec%'
    ])
    or value collate "C" ~ '[2-6](?:[ -]?[0-9]){12}'
$$;
comment on function public.log_text_is_suspect(text) is 'False if mask_log_text would leave this text as it is';

create or replace function public.log_fields_are_suspect(fields text) returns boolean
language sql
immutable
parallel safe
as $$
  select public.log_text_is_suspect(fields)
    or lower(fields collate "C") like any (array['%"jwt"%', '%"ssn"%', '%"cvv"%', '%"cvc"%', '%"pin"%'])
$$;
comment on function public.log_fields_are_suspect(text) is 'False if mask_log_json would leave these fields, given as JSON text, as they are';

-- The checksum of card numbers, over the digits of a text.
create or replace function public.log_passes_luhn(value text) returns boolean
language sql
immutable
parallel safe
as $$
  select coalesce(sum(case when u.place % 2 = 0 then (array[0, 2, 4, 6, 8, 1, 3, 5, 7, 9])[u.digit::int + 1] else u.digit::int end) % 10 = 0, false)
  from unnest(string_to_array(reverse(regexp_replace(value, '[^0-9]', '', 'g')), null)) with ordinality as u (digit, place)
$$;
comment on function public.log_passes_luhn(text) is 'Whether the digits of a text have the checksum of a card number';

-- The order matters: what is recognised by its shape goes first, then what is recognised by the name in front of it.
-- Each expression runs only where a plain search finds what it cannot do without.
create or replace function public.mask_log_text(value text) returns text
language plpgsql
immutable
parallel safe
as $$
declare
  -- Compared without regard to case; the name of a pair ends in one of these.
  names constant text := '(?:passwords?|passwd|passphrase|pwd|secret|token|(?:api|access|secret|private|signing)[_-]?key|authorization|cookie|credentials?)';
  masked text := value collate "C";
  lowered text;
  card text;
begin
  if not public.log_text_is_suspect(masked) then
    return value;
  end if;
  if strpos(masked, 'PRIVATE KEY') > 0 then
    masked := regexp_replace(masked, '-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^-]*(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?', '[redacted:secret]', 'g');
  end if;
  if strpos(masked, '://') > 0 and strpos(masked, '@') > 0 then
    masked := regexp_replace(masked, '(://)[^/\s:@"'']*:[^/\s@"'']+@', '\1[redacted:secret]@', 'g');
  end if;
  if strpos(masked, 'eyJ') > 0 then
    masked := regexp_replace(masked, 'eyJ[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*)*', '[redacted:secret]', 'g');
  end if;
  if strpos(masked, '_') > 0 then
    masked := regexp_replace(
      masked,
      '\m(?:(?:sb_secret_|[rs]k_(?:live|test)_|whsec_)[A-Za-z0-9_+/=-]{8,}|(?:gh[a-z]_|github_pat_|npm_)[A-Za-z0-9_]{20,})',
      '[redacted:secret]', 'g'
    );
  end if;
  if masked like any (array['%sk-%', '%glpat-%', '%xox%']) then
    masked := regexp_replace(masked, '\m(?:(?:sk-|glpat-)[A-Za-z0-9_-]{20,}|xox[a-z]-[A-Za-z0-9-]{10,})', '[redacted:secret]', 'g');
  end if;
  if masked like any (array['%AKIA%', '%ASIA%', '%AIza%']) then
    masked := regexp_replace(masked, '\m(?:A[KS]IA[0-9A-Z]{16}\M|AIza[A-Za-z0-9_-]{35})', '[redacted:secret]', 'g');
  end if;
  lowered := lower(masked);
  if (strpos(masked, '=') > 0 or strpos(masked, ':') > 0) and lowered like any (array[
    '%token%', '%key%', '%secret%', '%passw%', '%passphrase%', '%pwd%', '%authorization%', '%cookie%', '%credential%'
  ]) then
    -- A value in quotes may hold spaces; one without ends at the next space or sign. JSON within text has its quotes escaped.
    if strpos(masked, '"') > 0 then
      masked := regexp_replace(masked, '(' || names || '"?[ \t]*[:=]>?[ \t]*")(?:[^"\\]|\\.)+', '\1[redacted:secret]', 'gi');
    end if;
    if strpos(masked, '''') > 0 then
      masked := regexp_replace(masked, '(' || names || '''?[ \t]*[:=]>?[ \t]*'')[^'']+', '\1[redacted:secret]', 'gi');
    end if;
    masked := regexp_replace(
      masked,
      '(' || names || '\\?["'']?[ \t]*[:=]>?[ \t]*\\?["'']?)(?:(?:bearer|basic|digest|token)[ \t]+)?[^\s"'',;&\\(){}\[\]>][^\s"'',;&\\]*',
      '\1[redacted:secret]', 'gi'
    );
  end if;
  -- A word after "bearer" is a token if it is long or has a digit: "bearer authentication" is none.
  if strpos(lowered, 'bearer') > 0 then
    masked := regexp_replace(masked, '(\mbearer[ \t]+)(?:(?=[A-Za-z._~+/-]*[0-9])[A-Za-z0-9._~+/-]{8,}|[A-Za-z0-9._~+/-]{20,})=*', '\1[redacted:secret]', 'gi');
  end if;
  if strpos(masked, '@') > 0 then
    masked := regexp_replace(masked, '[A-Za-z0-9_%+-][A-Za-z0-9._%+-]*@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}', '[redacted:email]', 'g');
  end if;
  -- By the first digits that issuers have, and by the checksum: a time in milliseconds is no card number.
  if masked ~ '[2-6](?:[ -]?[0-9]){12}' then
    for card in
      select distinct m.found[1]
      from regexp_matches(masked, '(?<![0-9A-Za-z_.-])((?:4[0-9]|5[0-8]|6[0-9]|3[0-9]|2[2-7])[0-9]{2}(?:[ -]?[0-9]){9,15})(?![0-9A-Za-z_-])', 'g') as m (found)
    loop
      if public.log_passes_luhn(card) then
        masked := replace(masked, card, '[redacted:card]');
      end if;
    end loop;
  end if;
  return masked;
end
$$;
comment on function public.mask_log_text(text) is
  'The text with tokens, keys, passwords, e-mail addresses and card numbers masked as [redacted:secret|email|card]';

create or replace function public.mask_log_json(value jsonb) returns jsonb
language plpgsql
immutable
parallel safe
as $$
declare
  scalar text;
begin
  case jsonb_typeof(value)
    when 'object' then
      return coalesce((
        select jsonb_object_agg(
          case when public.log_text_is_suspect(e.key) then public.mask_log_text(e.key) else e.key end,
          case
            -- The end of a name says what it is: accessToken, db_password, x-api-key. Whether there is one is no secret.
            when e.key ~* '(?:passwords?|passwd|passphrase|pwd|secret|token|(?:api|access|secret|private|signing)[_-]?key|authorization|cookie|credentials?|^jwt|^ssn|^cvv|^cvc|^pin)$'
              and jsonb_typeof(e.value) not in ('null', 'boolean') and e.value <> '""'
            then '"[redacted:secret]"'
            when jsonb_typeof(e.value) in ('object', 'array', 'string', 'number') then public.mask_log_json(e.value)
            else e.value
          end
        )
        from jsonb_each(value) e
      ), '{}');
    when 'array' then
      return coalesce((
        select jsonb_agg(public.mask_log_json(e.value) order by e.place) from jsonb_array_elements(value) with ordinality e (value, place)
      ), '[]');
    when 'string', 'number' then
      scalar := value #>> '{}';
      if not public.log_text_is_suspect(scalar) then
        return value;
      end if;
      if public.mask_log_text(scalar) = scalar then
        return value;
      end if;
      return to_jsonb(public.mask_log_text(scalar));
    else
      return value;
  end case;
end
$$;
comment on function public.mask_log_json(jsonb) is
  'JSON with the values of keys that name secrets masked, and all its texts masked as mask_log_text does';

-- -----------------------------------------------------------------------------
-- The hooks
-- -----------------------------------------------------------------------------

do $$
begin
  if to_regprocedure('public.redact_log_message(text)') is null then
    create function public.redact_log_message(message text) returns text
    language sql
    immutable
    parallel safe
    as 'select case when public.log_text_is_suspect(message) then public.mask_log_text(message) else message end';
    comment on function public.redact_log_message(text) is
      'Hook: a message as it is stored. Replace it with your own; migrations leave yours in place';
    revoke execute on function public.redact_log_message(text) from public, anon, authenticated;
  end if;
  if to_regprocedure('public.redact_log_fields(jsonb)') is null then
    create function public.redact_log_fields(fields jsonb) returns jsonb
    language sql
    immutable
    parallel safe
    as 'select case when public.log_fields_are_suspect(fields::text) then public.mask_log_json(fields) else fields end';
    comment on function public.redact_log_fields(jsonb) is
      'Hook: the fields of a row as they are stored. Replace it with your own; migrations leave yours in place';
    revoke execute on function public.redact_log_fields(jsonb) from public, anon, authenticated;
  end if;
end
$$;

-- -----------------------------------------------------------------------------
-- What is stored of what a writer gave
-- -----------------------------------------------------------------------------
-- The three below are called by the writers only. A row whose redaction fails is stored without its text: what has been
-- stored has been broadcast and backed up and cannot be called back, while the place, the level and the time of the row
-- still tell that something was written, and the writer's own output still has it.

-- A message is redacted before it is cut, or half a token could be left at the cut; but of a text of many megabytes only
-- as much as can be stored, and a margin, is looked at.
create or replace function log_stream.tidy_message(message text) returns text
language plpgsql
stable
set search_path = ''
as $$
declare
  is_long constant boolean := octet_length(message) > 1048576 and length(message) > 1048576;
  tidy text;
begin
  if message is null then
    return null;
  end if;
  begin
    tidy := public.redact_log_message(case when is_long then left(message, 1048576 + 8192) else message end);
  exception when others then
    perform nextval('log_stream.redactions_failed');
    raise warning 'a log message was withheld, because redact_log_message failed: % (%)', sqlerrm, sqlstate;
    return '[redaction failed]';
  end;
  if is_long then
    return left(tidy, 1048576) || ' … [cut: the message had ' || length(message) || ' characters]';
  end if;
  -- A hook may say null for "nothing of this", and may make a text longer.
  return public.cut_log_message(coalesce(tidy, '[redacted]'));
end
$$;
comment on function log_stream.tidy_message(text) is 'A message as it is stored: redacted, then cut; never raises for what the hook does';

create or replace function log_stream.tidy_fields(fields jsonb) returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  tidy jsonb;
begin
  if fields is null then
    return null;
  end if;
  begin
    tidy := public.redact_log_fields(fields);
    if jsonb_typeof(tidy) <> 'object' then
      tidy := jsonb_build_object('value', tidy);
    end if;
  exception when others then
    perform nextval('log_stream.redactions_failed');
    raise warning 'the fields of a log row were withheld, because redact_log_fields failed: % (%)', sqlerrm, sqlstate;
    return '{"redaction": "failed"}';
  end;
  return log_stream.cut_fields(tidy);
end
$$;
comment on function log_stream.tidy_fields(jsonb) is 'Fields as they are stored: redacted, then cut; never raises for what the hook does';

-- Up to 4 MiB fields are kept whole. Beyond it the members that are large give way to a note of how large they were;
-- if there are so many that it does not help, only the note is left.
create or replace function log_stream.cut_fields(fields jsonb) returns jsonb
language plpgsql
immutable
set search_path = ''
as $$
declare
  cut jsonb;
begin
  -- The size in memory is known without writing the JSON out, and is never much below the text's.
  if pg_column_size(fields) <= 2097152 or octet_length(fields::text) <= 4194304 then
    return fields;
  end if;
  select jsonb_object_agg(
    left(e.key, 1024),
    case when octet_length(e.value::text) > 65536
      then to_jsonb('[cut: ' || octet_length(e.value::text) || ' bytes]') else e.value end
  ) into cut
  from jsonb_each(fields) e;
  if octet_length(cut::text) > 4194304 then
    cut := '{}';
  end if;
  return cut || jsonb_build_object('fields_cut', '[cut: the fields had ' || octet_length(fields::text) || ' bytes]');
end
$$;
comment on function log_stream.cut_fields(jsonb) is 'Fields as they are stored: whole up to 4 MiB of JSON';

-- A node's id is a name; one that is longer than any name is somebody's mistake.
create or replace function log_stream.tidy_node_id(node_id text) returns text
language sql
immutable
as $$
  select case when pg_catalog.length(node_id) > 1024 then pg_catalog.left(node_id, 1024) || ' … [cut]' else node_id end
$$;
comment on function log_stream.tidy_node_id(text) is 'A node id as it is stored: up to 1,024 characters';

-- Readers print years of four digits, and a row of the year 20000 would stay for ever. Endless times are the table's to refuse.
create or replace function log_stream.check_time(created_at timestamptz, place bigint) returns timestamptz
language plpgsql
immutable
set search_path = ''
set timezone = 'UTC'
as $$
begin
  if isfinite(created_at) and (created_at < '1970-01-01 UTC' or created_at >= '10000-01-01 UTC') then
    raise exception 'created_at % of entry % is out of range', created_at, place
      using errcode = 'datetime_field_overflow', hint = 'Times from 1970 to 9999 can be stored. Is the unit right: seconds or milliseconds?';
  end if;
  return created_at;
end
$$;
comment on function log_stream.check_time(timestamptz, bigint) is 'The time of a row, if it can be stored; raises 22008 if not';
