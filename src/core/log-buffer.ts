/**
 * The rows that are held in memory: ordered, bounded, counted by severity.
 * It trusts the order it is given (the ledger and the source see to that) and only decides what has to go.
 */
import { isOutage, lastSeqOf, type LogOutage, type LogRow } from './log-entry.js';
import { placeOfSeq } from './place-of-seq.js';
import { tallyOf, zeroCounts, type SeverityCounts } from './row-tally.js';
import { SEVERITIES } from './severity.js';

/**
 * What changed in a buffer since it was last asked, to be applied in this order: `reset` empties, `trimmed` drops
 * from the start and `cut` from the end, `amended` replaces, then rows are added on both sides.
 */
export interface BufferChange {
  /** Rows added behind the last one. */
  readonly appended: readonly LogRow[];
  /** Rows added before the first one. */
  readonly prepended: readonly LogRow[];
  /** How many rows were dropped from the start. Never more than there were, never together with `prepended`. */
  readonly trimmed: number;
  /** How many rows were dropped from the end. Never more than there were, never together with `appended`. */
  readonly cut: number;
  /** Rows that take the place of the one of their seq, which was held before. Rows added since are never here. */
  readonly amended: readonly LogOutage[];
  /** True when what was held before is void, and `appended` is all there is. */
  readonly reset: boolean;
}

/**
 * Share of the bound that is dropped at once when it is crossed. Trimming moves every index, which costs the list
 * a re-anchoring: a tenth at a time makes that rare, and a smaller share would make it a thing of every frame.
 */
const TRIM_SHARE = 0.1;

/** A bounded, ordered store of a run's rows. */
export class LogBuffer {
  readonly #maxRows: number;
  #rows: readonly LogRow[] = [];
  /** False while it is an array that others have as well: it is copied before it is changed. */
  #isOwn = true;
  #snapshot: readonly LogRow[] | null = null;
  #counts = zeroCounts();
  #appended: readonly LogRow[] = [];
  /** False while it is the array that was given: that is not ours to change. */
  #isAppendedOwn = true;
  #prepended: readonly LogRow[] = [];
  #trimmed = 0;
  #cut = 0;
  #amended = new Map<number, LogOutage>();
  #reset = true;
  /** Rows held when the change was last taken: what `trimmed` may count. */
  #sizeBefore = 0;

  /** @param maxRows - rows kept at most; at least 1 */
  constructor(maxRows: number) {
    this.#maxRows = Math.max(1, Math.floor(maxRows));
  }

  /** How many more rows fit without dropping any. */
  get free(): number {
    return this.#maxRows - this.#rows.length;
  }

  get size(): number {
    return this.#rows.length;
  }

  /** The seq of the first row, or `null` when there is none. */
  get firstSeq(): number | null {
    return this.#rows[0]?.seq ?? null;
  }

  /** The last seq that the last row covers, or `null` when there is none. */
  get lastSeq(): number | null {
    const last = this.#rows.at(-1);
    return last === undefined ? null : lastSeqOf(last);
  }

  /** The row at a place, from 0. Costs nothing, where `rows` may cost a copy of all. */
  rowAt(place: number): LogRow | undefined {
    return this.#rows[place];
  }

