/** The line below the toolbar about rows that are not in memory: the offer to search them, how far that is, and its end. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ViewCommand } from './commands.js';
import { icon } from './icons.js';
import { ariaKey, withKey } from './key-caps.js';
import type { LogStreamStrings } from './strings.js';

/** What it shows. */
export interface RunSearchModel {
  readonly state: 'offer' | 'searching' | 'done' | 'canceled' | 'failed' | 'full';
  /** How far it is, as sentences. */
  readonly says: readonly string[];
  /** What can be done about a failure. */
  readonly remedy: string | null;
  /** There are hits, and they are not on show because all rows are. */
  readonly canList: boolean;
}

/** The line, or nothing. What it says is announced by other means: it changes too often to be read out. */
export function runSearchStrip(
  model: RunSearchModel | null,
  strings: LogStreamStrings,
  onCommand: (command: ViewCommand) => void,
): TemplateResult | typeof nothing {
  if (model === null) return nothing;
  const { start, cancel, goOn, retry } = strings.runSearch;
  const button = (command: ViewCommand, label: string): TemplateResult =>
    html`<button
      type="button"
      title=${withKey(label, command, strings)}
      aria-keyshortcuts=${ariaKey(command) ?? nothing}
      data-command=${command}
      @click=${() => {
        onCommand(command);
      }}
    >
      ${label}
    </button>`;
  const { state } = model;
  return html`<div class="run-search ${state}" part="run-search">
    ${state === 'searching' ? html`<span class="spinner" aria-hidden="true"></span>` : icon('search')}
    <span class="says" dir="auto">${model.says.join(' · ')}</span>
    ${model.remedy === null ? nothing : html`<span class="remedy" dir="auto">${model.remedy}</span>`}
    ${state === 'offer' ? button('search-run', start) : nothing}
    ${state === 'searching' ? button('cancel-run-search', cancel) : nothing}
    ${state === 'canceled' ? button('search-run', goOn) : nothing}
    ${state === 'failed' ? button('search-run', retry) : nothing}
    ${model.canList ? button('search-mode', strings.searchFilter) : nothing}
  </div>`;
}
