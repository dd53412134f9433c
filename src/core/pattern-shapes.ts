/**
 * The shapes of what differs from row to row: addresses, times, ids, quantities. Each function looks at one place of a
 * text and says where the shape ends, or -1. None looks back, and each reads a bounded stretch, or what it then takes.
 */

/** 1 digit, 2 a letter that is also a hexadecimal digit, 4 another letter; 0 for all else. */
const KINDS = new Uint8Array(128);
for (let code = 48; code <= 57; code++) KINDS[code] = 1;
for (let code = 65; code <= 90; code++) KINDS[code] = KINDS[code + 32] = code <= 70 ? 2 : 4;

/** Of what kind a character is; whatever is not ASCII counts as a letter. */
export function kindOf(code: number): number {
  return code < 128 ? (KINDS[code] as number) : 4;
}

/** What may stand in the name of a mailbox. */
const MAILBOX = '.%+-_';
/** Longer names are none. */
export const MAILBOX_CHARS = 64;

const SPAN_UNITS = new Set(
  'ns us µs μs ms s sec secs second seconds m min mins minute minutes h hr hrs hour hours d day days'.split(
    ' ',
  ),
);
const SIZE_UNITS = new Set(
  'b B kb kB KB mb MB gb GB tb TB KiB MiB GiB TiB K M G byte bytes'.split(' '),
);
/** Units that are also other words or letters count only where no space is between. */
const CLOSE_UNITS = new Set('m d b B K M G'.split(' '));
const LONGEST_UNIT = 7;

/** How many characters from `from` on, at most `most`, are of one of the kinds. */
function runOf(text: string, from: number, end: number, kinds: number, most: number): number {
  const last = Math.min(end, from + most);
  let at = from;
  while (at < last && (kindOf(text.charCodeAt(at)) & kinds) !== 0) at++;
  return at - from;
}

function isEdge(text: string, at: number, end: number): boolean {
  return at >= end || kindOf(text.charCodeAt(at)) === 0;
}

/** Exactly these digits and signs: `9` is a digit, `x` one of sixteen, all else itself. */
function fits(text: string, from: number, end: number, form: string): boolean {
  if (from + form.length > end) return false;
  for (let at = 0; at < form.length; at++) {
    const wanted = form.charCodeAt(at);
    const code = text.charCodeAt(from + at);
    if (wanted === 57) {
      if (kindOf(code) !== 1) return false;
    } else if (wanted === 120) {
      if ((kindOf(code) & 3) === 0) return false;
    } else if (code !== wanted) return false;
  }
  return true;
}

/** `8f14e45f-ceea-467f-a9d3-0123456789ab` */
export function uuidAt(text: string, from: number, end: number): number {
  const to = from + 36;
  return fits(text, from, end, 'xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx') && isEdge(text, to, end)
    ? to
    : -1;
}

/** `00:1b:44:11:3a:b7` */
export function macAt(text: string, from: number, end: number): number {
  const to = from + 17;
  return fits(text, from, end, 'xx:xx:xx:xx:xx:xx') && isEdge(text, to, end) ? to : -1;
}

/** `fe80::1`: with a double colon or seven single ones, and a digit. */
export function ip6At(text: string, from: number, end: number): number {
  const last = Math.min(end, from + 45);
  let at = from;
  let colons = 0;
  let isShort = false;
  let hasDigit = false;
  for (; at < last; at++) {
    const code = text.charCodeAt(at);
    const kind = kindOf(code);
    if (kind === 1) hasDigit = true;
    else if (code === 58) {
      colons++;
      if (text.charCodeAt(at - 1) === 58) isShort = true;
    } else if (kind !== 2) break;
  }
  return hasDigit && (isShort || colons === 7) && isEdge(text, at, end) ? at : -1;
}

/** `10.0.0.7`, with or without a port. */
export function ip4At(text: string, from: number, end: number): number {
  let at = from;
  for (let part = 0; part < 4; part++) {
    if (part > 0 && text.charCodeAt(at++) !== 46) return -1;
    const digits = runOf(text, at, end, 1, 4);
    if (digits === 0 || digits > 3) return -1;
    at += digits;
  }
  if (!isEdge(text, at, end) || isDecimal(text, at, end)) return -1;
  const port = text.charCodeAt(at) === 58 ? runOf(text, at + 1, end, 1, 6) : 0;
  return port > 0 && isEdge(text, at + 1 + port, end) ? at + 1 + port : at;
}

/** A point and a digit after it. */
function isDecimal(text: string, at: number, end: number): boolean {
  return text.charCodeAt(at) === 46 && runOf(text, at + 1, end, 1, 1) === 1;
}

