/**
 * Keeps a run's live path up: notices when it does not come up in time, tries again after a refusal, and tells a
 * token that was refused from one that had been replaced already. What to do meanwhile is the delivery's affair.
 */
import type { Clock } from '../core/clock.js';
import type { LiveFeed, LiveListener, LiveRefusal } from './live-feed.js';
import { Timers } from './timers.js';

/** Without a joined channel after this long, rows are fetched at intervals: a viewer would not wait longer. */
const WATCHDOG_MS = 8_000;

/** Wait before a refused path is tried again; the server averages its quota over a minute. */
const RETRY_MS = 30_000;

/** What a live path tells the delivery. */
export interface LivePathListener {
  /** Messages flow; `isAgain` after a break. */
  onJoined(isAgain: boolean): void;
  onReady(): void;
  onMessage(event: 'logs' | 'run', payload: unknown): void;
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
  readonly #timers: Timers<'watchdog' | 'retry'>;
  #feed: LiveFeed | null = null;
  #token: string | null = null;
  /** The token that the feed was opened with: a refusal of it says nothing about a newer one. */
  #openedWith: string | null = null;
  #isJoined = false;
  #hasJoined = false;

  constructor(make: MakeLiveFeed, clock: Clock, listener: LivePathListener) {
    this.#make = make;
    this.#timers = new Timers(clock);
    this.#listener = listener;
  }

  /** True while messages flow, as far as the server's word goes. */
  get isJoined(): boolean {
    return this.#isJoined;
  }

  /** Connects with this token, anew if it is connected. */
  open(token: string): void {
    this.close();
    this.#token = token;
    this.#openedWith = token;
    const feed = this.#make(
      this.#feedListener(() => this.#feed === feed),
      token,
    );
    this.#feed = feed;
    feed.open();
    this.#watch();
  }

  /** Uses this token from now on, without leaving the topic. */
  setToken(token: string): void {
    this.#token = token;
    this.#feed?.setToken(token);
  }

  close(): void {
    this.#timers.clearAll();
    this.#isJoined = false;
    const feed = this.#feed;
    this.#feed = null;
    feed?.close();
  }

  #feedListener(isCurrent: () => boolean): LiveListener {
    return {
      onJoined: () => {
        if (!isCurrent()) return;
        const isAgain = this.#hasJoined;
        this.#hasJoined = true;
        this.#isJoined = true;
        this.#timers.clear('watchdog');
        this.#listener.onJoined(isAgain);
      },
      onReady: () => {
        if (isCurrent()) this.#listener.onReady();
      },
      onMessage: (event, payload) => {
        if (isCurrent()) this.#listener.onMessage(event, payload);
      },
      onLost: (reason) => {
        if (!isCurrent()) return;
        this.#isJoined = false;
        this.#watch();
        this.#listener.onLost(reason);
      },
      onRefused: (refusal, reason) => {
        if (isCurrent()) this.#handleRefusal(refusal, reason);
      },
    };
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
    this.close();
    if (token === null) return;
    if (refusal !== 'token') {
      this.#timers.set('retry', RETRY_MS, () => this.open(this.#token ?? token));
      this.#listener.onRefused(refusal, reason);
    } else if (isNewer) this.open(token);
    else this.#listener.onTokenRefused();
  }
}
