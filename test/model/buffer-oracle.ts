/** A small buffer behind a viewer, and a twin of it kept up by its changes alone, as the views are. */
import { LogBuffer } from '../../src/core/log-buffer.js';
import type { LogOutage, LogRow } from '../../src/core/log-entry.js';
import { brief } from '../helpers/entries.js';
import { BrokenPromise } from './broken-promise.js';

/** The buffer of one viewer. */
export class BufferOracle {
  readonly buffer: LogBuffer;
  #twin: readonly LogRow[] = [];
  /** True once a row was dropped or left out at the start: what is older would not fit to it any more. */
  #isCut = false;

  constructor(maxRows: number) {
    this.buffer = new LogBuffer(maxRows);
  }

  append(rows: readonly LogRow[]): void {
    this.#isCut ||= rows.length > this.buffer.free;
    this.buffer.append(rows);
  }

  prepend(rows: readonly LogRow[]): void {
    this.#isCut ||= rows.length > this.buffer.free;
    if (!this.#isCut) this.buffer.prepend(rows);
  }

  amend(row: LogOutage): void {
    this.buffer.amend(row);
  }

  /** A frame is drawn: the change since the last one is all that a view is told. */
  frame(): void {
    const change = this.buffer.takeChange();
    if (change !== null) {
      const amended = new Map(change.amended.map((row) => [row.seq, row]));
      const kept = change.reset ? [] : this.#twin.slice(change.trimmed);
      const old = kept.map((row) => amended.get(row.seq) ?? row);
      this.#twin = [...change.prepended, ...old, ...change.appended];
    }
    const { rows } = this.buffer;
    const isSame =
      rows.length === this.#twin.length && rows.every((row, at) => row === this.#twin[at]);
    if (!isSame) throw new BrokenPromise('buffer', `${brief(this.#twin)} for ${brief(rows)}`);
  }

  /** What is held is the end of what was delivered. */
  compare(delivered: readonly LogRow[], amended: ReadonlyMap<number, LogOutage>): void {
    this.frame();
    const { rows } = this.buffer;
    const end = rows.length === 0 ? [] : delivered.slice(-rows.length);
    const isSame = end.every((row, at) => (amended.get(row.seq) ?? row) === rows[at]);
    if (!isSame) throw new BrokenPromise('buffer', `${brief(rows)} of ${brief(end)}`);
  }
}
