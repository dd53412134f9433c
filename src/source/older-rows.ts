/** The rows that precede the first one shown: reads them on demand, and says what of them is gone. */
import { SequenceLedger } from '../core/sequence-ledger.js';
import type { HistoryFeed } from './history-feed.js';
import { reportMisshapen } from './intake.js';
import type { LogSink } from './log-source.js';
import type { PersistentReader } from './persistent-reader.js';

/** Pages back towards the start of the run. */
export class OlderRows {
  readonly #history: HistoryFeed;
  readonly #reader: PersistentReader;
  readonly #sink: LogSink;
  /** The first row handed on so far; 1 at the start of the run. */
  #firstSeq = 1;

  constructor(history: HistoryFeed, reader: PersistentReader, sink: LogSink) {
    this.#history = history;
    this.#reader = reader;
    this.#sink = sink;
  }

  /** Pages back from this row on. */
  beginAt(seq: number): void {
    this.#firstSeq = seq;
    if (seq === 1) this.#sink.prepend([], true);
  }

  /** Hands on up to `limit` rows before the first one; the hole between them, if any, as a gap. */
  async load(limit: number): Promise<void> {
    const before = this.#firstSeq;
    if (before === 1) return;
    const page = await this.#reader.read((signal) => this.#history.before(before, limit, signal));
    // Two calls at once read the same page; the second has nothing to add.
    if (this.#firstSeq !== before) return;
    this.#firstSeq = page.entries[0]?.seq ?? 1;
    reportMisshapen(page, this.#sink);
    const ledger = new SequenceLedger(this.#firstSeq);
    const rows = [
      ...ledger.acceptPage(page.entries).delivered,
      ...ledger.declareMissing(before - 1).delivered,
    ];
    this.#sink.prepend(rows, this.#firstSeq === 1);
  }
}
