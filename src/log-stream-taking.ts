/**
 * Taking rows away: what is copied, downloaded and exported, of what is selected, filtered or there at all. It joins
 * the selection and the stream to the text of files and to the clipboard; what a file looks like is the view's.
 */
import {
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import type { ListController } from './controllers/list-controller.js';
import type { SelectionController } from './controllers/selection-controller.js';
import type { StreamController } from './controllers/stream-controller.js';
import { isEntry, lastSeqOf, type LogEntry, type LogMark, type LogRow } from './core/log-entry.js';
import { matchesQuery } from './core/query-match.js';
import { hasWords, isEmptyQuery, type Query } from './core/query.js';
import { Redactor, type RedactFunction } from './core/redactor.js';
import { RowSelection, type SeqRange } from './core/row-selection.js';
import type { HitRanges } from './core/search-hits.js';
import { searchedText } from './core/searched-text.js';
import type { Severity } from './core/severity.js';
import { TakenRows } from './core/taken-rows.js';
import { takeRows, type TakingJobResult } from './log-stream-taking-job.js';
import { foldText } from './search/fold-text.js';
import type { LogPlaces } from './source/log-source.js';
import { SYSTEM_CLOCK } from './source/system-clock.js';
import { copyText } from './view/copy-text.js';
import { copyTime } from './view/copy-time.js';
import { FILE_TYPES, RowWriter } from './view/row-writer.js';
import { saveFile } from './view/save-file.js';
import type { LogStreamStrings } from './view/strings.js';
import type { MissingRows, TakingFacts, TakingFormat, TakingScope } from './view/taking.js';
import { takingBar, takingPanel, type TakingHandlers, type TakingModel, type TakingProgress } from './view/taking-panel.js'; // prettier-ignore
import { zoneName, type TimeFormat } from './view/time-format.js';

/** Rows that are made into text without letting the browser do anything else meanwhile: some 20 ms of work. */
const AT_ONCE_ROWS = 3_000;
/** More rows than this are refused by some clipboards, and by what is pasted into: some 15 MB of text. */
const COPY_MAX_ROWS = 100_000;
/** Text that is handed to the browser's keeping in one piece, in characters; it may put it on disk. */
const BLOB_CHARS = 1_000_000;

/** What taking away needs of the element. */
export interface TakingHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly isConnected: boolean;
  readonly texts: LogStreamStrings;
  readonly runId: string | undefined;
  maskSecrets: boolean;
  readonly redact: RedactFunction | undefined;
  readonly rowTime: ((entry: LogEntry) => string) | undefined;
  formatNumber(value: number): string;
}

/** What is read of the view's settings. */
export interface TakingSettings {
  readonly 'time-format': TimeFormat;
  readonly 'search-mode': 'filter' | 'highlight';
  readonly levels: readonly Severity[] | null;
  readonly locale: string | undefined;
}

/** Who does the work, and who is told. */
export interface TakingTools {
  readonly stream: StreamController;
  readonly list: ListController;
  readonly selection: SelectionController;
  settings(): TakingSettings;
  /** True while the panel is open. */
  isOpen(): boolean;
  /** The reader asks for the panel, or is done with it. */
  open(): void;
  focusList(): void;
  /** Something for the reader to see and to hear, for a moment. */
  notify(text: string): void;
  /** The page's own rule for masking failed. */
  onRedactFailed(cause: unknown): void;
}

/** What is to be taken. */
interface Request {
  readonly ranges: readonly SeqRange[];
  readonly passes: ((entry: LogEntry) => boolean) | null;
  readonly isFiltered: boolean;
  readonly marks: readonly LogMark[];
}

interface Job {
  readonly runId: string | undefined;
  readonly places: LogPlaces | null;
  readonly stop: AbortController;
  readonly total: number;
  readonly canSave: boolean;
  done: number;
  isWaiting: boolean;
  /** Nothing of it is wanted any more. */
  isCanceled: boolean;
}

/** Takes rows away. */
export class LogStreamTaking implements ReactiveController {
  readonly #host: TakingHost;
  readonly #tools: TakingTools;
  #scope: TakingScope | null = null;
  #format: TakingFormat = 'text';
  #job: Job | null = null;
  #outcome: string | null = null;
  #byHand: string | null = null;
  #wasOpen = false;

  constructor(host: TakingHost, tools: TakingTools) {
    this.#host = host;
    this.#tools = tools;
    host.addController(this);
  }

  // — for the page —

