/** What a reader can take away of a run: which rows, in which form, and what is known of them. Names and facts only. */
import type { LogRow } from '../core/log-entry.js';

/**
 * Plain lines; lines with a head, for a chat or an issue; one JSON array; JSON with a row on each line; or values
 * with commas between them.
 */
export type TakingFormat = 'text' | 'markdown' | 'json-array' | 'json' | 'csv';

export const TAKING_FORMATS: readonly TakingFormat[] = [
  'text',
  'markdown',
  'json-array',
  'json',
  'csv',
];

/** The selected rows, what the filters leave of the run, or all of it; also rows that are not in memory. */
export type TakingScope = 'selected' | 'shown' | 'all';

/** Rows of the run that should be in the file and could not be read. */
export interface MissingRows {
  readonly kind: 'missing';
  /** The first of them. Named like a row's, as it stands in the place of rows. */
  readonly seq: number;
  /** The last of them. */
  readonly to: number;
  /** Why, in a sentence. */
  readonly why: string;
}

/** What stands in a file. */
export type TakenRow = LogRow | MissingRows;

/** True for what stands in the place of rows that could not be read. */
export function isMissing(row: TakenRow): row is MissingRows {
  return 'kind' in row && row.kind === 'missing';
}

/** What the head of a file says. Nothing in it may be unmasked. */
export interface TakingFacts {
  readonly runId: string | null;
  /** Levels on show, if not all. */
  readonly levels: readonly string[] | null;
  /** Patterns that were taken alone, and those that were left out. */
  readonly patterns?: { readonly only: readonly string[]; readonly hidden: readonly string[] };
  /** The search that left these rows; empty where none did. */
  readonly query: string;
  /** Places masked. */
  readonly masked: number;
  /** Entries. */
  readonly rows: number;
  readonly firstSeq: number | null;
  readonly lastSeq: number | null;
  /** Times of the first and the last entry, ISO 8601. */
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  /** Zone of the times in the rows, as in `UTC+02:00`; empty where they tell it themselves. */
  readonly zone: string;
  /** Rows removed by retention, as far as they would be among these. */
  readonly removed: number;
  readonly outages: number;
  readonly missing: readonly MissingRows[];
}
