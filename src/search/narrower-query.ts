/**
 * Whether all that a query can find was found by the one before it, so that no other row needs to be looked at: who
 * types on mostly narrows. Never true in doubt.
 */
import type { SearchClause, TextTerm } from '../core/query.js';
import { allowedTypos } from './allowed-typos.js';

/** True when each clause of `next` asks for no less than some clause of `before`. */
export function isNarrower(
  next: readonly SearchClause[],
  before: readonly SearchClause[],
): boolean {
  return next.every(
    (clause) =>
      isEmpty(clause) || before.some((wider) => !isEmpty(wider) && impliesClause(clause, wider)),
  );
}

/** One that asks for nothing about texts is not searched for, and finds nothing. */
function isEmpty({ words, terms }: SearchClause): boolean {
  return words.length + terms.length === 0;
}

function impliesClause(next: SearchClause, wider: SearchClause): boolean {
  return (
    wider.words.every(
      (word) =>
        next.words.some((longer) => impliesWord(longer, word)) ||
        next.terms.some((term) => isIn(word, term)),
    ) && wider.terms.every((term) => next.terms.some((stricter) => impliesTerm(stricter, term)))
  );
}

/**
 * A text that has a word with so many typos has each part of the word with no more of them. A longer word may have
 * more typos than its part may: then it finds what the part did not.
 */
function impliesWord(longer: string, word: string): boolean {
  return longer.includes(word) && allowedTypos(longer) <= allowedTypos(word);
}

function isIn(word: string, term: TextTerm): boolean {
  return term.kind === 'phrase' && !term.negated && term.text.includes(word);
}

function impliesTerm(next: TextTerm, wider: TextTerm): boolean {
  if (next.negated !== wider.negated) return false;
  if (next.kind === 'phrase' && wider.kind === 'phrase') {
    return next.negated ? wider.text.includes(next.text) : next.text.includes(wider.text);
  }
  return (
    next.kind === 'regex' &&
    wider.kind === 'regex' &&
    String(next.pattern) === String(wider.pattern)
  );
}
