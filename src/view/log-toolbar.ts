/**
 * The bar above the rows: status, search, levels and the controls. It shows a model and hands out commands. It has room
 * for what is wanted all the time; everything else goes into the menu (`view-menu.ts`), as at 320 px even that is much.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { Severity } from '../core/severity.js';
import type { StreamState } from '../core/stream-state.js';
import { commandButton, type CommandButton } from './command-button.js';
import type { PopupName, ViewCommand } from './commands.js';
import { diagnosticsButton } from './diagnostics-button.js';
import { severityIcon } from './icons.js';
import { searchBox, type SearchAids, type SearchModel } from './search-box.js';
import { streamDetails, type StreamDetailsModel } from './stream-details.js';
import type { LogStreamStrings } from './strings.js';
import type { TimeFormat } from './time-format.js';
import { viewMenu } from './view-menu.js';

/** A level as the filter shows it. */
export interface LevelModel {
  readonly severity: Severity;
  /** Rows in memory, whatever is filtered. */
  readonly count: number;
  /** In the filter; `false` for all when there is no filter. */
  readonly pressed: boolean;
}

/** What the toolbar shows. */
export interface ToolbarModel {
  readonly strings: LogStreamStrings;
  readonly formatNumber: (value: number) => string;
  readonly state: StreamState;
  /** What there is to say about the state beyond its name. */
  readonly stateDetail: string | undefined;
  readonly search: SearchModel;
  /** Heaviest first. */
  readonly levels: readonly LevelModel[];
  readonly following: boolean;
  readonly paused: boolean;
  readonly wrap: boolean;
  readonly reading: boolean;
  readonly minimap: boolean;
  readonly histogram: boolean;
  readonly patterns: boolean;
  readonly fold: boolean;
  /** Whether a hit is shown among all rows, and whether one can be. */
  readonly context: { readonly isOpen: boolean; readonly isPossible: boolean };
  readonly timeFormat: TimeFormat;
  readonly popup: PopupName | null;
  /** Why the reader could not be taken to where they asked to go. */
  readonly jumpProblem: string | null;
  /** What the pill has opened. */
  readonly details: StreamDetailsModel | null;
}

/** Where the toolbar's requests go. */
export interface ToolbarHandlers {
  readonly onCommand: (command: ViewCommand) => void;
  /** What stands by the search field. */
  readonly aids: SearchAids;
  onQuery(text: string): void;
  /** `except` asks for every level but this one. */
  onLevel(severity: Severity, except: boolean): void;
  onTimeFormat(format: TimeFormat): void;
  /** The reader asks to go where these words say. */
  onJump(words: string): void;
}

/** The toolbar. */
export function logToolbar(model: ToolbarModel, handlers: ToolbarHandlers): TemplateResult {
  const control = (button: CommandButton): TemplateResult =>
    commandButton(button, 'control', model.strings, handlers.onCommand);
  return html`<div class="toolbar" part="toolbar">
    ${statusPill(model, handlers)}
    <slot name="toolbar-start"></slot>
    ${searchBox(model.search, model.strings, handlers)} ${levelFilter(model, handlers)}
    <slot name="toolbar-end"></slot>
    <div class="controls">
      ${controlButtons(model).map(control)}
      <span class="wide popup-anchor">${wideButtons(model).map(control)}</span>
      ${viewMenu(model, handlers)}
    </div>
  </div>`;
}

function statusPill(
  { state, stateDetail, strings, details }: ToolbarModel,
  handlers: ToolbarHandlers,
): TemplateResult {
  const moving = state === 'connecting' || state === 'catching-up';
  return html`<div class="popup-anchor">
    <button
      type="button"
      class=${`status status-${state}`}
      part="status"
      data-command="stream-details"
      title=${stateDetail ?? strings.stateDetails[state] ?? strings.streamDetails}
      aria-label=${`${strings.states[state]}, ${strings.streamDetails}`}
      aria-expanded=${details === null ? 'false' : 'true'}
      @click=${() => {
        handlers.onCommand('stream-details');
      }}
    >
      ${
        moving
          ? html`<span class="spinner" aria-hidden="true"></span>`
          : html`<span
              class=${state === 'live' ? 'status-dot pulse' : 'status-dot'}
              aria-hidden="true"
            ></span>`
      }<span class="status-text">${strings.states[state]}</span>
    </button>
    ${details === null ? nothing : streamDetails(details, diagnosticsButton(strings, handlers.onCommand))}
  </div>`;
}

function levelFilter(model: ToolbarModel, handlers: ToolbarHandlers): TemplateResult {
  const { strings, formatNumber } = model;
  const filtered = model.levels.some((level) => level.pressed);
  const shown = model.levels.filter((level) => level.count > 0 || level.pressed);
  return html`<div
    class=${filtered ? 'levels filtered' : 'levels'}
    role="group"
    aria-label=${strings.filterByLevel}
    ?hidden=${shown.length === 0}
  >
    ${shown.map(
      ({ severity, count, pressed }) =>
        html`<button
          type="button"
          class=${`level s-${severity}`}
          aria-pressed=${pressed ? 'true' : 'false'}
          aria-label=${strings.levelCount(strings.levels[severity], formatNumber(count))}
          title=${strings.levelCount(strings.levels[severity], formatNumber(count))}
          @click=${(event: MouseEvent) => {
            handlers.onLevel(severity, event.altKey || event.shiftKey);
          }}
        >
          ${severityIcon(severity, false)}<span class="count"
            >${shortCount(count, formatNumber)}</span
          >
        </button>`,
    )}
  </div>`;
}

/** Long numbers would push the toolbar apart; the whole one is in the title. */
function shortCount(count: number, formatNumber: (value: number) => string): string {
  return count < 10_000 ? formatNumber(count) : `${formatNumber(Math.floor(count / 1000))}k`;
}

function controlButtons({ strings, following, paused }: ToolbarModel): readonly CommandButton[] {
  return [
    { command: 'follow', picture: 'follow', label: strings.follow, pressed: following },
    {
      command: 'pause',
      picture: paused ? 'resume' : 'pause',
      label: paused ? strings.resume : strings.pause,
      pressed: paused,
    },
  ];
}

/** Controls that go into the menu where there is no room. */
function wideButtons({ strings, wrap }: ToolbarModel): readonly CommandButton[] {
  return [
    { command: 'wrap', picture: 'wrap', label: strings.wrap, pressed: wrap },
    { command: 'copy', picture: 'copy', label: strings.copyShown },
    { command: 'take-away', picture: 'download', label: strings.taking.open },
  ];
}
