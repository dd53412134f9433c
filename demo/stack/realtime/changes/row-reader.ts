/**
 * Has Postgres turn logged text into JSON and into verdicts: what each kind of subscriber would be sent of each row,
 * and which filters the row passes. One query for all rows of a table. Who may see a row is not asked here.
 */
import type postgres from 'postgres';
import type { Filter } from './filter.js';
import { filterCondition, Parameters, type ColumnSource } from './filter-sql.js';
import type { LoggedChange, LoggedTuple } from './pgoutput.js';
import { quoteName, type TableShape } from './table-shape.js';

/** The columns that are sent. */
export interface Projection {
  readonly columns: readonly string[];
}

export interface RowQuestions {
  readonly projections: readonly Projection[];
  readonly filterSets: readonly (readonly Filter[])[];
  /** A row of more bytes than this is sent without its large values. */
  readonly maxBytes: number;
}

/** Answers by position: as the projections, and as the filter sets. */
export interface RowAnswers {
  /** JSON as Postgres prints it: never parsed, so that numbers beyond 2^53 pass unharmed. */
  readonly recordJson: readonly string[];
  readonly oldRecordJson: readonly string[];
  readonly passes: readonly boolean[];
  readonly isTooLarge: boolean;
}

// What the real server's log line has for each column besides the value, about.
const BYTES_PER_COLUMN = 60;
/** Of a row that is too large only values up to this are sent. */
const SMALL_VALUE_BYTES = 64;

export async function readRows(
  sql: postgres.Sql,
  table: TableShape,
  changes: readonly LoggedChange[],
  questions: RowQuestions,
): Promise<readonly RowAnswers[]> {
  const { projections, filterSets, maxBytes } = questions;
  const isTooLarge = changes.map((change) => sizeOf(change) > maxBytes);
  const parameters = new Parameters();
  const rows = parameters.add(
    JSON.stringify(
      changes.map((change, position) => ({
        position,
        is_large: isTooLarge[position] === true,
        ...toRow(table, change),
      })),
    ),
  );
  const passes = filterSets.map(
    (
      filters,
    ) => `case when x.is_delete then ${filterCondition(filters, source(table, 'old'), parameters)}
      else ${filterCondition(filters, source(table, 'new'), parameters)} end`,
  );
  const shown = projections.map(({ columns }) => {
    const hidden = parameters.add(without(table, new Set(columns)));
    const keys = table.columns.filter((column) => column.isPrimaryKey).map(({ name }) => name);
    // Who may see a row that is gone cannot be asked any more: only its key is safe to tell.
    const hiddenOnDelete = table.hasRowSecurity
      ? parameters.add(without(table, new Set(columns.filter((name) => keys.includes(name)))))
      : hidden;
    const old = `old_row - case when x.is_delete then ${hiddenOnDelete} else ${hidden} end`;
    // What an update left untouched out of line, only the old row can have.
    return { record: pruned(`(old_row || new_row) - ${hidden}`), old: pruned(old) };
  });
  const answers = await sql.unsafe<{ records: string[]; olds: string[]; passes: boolean[] }[]>(
    `select array[${shown.map((show) => show.record).join(', ')}]::text[] as records,
       array[${shown.map((show) => show.old).join(', ')}]::text[] as olds,
       array[${passes.join(', ')}]::boolean[] as passes
     from json_to_recordset(${rows}::json) as x(position int, is_delete boolean, is_large boolean,
         absent text[], old_absent text[]${table.columns.map((_, index) => `, new_${index} text, old_${index} text`).join('')}),
       lateral (select ${asJson(table, 'new')} - x.absent as new_row, ${asJson(table, 'old')} - x.old_absent as old_row) y
     order by x.position`,
    parameters.values as string[],
  );
  return answers.map((answer, index) => ({
    recordJson: answer.records,
    oldRecordJson: answer.olds,
    passes: answer.passes,
    isTooLarge: isTooLarge[index] === true,
  }));
}

type Side = 'new' | 'old';

function toRow(table: TableShape, change: LoggedChange): object {
  const { columns } = change.relation;
  const row: Record<string, unknown> = { is_delete: change.type === 'DELETE' };
  const fill = (side: Side, tuple: LoggedTuple | null): string[] => {
    const absent: string[] = [];
    for (const [index, { name }] of table.columns.entries()) {
      const value = tuple?.values[columns.indexOf(name)];
      if (value === undefined) absent.push(name);
      else row[`${side}_${index}`] = value;
    }
    return absent;
  };
  row['absent'] = fill('new', change.row);
  row['old_absent'] = fill('old', change.old);
  return row;
}

function source(table: TableShape, side: Side): (name: string) => ColumnSource | null {
  return (name) => {
    const index = table.columns.findIndex((column) => column.name === name);
    const column = table.columns[index];
    if (column === undefined) return null;
    const absent = side === 'new' ? 'x.absent' : 'x.old_absent';
    const isKnown = `not (${literal(name)} = any (${absent}))`;
    return { column, text: `x.${side}_${index}`, isKnown };
  };
}

function asJson(table: TableShape, side: Side): string {
  const values = table.columns.map(({ name, type, typeName }, index) => {
    const text = `x.${side}_${index}`;
    // The real server's log shows bytes without the mark before them.
    const value =
      typeName === 'bytea' ? `regexp_replace(${text}, '^\\\\x', '')` : `(${text})::${type}`;
    return `${value} as ${quoteName(name)}`;
  });
  return `(select to_jsonb(r) from (select ${values.join(', ')}) r)`;
}

function pruned(row: string): string {
  return `case when x.is_large then (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(${row})
    where octet_length(value::text) <= ${SMALL_VALUE_BYTES}) else ${row} end`;
}

function without(table: TableShape, shown: ReadonlySet<string>): readonly string[] {
  return table.columns.map(({ name }) => name).filter((name) => !shown.has(name));
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function sizeOf(change: LoggedChange): number {
  const values = [...(change.row?.values ?? []), ...(change.old?.values ?? [])];
  return values.reduce(
    (bytes, value) => bytes + BYTES_PER_COLUMN + Buffer.byteLength(value ?? ''),
    0,
  );
}
