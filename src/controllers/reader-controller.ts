/**
 * The reader's hands: turns commands, keys and clicks into moves of the controllers that do the work, and keeps what
 * the reader has open. It changes the host's settings only through the host, which then tells its page.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isGap, type LogEntry, type LogRow } from '../core/log-entry.js';
import type { Severity } from '../core/severity.js';
import { commandOfKey, type KeyPlace, type ViewCommand } from '../view/commands.js';
import { copyText } from '../view/copy-text.js';
import type { RowAction } from '../view/log-row.js';
import { rowsText } from '../view/row-text.js';
import type { LogStreamStrings } from '../view/strings.js';
import type { RowElement, VirtualRows } from '../view/virtual-rows.js';
import type { AnnounceController } from './announce-controller.js';
import type { FollowController } from './follow-controller.js';
import type { SelectionController } from './selection-controller.js';
import type { ShownRows } from './shown-rows.js';

/** What the reader's moves need of the host. */
export interface ReaderHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly texts: LogStreamStrings;
  readonly rowActions: readonly RowAction[];
  formatNumber(value: number): string;
  /** A setting was changed by the reader. */
  changeSetting(change: ReaderSetting): void;
  reconnect(): void;
  loadOlder(): void;
}

/** A setting as the reader can change it. */
export type ReaderSetting =
  | { readonly name: 'query'; readonly value: string }
  | { readonly name: 'clear-filters' | 'wrap' | 'paused' | 'search-mode' };

/** The controllers that do the work. */
export interface ReaderTools {
  readonly follow: FollowController;
  readonly selection: SelectionController;
  readonly announce: AnnounceController;
  readonly shown: ShownRows;
  readonly virtual: VirtualRows<LogRow>;
}

/** How long the note that something was copied stays, in milliseconds: time to read three words. */
const TOAST_MS = 1_600;

/** Carries out what the reader asks for. */
export class ReaderController implements ReactiveController {
  readonly #host: ReaderHost;
  readonly #tools: ReaderTools;
  readonly #expanded = new Set<number>();
  #menuOpen = false;
  #keysOpen = false;
  #toast: string | null = null;
  #toastTimer: ReturnType<typeof setTimeout> | undefined;
  #currentHitSeq: number | null = null;

  constructor(host: ReaderHost, tools: ReaderTools) {
    this.#host = host;
    this.#tools = tools;
    host.addController(this);
  }

  hostConnected(): void {}

