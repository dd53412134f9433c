/**
 * Where a query's words are in a row's text. The only file that knows Fuse.js; its answer is Fuse's answer, reached by
 * asking Fuse as little as possible: a word that occurs as it is needs no scoring, and one that cannot occur even
 * with typos needs none either. It keeps no rows and no time.
 */
import Fuse, { type IFuseOptions } from 'fuse.js/basic';
import type { TextRange } from '../core/text-segments.js';
import { allowedTypos } from './allowed-typos.js';
import { compactRanges, hitLength } from './compact-ranges.js';
import { everyPlace } from './every-place.js';
import { TypoScanner, type TypoPlace } from './typo-scanner.js';

/**
 * What Fuse is told about a word. A log line has no place where a hit belongs, hence `ignoreLocation`; the threshold
 * is the share of the word that may be wrong, and follows from the number of typos allowed. The text is folded
 * already, so case is not Fuse's business.
 */
export function fuseOptions(word: string): IFuseOptions<string> {
  return {
    threshold: allowedTypos(word) / word.length,
    ignoreLocation: true,
    includeMatches: true,
    isCaseSensitive: true,
    shouldSort: false,
  };
}

/** Hits of a word that are remembered; of a few dozen bytes each. A log repeats itself, so that more are rarely of use. */
const MAX_KNOWN = 5_000;

/** One word of a query, prepared for many texts. */
export class WordSearch {
  readonly #word: string;
  readonly #typos: number;
  readonly #scanner: TypoScanner | null;
  readonly #options: IFuseOptions<string>;
  /** Marks by the text around a hit. */
  readonly #known = new Map<string, readonly TextRange[] | null>();

  /** @param word - folded, not empty */
  constructor(word: string) {
    this.#word = word;
    this.#typos = allowedTypos(word);
    this.#scanner = this.#typos === 0 ? null : new TypoScanner(word, this.#typos);
    this.#options = fuseOptions(word);
  }

  /** Where a person sees the word in a folded text; `null` when it is not there. */
  find(text: string): readonly TextRange[] | null {
    const first = text.indexOf(this.#word);
    // Fuse marks each place where the word occurs as it is, and nothing else.
    if (first >= 0) return everyPlace(text, this.#word, first);
    const place = this.#locate(text);
    if (place === null) return null;
    const marks = this.#compact(this.#window(text, place), place.typos);
    return marks?.map(([from, to]) => [place.start + from, place.start + to] as const) ?? null;
  }

  /** The places that Fuse marks in a folded text; `null` when it does not accept it. */
  marks(text: string): readonly TextRange[] | null {
    const first = text.indexOf(this.#word);
    if (first >= 0) return everyPlace(text, this.#word, first);
    const place = this.#locate(text);
    if (place === null) return null;
    const marks = this.#scored(this.#window(text, place));
    return marks?.map(([from, to]) => [place.start + from, place.start + to] as const) ?? null;
  }

  #locate(text: string): TypoPlace | null {
    return this.#scanner?.occursIn(text) === true ? this.#scanner.locateIn(text) : null;
  }

  /** What a person sees marked of a hit. The same misspelling comes back in row after row, hence the memory. */
  #compact(window: string, typos: number): readonly TextRange[] | null {
    let ranges = this.#known.get(window);
    if (ranges === undefined) {
      const marks = this.#scored(window);
      const end = hitLength(this.#word, window, typos);
      ranges = marks && compactRanges(marks, end, typos);
      if (this.#known.size >= MAX_KNOWN) this.#known.clear();
      this.#known.set(window, ranges);
    }
    return ranges;
  }

  /** Fuse's marks, asked for over the few characters that they can be in. */
  #scored(window: string): readonly TextRange[] | null {
    const { isMatch, indices } = Fuse.match(
      this.#word,
      window,
      this.#options as IFuseOptions<unknown>,
    );
    return isMatch && indices ? indices.map(([from, to]) => [from, to + 1]) : null;
  }

  #window(text: string, { start, typos }: TypoPlace): string {
    return text.slice(start, start + this.#word.length + typos);
  }
}
