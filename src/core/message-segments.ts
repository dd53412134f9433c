/**
 * A row's message, cut into the pieces that a view writes as text nodes: where it is clamped, which stretches a
 * terminal would have coloured, which are links, and which a search has found. It decides nothing about looks.
 */
import {
  cutOf,
  hasControls,
  parseAnsi,
  plainAnsi,
  rewritesItself,
  type TerminalText,
} from './ansi.js';
import { findHidden, withoutReordering, type HiddenCharacter } from './hidden-characters.js';
import { stackFrames } from './stack-frames.js';
import type { StyledSpan } from './styled-span.js';
import type { AnsiStyle, Paint, TextStyle } from './terminal-pen.js';
import { mergeRanges, type TextRange } from './text-segments.js';

/** A piece of a message; the same in all of its length. */
export interface MessageSegment {
  readonly text: string;
  readonly marked: boolean;
  readonly styles: readonly (AnsiStyle | 'frame')[];
  /** Colours that no style names. */
  readonly paint: Paint | null;
  /** An http(s) address, if the piece belongs to one. */
  readonly href: string | null;
  /** Set on a piece that is one character which cannot be seen, and is not to be written as it is. */
  readonly hidden?: HiddenCharacter;
}

/** How much of a message is read, and how many of its lines are shown. */
export interface MessageExtent {
  /** Characters read before anything else is done: one huge line must not cost more than a small one. */
  readonly maxChars: number;
  /** Lines shown; the rest is only counted. */
  readonly maxLines: number;
  /** Leaves addresses as text: nobody can hit what flies by. Default: false */
  readonly isBrief?: boolean;
}

/** Collapsed rows: enough for any screen, little enough to parse a hundred of them on each frame. */
export const COLLAPSED_CHARS = 2_000;
/** Expanded rows: beyond this a browser takes visible time to lay the text out. */
export const EXPANDED_CHARS = 20_000;
/** How far a line is looked for what was written over: a terminal's lines are read in pieces of this length. */
const READ_CHARS = 50_000;

/** A message ready to be shown. */
export interface MessageParts {
  readonly segments: readonly MessageSegment[];
  /** Lines that are not shown. */
  readonly hiddenLines: number;
  /** Characters that are not shown because the message is longer than was read. */
  readonly hiddenChars: number;
}

const NO_STYLES: readonly AnsiStyle[] = [];
const NEWLINE = /\n/g;

