-- =============================================================================
-- Run logs: the severe rows of a run, along an index
-- =============================================================================
-- A page of errors out of a long run (`level=in.(error,fatal)&order=seq.desc&limit=100`) read the whole run without it: errors
-- are rare. So are the entries here, and a row of lower severity, which most are, costs its writer nothing.
-- On a table that is large already this blocks writers while it is built; build it on each leaf concurrently beforehand.
-- Safe to run again.

create index if not exists idx_logs_run_id_seq_errors on public.logs (run_id, seq)
  where level in ('error', 'fatal');
comment on index public.idx_logs_run_id_seq_errors is 'Errors and fatal rows of a run, in order';
