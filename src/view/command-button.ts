/** A button that shows a picture and sends a command. Its name is read out, and shown on hover with its key. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ViewCommand } from './commands.js';
import { icon, type IconName } from './icons.js';
import { ariaKey, withKey } from './key-caps.js';
import type { LogStreamStrings } from './strings.js';

/** What a button shows, and what it sends. */
export interface CommandButton {
  readonly command: ViewCommand;
  readonly picture: IconName;
  readonly label: string;
  /** For a button that stays down; `undefined` for one that only acts. */
  readonly pressed?: boolean;
}

/** The button, in the look that `className` names. */
export function commandButton(
  { command, picture, label, pressed }: CommandButton,
  className: 'control' | 'search-button',
  strings: LogStreamStrings,
  onCommand: (command: ViewCommand) => void,
): TemplateResult {
  return html`<button
    type="button"
    class=${className}
    data-command=${command}
    title=${withKey(label, command, strings)}
    aria-label=${label}
    aria-keyshortcuts=${ariaKey(command) ?? nothing}
    aria-pressed=${pressed === undefined ? nothing : pressed ? 'true' : 'false'}
    @click=${() => {
      onCommand(command);
    }}
  >
    ${icon(picture)}
  </button>`;
}
