/** The search field, what it found, and the way through what it found. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { SearchMode } from '../core/visible-rows.js';
import type { ViewCommand } from './commands.js';
import { icon, type IconName } from './icons.js';
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
  onCommand(command: ViewCommand): void;
  onQuery(text: string): void;
}

/** The search field and its buttons. */
export function searchBox(
  model: SearchModel,
  strings: LogStreamStrings,
  handlers: SearchHandlers,
): TemplateResult {
  const wrong = model.diagnostics.length > 0;
  return html`<div class=${wrong ? 'search wrong' : 'search'} part="search" role="search">
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
            ${button('previous-hit', 'up', strings.searchPrevious, undefined, handlers)}
            ${button('next-hit', 'down', strings.searchNext, undefined, handlers)}
            ${button(
              'search-mode',
              'filter',
              model.mode === 'filter' ? strings.searchHighlight : strings.searchFilter,
              model.mode === 'filter',
              handlers,
            )}
            ${button('clear-query', 'clear', strings.searchClear, undefined, handlers)}`
    }
  </div>`;
}

function button(
  command: ViewCommand,
  picture: IconName,
  label: string,
  pressed: boolean | undefined,
  handlers: SearchHandlers,
): TemplateResult {
  return html`<button
    type="button"
    class="search-button"
    data-command=${command}
    title=${label}
    aria-label=${label}
    aria-pressed=${pressed === undefined ? nothing : pressed ? 'true' : 'false'}
    @click=${() => {
      handlers.onCommand(command);
    }}
  >
    ${icon(picture)}
  </button>`;
}
