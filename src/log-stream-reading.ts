/**
 * Reading the log as a document: which rows are in it, how it is entered and left without losing the place. It joins
 * the list, which stays where it is behind it, to the page of rows that is read.
 */
import type { ReactiveControllerHost } from 'lit';
import type { ListController } from './controllers/list-controller.js';
import type { SelectionController } from './controllers/selection-controller.js';
import type { StreamController } from './controllers/stream-controller.js';
import type { LogRow } from './core/log-entry.js';
import {
  newerCount,
  newerPage,
  olderCount,
  olderPage,
  pageAround,
  type ReadingPage,
} from './core/reading-page.js';
import type { ReadingModel } from './view/reading-view.js';
import type { VirtualRows } from './view/virtual-rows.js';

/** What reading needs of the element. */
export interface ReadingHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
  reading: boolean;
  readonly following: boolean;
  readonly levels: readonly unknown[] | null;
  formatNumber(value: number): string;
}

/** What it reads from, and where the reader was. */
export interface ReadingTools {
  readonly list: ListController;
  readonly stream: StreamController;
  readonly selection: SelectionController;
  readonly virtual: VirtualRows<LogRow>;
}

/** The document of one element. */
export class LogStreamReading {
  readonly #host: ReadingHost;
  readonly #tools: ReadingTools;
  #page: ReadingPage | null = null;
  #isLoading = false;
  /** The reader asked for the change, so the focus goes with them. A page that opens the document keeps its focus. */
  #takesFocus = false;
  #filter: readonly unknown[] = [];

  constructor(host: ReadingHost, tools: ReadingTools) {
    this.#host = host;
    this.#tools = tools;
  }

  /** The reader opens or closes the document. */
  toggle(): void {
    this.#takesFocus = true;
    this.#host.reading = !this.#host.reading;
  }

  /** Opens or closes it as the property says. An empty one is filled as soon as there are rows. */
  update(): void {
    if (!this.#host.reading) {
      if (this.#page !== null) this.#leave();
      return;
    }
    const { list, selection, virtual } = this.#tools;
    const filter = [list.query, list.hits, this.#host.levels];
    const isSame = filter.every((part, index) => part === this.#filter[index]);
    this.#filter = filter;
    const page = this.#page;
    if (page !== null && isSame && page.rows.length > 0 && this.#isOfThisRun(page)) return;
    // Who follows wants the end; everybody else reads on at their row, or at what is in view.
    const seq = this.#host.following
      ? (list.rows.at(-1)?.seq ?? null)
      : (selection.activeSeq ?? virtual.visibleRange?.[0] ?? null);
    this.#page = pageAround(list.rows, page?.rows[0]?.seq ?? seq);
    if (page === null && this.#takesFocus) this.#focusRow();
    this.#takesFocus = false;
  }

  /** What is shown; `null` while the list is. */
  model(): ReadingModel | null {
    const page = this.#page;
    if (page === null) return null;
    const { list, stream } = this.#tools;
    const { rows } = list;
    const newer = newerCount(rows, page);
    const before = olderCount(rows, page);
    const number = (value: number): string => this.#host.formatNumber(value);
    return {
      rows: page.rows,
      first: number(page.rows.length === 0 ? 0 : before + 1),
      last: number(before + page.rows.length),
      total: number(rows.length),
      hasOlder: before > 0 || (!stream.reachedStart && rows.length > 0),
      newer: newer > 0 ? number(newer) : null,
      isLoading: this.#isLoading,
      searched: [list.query, list.hits],
      onOlder: () => void this.#handleOlder(),
      onNewer: this.#handleNewer,
      onLeave: this.#handleLeave,
    };
  }

  async #handleOlder(): Promise<void> {
    const { list, stream } = this.#tools;
    if (this.#page === null || this.#isLoading) return;
    if (olderCount(list.rows, this.#page) === 0) {
      this.#isLoading = true;
      this.#host.requestUpdate();
      try {
        await stream.loadOlder();
        // The rows are handed over with the next frame.
        await this.#host.updateComplete;
      } finally {
        this.#isLoading = false;
        this.#host.requestUpdate();
      }
    }
    this.#turn(olderPage);
  }

  readonly #handleNewer = (): void => {
    this.#turn(newerPage);
  };

  readonly #handleLeave = (): void => {
    this.toggle();
  };

  #turn(step: (rows: readonly LogRow[], page: ReadingPage) => ReadingPage): void {
    if (this.#page === null) return;
    this.#page = step(this.#tools.list.rows, this.#page);
    this.#host.requestUpdate();
    this.#focusRow();
  }

  /** Back to the list, at the row that was read last. */
  #leave(): void {
    const seq = this.#rowInView();
    const takesFocus = this.#takesFocus;
    this.#page = null;
    this.#takesFocus = false;
    const { selection, virtual } = this.#tools;
    void this.#host.updateComplete.then(() => {
      if (seq !== null && !this.#host.following) {
        selection.select(seq);
        virtual.reveal(seq, 'center');
      }
      const list = this.#host.renderRoot.querySelector<HTMLElement>('.viewport');
      if (takesFocus) list?.focus({ preventScroll: true });
    });
  }

  /** The row that has the focus, else the first that is in view. */
  #rowInView(): number | null {
    const section = this.#host.renderRoot.querySelector('.reading');
    const focused = section?.querySelector<HTMLElement>('li:focus-within');
    const edge = section?.getBoundingClientRect().top ?? 0;
    const item =
      focused ??
      [...(section?.querySelectorAll<HTMLElement>('li') ?? [])].find(
        (row) => row.getBoundingClientRect().bottom > edge,
      );
    const seq = Number(item?.dataset['seq'] ?? NaN);
    return Number.isNaN(seq) ? null : seq;
  }

  /** The focus goes where reading goes on, so that neither eyes nor ears have to look for it. */
  #focusRow(): void {
    const seq = this.#page?.goOnSeq ?? null;
    void this.#host.updateComplete.then(() => {
      const root = this.#host.renderRoot;
      const row = root.querySelector<HTMLElement>(`.reading li[data-seq='${String(seq)}']`);
      (row ?? root.querySelector<HTMLElement>('.reading'))?.focus();
    });
  }

  /** Rows of another run are none that can be turned from. */
  #isOfThisRun(page: ReadingPage): boolean {
    const first = page.rows[0];
    const { rows } = this.#tools.stream;
    if (first === undefined || !('runId' in first)) return true;
    const own = rows.find((row) => 'runId' in row);
    return own === undefined || !('runId' in own) || own.runId === first.runId;
  }
}
