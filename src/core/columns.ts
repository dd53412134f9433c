/** How a table of log rows names its columns. */

/** The column that holds each part of a row, for hosts whose table is named otherwise. */
export interface LogColumns {
  readonly runId: string;
  readonly seq: string;
  readonly id: string;
  readonly level: string;
  readonly message: string;
  readonly nodeId: string;
  readonly fields: string;
  readonly createdAt: string;
}

/** The names that the migrations of this package use. */
export const DEFAULT_COLUMNS: LogColumns = {
  runId: 'run_id',
  seq: 'seq',
  id: 'id',
  level: 'level',
  message: 'message',
  nodeId: 'node_id',
  fields: 'fields',
  createdAt: 'created_at',
};
