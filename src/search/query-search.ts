/**
 * What of a query is about texts × a text → which clauses hold, and where. It keeps no rows; it asks for the time only
 * where an expression may take too much of it.
 */
import type { SearchClause, TextTerm } from '../core/query.js';
import type { TextRange } from '../core/text-segments.js';
import { everyPlace } from './every-place.js';
import { RegexSearch } from './regex-search.js';
import { WordSearch } from './search-engine.js';

/** Where a phrase is, or an expression matches. */
interface TermSearch {
  readonly isNegated: boolean;
  /** @param raw - the text as it was written */
  find(text: string, raw: string): readonly TextRange[] | null;
}

/** A clause, prepared: what it needs by its place among the words and terms of the query. */
interface ClauseSearch {
  readonly words: readonly number[];
  readonly terms: readonly TermSearch[];
}

/** What is about texts in a query's clauses, prepared for many texts. */
export class QuerySearch {
  /** What it searches for. */
  readonly asked: readonly SearchClause[];
  /** True when it looks at texts as they were written, and may be slow. */
  readonly hasRegex: boolean;
  readonly #words: readonly WordSearch[];
  readonly #clauses: readonly (ClauseSearch | null)[];
  readonly #regexes: RegexSearch[] = [];
  /** Of the text at hand, where each word is, as far as it has been looked for. */
  readonly #found: (readonly TextRange[] | null | undefined)[];

  /**
   * @param asked - for each clause what is about texts; one without anything never hits
   * @param now - milliseconds, from any start
   */
  constructor(asked: readonly SearchClause[], now: () => number) {
    this.asked = asked;
    const words = [...new Set(asked.flatMap((clause) => clause.words))];
    this.#words = words.map((word) => new WordSearch(word));
    this.#found = words.map(() => undefined);
    this.#clauses = asked.map((clause) => {
      if (clause.words.length + clause.terms.length === 0) return null;
      // Phrases cost least, and expressions most.
      const terms = [
        ...clause.terms.filter(({ kind }) => kind === 'phrase'),
        ...clause.terms.filter(({ kind }) => kind === 'regex'),
      ];
      return {
        words: clause.words.map((word) => words.indexOf(word)),
        terms: terms.map((term) => this.#termSearch(term, now)),
      };
    });
    this.hasRegex = this.#regexes.length > 0;
  }

  get clauseCount(): number {
    return this.#clauses.length;
  }

  /** True once an expression has taken too long: what was found since is not all. */
  get isTooSlow(): boolean {
    return this.#regexes.some(({ isTooSlow }) => isTooSlow);
  }

  /**
   * Where what the clauses that hold are about is, and a bit for each of these clauses; `null` when none holds.
   *
   * @param text - folded
   * @param raw - as it was written; needed where there are expressions
   */
  find(text: string, raw = text): QueryFind | null {
    // Each word is looked for once at most, however many clauses need it.
    this.#found.fill(undefined);
    let clauses = 0;
    let ranges: readonly TextRange[] | null = null;
    for (let at = 0; at < this.#clauses.length; at += 1) {
      const clause = this.#clauses[at] ?? null;
      const found = clause && this.#search(clause, text, raw);
      if (found === null) continue;
      clauses |= 1 << at;
      ranges = joined(ranges, found);
    }
    return ranges === null ? null : { ranges, clauses };
  }

  #search({ words, terms }: ClauseSearch, text: string, raw: string): readonly TextRange[] | null {
    let ranges: readonly TextRange[] | null = null;
    for (const word of words) {
      let found = this.#found[word];
      if (found === undefined) {
        this.#found[word] = found = this.#words[word]?.find(text) ?? null;
      }
      if (found === null) return null;
      ranges = joined(ranges, found);
    }
    for (const term of terms) {
      const found = term.find(text, raw);
      if ((found === null) !== term.isNegated) return null;
      if (found !== null) ranges = joined(ranges, found);
    }
    return ranges ?? NOTHING;
  }

  #termSearch(term: TextTerm, now: () => number): TermSearch {
    const isNegated = term.negated;
    if (term.kind === 'phrase') {
      const { text: phrase } = term;
      return {
        isNegated,
        find: (text) => {
          const first = text.indexOf(phrase);
          return first < 0 ? null : everyPlace(text, phrase, first);
        },
      };
    }
    const regex = new RegexSearch(term, now);
    this.#regexes.push(regex);
    return { isNegated, find: (_, raw) => regex.find(raw) };
  }
}

/** What a query finds in a text. */
export interface QueryFind {
  /** In no order, and not merged. */
  readonly ranges: readonly TextRange[];
  readonly clauses: number;
}

const NOTHING: readonly TextRange[] = [];

/** Most queries have one word, whose ranges need not be copied. */
function joined(
  left: readonly TextRange[] | null,
  right: readonly TextRange[],
): readonly TextRange[] {
  return left === null || left.length === 0 ? right : left.concat(right);
}
