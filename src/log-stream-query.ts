/**
 * What stands by the search field, joined to the element: the form that writes a query, the recent ones, and when a query
 * is settled. The text of the query remains the truth: all of this only writes it and reads it.
 */
import { nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { ListController } from './controllers/list-controller.js';
import { QueryPace } from './controllers/query-pace.js';
import { querySuggestions, type QuerySuggestions } from './core/query-suggestions.js';
import { NO_PARTS, printQuery, readQuery, type QueryParts } from './core/query-text.js';
import { LogStreamSearchEvent } from './events.js';
import type { LogStreamReader, ReaderSetting } from './log-stream-reader.js';
import { keepSearches, recentSearches } from './recent-searches.js';
import { queryBuilder } from './view/query-builder.js';
import { recentId, recentList } from './view/recent-list.js';
import type { SearchAids } from './view/search-box.js';
import type { LogStreamStrings } from './view/strings.js';

/** What it needs of the element. */
export interface QueryHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly texts: LogStreamStrings;
  readonly query: string;
  readonly rememberSearches: boolean;
  changeSetting(change: ReaderSetting): void;
}

/** Where rows come from, what is open, and where events go. */
export interface QueryTools {
  readonly list: ListController;
  readonly reader: () => LogStreamReader;
  readonly locale: () => string | undefined;
  readonly post: (event: LogStreamSearchEvent) => void;
}

