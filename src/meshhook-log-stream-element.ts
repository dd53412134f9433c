/**
 * The element: its attributes, properties, methods and events, and which controller each of them belongs to. It
 * decides nothing by itself: rows are the stream's, looks are the view's, the reader's moves are the reader's.
 */
import type { PropertyValues, TemplateResult } from 'lit';
import { currentConfiguration } from './configure.js';
import { AnnounceController } from './controllers/announce-controller.js';
import { ConnectionController } from './controllers/connection-controller.js';
import { EventOutbox } from './controllers/event-outbox.js';
import { FollowController } from './controllers/follow-controller.js';
import { PulseController } from './controllers/pulse-controller.js';
import { ReaderController, type ReaderSetting } from './controllers/reader-controller.js';
import { SearchController } from './controllers/search-controller.js';
import { SelectionController } from './controllers/selection-controller.js';
import { ShownRows } from './controllers/shown-rows.js';
import { StreamController } from './controllers/stream-controller.js';
import type { LogStreamError } from './core/errors.js';
import type { BufferChange } from './core/log-buffer.js';
import { isGap, type LogEntry, type LogRow } from './core/log-entry.js';
import type { Severity } from './core/severity.js';
import type { StreamState } from './core/stream-state.js';
import * as events from './events.js';
import { LogStreamProperties, type CheckedSettings } from './log-stream-properties.js';
import type { LogStreamHealth } from './observe/health.js';
import { exportRows, type ExportFormat } from './view/export-rows.js';
import { logView } from './view/log-view.js';
import { toggledLevels } from './view/settings.js';
import { withStrings } from './view/strings.js';
import { hostStyles } from './view/styles/host.styles.js';
import { noticeStyles } from './view/styles/notice.styles.js';
import { rowStyles } from './view/styles/rows.styles.js';
import { toolbarStyles } from './view/styles/toolbar.styles.js';
import type { ViewModel } from './view/log-view.js';
import { viewModel } from './view/view-model.js';
import { VirtualRows } from './view/virtual-rows.js';

/** States over which a pause cannot be laid: nothing comes in, or nothing is to be seen. */
const UNPAUSABLE: readonly StreamState[] = ['idle', 'auth-required', 'denied', 'failed'];
/** Nearer to the first row than this, older ones are fetched before they are asked for. In pixels. */
const OLDER_REACH_PX = 600;

/**
 * A live log viewer for one workflow run.
 *
 * @summary Shows the rows of a run's log as they are written.
 * @slot toolbar-start - after the status pill
 * @slot toolbar-end - before the controls
 * @slot empty - in place of the notice that there is nothing to show
 * @csspart toolbar - the bar above the rows
 * @csspart status - the pill that says where the stream stands
 * @csspart search - the search field with its buttons
 * @csspart viewport - what scrolls
 * @csspart row - a row; also `row-<severity>` and `row-gap`
 * @csspart time - a row's time
 * @csspart severity - a row's icon and word
 * @csspart message - a row's text
 * @csspart notice - what is said in place of rows, or above them
 * @csspart footer - the line below the rows
 * @cssstate following - the newest row is kept in view
 * @cssstate empty - no row is on show
 * @fires {LogStreamStateEvent} log-stream-state - the stream moved from one state to another
 * @fires {LogStreamBatchEvent} log-stream-batch - rows arrived
 * @fires {LogStreamErrorEvent} log-stream-error - something went wrong
 * @fires {LogStreamTokenNeededEvent} log-stream-token-needed - a token is missing, expiring or refused
 * @fires {LogStreamSearchEvent} log-stream-search - the reader searched, or the search went on
 * @fires {LogStreamFilterEvent} log-stream-filter - the reader chose levels
 * @fires {LogStreamSelectEvent} log-stream-select - the reader moved to a row
 * @fires {LogStreamFollowEvent} log-stream-follow - following began or stopped
 * @fires {LogStreamSeverityEvent} log-stream-severity - there are more warnings or errors
 * @fires {LogStreamHealthEvent} log-stream-health - the widget's own health, once a second
 */
export class MeshhookLogStreamElement extends LogStreamProperties {
  static override styles = [hostStyles, rowStyles, toolbarStyles, noticeStyles];

  /** The texts in use. @internal */
  texts = withStrings(undefined);

