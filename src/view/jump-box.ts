/** What opens to go to a row or a time: a field, a hint what it understands, and what was wrong with it. */
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { ViewCommand } from './commands.js';
import type { LogStreamStrings } from './strings.js';

/** Where the requests go. */
export interface JumpHandlers {
  readonly onCommand: (command: ViewCommand) => void;
  onJump(words: string): void;
}

/** The same function each time, so that the field takes the focus when it appears and not whenever it is drawn. */
const takeFocus = (element?: Element): void => {
  if (element instanceof HTMLInputElement) queueMicrotask(() => element.focus());
};

/** @param problem - why the last wish could not be met; `null` when nothing is wrong */
export function jumpBox(
  problem: string | null,
  strings: LogStreamStrings,
  handlers: JumpHandlers,
): TemplateResult {
  const handleSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).elements.namedItem('place');
    if (field instanceof HTMLInputElement) handlers.onJump(field.value);
  };
  // A form may not be a group, and as a form it would be a landmark: what holds it is the group.
  return html`<div class="menu jump" role="group" aria-label=${strings.jumpLabel}>
    <form autocomplete="off" @submit=${handleSubmit}>
      <div class="jump-line">
        <input
          name="place"
          type="text"
          aria-label=${strings.jumpLabel}
          aria-describedby="jump-hint"
          aria-invalid=${problem === null ? nothing : 'true'}
          placeholder="#1234"
          spellcheck="false"
          enterkeyhint="go"
          ${ref(takeFocus)}
        />
        <button type="submit" class="jump-go">${strings.jumpGo}</button>
      </div>
      <p id="jump-hint" class=${problem === null ? 'jump-hint' : 'jump-hint wrong'} dir="auto">
        ${problem ?? strings.jumpHint}
      </p>
      <button
        type="button"
        class="menu-item"
        @click=${() => {
          handlers.onCommand('to-start');
        }}
      >
        <span>${strings.toStart}</span>
      </button>
      <button
        type="button"
        class="menu-item"
        @click=${() => {
          handlers.onCommand('to-end');
        }}
      >
        <span>${strings.toEnd}</span>
      </button>
    </form>
  </div>`;
}
