/** Values as the real server, written in Elixir, prints them into its error messages. */
import { isObject, type Json } from '../json.js';

export function printTerm(value: Json): string {
  if (value === null) return 'nil';
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(printTerm).join(', ')}]`;
  if (isObject(value)) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `%{${entries.map(([key, item]) => `${printTerm(key)} => ${printTerm(item)}`).join(', ')}}`;
  }
  return JSON.stringify(value);
}
