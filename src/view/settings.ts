/**
 * The view settings, read forgivingly from whatever an attribute or a property holds: what is not allowed becomes the
 * default, and a problem that says so. Nothing in here throws.
 */
import { readAlertThresholds } from '../core/alert-thresholds.js';
import { readPermalink, type JumpTarget } from '../core/jump-target.js';
import { LEVEL_SCALES, type LevelScale } from '../core/level-scale.js';
import { SEVERITIES, severityFromLevel, type Severity } from '../core/severity.js';
import type { SearchMode } from '../core/visible-rows.js';
import { TIME_FORMATS, type TimeFormat } from './time-format.js';

/** A value that can be used, and what was wrong with the given one. */
export interface Reading<Value> {
  readonly value: Value;
  /** In a few words; `null` when nothing was wrong. */
  readonly problem: string | null;
}

/** Rows kept in memory unless the host says otherwise. */
export const DEFAULT_MAX_ROWS = 100_000;
/** Fewer could not fill a tall screen. */
const LEAST_MAX_ROWS = 100;
/** More could not be scrolled to: browsers stop at about 8 million pixels, which is this many single lines. */
const MOST_MAX_ROWS = 350_000;

/** How the rows are brought here. */
export type TransportName = 'auto' | 'broadcast' | 'postgres-changes' | 'polling';

const TRANSPORTS: readonly TransportName[] = ['auto', 'broadcast', 'postgres-changes', 'polling'];
const SEARCH_MODES: readonly SearchMode[] = ['filter', 'highlight'];

const fine = <Value>(value: Value): Reading<Value> => ({ value, problem: null });

function oneOf<Name extends string>(
  names: readonly Name[],
  fallback: Name,
): (given: unknown) => Reading<Name> {
  return (given) => {
    if (given === null || given === undefined) return fine(fallback);
    const name = names.find((known) => known === given);
    return name === undefined
      ? { value: fallback, problem: `is not one of: ${names.join(', ')}` }
      : fine(name);
  };
}

/** The readers, by the name of the attribute. `null` and `undefined` mean that nothing was given. */
export const SETTINGS = {
  'max-rows': (given: unknown): Reading<number> => {
    if (given === null || given === undefined) return fine(DEFAULT_MAX_ROWS);
    const rows = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
    return typeof rows === 'number' &&
      Number.isInteger(rows) &&
      rows >= LEAST_MAX_ROWS &&
      rows <= MOST_MAX_ROWS
      ? fine(rows)
      : {
          value: DEFAULT_MAX_ROWS,
          problem: `is not a whole number from ${LEAST_MAX_ROWS} to ${MOST_MAX_ROWS}`,
        };
  },
  'time-format': oneOf<TimeFormat>(TIME_FORMATS, 'local'),
  'search-mode': oneOf<SearchMode>(SEARCH_MODES, 'filter'),
  transport: oneOf<TransportName>(TRANSPORTS, 'auto'),
  alerts: readAlertThresholds,
  follow: readAuto,
  minimap: readAuto,
  levels: readLevels,
  at: (given: unknown): Reading<JumpTarget | null> => {
    if (given === null || given === undefined || given === '') return fine(null);
    const text = typeof given === 'number' ? String(given) : textOf(given);
    const target = readPermalink(text);
    return target === null
      ? {
          value: null,
          problem: 'is neither the seq of a row nor a time, as in 2026-11-23T14:02:07Z',
        }
      : fine(target);
  },
  'level-scale': (given: unknown): Reading<LevelScale | undefined> => {
    if (given === null || given === undefined || given === '') return fine(undefined);
    const scale = LEVEL_SCALES.find((known) => known === given);
    return scale === undefined
      ? { value: undefined, problem: `is not one of: ${LEVEL_SCALES.join(', ')}` }
      : fine(scale);
  },
  locale: (given: unknown): Reading<string | undefined> => {
    if (given === null || given === undefined || given === '') return fine(undefined);
    try {
      return fine(Intl.getCanonicalLocales(textOf(given))[0]);
    } catch {
      return { value: undefined, problem: 'is not a language tag, as in en-GB' };
    }
  },
} as const;

/** Name of a setting that is checked. */
export type SettingName = keyof typeof SETTINGS;

/** True for the attributes that are checked. */
export function isSetting(name: string): name is SettingName {
  return Object.hasOwn(SETTINGS, name);
}

/** For Lit: an attribute's text as the property's value. */
export function settingConverter(name: SettingName): {
  fromAttribute(text: string | null): unknown;
} {
  return { fromAttribute: (text) => SETTINGS[name](text).value };
}

/** Text of what may be anything. */
function textOf(given: unknown): string {
  return typeof given === 'string' ? given : `a ${typeof given}`;
}

/** On, off, or as the widget thinks best. */
function readAuto(given: unknown): Reading<boolean | null> {
  if (given === null || given === undefined || given === 'auto') return fine(null);
  if (given === true || given === '' || given === 'true' || given === 'on') return fine(true);
  if (given === false || given === 'false' || given === 'off') return fine(false);
  return { value: null, problem: 'is not one of: true, false, auto' };
}

function readLevels(given: unknown): Reading<readonly Severity[] | null> {
  if (given === null || given === undefined) return fine(null);
  const words = Array.isArray(given) ? given.map(String) : textOf(given).split(/[\s,]+/);
  const wanted = words.filter((word) => word !== '' && word !== 'all');
  const known = wanted.map((word) => (word === 'unknown' ? 'unknown' : severityFromLevel(word)));
  const levels = SEVERITIES.filter((severity) => known.includes(severity));
  const strange = wanted.filter((_, index) => known[index] === undefined);
  return {
    value: levels.length === 0 ? null : levels,
    problem:
      strange.length === 0 ? null : `has unknown levels; known are: ${SEVERITIES.join(', ')}`,
  };
}

/** The levels after a press on one: alone first, then added and taken away; with `except`, all but this one. */
export function toggledLevels(
  levels: readonly Severity[] | null,
  severity: Severity,
  except: boolean,
): readonly Severity[] | null {
  const now = new Set(levels ?? []);
  if (except) {
    const base = levels ?? SEVERITIES;
    const rest = base.filter((level) => level !== severity);
    return rest.length === 0 ? null : rest;
  }
  if (now.has(severity)) now.delete(severity);
  else now.add(severity);
  if (now.size === 0 || now.size === SEVERITIES.length) return null;
  return SEVERITIES.filter((level) => now.has(level));
}
