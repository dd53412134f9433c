/**
 * One run's delivery: the live path for speed, the database for truth, and the ledger between them, so that rows
 * leave in seq order, each once, whatever happens to the connection or the token.
 *
 * Everything that could be late or lost is mended by the same act: read from the database from `next` on. This file
 * only decides when.
 */
import type { Clock } from '../core/clock.js';
import { LogStreamError } from '../core/errors.js';
import { isGap, type LogEntry } from '../core/log-entry.js';
import { isTerminalStatus } from '../core/run-status.js';
import { SequenceLedger, type Acceptance } from '../core/sequence-ledger.js';
import { nextState, type StreamEvent } from '../core/stream-state.js';
import { CatchUp } from './catch-up.js';
import { PAGE_ROWS, type HistoryFeed, type HistoryPage } from './history-feed.js';
import { readLogsMessage, readRunMessage, type LiveMessage } from './live-message.js';
import { LivePath, type LivePathListener, type MakeLiveFeed } from './live-path.js';
import type { BatchOrigin, LogSink, LogStream, RunInfo } from './log-source.js';
import { readOlder } from './older-rows.js';
import { PersistentReader } from './persistent-reader.js';
import { TailWatch } from './tail-watch.js';
import { Timers } from './timers.js';
import { TokenWatch } from './token-watch.js';

/** A row that overtook another is normally followed by it within milliseconds; asking sooner would be wasted. */
const HOLE_PATIENCE_MS = 150;
/** The server says “joined” up to three seconds before messages flow, so what was read then is read once more. */
const CONFIRM_MS = 3_000;
/** How long a committed row may be on its way before the live path is suspected of having lost it. */
const IN_FLIGHT_MS = 300;
/** Workers may write their last rows after the run's end: one look soon after it, and one before leaving. */
const END_CHECKS_MS: readonly number[] = [5_000, 25_000];

/** What delivery stands on. */
export interface DeliveryPorts {
  readonly runId: string;
  readonly history: HistoryFeed;
  /** Makes the live path; `null` when only polling is wanted. */
  readonly live: MakeLiveFeed | null;
  /** Gives the token to whatever reads history. */
  useToken(token: string): void;
  readonly clock: Clock;
  /** A number from 0 up to, not including, 1. */
  readonly random: () => number;
}

/** One run, delivered. */
export class Delivery implements LogStream {
  readonly #ports: DeliveryPorts;
  readonly #sink: LogSink;
  readonly #abort = new AbortController();
  readonly #timers: Timers<'hole' | 'confirm' | 'in-flight' | 'end'>;
  readonly #reader: PersistentReader;
  readonly #tokenWatch: TokenWatch;
  readonly #tailWatch: TailWatch;
  readonly #livePath: LivePath | null;
  #state: ReturnType<typeof nextState> = 'idle';
  #token: string | null = null;
  #ledger: SequenceLedger | null = null;
  #catchUp: CatchUp | null = null;
  #isReadingNewest = false;
  #oldestSeq: number | null = null;
  #run: RunInfo | null = null;

