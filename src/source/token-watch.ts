/**
 * Watches a token's expiry and asks for another one in time. It only reads what the token says of itself; whether
 * it is still good is for the server to say, since the viewer's clock may be wrong.
 */
import { readTokenClaims } from '../core/session-token.js';
import type { Clock } from '../core/clock.js';
import { Timers } from './timers.js';

/** Two chances before the end: the first leaves time for a slow sign-in, the second for one that failed. */
const ASK_BEFORE_MS = [120_000, 60_000] as const;

/** Hosts with many viewers should not all be asked in the same second. */
const JITTER_MS = 5_000;

/** Asks for a new token before the present one expires. */
export class TokenWatch {
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #ask: (expiresAtMs: number) => void;
  readonly #timers: Timers<'first' | 'second'>;
  #expiresAtMs: number | null = null;

  constructor(clock: Clock, random: () => number, ask: (expiresAtMs: number) => void) {
    this.#clock = clock;
    this.#random = random;
    this.#ask = ask;
    this.#timers = new Timers(clock);
  }

  /** When the present token expires, in milliseconds since 1970; `null` if it does not say. */
  get expiresAtMs(): number | null {
    return this.#expiresAtMs;
  }

  /** True when, by this clock, the present token has expired. */
  get hasExpired(): boolean {
    return this.#expiresAtMs !== null && this.#expiresAtMs <= this.#clock.now();
  }

  /** Watches this token instead of the one before it. */
  watch(token: string): void {
    this.stop();
    const expiresAtMs = readTokenClaims(token)?.expiresAtMs ?? null;
    this.#expiresAtMs = expiresAtMs;
    if (expiresAtMs === null) return;
    const leftMs = expiresAtMs - this.#clock.now();
    (['first', 'second'] as const).forEach((name, index) => {
      const beforeMs = ASK_BEFORE_MS[index === 0 ? 0 : 1];
      // A token that lives shorter than the notice is asked for halfway through, once.
      const delayMs = leftMs > beforeMs ? leftMs - beforeMs : index === 0 ? leftMs / 2 : null;
      if (delayMs === null || delayMs <= 0) return;
      this.#timers.set(name, Math.min(delayMs + this.#random() * JITTER_MS, leftMs), () =>
        this.#ask(expiresAtMs),
      );
    });
  }

  stop(): void {
    this.#timers.clearAll();
  }
}
