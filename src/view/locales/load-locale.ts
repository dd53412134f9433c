/**
 * Fetches the texts of a language when they are wanted for the first time. The one-file bundle has `load-locale.cdn.ts`
 * in its place.
 */
import type { LogStreamStrings } from '../strings.js';
import type { LocaleName } from './locale-names.js';

/** A module with the texts of a language. */
export interface LocaleModule {
  readonly strings: LogStreamStrings;
}

/** The languages that are not part of the bundle. */
export type LoadedLocale = Exclude<LocaleName, 'en'>;

const LOADERS: Readonly<Record<LoadedLocale, () => Promise<LocaleModule>>> = {
  es: () => import('./es.js'),
  fr: () => import('./fr.js'),
  de: () => import('./de.js'),
  pt: () => import('./pt.js'),
  ja: () => import('./ja.js'),
  zh: () => import('./zh.js'),
  ar: () => import('./ar.js'),
};

/** Loads the module of a language; rejects when it cannot be had. */
export function loadLocale(name: LoadedLocale): Promise<LocaleModule> {
  return LOADERS[name]();
}
