/** Rows as the text of a file. Made from the data, whole and in order; nothing in it depends on what is on screen. */
import { isGap, isMark, isOutage, type LogOutage, type LogRow } from '../core/log-entry.js';
import { rowsText } from './row-text.js';
import type { LogStreamStrings } from './strings.js';
import { isoSpan } from './time-format.js';

/** Plain lines, JSON lines (one row each), or comma-separated values with a header. */
export type ExportFormat = 'text' | 'json' | 'csv';

const CSV_COLUMNS = ['seq', 'created_at', 'severity', 'node_id', 'message', 'fields'] as const;

/** The rows in the given format. */
export function exportRows(
  rows: readonly LogRow[],
  format: ExportFormat,
  strings: LogStreamStrings,
): string {
  if (format === 'text') return rowsText(rows, strings);
  if (format === 'json') return rows.map((row) => JSON.stringify(row)).join('\n');
  return [CSV_COLUMNS.join(','), ...rows.map(csvLine)].join('\r\n');
}

function csvLine(row: LogRow): string {
  if (isGap(row)) return csvCells([row.seq, '', '', '', `removed up to ${row.to}`, '']);
  if (isOutage(row)) return csvOutage(row);
  if (isMark(row)) {
    return csvCells([row.seq, isoSpan(row.atMs, null)[0], '', '', `mark ${row.number}`, '']);
  }
  const fields = row.fields === null ? '' : JSON.stringify(row.fields);
  return csvCells([row.seq, row.createdAt, row.severity, row.nodeId ?? '', row.message, fields]);
}

/** Told in English like the gap: a file for a program does not change with the language of the page. */
function csvOutage({ seq, startedAtMs, endedAtMs, recovered, missing }: LogOutage): string {
  const [start, end] = isoSpan(startedAtMs, endedAtMs);
  const told = `disconnected until ${end ?? '…'}, ${recovered} recovered, ${missing} removed`;
  return csvCells([seq, start, '', '', told, '']);
}

function csvCells(cells: readonly (string | number)[]): string {
  return cells.map(csvCell).join(',');
}

/** Quoted; and text that a spreadsheet would run as a formula is kept from being one. */
function csvCell(cell: string | number): string {
  if (typeof cell === 'number') return String(cell);
  const inert = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return `"${inert.replaceAll('"', '""')}"`;
}