/** `14:02:07.123+02:00`, `14:02` */
export function timeAt(text: string, from: number, end: number): number {
  const hours = runOf(text, from, end, 1, 3);
  if (hours === 0 || hours > 2) return -1;
  const isFull = fits(text, from + hours, end, ':99:99');
  if (!isFull && !(hours === 2 && fits(text, from + 2, end, ':99'))) return -1;
  let at = from + hours + (isFull ? 6 : 3);
  const sign = text.charCodeAt(at);
  if (isFull && (sign === 46 || sign === 44)) {
    const digits = runOf(text, at + 1, end, 1, 9);
    if (digits > 0) at += 1 + digits;
  }
  at = zoneAfter(text, at, end);
  const next = text.charCodeAt(at);
  return isEdge(text, at, end) && !(at < end && next === 58) ? at : -1;
}

function zoneAfter(text: string, at: number, end: number): number {
  const code = text.charCodeAt(at);
  if (at < end && code === 90) return at + 1;
  if (code !== 43 && code !== 45) return at;
  if (fits(text, at + 1, end, '99:99')) return at + 6;
  return fits(text, at + 1, end, '9999') ? at + 5 : at;
}

/** `2026-11-23`, `2026/11/23 14:02:07`, `23/Nov/2026:14:02:07 +0000` */
export function dateAt(text: string, from: number, end: number): number {
  let at: number;
  if (fits(text, from, end, '9999-99-99') || fits(text, from, end, '9999/99/99')) at = from + 10;
  else if (isMonthDate(text, from, end)) at = from + 11;
  else return -1;
  const between = text.charCodeAt(at);
  if (between === 84 || between === 32 || between === 58) {
    const time = timeAt(text, at + 1, end);
    if (time > 0) return fits(text, time, end, ' +9999') ? time + 6 : time;
  }
  return isEdge(text, at, end) ? at : -1;
}

function isMonthDate(text: string, from: number, end: number): boolean {
  return (
    fits(text, from, end, '99/') &&
    runOf(text, from + 3, end, 6, 4) === 3 &&
    fits(text, from + 6, end, '/9999')
  );
}

/** `reader@example.org`, which has a point after the sign. */
export function emailAt(text: string, from: number, sign: number, end: number): number {
  let at = sign + 1;
  if ((kindOf(text.charCodeAt(at)) & 6) === 0 || at >= end || text.charCodeAt(at) > 127) return -1;
  let hasPoint = false;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 46) {
      if (at + 1 >= end || kindOf(text.charCodeAt(at + 1)) === 0) break;
      hasPoint = true;
    } else if (code !== 45 && (kindOf(code) === 0 || code > 127)) break;
  }
  return hasPoint && from < sign ? at : -1;
}

/** Up to where the name of a mailbox goes. */
export function mailboxEnd(text: string, from: number, end: number): number {
  const last = Math.min(end, from + MAILBOX_CHARS + 1);
  let at = from;
  for (; at < last; at++) {
    const code = text.charCodeAt(at);
    if (code > 127 || (kindOf(code) === 0 && !MAILBOX.includes(text.charAt(at)))) break;
  }
  return at;
}

/** `1,284`, `3.14`, `1.2.3`: digits, and more of them after points and commas. */
export function digitsAt(text: string, from: number, end: number): number {
  let at = from;
  for (;;) {
    at += runOf(text, at, end, 1, Infinity);
    const code = text.charCodeAt(at);
    if ((code !== 46 && code !== 44) || runOf(text, at + 1, end, 1, 1) === 0) return at;
    at++;
  }
}

/** What a unit that ends here, behind a number, measures. */
export type UnitKind = 'span' | 'size';

/** A unit behind a number, with or without a space between: where it ends and what it measures, or `null`. */
export function unitAfter(
  text: string,
  from: number,
  end: number,
): { readonly end: number; readonly kind: UnitKind } | null {
  const isApart = text.charCodeAt(from) === 32;
  const start = isApart ? from + 1 : from;
  const length = runOf(text, start, end, 6, LONGEST_UNIT + 1);
  if (length === 0 || length > LONGEST_UNIT || !isEdge(text, start + length, end)) return null;
  const unit = text.slice(start, start + length);
  if (isApart && CLOSE_UNITS.has(unit)) return null;
  if (SPAN_UNITS.has(unit)) return { end: start + length, kind: 'span' };
  return SIZE_UNITS.has(unit) ? { end: start + length, kind: 'size' } : null;
}

/** `1m30s`, `2h45m12.5s`: two or more quantities of time without a space, from the first digit on; -1 if it is none. */
export function spansAt(text: string, from: number, end: number): number {
  let at = from;
  let parts = 0;
  while (at < end && kindOf(text.charCodeAt(at)) === 1) {
    at = digitsAt(text, at, end);
    const letters = runOf(text, at, end, 6, 3);
    if (letters === 0 || letters > 2 || !SPAN_UNITS.has(text.slice(at, at + letters))) return -1;
    at += letters;
    parts++;
  }
  return parts > 1 && isEdge(text, at, end) ? at : -1;
}
