/**
 * Holds a binding against the database: is there such a table, may the viewer's role read the columns, do the values
 * fit their types. What is wrong is said in the real server's words, which clients show to their users.
 */
import postgres from 'postgres';
import { printRequest, type ChangeRequest } from './binding.js';
import { BindingError, type Filter } from './filter.js';
import { describeTable, tablesNamed, type Column } from './table-shape.js';

const UNABLE = 'Unable to subscribe to changes with given parameters.';
const LONGEST_LIST = 100;

/** What the real server's own check raises. */
class Objection extends Error {}

/** The tables that the binding is about. Throws a {@link BindingError}. */
export async function tablesOf(
  sql: postgres.Sql,
  request: ChangeRequest,
  role: string,
): Promise<readonly number[]> {
  try {
    const tables = await tablesNamed(sql, request);
    for (const oid of tables) await checkColumns(sql, request, { oid, role });
    if (tables.length > 0) return tables;
  } catch (error) {
    const exception = printException(error);
    if (exception === null) throw error;
    throw new BindingError(
      `${UNABLE} An exception happened so please check your connect parameters: ${printRequest(request)}. Exception: ${exception}`,
    );
  }
  throw new BindingError(
    `${UNABLE} Please check Realtime is enabled for the given connect parameters: ${printRequest(request)}`,
  );
}

async function checkColumns(
  sql: postgres.Sql,
  { filters, select }: ChangeRequest,
  { oid, role }: { oid: number; role: string },
): Promise<void> {
  const columns = (await describeTable(sql, oid, [role]))?.columns ?? [];
  const readable = columns.filter((column) => column.readers.length > 0);
  for (const filter of filters) {
    const column = readable.find(({ name }) => name === filter.column);
    if (column === undefined) throw new Objection(`invalid column for filter ${filter.column}`);
    await checkFilter(sql, filter, column);
  }
  for (const name of select ?? []) {
    if (!readable.some((column) => column.name === name)) {
      throw new Objection(`invalid column for select ${name}`);
    }
  }
}

async function checkFilter(sql: postgres.Sql, filter: Filter, column: Column): Promise<void> {
  const { operator, value } = filter;
  switch (operator) {
    case 'in':
      return checkList(sql, value, column);
    case 'is':
      checkKeyword(value, column);
      return;
    case 'like':
    case 'ilike':
    case 'match':
    case 'imatch':
      return checkPattern(sql, filter, column);
    default:
      // Bytes are compared as they are written.
      if (column.typeName !== 'bytea') {
        await sql.unsafe(`select ($1::text)::${column.type}`, [value]);
      }
  }
}

async function checkList(sql: postgres.Sql, value: string, column: Column): Promise<void> {
  const [row] = await sql.unsafe<{ length: number }[]>(
    `select cardinality(($1::text)::${column.type}[]) as length`,
    [value],
  );
  if ((row?.length ?? 0) > LONGEST_LIST) {
    throw new Objection(`too many values for \`in\` filter. Maximum ${LONGEST_LIST}`);
  }
}

function checkKeyword(value: string, { type, typeName }: Column): void {
  if (!['null', 'true', 'false', 'unknown'].includes(value)) {
    throw new Objection('invalid value for is filter: must be null, true, false, or unknown');
  }
  if (value !== 'null' && typeName !== 'bool') {
    throw new Objection(`is ${value} filter requires a boolean column, got ${type}`);
  }
}

const PATTERN_OPERATORS = { like: '~~', ilike: '~~', match: '~', imatch: '~*' } as const;

async function checkPattern(
  sql: postgres.Sql,
  { operator, value }: Filter,
  { type, typeOid }: Column,
): Promise<void> {
  if (!(operator in PATTERN_OPERATORS)) return;
  const name = PATTERN_OPERATORS[operator as keyof typeof PATTERN_OPERATORS];
  const isRegExp = operator === 'match' || operator === 'imatch';
  const found = await sql`
    select from pg_operator where oprname = ${name} and oprleft = ${typeOid}
      and (not ${isRegExp} or (oprright = ${typeOid} and oprresult = 'boolean'::regtype)) limit 1`;
  if (found.length === 0) {
    throw new Objection(`operator ${operator} requires a text-compatible column type, got ${type}`);
  }
  if (!isRegExp) return;
  await sql`select '' ~ ${value}`.catch((error: unknown) => {
    const why = error instanceof Error ? error.message : '';
    throw new Objection(`invalid regular expression for ${operator} filter: ${why}`);
  });
}

/** The names that the real server's driver prints for the error codes that a filter can cause. */
const CONDITIONS: Readonly<Record<string, string>> = {
  '22003': 'numeric_value_out_of_range',
  '22007': 'invalid_datetime_format',
  '22008': 'datetime_field_overflow',
  '22P02': 'invalid_text_representation',
  '42704': 'undefined_object',
  '42883': 'undefined_function',
};

/** `null` for what is no fault of the binding, such as a lost connection. */
function printException(error: unknown): string | null {
  if (error instanceof Objection) return `ERROR P0001 (raise_exception) ${error.message}`;
  if (!(error instanceof postgres.PostgresError) || error.severity !== 'ERROR') return null;
  const condition = CONDITIONS[error.code] ?? 'error';
  return `ERROR ${error.code} (${condition}) ${error.message}`;
}
