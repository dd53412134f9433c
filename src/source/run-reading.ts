/**
 * One run as it is read from the database: the newest rows first, then whatever is missing or new, and on request
 * what is older. It knows how to read and where the run stands; when to read is for others to say.
 */
import type { Clock } from '../core/clock.js';
import type { LogStreamError } from '../core/errors.js';
import { SequenceLedger } from '../core/sequence-ledger.js';
import { CatchUp } from './catch-up.js';
import { PAGE_ROWS, type HistoryFeed, type HistoryPage } from './history-feed.js';
import { Intake } from './intake.js';
import type { BatchOrigin, LogSink, RunInfo } from './log-source.js';
import { OlderRows } from './older-rows.js';
import type { OutageRecord } from './outage-record.js';
import { PersistentReader } from './persistent-reader.js';
import { RunTail } from './run-tail.js';
import type { TailPace } from './tail-watch.js';
import { Timers } from './timers.js';

/** The server says “joined” up to three seconds before messages flow, so what was read then is read once more. */
const CONFIRM_MS = 3_000;

/** What reading stands on. */
export interface RunReadingPorts {
  readonly history: HistoryFeed;
  readonly clock: Clock;
  /** A number from 0 up to, not including, 1. */
  readonly random: () => number;
  /** How long a committed row may be on its way over the live path, in milliseconds. */
  readonly inFlightMs: number;
  /** Ends it all. */
  readonly signal: AbortSignal;
}

/** What reading finds out. */
export interface RunReadingListener {
  /** As what the rows that are read now are to be handed on. */
  origin(): BatchOrigin;
  /** Everything that is known to exist has been delivered, and nothing is being read. */
  onLevel(): void;
  /** Rows exist that have not been delivered; true when the live path is still expected to bring them. */
  onBehind(): boolean;
  /** The live path was expected to bring rows, and did not. */
  onOverdue(): void;
  /** This viewer may see the run. */
  onVisible(): void;
  onHidden(): void;
  /** The database does not answer, and is asked again; said once for each outage. */
  onFailing(error: LogStreamError): void;
  onTokenRefused(): void;
  onFailed(error: unknown): void;
}

/** Reads one run. */
export class RunReading {
  readonly #ports: RunReadingPorts;
  readonly #sink: LogSink;
  readonly #outages: OutageRecord;
  readonly #listener: RunReadingListener;
  readonly #timers: Timers<'confirm'>;
  readonly #reader: PersistentReader;
  readonly #tail: RunTail;
  readonly #older: OlderRows;
  /** Made with the first page: until then nobody knows where the run stands. */
  #intake: Intake | null = null;
  #catchUp: CatchUp | null = null;
  #isReadingNewest = false;

  constructor(
    ports: RunReadingPorts,
    sink: LogSink,
    outages: OutageRecord,
    listener: RunReadingListener,
  ) {
    const { history, clock, random, inFlightMs, signal } = ports;
    this.#ports = ports;
    this.#sink = sink;
    this.#outages = outages;
    this.#listener = listener;
    this.#timers = new Timers(clock);
    this.#reader = new PersistentReader(clock, random, signal, listener);
    this.#older = new OlderRows(history, this.#reader, sink);
    this.#tail = new RunTail(
      { history, reader: this.#reader, clock, random, inFlightMs },
      {
        onRun: (run) => sink.run(run),
        onLevel: () => this.#tellIfLevel(),
        onBehind: () => listener.onBehind(),
        onOverdue: () => {
          if (this.#catchUp?.isRunning !== true) listener.onOverdue();
        },
        onVisible: () => listener.onVisible(),
        onHidden: () => listener.onHidden(),
        onFailed: (error) => listener.onFailed(error),
      },
    );
  }

  /** Where rows enter; `null` until the first page has come. */
  get intake(): Intake | null {
    return this.#intake;
  }

  /** True while the database does not answer. */
  get isFailing(): boolean {
    return this.#reader.isFailing;
  }

  /** True when everything that is known to exist has been delivered. */
  get isLevel(): boolean {
    return this.#intake?.ledger.isBehind === false;
  }

  /** The status of a run that is over; `null` while it is not, or when that is not known. */
  get finalStatus(): string | null {
    return this.#tail.finalStatus;
  }

  /** Reads the first page, if that has not been done; asks where the run stands, if it has. */
  begin(): void {
    if (this.#intake === null) void this.#readNewest();
    else void this.check();
  }

  /** Asks where the run stands now. */
  check(): Promise<void> {
    return this.#tail.check();
  }

  /** Takes what somebody learnt of the run. */
  note(run: RunInfo): void {
    this.#tail.note(run);
  }

  /** Reads what is known to exist and has not been delivered. */
  readMissing(): void {
    this.#catchUp?.request('known');
  }

  /** Reads on to the end of the table. */
  readOn(): void {
    this.#catchUp?.request('end');
  }

  /** Reads on now, and once more after the time in which a server may claim more than it does. */
  confirm(): void {
    this.readOn();
    this.#timers.set('confirm', CONFIRM_MS, () => this.readOn());
  }

  /** Asks at this pace from now on. */
  pace(pace: TailPace): void {
    this.#tail.pace(pace);
  }

  /** Rows came through the live path: looks for one that was left out once they have ceased to come. */
  follow(): void {
    this.#tail.follow();
  }

  /** Lets what waits for another token go on. */
  tokenReplaced(): void {
    this.#reader.tokenReplaced();
  }

  /** Lets what waits for the server ask again at once. */
  hurry(): void {
    this.#reader.hurry();
  }

  loadOlder(limit: number, before?: number): Promise<void> {
    return this.#older.load(limit, before);
  }

  /** After the run's end: looks a few times more for late rows, then calls `leave`. */
  wind(leave: () => void): void {
    this.#timers.clear('confirm');
    this.#tail.wind(() => this.readOn(), leave);
  }

  /** Asks nothing more by itself, until it is told to. */
  stop(): void {
    this.#timers.clearAll();
    this.#tail.stop();
  }

  /** The newest rows are what the viewer came for, and `next` follows from them exactly. */
  async #readNewest(): Promise<void> {
    if (this.#isReadingNewest) return;
    this.#isReadingNewest = true;
    try {
      const { history } = this.#ports;
      const [page, run] = await this.#reader.read((signal) =>
        Promise.all([history.before(null, PAGE_ROWS, signal), history.cursor(signal)]),
      );
      if (run === null) this.#listener.onHidden();
      else this.#startFrom(page, run);
    } catch (error) {
      this.#listener.onFailed(error);
    } finally {
      this.#isReadingNewest = false;
    }
  }

  #startFrom(page: HistoryPage, run: RunInfo): void {
    const first = page.entries[0]?.seq ?? 1;
    const intake = new Intake(new SequenceLedger(first), this.#sink, this.#outages);
    this.#intake = intake;
    this.#catchUp = new CatchUp(this.#ports.history, this.#reader, intake, {
      origin: () => this.#listener.origin(),
      onIdle: () => this.#tellIfLevel(),
      onHidden: () => this.#listener.onHidden(),
      onFailed: (error) => this.#listener.onFailed(error),
    });
    intake.takePage(page, 'history');
    this.#older.begin(page);
    this.#tail.begin(intake.ledger, run);
    this.#listener.onVisible();
    this.readOn();
  }

  #tellIfLevel(): void {
    if (this.isLevel && this.#catchUp?.isRunning !== true) this.#listener.onLevel();
  }
}
