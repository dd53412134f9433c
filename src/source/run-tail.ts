/**
 * What is known of a run's end: the highest seq given out, and the run's status. It asks the cursor at a pace, and
 * tells a row that is on its way from one that was lost.
 */
import type { Clock } from '../core/clock.js';
import { isTerminalStatus } from '../core/run-status.js';
import type { SequenceLedger } from '../core/sequence-ledger.js';
import type { HistoryFeed } from './history-feed.js';
import type { RunInfo } from './log-source.js';
import type { PersistentReader } from './persistent-reader.js';
import { TailWatch, type TailPace } from './tail-watch.js';
import { Timers } from './timers.js';

/** A question this much later than a row may be on its way: asked sooner, it could not tell late from lost. */
const QUIET_MARGIN_MS = 100;

/** Workers may write their last rows after the run's end: one look soon after it, and one before leaving. */
const END_LOOKS_MS: readonly number[] = [5_000, 25_000];

/** What a tail stands on. */
export interface RunTailPorts {
  readonly history: HistoryFeed;
  readonly reader: PersistentReader;
  readonly clock: Clock;
  readonly random: () => number;
  /** How long a committed row may be on its way before the live path is suspected of having lost it, in ms. */
  readonly inFlightMs: number;
}

/** What a tail says. */
export interface RunTailListener {
  onRun(run: RunInfo): void;
  /** Everything known to exist has been delivered. */
  onLevel(): void;
  /** Rows exist that have not been delivered; true when the live path is still expected to bring them. */
  onBehind(): boolean;
  /** The live path was expected to bring rows, and did not. */
  onOverdue(): void;
  /** The cursor could be read: this viewer may see the run. */
  onVisible(): void;
  /** This viewer may not see the run. */
  onHidden(): void;
  onFailed(error: unknown): void;
}

/** Watches a run's end. */
export class RunTail {
  readonly #ports: RunTailPorts;
  readonly #listener: RunTailListener;
  readonly #watch: TailWatch;
  readonly #timers: Timers<'flight' | 'look'>;
  #ledger: SequenceLedger | null = null;
  #run: RunInfo | null = null;
  #question: Promise<void> | null = null;

  constructor(ports: RunTailPorts, listener: RunTailListener) {
    this.#ports = ports;
    this.#listener = listener;
    this.#watch = new TailWatch(ports.clock, ports.random, () => this.check());
    this.#timers = new Timers(ports.clock);
  }

  /** The status of a run that is over; `null` while it is not, or when that is not known. */
  get finalStatus(): string | null {
    const status = this.#run?.status ?? null;
    return isTerminalStatus(status) ? status : null;
  }

  /** Compares what is known with this ledger from now on; `run` is what the cursor said when it was made. */
  begin(ledger: SequenceLedger, run: RunInfo): void {
    this.#ledger = ledger;
    ledger.noteExists(run.lastSeq);
    // A message that came meanwhile is newer than what the cursor said.
    this.note(this.#run ?? run);
  }

  /** Asks at this pace from now on. */
  pace(pace: TailPace): void {
    this.#watch.pace(pace);
  }

  /** Rows came through the live path: looks for one that was left out once they have ceased to come. */
  follow(): void {
    this.#watch.follow(this.#ports.inFlightMs + QUIET_MARGIN_MS);
  }

  /** Asks the cursor now. While a question is open no other is put. */
  check(): Promise<void> {
    this.#question ??= this.#ask().finally(() => {
      this.#question = null;
    });
    return this.#question;
  }

  async #ask(): Promise<void> {
    const { history, reader } = this.#ports;
    if (this.#ledger === null) return;
    try {
      const run = await reader.read((signal) => history.cursor(signal));
      if (run === null) this.#listener.onHidden();
      else {
        this.#listener.onVisible();
        this.note(run);
      }
    } catch (error) {
      this.#listener.onFailed(error);
    }
  }

  /** Takes what somebody learnt of the run. */
  note(run: RunInfo): void {
    this.#run = run;
    this.#listener.onRun(run);
    const ledger = this.#ledger;
    if (ledger === null) return;
    ledger.noteExists(run.lastSeq);
    if (!ledger.isBehind) this.#listener.onLevel();
    else {
      this.#watch.hasten();
      if (this.#listener.onBehind() && !this.#timers.has('flight')) {
        this.#timers.set('flight', this.#ports.inFlightMs, () => {
          if (ledger.next <= run.lastSeq) this.#listener.onOverdue();
        });
      }
    }
  }

  /** After a run's end: looks a few times more for late rows, then leaves. */
  wind(look: () => void, leave: () => void, looksMs = END_LOOKS_MS): void {
    this.stop();
    const [delayMs, ...laterMs] = looksMs;
    if (delayMs === undefined) {
      leave();
      return;
    }
    this.#timers.set('look', delayMs, () => {
      look();
      this.wind(look, leave, laterMs);
    });
  }

  stop(): void {
    this.#watch.stop();
    this.#timers.clearAll();
  }
}
