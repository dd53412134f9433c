-- =============================================================================
-- Run logs: from a time to a place in the run
-- =============================================================================
-- find_run_log(run_id, written_at)   the first row of a run that was written then or later
-- Safe to run again.

-- There is no index by run and time, and none is needed: numbers rise with time, so the row is found by halving the
-- numbers, along the primary key, with some 24 looks in a run of ten million rows. Where times do not rise with the
-- numbers (writers may bring their own) it is a row of that time or later whose predecessor is of an earlier time.
-- Under the rights of whoever asks: a run that is not his has no rows, and the answer is none.
create or replace function public.find_run_log(run_id uuid, written_at timestamptz, out seq bigint, out created_at timestamptz)
returns setof record
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  low bigint := 1;
  high bigint;
  middle bigint;
  looked record;
begin
  select c.last_seq + 1 into high from public.log_cursors c where c.run_id = find_run_log.run_id;
  if high is null or written_at is null then
    return;
  end if;
  while low < high loop
    middle := low + (high - low) / 2;
    select l.seq, l.created_at into looked
    from public.logs l
    where l.run_id = find_run_log.run_id and l.seq >= middle and l.seq < high
    order by l.seq
    limit 1;
    if looked.seq is null then
      -- Deleted up to the bound.
      high := middle;
    elsif looked.created_at >= written_at then
      seq := looked.seq;
      created_at := looked.created_at;
      high := middle;
    else
      low := looked.seq + 1;
    end if;
  end loop;
  if seq is not null then
    return next;
  end if;
end
$$;
comment on function public.find_run_log(uuid, timestamptz) is
  'The first row of a run written at a time or later, as its reader may see it; no row if there is none';

-- The platform grants every new function to everybody; who may not read rows has no use for it.
revoke execute on function public.find_run_log(uuid, timestamptz) from public, anon;
grant execute on function public.find_run_log(uuid, timestamptz) to authenticated, service_role;

notify pgrst, 'reload schema';
