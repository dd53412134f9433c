/**
 * The row elements of one list: one for each place of the window, used again for row after row. It also knows which of
 * them the pointer is on, because a row has its buttons only then, or when it is the current one.
 */
import type { TemplateResult } from 'lit';
import { isEntry, type LogRow } from '../core/log-entry.js';
import { EntryRow } from './entry-row.js';
import { noteRow, type RowContext, type RowPlace } from './log-row.js';

/** Paints rows. */
export class RowPainter {
  readonly #bySlot = new Map<number, EntryRow>();
  readonly #byElement = new WeakMap<Element, EntryRow>();
  #pointedAt: EntryRow | undefined;

  /** What shows `row` in the element of `slot`. */
  paint(row: LogRow, place: RowPlace, context: RowContext, slot: number): TemplateResult | Element {
    if (!isEntry(row)) return noteRow(row, place, context);
    let painted = this.#bySlot.get(slot);
    if (painted === undefined) {
      painted = new EntryRow();
      this.#bySlot.set(slot, painted);
      this.#byElement.set(painted.element, painted);
    }
    painted.show(row, place, context);
    return painted.element;
  }

  /** For the list's `pointerover` event. */
  readonly handlePointerOver = (event: Event): void => {
    const element = event.target instanceof Element ? event.target.closest('.row') : null;
    this.#pointAt(element === null ? undefined : this.#byElement.get(element));
  };

  /** For the list's `pointerleave` event. */
  readonly handlePointerLeave = (): void => {
    this.#pointAt(undefined);
  };

  #pointAt(row: EntryRow | undefined): void {
    if (row === this.#pointedAt) return;
    if (this.#pointedAt !== undefined) this.#pointedAt.pointedAt = false;
    if (row !== undefined) row.pointedAt = true;
    this.#pointedAt = row;
  }
}
