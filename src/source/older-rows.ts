/** The rows that precede the first one shown: reads them on demand, and says what of them is gone. */
import { SequenceLedger } from '../core/sequence-ledger.js';
import type { HistoryFeed, HistoryPage } from './history-feed.js';
import { reportMisshapen } from './intake.js';
import type { LogSink } from './log-source.js';
import type { PersistentReader } from './persistent-reader.js';
import { readSurely } from './sure-page.js';

/** Pages back towards the start of the run. */
export class OlderRows {
  readonly #history: HistoryFeed;
  readonly #reader: PersistentReader;
  readonly #sink: LogSink;
  /** The first row handed on so far. */
  #firstSeq = 1;
  #isAtStart = true;

  constructor(history: HistoryFeed, reader: PersistentReader, sink: LogSink) {
    this.#history = history;
    this.#reader = reader;
    this.#sink = sink;
  }

  /** Pages back from the first row of this page on, the newest one of the run. */
  begin(page: HistoryPage): void {
    this.#firstSeq = page.entries[0]?.seq ?? 1;
    this.#isAtStart = page.startsRun ?? this.#firstSeq === 1;
    if (this.#isAtStart) this.#sink.prepend([], true);
  }

  /**
   * Hands on up to `limit` rows before the first one; the hole between them, if any, as a gap.
   *
   * @param held - the first row that the viewer still holds
   */
  async load(limit: number, held = this.#firstSeq): Promise<void> {
    if (held > this.#firstSeq) {
      this.#firstSeq = held;
      this.#isAtStart = false;
    }
    const before = this.#firstSeq;
    if (this.#isAtStart) return;
    const page = await this.#readBefore(before, limit);
    if (page === null) return;
    // Two calls at once read the same page; the second has nothing to add.
    if (this.#firstSeq !== before) return;
    // Where seq is the database's the run starts with 1, and what is missing up to there has been deleted.
    this.#firstSeq = page.entries[0]?.seq ?? (page.startsRun === undefined ? 1 : before);
    this.#isAtStart = page.startsRun ?? this.#firstSeq === 1;
    reportMisshapen(page, this.#sink);
    const ledger = new SequenceLedger(this.#firstSeq);
    const rows = [
      ...ledger.acceptPage(page.entries).delivered,
      ...ledger.declareMissing(before - 1).delivered,
    ];
    this.#sink.prepend(rows, this.#isAtStart);
  }

  /** The page before a row; `null` when this viewer may not see the run any more, which says nothing of its rows. */
  async #readBefore(before: number, limit: number): Promise<HistoryPage | null> {
    const read = (signal: AbortSignal): Promise<HistoryPage> =>
      this.#history.before(before, limit, signal);
    const page = await this.#reader.read(read);
    if (page.entries.length > 0 || page.startsRun !== undefined) return page;
    return (await readSurely(this.#history, this.#reader, read))?.page ?? null;
  }
}
