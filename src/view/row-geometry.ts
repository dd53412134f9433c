/**
 * Where each row of a list stands, in pixels, for lists of a hundred thousand rows. All rows are taken to be of one
 * height, but for those that were measured and are not: without wrapping these are a handful, and a new list costs what
 * there is of them instead of what there is of rows. Heights are kept by seq, not by index, so that trimming,
 * prepending and filtering never give a row its neighbour's height. It knows rows only by their seq.
 */
import { placeOfSeq } from '../core/place-of-seq.js';

interface Placed {
  readonly seq: number;
}

/** Row heights, and the sums that places are read from. */
export class RowGeometry {
  /** Heights that are not the common one. */
  readonly #measured = new Map<number, number>();
  /** The seqs of these in order; `null` when it has to be made anew. */
  #order: Float64Array | null = new Float64Array(0);
  /** Index of each of those rows that are in the list, in order, and how much taller all up to and with it are. */
  #places = new Int32Array(0);
  #extras = new Float64Array(0);
  #count = 0;
  #isStale = false;
  #rows: readonly Placed[] = [];
  #estimatePx: number;
  /** Room above the first row, for a line that is no row. In pixels. */
  leadPx = 0;

  constructor(estimatePx: number) {
    this.#estimatePx = estimatePx;
  }

  get rows(): readonly Placed[] {
    return this.#rows;
  }

  get estimatePx(): number {
    return this.#estimatePx;
  }

  /** Height of the whole list. */
  get totalPx(): number {
    return this.topOf(this.#rows.length);
  }

  /** Takes a new list. */
  setRows(rows: readonly Placed[]): void {
    this.#rows = rows;
    this.#isStale = true;
  }

  /** Forgets every measured height; for when the width, the font or the wrapping changed. */
  forget(estimatePx = this.#estimatePx): void {
    this.#measured.clear();
    this.#estimatePx = estimatePx;
    this.#order = null;
    this.#isStale = true;
  }

  /** Drops what is known of rows before `seq`: they were trimmed and will not come back in this shape. */
  forgetBefore(seq: number): void {
    for (const known of this.#measured.keys()) if (known < seq) this.#measured.delete(known);
    this.#order = null;
    this.#isStale = true;
  }

  heightOf(index: number): number {
    const row = this.#rows[index];
    if (row === undefined) return 0;
    return this.#measured.get(row.seq) ?? this.#estimatePx;
  }

  /** Records a measured height; true if it was not what the list assumed. */
  measure(index: number, heightPx: number): boolean {
    const row = this.#rows[index];
    if (row === undefined) return false;
    // Less than this cannot be seen, and sub-pixel rounding would otherwise keep the layout busy for ever.
    if (Math.abs(heightPx - this.heightOf(index)) < 0.05) return false;
    const isCommon = Math.abs(heightPx - this.#estimatePx) < 0.05;
    if (isCommon || !this.#measured.has(row.seq)) this.#order = null;
    if (isCommon) this.#measured.delete(row.seq);
    else this.#measured.set(row.seq, heightPx);
    this.#isStale = true;
    return true;
  }

  /** Distance from the start of the list to the start of row `index`; of the end of the list for its length. */
  topOf(index: number): number {
    const at = Math.min(index, this.#rows.length);
    return this.leadPx + at * this.#estimatePx + this.#extraBefore(this.#unlikeBefore(at));
  }

  /** Index of the row at so many pixels from the start of the list; the nearest row when that is outside; -1 without rows. */
  indexAt(fromTopPx: number): number {
    const px = fromTopPx - this.leadPx;
    this.#settle();
    // The last of the unlike rows that begins at or before `px`.
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const top = (this.#places[middle] ?? 0) * this.#estimatePx + this.#extraBefore(middle);
      if (top <= px) low = middle + 1;
      else high = middle;
    }
    const last = this.#rows.length - 1;
    const unlike = low === 0 ? -1 : (this.#places[low - 1] ?? -1);
    if (unlike >= 0 && fromTopPx < this.topOf(unlike + 1)) return Math.min(unlike, last);
    const index = Math.floor((px - this.#extraBefore(low)) / this.#estimatePx);
    return Math.min(Math.max(index, 0), last);
  }

  /** Index of the row with `seq`, or of the first row after it; the length of the list when all are before it. */
  indexOfSeq(seq: number): number {
    return placeOfSeq(this.#rows, seq);
  }

  /** How many of the unlike rows stand before `index`. */
  #unlikeBefore(index: number): number {
    this.#settle();
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#places[middle] ?? 0) < index) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** How much taller than common ones the first `count` unlike rows are together. */
  #extraBefore(count: number): number {
    return count === 0 ? 0 : (this.#extras[count - 1] ?? 0);
  }

  /** Finds the unlike rows in the list, and sums up what they add. */
  #settle(): void {
    if (!this.#isStale) return;
    this.#isStale = false;
    if (this.#measured.size === 0) {
      this.#count = 0;
      return;
    }
    const order = (this.#order ??= Float64Array.from(this.#measured.keys()).sort());
    if (this.#places.length < order.length) {
      const roomFor = order.length * 2;
      this.#places = new Int32Array(roomFor);
      this.#extras = new Float64Array(roomFor);
    }
    let count = 0;
    let place = 0;
    let extra = 0;
    for (const seq of order) {
      // They mostly come in stretches: the next one is mostly the next row.
      if ((this.#rows[place]?.seq ?? Infinity) < seq)
        place = placeOfSeq(this.#rows, seq, place + 1);
      if (this.#rows[place]?.seq !== seq) continue;
      extra += (this.#measured.get(seq) ?? 0) - this.#estimatePx;
      this.#places[count] = place;
      this.#extras[count] = extra;
      count += 1;
      place += 1;
    }
    this.#count = count;
  }
}
