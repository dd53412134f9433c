/**
 * What a terminal writes with at a moment: the state that SGR codes (`ESC [ … m`) and hyperlinks (OSC 8) leave behind.
 * It knows codes and styles, and nothing of where the text goes or how a style looks.
 */
import { paletteColor, rgb, SIXTEEN, type Rgb } from './terminal-color.js';

const COLORS = [
  'black',
  'red',
  'green',
  'yellow',
  'blue',
  'magenta',
  'cyan',
  'white',
  'bright-black',
  'bright-red',
  'bright-green',
  'bright-yellow',
  'bright-blue',
  'bright-magenta',
  'bright-cyan',
  'bright-white',
] as const;

/** The sixteen colours; the palette belongs to the theme, so that they stay readable in light and dark. */
export type AnsiColor = (typeof COLORS)[number];

/** A style that a view maps to a class of its own. */
export type AnsiStyle =
  | 'bold'
  | 'dim'
  | 'italic'
  | 'underline'
  | 'strike'
  | 'inverse'
  | `fg-${AnsiColor}`
  | `bg-${AnsiColor}`;

/** Colours beyond the sixteen; `null` is the page's own. */
export interface Paint {
  readonly text: Rgb | null;
  readonly ground: Rgb | null;
}

/** How a stretch of text was written. */
export interface TextStyle {
  readonly styles: readonly AnsiStyle[];
  /** Absent where the names say it all. */
  readonly paint: Paint | null;
  /** Where a hyperlink of the terminal leads: http(s) only. */
  readonly href: string | null;
}

/** One of the sixteen by name, or any other by its parts. */
type Color = AnsiColor | Rgb;