  readonly #internals = this.attachInternals();
  readonly #outbox = new EventOutbox(this);
  readonly #stream = new StreamController(this, {
    onBatch: (entries, origin) =>
      this.dispatchEvent(new events.LogStreamBatchEvent(entries, origin)),
    onChange: (change) => this.#handleChange(change),
    onState: (state, previous, reason) => this.#handleState(state, previous, reason),
    onError: (error) => this.report(error),
    onTokenNeeded: (reason, expiresAt) => {
      this.#outbox.post(new events.LogStreamTokenNeededEvent(reason, expiresAt));
      void this.#connection.askForToken();
    },
  });
  readonly #connection = new ConnectionController(this, this.#stream);
  readonly #search = new SearchController(this, {
    onError: (error) => {
      this.report(error);
    },
  });
  readonly #shown = new ShownRows();
  readonly #virtual = new VirtualRows<LogRow>({
    onReaderScroll: (scroll) => {
      this.#follow.handleReaderScroll(scroll);
      if (scroll.up && this.#virtual.scrollTop < OLDER_REACH_PX) this.loadOlder();
    },
  });
  readonly #follow = new FollowController(this, this.#virtual, (following, cause) => {
    if (cause !== 'host') this.#outbox.post(new events.LogStreamFollowEvent(following));
    if (!following) this.#announce.silence();
  });
  readonly #selection = new SelectionController(this, {
    rows: () => this.#shown.rows,
    reveal: (seq, block) => {
      if (seq !== this.#shown.rows.at(-1)?.seq) this.#follow.yield();
      this.#virtual.reveal(seq, block);
    },
    window: () => this.#virtual.visibleRange,
    pageLength: () => this.#virtual.pageLength,
    onSelect: (entry) => this.#outbox.post(new events.LogStreamSelectEvent(entry)),
  });
  readonly #announce = new AnnounceController(this, ({ rows, errors, warnings }) => {
    const some = (count: number): string | null => (count > 0 ? this.formatNumber(count) : null);
    return this.texts.announceRows(this.formatNumber(rows), some(errors), some(warnings));
  });
  readonly #reader = new ReaderController(this, {
    follow: this.#follow,
    selection: this.#selection,
    announce: this.#announce,
    shown: this.#shown,
    virtual: this.#virtual,
  });
  #settings: CheckedSettings = this.readSettings();
  #numbers = new Intl.NumberFormat();
  #hasNodes = false;
  #announcedSeq = 0;
  #reportedSearch = 'false 0 ';

  constructor() {
    super();
    new PulseController(this, () => this.#handleBeat());
  }

  // — for the page —

  /** Where the stream stands. */
  get state(): StreamState {
    const { state } = this.#stream;
    return this.paused && !UNPAUSABLE.includes(state) ? 'paused' : state;
  }

  /** The last error that still matters, or `null`. */
  get error(): LogStreamError | null {
    return this.#stream.error;
  }

  /** Whether the newest row is kept in view at present. */
  get following(): boolean {
    return this.#follow.following;
  }

  /** Goes to the newest row and follows from there. */
  scrollToEnd(): void {
    this.#follow.resume('host');
  }

  /** Goes to the row with `seq`, fetching older rows if it must; `false` if it is not there or not on show. */
  async goTo(seq: number): Promise<boolean> {
    const first = (): number => this.#stream.rows[0]?.seq ?? 0;
    for (let before = NaN; seq < first() && first() !== before;) {
      before = first();
      await this.#stream.loadOlder();
    }
    await this.updateComplete;
    this.#follow.yield('host');
    this.#selection.select(seq);
    return this.#virtual.reveal(seq, 'center');
  }

  /** Goes to the next row that the search found; `false` when there is none. */
  findNext(): boolean {
    this.#settle();
    return this.#reader.stepHit(1);
  }

  /** Goes to the previous row that the search found; `false` when there is none. */
  findPrevious(): boolean {
    this.#settle();
    return this.#reader.stepHit(-1);
  }

  /** Goes to the next error; `false` when there is none. */
  nextError(): boolean {
    this.#settle();
    return this.#reader.stepSeverity(['error', 'fatal'], 1);
  }

  /** Goes to the previous error; `false` when there is none. */
  previousError(): boolean {
    this.#settle();
    return this.#reader.stepSeverity(['error', 'fatal'], -1);
  }

  /** Drops the connection and makes a new one. */
  reconnect(): void {
    this.#stream.reconnect();
  }

  /** Fetches older rows. */
  loadOlder(): void {
    void this.#stream.loadOlder();
  }

  /** The rows in memory, in order. */
  entries(): readonly LogEntry[] {
    return this.#stream.rows.filter((row): row is LogEntry => !isGap(row));
  }

  /** The rows in memory as the text of a file; `shown` leaves out what is filtered. */
  export(format: ExportFormat = 'text', scope: 'shown' | 'all' = 'shown'): string {
    const rows = scope === 'all' ? this.#stream.rows : this.#shown.rows;
    return exportRows(rows, format, this.texts);
  }

  /** A reading of the widget's own health. */
  health(): LogStreamHealth {
    return this.#stream.health();
  }

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('.viewport')?.focus(options);
  }

  // — for the controllers —

  /** A number in the language of the widget. @internal */
  formatNumber(value: number): string {
    return this.#numbers.format(value);
  }

  /** Carries out what the reader changed, and tells the page. @internal */
  changeSetting(change: ReaderSetting): void {
    if (change.name === 'query') this.query = change.value;
    if (change.name === 'wrap') this.wrap = !this.wrap;
    if (change.name === 'search-mode') {
      this.searchMode = this.searchMode === 'filter' ? 'highlight' : 'filter';
    }
    if (change.name === 'paused') {
      const previous = this.state;
      this.paused = !this.paused;
      // At once: rows that come in with the next frame are not to be seen.
      this.#settle();
      this.#outbox.post(new events.LogStreamStateEvent(this.state, previous, undefined));
    }
    if (change.name === 'clear-filters') {
      this.query = '';
      if (this.levels !== null) this.#changeLevels(null);
    }
  }

  // — Lit —

  override connectedCallback(): void {
    super.connectedCallback();
    // Moving an element in the document resets its scroll position.
    if (this.hasUpdated) void this.updateComplete.then(() => this.#virtual.restore());
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const settings = (this.#settings = this.readSettings());
    if (changed.has('strings')) this.texts = withStrings(this.strings);
    if (changed.has('locale')) this.#numbers = new Intl.NumberFormat(settings.locale);
    if (changed.has('follow')) this.#follow.setWish(settings.follow);
    if (changed.has('query')) {
      this.#search.setQuery(this.query ?? '');
      this.#reader.forgetHit();
    }
    this.#connect();
    this.#updateShown();
  }

  protected override render(): TemplateResult {
    return logView(this.#model(), this.#virtual, this.#follow, {
      onCommand: this.#reader.handleCommand,
      onQuery: (text) => this.changeSetting({ name: 'query', value: text }),
      onLevel: (severity, except) =>
        this.#changeLevels(toggledLevels(this.readSettings().levels, severity, except)),
      onTimeFormat: (format) => (this.timeFormat = format),
      onKeyDown: this.#reader.handleKeyDown,
      onPointerDown: this.#reader.handlePointerDown,
      onFocusOut: this.#reader.handleFocusOut,
      onRowClick: this.#reader.handleRowClick,
    });
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('wrap') && this.hasUpdated) this.#virtual.remeasure();
    else this.#virtual.measure();
    const { states } = this.#internals;
    states.clear();
    states.add(this.state);
    if (this.following) states.add('following');
    if (this.#shown.rows.length === 0) states.add('empty');
  }

  // — what happens —

  protected override report(error: LogStreamError): void {
    this.#outbox.post(new events.LogStreamErrorEvent(error), `${error.code} ${error.message}`);
  }

  /** A method that is called right after a property was set acts on what was set. */
  #settle(): void {
    if (this.hasUpdated && this.isUpdatePending) this.performUpdate();
  }

  #handleChange(change: BufferChange): void {
    if (change.reset) {
      this.#shown.reset();
      this.#reader.reset();
      this.#follow.restart();
      this.#hasNodes = false;
      this.#announcedSeq = 0;
    }
    this.#search.apply(change);
    const hasNode = (row: LogRow): boolean => !isGap(row) && row.nodeId !== null;
    this.#hasNodes ||= change.appended.some(hasNode) || change.prepended.some(hasNode);
    const first = this.#stream.rows[0]?.seq;
    if (change.trimmed > 0 && first !== undefined) this.#virtual.forgetBefore(first);
    this.#reportSeverity(change.appended);
  }

  #handleState(state: StreamState, previous: StreamState, reason: string | undefined): void {
    this.#follow.setLive(state !== 'ended');
    const waits = this.paused && !UNPAUSABLE.includes(state) && !UNPAUSABLE.includes(previous);
    if (!waits) this.dispatchEvent(new events.LogStreamStateEvent(this.state, previous, reason));
  }

  #reportSeverity(rows: readonly LogRow[]): void {
    const weights = ['warn', 'error', 'fatal'] as const;
    let worst = -1;
    for (const row of rows) {
      if (!isGap(row)) worst = Math.max(worst, weights.indexOf(row.severity as 'warn'));
    }
    const severity = weights[worst];
    if (severity === undefined) return;
    this.dispatchEvent(new events.LogStreamSeverityEvent(severity, this.#stream.counts));
  }

  #handleBeat(): void {
    if (this.#stream.state === 'idle') return;
    this.#outbox.post(new events.LogStreamHealthEvent(this.#stream.health()));
    this.requestUpdate();
  }

  #changeLevels(levels: readonly Severity[] | null): void {
    this.levels = levels;
    this.#outbox.post(new events.LogStreamFilterEvent(levels));
  }

  #connect(): void {
    const { url, key } = currentConfiguration();
    this.#connection.update({
      runId: this.runId ?? undefined,
      sessionToken: this.sessionToken ?? undefined,
      url: this.supabaseUrl ?? url,
      key: this.supabaseKey ?? key,
      transport: this.#settings.transport,
      table: this.table,
      columns: this.columns,
      maxRows: this.#settings['max-rows'],
      source: this.source ?? undefined,
      tokenProvider: this.tokenProvider ?? undefined,
    });
  }

  #updateShown(): void {
    const { levels, 'search-mode': mode } = this.#settings;
    const { query, hits } = this.#search;
    const rows = this.#shown.update(
      {
        rows: this.#stream.rows,
        levels: levels === null ? null : new Set(levels),
        query,
        hits,
        mode,
      },
      this.paused,
    );
    this.#follow.rowsShown(rows, this.#virtual.visibleRange?.[1] ?? 0);
    this.#announceRows(rows);
    this.#reportSearch();
  }

  #announceRows(rows: readonly LogRow[]): void {
    let start = rows.length;
    while (start > 0 && (rows[start - 1]?.seq ?? 0) > this.#announcedSeq) start--;
    this.#announcedSeq = Math.max(this.#announcedSeq, rows.at(-1)?.seq ?? 0);
    if (this.following && start < rows.length) this.#announce.rowsAdded(rows.slice(start));
  }

  #reportSearch(): void {
    const { typed, pending } = this.#search;
    const total = this.#shown.matches.length;
    const report = `${pending} ${total} ${typed.text}`;
    if (report === this.#reportedSearch) return;
    this.#reportedSearch = report;
    this.#outbox.post(new events.LogStreamSearchEvent(typed.text, total, pending));
  }

  #model(): ViewModel {
    const stream = this.#stream;
    const { activeSeq, range } = this.#selection;
    const { levels, locale, 'search-mode': searchMode, 'time-format': timeFormat } = this.#settings;
    return viewModel({
      strings: this.texts,
      formatNumber: (value) => this.formatNumber(value),
      locale,
      label: this.label,
      nowMs: Date.now(),
      state: this.state,
      reason: stream.reason,
      error: stream.error,
      settingProblem: this.settingProblem,
      allRows: stream.rows,
      counts: stream.counts,
      reachedStart: stream.reachedStart,
      loadingOlder: stream.isLoadingOlder,
      isFull: stream.isFull,
      rows: this.#shown.rows,
      matches: this.#shown.matches,
      waiting: this.#shown.waiting,
      levels,
      typed: this.#search.typed,
      query: this.#search.query,
      hits: this.#search.hits,
      searchPending: this.#search.pending,
      searchMode,
      timeFormat,
      formatTime: this.formatTime,
      wrap: this.wrap,
      paused: this.paused,
      following: this.following,
      missed: { rows: this.#follow.missedRows, errors: this.#follow.missedErrors },
      activeSeq,
      activeIsRendered: activeSeq !== null && this.#virtual.slotOf(activeSeq) !== undefined,
      selection: range,
      reader: this.#reader,
      rowActions: this.rowActions,
      hasNodes: this.#hasNodes,
      announcement: this.#announce.text,
    });
  }
}

/** Listeners are typed by the name of the event. */
export interface MeshhookLogStreamElement {
  addEventListener<Type extends keyof events.MeshhookLogStreamEventMap>(
    type: Type,
    listener: (
      this: MeshhookLogStreamElement,
      event: events.MeshhookLogStreamEventMap[Type],
    ) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<Type extends keyof events.MeshhookLogStreamEventMap>(
    type: Type,
    listener: (
      this: MeshhookLogStreamElement,
      event: events.MeshhookLogStreamEventMap[Type],
    ) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}
