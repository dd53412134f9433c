-- =============================================================================
-- Run logs: portal tokens that end by themselves, and doors that are shut
-- =============================================================================
-- A portal token is a token with a claim run_id (see 20261123120200). Two more claims may stand beside it:
--   run_exp     seconds since 1970; from then on the token sees nothing, though it may still be good for other things
--   run_label   whom it was made out for; decides nothing, can be asked for by viewable_run_label()
-- Safe to run again.

-- Null for everybody but portal tokens, and for those whose time is over. A claim that is no uuid names no run, an end
-- that is no number has been.
create or replace function public.viewable_run_id() returns uuid
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  claims jsonb;
begin
  claims := nullif(current_setting('request.jwt.claims', true), '')::jsonb;
  if claims ? 'run_exp' and (
    jsonb_typeof(claims -> 'run_exp') is distinct from 'number'
    or (claims ->> 'run_exp')::numeric <= extract(epoch from clock_timestamp())
  ) then
    return null;
  end if;
  -- The cast must stand here: left to the return type it happens after this block, where nothing catches it.
  return (claims ->> 'run_id')::uuid;
exception when data_exception then
  return null;
end
$$;
comment on function public.viewable_run_id() is 'The one run that a portal token may see; null if the viewer holds none, or its time is over';

-- For a host's own audit of who looked. A label is text from a token that the host has signed, and is cut all the same.
create or replace function public.viewable_run_label() returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  claims jsonb;
begin
  if public.viewable_run_id() is null then
    return null;
  end if;
  claims := nullif(current_setting('request.jwt.claims', true), '')::jsonb;
  return case when jsonb_typeof(claims -> 'run_label') = 'string' then left(claims ->> 'run_label', 200) end;
end
$$;
comment on function public.viewable_run_label() is 'Whom the viewer''s portal token was made out for; null if it is none, or says not';
grant execute on function public.viewable_run_label() to public;

-- What only writers use is for writers only. It gave nothing away, but it was work that anybody could have ordered by RPC.
revoke execute on function
  public.normalize_log_level(text), public.log_fields(jsonb, text), public.cut_log_message(text),
  public.log_batch_is_suspect(text), public.log_text_is_suspect(text), public.log_fields_are_suspect(text),
  public.log_passes_luhn(text), public.mask_log_text(text), public.mask_log_json(jsonb)
from public, anon, authenticated;
-- A worker may ask what would be stored.
grant execute on function
  public.normalize_log_level(text), public.mask_log_text(text), public.mask_log_json(jsonb), public.log_text_is_suspect(text),
  public.log_fields_are_suspect(text), public.log_batch_is_suspect(text), public.log_passes_luhn(text),
  public.redact_log_message(text), public.redact_log_fields(jsonb)
to service_role;
