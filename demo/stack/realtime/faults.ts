/**
 * What is broken at the moment: all of it in one object, which is asked at the few places where a fault can bite. It
 * holds state only: what the server says for it is in server-words.ts, and sockets and channels are others'.
 */
import { Disturbance, type DisturbanceOptions, type Hearer } from './disturbance.js';
import type { RefusalCause } from './server-words.js';

export class Faults {
  /** False: handshakes are refused with 503. */
  accepting = true;
  /** False: what the database sends is lost, and nobody is told. */
  flowing = true;
  /** The code with which a socket is closed as soon as it is open. */
  closesAccepted: number | null = null;
  refusesJoins: RefusalCause | null = null;
  ignoresJoins = false;
  /** For this long after its join a channel hears nothing from the database, ms. */
  readinessDelayMs = 0;
  #disturbance: Disturbance | null = null;
  #databaseBackMs = 0;
  #thaw: { readonly done: Promise<void>; readonly resolve: () => void } | null = null;

  /** Whether the server reads what is committed. */
  get hearsDatabase(): boolean {
    return this.flowing && !this.isDatabaseLost;
  }

  /** Whether the connection to the database is away: unlike a dead slot, the server knows of it. */
  get isDatabaseLost(): boolean {
    return performance.now() < this.#databaseBackMs;
  }

  loseDatabase(durationMs: number): void {
    this.#databaseBackMs = performance.now() + durationMs;
  }

  disturb(options: DisturbanceOptions | null): void {
    this.#disturbance?.end();
    this.#disturbance = options === null ? null : new Disturbance(options);
  }

  /** Takes a broadcast of the database to one listener. False: it is lost. */
  carry(hearer: Hearer, data: string | Buffer): boolean {
    if (this.#disturbance !== null) return this.#disturbance.carry(hearer, data);
    hearer.deliver(data);
    return true;
  }

  get isFrozen(): boolean {
    return this.#thaw !== null;
  }

  /** Returns whether that changed anything. */
  freeze(frozen: boolean): boolean {
    if (frozen === this.isFrozen) return false;
    this.#thaw?.resolve();
    this.#thaw = frozen ? promiseWithResolver() : null;
    return true;
  }

  /** Resolves when nothing is frozen. */
  async thawed(): Promise<void> {
    while (this.#thaw !== null) await this.#thaw.done;
  }

  /** Ends everything that holds something back. */
  end(): void {
    this.disturb(null);
    this.freeze(false);
  }
}

function promiseWithResolver(): { done: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const done = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { done, resolve };
}
