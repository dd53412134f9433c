/** The languages that the texts come in, and which of them a language tag asks for. */

/** Every language that is shipped; English is part of the bundle, the others are loaded. */
export const LOCALES = ['en', 'es', 'fr', 'de', 'pt', 'ja', 'zh', 'ar'] as const;

/** One of them. */
export type LocaleName = (typeof LOCALES)[number];

/** The language of a tag: `de-AT` is read in `de`, `zh-TW` in `zh`; what is not shipped, or no tag at all, in English. */
export function localeName(tag: string): LocaleName {
  return LOCALES.find((name) => name === languageOf(tag)) ?? 'en';
}

/** The language of a tag, without script and region; empty for what is no tag. */
export function languageOf(tag: string): string {
  try {
    return new Intl.Locale(tag).language;
  } catch {
    return '';
  }
}
