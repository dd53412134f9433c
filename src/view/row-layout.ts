/**
 * The layout that the virtualizer runs for us: which rows are in the window, and where they stand. It replaces the
 * package's flow layout, which keys heights by index and corrects the scroll position by differences; ours keys them
 * by seq and states the position, so a trim, a prepend, a filter or a taller row never moves what is being read.
 * It knows the virtualizer by the shape it calls, and the scroller by the interface below.
 */
import type { RowGeometry } from './row-geometry.js';

/** What the layout must be able to ask of, and do to, the scrolling element. */
export interface LayoutScroller {
  readonly scrollTop: number;
  readonly clientHeight: number;
  /** Puts the rendered rows where they belong: the first of them, of this index, at `topPx`. */
  positionRows(first: number, topPx: number): void;
  /** Puts the scroll position where it should be, and remembers that it was not the reader who did. */
  scrollTo(topPx: number): void;
}

/** What stays put when the list around it changes: the end, or a row at a distance from the upper edge. */
type Anchor =
  | { readonly kind: 'end' }
  | { readonly kind: 'row'; readonly seq: number; readonly offsetPx: number };

interface Size {
  width: number;
  height: number;
}

interface Position {
  top: number;
  left: number;
}

interface StateChanged {
  readonly type: 'stateChanged';
  readonly scrollSize: { width: null; height: number };
  readonly range: {
    readonly first: number;
    readonly last: number;
    readonly firstVisible: number;
    readonly lastVisible: number;
  };
  readonly childPositions: Map<number, Position>;
}

/** Rows are put in their places by the scroller: the virtualizer would look all children up for each of them. */
const NO_POSITIONS = new Map<number, Position>();

type Sink = (message: StateChanged) => void;

/**
 * Rendered beyond each edge of the window, in pixels. Less shows blank rows in a fling; more costs DOM on each frame.
 */
const OVERHANG_PX = 480;

/**
 * The same while the end is held. Nobody is scrolling then, and at high rates each frame shows wholly new rows, so
 * that what is rendered out of sight is half of the work. Enough for the first frame of a scroll that starts.
 */
const END_OVERHANG_PX = 160;

/** A row of which less than this is in the window, at its upper edge, is not held. In pixels: less than any letter. */
const LEAST_READ_PX = 3;

/** What the virtualizer hands to the layout when it makes it. */
export interface RowLayoutConfig {
  readonly geometry: RowGeometry;
  readonly scroller: LayoutScroller;
  /** Told about the layout once it exists. */
  readonly onCreate: (layout: RowLayout) => void;
}

export class RowLayout {
  /** Heights are measured by us after each render: the virtualizer's own measuring is keyed by index. */
  readonly measureChildren = false;
  readonly listenForChildLoadEvents = false;
  readonly direction = 'vertical';
  totalScrollSize: Size = { width: 0, height: 0 };
  offsetWithinScroller: Position = { top: 0, left: 0 };
  readonly #sink: Sink;
  readonly #geometry: RowGeometry;
  readonly #scroller: LayoutScroller;
  #viewport: Size = { width: 0, height: 0 };
  #scroll: Position = { top: 0, left: 0 };
  #anchor: Anchor = { kind: 'end' };
  /** Height of the window at the last layout, in pixels. */
  #heightPx = -1;
  #dirty = true;
  #first = -1;
  #last = -1;

  constructor(sink: Sink, config: RowLayoutConfig) {
    this.#sink = sink;
    this.#geometry = config.geometry;
    this.#scroller = config.scroller;
    config.onCreate(this);
  }

  // — what the virtualizer calls —

  /** The configuration never changes after the first; the virtualizer passes it again on each update. */
  set config(_config: unknown) {}

  get items(): readonly unknown[] {
    return this.#geometry.rows;
  }

