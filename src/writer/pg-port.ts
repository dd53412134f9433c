/** Batches through node-postgres. The package is not imported: whoever has a pool of it has the package. */
import { storedRange, type LogWriterPort } from './log-writer-port.js';

/** The part of a `Pool` or `Client` of pg that is used. */
export interface PgQueryable {
  query(text: string, values: string[]): PromiseLike<{ readonly rows: readonly unknown[] }>;
}

const APPEND = `
  select first_seq, last_seq
  from public.append_run_logs($1::uuid, $2::text::jsonb, $3::uuid)`;

/**
 * A port over a pool or a connected client of pg, which stays the host's: closing the writer does not end it. A client
 * must not be in a transaction, because a batch counts as stored once it is committed.
 */
export function pgPort(queryable: PgQueryable): LogWriterPort {
  return {
    append: async (runId, entriesJson, batchKey) => {
      const { rows } = await queryable.query(APPEND, [runId, entriesJson, batchKey]);
      return storedRange(rows[0]);
    },
    close: async () => {},
  };
}
