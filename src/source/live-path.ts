/**
 * Keeps a run's live path up: notices when it does not come up in time, tries again after a refusal, and tells a
 * token that was refused from one that had been replaced already. What to do meanwhile is the delivery's affair.
 */
import { backoffMs, type BackoffBounds } from '../core/backoff.js';
import type { Clock } from '../core/clock.js';
import type { LiveEvent, LiveFeed, LiveListener, LiveRefusal } from './live-feed.js';
import { Timers } from './timers.js';

/** Without a joined channel after this long, rows are fetched at intervals: a viewer would not wait longer. */
const WATCHDOG_MS = 8_000;

/**
 * Waits before a refused path is tried again. A server over its quota averages over a minute; and each join that is
 * refused holds up whatever else is on the socket for five seconds.
 */
const RETRY: BackoffBounds = { floorMs: 20_000, baseMs: 40_000, capMs: 300_000 };

/** What a live path tells the delivery. */
export interface LivePathListener {
  /** Messages flow; `isAgain` after a break. */
  onJoined(isAgain: boolean): void;
  onReady(): void;
  onMessage(event: LiveEvent, payload: unknown): void;
  onUnreadable(why: string): void;
  onLost(reason: string): void;
  /** It has not come up in time; it is still being tried. */
  onOverdue(): void;
  /** The newest token was not accepted; nothing is tried until there is another. */
  onTokenRefused(): void;
  /** It was refused for another reason; it will be tried again after a while. */
  onRefused(refusal: Exclude<LiveRefusal, 'token'>, reason: string): void;
}

/** Makes the feed that carries the path. */
export type MakeLiveFeed = (listener: LiveListener, token: string) => LiveFeed;

/** One run's live path, kept up. */
export class LivePath {
  readonly #make: MakeLiveFeed;
  readonly #listener: LivePathListener;
  readonly #random: () => number;
  readonly #timers: Timers<'watchdog' | 'retry'>;
  #feed: LiveFeed | null = null;
  #token: string | null = null;
  /** The token that the feed was opened with: a refusal of it says nothing about a newer one. */
  #openedWith: string | null = null;
  #isAdmitted = false;
  #isJoined = false;
  #hasJoined = false;
  #refusals = 0;

  constructor(make: MakeLiveFeed, clock: Clock, random: () => number, listener: LivePathListener) {
    this.#make = make;
    this.#random = random;
    this.#timers = new Timers(clock);
    this.#listener = listener;
  }

  /** True while messages flow, as far as the server's word goes. */
  get isJoined(): boolean {
    return this.#isJoined;
  }

  /** True from `open` to `close`, whether or not it is up. */
  get isOpen(): boolean {
    return this.#feed !== null || this.#timers.has('retry');
  }

  /** True while it waits before it tries again, after a refusal. */
  get isResting(): boolean {
    return this.#timers.has('retry');
  }

  /** Connects with this token, anew if it is connected. Joins when the viewer is admitted. */
  open(token: string): void {
    this.close();
    this.#token = token;
    this.#connect(token);
  }

  /** The viewer may see the run: joins, unless it has. */
  admit(): void {
    if (this.#isAdmitted) return;
    this.#isAdmitted = true;
    this.#feed?.join();
  }

  /** Uses this token from now on, without leaving the topic. */
  setToken(token: string): void {
    this.#token = token;
    this.#feed?.setToken(token);
  }

  /** Something else is missing too: tries to be of use sooner than it would. A server that refused is left in peace. */
  hurry(): void {
    if (!this.#isJoined) this.#feed?.hurry();
  }

  /** Makes a new connection now, without waiting for the end of a pause between attempts. */
  renew(): void {
    if (this.#feed !== null) this.#feed.renew();
    else if (this.#token !== null) this.#connect(this.#token);
  }

  /** Ends the path; whoever opens it again has to be admitted again. */
  close(atOnce = false): void {
    this.#isAdmitted = false;
    this.#drop(atOnce);
  }

  #connect(token: string): void {
    this.#drop();
    this.#openedWith = token;
    const feed = this.#make(
      this.#feedListener(() => this.#feed === feed),
      token,
    );
    this.#feed = feed;
    feed.connect();
    if (this.#isAdmitted) feed.join();
    this.#watch();
  }

  #drop(atOnce = false): void {
    this.#timers.clearAll();
    this.#isJoined = false;
    const feed = this.#feed;
    this.#feed = null;
    feed?.close(atOnce);
  }

  #feedListener(isCurrent: () => boolean): LiveListener {
    const ifCurrent =
      <Args extends unknown[]>(action: (...args: Args) => void) =>
      (...args: Args): void => {
        if (isCurrent()) action(...args);
      };
    return {
      onJoined: ifCurrent(() => this.#handleJoined()),
      onReady: ifCurrent(() => this.#listener.onReady()),
      onMessage: ifCurrent((event: LiveEvent, payload: unknown) =>
        this.#listener.onMessage(event, payload),
      ),
      onUnreadable: ifCurrent((why: string) => this.#listener.onUnreadable(why)),
      onLost: ifCurrent((reason: string) => this.#handleLost(reason)),
      onRefused: ifCurrent((refusal: LiveRefusal, reason: string) =>
        this.#handleRefusal(refusal, reason),
      ),
    };
  }

  #handleJoined(): void {
    const isAgain = this.#hasJoined;
    this.#hasJoined = true;
    this.#isJoined = true;
    this.#refusals = 0;
    this.#timers.clear('watchdog');
    this.#listener.onJoined(isAgain);
  }

  #handleLost(reason: string): void {
    this.#isJoined = false;
    this.#watch();
    this.#listener.onLost(reason);
  }

  #watch(): void {
    if (this.#timers.has('watchdog')) return;
    this.#timers.set('watchdog', WATCHDOG_MS, () => {
      this.#listener.onOverdue();
      this.#watch();
    });
  }

  #handleRefusal(refusal: LiveRefusal, reason: string): void {
    const token = this.#token;
    const isNewer = token !== this.#openedWith;
    this.#drop();
    if (token === null) return;
    if (refusal !== 'token') {
      const delayMs = backoffMs(this.#refusals, this.#random(), RETRY);
      this.#refusals += 1;
      this.#timers.set('retry', delayMs, () => this.#connect(this.#token ?? token));
      this.#listener.onRefused(refusal, reason);
    } else if (isNewer) {
      this.#connect(token);
      this.#listener.onLost('an older token was refused');
    } else this.#listener.onTokenRefused();
  }
}
