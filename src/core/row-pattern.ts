/**
 * The pattern of a row: its message with everything that differs from row to row replaced by what kind of thing it is.
 * Rows of one pattern say the same about other things. It reads each character a bounded number of times, whatever is
 * written there, and makes nothing but the pattern.
 */
import type { LogEntry } from './log-entry.js';
import { PATTERN_MARKS } from './pattern-marks.js';
import {
  dateAt,
  digitsAt,
  emailAt,
  ip4At,
  ip6At,
  kindOf,
  macAt,
  mailboxEnd,
  spansAt,
  timeAt,
  unitAfter,
  uuidAt,
} from './pattern-shapes.js';

/** As much of the first line counts. What makes rows alike stands at their beginning; longer keys cost memory for each pattern. */
export const PATTERN_CHARS = 300;

/** A word this long with a digit in it is an id, and one of hexadecimal digits from a shorter length on (a short git hash). */
const ID_CHARS = 16;
const HEX_ID_CHARS = 7;
/** Hexadecimal digits that are all letters are words (`facade`) unless there are so many. */
const HEX_WORD_CHARS = 12;
/** Up to this length a digit between letters is part of a word: `k8s`, `i18n`. */
const WORD_CHARS = 5;
const TOKEN_CHARS = 10;

/** Values under these keys say what a row of JSON is about; all other texts in it may be anything. */
const TELLING_KEYS = new Set(
  'msg message event error err level severity type kind name logger status action op operation method reason code step phase'.split(
    ' ',
  ),
);
const LONGEST_KEY = 24;

/** The pattern of a row: of its severity and its message. Rows of another severity are never of the same pattern. */
export function rowPattern(entry: Pick<LogEntry, 'message' | 'severity'>): string {
  return `${entry.severity} ${messagePattern(entry.message)}`;
}

/** The pattern of a message: see `PATTERN_MARKS` for what stands in it. */
export function messagePattern(message: string): string {
  const text = message;
  const end = Math.min(text.length, PATTERN_CHARS);
  let out = '';
  /** From here on nothing was written out yet. */
  let from = 0;
  let at = 0;
  /** A slash was seen since the last space: this is a path or an address. */
  let isPath = false;
  let mailSign = text.indexOf('@');
  let noMailbox = 0;
  while (at < end) {
    const code = text.charCodeAt(at);
    const kind = kindOf(code);
    if (kind !== 0) {
      if (mailSign >= 0 && at >= noMailbox) {
        if (mailSign < at) mailSign = text.indexOf('@', at);
        const stop = mailboxEnd(text, at, end);
        noMailbox = stop;
        const mail = stop === mailSign ? emailAt(text, at, mailSign, end) : -1;
        if (mail > 0) {
          out += text.slice(from, at) + PATTERN_MARKS.email;
          from = at = mail;
          continue;
        }
      }
      // — a word, and what it may be the beginning of —
      let stop = at;
      let digits = 0;
      let firstDigit = -1;
      let changes = 0;
      let isHex = true;
      let wasDigit = kind === 1;
      for (; stop < end; stop++) {
        const each = kindOf(text.charCodeAt(stop));
        if (each === 0) break;
        const isDigit = each === 1;
        if (isDigit) {
          if (digits++ === 0) firstDigit = stop;
        } else if (each === 4) isHex = false;
        if (isDigit !== wasDigit) changes++;
        wasDigit = isDigit;
      }
      const next = stop < end ? text.charCodeAt(stop) : 0;
      const length = stop - at;
      let to = -1;
      let mark = '';
      if (isHex && next === 45 && length === 8) {
        to = uuidAt(text, at, end);
        if (to > 0) mark = PATTERN_MARKS.id;
      }
      if (to < 0 && isHex && next === 58 && length <= 4) {
        to = macAt(text, at, end);
        if (to > 0) mark = PATTERN_MARKS.id;
        else {
          to = ip6At(text, at, end);
          if (to > 0) mark = PATTERN_MARKS.ip;
        }
      }
      if (to < 0 && kind === 1) {
        const before = at > 0 ? text.charCodeAt(at - 1) : 0;
        if (length >= 2 && digits >= 2) {
          to = dateAt(text, at, end);
        }
        if (to < 0 && next === 58 && before !== 58) to = timeAt(text, at, end);
        if (to > 0) mark = PATTERN_MARKS.time;
        else if (next === 46 && length <= 3) {
          to = ip4At(text, at, end);
          if (to > 0) mark = PATTERN_MARKS.ip;
        }
        if (to < 0) {
          const number = digitsAt(text, at, end);
          const isWhole = number >= end || kindOf(text.charCodeAt(number)) === 0;
          const unit =
            isWhole && text.charCodeAt(number) !== 32 ? null : unitAfter(text, number, end);
          if (unit !== null) {
            to = unit.end;
            mark = PATTERN_MARKS[unit.kind];
          } else if (isWhole) {
            to = number;
            mark = PATTERN_MARKS.num;
          } else {
            to = spansAt(text, at, end);
            if (to > 0) mark = PATTERN_MARKS.span;
          }
        }
      }
      if (to < 0) {
        // — no more than a word —
        to = stop;
        if (text.charCodeAt(at) === 101 && length >= TOKEN_CHARS && text.startsWith('eyJ', at)) {
          to = tokenEnd(text, stop, end);
          mark = PATTERN_MARKS.token;
        } else if (digits === 0) {
          if (isHex && length >= HEX_WORD_CHARS) mark = PATTERN_MARKS.id;
        } else if (length >= ID_CHARS || (isHex && length >= HEX_ID_CHARS)) mark = PATTERN_MARKS.id;
        else if (text.charCodeAt(at) === 48 && (text.charCodeAt(at + 1) | 32) === 120) {
          mark = PATTERN_MARKS.id;
        } else if (changes === 1) {
          // `worker12` is a worker, and `404s` are some.
          const cut = kind === 1 ? at + digits : firstDigit;
          if (kind === 1) out += text.slice(from, at) + PATTERN_MARKS.num + text.slice(cut, stop);
          else out += text.slice(from, cut) + PATTERN_MARKS.num;
          from = at = stop;
          continue;
        } else if (changes > 2 || length > WORD_CHARS) mark = PATTERN_MARKS.id;
      }
      if (mark !== '') {
        out += text.slice(from, at) + mark;
        from = to;
      }
      at = to;
      continue;
    }
    if (code > 32 && code !== 127) {
      if (code === 47) isPath = true;
      else if (code === 63 && isPath && at + 1 < end && kindOf(text.charCodeAt(at + 1)) !== 0) {
        out += text.slice(from, at + 1) + PATTERN_MARKS.query;
        from = at = queryEnd(text, at + 1, end);
        continue;
      } else if (code === 34 || code === 39) {
        const close = isJsonValue(text, at, code) ? quoteEnd(text, at + 1, end, code) : -1;
        if (close > 0) {
          out += text.slice(from, at) + PATTERN_MARKS.text;
          from = at = close;
          continue;
        }
      } else if ((code === 45 || code === 43) && isSign(text, at, end)) {
        out += text.slice(from, at);
        from = at + 1;
      }
      at++;
      continue;
    }
    // — spaces, line ends, and what terminals are told —
    const isFirst = from < at || (out !== '' && !out.endsWith(' '));
    if (code === 32 && isFirst && at + 1 < end && !isBlank(text.charCodeAt(at + 1))) {
      isPath = false;
      at++;
      continue;
    }
    out += text.slice(from, at);
    if (code === 27) at = escapeEnd(text, at, end);
    else {
      // The end of the first line that says anything.
      if (code === 10 && out.trim() !== '') return out.trimEnd();
      // What is written over by the rest of the line is not seen.
      if (code === 13 && at + 1 < end && text.charCodeAt(at + 1) !== 10) out = '';
      if (out !== '' && !out.endsWith(' ')) out += ' ';
      isPath = false;
      at++;
    }
    from = at;
  }
  return (out + text.slice(from, end)).trimEnd();
}

