/**
 * Decides when a stream should rest and when it should wake, from what the page says of its life and from jumps of
 * the clock, which are all that sleep leaves behind. It knows nothing of what resting means.
 */
import type { Clock } from '../core/clock.js';
import type { PageSignal, PageSignals } from './page-signals.js';
import { Timers } from './timers.js';

/** A glance at another tab is no absence; browsers begin to starve the timers of hidden pages at about this time. */
const HIDDEN_REST_MS = 60_000;

/** How often the clock is looked at. Only while the page is seen: hidden pages have slow timers anyway. */
const LOOK_MS = 5_000;

/** A look that is this late means that the machine slept: no busy page holds a timer up for so long. */
const JUMP_MS = 15_000;

/** Why a stream rests: nobody looks, or no code will run. */
export type RestReason = 'hidden' | 'frozen';

/** What becomes of a page. */
export interface PageLifeListener {
  /** Let go of the connection. Said again when the reason changes. */
  onRest(reason: RestReason): void;
  /** All that was a reason to rest is over. */
  onWake(): void;
  /** Something may have been missed, though probably not: the page was out of sight, or its network went. */
  onDoubt(): void;
  /** What was open is probably dead, whatever it says: the machine slept from `sinceMs` on, or changed networks. */
  onReturn(sinceMs: number): void;
}

/** Follows one page's life. */
export class PageLife {
  readonly #signals: PageSignals;
  readonly #clock: Clock;
  readonly #listener: PageLifeListener;
  readonly #timers: Timers<'rest' | 'look'>;
  readonly #reasons = new Set<RestReason>();
  readonly #stopListening: () => void;
  #lastLookMs = 0;
  #hiddenAtMs = Infinity;

  constructor(signals: PageSignals, clock: Clock, listener: PageLifeListener) {
    this.#signals = signals;
    this.#clock = clock;
    this.#listener = listener;
    this.#timers = new Timers(clock);
    this.#stopListening = signals.listen((signal) => this.#handle(signal));
    if (signals.isHidden) this.#handle('hidden');
    else this.#look();
  }

  /** Why the stream should be at rest; `null` when it should not. */
  get reason(): RestReason | null {
    if (this.#reasons.has('frozen')) return 'frozen';
    return this.#reasons.has('hidden') ? 'hidden' : null;
  }

  stop(): void {
    this.#stopListening();
    this.#timers.clearAll();
  }

  #handle(signal: PageSignal): void {
    switch (signal) {
      case 'hidden':
        this.#timers.clear('look');
        this.#hiddenAtMs = this.#clock.now();
        this.#timers.set('rest', HIDDEN_REST_MS, () => this.#rest('hidden'));
        return;
      case 'shown':
        this.#timers.clear('rest');
        this.#look();
        if (!this.#wake('hidden') && this.reason === null) this.#comeBack();
        return;
      case 'frozen':
        this.#rest('frozen');
        return;
      case 'thawed':
        this.#wake('frozen');
        return;
      case 'offline':
        // Only a hint: a server on this machine can be reached without a network.
        if (this.reason === null) this.#listener.onDoubt();
        return;
      case 'online':
        if (this.reason === null) this.#listener.onReturn(this.#clock.now());
    }
  }

  #rest(reason: RestReason): void {
    const before = this.reason;
    this.#reasons.add(reason);
    if (this.reason !== null && this.reason !== before) this.#listener.onRest(this.reason);
  }

  /** Takes a reason away; returns whether there was such a one. */
  #wake(reason: RestReason): boolean {
    const before = this.reason;
    if (!this.#reasons.delete(reason)) return false;
    const { reason: now } = this;
    if (now === null) this.#listener.onWake();
    else if (now !== before) this.#listener.onRest(now);
    return true;
  }

  /** Seen again before the time to rest, or after a sleep through which the timer did not run. */
  #comeBack(): void {
    const awayMs = this.#clock.now() - this.#hiddenAtMs;
    if (awayMs < HIDDEN_REST_MS) this.#listener.onDoubt();
    else this.#listener.onReturn(this.#hiddenAtMs);
  }

  #look(): void {
    this.#lastLookMs = this.#clock.now();
    this.#timers.set('look', LOOK_MS, () => {
      const lastLookMs = this.#lastLookMs;
      const isLate = this.#clock.now() - lastLookMs > LOOK_MS + JUMP_MS;
      if (!this.#signals.isHidden) this.#look();
      if (isLate && this.reason === null) this.#listener.onReturn(lastLookMs);
    });
  }
}
