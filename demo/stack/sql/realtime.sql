-- =============================================================================
-- Schema realtime: what Supabase Realtime keeps in the project's database
-- =============================================================================
-- Stand-in with the names, signatures, defaults, grants and failures of the real one, as far as broadcast goes:
-- realtime.messages, send, send_binary, broadcast_changes, topic. What the real one has for postgres_changes
-- (subscription, apply_rls), the local server does by itself, in realtime/changes.
-- Of its own it has one function, realtime.maintain_message_partitions(), which the server calls where the real server
-- runs code of its own. Safe to run again.

create schema if not exists realtime;
grant usage on schema realtime to postgres, anon, authenticated, service_role, supabase_realtime_admin;

-- -----------------------------------------------------------------------------
-- realtime.messages
-- -----------------------------------------------------------------------------

create table if not exists realtime.messages (
  topic          text not null,
  extension      text not null,
  payload        jsonb,
  event          text,
  private        boolean default false,
  updated_at     timestamp not null default timezone('utc', now()),
  inserted_at    timestamp not null default timezone('utc', now()),
  id             uuid not null default gen_random_uuid(),
  binary_payload bytea,
  skip_broadcast boolean not null default false,
  constraint messages_pkey primary key (id, inserted_at),
  constraint messages_payload_exclusive check (payload is null or binary_payload is null)
) partition by range (inserted_at);

create index if not exists messages_inserted_at_topic_index on realtime.messages (inserted_at desc, topic)
  where extension = 'broadcast' and private is true;

alter table realtime.messages enable row level security;
alter table realtime.messages owner to supabase_realtime_admin;
grant select, insert, update on realtime.messages to anon, authenticated, service_role;
grant all on realtime.messages to postgres;

-- Keeps the daily partitions of yesterday to three days ahead, and drops those older than three days. A message whose
-- day has no partition is lost with a warning, so this has to have run before anything is sent.
create or replace function realtime.maintain_message_partitions() returns void
language plpgsql
set search_path = ''
as $$
declare
  today date := timezone('utc', now())::date;
  day date;
  leaf record;
begin
  -- Two servers starting at once would otherwise create the same partition.
  perform pg_advisory_xact_lock(hashtext('realtime.messages partitions'));
  for day in select generate_series(today - 1, today + 3, interval '1 day')::date loop
    execute format(
      'create table if not exists realtime.%I partition of realtime.messages for values from (%L) to (%L)',
      'messages_' || to_char(day, 'YYYY_MM_DD'), day, day + 1
    );
  end loop;
  for leaf in
    select c.oid::regclass as name
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'realtime.messages'::regclass
      and c.relname ~ '^messages_\d{4}_\d\d_\d\d$'
      and to_date(right(c.relname, 10), 'YYYY_MM_DD') < today - 3
  loop
    execute format('drop table %s', leaf.name);
  end loop;
end
$$;
revoke execute on function realtime.maintain_message_partitions() from public, anon, authenticated;

select realtime.maintain_message_partitions();

-- -----------------------------------------------------------------------------
-- Sending
-- -----------------------------------------------------------------------------
-- The caller's own rights apply, and no failure reaches the caller: the message is lost and a warning says why.

create or replace function realtime.send(payload jsonb, event text, topic text, private boolean default true)
returns void
language plpgsql
as $$
declare
  message_id uuid := gen_random_uuid();
begin
  begin
    -- An array has no keys to set: jsonb_set raises, and the message is lost. A null stays null.
    if not coalesce(send.payload ? 'id', false) then
      send.payload := jsonb_set(send.payload, '{id}', to_jsonb(message_id));
    end if;
    perform set_config('realtime.topic', send.topic, true);
    insert into realtime.messages (id, payload, event, topic, private, extension)
    values (message_id, send.payload, send.event, send.topic, send.private, 'broadcast');
  exception when others then
    raise warning 'ErrorSendingBroadcastMessage: %', sqlerrm;
  end;
end
$$;

create or replace function realtime.send_binary(payload bytea, event text, topic text, private boolean default true)
returns void
language plpgsql
as $$
begin
  begin
    perform set_config('realtime.topic', send_binary.topic, true);
    insert into realtime.messages (binary_payload, event, topic, private, extension)
    values (send_binary.payload, send_binary.event, send_binary.topic, send_binary.private, 'broadcast');
  exception when others then
    raise warning 'ErrorSendingBroadcastMessage: %', sqlerrm;
  end;
end
$$;

create or replace function realtime.broadcast_changes(
  topic_name text,
  event_name text,
  operation text,
  table_name text,
  table_schema text,
  new record,
  old record,
  level text default 'ROW'
) returns void
language plpgsql
as $$
begin
  if level = 'STATEMENT' then
    raise exception 'function can only be triggered for each row, not for each statement';
  end if;
  if operation not in ('INSERT', 'UPDATE', 'DELETE') then
    raise exception 'Unexpected operation type: %', operation;
  end if;
  perform realtime.send(
    jsonb_build_object(
      'schema', table_schema,
      'table', table_name,
      'operation', operation,
      'record', case when operation <> 'DELETE' then to_jsonb(new) end,
      'old_record', case when operation <> 'INSERT' then to_jsonb(old) end
    ),
    event_name,
    topic_name
  );
exception when others then
  raise exception 'Failed to process the row: %', sqlerrm;
end
$$;

-- The topic that is being joined or sent to, while a policy is evaluated.
create or replace function realtime.topic() returns text
language sql
stable
as $$
  select nullif(current_setting('realtime.topic', true), '')
$$;

-- -----------------------------------------------------------------------------
-- What the server reads
-- -----------------------------------------------------------------------------

do $$
begin
  if not exists (select from pg_publication where pubname = 'supabase_realtime_messages_publication') then
    create publication supabase_realtime_messages_publication for table realtime.messages
      with (publish = 'insert', publish_via_partition_root = true);
  end if;
  -- The publication that postgres_changes reads; hosts add tables to it, so it exists, empty.
  if not exists (select from pg_publication where pubname = 'supabase_realtime') then
    create publication supabase_realtime;
    alter publication supabase_realtime owner to postgres;
  end if;
end
$$;
