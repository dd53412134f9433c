/**
 * The severities a row can have, in order of weight, and how the words that writers use map onto them.
 * It knows nothing of message text: guessing a severity from text is `detect-severity.ts`.
 */

/** How bad a row is. `unknown` is an honest answer, never a synonym of `info`. */
export type Severity = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'unknown';

/** Every severity, lightest first; `unknown` stands last because it has no weight. */
export const SEVERITIES: readonly Severity[] = [
  'trace',
  'debug',
  'info',
  'warn',
  'error',
  'fatal',
  'unknown',
];

/** A severity, and whether it was read from the text instead of being declared by the writer. */
export interface SeverityVerdict {
  readonly severity: Severity;
  readonly guessed: boolean;
}

const ALIASES: ReadonlyMap<string, Severity> = new Map<string, Severity>([
  ['trace', 'trace'],
  ['trc', 'trace'],
  ['verbose', 'trace'],
  ['debug', 'debug'],
  ['dbg', 'debug'],
  ['info', 'info'],
  ['inf', 'info'],
  ['information', 'info'],
  ['informational', 'info'],
  ['notice', 'info'],
  ['log', 'info'],
  ['warn', 'warn'],
  ['wrn', 'warn'],
  ['warning', 'warn'],
  ['error', 'error'],
  ['err', 'error'],
  ['eror', 'error'],
  ['severe', 'error'],
  ['fatal', 'fatal'],
  ['critical', 'fatal'],
  ['crit', 'fatal'],
  ['alert', 'fatal'],
  ['emerg', 'fatal'],
  ['emergency', 'fatal'],
  ['panic', 'fatal'],
]);

/**
 * The severity that a level word stands for, whatever its case; `undefined` if the word is not one we know.
 * Numbers are not words: numeric scales collide (3 is an error to syslog and a trace to OpenTelemetry).
 */
export function severityFromLevel(level: string): Severity | undefined {
  // Nearly every call is an exact lower-case hit; only the rest pays for trimming and lower-casing.
  return ALIASES.get(level) ?? ALIASES.get(level.trim().toLowerCase());
}
