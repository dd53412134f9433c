/**
 * Taking rows away: what is copied, downloaded and exported, of what is selected, filtered or there at all. It joins
 * the selection and the stream to the text of files, and to the panel and the bar; what these look like is the view's.
 */
import type { nothing, ReactiveController, TemplateResult } from 'lit';
import type { ListController } from './controllers/list-controller.js';
import type { SelectionController } from './controllers/selection-controller.js';
import type { StreamController } from './controllers/stream-controller.js';
import { isEntry, type LogEntry, type LogRow } from './core/log-entry.js';
import { Redactor, type RedactFunction } from './core/redactor.js';
import { RowSelection, type SeqRange } from './core/row-selection.js';
import { TakenRows } from './core/taken-rows.js';
import type { RunStart } from './run-start.js';
import { LogStreamCopying, type CopyingHost } from './log-stream-copying.js';
import { TakingRows, type TakingSettings } from './log-stream-taking-rows.js';
import { TakingRunner } from './log-stream-taking-runner.js';
import { exportRows } from './view/export-rows.js';
import { FILE_TYPES, RowWriter } from './view/row-writer.js';
import { fileName, saveFile } from './view/save-file.js';
import type { TakingFormat, TakingScope } from './view/taking.js';
import {
  takingBar,
  takingPanel,
  type TakingHandlers,
  type TakingModel,
} from './view/taking-panel.js';

/** Text that is handed to the browser's keeping in one piece, in characters; it may put it on disk. */
const BLOB_CHARS = 1_000_000;

/** What taking away needs of the element. */
export interface TakingHost extends CopyingHost {
  readonly isConnected: boolean;
  readonly runId: string | undefined;
  maskSecrets: boolean;
  readonly redact: RedactFunction | undefined;
}

/** Who does the work, and who is told. */
export interface TakingTools {
  readonly stream: StreamController;
  readonly start: RunStart;
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

/** What became of a download. */
export interface DownloadResult {
  /** Rows in the file. */
  readonly rows: number;
  /** Rows that could not be read, as the file says in their place. */
  readonly missing: number;
}

/** Takes rows away. */
export class LogStreamTaking implements ReactiveController {
  readonly #host: TakingHost;
  readonly #tools: TakingTools;
  readonly #rows: TakingRows;
  readonly #runner: TakingRunner;
  readonly #copying: LogStreamCopying;
  #scope: TakingScope | null = null;
  #format: TakingFormat = 'text';
  #outcome: string | null = null;
  #byHand: string | null = null;
  #wasOpen = false;

