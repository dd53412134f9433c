/**
 * The reader's place in the rows on show, and the rows they have selected: the current row, moving it by keys, and
 * picking rows one by one, in stretches, or all. Everything is kept by seq, so that it survives recycled elements,
 * trimmed rows, filters and jumps; what is taken away of it is for others to fetch.
 */
import type { ReactiveControllerHost } from 'lit';
import { isEntry, type LogEntry, type LogRow } from '../core/log-entry.js';
import { RowSelection } from '../core/row-selection.js';

/** What the selection needs of the view. */
export interface SelectionView {
  /** The lines on show. */
  rows(): readonly LogRow[];
  /** The rows that these lines stand for; the same where none stands for more than one. */
  folded?(): readonly LogRow[];
  /** First and last seq of the rows that a line stands for; `null` where it is one. */
  span?(seq: number): readonly [first: number, last: number] | null;
  /** Sees to it that a row has a line of its own. */
  unfold?(seq: number): void;
  /** Brings a row into view. */
  reveal(seq: number, block: 'nearest' | 'center'): void;
  /** seq of the rows at the edges of the window; `null` without rows. */
  window(): readonly [number, number] | null;
  /** Rows that fit the window. */
  pageLength(): number;
  /** The reader moved to another row. */
  onSelect(entry: LogEntry | null): void;
  /** Other rows are selected than before; how many. */
  onSelection?(count: number): void;
}

/** How a row is picked: alone, in or out, or with all on show from where the last one was picked. */
export type PickMode = 'only' | 'toggle' | 'extend';

/** Moves the current row, and picks rows. */
export class SelectionController {
  readonly #host: ReactiveControllerHost;
  readonly #view: SelectionView;
  #activeSeq: number | null = null;
  #selected = RowSelection.NONE;
  /** Where the stretch began that is being drawn out; `null` when none is. */
  #anchorSeq: number | null = null;
  /** What was selected beside that stretch. */
  #base = RowSelection.NONE;

  constructor(host: ReactiveControllerHost, view: SelectionView) {
    this.#host = host;
    this.#view = view;
  }

  /** seq of the current row; it may be filtered away or trimmed at present. */
  get activeSeq(): number | null {
    return this.#activeSeq;
  }

  /** The selected rows; they may be filtered away or trimmed at present. */
  get selected(): RowSelection {
    return this.#selected;
  }

  /** Makes a row current, as a click or a jump does. What is selected stays. */
  select(seq: number): void {
    this.#anchorSeq = null;
    this.#activate(seq);
  }

  /** Selects a row, or takes it out, and makes it current. */
  pick(seq: number, mode: PickMode): void {
    if (mode === 'extend') this.#extendTo(seq);
    else {
      const now = mode === 'only' ? this.#rowsOf(seq) : this.#toggled(seq);
      this.#anchorSeq = seq;
      this.#base = mode === 'only' ? RowSelection.NONE : now;
      this.#set(now);
    }
    this.#activate(seq);
  }