// An address ends at a space, a quote, an angle bracket or a control character. One character class: cannot backtrack.
const LINK = /\bhttps?:\/\/[^\s<>"'`\\^{|}\p{Cc}\p{Cf}]+/gu;
/** Punctuation that ends a sentence, not an address. */
const TRAILING = '.,;:!?)]';

/** Characters of messages that write over themselves which are remembered as read: a screen full of long ones. */
const MAX_KNOWN_CHARS = 2_500_000;
/** Shorter ones are read as quickly as they are looked up. */
const CHEAP_CHARS = 200;
const known = new Map<string, TerminalText>();
let knownChars = 0;

/** Pieces of each kind in a collapsed row, and in an expanded one; what is behind them is plain text. */
const COLLAPSED_PIECES = 200;
const EXPANDED_PIECES = 400;

/**
 * Longest piece of text that is not Latin. To break one into lines takes a browser time with the square of its length,
 * where most characters can end a line: 50,000 took a second.
 */
const WIDE_PIECE_CHARS = 1_000;
// eslint-disable-next-line no-control-regex
const BEYOND_LATIN = /[^\x00-\u024f]/;

/** The pieces of `message`, with the found `ranges` (places in its `plainMessage`) marked. */
export function messageSegments(
  message: string,
  ranges: readonly TextRange[] | null | undefined,
  extent: MessageExtent,
): MessageParts {
  const { shown, readChars } = headOf(message, extent.maxChars);
  const hiddenChars = message.length - readChars;
  const { text: read, hiddenLines } = firstLines(shown.text, extent.maxLines);
  const isExpanded = extent.maxChars > COLLAPSED_CHARS;
  const most = isExpanded ? EXPANDED_PIECES : COLLAPSED_PIECES;
  const hidden = findHidden(read, isExpanded ? 'any' : 'reordering', most);
  const text = hidden.length < most ? read : withoutReordering(read, hidden.at(-1)?.end ?? 0);
  const isBrief = extent.isBrief === true;
  const frames = stackFrames(text);
  const isWide = text.length > WIDE_PIECE_CHARS && BEYOND_LATIN.test(text);
  const isPlain =
    shown.spans.length + frames.length + hidden.length === 0 &&
    !isWide &&
    (isBrief || !text.includes('://'));
  if (isPlain && (!ranges || ranges.length === 0)) {
    return { segments: text === '' ? [] : [plain(text)], hiddenLines, hiddenChars };
  }
  const segments = cut(text, {
    marks: ranges ? mergeRanges(ranges).slice(0, most) : [],
    spans: shown.spans.slice(0, most),
    links: isBrief ? NO_LINKS : findLinks(text).slice(0, most),
    frames: frames.slice(0, most),
    hidden,
    maxPieceChars: isWide ? WIDE_PIECE_CHARS : Infinity,
  });
  return { segments, hiddenLines, hiddenChars };
}

/** The whole message as it is shown, searched and copied: what a terminal would have left of it. */
export function plainMessage(message: string): string {
  if (!hasControls(message)) return message;
  let text = '';
  for (let at = 0; at < message.length;) {
    const rest = at === 0 ? message : message.slice(at);
    // A sequence that is longer than the piece is not waited for.
    const length = cutOf(rest, READ_CHARS) || READ_CHARS;
    text += plainAnsi(rest.slice(0, length));
    at += length;
  }
  return text;
}

/** True when a collapsed row does not show all of the message. */
export function isLongMessage(message: string): boolean {
  return message.length > COLLAPSED_CHARS || message.trimEnd().includes('\n');
}

const plain = (text: string): MessageSegment => ({
  text,
  marked: false,
  styles: NO_STYLES,
  paint: null,
  href: null,
});

/**
 * The start of the shown text, read from as little of the message as will do. Later characters may write over the
 * first ones, and then that is what has to be read.
 */
function headOf(
  message: string,
  maxChars: number,
): { readonly shown: TerminalText; readonly readChars: number } {
  const readChars = cutOf(message, maxChars);
  const reach = message.length > readChars ? message.slice(0, READ_CHARS) : message;
  if (!rewritesItself(reach)) {
    return { shown: parseAnsi(message.slice(0, readChars)), readChars };
  }
  const whole = readOnce(message.slice(0, cutOf(message, READ_CHARS)));
  const text = whole.text.slice(0, maxChars);
  return { shown: text === whole.text ? whole : { ...whole, text }, readChars };
}

/** Writing over costs more than anything else in a row, and rows are rendered many times. */
function readOnce(raw: string): TerminalText {
  if (raw.length < CHEAP_CHARS) return parseAnsi(raw);
  const before = known.get(raw);
  if (before !== undefined) return before;
  const now = parseAnsi(raw);
  known.set(raw, now);
  knownChars += raw.length;
  for (const oldest of known.keys()) {
    if (knownChars <= MAX_KNOWN_CHARS) break;
    known.delete(oldest);
    knownChars -= oldest.length;
  }
  return now;
}

function firstLines(text: string, maxLines: number): { text: string; hiddenLines: number } {
  const whole = text.trimEnd();
  if (!whole.includes('\n')) return { text: whole, hiddenLines: 0 };
  let end = -1;
  for (let line = 0; line < maxLines; line++) {
    end = whole.indexOf('\n', end + 1);
    if (end === -1) return { text: whole, hiddenLines: 0 };
  }
  const rest = whole.slice(end);
  return { text: whole.slice(0, end), hiddenLines: (rest.match(NEWLINE) ?? []).length };
}

interface Link {
  readonly start: number;
  readonly end: number;
  readonly href: string;
}

function findLinks(text: string): readonly Link[] {
  if (!text.includes('://')) return [];
  const links: Link[] = [];
  for (const match of text.matchAll(LINK)) {
    let length = match[0].length;
    // From the end: an expression would begin anew at each of a thousand brackets that are not at the end.
    while (length > 0 && TRAILING.includes(match[0].charAt(length - 1))) length -= 1;
    const href = match[0].slice(0, length);
    links.push({ start: match.index, end: match.index + length, href });
  }
  return links;
}

/** What there is to be told apart in a text: each ordered and separate. */
interface Pieces {
  readonly marks: readonly TextRange[];
  readonly spans: readonly StyledSpan[];
  readonly links: readonly Link[];
  readonly frames: readonly TextRange[];
  readonly hidden: readonly HiddenCharacter[];
  readonly maxPieceChars: number;
}

/** Cuts the text at every place where something begins or ends. */
function cut(
  text: string,
  { marks, spans, links, frames, hidden, maxPieceChars }: Pieces,
): readonly MessageSegment[] {
  const edges = new Set<number>([0, text.length]);
  for (const [start, end] of marks) edges.add(start).add(end);
  for (const { start, end } of spans) edges.add(start).add(end);
  for (const { start, end } of links) edges.add(start).add(end);
  for (const [start, end] of frames) edges.add(start).add(end);
  for (const { start, end } of hidden) edges.add(start).add(end);
  for (let at = maxPieceChars; at < text.length; at += maxPieceChars) edges.add(cutOf(text, at));
  const sorted = [...edges].filter((edge) => edge <= text.length).sort((a, b) => a - b);
  const segments: MessageSegment[] = [];
  const mark = new Cursor(stretches(marks));
  const span = new Cursor(spans);
  const link = new Cursor(links);
  const frame = new Cursor(stretches(frames));
  const unseen = new Cursor(hidden);
  for (let index = 0; index + 1 < sorted.length; index++) {
    const start = sorted[index] ?? 0;
    const style = span.at(start)?.style;
    const character = unseen.at(start);
    segments.push({
      text: text.slice(start, sorted[index + 1]),
      marked: mark.at(start) !== undefined,
      styles: stylesOf(style, frame.at(start) !== undefined),
      paint: style?.paint ?? null,
      // An address that can be read is where it leads, whatever the terminal was told to make of it.
      href: link.at(start)?.href ?? style?.href ?? null,
      ...(character === undefined ? {} : { hidden: character }),
    });
  }
  return segments;
}

function stylesOf(
  style: TextStyle | undefined,
  isFrame: boolean,
): readonly (AnsiStyle | 'frame')[] {
  if (style === undefined) return isFrame ? FRAME : NO_STYLES;
  return style.styles;
}

const FRAME = ['frame'] as const;
const NO_LINKS: readonly Link[] = [];

const stretches = (ranges: readonly TextRange[]): { start: number; end: number }[] =>
  ranges.map(([start, end]) => ({ start, end }));

/** Walks ordered, separate stretches forward, answering which one covers a position. */
class Cursor<Stretch extends { readonly start: number; readonly end: number }> {
  readonly #stretches: readonly Stretch[];
  #index = 0;

  constructor(stretches: readonly Stretch[]) {
    this.#stretches = stretches;
  }

  at(position: number): Stretch | undefined {
    while ((this.#stretches[this.#index]?.end ?? Infinity) <= position) this.#index++;
    const stretch = this.#stretches[this.#index];
    return stretch !== undefined && stretch.start <= position ? stretch : undefined;
  }
}
