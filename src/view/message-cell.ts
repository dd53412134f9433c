/**
 * A row's message as nodes of the page, patched in place: a stream shows thousands of messages a second in the same
 * few elements, and most of them are plain text with an address or a hit in it. A message with anything else in it
 * goes through the template, in an element of its own.
 */
import { render } from 'lit';
import type { MessageSegment } from '../core/message-segments.js';
import { messageText, safeHref } from './message-text.js';

/** Letters of scripts that run from right to left; without one, a message runs from left to right. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** A piece as it stands in the page. */
interface Piece {
  readonly text: Text;
  readonly link: HTMLAnchorElement | null;
}

/** The message of one row element. */
export class MessageCell {
  readonly #plain: HTMLElement;
  /** Made when the first message comes that needs it. */
  #rich: HTMLElement | null = null;
  #isRich = false;
  #pieces: readonly Piece[] = [];
  /** What the pieces are made of; pieces of the same making are only given other text. */
  #making: string | null = null;

  /** @param element - an empty element that stands where the message is to be */
  constructor(element: HTMLElement) {
    this.#plain = element;
  }

  /** Shows `segments`. Links are in the tab order only in the row that has the cursor. */
  show(segments: readonly MessageSegment[], isActive: boolean): void {
    const hrefs = segments.map(({ href }) => (href === null ? null : safeHref(href)));
    const isRich = segments.some((segment, at) => needsTemplate(segment, hrefs[at] ?? null));
    const rich = (this.#rich ??= isRich ? (this.#plain.cloneNode(false) as HTMLElement) : null);
    const element = isRich && rich !== null ? rich : this.#plain;
    if (isRich !== this.#isRich) {
      this.#isRich = isRich;
      (isRich ? this.#plain : rich)?.replaceWith(element);
    }
    // Left to itself (`auto`), the browser looks for the direction anew at every change of the text.
    const isEitherWay = segments.some(({ text }) => RIGHT_TO_LEFT.test(text));
    const direction = isEitherWay ? 'auto' : 'ltr';
    if (element.dir !== direction) element.dir = direction;
    if (isRich) render(messageText(segments, isActive), element);
    else this.#patch(segments, hrefs, isActive);
  }

  #patch(
    segments: readonly MessageSegment[],
    hrefs: readonly (string | null)[],
    isActive: boolean,
  ): void {
    const making = segments.map((segment, at) => makingOf(segment, hrefs[at] ?? null)).join(' ');
    if (making !== this.#making) {
      this.#making = making;
      const built = segments.map((segment, at) => build(segment, hrefs[at] ?? null));
      this.#pieces = built.map(({ piece }) => piece);
      this.#plain.replaceChildren(...built.map(({ node }) => node));
    }
    for (const [at, { text, link }] of this.#pieces.entries()) {
      const written = segments[at]?.text ?? '';
      if (text.data !== written) text.data = written;
      if (link !== null) patchLink(link, hrefs[at] ?? '', isActive);
    }
  }
}

/** A link whose address is not its text is told where it leads, and styles may need the page's own colours. */
function needsTemplate(segment: MessageSegment, href: string | null): boolean {
  const { styles, paint, text, hidden } = segment;
  const isStyled = styles.length > 0 || paint !== null || hidden !== undefined;
  return isStyled || (href !== null && href !== text);
}

function makingOf({ marked }: MessageSegment, href: string | null): string {
  return `${href === null ? '' : 'link'}${marked ? 'mark' : ''}`;
}

function build(
  { marked }: MessageSegment,
  href: string | null,
): { readonly node: Node; readonly piece: Piece } {
  const text = document.createTextNode('');
  let node: Node = text;
  if (marked) {
    node = document.createElement('mark');
    node.appendChild(text);
  }
  if (href === null) return { node, piece: { text, link: null } };
  const link = document.createElement('a');
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
  link.tabIndex = -1;
  link.append(node);
  return { node: link, piece: { text, link } };
}

function patchLink(link: HTMLAnchorElement, href: string, isActive: boolean): void {
  if (link.getAttribute('href') !== href) link.setAttribute('href', href);
  if (link.hasAttribute('tabindex') !== isActive) return;
  if (isActive) link.removeAttribute('tabindex');
  else link.tabIndex = -1;
}
