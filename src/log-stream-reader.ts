/**
 * The reader: what they have open, and what their commands do. It joins the view's vocabulary to the controllers that
 * do the work, and changes the element's settings only through the element, which then tells its page.
 */
import type { ReactiveControllerHost } from 'lit';
import type { AnnounceController } from './controllers/announce-controller.js';
import type { FollowController } from './controllers/follow-controller.js';
import type { ListController } from './controllers/list-controller.js';
import type { PickMode, SelectionController } from './controllers/selection-controller.js';
import type { LogStreamContext } from './log-stream-context.js';
import type { LogStreamMarks } from './log-stream-marks.js';
import type { LogStreamRunSearch } from './log-stream-run-search.js';
import { LogStreamSteps } from './log-stream-steps.js';
import type { LogStreamTaking } from './log-stream-taking.js';
import type { LogStreamTravel } from './log-stream-travel.js';
import { isPopup, type PopupName, type ViewCommand } from './view/commands.js';
import type { RowAction } from './view/log-row.js';
import type { LogStreamStrings } from './view/strings.js';

/** What the reader's commands need of the element. */
export interface ReaderHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly texts: LogStreamStrings;
  readonly rowActions: readonly RowAction[];
  readonly reading: boolean;
  formatNumber(value: number): string;
  /** A setting was changed by the reader. */
  changeSetting(change: ReaderSetting): void;
  reconnect(): void;
  loadOlder(): void;
}

/** A setting as the reader can change it. */
export type ReaderSetting =
  | { readonly name: 'query'; readonly value: string }
  | {
      readonly name:
        | 'clear-filters'
        | 'wrap'
        | 'reading'
        | 'paused'
        | 'search-mode'
        | 'minimap'
        | 'histogram'
        | 'patterns'
        | 'fold';
    };

/** The controllers that do the work. */
export interface ReaderTools {
  readonly follow: FollowController;
  readonly selection: SelectionController;
  readonly announce: AnnounceController;
  readonly list: ListController;
  readonly marks: LogStreamMarks;
  readonly context: LogStreamContext;
  readonly runSearch: LogStreamRunSearch;
  readonly taking: LogStreamTaking;
  readonly travel: LogStreamTravel;
  readonly diagnosing: { handleCopy(): void };
}

/** How long the note that something was copied stays, in milliseconds: time to read three words. */
const TOAST_MS = 1_600;
/** What a character takes to be read, in milliseconds. */
const READING_MS = 60;

/** Carries out what the reader asks for. */
export class LogStreamReader {
  readonly #host: ReaderHost;
  readonly #tools: ReaderTools;
  readonly #steps: LogStreamSteps;
  readonly #expanded = new Set<number>();
  readonly #commands: Readonly<Record<Exclude<ViewCommand, PopupName>, () => unknown>>;
  #popup: PopupName | null = null;
  #keysOpen = false;
  #toast: string | null = null;
  #toastTimer: ReturnType<typeof setTimeout> | undefined;
  #currentHitSeq: number | null = null;

