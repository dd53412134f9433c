/** Which lines of a message are frames of a stack trace: what a reader looks at last. */
import type { TextRange } from './text-segments.js';

/** JavaScript and Java (`at …`, `… 12 more`), Python (`File "…", line 3`), Ruby, Go and Rust (a path and a line). */
const FRAME =
  /^[ \t]+(?:at \S|File "|\.{3} \d+ (?:more|common)|from \S+:\d+|\/\S+\.(?:go|rs):\d+|\d+: 0x)/;

/** Lines looked at: what comes after them stays as it is. */
const MAX_LINES = 500;

/** The stretches of frames, without the line breaks around them; none in a text of one line. */
export function stackFrames(text: string): readonly TextRange[] {
  if (!text.includes('\n')) return NONE;
  const ranges: TextRange[] = [];
  let at = text.indexOf('\n') + 1;
  for (let line = 0; line < MAX_LINES && at > 0; line++) {
    const next = text.indexOf('\n', at);
    const end = next < 0 ? text.length : next;
    // An expression on a slice of bounded length: a line may be as long as it likes.
    if (FRAME.test(text.slice(at, Math.min(end, at + 400)))) {
      const last = ranges.at(-1);
      if (last !== undefined && last[1] === at - 1) ranges[ranges.length - 1] = [last[0], end];
      else ranges.push([at, end]);
    }
    at = next + 1;
  }
  return ranges;
}

const NONE: readonly TextRange[] = [];
