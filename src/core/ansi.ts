/**
 * Terminal escapes in a log message: colours and weights become named styles, progress lines rewritten with carriage
 * returns become what a terminal would have left standing, and everything else is dropped. The result is plain text
 * and ranges; it never becomes markup here or later.
 */

/** A style that a view maps to a class of its own. */
export type AnsiStyle =
  | 'bold'
  | 'dim'
  | 'italic'
  | 'underline'
  | 'strike'
  | 'inverse'
  | `fg-${AnsiColor}`
  | `bg-${AnsiColor}`;

/** The sixteen colours; the palette belongs to the theme, so that they stay readable in light and dark. */
export type AnsiColor = (typeof COLORS)[number];

/** A stretch of the clean text that has styles. */
export interface AnsiSpan {
  readonly start: number;
  readonly end: number;
  readonly styles: readonly AnsiStyle[];
}

/** A message without its escapes. */
export interface AnsiText {
  readonly text: string;
  readonly spans: readonly AnsiSpan[];
  /** Where a position of the original text lies in the clean text. */
  readonly toClean: (rawIndex: number) => number;
}

const COLORS = [
  'black',
  'red',
  'green',
  'yellow',
  'blue',
  'magenta',
  'cyan',
  'white',
  'bright-black',
  'bright-red',
  'bright-green',
  'bright-yellow',
  'bright-blue',
  'bright-magenta',
  'bright-cyan',
  'bright-white',
] as const;

/** Red, green and blue of the sixteen colours (xterm's defaults), for finding the nearest to any other. */
const RGB: readonly (readonly [number, number, number])[] = [
  [0, 0, 0],
  [205, 0, 0],
  [0, 205, 0],
  [205, 205, 0],
  [0, 0, 238],
  [205, 0, 205],
  [0, 205, 205],
  [229, 229, 229],
  [127, 127, 127],
  [255, 0, 0],
  [0, 255, 0],
  [255, 255, 0],
  [92, 92, 255],
  [255, 0, 255],
  [0, 255, 255],
  [255, 255, 255],
];

