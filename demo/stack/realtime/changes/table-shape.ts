/** What the catalog says of the tables that are published: asked anew each time, so DDL needs no notice. */
import type postgres from 'postgres';
import { PUBLICATION } from './change-slot.js';

export interface Column {
  readonly name: string;
  /** As a cast would write it. */
  readonly type: string;
  /** As the frames show it: `int8`, `timestamptz`, `_text`. */
  readonly typeName: string;
  readonly typeOid: number;
  readonly isPrimaryKey: boolean;
  /** Those of the roles asked about that may select it. */
  readonly readers: readonly string[];
}

export interface TableShape {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  readonly hasRowSecurity: boolean;
  readonly isPartitioned: boolean;
  readonly columns: readonly Column[];
}

/** The published tables, as one text that changes when they do; empty when there are none. */
export async function publishedTables(sql: postgres.Sql): Promise<string> {
  const [row] = await sql<{ tables: string | null }[]>`
    select string_agg(format('%I.%I', schemaname, tablename), ',' order by schemaname, tablename) as tables
    from pg_publication_tables where pubname = ${PUBLICATION}`;
  return row?.tables ?? '';
}

/** The published tables that a binding names. `_` and `%` in it are wildcards: the real server compares so, too. */
export async function tablesNamed(
  sql: postgres.Sql,
  binding: { readonly schema: string; readonly table: string },
): Promise<readonly number[]> {
  const like = (name: string): string => (name === '*' ? '%' : name);
  const rows = await sql<{ oid: number }[]>`
    select format('%I.%I', schemaname, tablename)::regclass::oid as oid
    from pg_publication_tables
    where pubname = ${PUBLICATION} and schemaname like ${like(binding.schema)} escape ''
      and tablename like ${like(binding.table)} escape ''`;
  return rows.map((row) => row.oid);
}

/** `null` for a table that is gone. Throws when a role does not exist. */
export async function describeTable(
  sql: postgres.Sql,
  oid: number,
  roles: readonly string[],
): Promise<TableShape | null> {
  const [table] = await sql<Omit<TableShape, 'columns'>[]>`
    select c.oid, n.nspname as schema, c.relname as name, c.relrowsecurity as "hasRowSecurity",
      c.relkind = 'p' as "isPartitioned"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = ${oid}`;
  if (table === undefined) return null;
  const columns = await sql<Column[]>`
    select a.attname as name, format_type(t.oid, -1) as type, t.typname as "typeName", t.oid as "typeOid",
      exists (select from pg_index i where i.indrelid = a.attrelid and i.indisprimary
        and a.attnum = any (i.indkey)) as "isPrimaryKey",
      array(select role from unnest(${[...roles]}::text[]) role
        where has_column_privilege(role, a.attrelid, a.attnum, 'SELECT')) as readers
    from pg_attribute a join pg_type t on t.oid = a.atttypid
    where a.attrelid = ${oid} and a.attnum > 0 and not a.attisdropped order by a.attnum`;
  return { ...table, columns: [...columns] };
}

/** A name as SQL needs it, whatever characters it has. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
