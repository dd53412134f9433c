/**
 * The machine that a viewer's page runs on: its clock, its page, and whether any code runs at all. What would happen
 * to a machine that sleeps, or to a page that is frozen, happens when it is awake again.
 */
import type { Clock } from '../../src/core/clock.js';
import type { PageSignal, PageSignals } from '../../src/source/page-signals.js';
import type { FakeClock } from '../helpers/fake-clock.js';

/** One machine. */
export class Machine implements Clock, PageSignals {
  readonly #clock: FakeClock;
  readonly #listeners = new Set<(signal: PageSignal) => void>();
  readonly #pending = new Set<object>();
  #isAsleep = false;
  #isFrozen = false;
  #held: (() => void)[] = [];
  isHidden = false;
  isOffline = false;

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  /** Timers that wait. */
  get timers(): number {
    return this.#pending.size;
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  /** True while no code runs here. */
  get isStill(): boolean {
    return this.#isAsleep || this.#isFrozen;
  }

  get isFrozen(): boolean {
    return this.#isFrozen;
  }

  now(): number {
    return this.#clock.now();
  }

  after(delayMs: number, action: () => void): () => void {
    const timer = {};
    this.#pending.add(timer);
    const cancel = this.#clock.after(delayMs, () => {
      this.run(() => {
        if (this.#pending.delete(timer)) action();
      });
    });
    return () => {
      this.#pending.delete(timer);
      cancel();
    };
  }

  /** Runs something here: now, or once code runs again. */
  run(action: () => void): void {
    if (this.isStill) this.#held.push(action);
    else action();
  }

  listen(listener: (signal: PageSignal) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  sleep(): void {
    this.#isAsleep = true;
  }

  wake(): void {
    if (!this.#isAsleep) return;
    this.#isAsleep = false;
    this.#resume();
  }

  /** What the browser says of the page, in the order in which it says it: nothing runs while it is frozen. */
  happen(signal: PageSignal): void {
    if (this.#isAsleep || this.#isFrozen !== (signal === 'thawed')) return;
    if (signal === 'hidden' || signal === 'shown') this.isHidden = signal === 'hidden';
    if (signal === 'offline' || signal === 'online') this.isOffline = signal === 'offline';
    if (signal === 'thawed') this.#isFrozen = false;
    for (const listener of [...this.#listeners]) listener(signal);
    if (signal === 'frozen') this.#isFrozen = true;
    if (signal === 'thawed') this.#resume();
  }

  /** What was held comes in its order, each with what follows from it. */
  #resume(): void {
    const held = this.#held;
    this.#held = [];
    for (const action of held) this.#clock.after(0, () => this.run(action));
  }
}