  constructor(host: TakingHost, tools: TakingTools) {
    this.#host = host;
    this.#tools = tools;
    const runId = (): string | undefined => host.runId;
    this.#rows = new TakingRows({ ...tools, runId });
    this.#runner = new TakingRunner(this.#rows, tools.stream, runId, () => {
      host.requestUpdate();
    });
    this.#copying = new LogStreamCopying(host, {
      rows: this.#rows,
      runner: this.#runner,
      settings: () => tools.settings(),
      redactor: () => this.#redactor(),
      startMs: () => tools.start.ms,
      tell: (text) => {
        this.#tell(text);
      },
      offerByHand: (text) => this.#offerByHand(text),
    });
    host.addController(this);
  }

  // — for the page —

  /** The selected entries that are in memory, in order. */
  selectedEntries(): readonly LogEntry[] {
    return this.#rows.selected().filter(isEntry);
  }

  /** Selects the rows of these seqs, and no others. */
  select(seqs: Iterable<number>): void {
    const ranges = Array.from(seqs, (seq): SeqRange => [seq, seq]);
    this.#tools.selection.replace(RowSelection.of(ranges));
  }

  /** Rows in memory as the text of a file, masked. */
  export(rows: readonly LogRow[], format: TakingFormat, isFiltered: boolean): string {
    const redactor = this.#redactor();
    const taken = new TakenRows();
    taken.add(rows);
    const masked = rows.map((row) => redactor.row(row));
    const facts = this.#rows.facts(taken, redactor, {
      isFiltered: isFiltered && this.#rows.isFiltered,
    });
    return exportRows(masked, format, this.#host.texts, facts);
  }

  /** Copies what is selected, else the current row, else what is on show; false if it could not be. */
  copy(format: TakingFormat = 'text', only?: readonly LogRow[]): Promise<boolean> {
    return this.#copying.copy(format, only);
  }

  /** Puts the same into a copy event. */
  copyInto(clipboard: DataTransfer): void {
    this.#copying.copyInto(clipboard);
  }

  /** A row as it may leave the page. */
  masked(entry: LogEntry): LogEntry {
    const row = this.#redactor().row(entry);
    return isEntry(row) ? row : entry;
  }

  /** Puts a piece of a masked row on the clipboard, and says so. */
  async copyPiece(text: string, said: string): Promise<void> {
    await this.#copying.copyPiece(text, said);
  }

  /** Saves rows as a file, also those that are not in memory; `null` when it was canceled, or one is being saved. */
  async download(format: TakingFormat, scope: TakingScope): Promise<DownloadResult | null> {
    const request = this.#rows.requestFor(scope);
    const { texts, runId } = this.#host;
    const writer = new RowWriter({ format, strings: texts, hasHead: true });
    const redactor = this.#redactor();
    const parts: BlobPart[] = [];
    let text = '';
    this.#outcome = this.#byHand = null;
    const result = await this.#runner.run({
      request,
      writer,
      redactor,
      strings: texts,
      canSave: true,
      onText: (more) => {
        text += more;
        if (text.length < BLOB_CHARS) return;
        parts.push(new Blob([text]));
        text = '';
      },
    });
    if (result === null) return null;
    const { taken } = result;
    const missing = result.missing.reduce((sum, { seq, to }) => sum + to - seq + 1, 0);
    if (taken.rows === 0 && missing === 0) {
      this.#tell(texts.taking.nothing);
      return { rows: 0, missing };
    }
    const facts = this.#rows.facts(taken, redactor, request, { missing: result.missing });
    const whole = [writer.head(facts), ...parts, text, writer.foot(), '\n'];
    const [extension, type] = FILE_TYPES[format];
    try {
      saveFile(whole, fileName(runId, taken, extension), type);
    } catch {
      this.#tell(texts.taking.fileFailed);
      return null;
    }
    this.#tellDownloaded(taken.rows, redactor.count, missing);
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
    this.#runner.cancelForOtherRun();
    this.#scope = null;
    this.#outcome = this.#byHand = null;
  }

  hostUpdated(): void {
    const isOpen = this.#tools.isOpen();
    if (isOpen && !this.#wasOpen) {
      const root = this.#host.renderRoot;
      root.querySelector<HTMLElement>('.taking input:checked')?.focus({ preventScroll: true });
    }
    if (!isOpen && this.#wasOpen) this.#scope = this.#outcome = this.#byHand = null;
    this.#wasOpen = isOpen;
  }

  hostDisconnected(): void {
    // An element that is moved is disconnected and connected at once.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#runner.cancel();
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
    onCopy: () => {
      this.#outcome = this.#byHand = null;
      void this.#copying.copyRequest(this.#rows.requestFor(this.#chosenScope), this.#format);
    },
    onCopySelection: () => void this.copy(),
    onDownload: () => void this.download(this.#format, this.#chosenScope),
    onCancel: () => {
      if (this.#runner.cancel()) this.#tell(this.#host.texts.taking.canceled);
    },
    onSave: () => {
      this.#runner.stop();
    },
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
    const isOpen = this.#tools.isOpen();
    return {
      strings: texts,
      formatNumber: (value) => this.#host.formatNumber(value),
      isOpen,
      selected: this.#tools.selection.selected.count,
      scopes: isOpen ? this.#rows.scopes() : [],
      scope: isOpen ? this.#chosenScope : 'all',
      format: this.#format,
      maskSecrets,
      progress: this.#runner.progress,
      outcome: this.#outcome,
      byHand: this.#byHand,
    };
  }

  get #chosenScope(): TakingScope {
    const scopes = this.#rows.scopes();
    return scopes.find(([scope]) => scope === this.#scope)?.[0] ?? scopes[0]?.[0] ?? 'all';
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

  /** The last way to copy: the reader's own. */
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

  #tellDownloaded(rows: number, masked: number, missing: number): void {
    const number = (value: number): string => this.#host.formatNumber(value);
    const orNull = (value: number): string | null => (value === 0 ? null : number(value));
    this.#tell(this.#host.texts.taking.downloaded(number(rows), orNull(masked), orNull(missing)));
  }

  #tell(text: string): void {
    if (this.#tools.isOpen()) this.#outcome = text;
    this.#tools.notify(text);
    this.#host.requestUpdate();
  }
}
