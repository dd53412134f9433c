/**
 * Times of rows in milliseconds, for whoever asks for a hundred thousand of them: the same as `Date.parse`, ten times as
 * fast, because rows that follow each other mostly share their second.
 */

const SECOND_CHARS = '2026-03-02T09:14:07'.length;
const FORM = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\.(\d+)(Z|[+-]\d\d:\d\d)$/;
const ZERO = '0'.charCodeAt(0);

/** The second that was read last, and the form in which it was written. */
let second = '';
let zone = '';
let chars = 0;
let secondMs = NaN;

/** Milliseconds since 1970, what is beyond them cut off; NaN if it is not a time. */
export function rowMs(createdAt: string): number {
  if (
    createdAt.length === chars &&
    createdAt.startsWith(second) &&
    createdAt.endsWith(zone) &&
    createdAt.charAt(SECOND_CHARS) === '.'
  ) {
    const ms = fractionMs(createdAt, chars - zone.length);
    if (!Number.isNaN(ms)) return secondMs + ms;
  }
  const form = FORM.exec(createdAt);
  if (form !== null) {
    second = createdAt.slice(0, SECOND_CHARS);
    zone = form[2] ?? '';
    chars = createdAt.length;
    secondMs = Date.parse(second + zone);
    return secondMs + fractionMs(createdAt, chars - zone.length);
  }
  return Date.parse(createdAt);
}

/** The digits after the second's point, as milliseconds; NaN if they are not digits. */
function fractionMs(text: string, end: number): number {
  let ms = 0;
  let unit = 100;
  for (let at = SECOND_CHARS + 1; at < end; at += 1) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) return NaN;
    if (unit >= 1) ms += digit * unit;
    unit /= 10;
  }
  return ms;
}