  /** The selected entries that are in memory, in order. */
  selectedEntries(): readonly LogEntry[] {
    const { selected } = this.#tools.selection;
    if (selected.isEmpty) return [];
    const found = new Map<number, LogEntry>();
    for (const rows of this.#held()) {
      for (const row of rows) if (isEntry(row) && selected.has(row.seq)) found.set(row.seq, row);
    }
    return [...found.values()].sort((a, b) => a.seq - b.seq);
  }

  /** Selects the rows of these seqs, and no others. */
  select(seqs: Iterable<number>): void {
    const ranges = Array.from(seqs, (seq): SeqRange => [seq, seq]);
    this.#tools.selection.replace(RowSelection.of(ranges));
  }

  /** Rows in memory as the text of a file. */
  export(rows: readonly LogRow[], format: TakingFormat): string {
    return this.#textOf(rows, new RowWriter({ format, strings: this.#host.texts })).text;
  }

  /** Copies what is selected, else the current row, else what is on show; false if it could not be. */
  async copy(format: TakingFormat = 'text', only?: readonly LogRow[]): Promise<boolean> {
    const { texts } = this.#host;
    const rows = only ?? this.#rowsAtHand();
    if (rows !== null) return this.#copyRows(rows, format);
    const { selected } = this.#tools.selection;
    if (selected.count > COPY_MAX_ROWS) {
      this.#tell(texts.taking.tooMany(this.#host.formatNumber(COPY_MAX_ROWS)));
      return false;
    }
    return this.#copyJob(this.#requestFor('selected'), format);
  }

  /** Puts the same into a copy event, which needs no permission; true if that could be done at once. */
  copyInto(clipboard: DataTransfer): void {
    const rows = this.#rowsAtHand();
    if (rows === null || rows.length > AT_ONCE_ROWS) {
      void this.copy();
      return;
    }
    const { text, masked } = this.#textOf(rows, this.#copyWriter('text'));
    clipboard.setData('text/plain', text);
    this.#tellCopied(rows.filter(isEntry).length || rows.length, 'text', masked);
  }

