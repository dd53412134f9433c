/** A message as it was written, with what a terminal would have acted on made visible. */

/** First of the pictures that Unicode has for the control characters 0 to 31. */
const PICTURES = 0x2400;
const DELETE_PICTURE = '␡';

/** Line breaks and tabs stay what they are; every other control character becomes its picture. */
export function visibleControls(raw: string): string {
  // eslint-disable-next-line no-control-regex
  return raw.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, (control) => {
    const code = control.charCodeAt(0);
    if (code === 0x7f) return DELETE_PICTURE;
    return code < 0x20 ? String.fromCharCode(PICTURES + code) : `\\x${code.toString(16)}`;
  });
}
