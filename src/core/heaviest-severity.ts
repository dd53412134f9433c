/** The heaviest of the severities that someone may want to be told of. */
import { isEntry, type LogRow } from './log-entry.js';

/** A severity that calls for attention. */
export type LoudSeverity = 'warn' | 'error' | 'fatal';

const WEIGHTS: Readonly<Partial<Record<string, number>>> = { warn: 1, error: 2, fatal: 3 };
const NAMES: readonly LoudSeverity[] = ['warn', 'error', 'fatal'];

/** The heaviest among `rows`; `null` when all of them are quiet. */
export function heaviestSeverity(rows: readonly LogRow[]): LoudSeverity | null {
  let heaviest = 0;
  for (const row of rows) {
    if (isEntry(row)) heaviest = Math.max(heaviest, WEIGHTS[row.severity] ?? 0);
  }
  return NAMES[heaviest - 1] ?? null;
}