/** Helps with searching. */
export class LogStreamQuery implements SearchAids {
  readonly #host: QueryHost;
  readonly #tools: QueryTools;
  readonly #pace = new QueryPace({
    onSettled: () => {
      const { typed, pending, matches } = this.#tools.list;
      this.handleSearch(typed.text, matches.length, pending);
    },
    onDwelt: () => {
      this.#remember();
    },
  });
  /** What the form shows, and the text that it was read from or written to. */
  #draft: { readonly parts: QueryParts; readonly text: string } | null = null;
  #suggestions: QuerySuggestions | null = null;
  #isListOpen = false;
  #active = -1;
  /** What was remembered of the text that is being typed. */
  #grownFrom: string | null = null;

  constructor(host: QueryHost, tools: QueryTools) {
    this.#host = host;
    this.#tools = tools;
  }

  /** The reader changed the query, by whatever means. */
  typed(): void {
    this.#pace.typed();
    this.#active = -1;
    if (this.#host.query === '') this.#grownFrom = null;
  }

  /** The search was changed, or it found more. */
  handleSearch(text: string, total: number, pending: boolean): void {
    const isSettled = !pending && this.#pace.isSettled;
    this.#tools.post(new LogStreamSearchEvent(text, total, pending, isSettled));
  }

  /** The element leaves the page. */
  leave(): void {
    this.#pace.stop();
    this.#isListOpen = false;
  }

  get isListOpen(): boolean {
    return this.#isListOpen && this.#recent.length > 0;
  }

  get activeOption(): string | null {
    return this.isListOpen && this.#active >= 0 ? recentId(this.#active) : null;
  }

  panels(): TemplateResult | typeof nothing {
    const { texts } = this.#host;
    if (this.#tools.reader().popup === 'query-builder') return this.#builder();
    this.#draft = this.#suggestions = null;
    if (!this.isListOpen) return nothing;
    return recentList({ texts: this.#recent, active: this.#active }, texts, {
      onChoose: (text) => {
        this.#choose(text);
      },
      onForget: (text) => {
        this.#forget(text);
      },
      onForgetAll: () => {
        recentSearches(this.#host.rememberSearches).clear();
        keepSearches(this.#host.rememberSearches);
        this.#closeList();
        this.#field?.focus();
      },
    });
  }

  readonly handleFieldFocus = (): void => {
    const reader = this.#tools.reader();
    if (reader.popup !== 'query-builder') reader.closePopup();
  };

  /** An empty field has nothing to say but what was said before. */
  readonly handleFieldClick = (): void => {
    if (this.#host.query === '') this.#openList();
  };

  readonly handleFocusOut = (event: FocusEvent): void => {
    const next = event.relatedTarget;
    if (next instanceof Element && next.closest('.search-anchor') !== null) return;
    this.#closeList();
  };

  readonly handleFieldKey = (event: KeyboardEvent): void => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter' && this.#active < 0) this.#remember();
    const act = this.isListOpen ? this.#listKey(event.key) : this.#closedKey(event.key);
    if (act === null) return;
    event.preventDefault();
    act();
    this.#host.requestUpdate();
  };

  #closedKey(key: string): (() => void) | null {
    if (key !== 'ArrowDown' || this.#tools.reader().popup !== null) return null;
    return this.#recent.length === 0
      ? null
      : () => {
          this.#openList();
          this.#active = 0;
        };
  }

  #listKey(key: string): (() => void) | null {
    const recent = this.#recent;
    const text = recent[this.#active];
    const move = (by: number) => (): void => {
      // One place more than there are searches: the field itself.
      const places = recent.length + 1;
      this.#active = ((this.#active + 1 + by + places) % places) - 1;
    };
    if (key === 'ArrowDown') return move(1);
    if (key === 'ArrowUp') return move(-1);
    if (key === 'Escape') {
      return () => {
        this.#closeList();
      };
    }
    if (text === undefined) return null;
    if (key === 'Enter') {
      return () => {
        this.#choose(text);
      };
    }
    return key === 'Delete'
      ? () => {
          this.#forget(text);
        }
      : null;
  }

  #openList(): void {
    this.#isListOpen = true;
    this.#active = -1;
    this.#host.requestUpdate();
  }

  #closeList(): void {
    if (!this.#isListOpen) return;
    this.#isListOpen = false;
    this.#active = -1;
    this.#host.requestUpdate();
  }

  /** Those that go on from what stands in the field; where none does, all of them. */
  get #recent(): readonly string[] {
    const recent = recentSearches(this.#host.rememberSearches);
    const like = recent.like(this.#host.query);
    return like.length > 0 ? like : recent.all.filter((text) => text !== this.#host.query.trim());
  }

  #choose(text: string): void {
    this.#closeList();
    this.#host.changeSetting({ name: 'query', value: text });
    this.#remember();
    this.#field?.focus();
  }

  #forget(text: string): void {
    const { rememberSearches } = this.#host;
    recentSearches(rememberSearches).remove(text);
    keepSearches(rememberSearches);
    this.#active = Math.min(this.#active, this.#recent.length - 1);
    this.#host.requestUpdate();
  }

  #remember(): void {
    const { query, rememberSearches } = this.#host;
    recentSearches(rememberSearches).add(query, this.#grownFrom);
    keepSearches(rememberSearches);
    this.#grownFrom = query.trim();
  }

  #builder(): TemplateResult {
    const { query, texts } = this.#host;
    // What was not written here is read again.
    if (this.#draft?.text !== query) this.#draft = { parts: readQuery(query), text: query };
    this.#suggestions ??= querySuggestions(this.#tools.list.all);
    return queryBuilder(
      { parts: this.#draft.parts, suggestions: this.#suggestions, locale: this.#tools.locale() },
      texts,
      {
        onChange: (change) => {
          const parts = this.#draft?.parts ?? NO_PARTS;
          this.#write({ ...parts, ...change(parts) });
        },
        onExample: (text) => {
          this.#insert(text);
        },
        onClear: () => {
          this.#write(NO_PARTS);
        },
        onClose: () => {
          this.#remember();
          this.#tools.reader().handleCommand('escape');
        },
      },
    );
  }

  #write(parts: QueryParts): void {
    const text = printQuery(parts);
    this.#draft = { parts, text };
    this.#host.changeSetting({ name: 'query', value: text });
    this.#host.requestUpdate();
  }

  /** At the end of the query, marked, so that the next key replaces it. */
  #insert(example: string): void {
    const before = this.#host.query.trim();
    const text = before === '' ? example : `${before} ${example}`;
    this.#tools.reader().closePopup();
    this.#host.changeSetting({ name: 'query', value: text });
    void this.#host.updateComplete.then(() => {
      const field = this.#field;
      field?.focus();
      field?.setSelectionRange(text.length - example.length, text.length);
    });
  }

  get #field(): HTMLInputElement | null {
    return this.#host.renderRoot.querySelector<HTMLInputElement>('.search input');
  }
}