// Everything that is not text: an escape sequence (CSI with its parameters captured; OSC, DCS and the like up to their
// terminator; two-character escapes), or a control character other than tab and newline. No nested quantifiers.
const CONTROL =
  // eslint-disable-next-line no-control-regex
  /\x1b\[([0-9;:?<=>]*)[ -/]*([@-~])|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[ -/]*[0-~]?|[\x00-\x08\x0b-\x1f\x7f-\x9f]/g;

// eslint-disable-next-line no-control-regex
const HAS_CONTROL = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/;

const identity = (rawIndex: number): number => rawIndex;

/** What SGR codes have switched on so far. */
interface Pen {
  readonly flags: Set<AnsiStyle>;
  fg: AnsiColor | null;
  bg: AnsiColor | null;
}

/** Reads the escapes of a message; the text itself, untouched and at no cost, when there are none. */
export function parseAnsi(raw: string): AnsiText {
  if (!HAS_CONTROL.test(raw)) return { text: raw, spans: [], toClean: identity };
  const pen: Pen = { flags: new Set(), fg: null, bg: null };
  let text = '';
  let spans: AnsiSpan[] = [];
  // Pairs of (raw index, clean index) at which copying resumes; between them both run alike.
  const marks: [raw: number, clean: number][] = [];
  let at = 0;
  const copy = (to: number): void => {
    if (to <= at) return;
    marks.push([at, text.length]);
    const styles = stylesOf(pen);
    const start = text.length;
    text += raw.slice(at, to);
    if (styles.length > 0) spans.push({ start, end: text.length, styles });
  };
  CONTROL.lastIndex = 0;
  for (let match = CONTROL.exec(raw); match !== null; match = CONTROL.exec(raw)) {
    copy(match.index);
    at = CONTROL.lastIndex;
    if (match[2] === 'm') applySgr(pen, match[1] ?? '');
    const rewinds = match[0] === '\r' && raw[at] !== '\n' && at < raw.length;
    if (rewinds || (match[2] === 'K' && (match[1] === '2' || match[1] === '1'))) {
      // The line is written again: what stood in it is gone, as on a terminal.
      const lineStart = text.lastIndexOf('\n') + 1;
      text = text.slice(0, lineStart);
      spans = spans.filter((span) => span.start < lineStart);
      for (const mark of marks) mark[1] = Math.min(mark[1], lineStart);
    }
  }
  copy(raw.length);
  marks.push([raw.length, text.length]);
  return { text, spans, toClean: (rawIndex) => mapIndex(marks, rawIndex, text.length) };
}

function mapIndex(
  marks: readonly (readonly [number, number])[],
  rawIndex: number,
  length: number,
): number {
  let before: readonly [number, number] = [0, 0];
  let limit = length;
  for (const mark of marks) {
    if (mark[0] > rawIndex) {
      limit = mark[1];
      break;
    }
    before = mark;
  }
  return Math.min(limit, before[1] + (rawIndex - before[0]));
}

function stylesOf(pen: Pen): AnsiStyle[] {
  const styles: AnsiStyle[] = [...pen.flags];
  if (pen.fg !== null) styles.push(`fg-${pen.fg}`);
  if (pen.bg !== null) styles.push(`bg-${pen.bg}`);
  return styles;
}

const FLAG_ON: Readonly<Record<number, AnsiStyle>> = {
  1: 'bold',
  2: 'dim',
  3: 'italic',
  4: 'underline',
  7: 'inverse',
  9: 'strike',
};

const FLAG_OFF: Readonly<Record<number, readonly AnsiStyle[]>> = {
  22: ['bold', 'dim'],
  23: ['italic'],
  24: ['underline'],
  27: ['inverse'],
  29: ['strike'],
};

function applySgr(pen: Pen, parameters: string): void {
  const codes = parameters.split(/[;:]/).map((code) => (code === '' ? 0 : Number(code)));
  for (let index = 0; index < codes.length; index++) {
    const code = codes[index] ?? 0;
    if (code === 38 || code === 48) {
      const [color, used] = extendedColor(codes.slice(index + 1));
      if (code === 38) pen.fg = color;
      else pen.bg = color;
      index += used;
    } else applyCode(pen, code);
  }
}

function applyCode(pen: Pen, code: number): void {
  const on = FLAG_ON[code];
  if (code === 0) {
    pen.flags.clear();
    pen.fg = pen.bg = null;
  } else if (on !== undefined) pen.flags.add(on);
  else if (FLAG_OFF[code] !== undefined) for (const flag of FLAG_OFF[code]) pen.flags.delete(flag);
  else if (code === 39) pen.fg = null;
  else if (code === 49) pen.bg = null;
  else if (code >= 30 && code <= 37) pen.fg = COLORS[code - 30] ?? null;
  else if (code >= 40 && code <= 47) pen.bg = COLORS[code - 40] ?? null;
  else if (code >= 90 && code <= 97) pen.fg = COLORS[code - 82] ?? null;
  else if (code >= 100 && code <= 107) pen.bg = COLORS[code - 92] ?? null;
}

/** The nearest of the sixteen to a colour given as `5;n` or `2;r;g;b`, and how many codes that took. */
function extendedColor(codes: readonly number[]): [AnsiColor | null, number] {
  if (codes[0] === 5) return [paletteColor(codes[1] ?? 0), 2];
  if (codes[0] === 2) return [nearest(codes[1] ?? 0, codes[2] ?? 0, codes[3] ?? 0), 4];
  return [null, 0];
}

function paletteColor(index: number): AnsiColor | null {
  if (index < 16) return COLORS[index] ?? null;
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return nearest(grey, grey, grey);
  }
  const cube = index - 16;
  const step = (value: number): number => (value === 0 ? 0 : 55 + value * 40);
  return nearest(step(Math.floor(cube / 36)), step(Math.floor(cube / 6) % 6), step(cube % 6));
}

function nearest(red: number, green: number, blue: number): AnsiColor {
  let best = 0;
  let bestDistance = Infinity;
  RGB.forEach(([r, g, b], index) => {
    const distance = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
    if (distance < bestDistance) {
      bestDistance = distance;
      best = index;
    }
  });
  return COLORS[best] ?? 'white';
}
