/**
 * The language of the widget: which texts it shows, and in which locale numbers and times are written. English is there
 * at once; another language takes its place when it has been loaded, and nothing waits for it.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { LogStreamError } from './core/errors.js';
import { guardedStrings } from './view/guarded-strings.js';
import { loadLocale, type LoadedLocale } from './view/locales/load-locale.js';
import { languageOf, localeName, type LocaleName } from './view/locales/locale-names.js';
import { ENGLISH, type LogStreamStrings } from './view/strings.js';

/** What has been loaded, for every tag of the page. */
const loaded = new Map<LocaleName, LogStreamStrings>([['en', ENGLISH]]);

/** Chooses and loads the texts. */
export class LogStreamTexts implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #onError: (error: LogStreamError) => void;
  /** What the host has set; `undefined` leaves it to the page. */
  #tag: string | undefined;
  #replacements: Partial<LogStreamStrings> | undefined;
  #wanted: LocaleName = 'en';
  #shown: LocaleName = 'en';
  #strings = ENGLISH;
  #locale = 'en';
  #pageSetsDirection = true;
  /** The tag is in another place than when the page was last asked: asking it at every update would cost too much. */
  #isMoved = true;

  constructor(host: ReactiveControllerHost & Element, onError: (error: LogStreamError) => void) {
    this.#host = host;
    this.#onError = onError;
    host.addController(this);
  }

  /** The texts, with the host's replacements. */
  get strings(): LogStreamStrings {
    return this.#strings;
  }

  /** The language of the texts. */
  get language(): LocaleName {
    return this.#shown;
  }

  /** Where numbers, times and ages are written as one does there. */
  get locale(): string {
    return this.#locale;
  }

  /** Right to left where the texts run so and the page has not said how it runs; `null` leaves it to the page. */
  get direction(): 'rtl' | null {
    return this.#shown === 'ar' && !this.#pageSetsDirection ? 'rtl' : null;
  }

  hostConnected(): void {
    this.#isMoved = true;
  }

  /** Takes what the host has set. */
  update(tag: string | undefined, replacements: Partial<LogStreamStrings> | undefined): void {
    if (!this.#isMoved && tag === this.#tag && replacements === this.#replacements) return;
    this.#isMoved = false;
    this.#tag = tag;
    this.#replacements = replacements;
    this.#choose();
  }

  #choose(): void {
    this.#pageSetsDirection = ancestor(this.#host, '[dir]') !== null;
    const tag = this.#tag ?? (ancestor(this.#host, '[lang]')?.getAttribute('lang') || 'en');
    this.#wanted = localeName(tag);
    this.#locale = this.#tag ?? localeOf(tag, this.#wanted);
    if (this.#wanted !== 'en' && !loaded.has(this.#wanted)) void this.#load(this.#wanted);
    this.#show();
  }

  #show(): void {
    const strings = loaded.get(this.#wanted);
    // Until the texts are there, those before them stay.
    if (strings !== undefined) this.#shown = this.#wanted;
    const shown = strings ?? loaded.get(this.#shown) ?? ENGLISH;
    this.#strings =
      this.#replacements === undefined
        ? shown
        : guardedStrings(shown, this.#replacements, (detail, cause) => {
            this.#onError(new LogStreamError('attribute-invalid', detail, cause));
          });
  }

  async #load(name: LoadedLocale): Promise<void> {
    try {
      const module = await loadLocale(name);
      loaded.set(name, module.strings);
    } catch (cause) {
      this.#onError(new LogStreamError('locale-unavailable', name, cause));
      return;
    }
    this.#show();
    this.#host.requestUpdate();
  }
}

/** The reader's own variant of the language, since somebody in Zurich writes numbers as one does there. */
function localeOf(tag: string, name: LocaleName): string {
  const own = navigator.languages.find((language) => languageOf(language) === name);
  return own ?? (languageOf(tag) === name ? tag : name);
}

/** The nearest element, itself included, that matches; out of shadow trees as well. */
function ancestor(element: Element, selector: string): Element | null {
  for (let from: Element | null = element; from !== null;) {
    const found: Element | null = from.closest(selector);
    if (found !== null) return found;
    const root: Node = from.getRootNode();
    from = root instanceof ShadowRoot ? root.host : null;
  }
  return null;
}
