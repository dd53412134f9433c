/** What a viewer has to offer to be measured: a way to put it up, a way to feed it, and where its rows are. */
import type { BenchRow } from './bench-row.js';

/** Height of the part that shows rows, in CSS pixels, the same for all: about 28 rows. */
export const LIST_HEIGHT_PX = 600;

export interface Candidate {
  /** Puts the viewer up in the box, empty and at its end; resolves when it takes rows. */
  mount(box: HTMLElement): Promise<void>;
  /** Hands over rows that follow the last ones, as its documentation tells a page to. */
  append(rows: readonly BenchRow[]): void;
  /** The elements in which rows are shown; some may be out of sight or empty. */
  rowElements(): Iterable<Element>;
  /** The element that clips and scrolls them. */
  viewport(): HTMLElement;
}
