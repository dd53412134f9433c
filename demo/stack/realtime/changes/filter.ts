/**
 * Reads the `filter` of a binding: `column=operator.value`, several with commas between them, all of which must hold.
 * Knows nothing of tables; whether a column or a value will do is asked of Postgres.
 */
import { printTerm } from './printed-term.js';

const OPERATORS = [
  'eq',
  'neq',
  'lt',
  'lte',
  'gt',
  'gte',
  'in',
  'like',
  'ilike',
  'is',
  'match',
  'imatch',
  'isdistinct',
] as const;

export type FilterOperator = (typeof OPERATORS)[number];

export interface Filter {
  readonly column: string;
  readonly operator: FilterOperator;
  /** For `in` a Postgres array: `{a,b}`. */
  readonly value: string;
  /** Written `not.` before the operator. */
  readonly isNegated: boolean;
}

/** What is wrong with a binding, in the real server's words. */
export class BindingError extends Error {}

/** Throws a {@link BindingError}. Blank text is no filter. */
export function parseFilters(text: string): readonly Filter[] {
  return text.trim() === '' ? [] : splitAtCommas(text.trim()).map(parseFilter);
}

/**
 * Cuts at the commas that are neither in parentheses nor in quotes. A quote counts as one only where a value can
 * begin: after a dot, a parenthesis or a comma.
 */
function splitAtCommas(text: string): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  let depth = 0;
  let isQuoted = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (isQuoted) {
      if (character === '\\') index++;
      else if (character === '"') isQuoted = false;
    } else if (character === '"') {
      isQuoted = index > start && '.(,'.includes(text[index - 1] ?? ' ');
    } else if (character === '(') {
      depth++;
    } else if (character === ')') {
      depth = Math.max(0, depth - 1);
    } else if (character === ',' && depth === 0) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  return [...parts, text.slice(start)];
}

function parseFilter(text: string): Filter {
  const segment = text.trim();
  if (segment === '') {
    throw malformed('filter must not contain empty segments (check for extra commas)');
  }
  const [column, condition] = splitOnce(segment, '=');
  if (condition === undefined) throw malformed(printTerm([column]));
  const isNegated = condition.startsWith('not.');
  const [name, value] = splitOnce(isNegated ? condition.slice('not.'.length) : condition, '.');
  if (value === undefined) throw malformed(printTerm([name]));
  const operator = OPERATORS.find((known) => known === name);
  if (operator === undefined) throw malformed(printTerm([name, value]));
  return { column, operator, value: operand(operator, value), isNegated };
}

function operand(operator: FilterOperator, value: string): string {
  if (operator !== 'in') return unquoted(value);
  if (value.length >= 2 && value.startsWith('(') && value.endsWith(')')) {
    return `{${value.slice(1, -1)}}`;
  }
  throw malformed('`in` filter value must be wrapped by parentheses');
}

/** Without its quotes when it is quoted from end to end. */
function unquoted(value: string): string {
  const inner = /^"((?:[^"\\]|\\[^])*)"$/.exec(value)?.[1];
  return inner === undefined ? value : inner.replace(/\\([^])/g, '$1');
}

function splitOnce(text: string, separator: string): readonly [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}

function malformed(why: string): BindingError {
  return new BindingError(`Error parsing \`filter\` params: ${why}`);
}
