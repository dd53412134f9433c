/**
 * The reader's place in the rows on show: the current row, the stretch selected with it, and moving them by keys.
 * Everything is kept by seq, so that it survives recycled elements, trimmed rows and filters; and what is copied is
 * taken from the data, in order and whole.
 */
import type { ReactiveControllerHost } from 'lit';
import { isEntry, type LogEntry, type LogRow } from '../core/log-entry.js';

/** What the selection needs of the view. */
export interface SelectionView {
  /** The rows on show. */
  rows(): readonly LogRow[];
  /** Brings a row into view. */
  reveal(seq: number, block: 'nearest' | 'center'): void;
  /** seq of the rows at the edges of the window; `null` without rows. */
  window(): readonly [number, number] | null;
  /** Rows that fit the window. */
  pageLength(): number;
  /** The reader moved to another row. */
  onSelect(entry: LogEntry | null): void;
}

/** Moves the current row. */
export class SelectionController {
  readonly #host: ReactiveControllerHost;
  readonly #view: SelectionView;
  #activeSeq: number | null = null;
  /** Where a selection of several rows began. */
  #anchorSeq: number | null = null;

  constructor(host: ReactiveControllerHost, view: SelectionView) {
    this.#host = host;
    this.#view = view;
  }

  /** seq of the current row; it may be filtered away or trimmed at present. */
  get activeSeq(): number | null {
    return this.#activeSeq;
  }

  /** First and last seq of the selected rows; `null` unless there are several. */
  get range(): readonly [number, number] | null {
    const [anchor, active] = [this.#anchorSeq, this.#activeSeq];
    if (anchor === null || active === null || anchor === active) return null;
    return anchor < active ? [anchor, active] : [active, anchor];
  }

  /** Makes a row current, as a click or a jump does. */
  select(seq: number, options: { readonly extend?: boolean } = {}): void {
    if (options.extend === true) this.#anchorSeq ??= this.#activeSeq ?? seq;
    else this.#anchorSeq = null;
    if (seq === this.#activeSeq) {
      this.#host.requestUpdate();
      return;
    }
    this.#activeSeq = seq;
    const row = this.#view.rows()[this.#indexOf(seq)];
    this.#view.onSelect(row !== undefined && row.seq === seq && isEntry(row) ? row : null);
    this.#host.requestUpdate();
  }

  /** No current row any more. */
  clear(): void {
    if (this.#activeSeq === null) return;
    this.#activeSeq = this.#anchorSeq = null;
    this.#view.onSelect(null);
    this.#host.requestUpdate();
  }

  /** Moves by a number of rows; from outside, it enters at the edge of the window. */
  move(by: number, options: { readonly extend?: boolean } = {}): void {
    const rows = this.#view.rows();
    if (rows.length === 0) return;
    const target =
      this.#activeSeq === null ? this.#entryIndex(by) : this.#indexOf(this.#activeSeq) + by;
    this.#go(Math.min(rows.length - 1, Math.max(0, target)), options);
  }

  /** Moves by as many rows as fit the window. */
  movePage(direction: 1 | -1): void {
    this.move(direction * this.#view.pageLength());
  }

  moveTo(where: 'first' | 'last'): void {
    const last = this.#view.rows().length - 1;
    if (last >= 0) this.#go(where === 'first' ? 0 : last, {});
  }

  /** Selects every row on show. */
  selectAll(): void {
    const rows = this.#view.rows();
    const [first, last] = [rows[0], rows.at(-1)];
    if (first === undefined || last === undefined) return;
    this.select(first.seq);
    this.select(last.seq, { extend: true });
  }

  /** Goes to the next row that passes, in a direction, around the end; the row it went to, or `null`. */
  find(passes: (row: LogRow) => boolean, direction: 1 | -1): LogRow | null {
    const rows = this.#view.rows();
    const from = this.#startOfSearch(direction);
    for (let step = 0; step < rows.length; step++) {
      const index = (((from + step * direction) % rows.length) + rows.length) % rows.length;
      const row = rows[index];
      if (row !== undefined && passes(row)) {
        this.select(row.seq);
        this.#view.reveal(row.seq, 'center');
        return row;
      }
    }
    return null;
  }

  /** What a copy takes: the selected rows, else the current one, else all on show. */
  rowsToCopy(): readonly LogRow[] {
    const rows = this.#view.rows();
    const range = this.range;
    if (range !== null) return rows.filter((row) => row.seq >= range[0] && row.seq <= range[1]);
    const active = this.#activeSeq === null ? undefined : rows[this.#indexOf(this.#activeSeq)];
    return active !== undefined && active.seq === this.#activeSeq ? [active] : rows;
  }

  #go(index: number, options: { readonly extend?: boolean }): void {
    const row = this.#view.rows()[index];
    if (row === undefined) return;
    this.select(row.seq, options);
    this.#view.reveal(row.seq, 'nearest');
  }

  /** Where the first key press lands: on the row nearest to where the reader looks. */
  #entryIndex(by: number): number {
    const window = this.#view.window();
    if (window === null) return 0;
    return this.#indexOf(by > 0 ? window[0] : window[1]);
  }

  #startOfSearch(direction: 1 | -1): number {
    const rows = this.#view.rows();
    if (this.#activeSeq === null) {
      const window = this.#view.window();
      return window === null ? 0 : this.#indexOf(window[direction === 1 ? 0 : 1]);
    }
    const index = this.#indexOf(this.#activeSeq);
    // Of a row that is gone, the one that took its place has not been looked at yet.
    if (rows[index]?.seq !== this.#activeSeq) return direction === 1 ? index : index - 1;
    return index + direction;
  }

  /** Index of the row with `seq`, or of the first after it, or of the last row. */
  #indexOf(seq: number): number {
    const rows = this.#view.rows();
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((rows[middle]?.seq ?? Infinity) < seq) low = middle + 1;
      else high = middle;
    }
    return Math.min(low, Math.max(0, rows.length - 1));
  }
}
