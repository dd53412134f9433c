/**
 * Watches the rows of one viewer as they come, one batch at a time: each takes up exactly where the last one ended, an
 * entry says what the table said, a gap stands for deleted rows only. Waiting for the end would find less: an order
 * that was broken and mended is broken.
 */
import { isEntry, isGap, isOutage, type LogRow } from '../../src/core/log-entry.js';
import { brief } from '../helpers/entries.js';
import { BrokenPromise } from './broken-promise.js';
import type { RunTable } from './run-table.js';

/** The rows of one viewer. */
export class RowOracle {
  readonly #table: RunTable;
  readonly #misshapen: ReadonlySet<number>;
  readonly #rows: LogRow[] = [];
  #first: number | null = null;
  #last: number | null = null;

  constructor(table: RunTable, misshapen: ReadonlySet<number>) {
    this.#table = table;
    this.#misshapen = misshapen;
  }

  /** Everything handed on, in order. */
  get rows(): readonly LogRow[] {
    return this.#rows;
  }

  /** The first seq covered, or `null` before the first row. */
  get first(): number | null {
    return this.#first;
  }

  /** The last seq covered; 0 before the first row. */
  get last(): number {
    return this.#last ?? 0;
  }

  /** True once every row that ever was, from the first one shown on, is covered. */
  get isComplete(): boolean {
    return this.last === this.#table.lastSeq;
  }

  append(rows: readonly LogRow[]): void {
    for (const row of rows) {
      if (isOutage(row)) continue;
      const expected = this.#last === null ? row.seq : this.#last + 1;
      if (row.seq < expected) throw new BrokenPromise('once', this.#describe(row, rows));
      if (row.seq > expected) throw new BrokenPromise('order', this.#describe(row, rows));
      this.#check(row);
      this.#first ??= row.seq;
      this.#last = isGap(row) ? row.to : row.seq;
    }
    this.#rows.push(...rows);
  }

  prepend(rows: readonly LogRow[], reachedStart: boolean): void {
    let expected: number | null = null;
    for (const row of rows) {
      if (isOutage(row)) throw new BrokenPromise('outage', 'among older rows');
      if (expected !== null && row.seq !== expected) {
        throw new BrokenPromise('order', `${brief(rows)} before ${this.#first ?? 'nothing'}`);
      }
      this.#check(row);
      expected = (isGap(row) ? row.to : row.seq) + 1;
    }
    if (rows.length > 0) {
      if (expected !== this.#first) {
        throw new BrokenPromise('order', `${brief(rows)} before ${this.#first ?? 'nothing'}`);
      }
      this.#first = rows[0]?.seq ?? null;
      this.#rows.unshift(...rows);
    }
    if (reachedStart !== ((this.#first ?? 1) === 1)) {
      throw new BrokenPromise(
        'truth',
        `start reached: ${reachedStart}, at ${this.#first ?? 'nothing'}`,
      );
    }
  }

  #check(row: LogRow): void {
    if (isEntry(row)) {
      const isGarbled = row.malformed !== undefined && this.#misshapen.has(row.seq);
      if (!isGarbled && row.message !== `row ${row.seq}`) {
        throw new BrokenPromise('truth', `row ${row.seq} says “${row.message}”`);
      }
      if (row.seq > this.#table.lastSeq) {
        throw new BrokenPromise('truth', `row ${row.seq} of ${this.#table.lastSeq}`);
      }
    } else if (isGap(row)) {
      if (row.to < row.seq) throw new BrokenPromise('gap', brief([row]));
      for (let { seq } = row; seq <= row.to; seq += 1) {
        if (!this.#table.isDeleted(seq)) {
          throw new BrokenPromise('gap', `${brief([row])}, and ${seq} was never deleted`);
        }
      }
    }
  }

  #describe(row: LogRow, rows: readonly LogRow[]): string {
    return `${row.seq} after ${this.#last ?? 'nothing'}, in ${brief(rows)}`;
  }
}
