/** A clock that a test moves. Timers run in order of their due time, each followed by the microtasks it caused. */
import type { Clock } from '../../src/core/clock.js';

interface Timer {
  readonly dueMs: number;
  readonly action: () => void;
}

/** Time that stands still until it is advanced. */
export class FakeClock implements Clock {
  #nowMs: number;
  /** In the order in which they were set, which decides between timers of one moment. */
  readonly #timers = new Set<Timer>();

  constructor(startMs = Date.UTC(2026, 0, 1)) {
    this.#nowMs = startMs;
  }

  now(): number {
    return this.#nowMs;
  }

  after(delayMs: number, action: () => void): () => void {
    const timer = { dueMs: this.#nowMs + delayMs, action };
    this.#timers.add(timer);
    return () => {
      this.#timers.delete(timer);
    };
  }

  /** Lets `durationMs` pass without a timer running, as on a machine that sleeps; what is due runs at the next advance. */
  jump(durationMs: number): void {
    this.#nowMs += durationMs;
  }

  /** Lets `durationMs` pass, timer by timer. */
  async advance(durationMs: number): Promise<void> {
    const endMs = this.#nowMs + durationMs;
    await settle();
    for (let next = this.#next(endMs); next !== null; next = this.#next(endMs)) {
      this.#timers.delete(next);
      this.#nowMs = Math.max(this.#nowMs, next.dueMs);
      next.action();
      await settle();
    }
    this.#nowMs = endMs;
  }

  #next(endMs: number): Timer | null {
    let next: Timer | null = null;
    for (const timer of this.#timers) {
      if (timer.dueMs <= endMs && (next === null || timer.dueMs < next.dueMs)) next = timer;
    }
    return next;
  }
}

/** Lets promises that are due run out, however long their chains are: they all do before the loop turns. */
export function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
