/** How a table of log rows names its columns, and which of them it has. */

/** The column that holds each part of a row, for hosts whose table is named otherwise; `null` for one it lacks. */
export interface LogColumns {
  readonly runId: string;
  /** Dense per run, in commit order. Without it rows are numbered as they become known. */
  readonly seq: string | null;
  readonly id: string;
  readonly level: string | null;
  readonly message: string;
  readonly nodeId: string | null;
  readonly fields: string | null;
  /** Never null in the table. */
  readonly createdAt: string;
}

/** The names that the migrations of this package use. */
export const DEFAULT_COLUMNS = {
  runId: 'run_id',
  seq: 'seq',
  id: 'id',
  level: 'level',
  message: 'message',
  nodeId: 'node_id',
  fields: 'fields',
  createdAt: 'created_at',
} as const satisfies LogColumns;
