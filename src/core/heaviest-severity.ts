/** The heaviest of the severities that someone may want to be told of. */
import type { LogRow } from './log-entry.js';
import { tallyOf } from './row-tally.js';

/** A severity that calls for attention. */
export type LoudSeverity = 'warn' | 'error' | 'fatal';

/** Heaviest first. */
const LOUD: readonly LoudSeverity[] = ['fatal', 'error', 'warn'];

/** The heaviest among `rows`; `null` when all of them are quiet. */
export function heaviestSeverity(rows: readonly LogRow[]): LoudSeverity | null {
  const { counts } = tallyOf(rows);
  return LOUD.find((severity) => counts[severity] > 0) ?? null;
}
