/** Reads the rows that precede the first one, and says what of them is gone. */
import type { LogRow } from '../core/log-entry.js';
import { SequenceLedger } from '../core/sequence-ledger.js';
import type { HistoryFeed } from './history-feed.js';
import type { PersistentReader } from './persistent-reader.js';

/** Older rows, ascending, with gaps where rows were deleted. */
export interface OlderRows {
  readonly rows: readonly LogRow[];
  /** True when nothing precedes them. */
  readonly reachedStart: boolean;
}

/** The `limit` rows before seq `before`; the hole between them and `before`, if any, is told as a gap. */
export async function readOlder(
  history: HistoryFeed,
  reader: PersistentReader,
  before: number,
  limit: number,
): Promise<OlderRows> {
  const page = await reader.read((signal) => history.before(before, limit, signal));
  const first = page.entries[0]?.seq ?? 1;
  const ledger = new SequenceLedger(first);
  const rows = [
    ...ledger.acceptPage(page.entries).delivered,
    ...ledger.declareMissing(before - 1).delivered,
  ];
  return { rows, reachedStart: first === 1 };
}
