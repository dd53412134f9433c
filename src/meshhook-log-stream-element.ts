/**
 * The element: its attributes, properties, methods and events, and which controller each of them belongs to. It
 * decides nothing by itself: rows are the stream's, looks are the view's, the reader's moves are the reader's.
 */
import type { PropertyValues, TemplateResult } from 'lit';
import { AnnounceController } from './controllers/announce-controller.js';
import { ConnectionController } from './controllers/connection-controller.js';
import { EventOutbox } from './controllers/event-outbox.js';
import { FollowController } from './controllers/follow-controller.js';
import { ListController } from './controllers/list-controller.js';
import { RowFocusController } from './controllers/row-focus-controller.js';
import { RowDragController } from './controllers/row-drag-controller.js';
import { PulseController } from './controllers/pulse-controller.js';
import type { RunSearchProgress } from './controllers/run-search-controller.js';
import { SelectionController } from './controllers/selection-controller.js';
import { StreamController } from './controllers/stream-controller.js';
import { TextSelectionController } from './controllers/text-selection-controller.js';
import { LogStreamError } from './core/errors.js';
import { heaviestSeverity } from './core/heaviest-severity.js';
import type { BufferChange } from './core/log-buffer.js';
import { isEntry, type LogEntry, type LogMark, type LogRow } from './core/log-entry.js';
import { NO_PATTERN_FILTER } from './core/pattern-filter.js';
import type { Severity } from './core/severity.js';
import type { StreamState } from './core/stream-state.js';
import * as events from './events.js';
import { LogStreamContext } from './log-stream-context.js';
import { LogStreamDetails } from './log-stream-details.js';
import { LogStreamDiagnosing } from './log-stream-diagnostics.js';
import { LogStreamGestures } from './log-stream-gestures.js';
import { LogStreamOverview } from './log-stream-overview.js';
import { LogStreamMarks } from './log-stream-marks.js';
import { LogStreamQuery } from './log-stream-query.js';
import { LogStreamPatterns } from './log-stream-patterns.js';
import { LogStreamProperties, type CheckedSettings } from './log-stream-properties.js';
import { LogStreamReading } from './log-stream-reading.js';
import { LogStreamReader, type ReaderSetting } from './log-stream-reader.js';
import { LogStreamRunSearch } from './log-stream-run-search.js';
import { LogStreamTravel } from './log-stream-travel.js';
import { LogStreamTaking } from './log-stream-taking.js';
import { LogStreamTexts } from './log-stream-texts.js';
import { RunStart } from './run-start.js';
import { AlertWatch } from './observe/alert-watch.js';
import type { LogStreamDiagnostics } from './observe/diagnostics.js';
import type { LogStreamHealth } from './observe/health.js';
import { yieldTask } from './search/yield-task.js';
import { announcement, stateAnnouncement } from './view/announcement.js';
import type { ExportFormat } from './view/export-rows.js';
import { prepareRows } from './view/first-rows.js';
import { logView } from './view/log-view.js';
import { LEAD_PX } from './view/place-view.js';
import { toggledLevels } from './view/settings.js';
import type { LogStreamStrings } from './view/strings.js';
import { logStreamStyles } from './view/styles/log-stream.styles.js';
import type { ViewModel } from './view/log-view.js';
import { RowPainter } from './view/row-painter.js';
import type { TakingScope } from './view/taking.js';
import { viewModel } from './view/view-model.js';
import { rowSeqAt, rowSeqOf, VirtualRows } from './view/virtual-rows.js';