  hostDisconnected(): void {
    clearTimeout(this.#toastTimer);
    this.#toast = null;
  }

  /** seq of the rows whose details are open. */
  get expanded(): ReadonlySet<number> {
    return this.#expanded;
  }

  get menuOpen(): boolean {
    return this.#menuOpen;
  }

  get keysOpen(): boolean {
    return this.#keysOpen;
  }

  get toast(): string | null {
    return this.#toast;
  }

  /** seq of the match that the reader stepped to last. */
  get currentHitSeq(): number | null {
    return this.#currentHitSeq;
  }

  /** Place of that match among all, from 1; `null` before the first step. */
  get currentHitPlace(): number | null {
    const seq = this.#currentHitSeq;
    if (seq === null) return null;
    const index = this.#tools.shown.matches.findIndex((row) => row.seq === seq);
    return index < 0 ? null : index + 1;
  }

  /** Another run, another query: what was found is void. */
  forgetHit(): void {
    this.#currentHitSeq = null;
  }

  /** Another run: nothing of it is open. */
  reset(): void {
    this.#expanded.clear();
    this.#currentHitSeq = null;
    this.#tools.selection.clear();
  }

  /** Goes to the next match, around the end; `false` when there is none. */
  stepHit(direction: 1 | -1): boolean {
    const { shown, selection, follow } = this.#tools;
    const hits = new Set(shown.matches.map((row) => row.seq));
    if (hits.size === 0) return false;
    follow.yield();
    const row = selection.find((candidate) => hits.has(candidate.seq), direction);
    this.#currentHitSeq = row?.seq ?? null;
    return row !== null;
  }

  /** Goes to the next row of one of these severities; `false` when there is none. */
  stepSeverity(severities: readonly Severity[], direction: 1 | -1): boolean {
    const { selection, follow } = this.#tools;
    const passes = (row: LogRow): boolean => !isGap(row) && severities.includes(row.severity);
    if (!this.#tools.shown.rows.some(passes)) return false;
    follow.yield();
    return selection.find(passes, direction) !== null;
  }

  /** Opens or closes the details of a row. Whoever opens one wants to read it. */
  toggleRow(seq: number, open = !this.#expanded.has(seq)): void {
    if (open === this.#expanded.has(seq)) return;
    if (open) this.#expanded.add(seq);
    else this.#expanded.delete(seq);
    this.#tools.follow.yield();
    this.#host.requestUpdate();
  }

  readonly handleCommand = (command: ViewCommand): void => {
    if (command !== 'menu') this.#menuOpen = false;
    this.#run(command);
    this.#host.requestUpdate();
  };

  readonly handleKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return;
    const place = this.#placeOf(event);
    const command = commandOfKey(event, place);
    if (command === undefined) return;
    // The second press of the shortcut is for the browser's own search.
    if (command === 'search' && place === 'search') return;
    // What the reader has marked with the mouse is the browser's to copy.
    if (command === 'copy' && (event.ctrlKey || event.metaKey) && this.#hasTextSelection()) return;
    event.preventDefault();
    if (command === 'escape' && place === 'search' && !this.#anyOpen()) this.#leaveSearch();
    else this.handleCommand(command);
  };

  readonly handlePointerDown = (event: PointerEvent): void => {
    if (!this.#menuOpen || within(event, 'menu-anchor')) return;
    this.#menuOpen = false;
    this.#host.requestUpdate();
  };

  readonly handleFocusOut = (event: FocusEvent): void => {
    if (!this.#menuOpen || event.relatedTarget === null) return;
    if (event.relatedTarget instanceof Element && event.relatedTarget.closest('.menu-anchor'))
      return;
    this.#menuOpen = false;
    this.#host.requestUpdate();
  };

  readonly handleRowClick = (event: MouseEvent): void => {
    const target = event.target instanceof Element ? event.target : null;
    const seq = target?.closest<RowElement>('.row')?.rowSeq;
    if (target === null || seq === undefined || target.closest('a') !== null) return;
    const button = target.closest<HTMLElement>('[data-action]');
    if (button === null) {
      if (!this.#hasTextSelection()) this.#tools.selection.select(seq, { extend: event.shiftKey });
      return;
    }
    this.#tools.selection.select(seq);
    this.#focusList();
    if (button.dataset['action'] === 'toggle') this.toggleRow(seq);
    else if (button.dataset['action'] === 'copy') void this.#copy(this.#rowOf(seq));
    else this.#runRowAction(seq, Number(button.dataset['index']));
  };

  #run(command: ViewCommand): void {
    const { selection, follow } = this.#tools;
    switch (command) {
      case 'row-previous':
        follow.yield();
        return selection.move(-1);
      case 'row-next':
        return selection.move(1);
      case 'extend-previous':
        follow.yield();
        return selection.move(-1, { extend: true });
      case 'extend-next':
        return selection.move(1, { extend: true });
      case 'page-previous':
        follow.yield();
        return selection.movePage(-1);
      case 'page-next':
        return selection.movePage(1);
      case 'row-first':
        follow.yield();
        return selection.moveTo('first');
      case 'row-last':
        selection.moveTo('last');
        return follow.resume();
      case 'select-all':
        return selection.selectAll();
      case 'toggle-row':
        return this.#withActive((seq) => {
          this.toggleRow(seq);
        });
      case 'open-row':
      case 'close-row':
        return this.#withActive((seq) => {
          this.toggleRow(seq, command === 'open-row');
        });
      default:
        return this.#runElsewhere(command);
    }
  }

  #runElsewhere(command: ViewCommand): void {
    const { follow } = this.#tools;
    switch (command) {
      case 'next-error':
      case 'previous-error':
        this.stepSeverity(['error', 'fatal'], command === 'next-error' ? 1 : -1);
        return;
      case 'next-warning':
      case 'previous-warning':
        this.stepSeverity(['warn'], command === 'next-warning' ? 1 : -1);
        return;
      case 'next-hit':
      case 'previous-hit':
        this.stepHit(command === 'next-hit' ? 1 : -1);
        return;
      case 'search':
        return this.#searchField()?.select();
      case 'clear-query':
        this.#host.changeSetting({ name: 'query', value: '' });
        return this.#searchField()?.focus();
      case 'clear-filters':
      case 'wrap':
      case 'search-mode':
        return this.#host.changeSetting({ name: command });
      case 'pause':
        return this.#host.changeSetting({ name: 'paused' });
      case 'follow':
        return follow.following ? follow.yield() : follow.resume();
      case 'to-end':
        this.#focusList();
        return follow.resume();
      case 'copy':
        void this.#copy(this.#tools.selection.rowsToCopy());
        return;
      case 'keys':
        this.#keysOpen = !this.#keysOpen;
        return;
      case 'menu':
        this.#menuOpen = !this.#menuOpen;
        return;
      case 'escape':
        return this.#escape();
      case 'reconnect':
        return this.#host.reconnect();
      case 'load-older':
        return this.#host.loadOlder();
      default:
    }
  }

  #escape(): void {
    if (this.#keysOpen) this.#keysOpen = false;
    else this.#tools.selection.clear();
    this.#focusList();
  }

  /** First the query goes, then the focus. */
  #leaveSearch(): void {
    const field = this.#searchField();
    if (field !== null && field.value !== '')
      this.#host.changeSetting({ name: 'query', value: '' });
    else this.#focusList();
  }

