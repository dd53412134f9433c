/**
 * Colours of terminals beyond the sixteen, put on an element through the style object: a strict content security
 * policy forbids style attributes in markup, and any of 16 million colours cannot be a class.
 */
import { noChange } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';
import { cssColor, GROUNDS, readableOn, type Rgb } from '../core/terminal-color.js';
import type { Paint } from '../core/terminal-pen.js';

/** Colours whose readable forms are remembered: twice the palette of 256. */
const MAX_KNOWN = 512;
const inks = new Map<Rgb, string>();

class PaintDirective extends Directive {
  #painted: Paint | null = null;

  // It only says, to the type of the directive, what `update` is given.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  override render(_paint: Paint): typeof noChange {
    return noChange;
  }

  override update({ element }: ElementPart, [paint]: [Paint]): typeof noChange {
    if (paint === this.#painted || !(element instanceof HTMLElement)) return noChange;
    this.#painted = paint;
    const { text, ground } = paint;
    element.style.setProperty('--_ink', ground === null ? inkOf(text) : inkOn(text, ground));
    element.style.setProperty('--_ground', ground === null ? 'transparent' : cssColor(ground));
    return noChange;
  }
}

/** Gives an element of class `a-paint` its colours. */
export const paintOf = directive(PaintDirective);

/** A colour on the ground of the page, light or dark. */
function inkOf(color: Rgb | null): string {
  if (color === null) return 'inherit';
  let ink = inks.get(color);
  if (ink === undefined) {
    if (inks.size >= MAX_KNOWN) inks.clear();
    const [light, dark] = [readableOn(color, GROUNDS.light), readableOn(color, GROUNDS.dark)];
    ink = `light-dark(${cssColor(light)}, ${cssColor(dark)})`;
    inks.set(color, ink);
  }
  return ink;
}

/** A colour on a ground of its own, which is the same in both themes. Without one: black or white. */
function inkOn(color: Rgb | null, ground: Rgb): string {
  return cssColor(readableOn(color ?? ground, ground));
}
