/**
 * Which rows are selected, as data: ordered stretches of seq. It never changes in place, knows nothing of elements,
 * and is as small as the selection is simple: a million rows in one piece are two numbers.
 */
import { isGap, type LogRow } from './log-entry.js';

/** From one seq to another, both included. */
export type SeqRange = readonly [from: number, to: number];

/** Outages stand half a step before a row: nearer than this, nothing fits between two seqs. */
const STEP = 0.5;

/** A set of rows by their seq. */
export class RowSelection {
  /** Nothing selected. */
  static readonly NONE = new RowSelection([]);

  /** Ascending, apart from each other. */
  readonly ranges: readonly SeqRange[];
  #count: number | undefined;

  /** @param ranges - ascending and apart from each other; `of` takes any */
  constructor(ranges: readonly SeqRange[]) {
    this.ranges = ranges;
  }

  /** These stretches, in any order; they may overlap. */
  static of(ranges: readonly SeqRange[]): RowSelection {
    const valid = ranges.filter(([from, to]) => from <= to);
    return valid.length === 0 ? RowSelection.NONE : new RowSelection(merged(valid));
  }

  /** The rows of a list between two places, both included. What the list leaves out in between is not selected. */
  static ofRows(rows: readonly LogRow[], start = 0, end = rows.length - 1): RowSelection {
    const ranges: [number, number][] = [];
    let last: [number, number] | undefined;
    for (let index = Math.max(0, start); index <= end; index++) {
      const row = rows[index];
      if (row === undefined) break;
      // A gap is one row of the list, whatever it stands for.
      if (last === undefined || row.seq - last[1] > 1) ranges.push((last = [row.seq, row.seq]));
      else last[1] = row.seq;
      if (isGap(row)) last = undefined;
    }
    return ranges.length === 0 ? RowSelection.NONE : new RowSelection(merged(ranges));
  }

  get isEmpty(): boolean {
    return this.ranges.length === 0;
  }

  /** How many rows; an outage, which is no row of the log, counts only where it is all there is. */
  get count(): number {
    this.#count ??= Math.max(
      this.ranges.reduce((sum, [from, to]) => sum + Math.floor(to) - Math.ceil(from) + 1, 0),
      Math.min(1, this.ranges.length),
    );
    return this.#count;
  }

  has(seq: number): boolean {
    let low = 0;
    let high = this.ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.ranges[middle]?.[1] ?? Infinity) < seq) low = middle + 1;
      else high = middle;
    }
    return (this.ranges[low]?.[0] ?? Infinity) <= seq;
  }

  /** Both together. */
  with(other: RowSelection): RowSelection {
    if (other.isEmpty) return this;
    return this.isEmpty ? other : RowSelection.of([...this.ranges, ...other.ranges]);
  }

  /** This without the row of that seq. Marks stand between two steps. */
  without(seq: number): RowSelection {
    if (!this.has(seq)) return this;
    const [before, after] = [Math.ceil(seq / STEP) - 1, Math.floor(seq / STEP) + 1];
    return RowSelection.of(
      this.ranges.flatMap(([from, to]): SeqRange[] =>
        from <= seq && seq <= to
          ? [
              [from, before * STEP],
              [after * STEP, to],
            ]
          : [[from, to]],
      ),
    );
  }

  /** This without all rows from one seq to another, both included. */
  withoutRange(from: number, to: number): RowSelection {
    return RowSelection.of(
      this.ranges.flatMap(([start, end]): SeqRange[] =>
        end < from || start > to
          ? [[start, end]]
          : [
              [start, from - STEP],
              [to + STEP, end],
            ],
      ),
    );
  }

  /** This with the row added, or taken away if it was in it. */
  toggled(seq: number): RowSelection {
    return this.has(seq) ? this.without(seq) : this.with(RowSelection.of([[seq, seq]]));
  }
}

function merged(ranges: readonly SeqRange[]): readonly SeqRange[] {
  const sorted = ranges.slice().sort((a, b) => a[0] - b[0]);
  const result: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = result.at(-1);
    if (last !== undefined && from <= last[1] + STEP) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}