  constructor(host: ReaderHost, tools: ReaderTools) {
    this.#host = host;
    this.#tools = tools;
    this.#steps = new LogStreamSteps(host, {
      ...tools,
      notify: (text) => {
        this.notify(text);
      },
    });
    const { selection, follow, travel } = tools;
    this.#commands = {
      'row-previous': this.#reading(() => {
        selection.move(-1);
      }),
      'row-next': () => {
        selection.move(1);
      },
      'extend-previous': this.#reading(() => {
        selection.move(-1, { extend: true });
      }),
      'extend-next': this.#reading(() => {
        selection.move(1, { extend: true });
      }),
      'page-previous': this.#reading(() => {
        selection.movePage(-1);
      }),
      'page-next': () => {
        selection.movePage(1);
      },
      'row-first': this.#reading(() => {
        travel.toStart();
      }),
      'row-last': () => {
        selection.moveTo('last');
        follow.resume();
      },
      'extend-page-previous': this.#reading(() => {
        selection.movePage(-1, { extend: true });
      }),
      'extend-page-next': this.#reading(() => {
        selection.movePage(1, { extend: true });
      }),
      'extend-first': this.#reading(() => {
        selection.moveTo('first', { extend: true });
      }),
      'extend-last': this.#reading(() => {
        selection.moveTo('last', { extend: true });
      }),
      'select-all': this.#reading(() => {
        selection.selectAll();
      }),
      'select-row': this.#reading(() => {
        selection.toggleActive();
      }),
      'clear-selection': () => {
        selection.clearSelection();
        this.focusList();
      },
      'toggle-row': () => this.#toggleActive(),
      'open-row': () => this.#toggleActive(true),
      'close-row': () => this.#toggleActive(false),
      'next-error': () => this.stepError(1),
      'previous-error': () => this.stepError(-1),
      'next-warning': () => this.#steps.severity('warning', 1),
      'previous-warning': () => this.#steps.severity('warning', -1),
      'next-hit': () => this.stepHit(1),
      'previous-hit': () => this.stepHit(-1),
      search: () => this.#searchField()?.select(),
      'clear-query': () => {
        host.changeSetting({ name: 'query', value: '' });
        this.#searchField()?.focus();
      },
      'clear-filters': () => {
        host.changeSetting({ name: 'clear-filters' });
      },
      'search-run': () => {
        tools.runSearch.handleToggle();
      },
      'cancel-run-search': () => {
        tools.runSearch.cancel();
      },
      'search-mode': () => {
        host.changeSetting({ name: 'search-mode' });
      },
      context: () => {
        this.#toggleContext();
      },
      wrap: () => {
        host.changeSetting({ name: 'wrap' });
      },
      reading: () => {
        host.changeSetting({ name: 'reading' });
      },
      minimap: () => {
        host.changeSetting({ name: 'minimap' });
      },
      histogram: () => {
        host.changeSetting({ name: 'histogram' });
      },
      patterns: () => {
        host.changeSetting({ name: 'patterns' });
      },
      fold: () => {
        host.changeSetting({ name: 'fold' });
      },
      mark: () => {
        tools.marks.handlePut();
      },
      'next-mark': () => tools.marks.step(1),
      'previous-mark': () => tools.marks.step(-1),
      'remove-mark': () => {
        tools.marks.handleRemove();
      },
      pause: () => {
        host.changeSetting({ name: 'paused' });
      },
      follow: () => {
        if (follow.following) follow.yield();
        else follow.resume();
      },
      'to-end': () => {
        follow.resume();
        this.focusList();
      },
      copy: () => tools.taking.copy(),
      'copy-diagnostics': () => {
        this.#focusButton('stream-details');
        tools.diagnosing.handleCopy();
      },
      keys: () => (this.#keysOpen = !this.#keysOpen),
      escape: () => {
        this.#escape();
      },
      reconnect: () => {
        host.reconnect();
      },
      'load-newer': () => {
        travel.loadNewer();
      },
      'to-start': this.#reading(() => {
        travel.toStart();
        this.focusList();
      }),
      'retry-place': () => {
        travel.retry();
      },
      'load-older': () => {
        host.loadOlder();
      },
    };
  }

  /** seq of the rows whose details are open. */
  get expanded(): ReadonlySet<number> {
    return this.#expanded;
  }

  /** What is open next to its button. */
  get popup(): PopupName | null {
    return this.#popup;
  }

  get keysOpen(): boolean {
    return this.#keysOpen;
  }

  /** A note that is gone in a moment. */
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
    const index = this.#tools.list.matches.findIndex((row) => row.seq === seq);
    return index < 0 ? null : index + 1;
  }

  /** Does what was asked for. What is open closes with any choice. */
  readonly handleCommand = (command: ViewCommand): void => {
    const open = this.#popup;
    this.#popup = isPopup(command) && open !== command ? command : null;
    if (command === 'escape' && open !== null) this.#focusButton(open);
    else if (!isPopup(command)) this.#commands[command]();
    this.#host.requestUpdate();
  };

  /** Closes what is open because the reader turned to something else. */
  closePopup(): void {
    if (this.#popup === null) return;
    this.#popup = null;
    this.#host.requestUpdate();
  }

  /** Another query: what was stepped to is void. */
  forgetHit(): void {
    this.#currentHitSeq = null;
  }

  /** Another run: nothing of it is open or current. */
  reset(): void {
    this.#expanded.clear();
    this.#currentHitSeq = null;
    this.#tools.context.forget();
    this.#tools.selection.clear();
    this.#tools.taking.reset();
  }

  /** The element leaves the page. */
  leave(): void {
    clearTimeout(this.#toastTimer);
    this.#toast = null;
    this.#popup = null;
  }

  /** Goes to the next match, around the end; `false` when there is none. */
  stepHit(direction: 1 | -1): boolean {
    const row = this.#steps.hit(direction);
    this.#currentHitSeq = row?.seq ?? null;
    return row !== null;
  }

  /** Goes to the next error, around the end; `false` when there is none. */
  stepError(direction: 1 | -1): boolean {
    return this.#steps.severity('error', direction);
  }

  /** Opens or closes the details of a row. Whoever opens one wants to read it. */
  toggleRow(seq: number, open = !this.#expanded.has(seq)): void {
    if (open === this.#expanded.has(seq)) return;
    if (open) this.#expanded.add(seq);
    else this.#expanded.delete(seq);
    this.#tools.follow.yield();
    this.#host.requestUpdate();
  }

  /** Opens or closes the fold that a row is in; false when there is none to open or to close. */
  toggleFold(seq: number, open = this.#tools.list.patterns.foldAt(seq)?.isOpen === false): boolean {
    const { list, follow, selection } = this.#tools;
    const { patterns } = list;
    const fold = patterns.foldAt(seq);
    if (fold === null || !(open ? patterns.open(seq) : patterns.close(seq))) return false;
    // A row that is folded away cannot be the current one.
    if (!open && selection.activeSeq !== null) selection.select(fold.first.seq);
    follow.yield();
    this.#host.requestUpdate();
    return true;
  }

  /** Picks a row: whoever selects wants the rows to stay where they are. */
  pick(seq: number, mode: PickMode): void {
    this.#tools.follow.yield();
    this.#tools.selection.pick(seq, mode);
  }

  /** Takes away the mark in a place. */
  removeMark(seq: number): void {
    this.#tools.marks.handleRemove(seq);
  }

  focusList(): void {
    this.#host.renderRoot.querySelector<HTMLElement>('.viewport')?.focus({ preventScroll: true });
  }

  /** Escape in the search field: first the query goes, then the focus. */
  leaveSearch(): void {
    if (this.#popup !== null || this.#keysOpen) this.handleCommand('escape');
    else if (this.#searchField()?.value) this.#host.changeSetting({ name: 'query', value: '' });
    else this.focusList();
  }

  /** A command that is a sign of wanting to read what is there. */
  #reading(action: () => void): () => void {
    return () => {
      this.#tools.follow.yield();
      action();
    };
  }

  /** Shows a hit among all rows, or goes back to the hits. */
  #toggleContext(): void {
    const { context } = this.#tools;
    if (!context.back()) this.#currentHitSeq = context.open() ?? this.#currentHitSeq;
    this.focusList();
  }

  #toggleActive(open?: boolean): void {
    const seq = this.#tools.selection.activeSeq;
    if (seq === null) return;
    // Inwards the fold is opened first, and outwards it is closed last.
    if (open !== false && this.toggleFold(seq, true)) return;
    if (open === false && !this.#expanded.has(seq) && this.toggleFold(seq, false)) return;
    this.toggleRow(seq, open);
  }

  #escape(): void {
    if (this.#host.reading && !this.#keysOpen) {
      this.#host.changeSetting({ name: 'reading' });
      return;
    }
    if (this.#keysOpen) this.#keysOpen = false;
    else if (this.#tools.context.isOpen) this.#tools.context.back();
    else if (!this.#tools.selection.clearSelection()) this.#tools.selection.clear();
    this.focusList();
  }

  /** Shows a text for as long as it takes to read, and says it. */
  notify(text: string): void {
    this.#toast = text;
    this.#tools.announce.say(text);
    clearTimeout(this.#toastTimer);
    this.#toastTimer = setTimeout(
      () => {
        this.#toast = null;
        this.#host.requestUpdate();
        // Longer ones for longer.
      },
      Math.max(TOAST_MS, text.length * READING_MS),
    );
  }

  #focusButton(name: PopupName): void {
    const button = this.#host.renderRoot.querySelector<HTMLElement>(`[data-command=${name}]`);
    // What was opened by a key, or from a menu that is gone, has none.
    if (button?.checkVisibility() === true) button.focus();
    else this.focusList();
  }

  #searchField(): HTMLInputElement | null {
    return this.#host.renderRoot.querySelector<HTMLInputElement>('.search input');
  }
}
