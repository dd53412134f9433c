/**
 * Where each row of a list stands, in pixels, for lists of a hundred thousand rows of unequal height. Heights are kept
 * by seq, not by index, so that trimming, prepending and filtering never give a row its neighbour's height. It knows
 * rows only by their seq and nothing of the DOM.
 */

interface Placed {
  readonly seq: number;
}

/** First capacity of the sums, in rows; it doubles when it is full. */
const FIRST_CAPACITY = 1024;

/** Prefix sums over row heights (a Fenwick tree), with an estimate for rows that were never on screen. */
export class RowGeometry {
  /** Heights that are not the estimate: few without wrapping, most of those seen with it. */
  readonly #measured = new Map<number, number>();
  #sums = new Float64Array(FIRST_CAPACITY + 1);
  #rows: readonly Placed[] = [];
  #estimatePx: number;

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

  /** Takes a new list. Costs what differs from the old one after their common start, so appending is cheap. */
  setRows(rows: readonly Placed[]): void {
    const old = this.#rows;
    const limit = Math.min(old.length, rows.length);
    let common = 0;
    while (common < limit && old[common] === rows[common]) common++;
    this.#rows = rows;
    this.#sumFrom(common);
  }

  /** Forgets every measured height; for when the width, the font or the wrapping changed. */
  forget(estimatePx = this.#estimatePx): void {
    this.#measured.clear();
    this.#estimatePx = estimatePx;
    this.#sumFrom(0);
  }

  /** Drops what is known of rows before `seq`: they were trimmed and will not come back in this shape. */
  forgetBefore(seq: number): void {
    for (const known of this.#measured.keys()) if (known < seq) this.#measured.delete(known);
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
    const difference = heightPx - this.heightOf(index);
    // Less than this cannot be seen, and sub-pixel rounding would otherwise keep the layout busy for ever.
    if (Math.abs(difference) < 0.05) return false;
    if (Math.abs(heightPx - this.#estimatePx) < 0.05) this.#measured.delete(row.seq);
    else this.#measured.set(row.seq, heightPx);
    for (let node = index + 1; node <= this.#rows.length; node += node & -node) {
      this.#sums[node] = (this.#sums[node] ?? 0) + difference;
    }
    return true;
  }

  /** Distance from the start of the list to the start of row `index`; of the end of the list for its length. */
  topOf(index: number): number {
    let sum = 0;
    for (let node = Math.min(index, this.#rows.length); node > 0; node -= node & -node) {
      sum += this.#sums[node] ?? 0;
    }
    return sum;
  }

  /** Index of the row at `px` from the start of the list; the nearest row when that is outside; -1 without rows. */
  indexAt(px: number): number {
    const count = this.#rows.length;
    let node = 0;
    let left = px;
    let step = 1;
    while (step * 2 <= count) step *= 2;
    for (; step > 0; step = step >> 1) {
      const next = node + step;
      const sum = this.#sums[next] ?? 0;
      if (next <= count && sum <= left) {
        node = next;
        left -= sum;
      }
    }
    return Math.min(node, count - 1);
  }

  /** Index of the row with `seq`, or of the first row after it; the length of the list when all are before it. */
  indexOfSeq(seq: number): number {
    let low = 0;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#rows[middle]?.seq ?? Infinity) < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Sums again from row `start` on; the sums before it stay valid because each node only looks back. */
  #sumFrom(start: number): void {
    const count = this.#rows.length;
    if (count + 1 > this.#sums.length) {
      const grown = new Float64Array(Math.max(count + 1, this.#sums.length * 2));
      grown.set(this.#sums);
      this.#sums = grown;
    }
    for (let node = start + 1; node <= count; node++) {
      let sum = this.heightOf(node - 1);
      const floor = node - (node & -node);
      for (let child = node - 1; child > floor; child -= child & -child) {
        sum += this.#sums[child] ?? 0;
      }
      this.#sums[node] = sum;
    }
  }
}
