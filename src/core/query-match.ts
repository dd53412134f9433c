/**
 * The exact half of a query × a row → does it match. Written to be obviously right; what is fuzzy about a query is
 * decided elsewhere and comes in as hits.
 */
import { jsonText } from './json-text.js';
import type { JsonValue, LogEntry, LogFields } from './log-entry.js';
import { foldText } from './fold-text.js';
import { isSearched, isTextTerm, type FieldTerm, type Query, type QueryTerm } from './query.js';
import type { HitRanges } from './search-hits.js';
import { searchedText } from './searched-text.js';

/**
 * True when the row matches one of the query's clauses.
 *
 * @param hit - where the query's words were found in this row; `undefined` when they were not, or not yet
 */
export function matchesQuery(query: Query, entry: LogEntry, hit?: HitRanges): boolean {
  if (query.clauses.length === 0) return true;
  return query.clauses.some(
    (clause, at) =>
      (clause.words.length === 0 || isHit(hit, at)) &&
      clause.terms.every((term) => matchesTerm(term, entry) !== term.negated),
  );
}

/**
 * The same answer where the row's text has been searched: only what is not about the text is tested here, so that it
 * costs next to nothing.
 *
 * @param hit - where the query was found in this row's text; `undefined` when it was not, or not yet
 */
export function matchesFound(query: Query, entry: LogEntry, hit: HitRanges | undefined): boolean {
  if (query.clauses.length === 0) return true;
  return query.clauses.some(
    (clause, at) =>
      (!isSearched(clause) || isHit(hit, at)) &&
      clause.terms.every((term) => isTextTerm(term) || matchesTerm(term, entry) !== term.negated),
  );
}

function isHit(hit: HitRanges | undefined, clause: number): boolean {
  return hit !== undefined && (hit.clauses === undefined || (hit.clauses & (1 << clause)) !== 0);
}

function matchesTerm(term: QueryTerm, entry: LogEntry): boolean {
  switch (term.kind) {
    case 'phrase':
      return foldText(searchedText(entry.message)).includes(term.text);
    case 'regex':
      return term.pattern.test(searchedText(entry.message).slice(0, term.reachChars));
    case 'level':
      return term.levels.has(entry.severity);
    case 'node': {
      const name = entry.nodeId?.toLowerCase();
      return name !== undefined && term.names.some((wanted) => matchesGlob(wanted, name));
    }
    case 'field':
      return matchesField(term, entry);
    case 'time': {
      // Of a time that cannot be read neither is true.
      const ms = Date.parse(entry.createdAt);
      return term.edge === 'after' ? ms >= term.ms : ms < term.ms;
    }
  }
}

function matchesField(term: FieldTerm, entry: LogEntry): boolean {
  const found = entry.fields === null ? [] : valuesAt(entry.fields, term.path);
  if (found.some((value) => compares(term, value))) return true;
  return (
    term.operator === 'is' &&
    term.values.some((value) => says(searchedText(entry.message), term.path, value))
  );
}

/** The values at a path: `a.b` finds `{a:{b}}`, `{"a.b"}`, and looks into each item of an array. */
function valuesAt(fields: LogFields, path: string): readonly JsonValue[] {
  const direct = Object.hasOwn(fields, path) ? [fields[path]] : [];
  const nested: JsonValue[] = [];
  for (let dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
    const inner = Object.hasOwn(fields, path.slice(0, dot)) ? fields[path.slice(0, dot)] : null;
    for (const item of itemsOf(inner ?? null)) {
      if (isObject(item)) nested.push(...valuesAt(item, path.slice(dot + 1)));
    }
  }
  return [...direct, ...nested].flatMap((value) => (value === undefined ? [] : itemsOf(value)));
}

function itemsOf(value: JsonValue): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
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

/** `*` stands for any characters; both sides are lower-cased. Linear, whatever the pattern. */
function matchesGlob(pattern: string, text: string): boolean {
  const [head = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return pattern === text;
  const tail = rest.pop() ?? '';
  if (!text.startsWith(head) || text.length < head.length + tail.length) return false;
  let at = head.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.endsWith(tail) && text.length - tail.length >= at;
}
