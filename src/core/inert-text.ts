/**
 * Text that leaves the page with nothing in it that a terminal would act on: what is copied or saved is looked at with
 * `cat` and pasted into shells. A message's colours are dropped by `plainMessage`; this is for everything beside it.
 */
import { jsonText } from './json-text.js';
import type { JsonValue } from './log-entry.js';

// eslint-disable-next-line no-control-regex
const CONTROLS = /[\x00-\x1f\x7f-\x9f]+/g;
/** What JSON leaves as it is: controls beyond ASCII, and what some programs take for the end of a line. */
const UNESCAPED = /[\x7f-\x9f\u2028\u2029]/g;

/** A name or a time: on one line, without control characters. */
export function inertName(text: string): string {
  return text.replace(CONTROLS, ' ');
}

/** JSON with every control character written as an escape. It never fails. */
export function inertJson(value: unknown): string {
  return jsonText(value as JsonValue).replace(
    UNESCAPED,
    (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
