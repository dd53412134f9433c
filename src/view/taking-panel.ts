/** Where a reader says what to take away of a run, and sees how far it is; and the bar that says what is selected. */
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from './icons.js';
import type { LogStreamStrings } from './strings.js';
import { TAKING_FORMATS, type TakingFormat, type TakingScope } from './taking.js';

/** What is being taken at present. */
export interface TakingProgress {
  /** Rows looked at, of how many. */
  readonly done: number;
  readonly total: number;
  readonly waitsFor: 'server' | 'session' | null;
  /** What has been read by now can be saved. */
  readonly canSave: boolean;
}

/** What the panel and the bar show. */
export interface TakingModel {
  readonly strings: LogStreamStrings;
  readonly formatNumber: (value: number) => string;
  readonly isOpen: boolean;
  /** Rows that are selected. */
  readonly selected: number;
  /** What can be chosen, with the number of rows where it is known. */
  readonly scopes: readonly (readonly [scope: TakingScope, rows: number | null])[];
  readonly scope: TakingScope;
  readonly format: TakingFormat;
  readonly maskSecrets: boolean;
  readonly progress: TakingProgress | null;
  /** What came of it. */
  readonly outcome: string | null;
  /** Text that the browser did not let us copy. */
  readonly byHand: string | null;
}

/** Where the requests of both go. */
export interface TakingHandlers {
  onScope(scope: TakingScope): void;
  onFormat(format: TakingFormat): void;
  onMask(maskSecrets: boolean): void;
  onCopy(): void;
  /** The selection, in a word: as plain text. */
  onCopySelection(): void;
  onDownload(): void;
  onCancel(): void;
  onSave(): void;
  onOpen(): void;
  onClear(): void;
}

/** The panel; nothing while it is closed. */
export function takingPanel(
  model: TakingModel,
  handlers: TakingHandlers,
): TemplateResult | typeof nothing {
  if (!model.isOpen) return nothing;
  const { strings, progress, byHand, outcome } = model;
  const { taking } = strings;
  return html`<div
    class="taking popup-anchor"
    part="taking"
    role="dialog"
    aria-label=${taking.open}
    tabindex="-1"
  >
    ${scopeChoice(model, handlers)} ${formatChoice(model, handlers)} ${maskSwitch(model, handlers)}
    ${
      byHand === null
        ? nothing
        : html`<label class="taking-field"
            ><span>${taking.copyByHand}</span
            ><textarea class="taking-text" readonly rows="4" .value=${byHand}></textarea>
          </label>`
    }
    ${progress === null ? nothing : progressLine(model, progress)}
    ${outcome === null ? nothing : html`<p class="taking-outcome" dir="auto">${outcome}</p>`}
    <div class="taking-buttons">
      ${
        progress === null
          ? [
              button(taking.copy, 'copy', 'secondary', () => handlers.onCopy()),
              button(taking.download, 'download', 'primary', () => handlers.onDownload()),
            ]
          : [
              button(taking.cancel, null, 'secondary', () => handlers.onCancel()),
              progress.canSave
                ? button(taking.saveSoFar, null, 'secondary', () => handlers.onSave())
                : nothing,
            ]
      }
    </div>
  </div>`;
}

/** What stands in the line below the rows: the selection, and a download that is under way. */
export function takingBar(
  model: TakingModel,
  handlers: TakingHandlers,
): TemplateResult | typeof nothing {
  const { strings, selected, progress, formatNumber } = model;
  const { taking } = strings;
  if (selected === 0 && progress === null) return nothing;
  return html`<div class="taking-bar" part="selection" role="group" aria-label=${taking.open}>
    ${
      selected === 0
        ? nothing
        : html`<span class="taking-selected">${taking.selected(formatNumber(selected))}</span>
            ${barButton(taking.copy, 'copy', () => handlers.onCopySelection())}
            <span class="popup-anchor"
              ><button
                type="button"
                class="taking-bar-button"
                data-command="taking-bar"
                aria-haspopup="dialog"
                aria-expanded=${model.isOpen ? 'true' : 'false'}
                @click=${() => handlers.onOpen()}
              >
                ${icon('download')}<span>${taking.download}</span>
              </button></span
            >
            <button
              type="button"
              class="taking-bar-button"
              title=${taking.clear}
              aria-label=${taking.clear}
              @click=${() => handlers.onClear()}
            >
              ${icon('clear')}
            </button>`
    }
    ${
      progress === null || model.isOpen
        ? nothing
        : html`<span class="taking-now">${progressText(model, progress)}</span>
            ${barButton(taking.cancel, null, () => handlers.onCancel())}`
    }
  </div>`;
}

