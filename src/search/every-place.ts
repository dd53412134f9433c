/** Where a text has another text in it. It knows nothing of words, rows or case. */
import { MAX_MARKS } from '../core/searched-text.js';
import type { TextRange } from '../core/text-segments.js';

/**
 * Each place where the needle occurs, touching ones joined; of very many, the first are enough.
 *
 * @param first - the first of these places
 */
export function everyPlace(text: string, needle: string, first: number): readonly TextRange[] {
  const ranges: TextRange[] = [];
  const { length } = needle;
  if (length === 0) return ranges;
  for (let at = first; at >= 0; at = text.indexOf(needle, at + length)) {
    if (ranges.length >= MAX_MARKS) break;
    const last = ranges.at(-1);
    if (last?.[1] === at) ranges[ranges.length - 1] = [last[0], at + length];
    else ranges.push([at, at + length]);
  }
  return ranges;
}
