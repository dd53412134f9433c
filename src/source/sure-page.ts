/**
 * Reads a page whose emptiness has to mean something. A viewer who may not see the run is shown no rows rather than an
 * error, so an empty page is believed only if the cursor, which the same rule guards, could be read before it.
 */
import type { HistoryFeed, HistoryPage } from './history-feed.js';
import type { RunInfo } from './log-source.js';
import type { PersistentReader } from './persistent-reader.js';

/** A page, and what the run was known to be just before; `null`: this viewer may not see it. */
export interface SurePage {
  readonly page: HistoryPage;
  readonly run: RunInfo;
}

/** Reads the cursor, then the page. */
export async function readSurely(
  history: HistoryFeed,
  reader: PersistentReader,
  readPage: (signal: AbortSignal) => Promise<HistoryPage>,
): Promise<SurePage | null> {
  const run = await reader.read<RunInfo | null>((signal) => history.cursor(signal));
  if (run === null) return null;
  return { run, page: await reader.read(readPage) };
}