/** States over which a pause cannot be laid: nothing comes in, or nothing is to be seen. */
const UNPAUSABLE: readonly StreamState[] = ['idle', 'auth-required', 'denied', 'failed'];

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
 * @csspart run-search - the line about searching rows that are not in memory
 * @csspart viewport - what scrolls
 * @csspart row - a row; also `row-<severity>`, `row-gap`, `row-outage` and `row-mark`
 * @csspart time - a row's time
 * @csspart severity - a row's icon and word
 * @csspart message - a row's text
 * @csspart notice - what is said in place of rows, or above them
 * @csspart minimap - the strip beside the rows
 * @csspart histogram - the strip above the rows
 * @csspart patterns - the most frequent patterns, above the rows
 * @csspart pattern-chips - the patterns that are filtered
 * @csspart reading - the rows as a document, in reading mode
 * @csspart flood - what is said while rows come faster than they can be read
 * @csspart footer - the line below the rows
 * @cssstate following - the newest row is kept in view
 * @cssstate empty - no row is on show
 * @fires {LogStreamStateEvent} log-stream-state - the stream moved from one state to another
 * @fires {LogStreamBatchEvent} log-stream-batch - rows arrived
 * @fires {LogStreamErrorEvent} log-stream-error - something went wrong
 * @fires {LogStreamTokenNeededEvent} log-stream-token-needed - a token is missing, expiring or refused
 * @fires {LogStreamSearchEvent} log-stream-search - the reader searched, or the search went on
 * @fires {LogStreamRunSearchEvent} log-stream-run-search - a search of all of the run went on, or ended
 * @fires {LogStreamFilterEvent} log-stream-filter - the reader chose levels
 * @fires {LogStreamSelectEvent} log-stream-select - the reader moved to a row
 * @fires {LogStreamFollowEvent} log-stream-follow - following began or stopped
 * @fires {LogStreamSeverityEvent} log-stream-severity - there are more warnings or errors
 * @fires {LogStreamHealthEvent} log-stream-health - the widget's own health, once a second
 * @fires {LogStreamMarkEvent} log-stream-mark - the reader put a mark or took one away
 * @fires {LogStreamAlertEvent} log-stream-alert - a threshold of that health was crossed, or that is over
 */
export class MeshhookLogStreamElement extends LogStreamProperties {
  static override styles = [...logStreamStyles];