function isBlank(code: number): boolean {
  return code <= 32 || code === 127;
}

/** A minus or a plus that belongs to the number after it. */
function isSign(text: string, at: number, end: number): boolean {
  if (at + 1 >= end || kindOf(text.charCodeAt(at + 1)) !== 1) return false;
  if (at === 0) return true;
  const before = text.charCodeAt(at - 1);
  return before <= 32 || before === 40 || before === 91 || before === 44 || before === 58 || before === 61; // prettier-ignore
}

/** The text under a key of JSON that does not say what the row is about. */
function isJsonValue(text: string, at: number, quote: number): boolean {
  const colon = text.charCodeAt(at - 1) === 32 ? at - 2 : at - 1;
  if (colon < 2 || text.charCodeAt(colon) !== 58 || text.charCodeAt(colon - 1) !== quote) {
    return false;
  }
  const least = Math.max(0, colon - 2 - LONGEST_KEY);
  let start = colon - 2;
  while (start >= least && text.charCodeAt(start) !== quote) start--;
  return start >= least && !TELLING_KEYS.has(text.slice(start + 1, colon - 1));
}

function quoteEnd(text: string, from: number, end: number, quote: number): number {
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    if (code === 10) return at;
    if (code === 92) at++;
  }
  return end;
}

function queryEnd(text: string, from: number, end: number): number {
  let at = from;
  while (at < end) {
    const code = text.charCodeAt(at);
    // Up to a space, a quote, or a bracket that closes.
    if (isBlank(code) || code === 34 || code === 39 || code === 41 || code === 62) break;
    at++;
  }
  return at;
}

function tokenEnd(text: string, from: number, end: number): number {
  let at = from;
  while (at < end) {
    const code = text.charCodeAt(at);
    const isPart = code < 128 && (kindOf(code) !== 0 || code === 95 || code === 45 || code === 46 || code === 61); // prettier-ignore
    if (!isPart) break;
    at++;
  }
  return at;
}

/** Where an escape sequence of a terminal ends that begins here. */
function escapeEnd(text: string, from: number, end: number): number {
  const kind = text.charCodeAt(from + 1);
  let at = from + 2;
  if (kind === 91) {
    while (at < end && text.charCodeAt(at) < 64) at++;
    return Math.min(end, at + 1);
  }
  if (kind !== 93) return Math.min(end, at);
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 7) return at + 1;
    if (code === 27) return Math.min(end, at + 2);
  }
  return end;
}
