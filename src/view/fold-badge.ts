/** What stands on a line that rows were folded into: how many, from when to when, and what a search has found in them. */
import { html, nothing, type TemplateResult } from 'lit';
import type { RowFold } from '../core/folded-rows.js';
import type { RowContext } from './log-row.js';
import { spanText } from './time-format.js';

/** The badge; a click on it opens or closes the fold. */
export function foldBadge(fold: RowFold, context: RowContext): TemplateResult {
  const { strings, formatNumber } = context;
  const { patterns } = strings;
  const span = foldSpan(fold, context);
  const count = formatNumber(fold.count);
  const hits = fold.isOpen ? 0 : context.hitsIn(fold);
  const found = hits === 0 ? null : patterns.hitsInside(formatNumber(hits));
  const label = [patterns.folded(count, span), found].filter(Boolean).join(', ');
  const action = fold.isOpen ? patterns.foldAgain : patterns.unfold;
  return html`<button
    class="repeats"
    type="button"
    tabindex="-1"
    data-action="fold"
    aria-expanded=${fold.isOpen ? 'true' : 'false'}
    aria-label=${`${label}. ${action}`}
    title=${`${label}\n${action}`}
  >
    <bdi>× ${count}</bdi
    >${span === '' ? nothing : html`<span class="repeats-span" dir="auto">${span}</span>`}${
      found === null ? nothing : html`<span class="repeats-hits">${found}</span>`
    }
  </button>`;
}

function foldSpan({ first, last }: RowFold, { timeFormat, locale }: RowContext): string {
  const [startMs, endMs] = [Date.parse(first.createdAt), Date.parse(last.createdAt)];
  if (timeFormat === 'none' || Number.isNaN(startMs + endMs)) return '';
  const [start, end] = spanText(startMs, endMs, { format: timeFormat, locale });
  return end === null || start === end ? start : `${start} – ${end}`;
}
