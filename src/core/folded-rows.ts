/**
 * Rows of one pattern that follow each other, folded into the first of them, kept in step with a list that grows at its
 * ends and is trimmed at its start: what is added costs what was added, and only the first fold is looked at again when
 * something goes from the start or comes before it. What a pattern is, others know.
 */
import { listOverlap } from './list-overlap.js';
import { isEntry, type LogEntry, type LogRow } from './log-entry.js';
import { placeOfSeq } from './place-of-seq.js';

/** Rows that stand in one line, or did before it was opened. */
export interface RowFold {
  readonly first: LogEntry;
  readonly last: LogEntry;
  readonly count: number;
  readonly isOpen: boolean;
}

/** Rows with the same number follow one pattern; rows with 0 are not folded. */
export type FoldNumber = (row: LogRow) => number;

/** The lines of a list. */
export class FoldedRows {
  #source: readonly LogRow[] = [];
  #lines: readonly LogRow[] = [];
  readonly #folds = new Map<number, RowFold>();
  /** A fold is open while one of these rows is in it. */
  readonly #opened = new Set<number>();
  /** Those that are, by their first row. */
  readonly #openFolds = new Set<number>();

  /** The lines: rows by themselves, and the first of each fold; a new array when they changed. */
  get lines(): readonly LogRow[] {
    return this.#lines;
  }

  /** The folds, by the seq of their first row. */
  get folds(): ReadonlyMap<number, RowFold> {
    return this.#folds;
  }

  /** Folds every row anew: numbers changed, or something was opened. */
  refold(source: readonly LogRow[], numberOf: FoldNumber): void {
    this.#source = source;
    this.#folds.clear();
    this.#openFolds.clear();
    const lines: LogRow[] = [];
    this.#fold(source, 0, source.length, numberOf, lines);
    this.#lines = lines;
  }

