/** Chance that can be repeated: the same seed gives the same numbers on every machine. Not for secrets. */

/** A repeatable source of chance. */
export interface SeededRandom {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number in [from, to], both included. */
  int(from: number, to: number): number;
  /** One of the items; throws on an empty list. */
  pick<Item>(items: readonly Item[]): Item;
  /** True in about `share` of the calls; 0 is never, 1 is always. */
  chance(share: number): boolean;
  /** That many hexadecimal digits. */
  hex(digits: number): string;
}

/** Mulberry32: 32 bits of state are plenty for log rows that only have to look alike and be repeatable. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    int,
    pick: (items) => {
      const item = items[int(0, items.length - 1)];
      if (item === undefined) throw new RangeError('Nothing to pick from.');
      return item;
    },
    chance: (share) => next() < share,
    hex: (digits) => {
      let text = '';
      while (text.length < digits) text += int(0, 15).toString(16);
      return text;
    },
  };
}
