/** Stretches of a text by the style in which a terminal wrote them: ordered, separate, and not too many. */
import type { TextStyle } from './terminal-pen.js';

/** A stretch of a text that was written in one style. */
export interface StyledSpan {
  readonly start: number;
  readonly end: number;
  readonly style: TextStyle;
}

/** Stretches that are kept of one text; what is behind them is plain. Each may become an element of the page. */
export const MAX_SPANS = 3_000;

/** Adds a stretch behind the last one, or makes that one longer when the style goes on. */
export function addSpan(
  spans: StyledSpan[],
  start: number,
  end: number,
  style: TextStyle | null,
): void {
  if (style === null || end <= start) return;
  const last = spans.at(-1);
  if (last !== undefined && last.end === start && last.style === style) {
    spans[spans.length - 1] = { start: last.start, end, style };
  } else if (spans.length < MAX_SPANS) spans.push({ start, end, style });
}
