/** The rows on show: what the filters leave of the run, or of how the run stood when the reader paused it. */
import type { LogRow } from '../core/log-entry.js';
import { VisibleRows, type VisibleRowsInput } from '../core/visible-rows.js';

/** Lays the pause over the filters. */
export class ShownRows {
  readonly #visible = new VisibleRows();
  #frozen: readonly LogRow[] | null = null;
  #waiting = 0;

  /** The rows on show; the same array as long as they are the same. */
  get rows(): readonly LogRow[] {
    return this.#visible.rows;
  }

  /** Those that the search has found; empty without a search. */
  get matches(): readonly LogRow[] {
    return this.#visible.matches;
  }

  /** Rows that came in since the pause. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Takes the present state. Paused rows stay as they were, and can still be filtered and searched. */
  update(input: VisibleRowsInput, paused: boolean): readonly LogRow[] {
    this.#frozen = paused ? (this.#frozen ?? input.rows) : null;
    const rows = this.#frozen ?? input.rows;
    const newest = rows.at(-1)?.seq ?? 0;
    this.#waiting = 0;
    if (rows !== input.rows) {
      for (let index = input.rows.length - 1; index >= 0; index--) {
        if ((input.rows[index]?.seq ?? 0) <= newest) break;
        this.#waiting++;
      }
    }
    return this.#visible.update({ ...input, rows });
  }

  /** Another run: what was frozen is not its. */
  reset(): void {
    this.#frozen = null;
  }
}
