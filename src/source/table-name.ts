/** A table's name as a host writes it: `logs`, or `audit.logs` where it is not in the schema `public`. */

/** The schema of a name without one: what PostgREST serves unless it is asked for another. */
export const PUBLIC_SCHEMA = 'public';

/** A table's name in its two parts. */
export interface TableName {
  readonly schema: string;
  readonly name: string;
}

/** Takes a name apart at its first dot. */
export function readTableName(text: string): TableName {
  const dot = text.indexOf('.');
  if (dot <= 0) return { schema: PUBLIC_SCHEMA, name: text };
  return { schema: text.slice(0, dot), name: text.slice(dot + 1) };
}