  set items(items: readonly unknown[]) {
    if (items === this.#geometry.rows) return;
    this.#geometry.setRows(items as readonly { seq: number }[]);
    this.#dirty = true;
  }

  get viewportSize(): Size {
    return this.#viewport;
  }

  /** The virtualizer clips to what it takes for the visible part; we go by the scroller, which is never wrong. */
  set viewportSize(size: Size) {
    this.#viewport = { ...size };
    if (this.#scroller.clientHeight !== this.#heightPx) this.#dirty = true;
  }

  get viewportScroll(): Position {
    return this.#scroll;
  }

  set viewportScroll(scroll: Position) {
    this.#scroll = { ...scroll };
    if (!this.#dirty && this.#outsideWindow()) this.#dirty = true;
  }

  reflowIfNeeded(force = false): void {
    if (this.#dirty || force) this.reflow();
  }

  /** The virtualizer's notion of a pin is not used: following is decided by intent, elsewhere. */
  get pin(): null {
    return null;
  }

  set pin(_options: unknown) {}

  unpin(): void {}

  getScrollIntoViewCoordinates(options: { index: number }): Position {
    return { top: this.#geometry.topOf(options.index), left: 0 };
  }

  // — what we call —

  /** Keeps the end of the list in view from now on. */
  holdEnd(): void {
    this.#anchor = { kind: 'end' };
  }

  /** Keeps the row that is at the upper edge where it is from now on; called whenever the reader scrolled. */
  holdPlace(): void {
    const top = this.#scroller.scrollTop;
    const geometry = this.#geometry;
    let index = geometry.indexAt(top);
    // A row of which a hair is left is not what is being read: should it grow, that must not push the next one down.
    if (index + 1 < geometry.rows.length && geometry.topOf(index + 1) - top < LEAST_READ_PX)
      index++;
    const row = geometry.rows[index];
    if (row === undefined) return;
    this.#anchor = { kind: 'row', seq: row.seq, offsetPx: this.#geometry.topOf(index) - top };
  }

  /** Keeps the row with `seq` at `offsetPx` below the upper edge. */
  holdRow(seq: number, offsetPx: number): void {
    this.#anchor = { kind: 'row', seq, offsetPx };
  }

  /** The row that is held; `null` while the end is. */
  get heldRow(): (Anchor & { readonly kind: 'row' }) | null {
    return this.#anchor.kind === 'row' ? this.#anchor : null;
  }

  get holdsEnd(): boolean {
    return this.#anchor.kind === 'end';
  }

  /** Lays out at once: tells the virtualizer the range and positions, then puts the scroll position right. */
  reflow(): void {
    this.#dirty = false;
    const geometry = this.#geometry;
    this.#heightPx = this.#scroller.clientHeight;
    const top = this.#anchoredTop();
    const range = this.#range(top);
    this.#first = range.first;
    this.#last = range.last;
    this.#sink({
      type: 'stateChanged',
      scrollSize: { width: null, height: Math.max(1, geometry.totalPx) },
      range,
      childPositions: NO_POSITIONS,
    });
    if (range.first >= 0) this.#scroller.positionRows(range.first, geometry.topOf(range.first));
    // After the sink, because only now is the content as tall as the position needs.
    this.#scroller.scrollTo(top);
  }

  #anchoredTop(): number {
    const geometry = this.#geometry;
    const bottom = Math.max(0, geometry.totalPx - this.#heightPx);
    if (this.#anchor.kind === 'end') return bottom;
    const index = geometry.indexOfSeq(this.#anchor.seq);
    const row = geometry.rows[index];
    // A row that was filtered away or trimmed leaves its place to the next one, flush with the edge.
    const offset = row?.seq === this.#anchor.seq ? this.#anchor.offsetPx : 0;
    return Math.min(bottom, Math.max(0, geometry.topOf(index) - offset));
  }

  #range(top: number): StateChanged['range'] {
    const count = this.#geometry.rows.length;
    if (count === 0 || this.#heightPx === 0) {
      return { first: -1, last: -1, firstVisible: -1, lastVisible: -1 };
    }
    const bottom = top + this.#heightPx;
    const overhang = this.#overhangPx;
    return {
      first: this.#geometry.indexAt(Math.max(0, top - overhang)),
      last: this.#geometry.indexAt(bottom + overhang),
      firstVisible: this.#geometry.indexAt(Math.max(0, top)),
      lastVisible: this.#geometry.indexAt(Math.max(0, bottom - 1)),
    };
  }

  get #overhangPx(): number {
    return this.holdsEnd ? END_OVERHANG_PX : OVERHANG_PX;
  }

  /** True when rows that the reader can see, or is about to, are not rendered. */
  #outsideWindow(): boolean {
    const count = this.#geometry.rows.length;
    if (this.#first < 0) return count > 0 && this.#heightPx > 0;
    const top = this.#scroller.scrollTop;
    const reserve = this.#overhangPx / 2;
    const missingAbove = this.#first > 0 && this.#geometry.topOf(this.#first) > top - reserve;
    const missingBelow =
      this.#last < count - 1 &&
      this.#geometry.topOf(this.#last + 1) < top + this.#heightPx + reserve;
    return missingAbove || missingBelow;
  }
}
