/** The sheet of keys, drawn from the table that the key presses are looked up in. */
import { html, type TemplateResult } from 'lit';
import { icon } from './icons.js';
import { keyLines } from './key-bindings.js';
import { keyCaps } from './key-caps.js';
import type { LogStreamStrings } from './strings.js';

/** The sheet; it scrolls by itself where there is little room. */
export function keySheet(strings: LogStreamStrings, onClose: () => void): TemplateResult {
  return html`<section class="sheet" role="dialog" aria-label=${strings.keys}>
    <header>
      <span>${strings.keys}</span>
      <button
        type="button"
        class="control"
        title=${strings.close}
        aria-label=${strings.close}
        @click=${onClose}
      >
        ${icon('clear')}
      </button>
    </header>
    <div class="sheet-groups" tabindex="0" role="group" aria-label=${strings.keys}>
      ${keyLines().map(
        ([group, lines]) =>
          html`<section>
            <h3>${strings.keyGroups[group]}</h3>
            <dl>
              ${lines.map(
                ([name, keys]) =>
                  html`<div>
                    <dt>${keys.map((key) => chord(key, strings))}</dt>
                    <dd>${strings.keyLines[name]}</dd>
                  </div>`,
              )}
            </dl>
          </section>`,
      )}
    </div>
  </section>`;
}

function chord(key: string, strings: LogStreamStrings): TemplateResult {
  return html`<span class="chord"
    >${keyCaps(key, strings).map((cap) => html`<kbd>${cap}</kbd>`)}</span
  >`;
}
