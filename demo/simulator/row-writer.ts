/** How a worker's rows get into the database: many with one call of the batch writer, one with a plain insert. */
import type postgres from 'postgres';
import type { GeneratedRow } from './generated-row.js';

/** What a committed statement wrote. */
export interface CommittedRows {
  readonly runId: string;
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** When the writer's commit was acknowledged, in milliseconds since 1970. */
  readonly committedAtMs: number;
}

/** Writes the rows in one statement, which is one transaction, and resolves once it is committed. */
export async function writeRows(
  sql: postgres.Sql,
  runId: string,
  rows: readonly GeneratedRow[],
): Promise<CommittedRows> {
  const [first] = rows;
  if (first === undefined) throw new RangeError('No rows to write.');
  const [written] =
    rows.length === 1 ? await insertOne(sql, runId, first) : await append(sql, runId, rows);
  if (written === undefined) throw new Error('The database did not say what it wrote.');
  return {
    runId,
    firstSeq: Number(written.first_seq),
    lastSeq: Number(written.last_seq),
    // Date.now has whole milliseconds only; a browser's clock is compared with this one.
    committedAtMs: performance.timeOrigin + performance.now(),
  };
}

interface Written {
  readonly first_seq: string;
  readonly last_seq: string;
}

function insertOne(sql: postgres.Sql, runId: string, row: GeneratedRow): Promise<Written[]> {
  return sql<Written[]>`
    insert into public.logs (run_id, level, message, node_id, fields)
    values (${runId}, ${row.level ?? null}, ${row.message}, ${row.nodeId ?? null},
            ${row.fields === undefined ? null : sql.json(row.fields)})
    returning seq as first_seq, seq as last_seq`;
}

function append(
  sql: postgres.Sql,
  runId: string,
  rows: readonly GeneratedRow[],
): Promise<Written[]> {
  const entries = rows.map(({ level, message, nodeId, fields }) => ({
    message,
    ...(level === undefined ? {} : { level }),
    ...(nodeId === undefined ? {} : { node_id: nodeId }),
    ...(fields === undefined ? {} : { fields }),
  }));
  return sql<Written[]>`
    select first_seq, last_seq from public.append_run_logs(${runId}, ${sql.json(entries)})`;
}
