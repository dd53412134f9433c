/** The whole of the widget as one template: toolbar, banner, rows, what floats above them, and the line below. */
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { LogEntry, LogRow } from '../core/log-entry.js';
import { entryBefore } from '../core/pauses.js';
import type { ViewCommand } from './commands.js';
import { contextPill } from './context-pill.js';
import { floodStrip, type FloodModel } from './flood-strip.js';
import { icon } from './icons.js';
import { keySheet } from './key-sheet.js';
import { bannerNotice, emptyNotice, type NoticeModel } from './log-notice.js';
import type { RowContext } from './log-row.js';
import { logToolbar, type ToolbarHandlers, type ToolbarModel } from './log-toolbar.js';
import type { RowPainter } from './row-painter.js';
import { readingView, type ReadingModel } from './reading-view.js';
import { placeBar, type PlaceModel } from './place-view.js';
import { runSearchStrip, type RunSearchModel } from './run-search-strip.js';
import type { LogStreamStrings } from './strings.js';
import type { VirtualRows } from './virtual-rows.js';

/** What the line below the rows says. */
export interface FooterModel {
  readonly count: string;
  readonly filtered: boolean;
  readonly age: string | null;
  readonly zone: string;
  /** A wrong attribute, or what went wrong and did not end the stream. */
  readonly problem: string | null;
  readonly older: 'none' | 'load' | 'loading' | 'full';
  readonly place: PlaceModel;
}

/** Everything on screen. */
export interface ViewModel {
  readonly strings: LogStreamStrings;
  readonly language: string;
  readonly direction: 'rtl' | null;
  readonly label: string;
  readonly toolbar: ToolbarModel;
  readonly banner: NoticeModel | null;
  readonly placeholder: NoticeModel | null;
  /** There is no log here, so nothing that belongs to one is shown. */
  readonly isBare: boolean;
  readonly rows: readonly LogRow[];
  readonly row: RowContext;
  readonly hasNodes: boolean;
  /** The current row is rendered, so that it can be pointed at. */
  readonly activeIsRendered: boolean;
  /** While more rows come than can be read. */
  readonly flood: FloodModel | null;
  /** The way back to the newest rows: `null` while they are followed. */
  readonly missed: {
    readonly rows: number;
    readonly errors: number;
    /** The reader is at another place of the run. */
    readonly isAway: boolean;
  } | null;
  /** A hit is shown among all rows. */
  readonly inContext: boolean;
  /** What is said of rows that are not in memory while there is a search. */
  readonly runSearch: RunSearchModel | null;
  /** What stands above the first row; `null` for nothing. */
  readonly lead: string | null;
  readonly footer: FooterModel;
  readonly keysOpen: boolean;
  readonly toast: string | null;
  readonly announcement: string;
  /** The document that is read in place of the list. */
  readonly reading: ReadingModel | null;
}

/** Where what happens in the view goes. */
export interface ViewHandlers extends ToolbarHandlers {
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onFocusOut: (event: FocusEvent) => void;
  readonly onRowClick: (event: MouseEvent) => void;
  readonly onCopy: (event: ClipboardEvent) => void;
  readonly onBeforeCopy: (event: Event) => void;
}

/** What is selected, and how it is taken away. */
export interface TakingParts {
  /** Over the rows. */
  panel(): TemplateResult | typeof nothing;
  /** In the line below them. */
  bar(): TemplateResult | typeof nothing;
}

/** What gives an overview of the rows, if it is wanted. */
export interface OverviewParts {
  /** Above the rows. */
  histogram(): TemplateResult | typeof nothing;
  /** Beside the rows. */
  minimap(): TemplateResult | typeof nothing;
}

/** The patterns of the rows, and which of them are filtered. */
export interface PatternParts {
  /** Above the rows. */
  panel(): TemplateResult | typeof nothing;
  chips(): TemplateResult | typeof nothing;
}

/** Gestures on the list that are signs of wanting to read. */
export interface GestureHandlers {
  readonly handleWheel: (event: WheelEvent) => void;
  readonly handleTouchStart: (event: TouchEvent) => void;
  readonly handleTouchMove: (event: TouchEvent) => void;
  readonly handlePointerDown: (event: PointerEvent) => void;
  readonly handlePointerMove: (event: PointerEvent) => void;
}

/** The widget. */
export function logView(
  model: ViewModel,
  virtual: VirtualRows<LogRow>,
  painter: RowPainter,
  gestures: GestureHandlers,
  overview: OverviewParts,
  taking: TakingParts,
  patterns: PatternParts,
  handlers: ViewHandlers,
): TemplateResult {
  return html`<div
    class=${frameClasses(model)}
    lang=${model.language}
    dir=${model.direction ?? nothing}
    @keydown=${handlers.onKeyDown}
    @pointerdown=${handlers.onPointerDown}
    @focusout=${handlers.onFocusOut}
  >
    ${logToolbar(model.toolbar, handlers)}
    <div class="banners">
      ${
        model.banner === null
          ? nothing
          : bannerNotice(model.banner, (command) => {
              handlers.onCommand(command);
            })
      }
      ${runSearchStrip(model.runSearch, model.strings, (command) => {
        handlers.onCommand(command);
      })}
      ${overview.histogram()} ${patterns.panel()} ${patterns.chips()}
    </div>
    <div class="stage">
      ${list(model, virtual, painter, gestures, handlers)}
      ${model.reading === null ? overview.minimap() : nothing}
      ${
        model.placeholder === null
          ? nothing
          : emptyNotice(model.placeholder, (command) => {
              handlers.onCommand(command);
            })
      }
      ${model.reading === null ? followPill(model, handlers) : readingView(model.reading, model.row, model.label)}
      ${
        model.keysOpen
          ? keySheet(model.strings, () => {
              handlers.onCommand('escape');
            })
          : nothing
      }
      ${model.inContext ? contextPill(model.strings, handlers.onCommand) : nothing}
      ${floodStrip(model.flood, model.strings)} ${taking.panel()}
      ${model.toast === null ? nothing : html`<div class="toast">${model.toast}</div>`}
    </div>
    ${footer(model, taking, handlers)}
    <div class="visually-hidden" aria-live="polite" aria-atomic="true">${model.announcement}</div>
  </div>`;
}

