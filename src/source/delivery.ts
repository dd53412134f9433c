/**
 * One run's delivery: the live path for speed, the database for truth, and the ledger between them, so that rows
 * leave in seq order, each once, whatever happens to the connection, the token or the page.
 *
 * Everything that could be late or lost is mended by the same act: read from the database from `next` on. This file
 * only decides when.
 */
import type { Clock } from '../core/clock.js';
import { LogStreamError } from '../core/errors.js';
import { Announcements, type ReadLiveMessage } from './announcements.js';
import type { HistoryFeed } from './history-feed.js';
import { LivePath, type LivePathListener, type MakeLiveFeed } from './live-path.js';
import type { LogSink, LogStream } from './log-source.js';
import { OutageRecord } from './outage-record.js';
import { PageLife, type PageLifeListener, type RestReason } from './page-life.js';
import type { PageSignals } from './page-signals.js';
import { RunPlaces } from './run-places.js';
import { RunSearch, type RowSearcher } from './run-search.js';
import { RunReading, type RunReadingListener } from './run-reading.js';
import { StateWalk } from './state-walk.js';
import type { TimeFinder } from './time-finder.js';
import { TokenWatch } from './token-watch.js';
import { ViewerRequests } from './viewer-requests.js';

/**
 * A database that keeps to its quota may leave announcements out while others come through. Only rows that are
 * missing this long after the last announcement speak against the live path itself.
 */
const LEFT_OUT_MS = 2_000;

/** How new rows reach the page without being asked for. */
export interface LiveMeans {
  readonly make: MakeLiveFeed;
  readonly read: ReadLiveMessage;
  /** How long a committed row may be on its way, in milliseconds; longer means lost. */
  readonly inFlightMs: number;
  /** True where the page asked for a live path, so that doing without one is an error. Default: false. */
  readonly isDemanded?: boolean;
}

/** What delivery stands on. */
export interface DeliveryPorts {
  readonly history: HistoryFeed;
  /** Left out where a run can only be paged back. */
  readonly finder?: TimeFinder;
  /** Left out where the database cannot look through a run by itself. */
  readonly searcher?: RowSearcher;
  /** `null` when only polling is wanted. */
  readonly live: LiveMeans | null;
  /** Gives the token to whatever reads history. */
  useToken(token: string): void;
  readonly page: PageSignals;
  readonly clock: Clock;
  /** A number from 0 up to, not including, 1. */
  readonly random: () => number;
}

/** One run, delivered. */
export class Delivery implements LogStream {
  readonly places: RunPlaces | undefined;
  readonly search: RunSearch | undefined;
  readonly #requests: ViewerRequests;
  readonly #ports: DeliveryPorts;
  readonly #sink: LogSink;
  readonly #abort = new AbortController();
  readonly #walk: StateWalk;
  readonly #tokenWatch: TokenWatch;
  readonly #outages: OutageRecord;
  readonly #announcements: Announcements;
  readonly #livePath: LivePath | null;
  readonly #reading: RunReading;
  #pageLife: PageLife | null = null;
  #token: string | null = null;
  #lastAnnouncedMs = -Infinity;
  /** When everything known to exist had last been delivered. */
  #lastLevelMs = 0;
  #suspectSinceMs = 0;