  /** Follows the list to its present content. */
  follow(source: readonly LogRow[], numberOf: FoldNumber): void {
    if (source === this.#source) return;
    const kept = listOverlap(this.#source, source);
    if (kept === null) {
      this.refold(source, numberOf);
      return;
    }
    this.#source = source;
    if (kept.start > 0 || kept.trimmed > 0) this.#foldStart(kept.start, kept.length, numberOf);
    const end = kept.start + kept.length;
    if (end < source.length) this.#foldEnd(end, numberOf);
  }

  /** Opens the fold that a row is in; false when it is in none, or that is open. */
  open(seq: number, numberOf: FoldNumber): boolean {
    const fold = this.foldAt(seq);
    if (fold === null || fold.isOpen) return false;
    // The last row is the one that is there longest.
    this.#opened.add(fold.last.seq);
    this.refold(this.#source, numberOf);
    return true;
  }

  /** Closes the fold that a row is in; false when it is in none, or that is closed. */
  close(seq: number, numberOf: FoldNumber): boolean {
    const fold = this.foldAt(seq);
    if (fold?.isOpen !== true) return false;
    for (const each of this.#opened) {
      if (each >= fold.first.seq && each <= fold.last.seq) this.#opened.delete(each);
    }
    this.refold(this.#source, numberOf);
    return true;
  }

  /** The fold that a row is in, `null` when it stands by itself. */
  foldAt(seq: number): RowFold | null {
    if (this.#folds.size === 0) return null;
    const lines = this.#lines;
    const at = placeOfSeq(lines, seq);
    const line = lines[at]?.seq === seq ? lines[at] : lines[at - 1];
    const fold = this.#folds.get(line?.seq ?? NaN);
    if (fold !== undefined && fold.last.seq >= seq) return fold;
    // The rows of an open one have lines of their own.
    for (const first of this.#openFolds) {
      const open = this.#folds.get(first);
      if (open !== undefined && first <= seq && open.last.seq >= seq) return open;
    }
    return null;
  }

  /** All rows that a line stands for. */
  rowsOf(seq: number): readonly LogRow[] {
    const fold = this.#folds.get(seq);
    const from = placeOfSeq(this.#source, seq);
    if (fold === undefined || fold.isOpen) return this.#source.slice(from, from + 1);
    return this.#source.slice(from, placeOfSeq(this.#source, fold.last.seq, from) + 1);
  }

  /** Nothing is folded, and nothing is open. */
  reset(): void {
    this.#source = this.#lines = [];
    this.#folds.clear();
    this.#openFolds.clear();
    this.#opened.clear();
  }

  /** Writes the lines of a stretch, whole folds alone. */
  #fold(
    source: readonly LogRow[],
    from: number,
    to: number,
    numberOf: FoldNumber,
    lines: LogRow[],
  ): void {
    let at = from;
    while (at < to) {
      const row = source[at] as LogRow;
      const number = numberOf(row);
      let end = at + 1;
      if (number !== 0) while (end < to && numberOf(source[end] as LogRow) === number) end++;
      if (end - at === 1 || !isEntry(row)) lines.push(row);
      else {
        const fold = this.#note(row, source[end - 1] as LogEntry, end - at, this.#hasOpened(source, at, end)); // prettier-ignore
        if (!fold.isOpen) lines.push(row);
        else for (let inside = at; inside < end; inside++) lines.push(source[inside] as LogRow);
      }
      at = end;
    }
  }

  #note(first: LogEntry, last: LogEntry, count: number, isOpen: boolean): RowFold {
    const fold: RowFold = { first, last, count, isOpen };
    this.#folds.set(first.seq, fold);
    if (isOpen) this.#openFolds.add(first.seq);
    return fold;
  }

  #hasOpened(source: readonly LogRow[], from: number, to: number): boolean {
    if (this.#opened.size === 0) return false;
    const [first, last] = [source[from]?.seq ?? 0, source[to - 1]?.seq ?? 0];
    for (const seq of this.#opened) if (seq >= first && seq <= last) return true;
    return false;
  }

  /** Folds what came before the rows that stayed, together with the first fold of those. */
  #foldStart(start: number, length: number, numberOf: FoldNumber): void {
    const source = this.#source;
    const firstSeq = source[start]?.seq ?? 0;
    // The fold that reaches over the first row that stayed, or begins with it.
    const fold = this.foldAt(firstSeq);
    const end =
      fold === null
        ? start + 1
        : Math.min(start + length, placeOfSeq(source, fold.last.seq, start) + 1);
    const endSeq = source[end - 1]?.seq ?? 0;
    const old = this.#lines;
    let at = 0;
    for (; at < old.length && (old[at]?.seq ?? Infinity) <= endSeq; at++) {
      this.#folds.delete(old[at]?.seq ?? 0);
      this.#openFolds.delete(old[at]?.seq ?? 0);
    }
    const lines: LogRow[] = [];
    this.#fold(source, 0, end, numberOf, lines);
    this.#lines = at === old.length ? lines : lines.concat(old.slice(at));
  }

  /** Adds what came at the end to the last fold, or behind it. */
  #foldEnd(from: number, numberOf: FoldNumber): void {
    const source = this.#source;
    const last = source[from - 1];
    const number = last === undefined ? 0 : numberOf(last);
    let end = from;
    if (number !== 0) {
      while (end < source.length && numberOf(source[end] as LogRow) === number) end++;
    }
    const lines: LogRow[] = [];
    if (end > from && last !== undefined && isEntry(last)) {
      const old = this.foldAt(last.seq);
      const isOpen = old?.isOpen ?? this.#opened.has(last.seq);
      this.#note(old?.first ?? last, source[end - 1] as LogEntry, (old?.count ?? 1) + end - from, isOpen); // prettier-ignore
      if (isOpen) for (let at = from; at < end; at++) lines.push(source[at] as LogRow);
    }
    this.#fold(source, end, source.length, numberOf, lines);
    if (lines.length > 0) this.#lines = this.#lines.concat(lines);
  }
}
