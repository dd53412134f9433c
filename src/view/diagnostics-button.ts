/** The button at the foot of the stream's details: puts a report on the clipboard, for whoever was asked for one. */
import { html, type TemplateResult } from 'lit';
import type { ViewCommand } from './commands.js';
import { icon } from './icons.js';
import type { LogStreamStrings } from './strings.js';

/** The button, with what is not in the report. */
export function diagnosticsButton(
  strings: LogStreamStrings,
  onCommand: (command: ViewCommand) => void,
): TemplateResult {
  return html`<div class="diagnostics">
    <button
      type="button"
      class="copy-diagnostics"
      data-command="copy-diagnostics"
      aria-describedby="diagnostics-note"
      @click=${() => {
        onCommand('copy-diagnostics');
      }}
    >
      ${icon('copy')}<span>${strings.copyDiagnostics}</span>
    </button>
    <p id="diagnostics-note">${strings.diagnosticsNote}</p>
  </div>`;
}