  readonly #internals = this.attachInternals();
  readonly #outbox = new EventOutbox(this);
  readonly #stream = new StreamController(
    this,
    {
      onRun: () => this.#handleRun(),
      onBatch: (entries, origin) =>
        this.dispatchEvent(new events.LogStreamBatchEvent(entries, origin)),
      onChange: (change) => this.#handleChange(change),
      onTail: (change) => this.#handleTail(change),
      onState: (state, previous, reason) => this.#handleState(state, previous, reason),
      onError: (error) => this.report(error),
      onTokenNeeded: (reason, expiresAt) => {
        this.#outbox.post(new events.LogStreamTokenNeededEvent(reason, expiresAt));
        void this.#connection.askForToken(reason);
      },
    },
    {
      stance: () => (this.paused ? 'paused' : this.following ? 'follows' : 'reads'),
      inView: () => this.#virtual.visibleRange,
      passes: (row) => this.#list.wouldShow(row),
      unseen: () => ({ rows: this.#follow.missedRows, errors: this.#follow.missedErrors }),
    },
  );
  readonly #start = new RunStart(this.#stream, () => this.requestUpdate());
  readonly #connection = new ConnectionController(this, this.#stream);
  readonly #list = new ListController(this, {
    onSearch: (text, total, pending) => {
      this.#query.handleSearch(text, total, pending);
    },
    onError: (error) => {
      this.report(error);
    },
    onAdded: (rows) => {
      if (this.following || this.reading) this.#announce.rowsAdded(rows);
    },
  });
  readonly #rowFocus = new RowFocusController(this, {
    seqOf: rowSeqOf,
    onLost: () => {
      this.#reader.focusList();
    },
  });
  readonly #virtual = new VirtualRows<LogRow>({
    onReaderScroll: (scroll) => {
      this.#travel.handleScroll(scroll);
      // The end of a place is not the end of the run.
      const fromEndPx = this.#stream.isAway ? Infinity : scroll.fromEndPx;
      this.#follow.handleReaderScroll({ up: scroll.up, fromEndPx });
    },
    // The rows are rendered in this same task.
    onRangeChange: () => queueMicrotask(this.#rowFocus.check),
  });
  readonly #painter = new RowPainter();
  readonly #follow = new FollowController(this, this.#virtual, (following, cause) => {
    if (cause !== 'host') this.#outbox.post(new events.LogStreamFollowEvent(following));
    if (following) this.#travel.returnToTail();
    else this.#announce.silence();
  });
  readonly #selection = new SelectionController(this, {
    rows: () => this.#list.lines,
    folded: () => this.#list.rows,
    span: (seq) => this.#list.spanOf(seq),
    unfold: (seq) => {
      if (!this.#list.patterns.open(seq)) return;
      this.requestUpdate();
      this.#settle();
    },
    reveal: (seq, block) => {
      if (seq !== this.#list.lines.at(-1)?.seq) this.#follow.yield();
      this.#virtual.reveal(seq, block);
      this.#travel.movedTo(seq);
    },
    window: () => this.#virtual.visibleRange,
    pageLength: () => this.#virtual.pageLength,
    onSelect: (entry) => this.#outbox.post(new events.LogStreamSelectEvent(entry)),
    onSelection: (count) => {
      if (count > 0) this.#announce.say(this.texts.taking.selected(this.formatNumber(count)));
    },
  });
  readonly #announce = new AnnounceController(
    this,
    (digest) => announcement(digest, this.texts, (value) => this.formatNumber(value)),
    () => this.#stream.isSkimmed,
  );
  readonly #marks = new LogStreamMarks(this, {
    list: this.#list,
    selection: this.#selection,
    follow: this.#follow,
    announce: this.#announce,
    onChange: (marks) => this.#outbox.post(new events.LogStreamMarkEvent(marks)),
  });
  readonly #travel = new LogStreamTravel(this, {
    stream: this.#stream,
    list: this.#list,
    follow: this.#follow,
    selection: this.#selection,
    announce: this.#announce,
    virtual: this.#virtual,
    onError: (error) => {
      this.report(error);
    },
  });
  readonly #context = new LogStreamContext(this, {
    list: this.#list,
    follow: this.#follow,
    selection: this.#selection,
    announce: this.#announce,
    virtual: this.#virtual,
    filter: () => this.#settings,
    onOpen: (seq) => this.#runSearch.visit(seq),
    onBack: () => this.#runSearch.return(),
  });
  readonly #runSearch: LogStreamRunSearch = new LogStreamRunSearch(this, {
    stream: this.#stream,
    list: this.#list,
    announce: this.#announce,
    travel: this.#travel,
    settings: () => this.#settings,
    onProgress: (progress) => this.#outbox.post(new events.LogStreamRunSearchEvent(progress)),
    onError: (error) => this.report(error),
  });
  readonly #taking: LogStreamTaking = new LogStreamTaking(this, {
    stream: this.#stream,
    start: this.#start,
    list: this.#list,
    selection: this.#selection,
    settings: () => this.#settings,
    isOpen: (): boolean => this.#reader.popup === 'take-away',
    open: () => {
      this.#reader.handleCommand('take-away');
    },
    focusList: () => {
      this.#reader.focusList();
    },
    notify: (text) => {
      this.#reader.notify(text);
    },
    onRedactFailed: (cause) => {
      this.report(new LogStreamError('attribute-invalid', 'redact threw', cause));
    },
  });
  readonly #details = new LogStreamDetails(this, {
    rows: () => this.#list.rows,
    masked: (entry) => this.#taking.masked(entry),
    copyPiece: (text, said) => void this.#taking.copyPiece(text, said),
  });
  readonly #diagnosing: LogStreamDiagnosing = new LogStreamDiagnosing(this, {
    stream: this.#stream,
    state: () => this.state,
    settings: () => this.#settings,
    shown: () => this.#list.rows,
    project: () => this.connectionSettings(this.#settings),
    copyPiece: (text) => void this.#taking.copyPiece(text, this.texts.diagnosticsCopied),
  });
  readonly #reader: LogStreamReader = new LogStreamReader(this, {
    diagnosing: this.#diagnosing,
    marks: this.#marks,
    context: this.#context,
    runSearch: this.#runSearch,
    taking: this.#taking,
    travel: this.#travel,
    follow: this.#follow,
    selection: this.#selection,
    announce: this.#announce,
    list: this.#list,
  });
  readonly #query: LogStreamQuery = new LogStreamQuery(this, {
    list: this.#list,
    reader: () => this.#reader,
    locale: () => this.#settings.locale,
    post: (event) => this.#outbox.post(event),
  });
  readonly #gestures = new LogStreamGestures(this, {
    onError: (error) => this.report(error),
    reader: this.#reader,
    selection: this.#selection,
    list: this.#list,
    taking: this.#taking,
    drag: new RowDragController(this, this.#selection, {
      seqAt: (x, y) => rowSeqAt(this.renderRoot, x, y),
      onBegin: () => {
        this.#follow.yield();
      },
    }),
  });
  readonly #overview = new LogStreamOverview(this, {
    list: this.#list,
    stream: this.#stream,
    start: this.#start,
    follow: this.#follow,
    virtual: this.#virtual,
  });
  readonly #reading = new LogStreamReading(this, {
    list: this.#list,
    stream: this.#stream,
    selection: this.#selection,
    virtual: this.#virtual,
  });
  readonly #patterns = new LogStreamPatterns(this, {
    list: this.#list,
    announce: this.#announce,
    settings: () => this.#settings,
    goTo: (seq) => this.#travel.goTo(seq),
    focusList: () => {
      this.#reader.focusList();
    },
  });
  readonly #alerts = new AlertWatch();
  readonly #words = new LogStreamTexts(this, (error) => {
    this.report(error);
  });
  #settings: CheckedSettings = this.readSettings();
  #numbers = new Intl.NumberFormat();

  constructor() {
    super();
    new PulseController(this, () => this.#handleBeat());
    new TextSelectionController(this, () => {
      this.#follow.yield();
    });
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

  /** Goes to the newest row, from wherever in the run the reader is, and follows from there. */
  scrollToEnd(): void {
    this.#follow.resume('host');
  }

  /** Goes to the row with `seq`, wherever in the run it is; `false` if it is not there or not on show. */
  goTo(seq: number): Promise<boolean> {
    return this.#travel.goTo(seq);
  }

  /** Goes to the first row of the run; `false` if there is none, or it is not on show. */
  goToStart(): Promise<boolean> {
    return this.#travel.goToStart();
  }

  /**
   * Goes to the first row that was written at a time or after, given as a `Date`, as milliseconds since 1970 or as text
   * that `Date` reads; `false` if there is none, if it is not on show, or if that is no time.
   */
  goToTime(when: Date | string | number): Promise<boolean> {
    return this.#travel.goToTime(new Date(when).getTime());
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

  /**
   * Searches for the query among the rows that are not in memory too, the newest first, or goes on where that was ended;
   * its hits join those in memory.
   *
   * @returns how it ended: `done`, `full` (more than 10,000), `canceled`, `failed`, or `idle` where there is nothing to
   *   search
   */
  searchRun(): Promise<RunSearchProgress> {
    this.#settle();
    return this.#runSearch.start();
  }

  /** Stops searching the rows that are not in memory; what was found stays. */
  cancelSearchRun(): void {
    this.#runSearch.cancel();
  }

  /** Goes to the next error; `false` when there is none. */
  nextError(): boolean {
    this.#settle();
    return this.#reader.stepError(1);
  }

  /** Goes to the previous error; `false` when there is none. */
  previousError(): boolean {
    this.#settle();
    return this.#reader.stepError(-1);
  }

  /** The marks of this run, in order of place. */
  get marks(): readonly LogMark[] {
    return this.#list.marks.all;
  }

  /** Puts a divider behind the newest row that is there, with the time; `null` when there is no row. */
  markNow(): LogMark | null {
    this.#settle();
    return this.#marks.put();
  }

  /** Takes a mark away; `false` when it is not there. */
  removeMark(mark: LogMark): boolean {
    return this.#marks.remove(mark);
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
    return this.#stream.rows.filter(isEntry);
  }

  /** The rows in memory as the text of a file; `shown` leaves out what is filtered. */
  export(format: ExportFormat = 'text', scope: 'shown' | 'all' = 'shown'): string {
    const rows = scope === 'all' ? this.#stream.rows : this.#list.rows;
    return this.#taking.export(rows, format, scope !== 'all');
  }

  /**
   * Copies the selected rows, else the current one, else those on show, also rows that are not in memory.
   *
   * @returns false when the browser did not allow it, or there was nothing to copy
   */
  copy(format: ExportFormat = 'text'): Promise<boolean> {
    this.#settle();
    return this.#taking.copy(format);
  }

  /**
   * Saves rows as a file, also those that are not in memory: the selected ones, what the filters leave of the run, or
   * all of it. It takes as long as the reading takes; the reader sees how far it is and can end it.
   *
   * @returns how many rows are in the file, and how many could not be read, as the file says in their place; `null`
   *   when it was canceled, or another download is under way
   */
  download(
    format: ExportFormat = 'text',
    scope: TakingScope = 'all',
  ): Promise<{ readonly rows: number; readonly missing: number } | null> {
    this.#settle();
    return this.#taking.download(format, scope);
  }

  /** Selects the rows of these seqs and no others; none at all for an empty list. */
  select(seqs: Iterable<number>): void {
    this.#taking.select(seqs);
  }

  /** The selected entries that are in memory, in order, wherever they are filtered away. */
  selectedEntries(): readonly LogEntry[] {
    return this.#taking.selectedEntries();
  }

  /** A reading of the widget's own health. */
  health(): LogStreamHealth {
    return this.#stream.health();
  }

  /**
   * A report for support: version, state, settings, health, the last errors and states with their times, the browser.
   * It has no token, no row's text, no search and no address of the page; readers copy it from behind the status pill.
   */
  diagnostics(): LogStreamDiagnostics {
    return this.#diagnosing.report();
  }

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('.viewport')?.focus(options);
  }

  // — for the controllers —

  /** The texts in use. @internal */
  get texts(): LogStreamStrings {
    return this.#words.strings;
  }

  /** A number in the language of the widget. @internal */
  formatNumber(value: number): string {
    return this.#numbers.format(value);
  }

  /** Carries out what the reader changed, and tells the page. @internal */
  changeSetting(change: ReaderSetting): void {
    if (change.name === 'query') {
      this.query = change.value;
      this.#query.typed();
    }
    if (change.name === 'wrap') this.wrap = !this.wrap;
    if (change.name === 'reading') this.#reading.toggle();
    if (change.name === 'minimap') this.minimap = !this.#overview.minimapShown;
    if (change.name === 'histogram') this.histogram = !this.histogram;
    if (change.name === 'patterns') this.patterns = !this.patterns;
    if (change.name === 'fold') this.fold = !this.fold;
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
      this.#list.patterns.setFilter(NO_PATTERN_FILTER);
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

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#reader.leave();
    this.#query.leave();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const read = this.readSettings();
    this.#words.update(read.locale, this.strings);
    const settings = { ...read, locale: this.#words.locale };
    if (settings.locale !== this.#settings.locale) {
      this.#numbers = new Intl.NumberFormat(settings.locale);
    }
    this.#settings = settings;
    if (changed.has('follow')) this.#follow.setWish(settings.follow);
    if (changed.has('at') && this.hasUpdated) this.#travel.setDestination(settings.at);
    if (changed.has('query') && (this.hasUpdated || this.query !== '')) {
      this.#list.setQuery(this.query);
      this.#reader.forgetHit();
    }
    this.#connection.update(this.connectionSettings(settings));
    if (['query', 'levels', 'searchMode'].some((name) => changed.has(name as 'query'))) {
      this.#context.forget();
    }
    if (changed.has('searchMode') && this.hasUpdated) this.#context.turn(settings['search-mode']);
    this.#updateList();
    if (settings['time-format'] === 'elapsed') this.#start.want();
    this.#reading.update();
  }

  protected override render(): TemplateResult {
    return logView(
      this.#model(),
      this.#virtual,
      this.#painter,
      this.#follow,
      this.#overview,
      this.#taking,
      this.#patterns,
      {
        onCommand: this.#reader.handleCommand,
        aids: this.#query,
        onQuery: (text) => this.changeSetting({ name: 'query', value: text }),
        onLevel: (severity, except) =>
          this.#changeLevels(toggledLevels(this.readSettings().levels, severity, except)),
        onTimeFormat: (format) => (this.timeFormat = format),
        onJump: (words) => void this.#travel.jump(words, () => this.#reader.closePopup()),
        onKeyDown: this.#gestures.handleKeyDown,
        onPointerDown: this.#gestures.handlePointerDown,
        onFocusOut: this.#gestures.handleFocusOut,
        onRowClick: this.#gestures.handleRowClick,
        onCopy: this.#gestures.handleCopy,
        onBeforeCopy: this.#gestures.handleBeforeCopy,
      },
    );
  }

  protected override firstUpdated(): void {
    yieldTask(() => {
      if (this.#list.rows.length > 0) return;
      const viewport = this.renderRoot.querySelector('.viewport');
      prepareRows(this.#painter, this.#model().row, this.#virtual.pageLength, viewport);
    });
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('wrap') && this.hasUpdated) this.#virtual.remeasure();
    else this.#virtual.measure();
    this.#virtual.setLead(this.#stream.rows.length === 0 ? 0 : LEAD_PX);
    this.#overview.update(this.#settings);
    this.#travel.rowsChanged();
    const { states } = this.#internals;
    states.clear();
    states.add(this.state);
    if (this.following) states.add('following');
    if (this.#list.rows.length === 0) states.add('empty');
  }

  // — what happens —

  protected override report(error: LogStreamError): void {
    this.#diagnosing.history.errorTold(error.code, Date.now());
    this.#outbox.post(new events.LogStreamErrorEvent(error), `${error.code} ${error.message}`);
  }

  /** A method that is called right after a property was set acts on what was set. */
  #settle(): void {
    if (this.hasUpdated && this.isUpdatePending) this.performUpdate();
  }

  #handleRun(): void {
    this.#alerts.reset();
    this.#start.reset();
    this.#reader.reset();
    this.#details.reset();
    this.#runSearch.reset();
    this.#list.restart();
    this.#follow.restart();
    this.#travel.setDestination(this.#settings.at);
  }

  #handleChange(change: BufferChange): void {
    this.#list.apply(change);
    const first = this.#stream.rows[0]?.seq;
    if (change.trimmed > 0 && first !== undefined) this.#virtual.forgetBefore(first);
  }

  #handleTail(change: BufferChange): void {
    this.#announce.outagesChanged(change.appended);
    this.#announce.outagesChanged(change.amended);
    this.#travel.rowsChanged();
    const severity = heaviestSeverity(change.appended);
    if (severity === null) return;
    this.dispatchEvent(new events.LogStreamSeverityEvent(severity, this.#stream.tailCounts));
  }

  #handleState(state: StreamState, previous: StreamState, reason: string | undefined): void {
    this.#diagnosing.history.stateEntered(state, Date.now());
    this.#follow.setLive(state !== 'ended');
    const news = stateAnnouncement(state, this.texts);
    if (news !== null) this.#announce.say(news);
    const waits = this.paused && !UNPAUSABLE.includes(state) && !UNPAUSABLE.includes(previous);
    if (!waits) this.dispatchEvent(new events.LogStreamStateEvent(this.state, previous, reason));
  }

  #handleBeat(): void {
    if (this.#stream.state === 'idle') return;
    const health = this.#stream.health();
    this.#outbox.post(new events.LogStreamHealthEvent(health));
    const expectations = {
      isSeen: document.visibilityState !== 'hidden',
      hasLivePath: this.transport !== 'polling',
      thresholds: this.#settings.alerts,
    };
    for (const alert of this.#alerts.read(health, Date.now(), expectations)) {
      this.#outbox.post(new events.LogStreamAlertEvent(alert), `alert ${alert.name}`);
    }
    this.requestUpdate();
  }

  #changeLevels(levels: readonly Severity[] | null): void {
    this.levels = levels;
    this.#outbox.post(new events.LogStreamFilterEvent(levels));
  }

  #updateList(): void {
    const { levels, 'search-mode': mode } = this.#settings;
    // Whoever follows is at the newest rows, but for the time of a pause.
    if (this.following && !this.paused) this.#stream.place.leave();
    const { isAway } = this.#stream;
    const paused = this.paused && !isAway;
    const inContext = this.#context.isOpen;
    const patterns = { panel: this.patterns, fold: this.fold };
    const rows = this.#list.update({
      rows: this.#stream.rows,
      levels,
      mode,
      paused,
      inContext,
      patterns,
    });
    this.#runSearch.update();
    if (!isAway) {
      const inViewSeq = this.#virtual.visibleRange?.[1] ?? 0;
      // What a line in view stands for is in view.
      const seenSeq = this.#list.spanOf(inViewSeq)?.[1] ?? inViewSeq;
      this.#follow.rowsShown(rows, seenSeq, this.#list.filter);
    }
  }

  #model(): ViewModel {
    const { activeSeq } = this.#selection;
    return viewModel({
      words: this.#words,
      strings: this.texts,
      formatNumber: (value) => this.formatNumber(value),
      nowMs: Date.now(),
      state: this.state,
      settings: this.#settings,
      settingProblem: this.settingProblem,
      page: this,
      stream: this.#stream,
      start: this.#start,
      list: this.#list,
      context: this.#context,
      runSearch: this.#runSearch,
      follow: this.#follow,
      selection: this.#selection,
      reader: this.#reader,
      details: this.#details,
      health: this.#reader.popup === 'stream-details' ? this.#stream.health() : null,
      activeIsRendered: activeSeq !== null && this.#virtual.slotOf(activeSeq) !== undefined,
      jumpProblem: this.#travel.jumpProblem,
      announcement: this.#announce.text,
      reading: this.#reading.model(),
      overview: this.#overview,
    });
  }
}
