/**
 * Finds a word with typos in a text, bit-parallel and without allocating: does it occur at all, and where would Fuse
 * place it. It accepts exactly what Fuse accepts for the same word and number of typos (the oracle test compares
 * them), so that Fuse is only asked about the few characters that it will mark.
 */

/** Where the best occurrence starts, and how many typos it has. */
export interface TypoPlace {
  readonly start: number;
  readonly typos: number;
}

/** A word, prepared for being looked for with up to `typos` typos. */
export class TypoScanner {
  readonly #length: number;
  readonly #typos: number;
  readonly #last: number;
  /** For each character the places in the word that have it, first place in the lowest bit; and in the highest. */
  readonly #forward = new PlaceMasks();
  readonly #backward = new PlaceMasks();
  /** Scratch space of one scan. */
  readonly #state: Int32Array;
  readonly #starts: Int32Array;

  /**
   * @param word - 1 to 32 UTF-16 units, folded
   * @param typos - fewer than the word has units
   */
  constructor(word: string, typos: number) {
    this.#length = word.length;
    this.#typos = typos;
    this.#last = 1 << (word.length - 1);
    this.#state = new Int32Array(typos + 1);
    this.#starts = new Int32Array(typos + 1);
    for (let at = 0; at < word.length; at += 1) {
      this.#forward.add(word.charCodeAt(at), 1 << at);
      this.#backward.add(word.charCodeAt(at), 1 << (word.length - at - 1));
    }
  }

  /** True when the word occurs somewhere with few enough typos. Myers' algorithm, one pass. */
  occursIn(text: string): boolean {
    const masks = this.#forward.ascii;
    const last = this.#last;
    const typos = this.#typos;
    let score = this.#length;
    let plus = -1;
    let minus = 0;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      const equal = code < 128 ? (masks[code] as number) : this.#forward.other(code);
      const vertical = equal | minus;
      const horizontal = ((((equal & plus) + plus) | 0) ^ plus) | equal;
      let up = minus | ~(horizontal | plus);
      let down = plus & horizontal;
      if ((up & last) !== 0) score += 1;
      else if ((down & last) !== 0) {
        score -= 1;
        if (score <= typos) return true;
      }
      up <<= 1;
      down <<= 1;
      plus = down | ~(vertical | up);
      minus = up & vertical;
    }
    return false;
  }

  /**
   * The occurrence that Fuse chooses: of those with the fewest typos the one that starts first, its bitap running
   * from the end of the text to the start. `null` when there is none.
   */
  locateIn(text: string): TypoPlace | null {
    const state = this.#state;
    const last = this.#last;
    const starts = this.#starts.fill(-1);
    for (let level = 0; level <= this.#typos; level += 1) state[level] = (1 << level) - 1;
    // Past its end the text goes on with nothing that matches, so that a word cut off there is found too.
    for (let at = text.length + this.#length - 1; at >= 0; at -= 1) {
      const code = at < text.length ? text.charCodeAt(at) : 0;
      const equal =
        code < 128 ? (this.#backward.ascii[code] as number) : this.#backward.other(code);
      let lower = 0;
      let lowerBefore = 0;
      for (let level = 0; level <= this.#typos; level += 1) {
        const before = state[level] as number;
        let now = ((before << 1) | 1) & equal;
        if (level > 0) now |= ((lowerBefore | lower) << 1) | 1 | lowerBefore;
        if (now & last) starts[level] = at;
        state[level] = now;
        lower = now;
        lowerBefore = before;
      }
    }
    const typos = starts.findIndex((start) => start >= 0);
    return typos < 0 ? null : { start: starts[typos] as number, typos };
  }
}

/** A bit mask for each character: a table for ASCII, which is nearly all of a log, and a map for the rest. */
class PlaceMasks {
  readonly ascii = new Int32Array(128);
  readonly #others = new Map<number, number>();

  add(code: number, bit: number): void {
    if (code < 128) this.ascii[code] = (this.ascii[code] ?? 0) | bit;
    else this.#others.set(code, (this.#others.get(code) ?? 0) | bit);
  }

  /** The mask of a character that is not ASCII. */
  other(code: number): number {
    return this.#others.size === 0 ? 0 : (this.#others.get(code) ?? 0);
  }
}
