/** A message as it was written, with what a terminal would have acted on made visible, as a program would write it. */

const NAMED: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\r': '\\r',
  '\v': '\\v',
  '\f': '\\f',
};

/** Line breaks and tabs stay what they are; every other control character becomes its escape, as in `\\x1b[31m`. */
export function visibleControls(raw: string): string {
  return raw.replace(
    // eslint-disable-next-line no-control-regex
    /[\x00-\x08\x0b-\x1f\x7f-\x9f]/g,
    (control) => NAMED[control] ?? `\\x${control.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}
