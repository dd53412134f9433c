-- =============================================================================
-- Run logs: searching all of a run
-- =============================================================================
-- search_run_logs(run_id, filter, before_seq, max_rows)   rows of a run that may match, newest first, a stretch a call
--
-- A viewer keeps a run's newest rows in memory and finds words in them, typos and all. What is older is looked through
-- here: the answer holds every row that the viewer would find in the stretch, and may hold others, since the viewer judges each of
-- them again. So a filter needs no typos, no expressions and no case beyond a-z, only pieces of text that a match cannot be without.
--
-- There is no index on the text, on purpose. The rows of a run lie side by side under the primary key, so that a look at all of
-- 200,000 takes half a second in calls of a fifth of one. A trigram index made rows 2.3 times as dear to write (18,500 a second became
-- 7,900), for all tenants, was larger than the table, and could not be used here: under row level security no condition that
-- may leak is tried before the policy, and so none on text goes to an index.
-- Safe to run again.

-- filter     {"clauses": [{…}, …]}: a row that satisfies one of the clauses is given; every part of a clause may be left out.
--            "levels"    ["error", …]           the level is one of these, or there is none
--            "nodes"     [["http-*", …], …]     of each list one name fits the node, `*` standing for anything
--            "after", "before"                  times, the second excluded
--            "texts"     [["tim", "eout"], …]   of each list one piece is in the message, whatever the case of a-z
--            "anywhere"  [["500"], …]           the same, in the message or in the fields
--            What it does not know it leaves to the viewer.
-- before_seq null: from the newest row on
-- rows       at most max_rows, the newest first, as PostgREST gives rows of the table (id as text)
-- scanned_to rows from this number on have been looked at; the next call takes it for before_seq
-- scanned_at when the lowest of these was written
-- is_done    nothing precedes them
-- Under the rights of whoever asks. Nothing at all is answered for a run that the viewer may not see.
create or replace function public.search_run_logs(
  run_id uuid,
  filter jsonb default '{}',
  before_seq bigint default null,
  max_rows int default 200,
  out rows json,
  out scanned_to bigint,
  out scanned_at timestamptz,
  out is_done boolean
)
returns setof record
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  -- A call is to be short: it holds one of the few connections of the API, and the viewer wants to see how far it is.
  budget constant interval := '200 milliseconds';
  -- Of text; a page of the table may be of any size, and rows that are found are mostly few.
  most_bytes constant bigint := 4000000;
  -- Rows of the first look, and of the largest: messages may be a megabyte long, and mostly have a hundred characters.
  step bigint := 500;
  most_step constant bigint := 8000;
  -- Characters that a viewer reads otherwise than as they stand: what moves a terminal's cursor, and the two letters outside of ASCII
  -- whose lower case is within. Rows that have them are for the viewer to judge.
  odd constant text := '[' || chr(1) || '-' || chr(8) || chr(11) || '-' || chr(31) || chr(127) || '-' || chr(159) || chr(304) || chr(8490) || ']';
  began constant timestamptz := clock_timestamp();
  looked_at timestamptz;
  clauses jsonb;
  clause jsonb;
  conditions text[] := '{}';
  condition text;
  query text;
  part record;
  high bigint;
  low bigint;
  found record;
  all_rows json[] := '{}';
  room int := search_run_logs.max_rows;
  bytes_left bigint := most_bytes;
