/** What is said over the rows while more of them come than anyone can read. It covers no row's place: it lies over them. */
import { html, nothing, type TemplateResult } from 'lit';
import type { LogStreamStrings } from './strings.js';

/** What it says. */
export interface FloodModel {
  /** Rows a second, as text. */
  readonly rate: string;
  /** Things are left out until it is over. */
  readonly isBrief: boolean;
}

/** The strip, or nothing. Not a live region: the rate changes all the time, and the digest tells how many came. */
export function floodStrip(
  flood: FloodModel | null,
  strings: LogStreamStrings,
): TemplateResult | typeof nothing {
  if (flood === null) return nothing;
  const { rate, isBrief } = flood;
  return html`<div class="flood" part="flood" dir="auto">${strings.flood(rate, isBrief)}</div>`;
}

/** A rate as it is told: to two figures, since it is never the same twice, and figures that flicker are not read. */
export function rateText(
  perSecond: number | null,
  formatNumber: (value: number) => string,
): string | null {
  if (perSecond === null) return null;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, perSecond))) - 1);
  return formatNumber(Math.round(perSecond / unit) * unit);
}