  /** The place of the first row whose seq is not below `seq`. */
  placeOf(seq: number): number {
    return placeOfSeq(this.#rows, seq);
  }

  /** The rows from one place up to, not including, another. */
  slice(from: number, to: number): readonly LogRow[] {
    return this.#rows.slice(from, to);
  }

  /** The rows, in order; a new array after a change and the same one otherwise. */
  get rows(): readonly LogRow[] {
    if (!this.#isOwn) return this.#rows;
    return (this.#snapshot ??= this.#rows.slice());
  }

  /** How many rows of each severity are held. */
  get counts(): SeverityCounts {
    return this.#counts;
  }

  /** Adds rows behind the last one, and drops the oldest past the bound. The array must not change any more. */
  append(rows: readonly LogRow[]): void {
    if (this.#rows.length === 0) {
      this.#rows = rows;
      this.#isOwn = false;
    } else {
      const own = this.#own();
      for (const row of rows) own.push(row);
    }
    this.#noteAppended(rows);
    this.#count(rows, 1);
    this.#snapshot = null;
    const excess = this.excessOf(0);
    if (excess === 0) return;
    const dropped = this.#rows.slice(0, excess);
    this.#rows = this.#rows.slice(excess);
    this.#isOwn = true;
    this.#count(dropped, -1);
    this.#trimmed += excess;
  }

  /** How many rows go, at the end that is not added to, when `count` more are added. */
  excessOf(count: number): number {
    const size = this.#rows.length + count;
    if (size <= this.#maxRows) return 0;
    return size - Math.max(1, Math.floor(this.#maxRows * (1 - TRIM_SHARE)));
  }

  /** Adds rows before the first one, all of them, and drops the newest past the bound: for who reads upwards. */
  pushBefore(rows: readonly LogRow[]): void {
    if (rows.length === 0) return;
    this.#rows = [...rows, ...this.#rows];
    this.#isOwn = true;
    this.#prepended = [...rows, ...this.#prepended];
    this.#count(rows, 1);
    this.#snapshot = null;
    const excess = this.excessOf(0);
    if (excess === 0) return;
    const dropped = this.#own().splice(this.#rows.length - excess);
    this.#count(dropped, -1);
    this.#cut += excess;
  }

  /** Adds rows before the first one, as many of the newest of them as fit. Returns the rows that did. */
  prepend(rows: readonly LogRow[]): readonly LogRow[] {
    const fitting = this.free <= 0 ? [] : rows.slice(-this.free);
    if (fitting.length === 0) return fitting;
    this.#rows = [...fitting, ...this.#rows];
    this.#isOwn = true;
    this.#prepended = [...fitting, ...this.#prepended];
    this.#count(fitting, 1);
    this.#snapshot = null;
    return fitting;
  }

  /** Puts a newer account of an outage in its place; one that is not held, or no longer, is ignored. */
  amend(row: LogOutage): void {
    const place = placeOfSeq(this.#rows, row.seq);
    const old = this.#rows[place];
    if (old === undefined || !isOutage(old) || old.seq !== row.seq) return;
    this.#own()[place] = row;
    this.#snapshot = null;
    // A row that nobody has been told of yet is told of as it is now, and not twice.
    const appended = this.#appended.slice();
    if (replace(appended, old, row)) {
      this.#appended = appended;
      this.#isAppendedOwn = true;
      return;
    }
    const prepended = this.#prepended.slice();
    if (replace(prepended, old, row)) this.#prepended = prepended;
    else this.#amended.set(row.seq, row);
  }

  #own(): LogRow[] {
    if (!this.#isOwn) {
      this.#rows = this.#rows.slice();
      this.#isOwn = true;
    }
    return this.#rows as LogRow[];
  }

  /** What changed since this was last called, or `null` when nothing did; the first change is a reset. */
  takeChange(): BufferChange | null {
    const change = this.#describeChange();
    this.#appended = [];
    this.#isAppendedOwn = true;
    this.#prepended = [];
    this.#trimmed = 0;
    this.#cut = 0;
    this.#amended.clear();
    this.#reset = false;
    this.#sizeBefore = this.#rows.length;
    return change;
  }

  #describeChange(): BufferChange | null {
    const isTangled =
      this.#trimmed + this.#cut > this.#sizeBefore ||
      (this.#trimmed > 0 && this.#prepended.length > 0) ||
      (this.#cut > 0 && this.#appended.length > 0);
    // A trim that reaches into rows which are new themselves cannot be told as a difference; it is rare enough
    // that starting over is cheaper than a finer vocabulary that every reader of changes would have to know.
    if (this.#reset || isTangled) {
      return { appended: this.rows, prepended: [], trimmed: 0, cut: 0, amended: [], reset: true };
    }
    const firstSeq = this.firstSeq ?? Infinity;
    const endSeq = this.#rows.at(-1)?.seq ?? -Infinity;
    const amended = [...this.#amended.values()].filter(
      ({ seq }) => seq >= firstSeq && seq <= endSeq,
    );
    if (this.#appended.length + this.#prepended.length + amended.length === 0) return null;
    return {
      appended: this.#appended,
      prepended: this.#prepended,
      trimmed: this.#trimmed,
      cut: this.#cut,
      amended,
      reset: false,
    };
  }

  /** The first rows of a change are kept as they were given, so that what is known of that array need not be found again. */
  #noteAppended(rows: readonly LogRow[]): void {
    if (this.#appended.length === 0) {
      this.#appended = rows;
      this.#isAppendedOwn = false;
      return;
    }
    const own = this.#isAppendedOwn ? (this.#appended as LogRow[]) : this.#appended.slice();
    for (const row of rows) own.push(row);
    this.#appended = own;
    this.#isAppendedOwn = true;
  }

  #count(rows: readonly LogRow[], sign: 1 | -1): void {
    const counts = { ...this.#counts };
    const tally = tallyOf(rows);
    for (const severity of SEVERITIES) counts[severity] += sign * tally.counts[severity];
    this.#counts = counts;
  }
}

/** Puts one row where another is; false if that is nowhere. */
function replace(rows: LogRow[], old: LogRow, now: LogRow): boolean {
  const place = placeOfSeq(rows, old.seq);
  if (rows[place] !== old) return false;
  rows[place] = now;
  return true;
}
