/**
 * Severity from structured context: level keys with words, and those numeric scales whose key or neighbours name the
 * scale. A bare number is never guessed across scales: 30 is information to pino and a warning to Python.
 */
import type { JsonValue, LogFields } from './log-entry.js';
import { severityOnScale, type LevelScale } from './level-scale.js';
import { severityFromValue } from './level-word.js';
import type { Severity } from './severity.js';

/** Keys that hold a level word, most telling first. Compared without case, `.`, `_`, `-` and `@` dropped. */
const LEVEL_KEYS: readonly string[] = [
  'level',
  'severity',
  'lvl',
  'loglevel',
  'levelname',
  'severitytext',
  'l',
];

/** From here on a time can only be milliseconds: September 2001, and in seconds the year 33,658. */
const MS_FROM = 1e12;

/** Scales by the name of the key that declares them. */
const SCALES: ReadonlyMap<string, LevelScale> = new Map<string, LevelScale>([
  ['severitynumber', 'opentelemetry'],
  ['levelno', 'python'],
  ['priority', 'syslog'],
  ['syslogseverity', 'syslog'],
]);

/** The severity that the fields declare, or `null`. */
export function severityFromFields(fields: LogFields): Severity | null {
  const byKey = new Map<string, JsonValue>();
  for (const [key, value] of Object.entries(fields)) {
    const plain = plainKey(key);
    if (!byKey.has(plain)) byKey.set(plain, value);
  }
  for (const key of LEVEL_KEYS) {
    const value = byKey.get(key);
    const severity = typeof value === 'string' ? severityFromValue(value) : undefined;
    if (severity !== undefined) return severity;
  }
  const nested = byKey.get('log');
  if (isObject(nested) && typeof nested['level'] === 'string') {
    const severity = severityFromValue(nested['level']);
    if (severity !== undefined) return severity;
  }
  const letter = byKey.get('s');
  if (typeof letter === 'string' && byKey.has('c') && byKey.has('ctx')) {
    // MongoDB: one letter, beside the component and the thread.
    const severity = severityFromValue(letter.slice(0, 1));
    if (severity !== undefined) return severity;
  }
  for (const [key, scale] of SCALES) {
    const severity = severityOnScale(byKey.get(key), scale);
    if (severity !== null) return severity;
  }
  const level = byKey.get('level');
  if (isPino(byKey)) return severityOnScale(level, 'pino');
  if (byKey.has('shortmessage')) return severityOnScale(level, 'syslog');
  return null;
}

/**
 * pino and bunyan: they name process and host, or at least put milliseconds beside a `msg`. On no other scale are there
 * tens up to 60 in that company.
 */
function isPino(byKey: ReadonlyMap<string, JsonValue>): boolean {
  if (byKey.has('pid') && byKey.has('hostname')) return true;
  const time = byKey.get('time');
  return typeof time === 'number' && time >= MS_FROM && typeof byKey.get('msg') === 'string';
}

/** What the fields give away without declaring it: an error object, a status of 4xx or 5xx, an exit code. */
export function severityFromContext(fields: LogFields): Severity | null {
  for (const key of ['error', 'err', 'exception', 'stack']) {
    const value = fields[key];
    if (typeof value === 'string' ? value.trim() !== '' : isObject(value) && !isEmpty(value)) {
      return 'error';
    }
  }
  const http = isObject(fields['http']) ? fields['http'] : {};
  const statuses = [fields['status'], fields['statusCode'], fields['status_code'], http['status']];
  const status = Math.max(...statuses.map(toStatus));
  if (status >= 500 && status < 600) return 'error';
  if (status >= 400 && status < 500) return 'warn';
  const outcome = fields['status'] ?? fields['state'] ?? fields['outcome'] ?? fields['result'];
  if (typeof outcome === 'string' && FAILED_OUTCOME.test(outcome)) return 'error';
  if (fields['type'] === 'error' && typeof fields['message'] === 'string') return 'error';
  const exit = fields['exitCode'] ?? fields['exit_code'];
  return typeof exit === 'number' && exit !== 0 ? 'error' : null;
}

/** A status as a number, which some write as text; 0 for anything else. */
function toStatus(value: JsonValue | undefined): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^[1-5]\d\d$/.test(value) ? Number(value) : 0;
}

const FAILED_OUTCOME = /^(?:failed|failure|error|errored|crashed)$/i;

function plainKey(key: string): string {
  return key.toLowerCase().replace(/[._@-]/g, '');
}

function isObject(value: JsonValue | undefined): value is LogFields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty(value: LogFields): boolean {
  return Object.keys(value).length === 0;
}
