/**
 * Numeric scales of levels. They collide: 30 is information to pino and a warning to Python, 3 an error to syslog and
 * a trace to OpenTelemetry. So a number is read only on a scale that somebody named, never on one that would fit.
 */
import type { Severity } from './severity.js';

/** The scale of the numbers that a host's levels are. */
export type LevelScale = 'syslog' | 'opentelemetry' | 'pino' | 'bunyan' | 'python';

/** Every scale. */
export const LEVEL_SCALES: readonly LevelScale[] = [
  'syslog',
  'opentelemetry',
  'pino',
  'bunyan',
  'python',
];

const BY_FOURS: readonly Severity[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'];
const BY_TENS: readonly Severity[] = ['debug', 'info', 'warn', 'error', 'fatal'];

/** The severity of a number, or of a text that is one; `null` when it is none or beyond the scale. */
export function severityOnScale(value: unknown, scale: LevelScale): Severity | null {
  const number = typeof value === 'string' && /^\s*\d{1,2}\s*$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) return null;
  if (scale === 'syslog') return syslog(number);
  // Four steps a severity from 1 on, or ten from 10 on, what lies between two steps belonging to the lower one.
  if (scale === 'opentelemetry') return BY_FOURS[Math.floor((number - 1) / 4)] ?? null;
  const step = Math.floor(number / 10) - 1;
  return (scale === 'python' ? BY_TENS : BY_FOURS)[step] ?? null;
}

/** Syslog's 0 (emergency) … 7 (debug). */
function syslog(value: number): Severity | null {
  if (!(value >= 0 && value <= 7)) return null;
  if (value <= 2) return 'fatal';
  if (value === 3) return 'error';
  if (value === 4) return 'warn';
  return value === 7 ? 'debug' : 'info';
}