  constructor(ports: DeliveryPorts, sink: LogSink, token: string | undefined) {
    const { clock, random } = ports;
    this.#ports = ports;
    this.#sink = sink;
    this.#timers = new Timers(clock);
    this.#reader = new PersistentReader(clock, random, this.#abort.signal, {
      onFailing: (error) => {
        sink.error(error);
      },
      onTokenRefused: () => {
        this.#requireToken();
      },
    });
    this.#tokenWatch = new TokenWatch(clock, random, (expiresAtMs) => {
      sink.tokenNeeded('expiring', expiresAtMs);
    });
    this.#tailWatch = new TailWatch(clock, random, () => this.#checkTail());
    this.#livePath = ports.live === null ? null : new LivePath(ports.live, clock, this.#listener);
    queueMicrotask(() => {
      this.#begin(token);
    });
  }

  setToken(token: string): void {
    if (token === this.#token || this.#isClosed) return;
    this.#adoptToken(token);
    if (this.#isHalted) {
      this.#move('token-replaced');
      this.#start();
    } else this.#livePath?.setToken(token);
    this.#reader.tokenReplaced();
  }

  reconnect(): void {
    if (this.#isClosed || this.#token === null) return;
    const isOver = this.#state === 'ended' || this.#isHalted;
    this.#move(isOver ? 'open' : 'connection-lost', 'reconnect');
    this.#start();
  }

  async loadOlder(limit: number): Promise<void> {
    const before = this.#oldestSeq;
    if (before === null || before <= 1) return;
    try {
      const older = await readOlder(this.#ports.history, this.#reader, before, limit);
      if (this.#oldestSeq !== before) return;
      this.#oldestSeq = older.rows[0]?.seq ?? 1;
      this.#sink.prepend(older.rows, older.reachedStart);
    } catch (error) {
      this.#fail(error);
    }
  }

  close(): void {
    this.#abort.abort(new DOMException('the stream was closed', 'AbortError'));
    this.#tokenWatch.stop();
    this.#stopWork();
  }

  get #isClosed(): boolean {
    return this.#abort.signal.aborted;
  }

  /** True in the states that only a new token, or a host that changes something, leads out of. */
  get #isHalted(): boolean {
    return ['auth-required', 'denied', 'failed'].includes(this.#state);
  }

  get #isJoined(): boolean {
    return this.#livePath?.isJoined ?? false;
  }

  #begin(firstToken: string | undefined): void {
    if (this.#isClosed) return;
    this.#move('open');
    const token = this.#token ?? firstToken;
    if (token !== undefined) {
      this.#adoptToken(token);
      this.#start();
    } else {
      this.#move('token-refused');
      this.#sink.tokenNeeded('missing', null);
    }
  }

  #adoptToken(token: string): void {
    this.#token = token;
    this.#ports.useToken(token);
    this.#tokenWatch.watch(token);
  }

  #start(): void {
    if (this.#token === null) return;
    if (this.#livePath !== null) this.#livePath.open(this.#token);
    else this.#fallBack('polling');
    if (this.#ledger === null) void this.#readNewest();
    else {
      this.#catchUp?.request('end');
      void this.#checkTail();
    }
  }

  /** Reads the newest rows first: they are what the viewer came for, and `next` follows from them exactly. */
  async #readNewest(): Promise<void> {
    if (this.#isReadingNewest) return;
    this.#isReadingNewest = true;
    try {
      const { history } = this.#ports;
      const [page, run] = await this.#reader.read((signal) =>
        Promise.all([history.before(null, PAGE_ROWS, signal), history.cursor(signal)]),
      );
      if (run === null) this.#deny();
      else this.#startFrom(page, run);
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#isReadingNewest = false;
    }
  }

  #startFrom(page: HistoryPage, run: RunInfo): void {
    const first = page.entries[0]?.seq ?? 1;
    const ledger = new SequenceLedger(first);
    this.#ledger = ledger;
    this.#oldestSeq = first;
    this.#catchUp = new CatchUp(this.#ports.history, this.#reader, ledger, {
      onRows: (acceptance) => {
        this.#hand(acceptance, this.#isJoined ? 'repair' : 'history');
      },
      onIdle: () => {
        this.#settle();
      },
      onHidden: () => {
        this.#deny();
      },
      onUnplaceable: (count) => {
        this.#sink.error(new LogStreamError('row-unplaceable', `${count} rows`));
      },
      onFailed: (error) => {
        this.#fail(error);
      },
    });
    if (page.unplaceable > 0) {
      this.#sink.error(new LogStreamError('row-unplaceable', `${page.unplaceable} rows`));
    }
    this.#hand(ledger.acceptPage(page.entries), 'history');
    if (first === 1) this.#sink.prepend([], true);
    this.#noteRun(run);
    this.#catchUp.request('end');
  }

  readonly #listener: LivePathListener = {
    onJoined: (isAgain) => {
      if (isAgain) this.#sink.probe.count('reconnects');
      this.#move('subscribed');
      this.#confirm();
      if (this.#state !== 'ended') this.#tailWatch.pace('live');
    },
    onReady: () => {
      this.#confirm();
    },
    onMessage: (event, payload) => {
      const read = event === 'logs' ? readLogsMessage : readRunMessage;
      this.#take(read(payload, this.#ports.runId));
    },
    onLost: (reason) => {
      this.#move('connection-lost', reason);
    },
    onOverdue: () => {
      this.#fallBack('no live connection in time');
    },
    onTokenRefused: () => {
      this.#requireToken();
    },
    onRefused: (refusal, reason) => {
      if (this.#state !== 'ended') this.#sink.error(new LogStreamError('live-unreachable', reason));
      this.#fallBack(reason);
      // A refused channel may mean a refused viewer: the cursor knows.
      if (refusal === 'access') void this.#checkTail();
    },
  };

  /** Reads everything now, and once more after the time in which a server may claim more than it does. */
  #confirm(): void {
    this.#catchUp?.request('end');
    this.#timers.set('confirm', CONFIRM_MS, () => {
      this.#catchUp?.request('end');
    });
  }

  #fallBack(reason: string): void {
    if (this.#isHalted || this.#state === 'ended' || this.#state === 'polling') return;
    // While the database does not answer either there is nothing to fall back on: “polling” would be a lie.
    if (this.#reader.isFailing) return;
    this.#move('fall-back', reason);
    this.#tailWatch.pace('poll');
  }

  #take(message: LiveMessage): void {
    if (message.kind === 'unreadable' || message.kind === 'foreign') {
      this.#sink.probe.count('malformed');
      const why = message.kind === 'foreign' ? 'another run' : message.why;
      this.#sink.error(new LogStreamError('message-malformed', why));
      void this.#checkTail();
      return;
    }
    if (message.kind === 'run') {
      this.#noteRun(message.info);
      return;
    }
    const ledger = this.#ledger;
    // Before the first page there is no ledger. What comes until then is read with that page, or after it.
    if (ledger === null) return;
    if (message.kind === 'rows') this.#takeRows(message.entries, ledger);
    ledger.noteExists(message.to);
    if (message.kind === 'pointer') this.#catchUp?.request('known');
  }

  #takeRows(entries: readonly LogEntry[], ledger: SequenceLedger): void {
    const { probe } = this.#sink;
    probe.count('received', entries.length);
    const malformed = entries.filter((entry) => entry.malformed !== undefined).length;
    if (malformed > 0) probe.count('malformed', malformed);
    const acceptance = ledger.acceptLive(entries);
    this.#hand(acceptance, 'live');
    if (acceptance.held > 0) {
      this.#timers.set('hole', HOLE_PATIENCE_MS, () => {
        if (ledger.isBehind) this.#catchUp?.request('known');
      });
    }
    if (this.#state === 'ended') return;
    // Rows that come through prove a suspected path sound again.
    if (this.#state === 'degraded' && !ledger.isBehind) this.#move('caught-up');
    this.#tailWatch.pace('live');
  }

  /** Asks the cursor what exists. */
  async #checkTail(): Promise<void> {
    if (this.#ledger === null || this.#reader.isFailing) return;
    try {
      const run = await this.#reader.read((signal) => this.#ports.history.cursor(signal));
      if (run === null) this.#deny();
      else this.#noteRun(run);
    } catch (error) {
      this.#fail(error);
    }
  }

  #noteRun(run: RunInfo): void {
    this.#run = run;
    this.#sink.run(run);
    const ledger = this.#ledger;
    if (ledger === null) return;
    ledger.noteExists(run.lastSeq);
    if (!ledger.isBehind) this.#settle();
    else {
      this.#tailWatch.hasten();
      if (!this.#isJoined || this.#state === 'degraded') this.#catchUp?.request('known');
      else if (!this.#timers.has('in-flight')) this.#allowForFlight(ledger, run);
    }
  }

  /** A row that was just committed may still be on its way; one that does not come was lost. */
  #allowForFlight(ledger: SequenceLedger, run: RunInfo): void {
    this.#timers.set('in-flight', IN_FLIGHT_MS, () => {
      if (ledger.next > run.lastSeq || this.#catchUp?.isRunning === true) return;
      this.#move('live-path-suspect', 'a row was not announced');
      if (this.#state === 'degraded') this.#tailWatch.pace('poll');
      this.#catchUp?.request('known');
    });
  }

  /** Looks whether the stream has arrived somewhere: at the present, or at the run's end. */
  #settle(): void {
    if (this.#ledger?.isBehind !== false || this.#catchUp?.isRunning === true) return;
    if (this.#run !== null && isTerminalStatus(this.#run.status)) this.#finish(this.#run.status);
    else if (this.#isJoined && this.#state === 'catching-up') this.#move('caught-up');
  }

  #finish(status: string | null): void {
    if (this.#state === 'ended') return;
    this.#move('run-ended', status ?? undefined);
    this.#tailWatch.stop();
    this.#timers.clear('confirm', 'in-flight');
    this.#scheduleEndCheck(END_CHECKS_MS);
  }

  #scheduleEndCheck([delayMs, ...later]: readonly number[]): void {
    if (delayMs === undefined) {
      this.#livePath?.close();
      return;
    }
    this.#timers.set('end', delayMs, () => {
      this.#catchUp?.request('end');
      this.#scheduleEndCheck(later);
    });
  }

  #requireToken(): void {
    if (this.#state === 'auth-required') return;
    const hasExpired = this.#tokenWatch.hasExpired;
    this.#stopWork();
    this.#move('token-refused');
    this.#sink.error(new LogStreamError(hasExpired ? 'token-expired' : 'token-refused'));
    this.#sink.tokenNeeded(hasExpired ? 'expired' : 'refused', this.#tokenWatch.expiresAtMs);
  }

  #deny(): void {
    if (this.#state === 'denied') return;
    this.#stopWork();
    this.#move('access-refused');
    this.#sink.error(new LogStreamError('denied'));
  }

  #fail(cause: unknown): void {
    if (this.#isClosed) return;
    const isOurs = cause instanceof LogStreamError;
    const error = isOurs ? cause : new LogStreamError('source-failed', undefined, cause);
    this.#stopWork();
    this.#move('give-up', error.message);
    this.#sink.error(error);
  }

  #stopWork(): void {
    this.#timers.clearAll();
    this.#tailWatch.stop();
    this.#livePath?.close();
  }

  #hand(acceptance: Acceptance, origin: BatchOrigin): void {
    const { probe } = this.#sink;
    const { delivered, duplicates, held, missing } = acceptance;
    if (duplicates > 0) probe.count('duplicate', duplicates);
    if (held > 0) probe.count('late', held);
    if (missing > 0) probe.count('missing', missing);
    if (delivered.length === 0) return;
    if (origin === 'repair') probe.count('repaired', delivered.filter((row) => !isGap(row)).length);
    this.#sink.append(delivered, origin);
  }

  #move(event: StreamEvent, reason?: string): void {
    if (this.#isClosed) return;
    this.#state = nextState(this.#state, event);
    this.#sink.transition(event, reason);
  }
}
