/**
 * What the writer needs of a database: one call that stores a batch, and an end. Everything that speaks a protocol is
 * behind this; `postgres-js-port.ts`, `pg-port.ts` and `postgrest-port.ts` are the ready-made ones.
 */

/** The numbers that a stored batch got. */
export interface StoredRange {
  readonly firstSeq: number;
  readonly lastSeq: number;
}

/** Where batches go. */
export interface LogWriterPort {
  /**
   * Stores a batch, all or none, and resolves once that is committed. The three arguments are those of the SQL function
   * `append_run_logs`. A batch that was not acknowledged is sent again, unchanged, with the same key, and must then not
   * be stored twice.
   *
   * @param runId - the run's uuid
   * @param entriesJson - JSON text of an array of `{ level?, message, node_id?, fields?, created_at }`
   * @param batchKey - uuid of this batch
   * @param signal - aborted when the writer no longer waits for the answer; a port may ignore it
   * @throws an error whose `code` is a SQLSTATE, or whose `status` is an HTTP status; anything else counts as a fault of
   *   the connection, and the batch is sent again
   */
  append(
    runId: string,
    entriesJson: string,
    batchKey: string,
    signal: AbortSignal,
  ): Promise<StoredRange>;
  /** Called once, after the last batch. */
  close(): Promise<void>;
}

/** Reads the one row that `append_run_logs` answers with; throws if it is not that. Drivers give bigints as text. */
export function storedRange(row: unknown): StoredRange {
  const { first_seq: first, last_seq: last } = (row ?? {}) as Record<string, unknown>;
  const [firstSeq, lastSeq] = [Number(first), Number(last)];
  if (!Number.isSafeInteger(firstSeq) || !Number.isSafeInteger(lastSeq) || firstSeq < 1) {
    throw new Error('The answer is not that of append_run_logs.');
  }
  return { firstSeq, lastSeq };
}
