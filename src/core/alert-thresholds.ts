/**
 * Where alerts begin, and how a page says so: `silent-stream=60s lag=500ms gap=off`. Read forgivingly: what is not
 * understood keeps its default, and a sentence says what was wrong. What is measured is somebody else's.
 */

/** What can be wrong with a stream, or with the run that it shows. */
export type AlertName =
  /** Rows are committed and the live path does not announce them, or there has been no live path for a while. */
  | 'silent-stream'
  /** Rows are known to be committed and have not been delivered for a while. */
  | 'lag'
  /** Rows of the run are gone from the database. */
  | 'gap'
  /** The run writes many errors in a short time. */
  | 'error-burst';

/** Where each alert begins, in its unit (seconds, rows, errors); `null` for never. */
export type AlertThresholds = Readonly<Record<AlertName, number | null>>;

/** Where alerts begin unless the page says otherwise. */
export const ALERT_THRESHOLDS = {
  /** Seconds without a live path. Reconnecting takes up to half a minute when a server restarts. */
  'silent-stream': 30,
  /** Seconds for which committed rows were not delivered. A repair takes a fraction of one. */
  lag: 5,
  /** Rows declared deleted. Retention deletes from the start of a run, never from what a viewer follows. */
  gap: 1,
  /** Errors in ten seconds. More than a failing step with its retries writes. */
  'error-burst': 50,
} as const satisfies Record<AlertName, number>;

/** Every name, in the order of the manual. */
export const ALERT_NAMES = Object.keys(ALERT_THRESHOLDS) as readonly AlertName[];

/** Those that are times. The others are counts. */
const TIMES: readonly AlertName[] = ['silent-stream', 'lag'];

/** Seconds of a unit; without one, a time is in seconds. */
const UNIT_S: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, '': 1 };

const ALL_OFF: AlertThresholds = {
  'silent-stream': null,
  lag: null,
  gap: null,
  'error-burst': null,
};

const EXPECTED =
  'is not read in full; write off, or any of silent-stream=30s, lag=5s, gap=1 and error-burst=50, each of which may be off';

/** Thresholds that can be used, and what was wrong with the given ones. */
export interface AlertReading {
  readonly value: AlertThresholds;
  readonly problem: string | null;
}

/** Reads an attribute's text, or a property's object; `null` and `undefined` mean that nothing was given. */
export function readAlertThresholds(given: unknown): AlertReading {
  if (given === null || given === undefined) return { value: ALERT_THRESHOLDS, problem: null };
  if (typeof given === 'string') return readText(given);
  if (typeof given !== 'object') return { value: ALERT_THRESHOLDS, problem: EXPECTED };
  return collect(Object.entries(given), (name, value) =>
    value === null ? null : typeof value === 'number' ? allowed(name, value) : undefined,
  );
}

function readText(text: string): AlertReading {
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  if (words.length === 1 && words[0] === 'off') return { value: ALL_OFF, problem: null };
  const pairs = words.map((word): [string, string] => {
    const at = word.indexOf('=');
    return at < 0 ? [word, ''] : [word.slice(0, at), word.slice(at + 1)];
  });
  return collect(pairs, readWord);
}

/** `undefined` for what cannot be used. */
function readWord(name: AlertName, word: unknown): number | null | undefined {
  if (word === 'off') return null;
  const [, digits, unit = ''] = /^(\d{1,6}(?:\.\d{1,3})?)(ms|s|m)?$/.exec(String(word)) ?? [];
  if (digits === undefined || (unit !== '' && !TIMES.includes(name))) return undefined;
  return allowed(name, Number(digits) * (UNIT_S[unit] ?? 1));
}

/** A time is above zero, a count a whole number from one on. */
function allowed(name: AlertName, value: number): number | undefined {
  if (!Number.isFinite(value) || value <= 0) return undefined;
  return TIMES.includes(name) || Number.isInteger(value) ? value : undefined;
}

function collect(
  pairs: readonly (readonly [string, unknown])[],
  read: (name: AlertName, value: unknown) => number | null | undefined,
): AlertReading {
  const value: Record<AlertName, number | null> = { ...ALERT_THRESHOLDS };
  let isFine = true;
  for (const [key, word] of pairs) {
    const name = ALERT_NAMES.find((known) => known === key);
    // A property that was left undefined was not given.
    if (name !== undefined && word === undefined) continue;
    const threshold = name === undefined ? undefined : read(name, word);
    if (name === undefined || threshold === undefined) isFine = false;
    else value[name] = threshold;
  }
  return { value, problem: isFine ? null : EXPECTED };
}
