/**
 * One entry of a join's `postgres_changes`: the changes that a client asks for, and the number by which it will know
 * them. Reads what the client wrote; knows nothing of the database.
 */
import type { Json, JsonObject } from '../json.js';
import { BindingError, parseFilters, type Filter } from './filter.js';
import { printTerm } from './printed-term.js';

export type ChangeType = 'INSERT' | 'UPDATE' | 'DELETE';

/** What a binding asks for. */
export interface ChangeRequest {
  readonly event: ChangeType | '*';
  /** `*` for all; `_` and `%` are wildcards, as on the real server. */
  readonly schema: string;
  readonly table: string;
  readonly filters: readonly Filter[];
  /** Columns to send besides the primary key; `null` for all. */
  readonly select: readonly string[] | null;
}

// As large as the numbers that the real server gives out.
const BINDING_IDS = 2 ** 27;

/** The same number for the same binding, on any channel, whatever the order of its keys. */
export function bindingId(binding: JsonObject): number {
  let hash = 0;
  for (const unit of printTerm(binding)) {
    hash = (Math.imul(hash, 31) + (unit.codePointAt(0) ?? 0)) >>> 0;
  }
  return hash % BINDING_IDS;
}

/** The bindings as a join is answered: each as asked for, with its number. */
export function numbered(bindings: readonly JsonObject[]): Json {
  return bindings.map((binding) => ({ ...binding, id: bindingId(binding) }));
}

/** Throws a {@link BindingError}. */
export function parseBinding(binding: JsonObject): ChangeRequest {
  const { schema, table, filter } = binding;
  const select = parseSelect(binding['select']);
  const event = parseEvent(binding['event']);
  const isWhole = typeof schema === 'string' && typeof table === 'string';
  if (isWhole && (typeof filter === 'string' || filter === undefined)) {
    return withoutWildcard({ event, schema, table, filters: parseFilters(filter ?? ''), select });
  }
  const isBare = filter === undefined;
  if (isBare && typeof schema === 'string' && table === undefined) {
    return withoutWildcard({ event, schema, table: '*', filters: [], select });
  }
  if (isBare && typeof table === 'string' && schema === undefined) {
    return withoutWildcard({ event, schema: 'public', table, filters: [], select });
  }
  throw new BindingError(
    `No subscription params provided. Please provide at least a \`schema\` or \`table\` to subscribe to: ${printTerm(binding)}`,
  );
}

/** The request as the real server prints it into an error message. */
export function printRequest({ event, schema, table, filters, select }: ChangeRequest): string {
  const tuples = filters.map(
    ({ column, operator, value, isNegated }) =>
      `{${[column, operator, value, isNegated].map(printTerm).join(', ')}}`,
  );
  const columns = select === null ? 'nil' : printTerm(select);
  return `[event: ${event}, schema: ${schema}, table: ${table}, filters: [${tuples.join(', ')}], select: ${columns}]`;
}

function parseEvent(event: Json | undefined): ChangeType | '*' {
  const name = typeof event === 'string' ? event.toUpperCase() : '*';
  return name === 'INSERT' || name === 'UPDATE' || name === 'DELETE' ? name : '*';
}

function parseSelect(select: Json | undefined): readonly string[] | null {
  if (typeof select === 'string') {
    throw new BindingError(
      'Error parsing `select` params: expected a list of column name strings, e.g. select: ["col1", "col2"]',
    );
  }
  if (!Array.isArray(select)) return null;
  const columns = (select as readonly Json[]).filter((column) => typeof column === 'string');
  return columns.length === 0 ? null : columns;
}

function withoutWildcard(request: ChangeRequest): ChangeRequest {
  if (request.select === null || (request.schema !== '*' && request.table !== '*')) return request;
  throw new BindingError(
    'Column selection is not supported for wildcard subscriptions. Provide an explicit schema and table name.',
  );
}
