/**
 * Asks Postgres which rows a viewer may see: as the viewer, by primary key, against the table as it is now. A row that
 * is gone by the time of asking is one that nobody may see.
 */
import type postgres from 'postgres';
import type { TokenClaims } from '../access-token.js';
import type { LoggedChange } from './pgoutput.js';
import { quoteName, type TableShape } from './table-shape.js';

/** The positions in `changes` of the rows that are visible. Throws when a policy fails. */
export async function visibleRows(
  sql: postgres.Sql,
  table: TableShape,
  changes: readonly LoggedChange[],
  claims: TokenClaims,
): Promise<ReadonlySet<number>> {
  const keys = table.columns.filter((column) => column.isPrimaryKey);
  const rows = changes.map(({ row, relation }, position) => {
    const asked: Record<string, string | number | null> = { position };
    for (const [index, { name }] of keys.entries()) {
      asked[`key_${index}`] = row?.values[relation.columns.indexOf(name)] ?? null;
    }
    return asked;
  });
  const columns = keys.map((_, index) => `, key_${index} text`).join('');
  const isTheRow = keys.map(({ name, type }, i) => `t.${quoteName(name)} = (x.key_${i})::${type}`);
  const found: readonly { position: number }[] = await sql.begin(async (transaction) => {
    await transaction`select set_config('role', ${claims.role}, true),
      set_config('request.jwt.claims', ${JSON.stringify(claims)}, true)`;
    return await transaction.unsafe<{ position: number }[]>(
      `select x.position from json_to_recordset($1::text::json) as x(position int${columns})
       where exists (select from ${quoteName(table.schema)}.${quoteName(table.name)} t
         where ${isTheRow.join(' and ')})`,
      [JSON.stringify(rows)],
    );
  });
  return new Set(found.map(({ position }) => position));
}
