/**
 * Reads what is missing from the database and hands it on, one scan at a time however many ask for one. It decides
 * when a scan is at its end, and when a hole is a fact: both rest on seq being dense and in commit order.
 */
import type { Acceptance, SequenceLedger } from '../core/sequence-ledger.js';
import type { HistoryFeed } from './history-feed.js';
import type { RunInfo } from './log-source.js';
import type { PersistentReader } from './persistent-reader.js';

/** How far to read: until nothing that is known to exist is missing, or until the database has no more. */
export type CatchUpGoal = 'known' | 'end';

/** What a scan says. */
export interface CatchUpListener {
  onRows(acceptance: Acceptance): void;
  /** The last scan that was asked for has ended. */
  onIdle(): void;
  /** Rows that exist are not to be seen: this viewer may not read the run any more. */
  onHidden(): void;
  onUnplaceable(count: number): void;
  onFailed(error: unknown): void;
}

/** Closes holes and reads on. */
export class CatchUp {
  readonly #history: HistoryFeed;
  readonly #reader: PersistentReader;
  readonly #ledger: SequenceLedger;
  readonly #listener: CatchUpListener;
  #wanted: CatchUpGoal | null = null;
  #isRunning = false;

  constructor(
    history: HistoryFeed,
    reader: PersistentReader,
    ledger: SequenceLedger,
    listener: CatchUpListener,
  ) {
    this.#history = history;
    this.#reader = reader;
    this.#ledger = ledger;
    this.#listener = listener;
  }

  /** True while a scan is under way. */
  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** Asks for a scan; one that is under way is followed by another, since it may have passed the place already. */
  request(goal: CatchUpGoal): void {
    if (this.#wanted !== 'end') this.#wanted = goal;
    if (this.#isRunning) return;
    this.#isRunning = true;
    void this.#run();
  }

  async #run(): Promise<void> {
    try {
      while (this.#wanted !== null) {
        const goal = this.#wanted;
        this.#wanted = null;
        await this.#scan(goal);
      }
      this.#isRunning = false;
      this.#listener.onIdle();
    } catch (error) {
      this.#isRunning = false;
      this.#listener.onFailed(error);
    }
  }

  async #scan(goal: CatchUpGoal): Promise<void> {
    while (goal === 'end' || this.#ledger.isBehind) {
      const from = this.#ledger.next;
      const to = this.#ledger.holeEnd;
      const page = await this.#reader.read((signal) => this.#history.after(from, to, signal));
      if (page.unplaceable > 0) this.#listener.onUnplaceable(page.unplaceable);
      if (page.entries.length > 0) this.#listener.onRows(this.#ledger.acceptPage(page.entries));
      else if (!(await this.#settleAbsence(from, to ?? this.#ledger.knownTo))) return;
    }
  }

  /**
   * The database has nothing from `from` to `to`. Either that is the end, or the rows were deleted, or they are
   * hidden from this viewer: the cursor, which the same rule guards, tells the last two apart.
   * Returns whether there is more to read.
   */
  async #settleAbsence(from: number, to: number): Promise<boolean> {
    if (to < from || this.#ledger.next > to) return false;
    const cursor = await this.#reader.read<RunInfo | null>((signal) =>
      this.#history.cursor(signal),
    );
    if (cursor === null) {
      this.#listener.onHidden();
      return false;
    }
    this.#listener.onRows(this.#ledger.declareMissing(to));
    return true;
  }
}
