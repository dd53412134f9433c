/**
 * What can happen to broadcasts between the server and one listener: lost, doubled, overtaken, late. Repeatable: the
 * same seed and the same traffic give the same disturbance. Knows nothing of topics, quotas or sockets.
 */
import { seededRandom, type SeededRandom } from '../../simulator/seeded-random.js';

/** Shares are chances from 0 to 1 for each message and each listener; what is absent does not happen. */
export interface DisturbanceOptions {
  readonly loseShare?: number;
  /** The second copy comes right behind the first, unless it is overtaken in its turn. */
  readonly duplicateShare?: number;
  /** Such a message waits until a later one has gone out, or for {@link MOST_HELD_MS}. */
  readonly reorderShare?: number;
  /** Every message is this late, ms. */
  readonly delayMs?: number;
  /** Default: 1. */
  readonly seed?: number;
}

/** Who hears it in the end. */
export interface Hearer {
  deliver(data: string | Buffer): void;
}

/** With nothing behind it to overtake it, a message comes all the same, this much late: late is not lost. */
export const MOST_HELD_MS = 250;

interface Held {
  readonly messages: (string | Buffer)[];
  readonly timer: NodeJS.Timeout;
}

export class Disturbance {
  readonly #chances: readonly [lose: number, duplicate: number, reorder: number];
  readonly #delayMs: number;
  readonly #random: SeededRandom;
  readonly #held = new Map<Hearer, Held>();

  constructor(options: DisturbanceOptions) {
    const { loseShare = 0, duplicateShare = 0, reorderShare = 0, delayMs = 0, seed = 1 } = options;
    this.#chances = [loseShare, duplicateShare, reorderShare];
    this.#delayMs = delayMs;
    this.#random = seededRandom(seed);
  }

  /** Sends it on as chance will have it. False: it is lost. */
  carry(hearer: Hearer, data: string | Buffer): boolean {
    const [lose, duplicate, reorder] = this.#chances;
    // All four are drawn for every message: so one share does not change what another does.
    const [isLost, isDoubled, isHeld, isCopyHeld] = [lose, duplicate, reorder, reorder].map(
      (share) => this.#random.chance(share),
    );
    if (isLost === true) return false;
    this.#pass(hearer, data, isHeld === true);
    if (isDoubled === true) this.#pass(hearer, data, isCopyHeld === true);
    return true;
  }

  /** Holds nothing back any longer; what is delayed still comes in its time. */
  end(): void {
    for (const hearer of [...this.#held.keys()]) this.#release(hearer);
  }

  #pass(hearer: Hearer, data: string | Buffer, isOvertaken: boolean): void {
    if (isOvertaken) {
      this.#hold(hearer, data);
      return;
    }
    this.#send(hearer, data);
    this.#release(hearer);
  }

  #hold(hearer: Hearer, data: string | Buffer): void {
    const held = this.#held.get(hearer);
    if (held !== undefined) {
      held.messages.push(data);
      return;
    }
    const timer = setTimeout(() => this.#release(hearer), MOST_HELD_MS).unref();
    this.#held.set(hearer, { messages: [data], timer });
  }

  /** The last held goes first, so that those which wait together change places too. */
  #release(hearer: Hearer): void {
    const held = this.#held.get(hearer);
    if (held === undefined) return;
    clearTimeout(held.timer);
    this.#held.delete(hearer);
    for (const data of held.messages.reverse()) this.#send(hearer, data);
  }

  #send(hearer: Hearer, data: string | Buffer): void {
    if (this.#delayMs === 0) hearer.deliver(data);
    else setTimeout(() => hearer.deliver(data), this.#delayMs).unref();
  }
}
