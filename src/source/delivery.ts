/**
 * One run's delivery: the live path for speed, the database for truth, and the ledger between them, so that rows
 * leave in seq order, each once, whatever happens to the connection or the token.
 *
 * Everything that could be late or lost is mended by the same act: read from the database from `next` on. This file
 * only decides when.
 */
import type { Clock } from '../core/clock.js';
import { LogStreamError } from '../core/errors.js';
import type { LogEntry } from '../core/log-entry.js';
import { SequenceLedger } from '../core/sequence-ledger.js';
import { nextState, type StreamEvent } from '../core/stream-state.js';
import { CatchUp } from './catch-up.js';
import { PAGE_ROWS, type HistoryFeed, type HistoryPage } from './history-feed.js';
import { Intake } from './intake.js';
import { readLogsMessage, readRunMessage, type LiveMessage } from './live-message.js';
import { LivePath, type LivePathListener, type MakeLiveFeed } from './live-path.js';
import type { LogSink, LogStream, RunInfo } from './log-source.js';
import { OlderRows } from './older-rows.js';
import { PersistentReader } from './persistent-reader.js';
import { RunTail } from './run-tail.js';
import { Timers } from './timers.js';
import { TokenWatch } from './token-watch.js';

/** A row that overtook another is normally followed by it within milliseconds; asking sooner would be wasted. */
const HOLE_PATIENCE_MS = 150;
/** The server says “joined” up to three seconds before messages flow, so what was read then is read once more. */
const CONFIRM_MS = 3_000;

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
  readonly #timers: Timers<'hole' | 'confirm'>;
  readonly #reader: PersistentReader;
  readonly #tokenWatch: TokenWatch;
  readonly #tail: RunTail;
  readonly #older: OlderRows;
  readonly #livePath: LivePath | null;
  #state: ReturnType<typeof nextState> = 'idle';
  #token: string | null = null;
  /** Made with the first page: until then nobody knows where the run stands. */
  #intake: Intake | null = null;
  #catchUp: CatchUp | null = null;
  #isReadingNewest = false;

  constructor(ports: DeliveryPorts, sink: LogSink, token: string | undefined) {
    const { clock, random } = ports;
    this.#ports = ports;
    this.#sink = sink;
    this.#timers = new Timers(clock);
    this.#reader = new PersistentReader(clock, random, this.#abort.signal, {
      onFailing: (error) => sink.error(error),
      onTokenRefused: () => this.#requireToken(),
    });
    this.#tokenWatch = new TokenWatch(clock, random, (expiresAtMs) =>
      sink.tokenNeeded('expiring', expiresAtMs),
    );
    this.#tail = this.#watchTail();
    this.#older = new OlderRows(ports.history, this.#reader, sink);
    this.#livePath = ports.live === null ? null : new LivePath(ports.live, clock, this.#listener);
    queueMicrotask(() => this.#begin(token));
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
    try {
      await this.#older.load(limit);
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
    if (this.#intake === null) void this.#readNewest();
    else {
      this.#catchUp?.request('end');
      void this.#tail.check();
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
    const intake = new Intake(new SequenceLedger(first), this.#sink);
    this.#intake = intake;
    this.#catchUp = new CatchUp(this.#ports.history, this.#reader, intake, {
      origin: () => (this.#isJoined ? 'repair' : 'history'),
      onIdle: () => this.#settle(),
      onHidden: () => this.#deny(),
      onFailed: (error) => this.#fail(error),
    });
    intake.takePage(page, 'history');
    this.#older.beginAt(first);
    this.#tail.begin(intake.ledger, run);
    this.#catchUp.request('end');
  }

  #watchTail(): RunTail {
    const { history, clock, random } = this.#ports;
    return new RunTail(
      { history, reader: this.#reader, clock, random },
      {
        onRun: (run) => this.#sink.run(run),
        onLevel: () => this.#settle(),
        onBehind: () => {
          const isExpected = this.#isJoined && this.#state !== 'degraded';
          if (!isExpected) this.#catchUp?.request('known');
          return isExpected;
        },
        onOverdue: () => {
          if (this.#catchUp?.isRunning === true) return;
          this.#move('live-path-suspect', 'a row was not announced');
          if (this.#state === 'degraded') this.#tail.pace('poll');
          this.#catchUp?.request('known');
        },
        onHidden: () => this.#deny(),
        onFailed: (error) => this.#fail(error),
      },
    );
  }

  readonly #listener: LivePathListener = {
    onJoined: (isAgain) => {
      if (isAgain) this.#sink.probe.count('reconnects');
      this.#move('subscribed');
      this.#confirm();
      if (this.#state !== 'ended') this.#tail.pace('live');
    },
    onReady: () => this.#confirm(),
    onMessage: (event, payload) => {
      const read = event === 'logs' ? readLogsMessage : readRunMessage;
      this.#take(read(payload, this.#ports.runId));
    },
    onLost: (reason) => this.#move('connection-lost', reason),
    onOverdue: () => this.#fallBack('no live connection in time'),
    onTokenRefused: () => this.#requireToken(),
    onRefused: (refusal, reason) => {
      if (this.#state !== 'ended') this.#sink.error(new LogStreamError('live-unreachable', reason));
      this.#fallBack(reason);
      // A refused channel may mean a refused viewer: the cursor knows.
      if (refusal === 'access') void this.#tail.check();
    },
  };

  /** Reads everything now, and once more after the time in which a server may claim more than it does. */
  #confirm(): void {
    this.#catchUp?.request('end');
    this.#timers.set('confirm', CONFIRM_MS, () => this.#catchUp?.request('end'));
  }

  #fallBack(reason: string): void {
    if (this.#isHalted || this.#state === 'ended' || this.#state === 'polling') return;
    // While the database does not answer either there is nothing to fall back on: “polling” would be a lie.
    if (this.#reader.isFailing) return;
    this.#move('fall-back', reason);
    this.#tail.pace('poll');
  }

  #take(message: LiveMessage): void {
    if (message.kind === 'unreadable' || message.kind === 'foreign') {
      this.#sink.probe.count('malformed');
      const why = message.kind === 'foreign' ? 'another run' : message.why;
      this.#sink.error(new LogStreamError('message-malformed', why));
      void this.#tail.check();
      return;
    }
    if (message.kind === 'run') {
      this.#tail.note(message.info);
      return;
    }
    // What comes before the first page is read with that page, or after it.
    if (this.#intake === null) return;
    if (message.kind === 'rows') this.#takeRows(message.entries, this.#intake);
    this.#intake.ledger.noteExists(message.to);
    if (message.kind === 'pointer') this.#catchUp?.request('known');
  }

  #takeRows(entries: readonly LogEntry[], intake: Intake): void {
    const { ledger } = intake;
    if (intake.takeLive(entries)) {
      this.#timers.set('hole', HOLE_PATIENCE_MS, () => {
        if (ledger.isBehind) this.#catchUp?.request('known');
      });
    }
    if (this.#state === 'ended') return;
    // Rows that come through prove a suspected path sound again.
    if (this.#state === 'degraded' && !ledger.isBehind) this.#move('caught-up');
    this.#tail.pace('live');
  }

  /** Looks whether the stream has arrived somewhere: at the present, or at the run's end. */
  #settle(): void {
    if (this.#intake?.ledger.isBehind !== false || this.#catchUp?.isRunning === true) return;
    const { finalStatus } = this.#tail;
    if (finalStatus !== null) this.#finish(finalStatus);
    else if (this.#isJoined && this.#state === 'catching-up') this.#move('caught-up');
  }

  #finish(status: string): void {
    if (this.#state === 'ended') return;
    this.#move('run-ended', status);
    this.#timers.clear('confirm');
    this.#tail.wind(
      () => this.#catchUp?.request('end'),
      () => this.#livePath?.close(),
    );
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
    this.#tail.stop();
    this.#livePath?.close();
  }

  #move(event: StreamEvent, reason?: string): void {
    if (this.#isClosed) return;
    this.#state = nextState(this.#state, event);
    this.#sink.transition(event, reason);
  }
}
