/** How many typos a word of a query may have. */

/** Longest word that is matched fuzzily: what the matchers' 32-bit integers hold. Longer ones are pasted ids. */
export const MAX_FUZZY_CHARS = 32;

/** From this length on a word may have one typo: of four letters, one less leaves “fil” of “fail”, found in “file”. */
const ONE_TYPO_CHARS = 5;
/** Two letters swapped count as two typos, and from this length on that must be forgiven. */
const TWO_TYPOS_CHARS = 7;
/** A third only where the rest of the word is still long enough to be told from others. */
const THREE_TYPOS_CHARS = 12;

/**
 * Typos (letters wrong, missing or too many) that a word may have. None in short words, in words with a digit — a
 * number or an id that is nearly right is another one — and in words longer than 32 characters.
 */
export function allowedTypos(word: string): number {
  if (word.length > MAX_FUZZY_CHARS || word.length < ONE_TYPO_CHARS || /\d/.test(word)) return 0;
  if (word.length < TWO_TYPOS_CHARS) return 1;
  return word.length < THREE_TYPOS_CHARS ? 2 : 3;
}
