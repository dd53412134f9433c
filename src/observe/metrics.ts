/**
 * The closed list of what the widget counts about itself, and the probe through which the layers below report it.
 * A count never carries a row's text, a token or an id.
 */

/** What is counted, since the stream was opened. */
export const METRICS = {
  received: 'rows that arrived, by whatever way',
  shown: 'rows handed to the view',
  duplicate: 'rows that arrived again and were dropped',
  late: 'rows that arrived before one that precedes them, and had to wait',
  missing: 'rows declared deleted',
  repaired: 'rows read from the database to close a hole in the live path',
  malformed: 'rows or messages that did not have the expected shape',
  errors: 'rows of severity error or fatal among those that arrived while the run was watched',
  reconnects: 'times the live path was made anew',
  requests: 'requests made to the database',
} as const;

/** The name of a count. */
export type Metric = keyof typeof METRICS;

/** Where layers report what they do; never throws, never blocks. */
export interface Probe {
  /** Adds `by` (default 1) to a count. */
  count(metric: Metric, by?: number): void;
}

/** A probe that nobody reads. */
export const SILENT_PROBE: Probe = { count: () => undefined };
