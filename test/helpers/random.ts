/** Chance that repeats: every random test draws from here and prints the seed it ran with. */

/** A generator of numbers from 0 up to, not including, 1. Source of the algorithm: mulberry32 by T. Ettinger. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The seed to run with: from the environment, to repeat a failure, or a new one. */
export function chooseSeed(): number {
  return Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
}

/** A whole number from `low` to `high`, both included. */
export function between(random: () => number, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

/** The same items in another order. */
export function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const result = items.slice();
  for (let index = result.length - 1; index > 0; index -= 1) {
    const other = between(random, 0, index);
    const item = result[index] as Item;
    result[index] = result[other] as Item;
    result[other] = item;
  }
  return result;
}