function scopeChoice(model: TakingModel, handlers: TakingHandlers): TemplateResult {
  const { taking } = model.strings;
  return html`<fieldset class="taking-scopes" ?disabled=${model.progress !== null}>
    <legend>${taking.which}</legend>
    ${model.scopes.map(
      ([scope, rows]) =>
        html`<label
          ><input
            type="radio"
            name="taking-scope"
            value=${scope}
            .checked=${scope === model.scope}
            @change=${() => handlers.onScope(scope)}
          /><span
            >${
              rows === null
                ? taking.scopes[scope]
                : taking.scopeCount(taking.scopes[scope], model.formatNumber(rows))
            }</span
          ></label
        >`,
    )}
  </fieldset>`;
}

function formatChoice(model: TakingModel, handlers: TakingHandlers): TemplateResult {
  const { taking } = model.strings;
  return html`<label class="taking-field taking-format"
    ><span>${taking.format}</span
    ><select
      ?disabled=${model.progress !== null}
      @change=${(event: Event) => {
        const { value } = event.target as HTMLSelectElement;
        const format = TAKING_FORMATS.find((candidate) => candidate === value);
        if (format !== undefined) handlers.onFormat(format);
      }}
    >
      ${TAKING_FORMATS.map(
        (format) =>
          html`<option value=${format} ?selected=${format === model.format}>
            ${taking.formats[format]}
          </option>`,
      )}
    </select></label
  >`;
}

function maskSwitch(model: TakingModel, handlers: TakingHandlers): TemplateResult {
  const { taking } = model.strings;
  return html`<label class="taking-mask" title=${taking.maskSecretsWhat}
    ><input
      type="checkbox"
      role="switch"
      ?disabled=${model.progress !== null}
      .checked=${model.maskSecrets}
      @change=${(event: Event) => {
        handlers.onMask((event.target as HTMLInputElement).checked);
      }}
    /><span>${taking.maskSecrets}<small>${taking.maskSecretsWhat}</small></span></label
  >`;
}

function progressLine(model: TakingModel, progress: TakingProgress): TemplateResult {
  return html`<div class="taking-progress">
    <progress
      max=${Math.max(1, progress.total)}
      .value=${progress.done}
      aria-label=${model.strings.taking.download}
    ></progress>
    <span dir="auto">${progressText(model, progress)}</span>
  </div>`;
}

function progressText({ strings, formatNumber }: TakingModel, progress: TakingProgress): string {
  const { taking } = strings;
  if (progress.waitsFor === 'session') return taking.waitsForSession;
  if (progress.waitsFor === 'server') return taking.waitsForServer;
  return taking.progress(formatNumber(progress.done), formatNumber(progress.total));
}

function button(
  label: string,
  picture: 'copy' | 'download' | null,
  look: 'primary' | 'secondary',
  onClick: () => void,
): TemplateResult {
  return html`<button type="button" class=${`taking-button ${look}`} @click=${onClick}>
    ${picture === null ? nothing : icon(picture)}<span>${label}</span>
  </button>`;
}

function barButton(label: string, picture: 'copy' | null, onClick: () => void): TemplateResult {
  return html`<button type="button" class="taking-bar-button" @click=${onClick}>
    ${picture === null ? nothing : icon(picture)}<span>${label}</span>
  </button>`;
}
