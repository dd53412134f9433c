/**
 * A message's pieces as text nodes. This is where hostile text meets the page, so it does one thing only: text goes
 * into text nodes, and an address becomes a link only when the browser reads it as http or https.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { HiddenCharacter } from '../core/hidden-characters.js';
import type { MessageSegment } from '../core/message-segments.js';
import { paintOf } from './terminal-paint.js';

/** The pieces, in order. `linksInTabOrder` is for the row that has the cursor; other rows' links are skipped by Tab. */
export function messageText(
  segments: readonly MessageSegment[],
  linksInTabOrder: boolean,
): readonly (TemplateResult | string)[] {
  return segments.map((segment) => {
    const href = segment.href === null ? null : safeHref(segment.href);
    const { hidden, marked } = segment;
    if (!marked && href === null && !hasStyle(segment) && hidden === undefined) return segment.text;
    const written = hidden === undefined ? segment.text : hiddenCharacter(hidden);
    const text = marked ? html`<mark>${written}</mark>` : written;
    const styled = withStyle(segment, text);
    if (href === null) return styled;
    return html`<a
      href=${href}
      title=${href === segment.text ? nothing : href}
      target="_blank"
      rel="noopener noreferrer"
      tabindex=${ifDefined(linksInTabOrder ? undefined : -1)}
      >${styled}</a
    >`;
  });
}

/** What stands for a character that cannot be seen, with its name. */
function hiddenCharacter({ label, name }: HiddenCharacter): TemplateResult {
  return html`<span class="unseen" title=${name}>${label}</span>`;
}

/** The address if it is one that may be opened; `null` for anything else, as `javascript:` in disguise. */
export function safeHref(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { protocol, href } = new URL(text);
  return protocol === 'https:' || protocol === 'http:' ? href : null;
}

function hasStyle({ styles, paint }: MessageSegment): boolean {
  return styles.length > 0 || paint !== null;
}

function withStyle(
  segment: MessageSegment,
  text: TemplateResult | string,
): TemplateResult | string {
  if (!hasStyle(segment)) return text;
  const names = classNames(segment);
  if (segment.paint === null) return html`<span class=${names}>${text}</span>`;
  return html`<span class=${`a-paint ${names}`} ${paintOf(segment.paint)}>${text}</span>`;
}

function classNames(segment: MessageSegment): string {
  return segment.styles.map((style) => `a-${style}`).join(' ');
}

/** A short text, or nothing. */
export const textOrNothing = (text: string | null): string | typeof nothing =>
  text === null || text === '' ? nothing : text;
