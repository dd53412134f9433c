/**
 * Text with what should not be passed on masked: tokens, keys, passwords, e-mail addresses, card numbers. The same
 * masks, in the same order, as the database has by default (mask_log_text), so that rows which were written before
 * the database did so, or where it does not, leave the page as they would have been stored. Linear in the text.
 */

/** A text and how much of it was masked. */
export interface Masked {
  readonly text: string;
  /** Places that were masked. */
  readonly count: number;
}

const SECRET = '[redacted:secret]';
const EMAIL = '[redacted:email]';
const CARD = '[redacted:card]';

/** Most rows have nothing to mask, and finding that out must cost next to nothing. */
const SUSPECT =
  /@|token|key|secret|passw|passphrase|pwd|authorization|cookie|credential|bearer|eyj|k_live_|k_test_|sk-|gh[a-z]_|github_pat|glpat-|xox|akia|asia|aiza|npm_|whsec|[2-6](?:[ -]?[0-9]){12}/i;

/** What the name of a pair ends in. */
const NAMES =
  '(?:passwords?|passwd|passphrase|pwd|secret|token|(?:api|access|secret|private|signing)[_-]?key|authorization|cookie|credentials?)';

/** White space and words as the database has them; the language's own \s and \b know more, and less. */
const SPACE = '\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const WORD = '[\\p{Alphabetic}\\p{Nd}_]';
const WORD_START = `(?<!${WORD})`;

