/** A filter as an SQL condition on a logged row; values travel as parameters. Null and unknown count as no match. */
import type { Filter } from './filter.js';
import type { Column } from './table-shape.js';

/** Where in the query the value of a column is to be found. */
export interface ColumnSource {
  readonly column: Column;
  /** The logged text. */
  readonly text: string;
  /** Whether the log has the value at all. */
  readonly isKnown: string;
}

/** Values of a query under construction. */
export class Parameters {
  readonly values: (string | readonly string[])[] = [];

  /** Adds a value; gives the expression that stands for it. */
  add(value: string | readonly string[]): string {
    this.values.push(value);
    return `$${this.values.length}::${typeof value === 'string' ? 'text' : 'text[]'}`;
  }
}

const COMPARISONS = {
  eq: '=',
  neq: '!=',
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
  like: 'like',
  ilike: 'ilike',
  match: '~',
  imatch: '~*',
} as const;

/** True when all filters hold. A filter on a column that is not there does not hold. */
export function filterCondition(
  filters: readonly Filter[],
  sourceOf: (column: string) => ColumnSource | null,
  parameters: Parameters,
): string {
  const conditions = filters.map((filter) => {
    const source = sourceOf(filter.column);
    if (source === null) return 'false';
    return `(${source.isKnown} and ${comparison(filter, source, parameters)})`;
  });
  return `coalesce(${['true', ...conditions].join(' and ')}, false)`;
}

function comparison(filter: Filter, source: ColumnSource, parameters: Parameters): string {
  const { operator, value, isNegated } = filter;
  const { type } = source.column;
  const left = `(${source.text})::${type}`;
  if (operator === 'is') {
    return `${left} is ${isNegated ? 'not ' : ''}${keyword(value)}`;
  }
  const right = `(${parameters.add(value)})::${operator === 'in' ? `${type}[]` : type}`;
  if (operator === 'isdistinct') {
    return `${left} is ${isNegated ? 'not ' : ''}distinct from ${right}`;
  }
  const holds =
    operator === 'in' ? `${left} = any (${right})` : `${left} ${COMPARISONS[operator]} ${right}`;
  return isNegated ? `not (${holds})` : `(${holds})`;
}

/** The one operand that cannot be a parameter. */
function keyword(value: string): 'true' | 'false' | 'unknown' | 'null' {
  return value === 'true' || value === 'false' || value === 'unknown' ? value : 'null';
}
