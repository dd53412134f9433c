/**
 * The theme's colours for what is painted and not styled. A canvas knows no variables: so each colour is given to a
 * swatch that nobody sees, and read from there. A swatch has a transition that nobody sees either; its end tells of a
 * change, whoever made it: the system, the page, or a variable somewhere above the tag.
 */
import { html, type TemplateResult } from 'lit';
import { SEVERITIES, type Severity } from '../core/severity.js';

/** What there is a colour for. */
export type PaintName = Severity | 'hit' | 'mark' | 'label' | 'rule';

/** The colours, as a canvas takes them. */
export type Palette = Readonly<Record<PaintName, string>>;

const NAMES: readonly PaintName[] = [...SEVERITIES, 'hit', 'mark', 'label', 'rule'];

/** The swatches; once in each tree that paints. */
export function swatches(): TemplateResult {
  return html`<span class="swatches" aria-hidden="true"
    >${NAMES.map((name) => html`<i class=${`swatch-${name}`}></i>`)}</span
  >`;
}

/** Reads the colours from the swatches below `root`. */
export function readPalette(root: Element): Palette {
  const colors = NAMES.map((name) => {
    const swatch = root.querySelector(`.swatch-${name}`);
    return [name, swatch === null ? 'currentColor' : getComputedStyle(swatch).color];
  });
  return Object.fromEntries(colors) as Palette;
}