  /**
   * Saves rows as a file, also those that are not in memory.
   *
   * @returns what became of it; `missing` counts rows that could not be read, as the file says in their place
   */
  async download(
    format: TakingFormat,
    scope: TakingScope,
  ): Promise<{ readonly rows: number; readonly missing: number } | null> {
    const request = this.#requestFor(scope);
    const { texts, runId } = this.#host;
    const parts: BlobPart[] = [];
    let text = '';
    const writer = new RowWriter({ format, strings: texts, hasHead: true });
    const redactor = this.#redactor();
    const result = await this.#run(request, writer, redactor, true, (more) => {
      text += more;
      if (text.length < BLOB_CHARS) return;
      parts.push(new Blob([text]));
      text = '';
    });
    if (result === null) return null;
    const { taken } = result;
    const missing = result.missing.reduce((sum, { seq, to }) => sum + to - seq + 1, 0);
    if (taken.rows === 0 && missing === 0) {
      this.#tell(texts.taking.nothing);
      return { rows: 0, missing };
    }
    const facts = this.#facts(result.taken, redactor, request, { missing: result.missing });
    const [extension, type] = FILE_TYPES[format];
    const stretch = taken.firstSeq === null ? '' : `-${taken.firstSeq}-${taken.lastSeq ?? ''}`;
    try {
      const whole = [writer.head(facts), ...parts, text, writer.foot(), '\n'];
      saveFile(whole, `run-${fileNamePart(runId)}${stretch}.${extension}`, type);
    } catch {
      this.#tell(texts.taking.fileFailed);
      return null;
    }
    this.#tell(
      texts.taking.downloaded(
        this.#host.formatNumber(taken.rows),
        this.#numberOrNull(redactor.count),
        this.#numberOrNull(missing),
      ),
    );
    return { rows: taken.rows, missing };
  }

  // — for the view —

  /** The panel, for over the rows. */
  panel(): TemplateResult | typeof nothing {
    return takingPanel(this.#model(), this.#handlers);
  }

  /** The bar, for the line below the rows. */
  bar(): TemplateResult | typeof nothing {
    return takingBar(this.#model(), this.#handlers);
  }

  /** Another run: nothing of the one before is wanted. What was asked for since it was opened is. */
  reset(): void {
    const job = this.#job;
    const isOfThisRun =
      job?.runId === this.#host.runId && job?.places === this.#tools.stream.places;
    if (!isOfThisRun) this.#cancel();
    this.#scope = null;
    this.#outcome = this.#byHand = null;
  }

  hostUpdated(): void {
    const isOpen = this.#tools.isOpen();
    const root = this.#host.renderRoot;
    if (isOpen && !this.#wasOpen) {
      root.querySelector<HTMLElement>('.taking input:checked')?.focus({ preventScroll: true });
    }
    if (!isOpen && this.#wasOpen) {
      this.#scope = this.#outcome = this.#byHand = null;
    }
    this.#wasOpen = isOpen;
  }

  hostDisconnected(): void {
    // An element that is moved is disconnected and connected at once.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#cancel();
    });
  }

  readonly #handlers: TakingHandlers = {
    onScope: (scope) => {
      this.#scope = scope;
      this.#host.requestUpdate();
    },
    onFormat: (format) => {
      this.#format = format;
      this.#host.requestUpdate();
    },
    onMask: (maskSecrets) => (this.#host.maskSecrets = maskSecrets),
    onCopy: () => void this.#copyScope(),
    onCopySelection: () => void this.copy(),
    onDownload: () => void this.download(this.#format, this.#chosenScope),
    onCancel: () => {
      if (this.#cancel()) this.#tell(this.#host.texts.taking.canceled);
    },
    onSave: () => this.#job?.stop.abort(),
    onOpen: () => {
      this.#tools.open();
    },
    onClear: () => {
      this.#tools.selection.clearSelection();
      this.#tools.focusList();
    },
  };

  #model(): TakingModel {
    const { texts, maskSecrets } = this.#host;
    const { stream, selection } = this.#tools;
    const job = this.#job;
    return {
      strings: texts,
      formatNumber: (value) => this.#host.formatNumber(value),
      isOpen: this.#tools.isOpen(),
      selected: selection.selected.count,
      scopes: this.#scopes(),
      scope: this.#chosenScope,
      format: this.#format,
      maskSecrets,
      progress:
        job === null
          ? null
          : ({
              done: job.done,
              total: job.total,
              waitsFor:
                stream.state === 'auth-required' ? 'session' : job.isWaiting ? 'server' : null,
              canSave: job.canSave,
            } satisfies TakingProgress),
      outcome: this.#outcome,
      byHand: this.#byHand,
    };
  }

  #scopes(): TakingModel['scopes'] {
    const { selected } = this.#tools.selection;
    const [from, to] = this.#wholeRun();
    const scopes: (readonly [TakingScope, number | null])[] = [];
    if (!selected.isEmpty) scopes.push(['selected', selected.count]);
    if (this.#isFiltered) scopes.push(['shown', null]);
    scopes.push(['all', Math.max(0, to - from + 1)]);
    return scopes;
  }

  get #chosenScope(): TakingScope {
    const scopes = this.#scopes();
    return scopes.find(([scope]) => scope === this.#scope)?.[0] ?? scopes[0]?.[0] ?? 'all';
  }

  // — what is taken —

  get #isFiltered(): boolean {
    const { levels, 'search-mode': mode } = this.#tools.settings();
    return levels !== null || (mode === 'filter' && !isEmptyQuery(this.#tools.list.query));
  }

  /** What a copy takes where it need not be fetched; `null` where it may have to be. */
  #rowsAtHand(): readonly LogRow[] | null {
    const { selection, list } = this.#tools;
    const { selected, activeRow } = selection;
    if (selected.isEmpty) return activeRow === null ? list.rows : [activeRow];
    if (selected.count > AT_ONCE_ROWS) return null;
    const entries = this.selectedEntries();
    if (entries.length < selected.count) return null;
    return this.#held()[0]?.filter((row) => selected.has(row.seq)).length === entries.length
      ? entries
      : null;
  }

  /** The stretches of the run that are in memory. */
  #held(): readonly (readonly LogRow[])[] {
    const { stream, list } = this.#tools;
    const held = [stream.rows];
    if (stream.isAway) held.push(stream.tail.rows);
    // Of a paused view rows may be trimmed that are still on show.
    if (list.all !== stream.rows) held.push(list.all);
    return held.filter((rows) => rows.length > 0);
  }

  /** The first and the last seq of the run, as far as they are known. */
  #wholeRun(): SeqRange {
    const { stream } = this.#tools;
    const first = stream.rows[0];
    const last = stream.tail.rows.at(-1);
    const from = stream.reachedStart && first !== undefined ? Math.ceil(first.seq) : 1;
    const to = Math.max(stream.run?.lastSeq ?? 0, last === undefined ? 0 : lastSeqOf(last));
    return [Math.min(from, to), to];
  }

  #requestFor(scope: TakingScope): Request {
    const { selection, list } = this.#tools;
    const marks = list.marks.all;
    if (scope === 'selected') {
      const { selected } = selection;
      return {
        ranges: selected.ranges,
        passes: null,
        isFiltered: false,
        marks: marks.filter(({ seq }) => selected.has(seq)),
      };
    }
    const isFiltered = scope === 'shown' && this.#isFiltered;
    const ranges = [this.#wholeRun()].filter(([, to]) => to > 0);
    return { ranges, passes: isFiltered ? this.#passes(null) : null, isFiltered, marks };
  }

  /** The filter of the view; the words of a search are looked for anew, since rows that are not here were not searched. */
  #passes(find: ((text: string) => HitRanges | undefined) | null): (entry: LogEntry) => boolean {
    const { levels, 'search-mode': mode } = this.#tools.settings();
    const { query } = this.#tools.list;
    const searches = mode === 'filter' && !isEmptyQuery(query);
    return (entry) =>
      (levels === null || levels.includes(entry.severity)) &&
      (!searches || matchesQuery(query, entry, find?.(foldText(searchedText(entry.message)))));
  }

  #redactor(): Redactor {
    const { maskSecrets, redact } = this.#host;
    return new Redactor({
      maskSecrets,
      redact,
      onFailed: (cause) => {
        this.#tools.onRedactFailed(cause);
      },
    });
  }

  /** Facts are masked too: a search may be for what must not be passed on. */
  #facts(
    taken: TakenRows,
    redactor: Redactor,
    request: { readonly isFiltered: boolean },
    more: { readonly missing?: readonly MissingRows[]; readonly zone?: string } = {},
  ): TakingFacts {
    const { levels, 'search-mode': mode } = this.#tools.settings();
    const { query } = this.#tools.list;
    const { rows, removed, outages, firstSeq, lastSeq, startedAt, endedAt } = taken;
    const searches = request.isFiltered && mode === 'filter' && !isEmptyQuery(query);
    return {
      runId: this.#host.runId ?? null,
      levels: request.isFiltered ? levels : null,
      query: searches ? redactor.text(query.text) : '',
      masked: redactor.count,
      rows,
      firstSeq,
      lastSeq,
      startedAt,
      endedAt,
      removed,
      outages,
      missing: more.missing ?? [],
      zone: more.zone ?? '',
    };
  }

  // — copying —

  async #copyScope(): Promise<void> {
    const request = this.#requestFor(this.#chosenScope);
    const total = request.ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0);
    if (total > COPY_MAX_ROWS && !request.isFiltered) {
      this.#tell(this.#host.texts.taking.tooMany(this.#host.formatNumber(COPY_MAX_ROWS)));
    } else await this.#copyJob(request, this.#format);
  }

  async #copyRows(rows: readonly LogRow[], format: TakingFormat): Promise<boolean> {
    if (rows.length === 0) {
      this.#tell(this.#host.texts.taking.nothing);
      return false;
    }
    const { text, masked } = this.#textOf(rows, this.#copyWriter(format));
    return this.#write(text, rows.filter(isEntry).length || rows.length, format, masked);
  }

  async #copyJob(request: Request, format: TakingFormat): Promise<boolean> {
    const { texts } = this.#host;
    const writer = this.#copyWriter(format);
    const redactor = this.#redactor();
    const parts: string[] = [];
    const result = await this.#run(request, writer, redactor, false, (text) => parts.push(text));
    if (result === null) return false;
    const { taken, missing } = result;
    if (taken.rows > COPY_MAX_ROWS) {
      this.#tell(texts.taking.tooMany(this.#host.formatNumber(COPY_MAX_ROWS)));
      return false;
    }
    const facts = this.#facts(taken, redactor, request, { missing, zone: this.#zone });
    const text = writer.head(facts) + parts.join('') + writer.foot();
    return this.#write(text, taken.rows, format, redactor.count);
  }

  /** A row as it may leave the page. */
  masked(entry: LogEntry): LogEntry {
    const row = this.#redactor().row(entry);
    return isEntry(row) ? row : entry;
  }

  /** Puts a piece of a masked row on the clipboard, and says so. */
  async copyPiece(text: string, said: string): Promise<void> {
    const root = this.#host.renderRoot;
    const copied = root instanceof ShadowRoot && (await copyText(text, root));
    if (copied) this.#tell(said);
    else await this.#offerByHand(text);
  }

  async #write(text: string, rows: number, format: TakingFormat, masked: number): Promise<boolean> {
    const root = this.#host.renderRoot;
    const copied = root instanceof ShadowRoot && (await copyText(text, root));
    if (copied) this.#tellCopied(rows, format, masked);
    else await this.#offerByHand(text);
    return copied;
  }

  /** The last way: the reader's own. */
  async #offerByHand(text: string): Promise<void> {
    this.#tell(this.#host.texts.copyFailed);
    this.#outcome = null;
    this.#byHand = text;
    if (!this.#tools.isOpen()) this.#tools.open();
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    const field = this.#host.renderRoot.querySelector<HTMLTextAreaElement>('.taking-text');
    field?.focus();
    field?.select();
  }

  #copyWriter(format: TakingFormat): RowWriter {
    const { texts, rowTime } = this.#host;
    const { 'time-format': timeFormat, locale } = this.#tools.settings();
    const first = this.#tools.stream.rows.find(isEntry);
    const startMs = first === undefined ? null : Date.parse(first.createdAt);
    const time = copyTime({ format: timeFormat, locale, startMs, formatTime: rowTime });
    return new RowWriter({ format, strings: texts, time });
  }

  get #zone(): string {
    return zoneName(this.#tools.settings()['time-format'], Date.now());
  }

  #textOf(
    rows: readonly LogRow[],
    writer: RowWriter,
  ): { readonly text: string; readonly masked: number } {
    const redactor = this.#redactor();
    const taken = new TakenRows();
    taken.add(rows);
    const body = writer.rows(rows.map((row) => redactor.row(row)));
    const request = { isFiltered: this.#isFiltered && this.#tools.selection.selected.isEmpty };
    const facts = this.#facts(taken, redactor, request, { zone: this.#zone });
    const head = writer.head(facts);
    return { text: head + body + writer.foot(), masked: redactor.count };
  }

  // — the work —

  /** Runs a job; `null` if there was one already, or it was canceled. */
  async #run(
    request: Request,
    writer: RowWriter,
    redactor: Redactor,
    canSave: boolean,
    onText: (text: string) => void,
  ): Promise<TakingJobResult | null> {
    if (this.#job !== null) return null;
    const { stream, list } = this.#tools;
    const total = request.ranges.reduce((sum, [from, to]) => sum + Math.floor(to) - Math.ceil(from) + 1, 0); // prettier-ignore
    const job: Job = { runId: this.#host.runId, places: stream.places, stop: new AbortController(), total, canSave, done: 0, isWaiting: false, isCanceled: false }; // prettier-ignore
    this.#job = job;
    this.#outcome = this.#byHand = null;
    this.#host.requestUpdate();
    const change = (what: Partial<Pick<Job, 'done' | 'isWaiting'>>): void => {
      Object.assign(job, what);
      this.#host.requestUpdate();
    };
    try {
      const passes = request.isFiltered ? this.#passes(await wordFinder(list.query)) : null;
      const result = await takeRows({
        ranges: request.ranges,
        ports: {
          held: () => this.#held(),
          places: () => stream.places,
          clock: SYSTEM_CLOCK,
          random: Math.random,
          onWaiting: (isWaiting) => change({ isWaiting }),
        },
        passes,
        marks: request.marks,
        redactor,
        writer,
        strings: this.#host.texts,
        onText,
        onProgress: (done) => change({ done }),
        stop: job.stop.signal,
      });
      return job.isCanceled ? null : result;
    } finally {
      if (this.#job === job) this.#job = null;
      this.#host.requestUpdate();
    }
  }

  #cancel(): boolean {
    const job = this.#job;
    if (job === null) return false;
    job.isCanceled = true;
    job.stop.abort();
    return true;
  }

  // — what is said —

  #tellCopied(rows: number, format: TakingFormat, masked: number): void {
    const { taking } = this.#host.texts;
    this.#tell(
      taking.copied(
        this.#host.formatNumber(rows),
        taking.formats[format],
        this.#numberOrNull(masked),
      ),
    );
  }

  #numberOrNull(value: number): string | null {
    return value === 0 ? null : this.#host.formatNumber(value);
  }

  #tell(text: string): void {
    if (this.#tools.isOpen()) this.#outcome = text;
    this.#tools.notify(text);
    this.#host.requestUpdate();
  }
}

/** Finds the words of a query in a text, as the search does. It is fetched only where there are any. */
async function wordFinder(query: Query): Promise<((text: string) => HitRanges | undefined) | null> {
  if (!hasWords(query)) return null;
  const { QuerySearch } = await import('./search/search-engine.js');
  const search = new QuerySearch(query.clauses.map(({ words }) => words));
  return (text) => {
    const found = search.find(text);
    return found === null
      ? undefined
      : Object.assign(found.ranges.slice(), { clauses: found.clauses });
  };
}

/** What of a run's id may stand in the name of a file. */
function fileNamePart(runId: string | undefined): string {
  const safe = (runId ?? '').replace(/[^A-Za-z0-9_-]+/g, '-').slice(0, 64);
  return safe === '' ? 'log' : safe;
}
