/**
 * What a terminal would show of a log message: colours and weights become styles of stretches, lines that were written
 * over stand as they were left, and every other escape is dropped. The result is plain text and ranges; it never
 * becomes markup here or later.
 */
import { TerminalPen } from './terminal-pen.js';
import { TerminalScreen } from './terminal-screen.js';
import { addSpan, MAX_SPANS, type StyledSpan } from './styled-span.js';

export type { AnsiColor, AnsiStyle } from './terminal-pen.js';

/** A message as a terminal shows it. */
export interface TerminalText {
  readonly text: string;
  /** The stretches that have a style, in order. */
  readonly spans: readonly StyledSpan[];
}

const NO_SPANS: readonly StyledSpan[] = [];

// Everything that is not text: a CSI sequence (parameters and final captured), an OSC with its body captured, or the
// like of it, if it ends before the line does; two-character escapes; control characters other than tab and newline.
// What is not ended loses its first two characters only: text must not hide behind it. No nested quantifiers.
const CONTROL =
  // eslint-disable-next-line no-control-regex
  /\x1b\[([0-9;:?<=>]*)[ -/]*([@-~])|\x1b\]([^\x00-\x08\x0a-\x1f]*)(?:\x07|\x1b\\)|\x1b[PX^_][^\x00-\x08\x0a-\x1f]*(?:\x07|\x1b\\)|\x1b[ -/]*[0-~]?|[\x00-\x08\x0b-\x1f\x7f-\x9f]/g;

// eslint-disable-next-line no-control-regex
const HAS_CONTROL = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/;

// What makes text go back: without any of it, text only grows and needs no cells.
// eslint-disable-next-line no-control-regex
const REWRITES = /\x08|\r[^\r\n]|\x1b\[(?:[0-9;]*[A-GX`]|[12]K)/;

/** An escape sequence that may not have ended yet, at the end of a text. */
// eslint-disable-next-line no-control-regex
const UNFINISHED = /^\x1b(?:\[[0-9;:?<=>]*[ -/]*|[\]PX^_][^\x00-\x08\x0a-\x1f]*|[ -/]*)$/;

/** True for text in which a terminal would see more than text. */
export function hasControls(raw: string): boolean {
  return HAS_CONTROL.test(raw);
}

/** True for text that writes over itself. */
export function rewritesItself(raw: string): boolean {
  // Looking for single characters is far cheaper than the expression, and most text has none of them.
  if (!raw.includes('\x1b') && !raw.includes('\r') && !raw.includes('\b')) return false;
  return REWRITES.test(raw);
}

/** Reads a message; the text itself, untouched and at next to no cost, when there is nothing but text in it. */
export function parseAnsi(raw: string): TerminalText {
  if (!HAS_CONTROL.test(raw)) return { text: raw, spans: NO_SPANS };
  return rewritesItself(raw) ? rewritten(raw, new TerminalPen()) : grown(raw);
}

/** The text alone, without the styles of its stretches. */
export function plainAnsi(raw: string): string {
  if (!HAS_CONTROL.test(raw)) return raw;
  return rewritesItself(raw) ? rewritten(raw, null).text : raw.replace(CONTROL, '');
}

/** Where to cut `raw`, at `end` or before, so that no escape sequence and no character is cut in two; may be 0. */
export function cutOf(raw: string, end: number): number {
  if (raw.length <= end) return raw.length;
  const escape = raw.lastIndexOf('\x1b', end - 1);
  if (escape >= 0 && UNFINISHED.test(raw.slice(escape, end))) {
    // What would be cut off may be the end of the one before it, which is not cut in two either.
    const before = raw.lastIndexOf('\x1b', escape - 1);
    const ends = raw[escape + 1] === '\\' && escape > 0 && before >= 0;
    return ends && UNFINISHED.test(raw.slice(before, escape)) ? before : escape;
  }
  const cutsPair = (raw.charCodeAt(end - 1) & 0xfc00) === 0xd800;
  return cutsPair && end > 1 ? end - 1 : end;
}

/** Text that only grows. */
function grown(raw: string): TerminalText {
  const pen = new TerminalPen();
  const spans: StyledSpan[] = [];
  let text = '';
  readControls(raw, pen, (piece) => {
    const start = text.length;
    text += piece;
    if (spans.length < MAX_SPANS) addSpan(spans, start, text.length, pen.style);
  });
  return { text, spans };
}

/** Text that goes back and writes over itself. */
function rewritten(raw: string, pen: TerminalPen | null): TerminalText {
  const screen = new TerminalScreen();
  readControls(
    raw,
    pen,
    (piece) => {
      screen.write(piece, pen?.style ?? null);
    },
    (final, parameters) => {
      move(screen, final, parameters);
    },
  );
  return screen.read();
}

/** Hands out the text between controls, keeps the pen, and tells of what may move the cursor. */
function readControls(
  raw: string,
  pen: TerminalPen | null,
  onText: (piece: string) => void,
  onMove?: (final: string, parameters: string) => void,
): void {
  let at = 0;
  CONTROL.lastIndex = 0;
  for (let match = CONTROL.exec(raw); match !== null; match = CONTROL.exec(raw)) {
    if (match.index > at) onText(raw.slice(at, match.index));
    at = CONTROL.lastIndex;
    const [whole, parameters, final, osc] = match;
    if (final === 'm') pen?.applySgr(parameters ?? '');
    else if (osc !== undefined) pen?.applyOsc(osc);
    else if (onMove !== undefined) onMove(final ?? whole, parameters ?? '');
  }
  if (at < raw.length) onText(raw.slice(at));
}

function move(screen: TerminalScreen, final: string, parameters: string): void {
  const given = Number.parseInt(parameters, 10) || 0;
  const count = Math.max(1, given);
  switch (final) {
    case '\r':
      screen.toColumn(0);
      break;
    case '\b':
    case 'D':
      screen.moveColumns(-count);
      break;
    case 'C':
      screen.moveColumns(count);
      break;
    case 'G':
    case '`':
      screen.toColumn(count - 1);
      break;
    case 'A':
    case 'B':
      screen.moveLines(final === 'A' ? -count : count);
      break;
    case 'E':
    case 'F':
      screen.moveLines(final === 'F' ? -count : count);
      screen.toColumn(0);
      break;
    case 'J':
      // Clearing the whole screen would hide what was said before.
      if (given === 0) screen.eraseBelow();
      break;
    case 'K':
      screen.eraseLine(given === 1 ? 'before' : given === 2 ? 'all' : 'after');
      break;
    case 'X':
      screen.eraseCharacters(count);
      break;
  }
}
