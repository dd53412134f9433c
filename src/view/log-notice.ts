/**
 * What stands in place of rows when there are none, and what is said above them when something is wrong: what
 * happened, and what to do. Which of it applies is decided by `notice-model.ts`.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { ViewCommand } from './commands.js';
import { icon, type IconName } from './icons.js';

/** A notice. */
export interface NoticeModel {
  readonly tone: 'calm' | 'warning' | 'error';
  readonly icon: IconName | 'spinner';
  readonly title: string;
  readonly detail: string;
  /** What the reader can do about it here. */
  readonly action: { readonly command: ViewCommand; readonly label: string } | null;
}

type CommandHandler = (command: ViewCommand) => void;

/** In place of the rows. The host's `empty` slot replaces a calm one. */
export function emptyNotice(model: NoticeModel, onCommand: CommandHandler): TemplateResult {
  const content = html`<div class=${`notice notice-${model.tone}`} part="notice">
    <span class="notice-icon"
      >${
        model.icon === 'spinner'
          ? html`<span class="spinner" aria-hidden="true"></span>`
          : icon(model.icon)
      }</span
    >
    <p class="notice-title" dir="auto">${model.title}</p>
    ${model.detail === '' ? nothing : html`<p class="notice-detail" dir="auto">${model.detail}</p>`}
    ${action(model, onCommand)}
  </div>`;
  return html`<div class="placeholder">
    ${model.tone === 'calm' ? html`<slot name="empty">${content}</slot>` : content}
  </div>`;
}

/** Above the rows, which stay. */
export function bannerNotice(model: NoticeModel, onCommand: CommandHandler): TemplateResult {
  return html`<div class=${`banner banner-${model.tone}`} part="notice">
    ${model.icon === 'spinner' ? html`<span class="spinner" aria-hidden="true"></span>` : icon(model.icon)}
    <span class="banner-text" dir="auto"
      ><strong>${model.title}</strong>${model.detail === '' ? nothing : ` ${model.detail}`}</span
    >
    ${action(model, onCommand)}
  </div>`;
}

function action(
  { action }: NoticeModel,
  onCommand: CommandHandler,
): TemplateResult | typeof nothing {
  if (action === null) return nothing;
  return html`<button
    type="button"
    class="notice-action"
    @click=${() => {
      onCommand(action.command);
    }}
  >
    ${action.label}
  </button>`;
}
