/**
 * What a database is asked for when all of a run is searched: conditions that every match satisfies, and perhaps other
 * rows too. Who gets the rows judges each of them again, so that a condition may be left out wherever it is in doubt.
 */

/** All of these hold. Texts are lower-case ASCII; in the rows the case of a–z means nothing. */
export interface RunFilterClause {
  /** The level is one of these, or none was given. */
  readonly levels?: readonly string[];
  /** Of each list one name fits the workflow node; `*` stands for anything. */
  readonly nodes?: readonly (readonly string[])[];
  /** Written then or later; ISO 8601. */
  readonly after?: string;
  /** Written before; ISO 8601. */
  readonly before?: string;
  /** Of each list one piece is in the message. */
  readonly texts?: readonly (readonly string[])[];
  /** Of each list one piece is in the message or in the fields. */
  readonly anywhere?: readonly (readonly string[])[];
}

/** One of the clauses holds. */
export interface RunFilter {
  readonly clauses: readonly RunFilterClause[];
}

/** The filter that every row passes. */
export const EVERY_ROW: RunFilter = { clauses: [] };
