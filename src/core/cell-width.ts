/**
 * How many cells of a terminal a character takes: none, one or two. A short table of what is wide, good enough for
 * finding which characters of a progress line were written over; it is not used for layout.
 */

/** First and last code points of wide characters: East Asian ones and pictures. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1faff],
  [0x20000, 0x3fffd],
];

/** Below this every printable character takes one cell. */
const FIRST_UNUSUAL = 0x300;
const ZERO = /^[\p{Mn}\p{Me}\p{Cf}]/u;

/** Cells of a character, given as a string of one code point. */
export function cellWidth(character: string): 0 | 1 | 2 {
  const code = character.codePointAt(0) ?? 0;
  if (code < FIRST_UNUSUAL) return 1;
  if (ZERO.test(character)) return 0;
  return code >= 0x1100 && WIDE.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}
