/** Named timers on a clock: setting one replaces the earlier one of its name, and all can be stopped at once. */
import type { Clock } from '../core/clock.js';

/** Timers of one owner. */
export class Timers<Name extends string> {
  readonly #clock: Clock;
  readonly #cancels = new Map<Name, () => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Runs `action` once in `delayMs` milliseconds, instead of whatever was set under this name. */
  set(name: Name, delayMs: number, action: () => void): void {
    this.clear(name);
    const cancel = this.#clock.after(delayMs, () => {
      this.#cancels.delete(name);
      action();
    });
    this.#cancels.set(name, cancel);
  }

  /** True while a timer of this name is waiting. */
  has(name: Name): boolean {
    return this.#cancels.has(name);
  }

  clear(...names: readonly Name[]): void {
    for (const name of names) {
      this.#cancels.get(name)?.();
      this.#cancels.delete(name);
    }
  }

  clearAll(): void {
    this.clear(...this.#cancels.keys());
  }
}
