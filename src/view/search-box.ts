/** The search field, what it found, and the way through what it found. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { QueryDiagnostic } from '../core/query.js';
import type { SearchMode } from '../core/visible-rows.js';
import { commandButton, type CommandButton } from './command-button.js';
import type { ViewCommand } from './commands.js';
import { icon } from './icons.js';
import { queryProblems } from './query-problems.js';
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
  readonly diagnostics: readonly QueryDiagnostic[];
  /** The form that writes a query is open. */
  readonly isBuilding: boolean;
}

/** What stands by the field: recent searches, and the form that writes a query. */
export interface SearchAids {
  readonly isListOpen: boolean;
  /** Id of the recent search that Enter takes. */
  readonly activeOption: string | null;
  /** What is open, below the field. */
  panels(): TemplateResult | typeof nothing;
  readonly handleFieldKey: (event: KeyboardEvent) => void;
  readonly handleFieldFocus: () => void;
  readonly handleFieldClick: () => void;
  readonly handleFocusOut: (event: FocusEvent) => void;
}

/** Where the requests go. */
export interface SearchHandlers {
  readonly onCommand: (command: ViewCommand) => void;
  readonly aids: SearchAids;
  onQuery(text: string): void;
}

/** The search field and its buttons. */
export function searchBox(
  model: SearchModel,
  strings: LogStreamStrings,
  handlers: SearchHandlers,
): TemplateResult {
  const { aids } = handlers;
  const { diagnostics } = model;
  const wrong = diagnostics.length > 0;
  const isOpen = aids.isListOpen && !model.isBuilding;
  // No landmark: a page may hold several widgets, and landmarks of one name cannot be told apart.
  return html`<div class="search-anchor popup-anchor" @focusout=${aids.handleFocusOut}>
    <div class=${wrong ? 'search wrong' : 'search'} part="search">
      ${icon('search')}
      <input
        type="search"
        aria-label=${strings.search}
        placeholder=${strings.search}
        title=${wrong ? diagnostics.map(({ message }) => message).join('\n') : nothing}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded=${isOpen ? 'true' : 'false'}
        aria-controls=${isOpen ? 'recent-list' : nothing}
        aria-activedescendant=${(isOpen && aids.activeOption) || nothing}
        aria-invalid=${wrong ? 'true' : nothing}
        aria-describedby=${wrong ? 'query-problems' : nothing}
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        dir="auto"
        .value=${live(model.query)}
        @input=${(event: Event) => {
          handlers.onQuery((event.target as HTMLInputElement).value);
        }}
        @keydown=${aids.handleFieldKey}
        @focus=${aids.handleFieldFocus}
        @click=${aids.handleFieldClick}
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
      ${builderButton(model, strings, handlers)}
    </div>
    ${isOpen || model.isBuilding ? nothing : queryProblems(model.query, diagnostics, strings)}
    ${aids.panels()}
  </div>`;
}

function builderButton(
  { isBuilding }: SearchModel,
  { query }: LogStreamStrings,
  handlers: SearchHandlers,
): TemplateResult {
  return html`<button
    type="button"
    class="search-button"
    data-command="query-builder"
    title=${query.build}
    aria-label=${query.build}
    aria-haspopup="dialog"
    aria-expanded=${isBuilding ? 'true' : 'false'}
    @click=${() => {
      handlers.onCommand('query-builder');
    }}
  >
    ${icon('tune')}
  </button>`;
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