  #anyOpen(): boolean {
    return this.#menuOpen || this.#keysOpen;
  }

  #withActive(action: (seq: number) => void): void {
    const seq = this.#tools.selection.activeSeq;
    if (seq !== null) action(seq);
  }

  #rowOf(seq: number): readonly LogRow[] {
    return this.#tools.shown.rows.filter((row) => row.seq === seq);
  }

  async #copy(rows: readonly LogRow[]): Promise<void> {
    const root = this.#host.renderRoot;
    if (rows.length === 0 || !(root instanceof ShadowRoot)) return;
    const { texts } = this.#host;
    const copied = await copyText(rowsText(rows, texts), root);
    this.#show(copied ? texts.copied(this.#host.formatNumber(rows.length)) : texts.copyFailed);
  }

  #show(text: string): void {
    this.#toast = text;
    this.#tools.announce.say(text);
    clearTimeout(this.#toastTimer);
    this.#toastTimer = setTimeout(() => {
      this.#toast = null;
      this.#host.requestUpdate();
    }, TOAST_MS);
  }

  #runRowAction(seq: number, index: number): void {
    const row = this.#rowOf(seq)[0];
    if (row !== undefined && !isGap(row)) this.#host.rowActions[index]?.run(row satisfies LogEntry);
  }

  #placeOf(event: KeyboardEvent): KeyPlace {
    if (within(event, 'viewport')) return 'list';
    return within(event, 'search') ? 'search' : 'elsewhere';
  }

  #hasTextSelection(): boolean {
    // Chromium tells of a selection inside a shadow tree only through the tree itself.
    const root = this.#host.renderRoot as { getSelection?: () => Selection | null };
    return (root.getSelection?.() ?? document.getSelection())?.type === 'Range';
  }

  #searchField(): HTMLInputElement | null {
    return this.#host.renderRoot.querySelector<HTMLInputElement>('.search input');
  }

  #focusList(): void {
    this.#host.renderRoot.querySelector<HTMLElement>('.viewport')?.focus({ preventScroll: true });
  }
}

function within(event: Event, className: string): boolean {
  return event
    .composedPath()
    .some((node) => node instanceof Element && node.classList.contains(className));
}
