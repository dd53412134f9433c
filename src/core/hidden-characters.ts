/**
 * Characters that cannot be seen: those that turn the order of the text around them, which can make a line read as
 * something that it does not say, and those that take no room at all. Finds and names them; how they are shown instead
 * is the view's. It leaves alone what writing needs: joiners within a script or an emoji, and marks of direction.
 */

/** One of them in a text, in UTF-16 units. */
export interface HiddenCharacter {
  readonly start: number;
  readonly end: number;
  /** What stands for it: the abbreviation of a control of direction, else its escape, as in `\u200b`. */
  readonly label: string;
  /** Code point and name, as in `U+202E RIGHT-TO-LEFT OVERRIDE`. */
  readonly name: string;
}

/** Where text is read in passing only what reorders it is shown; where it is looked at closely, everything. */
export type HiddenKind = 'reordering' | 'any';

/** Embeddings, overrides, isolates and their ends. Letters of scripts bring their own direction and need none. */
const REORDERING = /[\u202a-\u202e\u2066-\u2069]/g;

/** The flag of a region is spelt in tags, which are to be seen nowhere else. Matched only to be left alone. */
const FLAG = '\\u{1f3f4}[\\u{e0020}-\\u{e007e}]{1,8}\\u{e007f}';
const ANY = new RegExp(
  // Each character of the classes is meant by itself.
  // eslint-disable-next-line no-misleading-character-class
  [
    FLAG,
    '[\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f]',
    '[\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0001}-\\u{e007f}]',
    // Variants of Chinese and Japanese characters; after anything else they can hide a text.
    '(?<!\\p{Script=Han})[\\u{e0100}-\\u{e01ef}]',
    // Half of a pair, which stands for no character.
    '[\\ud800-\\udfff]',
    // Joiners after Latin letters, digits and spaces join nothing.
    '(?<=^|[\\0-\\u024f\\s])[\\u200c\\u200d]',
  ].join('|'),
  'gu',
);
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\0-\x1f\x7f-\x9f]+/g;
const FLAG_START = 0x1f3f4;

const LABELS: Readonly<Record<number, string>> = {
  0x202a: 'LRE',
  0x202b: 'RLE',
  0x202c: 'PDF',
  0x202d: 'LRO',
  0x202e: 'RLO',
  0x2066: 'LRI',
  0x2067: 'RLI',
  0x2068: 'FSI',
  0x2069: 'PDI',
};

const NAMES: Readonly<Record<number, string>> = {
  0x00ad: 'SOFT HYPHEN',
  0x034f: 'COMBINING GRAPHEME JOINER',
  0x061c: 'ARABIC LETTER MARK',
  0x180e: 'MONGOLIAN VOWEL SEPARATOR',
  0x200b: 'ZERO WIDTH SPACE',
  0x200c: 'ZERO WIDTH NON-JOINER',
  0x200d: 'ZERO WIDTH JOINER',
  0x200e: 'LEFT-TO-RIGHT MARK',
  0x200f: 'RIGHT-TO-LEFT MARK',
  0x2028: 'LINE SEPARATOR',
  0x2029: 'PARAGRAPH SEPARATOR',
  0x202a: 'LEFT-TO-RIGHT EMBEDDING',
  0x202b: 'RIGHT-TO-LEFT EMBEDDING',
  0x202c: 'POP DIRECTIONAL FORMATTING',
  0x202d: 'LEFT-TO-RIGHT OVERRIDE',
  0x202e: 'RIGHT-TO-LEFT OVERRIDE',
  0x2060: 'WORD JOINER',
  0x2066: 'LEFT-TO-RIGHT ISOLATE',
  0x2067: 'RIGHT-TO-LEFT ISOLATE',
  0x2068: 'FIRST STRONG ISOLATE',
  0x2069: 'POP DIRECTIONAL ISOLATE',
  0x3164: 'HANGUL FILLER',
  0xfeff: 'ZERO WIDTH NO-BREAK SPACE',
};

const NONE: readonly HiddenCharacter[] = [];

/** True when there is anything of the kind; next to nothing for text in Latin letters. */
export function hasHidden(text: string, kind: HiddenKind): boolean {
  const pattern = kind === 'any' ? ANY : REORDERING;
  const has = pattern.test(text);
  // A global expression goes on from where it stopped.
  pattern.lastIndex = 0;
  return has;
}

/** The first `most` of them, in order. */
export function findHidden(
  text: string,
  kind: HiddenKind,
  most: number,
): readonly HiddenCharacter[] {
  if (!hasHidden(text, kind)) return NONE;
  const found: HiddenCharacter[] = [];
  for (const match of text.matchAll(kind === 'any' ? ANY : REORDERING)) {
    if (found.length >= most) break;
    const code = match[0].codePointAt(0) ?? 0;
    if (code === FLAG_START) continue;
    found.push({
      start: match.index,
      end: match.index + match[0].length,
      label: LABELS[code] ?? escapeOf(code),
      name: nameOf(code),
    });
  }
  return found;
}

/** The text from `from` on without power over its order: each control is the sign for a character that is missing. */
export function withoutReordering(text: string, from: number): string {
  return text.slice(0, from) + text.slice(from).replace(REORDERING, '\ufffd');
}

/** The text with an escape in place of each, for places that are written as one text. */
export function escapeHidden(text: string): string {
  if (!hasHidden(text, 'any')) return text;
  return text.replace(ANY, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code === FLAG_START ? character : escapeOf(code);
  });
}

/**
 * A text that is shown as it is told to us, as a name: cut after `maxChars`, on one line, and with nothing in it that
 * cannot be seen.
 */
export function briefText(text: string, maxChars: number): string {
  const start = text.length > maxChars ? `${text.slice(0, maxChars)}…` : text;
  return escapeHidden(start).replace(CONTROLS, ' ');
}

function escapeOf(code: number): string {
  const digits = code.toString(16);
  return code > 0xffff ? `\\u{${digits}}` : `\\u${digits.padStart(4, '0')}`;
}

function nameOf(code: number): string {
  const number = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  const name = code >= 0xd800 && code <= 0xdfff ? 'HALF OF A CHARACTER' : NAMES[code];
  return name === undefined ? number : `${number} ${name}`;
}