/** Longer addresses are not followed by browsers either, and would stand in every piece of the text. */
const MAX_HREF_CHARS = 2_083;
const HYPERLINK = /^8;[^;]*;(https?:\/\/[^\s\p{Cc}\p{Cf}"<>\\^`{|}]+)?$/iu;

const FLAG_ON: Readonly<Record<number, AnsiStyle>> = {
  1: 'bold',
  2: 'dim',
  3: 'italic',
  4: 'underline',
  7: 'inverse',
  9: 'strike',
  21: 'underline',
};

const FLAG_OFF: Readonly<Record<number, readonly AnsiStyle[]>> = {
  22: ['bold', 'dim'],
  23: ['italic'],
  24: ['underline'],
  27: ['inverse'],
  29: ['strike'],
};

/** The pen of one message. Text that asks to be concealed is shown: in a log nothing may hide. */
export class TerminalPen {
  readonly #flags = new Set<AnsiStyle>();
  #fg: Color | null = null;
  #bg: Color | null = null;
  #href: string | null = null;
  /** `undefined` after a change. */
  #style: TextStyle | null | undefined = null;
  readonly #known = new Map<string, TextStyle | null>();

  /** The present style; `null` for plain text, and the same object for the same style. */
  get style(): TextStyle | null {
    if (this.#style === undefined) {
      const key = `${[...this.#flags].join()} ${this.#fg} ${this.#bg} ${this.#href}`;
      this.#style = this.#known.get(key);
      if (this.#style === undefined) this.#known.set(key, (this.#style = this.#describe()));
    }
    return this.#style;
  }

  /** Takes the parameters of an SGR sequence. Those of other sequences that end alike are left alone. */
  applySgr(parameters: string): void {
    if (/^[<=>?]/.test(parameters)) return;
    this.#style = undefined;
    const groups = parameters.split(';');
    for (let index = 0; index < groups.length; index++) {
      const group = groups[index] ?? '';
      const parts = group.split(':').map(Number);
      const code = parts[0] ?? 0;
      const isColor = code === 38 || code === 48 || code === 58;
      if (!isColor) this.#applyCode(code, parts[1]);
      else if (parts.length > 1) this.#setColor(code, colorOf(withoutSpace(parts)));
      else {
        const kind = Number(groups[index + 1]);
        const count = kind === 5 ? 2 : kind === 2 ? 4 : 0;
        this.#setColor(code, colorOf(groups.slice(index + 1, index + 1 + count).map(Number)));
        index += count;
      }
    }
  }

  /** Takes the body of an OSC sequence; only hyperlinks matter. */
  applyOsc(body: string): void {
    if (!body.startsWith('8;')) return;
    this.#style = undefined;
    this.#href = body.length > MAX_HREF_CHARS ? null : (HYPERLINK.exec(body)?.[1] ?? null);
  }

  #applyCode(code: number, variant: number | undefined): void {
    const on = FLAG_ON[code];
    const off = FLAG_OFF[code];
    if (code === 0) {
      this.#flags.clear();
      this.#fg = this.#bg = null;
    } else if (code === 4 && variant === 0) this.#flags.delete('underline');
    else if (on !== undefined) this.#flags.add(on);
    else if (off !== undefined) for (const flag of off) this.#flags.delete(flag);
    else if (code === 39) this.#fg = null;
    else if (code === 49) this.#bg = null;
    else if (code >= 30 && code <= 37) this.#fg = COLORS[code - 30] ?? null;
    else if (code >= 40 && code <= 47) this.#bg = COLORS[code - 40] ?? null;
    else if (code >= 90 && code <= 97) this.#fg = COLORS[code - 82] ?? null;
    else if (code >= 100 && code <= 107) this.#bg = COLORS[code - 92] ?? null;
  }

  /** 58 is the colour of an underline, which is read past and not used. */
  #setColor(code: number, color: Color | null): void {
    if (color === null) return;
    if (code === 38) this.#fg = color;
    else if (code === 48) this.#bg = color;
  }

  #describe(): TextStyle | null {
    const styles = new Set(this.#flags);
    let [fg, bg] = [this.#fg, this.#bg];
    // Inverse with a colour is that colour as ground. With a ground alone it would be text of the ground's colour.
    if (styles.has('inverse') && fg !== null) {
      styles.delete('inverse');
      [fg, bg] = [bg, fg];
    } else if (styles.has('inverse')) fg = bg = null;
    const paint = paintOf(fg, bg);
    if (typeof bg === 'string') styles.add(`bg-${bg}`);
    // On one of the sixteen grounds the theme decides which text can be read.
    else if (typeof fg === 'string' && paint === null) styles.add(`fg-${fg}`);
    if (styles.size === 0 && paint === null && this.#href === null) return null;
    return { styles: [...styles], paint, href: this.#href };
  }
}

function paintOf(fg: Color | null, bg: Color | null): Paint | null {
  if (typeof bg === 'number') {
    return {
      text: typeof fg === 'string' ? (SIXTEEN[COLORS.indexOf(fg)] ?? null) : fg,
      ground: bg,
    };
  }
  return typeof fg === 'number' && bg === null ? { text: fg, ground: null } : null;
}

/** `38:2::r:g:b` and `38:2:r:g:b` → `2, r, g, b`: the name of a colour space may stand between. */
function withoutSpace(parts: readonly number[]): readonly number[] {
  return parts[1] === 2 && parts.length > 5 ? [2, ...parts.slice(3, 6)] : parts.slice(1);
}

/** `5, n` or `2, r, g, b`; `null` for anything else. */
function colorOf([kind, ...values]: readonly number[]): Color | null {
  const isByte = (value: number | undefined): value is number =>
    value !== undefined && Number.isInteger(value) && value >= 0 && value <= 255;
  const [first = 0, second = 0, third = 0] = values;
  if (kind === 5) {
    if (!isByte(first)) return null;
    return COLORS[first] ?? paletteColor(first);
  }
  if (kind !== 2 || !isByte(first) || !isByte(second) || !isByte(third)) return null;
  return rgb(first, second, third);
}
