/** From raw events inside the widget to the reader's commands: which keys, which clicks, and which are not ours. */
import type { ListController } from './controllers/list-controller.js';
import type { RowDragController } from './controllers/row-drag-controller.js';
import type { PickMode, SelectionController } from './controllers/selection-controller.js';
import { LogStreamError } from './core/errors.js';
import { isEntry, type LogEntry, type LogRow } from './core/log-entry.js';
import type { LogStreamTaking } from './log-stream-taking.js';
import type { LogStreamReader, ReaderHost } from './log-stream-reader.js';
import { commandOfKey, type KeyPlace } from './view/key-bindings.js';
import type { RowElement } from './view/virtual-rows.js';

/** What gestures act on. */
export interface GestureTools {
  readonly reader: LogStreamReader;
  readonly selection: SelectionController;
  readonly list: ListController;
  readonly drag: RowDragController;
  readonly taking: LogStreamTaking;
  /** A function of the page failed. */
  readonly onError: (error: LogStreamError) => void;
}

/** Where a click or a drag is for whole rows. On the message it is for its text. */
const ROW_HANDLES = '.time, .severity, .lead, .note';

/** A browser that makes a copy event of a key press has done so by then, in milliseconds. */
const COPY_EVENT_MS = 100;

/** Listens for the view. */
export class LogStreamGestures {
  readonly #host: ReaderHost;
  readonly #tools: GestureTools;
  #copyTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReaderHost, tools: GestureTools) {
    this.#host = host;
    this.#tools = tools;
  }

  readonly handleKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return;
    const place = placeOf(event);
    const command = commandOfKey(event, place, this.#isRightToLeft());
    if (command === undefined) return;
    // The second press of the shortcut is for the browser's own search.
    if (command === 'search' && place === 'search') return;
    if (command === 'copy' && (event.ctrlKey || event.metaKey)) {
      this.#expectCopy();
      return;
    }
    event.preventDefault();
    if (command === 'escape' && place === 'search') this.#tools.reader.leaveSearch();
    else this.#tools.reader.handleCommand(command);
  };

  readonly handlePointerDown = (event: PointerEvent): void => {
    if (!within(event, 'popup-anchor')) this.#tools.reader.closePopup();
    const { row, target, list } = rowOf(event);
    if (row === null || list === null || event.pointerType === 'touch' || event.button !== 0)
      return;
    const picks = event.shiftKey || event.ctrlKey || event.metaKey;
    const isHandle = target.closest(ROW_HANDLES) !== null && target.closest('button, a') === null;
    if (!isHandle && !picks) return;
    // Whoever picks rows marks no text. The focus, which a browser would move as well, is moved by hand.
    list.addEventListener('mousedown', keepSelection, { once: true });
    this.#tools.reader.focusList();
    if (isHandle && !event.shiftKey) this.#tools.drag.begin(event, list, row.rowSeq ?? 0);
  };

  /**
   * The browser makes a copy event of the key, which may write to the clipboard without being allowed to. Where it
   * makes none, because no text is marked, the other way is taken.
   */
  #expectCopy(): void {
    if (this.#hasTextSelection()) return;
    clearTimeout(this.#copyTimer);
    this.#copyTimer = setTimeout(() => {
      this.#tools.reader.handleCommand('copy');
    }, COPY_EVENT_MS);
  }

  /** Whole rows, where no text is marked: the browser's own copying knows only what is on screen. */
  readonly handleCopy = (event: ClipboardEvent): void => {
    if (this.#hasTextSelection() || event.clipboardData === null) return;
    event.preventDefault();
    clearTimeout(this.#copyTimer);
    this.#tools.taking.copyInto(event.clipboardData);
  };

  /** Some browsers copy nothing where no text is marked, unless they are told that something would. */
  readonly handleBeforeCopy = (event: Event): void => {
    if (!this.#hasTextSelection()) event.preventDefault();
  };

  readonly handleFocusOut = (event: FocusEvent): void => {
    const next = event.relatedTarget;
    if (next instanceof Element && next.closest('.popup-anchor') === null) {
      this.#tools.reader.closePopup();
    }
  };

  readonly handleRowClick = (event: MouseEvent): void => {
    const { reader, selection } = this.#tools;
    const target = event.target instanceof Element ? event.target : null;
    const seq = target?.closest<RowElement>('.row')?.rowSeq;
    if (this.#tools.drag.takeClick()) return;
    if (target === null || seq === undefined || target.closest('a') !== null) return;
    const button = target.closest<HTMLElement>('[data-action]');
    if (button === null) {
      if (event.shiftKey) reader.pick(seq, 'extend');
      else if (event.ctrlKey || event.metaKey) reader.pick(seq, 'toggle');
      else if (target.closest(ROW_HANDLES) !== null) reader.pick(seq, pickOf(event));
      else if (!this.#hasTextSelection()) selection.select(seq);
      return;
    }
    selection.select(seq);
    // The button's element may show another row with the next scroll: the focus belongs to the list.
    reader.focusList();
    const action = button.dataset['action'];
    if (action === 'toggle') reader.toggleRow(seq);
    else if (action === 'fold') reader.toggleFold(seq);
    else if (action === 'context') reader.handleCommand('context');
    else if (action === 'copy') void this.#tools.taking.copy('text', this.#rowsOf(seq));
    else if (action === 'unmark') reader.removeMark(seq);
    else this.#runRowAction(seq, Number(button.dataset['index']));
  };

  #isRightToLeft(): boolean {
    const frame = this.#host.renderRoot.querySelector('.frame');
    return frame !== null && getComputedStyle(frame).direction === 'rtl';
  }

  #rowsOf(seq: number): readonly LogRow[] {
    return this.#tools.list.rowsOf(seq);
  }

  #runRowAction(seq: number, index: number): void {
    const row = this.#rowsOf(seq)[0];
    const action = this.#host.rowActions[index];
    if (action === undefined || row === undefined || !isEntry(row)) return;
    // The page's own code: its mistakes are told to the page, and are not ours.
    void (async () => action.run(row satisfies LogEntry))().catch((cause: unknown) => {
      const detail = `rowActions “${action.label}” threw`;
      this.#tools.onError(new LogStreamError('attribute-invalid', detail, cause));
    });
  }

  #hasTextSelection(): boolean {
    // Chromium tells of a selection inside a shadow tree only through the tree itself.
    const root = this.#host.renderRoot as { getSelection?: () => Selection | null };
    return (root.getSelection?.() ?? document.getSelection())?.type === 'Range';
  }
}

function placeOf(event: KeyboardEvent): KeyPlace {
  if (within(event, 'viewport')) return 'list';
  return within(event, 'search') ? 'search' : 'elsewhere';
}

function within(event: Event, className: string): boolean {
  return event
    .composedPath()
    .some((node) => node instanceof Element && node.classList.contains(className));
}

/** A finger has no key to hold down, so that each tap adds a row, or takes it out. */
function pickOf(event: MouseEvent): PickMode {
  return 'pointerType' in event && event.pointerType === 'touch' ? 'toggle' : 'only';
}

function rowOf(event: PointerEvent): {
  readonly row: RowElement | null;
  readonly target: Element;
  readonly list: HTMLElement | null;
} {
  const target = event.composedPath()[0] as Element;
  const row = target.closest<RowElement>('.row');
  return { row, target, list: row?.closest<HTMLElement>('.viewport') ?? null };
}

function keepSelection(event: MouseEvent): void {
  event.preventDefault();
}
