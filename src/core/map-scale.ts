/**
 * Where the rows of a list are on a strip beside it, and the other way round. By place in the list and not by height:
 * heights are known only of rows that were on screen, and a picture must not move because one was seen.
 */

/** The most that a row takes, in pixels: a short list is not drawn out to blocks. */
export const MOST_ROW_PX = 4;
/** The least that the window takes, in pixels: enough to be seen and to be taken hold of. */
export const LEAST_WINDOW_PX = 14;

/** A stretch of the strip, in pixels from its upper edge. */
export interface MapStretch {
  readonly topPx: number;
  readonly heightPx: number;
}

/** Rows in the window: places in the list, both included. */
export interface RowWindow {
  readonly first: number;
  readonly last: number;
}

/** The strip and the list that is drawn on it. */
export class MapScale {
  readonly rows: number;
  /** Height of the strip that rows are drawn on. */
  readonly heightPx: number;

  constructor(rows: number, stripPx: number) {
    this.rows = rows;
    this.heightPx = Math.min(stripPx, rows * MOST_ROW_PX);
  }

  /** Where a row begins; also of the place after the last. */
  topOf(index: number): number {
    return this.rows === 0 ? 0 : (index / this.rows) * this.heightPx;
  }

  /** The row at a place on the strip; the first or last beyond the ends, -1 without rows. */
  rowAt(px: number): number {
    if (this.rows === 0) return -1;
    const index = Math.floor((px / this.heightPx) * this.rows);
    return Math.min(this.rows - 1, Math.max(0, index));
  }

  /** The box that stands for the window. It is never too small to be seen, and reaches both ends when the window does. */
  box({ first, last }: RowWindow): MapStretch {
    const shown = last - first + 1;
    const heightPx = Math.min(this.heightPx, Math.max(LEAST_WINDOW_PX, this.topOf(shown)));
    return { topPx: this.fractionOf({ first, last }) * (this.heightPx - heightPx), heightPx };
  }

  /** How far the window is down the list: 0 at its start, 1 at its end. */
  fractionOf({ first, last }: RowWindow): number {
    const room = this.rows - (last - first + 1);
    return room <= 0 ? 0 : Math.min(1, first / room);
  }

  /** The row in the middle of the window when its box has its upper edge at `topPx`. */
  middleRowAt(topPx: number, window: RowWindow): number {
    const shown = window.last - window.first + 1;
    const roomPx = this.heightPx - this.box(window).heightPx;
    const fraction = roomPx <= 0 ? 0 : Math.min(1, Math.max(0, topPx / roomPx));
    const middle = Math.round(fraction * (this.rows - shown) + (shown - 1) / 2);
    return Math.min(this.rows - 1, Math.max(0, middle));
  }
}
