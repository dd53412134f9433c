/** The shape in which the simulator's rows leave it: what a worker hands to the database, or a story to its source. */

/** JSON as the generator makes it. */
export type GeneratedJson =
  | string
  | number
  | boolean
  | null
  | readonly GeneratedJson[]
  | { readonly [key: string]: GeneratedJson };

/** One row as its writer gives it; `level` is absent where a program wrote to stdout. */
export interface GeneratedRow {
  readonly level?: string;
  readonly message: string;
  readonly nodeId?: string;
  readonly fields?: Readonly<Record<string, GeneratedJson>>;
}
