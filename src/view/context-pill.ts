/** What floats above the rows while a hit is shown among all of them: the way back to the hits. */
import { html, type TemplateResult } from 'lit';
import type { ViewCommand } from './commands.js';
import { icon } from './icons.js';
import { ariaKey, withKey } from './key-caps.js';
import type { LogStreamStrings } from './strings.js';

/** The pill. */
export function contextPill(
  strings: LogStreamStrings,
  onCommand: (command: ViewCommand) => void,
): TemplateResult {
  const { contextBack } = strings.query;
  return html`<button
    type="button"
    class="context-pill"
    title=${withKey(contextBack, 'context', strings)}
    aria-keyshortcuts=${`${ariaKey('context') ?? ''} Escape`.trim()}
    @click=${() => {
      onCommand('context');
    }}
  >
    ${icon('filter')}<span>${contextBack}</span
    ><kbd aria-hidden="true">${strings.keyNames.Escape}</kbd>
  </button>`;
}
