/**
 * Fuse's marks → what a person expects to see marked. Fuse marks every letter in reach of the hit that occurs
 * anywhere in the word; that leaves holes at the typos and stray letters behind the hit.
 */
import type { TextRange } from '../core/text-segments.js';

/**
 * Joins the marks across the typos, and drops what lies behind the end of the hit.
 *
 * @param marks - in order, not overlapping
 * @param end - where the hit ends, exclusive
 * @param typos - typos that the hit has: no hole inside a hit is wider
 */
export function compactRanges(
  marks: readonly TextRange[],
  end: number,
  typos: number,
): readonly TextRange[] {
  const joined: TextRange[] = [];
  for (const [from, to] of marks) {
    if (from >= end) break;
    const last = joined.at(-1);
    const mark: TextRange = [from, Math.min(to, end)];
    if (last && from - last[1] <= typos) joined[joined.length - 1] = [last[0], mark[1]];
    else joined.push(mark);
  }
  const longer = joined.filter(([from, to]) => to - from > 1);
  return longer.length > 0 ? longer : joined;
}

/** Between the letters of a word and what lies behind it. */
const IN_WORD = /[\p{L}\p{N}_]/u;

/**
 * How many characters of `text`, from its start, are the word as a person would mark it: those that differ from it by
 * the fewest typos, at most `typos`, and of these the most, up to the end of a word. Two letters that changed places
 * are one typo here: by Levenshtein they are two, and `signatur` would be as near to `signatuer` as `signature`.
 */
export function hitLength(word: string, text: string, typos: number): number {
  let [before, row]: [number[], number[]] = [
    [],
    Array.from({ length: word.length + 1 }, (_, at) => at),
  ];
  let [best, fewest] = [text.length, typos + 1];
  for (let length = 0; length <= text.length; length += 1) {
    const cost = row[word.length] ?? Infinity;
    const isLonger = cost === fewest && IN_WORD.test(text[length - 1] ?? '');
    if (cost < fewest || (isLonger && cost <= typos)) [best, fewest] = [length, cost];
    const next = [length + 1];
    for (let at = 1; at <= word.length; at += 1) {
      const same = word[at - 1] === text[length] ? 0 : 1;
      const [left = 0, above = 0, corner = 0] = [next[at - 1], row[at], row[at - 1]];
      const isSwapped = word[at - 1] === text[length - 1] && word[at - 2] === text[length];
      const swapped = isSwapped ? (before[at - 2] ?? Infinity) + 1 : Infinity;
      next.push(Math.min(left + 1, above + 1, corner + same, swapped));
    }
    [before, row] = [row, next];
  }
  return best;
}