  /** Picks the current row, or drops it if it was picked. */
  toggleActive(): void {
    if (this.#activeSeq !== null) this.pick(this.#activeSeq, 'toggle');
  }

  /** Selects these rows and no others. */
  replace(selection: RowSelection): void {
    this.#anchorSeq = null;
    this.#set(selection);
  }

  /** Nothing is selected any more; false if nothing was. */
  clearSelection(): boolean {
    if (this.#selected.isEmpty) return false;
    this.replace(RowSelection.NONE);
    return true;
  }

  /** No current row any more, and nothing selected. */
  clear(): void {
    this.clearSelection();
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
  movePage(direction: 1 | -1, options: { readonly extend?: boolean } = {}): void {
    this.move(direction * this.#view.pageLength(), options);
  }

  moveTo(where: 'first' | 'last', options: { readonly extend?: boolean } = {}): void {
    const last = this.#view.rows().length - 1;
    if (last >= 0) this.#go(where === 'first' ? 0 : last, options);
  }

  /** Selects every row that is on show at this moment. */
  selectAll(): void {
    this.replace(RowSelection.ofRows(this.#view.folded?.() ?? this.#view.rows()));
  }

  /** Goes to the next row that passes, in a direction, around the end; the row it went to, or `null`. */
  find(
    passes: (row: LogRow) => boolean,
    direction: 1 | -1,
    rows: readonly LogRow[] = this.#view.rows(),
  ): LogRow | null {
    const from = this.#startOfSearch(direction, rows);
    for (let step = 0; step < rows.length; step++) {
      const index = (((from + step * direction) % rows.length) + rows.length) % rows.length;
      const row = rows[index];
      if (row !== undefined && passes(row)) {
        this.#view.unfold?.(row.seq);
        this.select(row.seq);
        this.#view.reveal(row.seq, 'center');
        return row;
      }
    }
    return null;
  }

  /** The current row, if it is on show. */
  get activeRow(): LogRow | null {
    const seq = this.#activeSeq;
    if (seq === null) return null;
    const row = this.#view.rows()[this.#indexOf(seq)];
    return row?.seq === seq ? row : null;
  }

  #activate(seq: number): void {
    if (seq !== this.#activeSeq) {
      this.#activeSeq = seq;
      const row = this.activeRow;
      this.#view.onSelect(row !== null && isEntry(row) ? row : null);
    }
    this.#host.requestUpdate();
  }

  /** Draws the stretch out to a row: what lies between, as far as it is on show, and what was selected beside it. */
  #extendTo(seq: number): void {
    if (this.#anchorSeq === null) {
      this.#anchorSeq = this.#activeSeq ?? seq;
      this.#base = this.#selected;
    }
    const [a, b] = [this.#indexOf(this.#anchorSeq), this.#indexOf(seq)];
    const lines = this.#view.rows();
    const [first, last] = [lines[Math.min(a, b)]?.seq ?? 0, lines[Math.max(a, b)]?.seq ?? 0];
    this.#set(this.#base.with(this.#stretch(first, this.#view.span?.(last)?.[1] ?? last)));
  }

  /** What a line stands for. */
  #rowsOf(seq: number): RowSelection {
    const span = this.#view.span?.(seq) ?? null;
    return span === null ? RowSelection.of([[seq, seq]]) : this.#stretch(...span);
  }

  #toggled(seq: number): RowSelection {
    const span = this.#view.span?.(seq) ?? null;
    if (span === null) return this.#selected.toggled(seq);
    return this.#selected.has(seq)
      ? this.#selected.withoutRange(...span)
      : this.#selected.with(this.#stretch(...span));
  }

  /** The rows on show from one seq to another. */
  #stretch(first: number, last: number): RowSelection {
    const rows = this.#view.folded?.() ?? this.#view.rows();
    return RowSelection.ofRows(rows, this.#indexOf(first, rows), this.#indexOf(last, rows));
  }

  #set(selection: RowSelection): void {
    this.#selected = selection;
    this.#view.onSelection?.(selection.count);
    this.#host.requestUpdate();
  }

  #go(index: number, options: { readonly extend?: boolean }): void {
    const row = this.#view.rows()[index];
    if (row === undefined) return;
    if (options.extend === true) this.pick(row.seq, 'extend');
    else this.select(row.seq);
    this.#view.reveal(row.seq, 'nearest');
  }

  /** Where the first key press lands: on the row nearest to where the reader looks. */
  #entryIndex(by: number): number {
    const window = this.#view.window();
    if (window === null) return 0;
    return this.#indexOf(by > 0 ? window[0] : window[1]);
  }

  #startOfSearch(direction: 1 | -1, rows: readonly LogRow[]): number {
    if (this.#activeSeq === null) {
      const window = this.#view.window();
      return window === null ? 0 : this.#indexOf(window[direction === 1 ? 0 : 1], rows);
    }
    const index = this.#indexOf(this.#activeSeq, rows);
    // Of a row that is gone, the one that took its place has not been looked at yet.
    if (rows[index]?.seq !== this.#activeSeq) return direction === 1 ? index : index - 1;
    return index + direction;
  }

  /** Index of the row with `seq`, or of the first after it, or of the last row. */
  #indexOf(seq: number, rows: readonly LogRow[] = this.#view.rows()): number {
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
