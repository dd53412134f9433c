/**
 * What a form can suggest to search for: nodes, fields and their values, as they occur in the rows. It looks at a sample,
 * so that opening a form costs the same over 1,000 rows and over 350,000.
 */
import { isEntry, type JsonValue, type LogFields, type LogRow } from './log-entry.js';

/** What occurs, most frequent first. */
export interface QuerySuggestions {
  readonly nodes: readonly string[];
  readonly paths: readonly string[];
  /** Values of a path. */
  readonly valuesOf: (path: string) => readonly string[];
}

/** Rows that are looked at: half of them the newest, half spread over all others. Some 3 ms. */
const SAMPLED_ROWS = 2_000;
/** What is suggested of each kind; a list of more is not read. */
const MAX_SUGGESTED = 50;
/** Kept while counting: rows may have a new key each. */
const MAX_COUNTED = 2_000;
/** How deep fields are looked into, and how long a name or a value may be in characters. */
const MAX_DEPTH = 4;
const MAX_CHARS = 60;

/** What the rows suggest. */
export function querySuggestions(rows: readonly LogRow[]): QuerySuggestions {
  const nodes = new Map<string, number>();
  const paths = new Map<string, number>();
  const values = new Map<string, Map<string, number>>();
  const note = (path: string, value: JsonValue): void => {
    if (!count(paths, path) || typeof value === 'object') return;
    let counted = values.get(path);
    if (counted === undefined) values.set(path, (counted = new Map<string, number>()));
    count(counted, String(value));
  };
  for (const row of sampleOf(rows)) {
    if (!isEntry(row)) continue;
    if (row.nodeId !== null) count(nodes, row.nodeId);
    if (row.fields !== null) visit(row.fields, '', MAX_DEPTH, note);
  }
  return {
    nodes: mostFrequent(nodes),
    paths: mostFrequent(paths),
    valuesOf: (path) => mostFrequent(values.get(path) ?? new Map<string, number>()),
  };
}

function sampleOf(rows: readonly LogRow[]): readonly LogRow[] {
  if (rows.length <= SAMPLED_ROWS) return rows;
  const half = SAMPLED_ROWS / 2;
  const older = rows.length - half;
  const spread = Array.from({ length: half }, (_, at) => rows[Math.floor((at * older) / half)]);
  return [...spread.filter((row) => row !== undefined), ...rows.slice(older)];
}

function visit(
  fields: LogFields,
  prefix: string,
  depth: number,
  note: (path: string, value: JsonValue) => void,
): void {
  for (const key of Object.keys(fields).slice(0, MAX_SUGGESTED)) {
    const value = fields[key];
    if (value === undefined || value === null || Array.isArray(value)) continue;
    const path = prefix + key;
    if (typeof value === 'object') {
      if (depth > 1) visit(value as LogFields, `${path}.`, depth - 1, note);
    } else note(path, value);
  }
}

/** False when there is no room for it. */
function count(counts: Map<string, number>, text: string): boolean {
  if (text === '' || text.length > MAX_CHARS) return false;
  const before = counts.get(text);
  if (before === undefined && counts.size >= MAX_COUNTED) return false;
  counts.set(text, (before ?? 0) + 1);
  return true;
}

function mostFrequent(counts: ReadonlyMap<string, number>): readonly string[] {
  return [...counts]
    .sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1))
    .slice(0, MAX_SUGGESTED)
    .map(([text]) => text);
}
