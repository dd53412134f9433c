/**
 * A message's pieces as text nodes. This is where hostile text meets the page, so it does one thing only: text goes
 * into text nodes, and an address becomes a link only when the browser reads it as http or https.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { MessageSegment } from '../core/message-segments.js';

/** The pieces, in order. `linksInTabOrder` is for the row that has the cursor; other rows' links are skipped by Tab. */
export function messageText(
  segments: readonly MessageSegment[],
  linksInTabOrder: boolean,
): readonly (TemplateResult | string)[] {
  return segments.map((segment) => {
    const href = segment.href === null ? null : safeHref(segment.href);
    if (!segment.marked && href === null && segment.styles.length === 0) return segment.text;
    const text = segment.marked ? html`<mark>${segment.text}</mark>` : segment.text;
    const styled =
      segment.styles.length === 0 ? text : html`<span class=${classNames(segment)}>${text}</span>`;
    if (href === null) return styled;
    return html`<a
      href=${href}
      target="_blank"
      rel="noopener noreferrer"
      tabindex=${ifDefined(linksInTabOrder ? undefined : -1)}
      >${styled}</a
    >`;
  });
}

/** The address if it is one that may be opened; `null` for anything else, as `javascript:` in disguise. */
export function safeHref(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { protocol, href } = new URL(text);
  return protocol === 'https:' || protocol === 'http:' ? href : null;
}

function classNames(segment: MessageSegment): string {
  return segment.styles.map((style) => `a-${style}`).join(' ');
}

/** A short text, or nothing. */
export const textOrNothing = (text: string | null): string | typeof nothing =>
  text === null || text === '' ? nothing : text;
