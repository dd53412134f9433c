/**
 * A row's message, cut into the pieces that a view writes as text nodes: where it is clamped, which stretches a
 * terminal would have coloured, which are links, and which a search has found. It decides nothing about looks.
 */
import { parseAnsi, type AnsiSpan, type AnsiStyle, type AnsiText } from './ansi.js';
import { mergeRanges, type TextRange } from './text-segments.js';

/** A piece of a message; the same in all of its length. */
export interface MessageSegment {
  readonly text: string;
  readonly marked: boolean;
  readonly styles: readonly AnsiStyle[];
  /** An http(s) address, if the piece belongs to one. */
  readonly href: string | null;
}

/** How much of a message is read, and how many of its lines are shown. */
export interface MessageExtent {
  /** Characters read before anything else is done: one huge line must not cost more than a small one. */
  readonly maxChars: number;
  /** Lines shown; the rest is only counted. */
  readonly maxLines: number;
}

/** Collapsed rows: enough for any screen, little enough to parse a hundred of them on each frame. */
export const COLLAPSED_CHARS = 2_000;
/** Expanded rows: beyond this a browser takes visible time to lay the text out. */
export const EXPANDED_CHARS = 50_000;

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
const TRAILING = /[.,;:!?)\]]+$/;

/**
 * The pieces of `message`, with the found `ranges` (positions in the whole, untouched message) marked.
 */
export function messageSegments(
  message: string,
  ranges: readonly TextRange[] | null | undefined,
  extent: MessageExtent,
): MessageParts {
  const raw = message.length > extent.maxChars ? message.slice(0, extent.maxChars) : message;
  const hiddenChars = message.length - raw.length;
  const ansi = parseAnsi(raw);
  const { text, hiddenLines } = firstLines(ansi.text, extent.maxLines);
  const marks = cleanRanges(ansi, ranges, text.length);
  if (marks.length === 0 && ansi.spans.length === 0 && !text.includes('://')) {
    const segments = text === '' ? [] : [plain(text)];
    return { segments, hiddenLines, hiddenChars };
  }
  return { segments: cut(text, marks, ansi.spans), hiddenLines, hiddenChars };
}

/** The message as a person would copy it: without escapes, whole. */
export function plainMessage(message: string): string {
  return parseAnsi(message).text;
}

/** True when a collapsed row does not show all of the message. */
export function isLongMessage(message: string): boolean {
  return message.length > COLLAPSED_CHARS || message.trimEnd().includes('\n');
}

const plain = (text: string): MessageSegment => ({
  text,
  marked: false,
  styles: NO_STYLES,
  href: null,
});

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

function cleanRanges(
  ansi: AnsiText,
  ranges: readonly TextRange[] | null | undefined,
  length: number,
): readonly TextRange[] {
  if (!ranges || ranges.length === 0) return [];
  const clean = ranges.map(([start, end]): TextRange => [
    Math.min(length, ansi.toClean(start)),
    Math.min(length, ansi.toClean(end)),
  ]);
  return mergeRanges(clean);
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
    const href = match[0].replace(TRAILING, '');
    links.push({ start: match.index, end: match.index + href.length, href });
  }
  return links;
}

/** Cuts the text at every place where something begins or ends. */
function cut(
  text: string,
  marks: readonly TextRange[],
  spans: readonly AnsiSpan[],
): readonly MessageSegment[] {
  const links = findLinks(text);
  const edges = new Set<number>([0, text.length]);
  for (const [start, end] of marks) edges.add(start).add(end);
  for (const { start, end } of spans) edges.add(start).add(end);
  for (const { start, end } of links) edges.add(start).add(end);
  const sorted = [...edges].filter((edge) => edge <= text.length).sort((a, b) => a - b);
  const segments: MessageSegment[] = [];
  const mark = new Cursor(marks.map(([start, end]) => ({ start, end })));
  const span = new Cursor(spans);
  const link = new Cursor(links);
  for (let index = 0; index + 1 < sorted.length; index++) {
    const start = sorted[index] ?? 0;
    segments.push({
      text: text.slice(start, sorted[index + 1]),
      marked: mark.at(start) !== undefined,
      styles: span.at(start)?.styles ?? NO_STYLES,
      href: link.at(start)?.href ?? null,
    });
  }
  return segments;
}

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
