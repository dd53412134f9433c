/** The search field, what it found, and the way through what it found. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { SearchMode } from '../core/visible-rows.js';
import { commandButton, type CommandButton } from './command-button.js';
import type { ViewCommand } from './commands.js';
import { icon } from './icons.js';
import type { LogStreamStrings } from './strings.js';

/** What the search shows. */
export interface SearchModel {
  readonly query: string;
  readonly mode: SearchMode;
  /** The worker is still looking. */
  readonly pending: boolean;
  /** Place of the current match and how many there are, as numbers to read; `null` without a search. */
  readonly count: { readonly current: string | null; readonly total: string } | null;
  /** What was not understood of the query. */
  readonly diagnostics: readonly string[];
}

/** Where the requests go. */
export interface SearchHandlers {
  readonly onCommand: (command: ViewCommand) => void;
  onQuery(text: string): void;
}

/** The search field and its buttons. */
export function searchBox(
  model: SearchModel,
  strings: LogStreamStrings,
  handlers: SearchHandlers,
): TemplateResult {
  const wrong = model.diagnostics.length > 0;
  // No landmark: a page may hold several widgets, and landmarks of one name cannot be told apart.
  return html`<div class=${wrong ? 'search wrong' : 'search'} part="search">
    ${icon('search')}
    <input
      type="search"
      aria-label=${strings.search}
      placeholder=${strings.search}
      title=${wrong ? model.diagnostics.join('\n') : nothing}
      aria-invalid=${wrong ? 'true' : nothing}
      autocomplete="off"
      autocapitalize="off"
      spellcheck="false"
      dir="auto"
      .value=${live(model.query)}
      @input=${(event: Event) => {
        handlers.onQuery((event.target as HTMLInputElement).value);
      }}
    />
    ${
      model.count === null
        ? nothing
        : html`<span
              class=${model.pending ? 'hits pending' : 'hits'}
              title=${model.pending ? strings.searchPending : nothing}
              >${strings.hits(model.count.current, model.count.total)}</span
            >
            ${buttonsFor(model, strings).map((button) =>
              commandButton(button, 'search-button', strings, handlers.onCommand),
            )}`
    }
  </div>`;
}

function buttonsFor({ mode }: SearchModel, strings: LogStreamStrings): readonly CommandButton[] {
  const filters = mode === 'filter';
  return [
    { command: 'previous-hit', picture: 'up', label: strings.searchPrevious },
    { command: 'next-hit', picture: 'down', label: strings.searchNext },
    {
      command: 'search-mode',
      picture: 'filter',
      label: filters ? strings.searchHighlight : strings.searchFilter,
      pressed: filters,
    },
    { command: 'clear-query', picture: 'clear', label: strings.searchClear },
  ];
}
