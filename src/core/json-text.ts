/**
 * JSON of a row's values that never fails. What a parser reads without recursion a writer may not be able to write
 * with it: fields nested tens of thousands deep overflow its stack, and with it whatever it was called for.
 */
import type { JsonValue } from './log-entry.js';

/** Levels that are written of a value that is nested too deep to be written whole. */
const WRITTEN_LEVELS = 100;

/** The value as JSON; of one that is nested too deep, its first levels, and `…` for what is below them. */
export function jsonText(value: JsonValue, indent?: number): string {
  try {
    return JSON.stringify(value, null, indent);
  } catch {
    return JSON.stringify(shallow(value, WRITTEN_LEVELS), null, indent);
  }
}

function shallow(value: JsonValue, levels: number): JsonValue {
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return '…';
  if (Array.isArray(value)) {
    return (value as readonly JsonValue[]).map((item) => shallow(item, levels - 1));
  }
  // By definition, not by assignment: a key may be `__proto__`.
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, shallow(item, levels - 1)]),
  );
}
