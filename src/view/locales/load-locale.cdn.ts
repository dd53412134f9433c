/**
 * The same for the one-file bundle: the texts lie in a folder next to it (`locales/de.js`), wherever that is, and are
 * plain modules, so that the policy that lets the bundle run lets them run as well.
 */
import type { LoadedLocale, LocaleModule } from './load-locale.js';

/** As in `load-locale.ts`. */
export async function loadLocale(name: LoadedLocale): Promise<LocaleModule> {
  // In two steps, so that the build takes neither for something that it should bundle.
  const bundle = import.meta.url;
  return (await import(
    /* @vite-ignore */ new URL(`locales/${name}.js`, bundle).href
  )) as LocaleModule;
}