begin
  if run_id is null then
    raise exception 'search_run_logs: run_id is null'
      using errcode = 'null_value_not_allowed', hint = 'Name the run that is to be searched.';
  end if;
  if max_rows is null or max_rows not between 1 and 1000 then
    raise exception 'search_run_logs: max_rows is %, not 1 to 1000', coalesce(max_rows::text, 'null')
      using errcode = 'invalid_parameter_value', hint = 'Ask for the next rows with before_seq set to scanned_to.';
  end if;
  if filter is null or jsonb_typeof(filter) <> 'object' or jsonb_typeof(coalesce(filter -> 'clauses', '[]')) <> 'array' then
    raise exception 'search_run_logs: filter is no object with a list of clauses'
      using errcode = 'invalid_parameter_value', hint = 'Pass {"clauses": [{"texts": [["timeout"]]}]}.';
  end if;
  if octet_length(filter::text) > 20000 or jsonb_array_length(coalesce(filter -> 'clauses', '[]')) > 31 then
    raise exception 'search_run_logs: filter is too large; 31 clauses and 20000 bytes are allowed'
      using errcode = 'invalid_parameter_value', hint = 'Leave out what the viewer judges anyway.';
  end if;
  clauses := coalesce(filter -> 'clauses', '[]');

  for clause in select c from jsonb_array_elements(clauses) c loop
    if jsonb_typeof(clause) <> 'object' then
      raise exception 'search_run_logs: a clause is a %, not an object', jsonb_typeof(clause)
        using errcode = 'invalid_parameter_value', hint = 'A clause is an object like {"levels": ["error"]}.';
    end if;
    condition := 'true';
    for part in select e.key, e.value, jsonb_typeof(e.value) as kind from jsonb_each(clause) e order by e.key loop
      if part.key in ('levels', 'nodes', 'texts', 'anywhere') then
        if part.kind <> 'array' or exists (
          select from jsonb_array_elements(part.value) l
          where case
            when part.key = 'levels' then jsonb_typeof(l) <> 'string'
            when jsonb_typeof(l) <> 'array' then true
            else exists (select from jsonb_array_elements(l) p where jsonb_typeof(p) <> 'string')
          end
        ) then
          raise exception 'search_run_logs: % is not a list of %', part.key, case part.key when 'levels' then 'levels' else 'lists of texts' end
            using errcode = 'invalid_parameter_value', hint = 'As in {"levels": ["error"], "texts": [["timeout"]]}.';
        end if;
      elsif part.key in ('after', 'before') and part.kind <> 'string' then
        raise exception 'search_run_logs: % is no time', part.key
          using errcode = 'invalid_parameter_value', hint = 'As in {"after": "2026-11-23T14:02:00Z"}.';
      end if;
      condition := condition || ' and ' || case part.key
        when 'levels' then format(
          '(q.level is null or q.level = any (%L) or q.level not in (''trace'', ''debug'', ''info'', ''warn'', ''error'', ''fatal''))',
          array(select jsonb_array_elements_text(part.value))
        )
        when 'after' then format('q.created_at >= %L', (part.value #>> '{}')::timestamptz)
        when 'before' then format('q.created_at < %L', (part.value #>> '{}')::timestamptz)
        when 'nodes' then coalesce((
          select string_agg((
            select '(' || coalesce(string_agg(format(
              'q.node_id collate "C" ilike %L',
              replace(replace(replace(replace(n, '\', '\\'), '%', '\%'), '_', '\_'), '*', '%')
            ), ' or '), 'false') || ' or octet_length(q.node_id) <> char_length(q.node_id))'
            from jsonb_array_elements_text(l) n
          ), ' and ') from jsonb_array_elements(part.value) l
        ), 'true')
        when 'texts' then format('(%s or q.folded ~ %L)', coalesce((
          select string_agg((
            select '(' || coalesce(string_agg(format('position(%L in q.folded) > 0', lower(p collate "C")), ' or '), 'false') || ')'
            from jsonb_array_elements_text(l) p
          ), ' and ') from jsonb_array_elements(part.value) l
        ), 'true'), odd)
        when 'anywhere' then format(
          -- A number with very many digits is rounded where a viewer reads it.
          '(%s or q.folded ~ %L or q.fields::text ~ %L)',
          coalesce((
            select string_agg((
              select '(' || coalesce(string_agg(format(
                'position(%1$L in q.folded) > 0 or position(%1$L in lower(q.fields::text collate "C")) > 0', lower(p collate "C")
              ), ' or '), 'false') || ')'
              from jsonb_array_elements_text(l) p
            ), ' and ') from jsonb_array_elements(part.value) l
          ), 'true'),
          odd, '[' || chr(304) || chr(8490) || ']|[0-9][0-9.]{15}'
        )
        else 'true'
      end;
    end loop;
    conditions := conditions || ('(' || condition || ')');
  end loop;

  select c.last_seq + 1 into high from public.log_cursors c where c.run_id = search_run_logs.run_id;
  if high is null then
    return;
  end if;
  high := greatest(1, least(high, before_seq));

  -- What a terminal makes of colours and of line ends is taken out of the text first, since every row may have them.
  query := format($query$
    select
      array_agg(json_build_object(
        'seq', m.seq, 'id', m.id::text, 'level', m.level, 'message', m.message, 'node_id', m.node_id, 'fields', m.fields,
        'created_at', m.created_at
      ) order by m.seq desc) filter (where m.bytes_before < $5) as rows,
      count(*) as matched,
      count(*) filter (where m.bytes_before < $5) as given,
      min(m.seq) filter (where m.bytes_before < $5) as lowest,
      sum(m.bytes) filter (where m.bytes_before < $5) as bytes
    from (
      select n.*, sum(n.bytes) over (order by n.seq desc) - n.bytes as bytes_before
      from (
        select q.*, octet_length(q.message) + coalesce(pg_column_size(q.fields), 0) as bytes
        from (
          select l.seq, l.id, l.level, l.message, l.node_id, l.fields, l.created_at,
            lower(case
              when octet_length(l.message) < 100000 and (position(%1$L in l.message) > 0 or position(%2$L in l.message) > 0)
              then regexp_replace(l.message, %3$L, '', 'g')
              else l.message
            end collate "C") as folded
          from public.logs l
          where l.run_id = $1 and l.seq >= $2 and l.seq < $3
          offset 0
        ) q
        where %4$s
        order by q.seq desc
        limit $4
      ) n
    ) m
  $query$, chr(27), chr(13), chr(27) || '\[[0-9;]*m|' || chr(13) || '(?=' || chr(10) || '|$)',
    coalesce(nullif(array_to_string(conditions, ' or '), ''), 'true'));

  loop
    -- Where rows were deleted nothing is to be looked at, however far it goes.
    select l.seq + 1 into low from public.logs l
    where l.run_id = search_run_logs.run_id and l.seq < high order by l.seq desc limit 1;
    if low is null then
      high := 1;
      is_done := true;
      exit;
    end if;
    is_done := false;
    exit when room = 0 or bytes_left <= 0 or clock_timestamp() - began > budget;
    high := low;
    low := greatest(1, high - step);
    looked_at := clock_timestamp();
    execute query into found using search_run_logs.run_id, low, high, room, bytes_left;
    all_rows := all_rows || coalesce(found.rows, '{}');
    room := room - found.given;
    bytes_left := bytes_left - coalesce(found.bytes, 0);
    if room = 0 or found.given < found.matched then
      high := found.lowest;
      bytes_left := case when found.given < found.matched then 0 else bytes_left end;
    else
      high := low;
    end if;
    if clock_timestamp() - looked_at < budget / 5 then
      step := least(step * 2, most_step);
    end if;
  end loop;

  rows := to_json(all_rows);
  scanned_to := high;
  select l.created_at into scanned_at from public.logs l
  where l.run_id = search_run_logs.run_id and l.seq >= high order by l.seq limit 1;
  return next;
end
$$;
comment on function public.search_run_logs(uuid, jsonb, bigint, int) is
  'Rows of a run that may match a filter, newest first, from a stretch that one short call can look at; none for a run that the reader may not see';

-- The platform grants every new function to everybody; who may not read rows has no use for it.
revoke execute on function public.search_run_logs(uuid, jsonb, bigint, int) from public, anon;
grant execute on function public.search_run_logs(uuid, jsonb, bigint, int) to authenticated, service_role;

notify pgrst, 'reload schema';
