/**
 * Colours that a terminal would show, as numbers 0xRRGGBB, and what becomes of them on a page: kept where they can be
 * read, and moved towards black or white just as far as it takes where they cannot. Contrast is WCAG's.
 */

/** A colour as 0xRRGGBB. */
export type Rgb = number;

/** Contrast that text is given, as a ratio. WCAG asks for 4.5; the rest is for the tints of rows and the pointer's. */
export const TEXT_CONTRAST = 4.9;

/**
 * The least favourable grounds of the two built-in themes, tinted rows included. On the page's own ground
 * (`--log-stream-background`) text is as readable as on these, as long as that ground is no less light, or dark.
 */
export const GROUNDS = { light: 0xffe4e9, dark: 0x2c1f2a } as const;

const BLACK = 0x000000;
const WHITE = 0xffffff;

/** Steps of the way to black or white that are tried, by halving: a colour has no finer ones. */
const HALVINGS = 8;

/** Red, green and blue of the sixteen colours (xterm's defaults). */
export const SIXTEEN: readonly Rgb[] = [
  0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f,
  0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
];

/** The colour of a place from 16 to 255 in the palette of 256: a cube of 6 × 6 × 6, then 24 greys. */
export function paletteColor(place: number): Rgb {
  if (place >= 232) {
    const grey = 8 + (place - 232) * 10;
    return rgb(grey, grey, grey);
  }
  const cube = place - 16;
  return rgb(step(Math.floor(cube / 36)), step(Math.floor(cube / 6) % 6), step(cube % 6));
}

/** One colour of three parts from 0 to 255. */
export function rgb(red: number, green: number, blue: number): Rgb {
  return (red << 16) | (green << 8) | blue;
}

/** As CSS writes it. */
export function cssColor(color: Rgb): string {
  return `#${color.toString(16).padStart(6, '0')}`;
}

/** Contrast of two colours, from 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** The colour nearest to `color`, towards black or white, that can be read on `ground`. */
export function readableOn(color: Rgb, ground: Rgb): Rgb {
  if (contrast(color, ground) >= TEXT_CONTRAST) return color;
  const end = contrast(BLACK, ground) > contrast(WHITE, ground) ? BLACK : WHITE;
  // How much of the way is known to be too little, and to be enough.
  let little = 0;
  let enough = 1;
  for (let halving = 0; halving < HALVINGS; halving++) {
    const share = (little + enough) / 2;
    if (contrast(mix(color, end, share), ground) >= TEXT_CONTRAST) enough = share;
    else little = share;
  }
  return mix(color, end, enough);
}

function step(value: number): number {
  return value === 0 ? 0 : 55 + value * 40;
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const part = (shift: number): number => {
    const [a, b] = [(from >> shift) & 255, (to >> shift) & 255];
    return Math.round(a + (b - a) * share);
  };
  return rgb(part(16), part(8), part(0));
}

function luminance(color: Rgb): number {
  const part = (shift: number): number => {
    const value = ((color >> shift) & 255) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0);
}