const PRIVATE_KEY =
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^-]*(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?/g;
const URL_LOGIN = new RegExp(`(://)([^/${SPACE}:@"']*:[^/${SPACE}@"']+)(?=@)`, 'g');
const MARKED_KEY = new RegExp(
  `${WORD_START}(?:(?:sb_secret_|[rs]k_(?:live|test)_|whsec_)[A-Za-z0-9_+/=-]{8,}|(?:gh[a-z]_|github_pat_|npm_)[A-Za-z0-9_]{20,})`,
  'gu',
);
const DASHED_KEY = new RegExp(
  `${WORD_START}(?:(?:sk-|glpat-)[A-Za-z0-9_-]{20,}|xox[a-z]-[A-Za-z0-9-]{10,})`,
  'gu',
);
const CLOUD_KEY = new RegExp(
  `${WORD_START}(?:A[KS]IA[0-9A-Z]{16}(?!${WORD})|AIza[A-Za-z0-9_-]{35})`,
  'gu',
);
const PAIR = new RegExp(NAMES, 'i');
const DOUBLE_QUOTED = new RegExp(
  `(${NAMES}"?[ \\t]*[:=]>?[ \\t]*")([^"\\\\]*(?:\\\\[^][^"\\\\]*)*)`,
  'gi',
);
const SINGLE_QUOTED = new RegExp(`(${NAMES}'?[ \\t]*[:=]>?[ \\t]*')([^']+)`, 'gi');
const BARE = new RegExp(
  `(${NAMES}\\\\?["']?[ \\t]*[:=]>?[ \\t]*\\\\?["']?)((?:(?:bearer|basic|digest|token)[ \\t]+)?[^${SPACE}"',;&\\\\(){}\\[\\]>][^${SPACE}"',;&\\\\]*)`,
  'gi',
);
// Not by the flag for any case, which in this mode takes ſ for an s.
const BEARER = new RegExp(
  `(${WORD_START}[Bb][Ee][Aa][Rr][Ee][Rr][ \\t]+)((?:(?=[A-Za-z._~+/-]*[0-9])[A-Za-z0-9._~+/-]{8,}|[A-Za-z0-9._~+/-]{20,})=*)`,
  'gu',
);
const DOMAIN = /(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}/y;
const LOCAL_CHAR = /[A-Za-z0-9._%+-]/;
const JWT_CHARS = /[A-Za-z0-9_-]*/y;
const JWT_TAIL = /\.[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*)*/y;
const CARD_NUMBER =
  /(?<![0-9A-Za-z_.-])(?:4[0-9]|5[0-8]|6[0-9]|3[0-9]|2[2-7])[0-9]{2}(?:[ -]?[0-9]){9,15}(?![0-9A-Za-z_-])/g;

/**
 * Longest piece that is masked in one go, in characters: the longest message that the database stores. An expression
 * keeps a note for each character that it may have to give back, and a text of tens of millions would be too long.
 */
const PIECE_CHARS = 1_048_576;
/** Within this much of its end a piece is cut at a line's or a word's end, so that nothing is cut in two. */
const CUT_CHARS = 8_192;

/** More different card numbers than this in one piece are only masked where they stand by themselves. */
const CARDS_EVERYWHERE = 50;

/** The text, masked. */
export function redactText(text: string): Masked {
  if (text.length <= PIECE_CHARS) return SUSPECT.test(text) ? maskPiece(text) : { text, count: 0 };
  const parts: string[] = [];
  let count = 0;
  for (let from = 0; from < text.length;) {
    const to = endOfPiece(text, from);
    const masked = redactText(text.slice(from, to));
    parts.push(masked.text);
    count += masked.count;
    from = to;
  }
  return { text: parts.join(''), count };
}

function endOfPiece(text: string, from: number): number {
  const end = from + PIECE_CHARS;
  if (end >= text.length) return text.length;
  for (const separator of ['\n', ' ']) {
    const at = text.lastIndexOf(separator, end - 1);
    if (at >= end - CUT_CHARS) return at + 1;
  }
  return end;
}

/** The order matters: what is recognised by its shape goes first, then what is recognised by the name before it. */
function maskPiece(text: string): Masked {
  let count = 0;
  let masked = text;
  const replace = (pattern: RegExp, mask: string): void => {
    masked = masked.replace(pattern, () => {
      count += 1;
      return mask;
    });
  };
  const replaceValue = (pattern: RegExp): void => {
    masked = masked.replace(pattern, (whole: string, name: string, value: string) => {
      if (value === '') return whole;
      if (value !== SECRET) count += 1;
      return name + SECRET;
    });
  };
  const take = (result: Masked): void => {
    masked = result.text;
    count += result.count;
  };
  if (masked.includes('PRIVATE KEY')) replace(PRIVATE_KEY, SECRET);
  if (masked.includes('://') && masked.includes('@')) replaceValue(URL_LOGIN);
  if (masked.includes('eyJ')) take(maskTokens(masked));
  if (masked.includes('_')) replace(MARKED_KEY, SECRET);
  replace(DASHED_KEY, SECRET);
  replace(CLOUD_KEY, SECRET);
  if ((masked.includes('=') || masked.includes(':')) && PAIR.test(masked)) {
    if (masked.includes('"')) replaceValue(DOUBLE_QUOTED);
    if (masked.includes("'")) replaceValue(SINGLE_QUOTED);
    replaceValue(BARE);
  }
  replaceValue(BEARER);
  if (masked.includes('@')) take(maskAddresses(masked));
  take(maskCards(masked));
  return { text: masked, count };
}

/** JWTs. By hand: an expression would look for the dot once from each of a thousand beginnings in a row. */
function maskTokens(text: string): Masked {
  let result = '';
  let count = 0;
  let done = 0;
  for (let at = text.indexOf('eyJ'); at >= 0; at = text.indexOf('eyJ', Math.max(done, at + 3))) {
    JWT_CHARS.lastIndex = at;
    JWT_CHARS.test(text);
    const runEnd = JWT_CHARS.lastIndex;
    JWT_TAIL.lastIndex = runEnd;
    if (runEnd - at >= 7 && JWT_TAIL.test(text)) {
      result += text.slice(done, at) + SECRET;
      done = JWT_TAIL.lastIndex;
      count += 1;
    } else {
      // Whatever else begins in this run ends where it ends.
      result += text.slice(done, runEnd);
      done = runEnd;
    }
  }
  return { text: result + text.slice(done), count };
}

/** E-mail addresses, from each @ outwards. */
function maskAddresses(text: string): Masked {
  let result = '';
  let count = 0;
  let done = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > done && LOCAL_CHAR.test(text.charAt(start - 1))) start -= 1;
    while (start < at && text.charAt(start) === '.') start += 1;
    DOMAIN.lastIndex = at + 1;
    if (start === at || !DOMAIN.test(text)) continue;
    result += text.slice(done, start) + EMAIL;
    done = DOMAIN.lastIndex;
    count += 1;
  }
  return { text: result + text.slice(done), count };
}

/** By the first digits that issuers have, and by the checksum: a time in milliseconds is no card number. */
function maskCards(text: string): Masked {
  const found = text.match(CARD_NUMBER)?.filter(passesLuhn);
  if (found === undefined || found.length === 0) return { text, count: 0 };
  const cards = new Set(found);
  let count = 0;
  if (cards.size > CARDS_EVERYWHERE) {
    const masked = text.replace(CARD_NUMBER, (card) => (cards.has(card) ? CARD : card));
    return { text: masked, count: found.length };
  }
  let masked = text;
  for (const card of cards) {
    const pieces = masked.split(card);
    count += pieces.length - 1;
    masked = pieces.join(CARD);
  }
  return { text: masked, count };
}

/** Whether the digits of a text have the checksum of a card number. */
function passesLuhn(text: string): boolean {
  let sum = 0;
  let isDoubled = false;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) continue;
    const doubled = digit > 4 ? digit * 2 - 9 : digit * 2;
    sum += isDoubled ? doubled : digit;
    isDoubled = !isDoubled;
  }
  return sum % 10 === 0;
}
