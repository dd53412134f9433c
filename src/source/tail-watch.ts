/**
 * Decides how often to ask the database what the run's last row is. Nothing else reveals that the last message of
 * a run was lost; and without a live path it is all there is. The longer nothing turns up, the less it asks.
 */
import { Allowance } from '../core/allowance.js';
import type { Clock } from '../core/clock.js';
import { Timers } from './timers.js';

interface Pace {
  readonly firstMs: number;
  readonly growth: number;
  readonly longestMs: number;
}

const PACES = {
  /** Behind a live path: three seconds of silence are worth one cheap question, a silent hour is not worth many. */
  live: { firstMs: 3_000, growth: 1.25, longestMs: 60_000 },
  /** Instead of a live path: often while rows come, and for some seconds after that; less while none do. */
  poll: { firstMs: 2_000, growth: 1.25, longestMs: 15_000 },
  /** While nobody looks: enough for a badge in a tab's title. Browsers let hidden pages do little more. */
  rest: { firstMs: 60_000, growth: 2, longestMs: 300_000 },
} as const satisfies Record<string, Pace>;

/** Behind a live path, instead of one, or out of sight. */
export type TailPace = keyof typeof PACES;

/** Timers of many viewers drift apart by this share, so that they do not ask in step. */
const SPREAD = 0.2;

/** All who lost the same server begin to poll in the same moment, hence a wider spread for the shortest pause. */
const FIRST_POLL_SPREAD = 0.6;

/**
 * Questions put just after rows came, when the last announcement of several may have been left out by a database that
 * keeps to its quota. A busy run never falls silent that long; one that drips would be asked about every row.
 */
const SOON = { most: 6, refillMs: 10_000 };

/** Asks at a pace. */
export class TailWatch {
  readonly #clock: Clock;
  readonly #timers: Timers<'ask'>;
  readonly #random: () => number;
  readonly #ask: () => Promise<void>;
  readonly #soon = new Allowance(SOON);
  #pace: Pace = PACES.live;
  #pauseMs = 0;
  /** True while the next question is one of the few that may be put soon. */
  #isSoon = false;

  /** @param ask - asks once; whatever it finds, the next question is set when it is done */
  constructor(clock: Clock, random: () => number, ask: () => Promise<void>) {
    this.#clock = clock;
    this.#timers = new Timers(clock);
    this.#random = random;
    this.#ask = ask;
  }

  /** Asks at this pace from now on, starting with its shortest pause. */
  pace(name: TailPace): void {
    this.#pace = PACES[name];
    this.#pauseMs = this.#pace.firstMs;
    this.#isSoon = false;
    this.#schedule();
  }

  /** Rows came through the live path: asks once they have ceased to for `quietMs`, then at the pace behind one. */
  follow(quietMs: number): void {
    this.#pace = PACES.live;
    // One question for each silence: while rows keep coming it is only put off.
    if (!this.#isSoon) this.#isSoon = this.#soon.take(this.#clock.now());
    this.#pauseMs = this.#isSoon ? quietMs : this.#pace.firstMs;
    this.#schedule();
  }

  /** Asks sooner again, because something turned up. */
  hasten(): void {
    this.#pauseMs = this.#pace.firstMs;
  }

  stop(): void {
    this.#timers.clearAll();
    this.#pauseMs = 0;
  }

  #schedule(): void {
    const { firstMs, growth, longestMs } = this.#pace;
    const isFirstPoll = this.#pace === PACES.poll && this.#pauseMs === firstMs;
    const spread = isFirstPoll ? FIRST_POLL_SPREAD : SPREAD;
    this.#timers.set('ask', this.#pauseMs * (1 - spread + 2 * spread * this.#random()), () => {
      this.#isSoon = false;
      this.#pauseMs = Math.min(Math.max(firstMs, this.#pauseMs * growth), longestMs);
      void this.#ask().then(() => {
        const isStopped = this.#pauseMs === 0;
        if (!isStopped && !this.#timers.has('ask')) this.#schedule();
      });
    });
  }
}
