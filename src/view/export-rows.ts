/** Rows as the text of a file, in one go. Made from the data, whole and in order; nothing in it depends on the screen. */
import type { LogRow } from '../core/log-entry.js';
import { RowWriter } from './row-writer.js';
import type { LogStreamStrings } from './strings.js';
import type { TakingFacts, TakingFormat } from './taking.js';

/** Plain lines, Markdown, one JSON array, JSON lines (one row each), or comma-separated values with a header. */
export type ExportFormat = TakingFormat;

const NO_FACTS: TakingFacts = {
  runId: null,
  levels: null,
  query: '',
  masked: 0,
  rows: 0,
  firstSeq: null,
  lastSeq: null,
  startedAt: null,
  endedAt: null,
  zone: '',
  removed: 0,
  outages: 0,
  missing: [],
};

/**
 * The rows in the given format.
 *
 * @param facts - for the head that Markdown has. Default: nothing is known
 */
export function exportRows(
  rows: readonly LogRow[],
  format: ExportFormat,
  strings: LogStreamStrings,
  facts: TakingFacts = NO_FACTS,
): string {
  const writer = new RowWriter({ format, strings });
  const text = writer.rows(rows);
  return writer.head(facts) + text + writer.foot();
}
