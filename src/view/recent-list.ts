/** The list of recent searches below the search field. Its keys are the field's, which keeps the focus. */
import { html, type TemplateResult } from 'lit';
import { icon } from './icons.js';
import type { LogStreamStrings } from './strings.js';

/** What the list shows. */
export interface RecentModel {
  readonly texts: readonly string[];
  /** Place of the one that Enter takes; -1 for none. */
  readonly active: number;
}

/** Where the requests go. */
export interface RecentHandlers {
  onChoose(text: string): void;
  onForget(text: string): void;
  onForgetAll(): void;
}

/** Id of an option, for the field to point at. */
export const recentId = (place: number): string => `recent-${place}`;

/** A press in the list must not take the focus from the field, which would close the list under the pointer. */
const keepFocus = (event: Event): void => {
  event.preventDefault();
};

/** The list. */
export function recentList(
  { texts, active }: RecentModel,
  { query }: LogStreamStrings,
  handlers: RecentHandlers,
): TemplateResult {
  return html`<div class="menu recent" @mousedown=${keepFocus}>
    <div class="menu-heading" id="recent-heading">${query.recent}</div>
    <ul role="listbox" id="recent-list" aria-labelledby="recent-heading">
      ${texts.map(
        (text, place) =>
          html`<li
            class="menu-item"
            role="option"
            id=${recentId(place)}
            aria-selected=${place === active ? 'true' : 'false'}
            aria-keyshortcuts="Delete"
            @click=${() => {
              handlers.onChoose(text);
            }}
          >
            ${icon('clock')}<span dir="auto">${text}</span
            ><span
              class="forget"
              aria-hidden="true"
              title=${query.recentRemove}
              @click=${(event: Event) => {
                event.stopPropagation();
                handlers.onForget(text);
              }}
              >${icon('clear')}</span
            >
          </li>`,
      )}
    </ul>
    <button
      type="button"
      class="menu-item recent-clear"
      @click=${() => {
        handlers.onForgetAll();
      }}
    >
      ${icon('clear')}<span>${query.recentClear}</span>
    </button>
  </div>`;
}
