/**
 * Where a query's words are in a row's text. The only file that knows Fuse.js; its answer is Fuse's answer, reached by
 * asking Fuse as little as possible: a word that occurs as it is needs no scoring, and one that cannot occur even
 * with typos needs none either. It keeps no rows and no time.
 */
import Fuse, { type IFuseOptions } from 'fuse.js/basic';
import { MAX_MARKS } from '../core/searched-text.js';
import type { TextRange } from '../core/text-segments.js';
import { allowedTypos } from './allowed-typos.js';
import { compactRanges, hitLength } from './compact-ranges.js';
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
    if (first >= 0) return this.#everyExact(text, first);
    const place = this.#locate(text);
    if (place === null) return null;
    const marks = this.#compact(this.#window(text, place), place.typos);
    return marks?.map(([from, to]) => [place.start + from, place.start + to] as const) ?? null;
  }

  /** The places that Fuse marks in a folded text; `null` when it does not accept it. */
  marks(text: string): readonly TextRange[] | null {
    const first = text.indexOf(this.#word);
    if (first >= 0) return this.#everyExact(text, first);
    const place = this.#locate(text);
    if (place === null) return null;
    const marks = this.#scored(this.#window(text, place));
    return marks?.map(([from, to]) => [place.start + from, place.start + to] as const) ?? null;
  }

  /** Fuse marks each place where the word occurs as it is, and nothing else; of very many, the first are enough. */
  #everyExact(text: string, first: number): readonly TextRange[] {
    const ranges: TextRange[] = [];
    const length = this.#word.length;
    for (let at = first; at >= 0; at = text.indexOf(this.#word, at + length)) {
      if (ranges.length >= MAX_MARKS) break;
      const last = ranges.at(-1);
      if (last?.[1] === at) ranges[ranges.length - 1] = [last[0], at + length];
      else ranges.push([at, at + length]);
    }
    return ranges;
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

/** The words of a query's clauses, prepared for many texts. */
export class QuerySearch {
  readonly #words: readonly WordSearch[];
  /** For each clause of the query the words that it needs, by their place in `#words`; `null` if it has none. */
  readonly #clauses: readonly (readonly number[] | null)[];

  /** @param clauses - the folded words of each clause; one without words never hits */
  constructor(clauses: readonly (readonly string[])[]) {
    const words = [...new Set(clauses.flat())];
    this.#words = words.map((word) => new WordSearch(word));
    this.#clauses = clauses.map((clause) =>
      clause.length === 0 ? null : clause.map((word) => words.indexOf(word)),
    );
  }

  get clauseCount(): number {
    return this.#clauses.length;
  }

  /** Where the words of the clauses that hold are, and a bit for each of these clauses; `null` when none holds. */
  find(text: string): QueryFind | null {
    // Each word is looked for once at most, however many clauses need it.
    const found: (readonly TextRange[] | null | undefined)[] = [];
    let clauses = 0;
    let ranges: readonly TextRange[] | null = null;
    for (let at = 0; at < this.#clauses.length; at += 1) {
      const words = this.#clauses[at] ?? null;
      if (words === null || !this.#holds(words, text, found)) continue;
      clauses |= 1 << at;
      for (const word of words) ranges = joined(ranges, found[word] ?? []);
    }
    return ranges === null ? null : { ranges, clauses };
  }

  #holds(
    words: readonly number[],
    text: string,
    found: (readonly TextRange[] | null | undefined)[],
  ): boolean {
    for (const word of words) {
      let ranges = found[word];
      if (ranges === undefined) found[word] = ranges = this.#words[word]?.find(text) ?? null;
      if (ranges === null) return false;
    }
    return true;
  }
}

/** What a query finds in a text. */
export interface QueryFind {
  /** In no order, and not merged. */
  readonly ranges: readonly TextRange[];
  readonly clauses: number;
}

/** Most queries have one word, whose ranges need not be copied. */
function joined(
  left: readonly TextRange[] | null,
  right: readonly TextRange[],
): readonly TextRange[] {
  return left === null ? right : left.concat(right);
}