  constructor(ports: DeliveryPorts, sink: LogSink, token: string | undefined) {
    const { history, finder, searcher, clock, random, live } = ports;
    const { signal } = this.#abort;
    const onTokenRefused = (): void => this.#requireToken();
    const requests = new ViewerRequests({ clock, random, signal, onTokenRefused });
    this.#requests = requests;
    this.places = finder && new RunPlaces({ history, finder, sink, requests });
    this.search = this.places && new RunSearch(this.places, requests, searcher);
    this.#ports = ports;
    this.#sink = sink;
    this.#walk = new StateWalk(sink);
    this.#outages = new OutageRecord(sink, clock);
    this.#tokenWatch = new TokenWatch(clock, random, (expiresAtMs) =>
      sink.tokenNeeded('expiring', expiresAtMs),
    );
    this.#reading = new RunReading(
      { history, clock, random, inFlightMs: live?.inFlightMs ?? 0, signal },
      sink,
      this.#outages,
      this.#readingListener,
    );
    this.#announcements = new Announcements(live?.read ?? (() => NOTHING), clock, sink, {
      onRows: () => this.#handleRows(),
      onMissing: () => this.#reading.readMissing(),
      onUnnumbered: () => this.#reading.readOn(),
      onUnusable: () => void this.#reading.check(),
      onRun: (info) => this.#reading.note(info),
    });
    this.#livePath =
      live === null ? null : new LivePath(live.make, clock, random, this.#liveListener);
    queueMicrotask(() => this.#begin(token));
  }

  setToken(token: string): void {
    if (token === this.#token || this.#isClosed) return;
    this.#adoptToken(token);
    if (this.#walk.isHalted) {
      this.#walk.move('token-replaced');
      this.#start();
    } else {
      this.#livePath?.setToken(token);
      void this.#reading.check();
    }
    this.#reading.tokenReplaced();
    this.#requests.tokenReplaced();
  }

  reconnect(): void {
    if (this.#isClosed || this.#token === null) return;
    const isOver = this.#walk.isHalted || this.#walk.is('ended');
    this.#reading.hurry();
    if (isOver) {
      this.#walk.move('open', 'reconnect');
      this.#start();
    } else {
      this.#lose('reconnect');
      this.#livePath?.renew();
      void this.#reading.check();
    }
  }

  async loadOlder(limit: number, before?: number): Promise<void> {
    try {
      await this.#reading.loadOlder(limit, before);
    } catch (error) {
      this.#fail(error);
    }
  }

  close(): void {
    this.#abort.abort(new DOMException('the stream was closed', 'AbortError'));
    this.#tokenWatch.stop();
    this.#pageLife?.stop();
    this.#stopWork();
  }

  get #isClosed(): boolean {
    return this.#abort.signal.aborted;
  }

  /** True when there is nothing to keep up: the run is over, or something has to be changed first. */
  get #isOver(): boolean {
    return this.#isClosed || this.#walk.isHalted || this.#walk.is('ended');
  }

  get #isJoined(): boolean {
    return this.#livePath?.isJoined ?? false;
  }

  #begin(firstToken: string | undefined): void {
    if (this.#isClosed) return;
    this.#walk.move('open');
    this.#pageLife = new PageLife(this.#ports.page, this.#ports.clock, this.#pageListener);
    const token = this.#token ?? firstToken;
    if (token !== undefined) {
      this.#adoptToken(token);
      this.#start();
    } else {
      this.#walk.move('token-refused');
      this.#sink.tokenNeeded('missing', null);
    }
  }

  #adoptToken(token: string): void {
    this.#token = token;
    this.#ports.useToken(token);
    this.#tokenWatch.watch(token);
  }

  /** Reaches for the server on both ways at once. The live path joins once the database has let the viewer in. */
  #start(): void {
    if (this.#token === null) return;
    const rest = this.#pageLife?.reason ?? null;
    // Whoever was at rest was polling already, only slowly; and until the live path is up there is nothing else.
    if (rest === null) this.#reading.pace('poll');
    if (rest !== null) this.#rest(rest);
    else if (this.#livePath !== null) this.#livePath.open(this.#token);
    else this.#fallBack('polling');
    this.#reading.begin();
  }

  /** The viewer may see the run: lets the live path join, and reaches for it if it was let go meanwhile. */
  #admit(): void {
    const path = this.#livePath;
    if (this.#token === null || this.#isOver || this.#pageLife?.reason !== null) return;
    if (path === null || path.isResting) this.#fallBack('no live path for now');
    if (path === null) return;
    if (!path.isOpen) path.open(this.#token);
    path.admit();
  }

  readonly #readingListener: RunReadingListener = {
    origin: () => (this.#isJoined ? 'repair' : 'history'),
    onLevel: () => this.#settle(),
    onBehind: () => {
      if (this.#isJoined && !this.#walk.is('degraded')) return true;
      // One lost message is repaired without a word; a path that goes on losing them was not there.
      if (this.#walk.is('degraded')) this.#outages.begin(this.#suspectSinceMs);
      this.#reading.readMissing();
      return false;
    },
    onOverdue: () => this.#handleOverdueRow(),
    onVisible: () => this.#admit(),
    onHidden: () => this.#deny(),
    onFailing: (error) => this.#handleFailing(error),
    onTokenRefused: () => this.#requireToken(),
    onFailed: (error) => this.#fail(error),
  };

  /** The live path is up, as it says, and a row that should have come through it has not. */
  #handleOverdueRow(): void {
    const isLeftOut = this.#ports.clock.now() - this.#lastAnnouncedMs < LEFT_OUT_MS;
    if (!isLeftOut) {
      this.#suspectSinceMs = this.#lastLevelMs;
      this.#walk.move('live-path-suspect', 'a row was not announced');
      if (this.#walk.is('degraded')) this.#reading.pace('poll');
    }
    this.#reading.readMissing();
  }

  readonly #liveListener: LivePathListener = {
    onJoined: (isAgain) => {
      if (isAgain) this.#sink.probe.count('reconnects');
      // One half of the server can be reached: so, perhaps, can the other.
      this.#reading.hurry();
      this.#walk.move('subscribed');
      this.#outages.reconnected();
      this.#reading.confirm();
      if (!this.#walk.is('ended')) this.#reading.pace('live');
    },
    onReady: () => this.#reading.confirm(),
    onMessage: (event, payload) => this.#announcements.take(event, payload, this.#reading.intake),
    onUnreadable: (why) => this.#announcements.takeUnreadable(why),
    onLost: (reason) => this.#lose(reason),
    onOverdue: () => this.#handleNoLivePath(),
    onTokenRefused: () => this.#requireToken(),
    onRefused: (refusal, reason) => {
      this.#beginOutage();
      if (!this.#isOver) this.#sink.error(new LogStreamError('live-unreachable', reason));
      this.#fallBack(reason);
      // A refused channel may mean a refused viewer: the cursor knows.
      if (refusal === 'access') void this.#reading.check();
    },
  };

  readonly #pageListener: PageLifeListener = {
    onRest: (reason) => {
      if (!this.#isOver) this.#rest(reason);
    },
    onWake: () => {
      this.#reading.hurry();
      this.#livePath?.close(true);
      if (!this.#isOver) this.#start();
    },
    onDoubt: () => {
      this.#reading.hurry();
      if (!this.#isOver) void this.#reading.check();
    },
    onReturn: (sinceMs) => {
      this.#reading.hurry();
      if (this.#isOver) return;
      this.#beginOutage(sinceMs);
      this.#walk.move('suspended', 'the machine slept, or changed networks');
      this.#start();
    },
  };

  /**
   * Lets the connection go while nobody looks. Hidden pages go on asking now and then, frozen ones cannot; and
   * theirs is closed by the library, which would open it again behind our back had we been the ones to close it.
   */
  #rest(reason: RestReason): void {
    this.#beginOutage();
    this.#reading.stop();
    if (reason === 'hidden') {
      this.#livePath?.close(true);
      this.#walk.move('fall-back', 'the page is hidden');
      this.#reading.pace('rest');
    } else this.#walk.move('suspended', 'the page was put away');
  }

  #lose(reason: string): void {
    const wasUp = this.#walk.is('catching-up', 'live', 'degraded');
    this.#beginOutage();
    this.#walk.move('connection-lost', reason);
    // Rows are committed meanwhile, and whoever waits for them should not wait for the connection.
    if (wasUp) this.#reading.pace('poll');
  }

  /** A run that was never live has no outages: its rows were not announced in the first place. */
  #beginOutage(sinceMs?: number): void {
    if (this.#walk.is('live', 'degraded')) this.#outages.begin(sinceMs);
  }

  #handleNoLivePath(): void {
    const reason = 'no live connection in time';
    const isNews = !this.#isOver && !this.#walk.is('polling');
    this.#fallBack(reason);
    if (isNews && this.#walk.is('polling') && this.#ports.live?.isDemanded === true) {
      this.#sink.error(new LogStreamError('live-unreachable', reason));
    }
  }

  #fallBack(reason: string): void {
    if (this.#isOver || this.#walk.is('polling')) return;
    this.#reading.pace('poll');
    // While the database does not answer either there is nothing to fall back on: “polling” would be a lie.
    this.#walk.move(this.#reading.isFailing ? 'connection-lost' : 'fall-back', reason);
  }

  /** The database does not answer. On a machine without a network the socket is dead too, and does not know it. */
  #handleFailing(error: LogStreamError): void {
    this.#sink.error(error);
    if (this.#isOver) return;
    if (!this.#ports.page.isOffline) {
      // With neither way open the viewer sees nothing: the other one is not to be waited for.
      this.#livePath?.hurry();
      return;
    }
    this.#beginOutage();
    this.#walk.move('suspended', 'offline');
    this.#livePath?.close(true);
  }

  #handleRows(): void {
    this.#lastAnnouncedMs = this.#ports.clock.now();
    if (this.#walk.is('ended')) return;
    // Rows that come through prove a suspected path sound again.
    if (this.#walk.is('degraded') && this.#reading.isLevel) this.#arrive();
    this.#reading.follow();
  }

  /** The stream has arrived somewhere: at the present, or at the run's end. */
  #settle(): void {
    // An answer that was still on its way does not end what waits for another token.
    if (this.#walk.isHalted) return;
    this.#lastLevelMs = this.#ports.clock.now();
    const { finalStatus } = this.#reading;
    if (finalStatus !== null) this.#finish(finalStatus);
    else if (this.#isJoined && this.#walk.is('catching-up')) this.#arrive();
  }

  #arrive(): void {
    this.#outages.end();
    this.#walk.move('caught-up');
  }

  #finish(status: string): void {
    if (this.#walk.is('ended')) return;
    this.#outages.end();
    this.#walk.move('run-ended', status);
    this.#reading.wind(() => this.#livePath?.close());
  }

  #requireToken(): void {
    if (this.#walk.is('auth-required')) return;
    const hasExpired = this.#tokenWatch.hasExpired;
    // What is still read of a run that is over waits for a token, and goes on with it; nothing else has to stop.
    if (!this.#walk.is('ended')) {
      this.#beginOutage();
      this.#stopWork();
      this.#walk.move('token-refused');
      this.#sink.error(new LogStreamError(hasExpired ? 'token-expired' : 'token-refused'));
    }
    this.#sink.tokenNeeded(hasExpired ? 'expired' : 'refused', this.#tokenWatch.expiresAtMs);
  }

  #deny(): void {
    if (this.#walk.is('denied')) return;
    this.#beginOutage();
    this.#stopWork();
    this.#walk.move('access-refused');
    this.#sink.error(new LogStreamError('denied'));
  }

  #fail(cause: unknown): void {
    if (this.#isClosed) return;
    const isOurs = cause instanceof LogStreamError;
    const error = isOurs ? cause : new LogStreamError('source-failed', undefined, cause);
    this.#stopWork();
    this.#walk.move('give-up', error.message);
    this.#sink.error(error);
  }

  #stopWork(): void {
    this.#announcements.stop();
    this.#reading.stop();
    this.#livePath?.close();
  }
}

/** What a stream without a live path reads from it. */
const NOTHING = { kind: 'unreadable', why: 'no live path' } as const;
