/**
 * Copying rows: by the browser's copy event, by the clipboard, or by the reader's own hand where neither is allowed.
 * Which rows is decided elsewhere; here they become text, masked, on the clock that the reader sees.
 */
import type { ReactiveControllerHost } from 'lit';
import { isEntry, type LogEntry, type LogRow } from './core/log-entry.js';
import type { Redactor } from './core/redactor.js';
import { TakenRows } from './core/taken-rows.js';
import { AT_ONCE_ROWS, type TakingRequest, type TakingRows, type TakingSettings } from './log-stream-taking-rows.js'; // prettier-ignore
import type { TakingRunner } from './log-stream-taking-runner.js';
import { copyText } from './view/copy-text.js';
import { copyTime } from './view/copy-time.js';
import { RowWriter } from './view/row-writer.js';
import type { LogStreamStrings } from './view/strings.js';
import type { TakingFormat } from './view/taking.js';
import { zoneName } from './view/time-format.js';

/** More rows than this are refused by some clipboards, and by what is pasted into: some 15 MB of text. */
const COPY_MAX_ROWS = 100_000;

/** What copying needs of the element. */
export interface CopyingHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly texts: LogStreamStrings;
  readonly rowTime: ((entry: LogEntry) => string) | undefined;
  formatNumber(value: number): string;
}

/** Who does the work, and who is told. */
export interface CopyingTools {
  readonly rows: TakingRows;
  readonly runner: TakingRunner;
  settings(): TakingSettings;
  redactor(): Redactor;
  /** When the run began, in milliseconds since 1970; `null` if it is not known. */
  startMs(): number | null;
  tell(text: string): void;
  /** The browser allows nothing: shows the text, and puts the focus on it. */
  offerByHand(text: string): Promise<void>;
}

/** Copies rows. */
export class LogStreamCopying {
  readonly #host: CopyingHost;
  readonly #tools: CopyingTools;

  constructor(host: CopyingHost, tools: CopyingTools) {
    this.#host = host;
    this.#tools = tools;
  }

  /** Copies what is selected, else the current row, else what is on show; false if it could not be. */
  async copy(format: TakingFormat, only?: readonly LogRow[]): Promise<boolean> {
    const { rows } = this.#tools;
    const atHand = only ?? rows.atHand();
    return atHand === null
      ? this.copyRequest(rows.requestFor('selected'), format)
      : this.#copyRows(atHand, format);
  }

  /** Puts the same into a copy event, which needs no permission, where it can be done at once. */
  copyInto(clipboard: DataTransfer): void {
    const rows = this.#tools.rows.atHand();
    if (rows === null || rows.length > AT_ONCE_ROWS) {
      void this.copy('text');
      return;
    }
    const { text, masked } = this.#textOf(rows, 'text');
    clipboard.setData('text/plain', text);
    this.#tellCopied(countOf(rows), 'text', masked);
  }

  /** Copies rows that may have to be fetched; false if they could not be. */
  async copyRequest(request: TakingRequest, format: TakingFormat): Promise<boolean> {
    const total = request.ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0);
    if (total > COPY_MAX_ROWS && !request.isFiltered) return this.#refuse();
    const { texts } = this.#host;
    const writer = this.#writer(format);
    const redactor = this.#tools.redactor();
    const parts: string[] = [];
    const result = await this.#tools.runner.run({
      request,
      writer,
      redactor,
      strings: texts,
      canSave: false,
      onText: (text) => parts.push(text),
    });
    if (result === null) return false;
    const { taken, missing } = result;
    if (taken.rows > COPY_MAX_ROWS) return this.#refuse();
    const facts = this.#tools.rows.facts(taken, redactor, request, { missing, zone: this.#zone });
    const text = writer.head(facts) + parts.join('') + writer.foot();
    return this.#write(text, taken.rows, format, redactor.count);
  }

  /** Puts any text on the clipboard, and says so. */
  async copyPiece(text: string, said: string): Promise<boolean> {
    const root = this.#host.renderRoot;
    const copied = root instanceof ShadowRoot && (await copyText(text, root));
    if (copied) this.#tools.tell(said);
    else await this.#tools.offerByHand(text);
    return copied;
  }

  async #copyRows(rows: readonly LogRow[], format: TakingFormat): Promise<boolean> {
    if (rows.length === 0) {
      this.#tools.tell(this.#host.texts.taking.nothing);
      return false;
    }
    const { text, masked } = this.#textOf(rows, format);
    return this.#write(text, countOf(rows), format, masked);
  }

  #refuse(): false {
    this.#tools.tell(this.#host.texts.taking.tooMany(this.#host.formatNumber(COPY_MAX_ROWS)));
    return false;
  }

  #write(text: string, rows: number, format: TakingFormat, masked: number): Promise<boolean> {
    return this.copyPiece(text, this.#copied(rows, format, masked));
  }

  #writer(format: TakingFormat): RowWriter {
    const { texts, rowTime } = this.#host;
    const { 'time-format': timeFormat, locale } = this.#tools.settings();
    const startMs = this.#tools.startMs();
    const time = copyTime({ format: timeFormat, locale, startMs, formatTime: rowTime });
    return new RowWriter({ format, strings: texts, time });
  }

  get #zone(): string {
    return zoneName(this.#tools.settings()['time-format'], Date.now());
  }

  #textOf(
    rows: readonly LogRow[],
    format: TakingFormat,
  ): { readonly text: string; readonly masked: number } {
    const redactor = this.#tools.redactor();
    const writer = this.#writer(format);
    const taken = new TakenRows();
    taken.add(rows);
    const body = writer.rows(rows.map((row) => redactor.row(row)));
    const isFiltered = this.#tools.rows.isFiltered && this.#tools.rows.selected().length === 0;
    const facts = this.#tools.rows.facts(taken, redactor, { isFiltered }, { zone: this.#zone });
    return { text: writer.head(facts) + body + writer.foot(), masked: redactor.count };
  }

  #tellCopied(rows: number, format: TakingFormat, masked: number): void {
    this.#tools.tell(this.#copied(rows, format, masked));
  }

  #copied(rows: number, format: TakingFormat, masked: number): string {
    const { taking } = this.#host.texts;
    const number = (value: number): string => this.#host.formatNumber(value);
    return taking.copied(
      number(rows),
      taking.formats[format],
      masked === 0 ? null : number(masked),
    );
  }
}

/** Entries; where there are none, what else there is. */
function countOf(rows: readonly LogRow[]): number {
  return rows.filter(isEntry).length || rows.length;
}