function frameClasses({ hasNodes, isBare, row }: ViewModel): string {
  let names = `frame time-${row.formatTime === undefined ? row.timeFormat : 'custom'}`;
  if (row.wrap) names += ' wrapping';
  if (!hasNodes) names += ' no-nodes';
  if (isBare) names += ' bare';
  return names;
}

function list(
  model: ViewModel,
  virtual: VirtualRows<LogRow>,
  painter: RowPainter,
  gestures: GestureHandlers,
  handlers: ViewHandlers,
): TemplateResult {
  const { rows, row: context } = model;
  const active = model.activeIsRendered ? `row-${context.activeSeq}` : nothing;
  // `role=log` speaks every change by itself; here most changes are rows scrolled into recycled elements.
  return html`<div
    class="log"
    role="log"
    aria-live="off"
    aria-label=${model.label}
    ?inert=${model.reading !== null}
  >
    <div
      class="viewport"
      part="viewport"
      role="grid"
      tabindex="0"
      aria-label=${model.strings.rows}
      aria-readonly="true"
      aria-multiselectable="true"
      aria-rowcount=${rows.length}
      data-lead=${model.lead ?? nothing}
      aria-activedescendant=${active}
      @scroll=${virtual.handleScroll}
      @rangeChanged=${virtual.handleRangeChanged}
      @wheel=${{ handleEvent: gestures.handleWheel, passive: true }}
      @touchstart=${{ handleEvent: gestures.handleTouchStart, passive: true }}
      @touchmove=${{ handleEvent: gestures.handleTouchMove, passive: true }}
      @pointerdown=${gestures.handlePointerDown}
      @pointermove=${gestures.handlePointerMove}
      @pointerover=${painter.handlePointerOver}
      @pointerleave=${painter.handlePointerLeave}
      @click=${handlers.onRowClick}
      @copy=${handlers.onCopy}
      @beforecopy=${handlers.onBeforeCopy}
      ${ref(virtual.attach)}
    >
      ${virtual.render(rows, (row, index, slot) =>
        painter.paint(row, { index, previous: shownBefore(rows, index, context) }, context, slot),
      )}
    </div>
  </div>`;
}

/** The row before; of rows that are folded, the last. */
function shownBefore(
  rows: readonly LogRow[],
  index: number,
  { folds }: RowContext,
): LogEntry | undefined {
  const before = entryBefore(rows, index);
  if (before === undefined || folds.size === 0) return before;
  const fold = folds.get(before.seq);
  return fold === undefined || fold.isOpen ? before : fold.last;
}

function followPill(
  { missed, strings, toolbar }: ViewModel,
  handlers: ViewHandlers,
): TemplateResult | typeof nothing {
  if (missed === null || (missed.rows === 0 && !missed.isAway)) return nothing;
  return html`<button
    type="button"
    class="follow-pill"
    @click=${() => {
      handlers.onCommand('to-end');
    }}
  >
    ${icon('down')}<span>${missed.rows === 0 ? strings.backToLive : strings.newRows(toolbar.formatNumber(missed.rows))}</span>${
      missed.errors > 0
        ? html`<span class="errors"
            >${strings.newErrors(toolbar.formatNumber(missed.errors))}</span
          >`
        : nothing
    }
  </button>`;
}

function footer(
  { footer, strings }: ViewModel,
  taking: TakingParts,
  handlers: ViewHandlers,
): TemplateResult {
  const button = (command: ViewCommand, name: string, label: string): TemplateResult =>
    html`<button
      type="button"
      class=${name}
      @click=${() => {
        handlers.onCommand(command);
      }}
    >
      ${label}
    </button>`;
  return html`<div class="footer" part="footer">
    ${taking.bar()}
    ${
      footer.place.held === null || footer.filtered
        ? html`<span dir="auto">${footer.count}</span>`
        : nothing
    }
    ${placeBar(footer.place, strings, handlers.onCommand)}
    ${footer.filtered ? button('clear-filters', 'reset', strings.clearFilters) : nothing}
    ${footer.older === 'load' ? button('load-older', 'older', strings.loadOlder) : nothing}
    ${footer.older === 'loading' ? html`<span>${strings.loadingOlder}</span>` : nothing}
    ${footer.older === 'full' ? html`<span class="age">${strings.bufferFull}</span>` : nothing}
    ${
      footer.problem === null
        ? nothing
        : html`<span class="problem" dir="auto" title=${footer.problem}>${footer.problem}</span>`
    }
    <span class="end"></span>
    ${footer.age === null ? nothing : html`<span class="age" dir="auto">${strings.lastRow(footer.age)}</span>`}
    ${footer.zone === '' ? nothing : html`<span>${footer.zone}</span>`}
  </div>`;
}
