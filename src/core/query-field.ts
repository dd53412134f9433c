/**
 * A condition on a field × a row → does it hold: in the fields, however they are nested, or in the message itself, where
 * it says so as `key=value`. Asked of every row in one go, hence without making anything on the way.
 */
import { jsonText } from './json-text.js';
import type { JsonValue, LogEntry, LogFields } from './log-entry.js';
import { matchesGlob } from './match-glob.js';
import type { FieldTerm } from './query.js';
import { searchedText } from './searched-text.js';

/** True when the row has the field, and it is as the term says. */
export function matchesField(term: FieldTerm, entry: LogEntry): boolean {
  if (entry.fields !== null && someAt(entry.fields, pathOf(term.path), term)) return true;
  if (term.operator !== 'is') return false;
  const message = searchedText(entry.message);
  return term.values.some((value) => says(message, term.path, value));
}

/** A path with the ways to cut it in two: `a.b` is in `{a:{b}}` and in `{"a.b"}`. */
interface FieldPath {
  readonly whole: string;
  /** Made when they are needed first: of a path of many dots there are very many. */
  cuts: readonly (readonly [head: string, rest: FieldPath])[] | null;
}

/** The last path that was asked for: rows are asked about it one after the other. */
let last: FieldPath = { whole: '', cuts: null };

function pathOf(path: string): FieldPath {
  if (last.whole !== path) last = { whole: path, cuts: null };
  return last;
}

function cutsOf(path: FieldPath): NonNullable<FieldPath['cuts']> {
  if (path.cuts !== null) return path.cuts;
  const { whole } = path;
  const cuts: (readonly [string, FieldPath])[] = [];
  for (let dot = whole.indexOf('.'); dot >= 0; dot = whole.indexOf('.', dot + 1)) {
    cuts.push([whole.slice(0, dot), { whole: whole.slice(dot + 1), cuts: null }]);
  }
  path.cuts = cuts;
  return cuts;
}

/** Whether a value at the path compares; it looks into each item of an array. */
function someAt(fields: LogFields, path: FieldPath, term: FieldTerm): boolean {
  if (Object.hasOwn(fields, path.whole) && someItem(fields[path.whole], term)) return true;
  for (const [head, rest] of cutsOf(path)) {
    if (!Object.hasOwn(fields, head)) continue;
    const inner = fields[head];
    if (Array.isArray(inner)) {
      for (const item of inner as readonly JsonValue[]) {
        if (isObject(item) && someAt(item, rest, term)) return true;
      }
    } else if (isObject(inner) && someAt(inner, rest, term)) return true;
  }
  return false;
}

function someItem(value: JsonValue | undefined, term: FieldTerm): boolean {
  if (value === undefined) return false;
  if (!Array.isArray(value)) return compares(term, value);
  return (value as readonly JsonValue[]).some((item) => compares(term, item));
}

function isObject(value: JsonValue | undefined): value is LogFields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function compares(term: FieldTerm, value: JsonValue): boolean {
  if (term.operator === 'is') {
    const text = typeof value === 'object' ? jsonText(value) : String(value);
    return term.values.some((wanted) => matchesGlob(wanted, text.toLowerCase()));
  }
  if (typeof value !== 'number' && typeof value !== 'string') return false;
  const [left, right] = [value === '' ? NaN : Number(value), Number(term.values[0])];
  if (term.operator === '>') return left > right;
  if (term.operator === '>=') return left >= right;
  return term.operator === '<' ? left < right : left <= right;
}

/** Places of a value at which its key is looked for: in a text made of nothing else, all of them would take seconds. */
const MAX_LOOKS = 5_000;

/** True when the message itself says so, as `key=value`, `key: value` or in JSON. */
function says(message: string, key: string, value: string): boolean {
  if (value.includes('*')) return false;
  // Most values are numbers, and most rows do not have them: then there is no need for the text in lower case.
  if (!/\p{L}/u.test(value) && !message.includes(value)) return false;
  const text = message.toLowerCase();
  let looks = 0;
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    looks += 1;
    if (looks > MAX_LOOKS) return false;
    const before = text.slice(Math.max(0, at - key.length - 6), at);
    const after = text.charAt(at + value.length);
    if (/[\w.-]/.test(after) && !/^\.(\s|$)/.test(text.slice(at + value.length))) continue;
    const named = /(?:^|[^\w.])([\w.@-]+)"?\s?[:=]\s?"?$/.exec(before);
    if (named?.[1] === key.toLowerCase()) return true;
  }
  return false;
}
