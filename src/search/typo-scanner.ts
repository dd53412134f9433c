/**
 * Finds a word with typos in a text, bit-parallel and without allocating: does it occur at all, and where would Fuse
 * place it. It accepts exactly what Fuse accepts for the same word and number of typos (the oracle test compares
 * them), so that Fuse is only asked about the few characters that it will mark.
 */

/** Places of pieces that are looked at one by one; with more of them, one pass over the whole text is cheaper. */
const MAX_WINDOWS = 8;

/** Part of a word, and how far before it the word can begin. */
interface Piece {
  readonly piece: string;
  readonly reach: number;
}

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
  readonly #pieces: readonly Piece[];
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
    this.#pieces = piecesOf(word, typos);
    this.#state = new Int32Array(typos + 1);
    this.#starts = new Int32Array(typos + 1);
    for (let at = 0; at < word.length; at += 1) {
      this.#forward.add(word.charCodeAt(at), 1 << at);
      this.#backward.add(word.charCodeAt(at), 1 << (word.length - at - 1));
    }
  }

  /**
   * True when the word occurs somewhere with few enough typos. Cut into one piece more than there may be typos, it
   * has at least one piece without any: only around those that are in the text need anything be counted.
   */
  occursIn(text: string): boolean {
    let windows = 0;
    for (const { piece, reach } of this.#pieces) {
      for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1)) {
        windows += 1;
        if (windows > MAX_WINDOWS) return this.#occursBetween(text, 0, text.length);
        const from = Math.max(0, at - reach);
        const to = Math.min(text.length, at - reach + this.#length + 2 * this.#typos);
        if (this.#occursBetween(text, from, to)) return true;
      }
    }
    return false;
  }

  /** Myers' algorithm, one pass. */
  #occursBetween(text: string, from: number, to: number): boolean {
    const masks = this.#forward.ascii;
    const last = this.#last;
    const typos = this.#typos;
    let score = this.#length;
    let plus = -1;
    let minus = 0;
    for (let at = from; at < to; at += 1) {
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

/** The word in one piece more than there may be typos, of like lengths; the longest, and rarest, first. */
function piecesOf(word: string, typos: number): readonly Piece[] {
  const cut = (index: number): number => Math.round((index * word.length) / (typos + 1));
  return Array.from({ length: typos + 1 }, (_, index) => ({
    piece: word.slice(cut(index), cut(index + 1)),
    reach: cut(index) + typos,
  })).sort((a, b) => b.piece.length - a.piece.length);
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
