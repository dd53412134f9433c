/**
 * Reads what is missing from the database and hands it on, one scan at a time however many ask for one. It decides
 * when a scan is at its end, and when a hole is a fact: both rest on seq being dense and in commit order.
 */
import type { HistoryFeed } from './history-feed.js';
import type { Intake } from './intake.js';
import type { BatchOrigin } from './log-source.js';
import type { PersistentReader } from './persistent-reader.js';
import { readSurely } from './sure-page.js';

/** How far to read: until nothing that is known to exist is missing, or until the database has no more. */
export type CatchUpGoal = 'known' | 'end';

/** What a scan says. */
export interface CatchUpListener {
  /** As what the rows that are read now are to be handed on. */
  origin(): BatchOrigin;
  /** The last scan that was asked for has ended. */
  onIdle(): void;
  /** Rows that exist are not to be seen: this viewer may not read the run any more. */
  onHidden(): void;
  onFailed(error: unknown): void;
}

/** Closes holes and reads on. */
export class CatchUp {
  readonly #history: HistoryFeed;
  readonly #reader: PersistentReader;
  readonly #intake: Intake;
  readonly #listener: CatchUpListener;
  #wanted: CatchUpGoal | null = null;
  #isRunning = false;

  constructor(
    history: HistoryFeed,
    reader: PersistentReader,
    intake: Intake,
    listener: CatchUpListener,
  ) {
    this.#history = history;
    this.#reader = reader;
    this.#intake = intake;
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
    const { ledger } = this.#intake;
    if (goal === 'end' && !(await this.#noteEnd())) return;
    while (ledger.isBehind) {
      const from = ledger.next;
      const to = ledger.holeEnd;
      const page = await this.#reader.read((signal) => this.#history.after(from, to, signal));
      this.#intake.takePage(page, this.#listener.origin());
      if (page.entries.length > 0) continue;
      if (!(await this.#settleAbsence(to ?? ledger.knownTo))) return;
    }
  }

  /**
   * Learns how far the run has come by now. The scan goes so far and no further: where reading is quicker than the live
   * path, a run that is being written would never let it end. Returns false when this viewer may not see the run.
   */
  async #noteEnd(): Promise<boolean> {
    const run = await this.#reader.read((signal) => this.#history.cursor(signal));
    if (run === null) this.#listener.onHidden();
    else this.#intake.ledger.noteExists(run.lastSeq);
    return run !== null;
  }

  /**
   * The database has nothing from `next` to `to`. Either that is the end, or the rows were deleted, or they are
   * hidden from this viewer, or they were never there: the cursor, which the same rule guards, tells which.
   * Returns whether there is more to read.
   */
  async #settleAbsence(to: number): Promise<boolean> {
    const { ledger } = this.#intake;
    if (ledger.next > to) return false;
    const { knownTo } = ledger;
    const answer = await readSurely(this.#history, this.#reader, (signal) =>
      this.#history.after(ledger.next, to, signal),
    );
    if (answer === null) {
      this.#listener.onHidden();
      return false;
    }
    const { page, run } = answer;
    // A message may say anything. What was said meanwhile may be newer than the cursor, and is looked into again.
    if (run.lastSeq < knownTo && ledger.knownTo === knownTo) ledger.retract(run.lastSeq);
    this.#intake.takePage(page, this.#listener.origin());
    if (page.entries.length === 0) {
      this.#intake.takeAbsence(Math.min(to, run.lastSeq), this.#listener.origin());
    }
    return true;
  }
}
