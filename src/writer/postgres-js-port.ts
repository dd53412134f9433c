/** Batches through postgres.js. The package is not imported: whoever has a `sql` of it has the package. */
import { storedRange, type LogWriterPort } from './log-writer-port.js';

/** The part of a postgres.js `sql` that is used. */
export interface PostgresJsSql {
  (template: TemplateStringsArray, ...parameters: string[]): PromiseLike<readonly unknown[]>;
}

/**
 * A port over a postgres.js `sql`, which stays the host's: closing the writer does not end it. It must not be that of a
 * transaction, because a batch counts as stored once it is committed.
 */
export function postgresJsPort(sql: PostgresJsSql): LogWriterPort {
  return {
    append: async (runId, entriesJson, batchKey) => {
      // By way of text: a parameter of type jsonb would be made into JSON once more.
      const [row] = await sql`
        select first_seq, last_seq
        from public.append_run_logs(${runId}, ${entriesJson}::text::jsonb, ${batchKey})`;
      return storedRange(row);
    },
    close: async () => {},
  };
}
