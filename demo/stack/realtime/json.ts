/** The two shapes of parsed JSON that frames are made of, and the one question asked of them. */

export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** True for a plain JSON object: not null, not an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The JSON value of `text`, or `undefined` when it is not JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

// A string literal, or a separator with the blank that Postgres prints after it.
const LITERAL_OR_SEPARATOR = /("(?:[^"\\]|\\.)*")|([:,]) /g;

/**
 * JSON as Postgres prints a jsonb, without its blanks: what the real server puts on the wire. The text is never
 * parsed, so that numbers beyond 2^53 pass unharmed.
 */
export function compactJson(jsonb: string): string {
  return jsonb.replace(LITERAL_OR_SEPARATOR, '$1$2');
}
