/**
 * Cuts a text into marked and unmarked pieces, so that a view can write each as a text node.
 * It does not know why a range is marked.
 */

/** A stretch of a text: from `start` up to, not including, `end`, in UTF-16 units. */
export type TextRange = readonly [start: number, end: number];

/** A piece of a text. */
export interface TextSegment {
  readonly text: string;
  readonly marked: boolean;
}

/**
 * The pieces of `text`, in order; together they are the text, whatever the ranges are. Ranges may overlap, be out of
 * order or reach past the end; a surrogate pair is never split.
 */
export function textSegments(
  text: string,
  ranges: readonly TextRange[] | null | undefined,
): readonly TextSegment[] {
  if (text === '') return [];
  const merged = ranges ? mergeRanges(ranges.map((range) => widenToCharacters(text, range))) : [];
  const segments: TextSegment[] = [];
  let at = 0;
  for (const [start, end] of merged) {
    if (start > at) segments.push({ text: text.slice(at, start), marked: false });
    segments.push({ text: text.slice(start, end), marked: true });
    at = end;
  }
  if (at < text.length) segments.push({ text: text.slice(at), marked: false });
  return segments;
}

/** The same stretches, in order, with overlapping and touching ones joined and empty ones dropped. */
export function mergeRanges(ranges: readonly TextRange[]): readonly TextRange[] {
  const sorted = ranges.filter(([start, end]) => end > start).sort((a, b) => a[0] - b[0]);
  const merged: TextRange[] = [];
  for (const range of sorted) {
    const last = merged.at(-1);
    if (last === undefined || range[0] > last[1]) merged.push(range);
    else if (range[1] > last[1]) merged[merged.length - 1] = [last[0], range[1]];
  }
  return merged;
}

function widenToCharacters(text: string, [from, to]: TextRange): TextRange {
  let start = Math.min(Math.max(0, from), text.length);
  let end = Math.min(Math.max(0, to), text.length);
  if (end <= start) return [start, start];
  if (isLowSurrogate(text, start) && isHighSurrogate(text, start - 1)) start -= 1;
  if (isHighSurrogate(text, end - 1) && isLowSurrogate(text, end)) end += 1;
  return [start, end];
}

const isHighSurrogate = (text: string, at: number): boolean =>
  (text.charCodeAt(at) & 0xfc00) === 0xd800;

const isLowSurrogate = (text: string, at: number): boolean =>
  (text.charCodeAt(at) & 0xfc00) === 0xdc00;
