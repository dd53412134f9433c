/**
 * The one door to `@lit-labs/virtualizer`. It renders the rows of the window into a scrolling element, reuses their
 * elements, measures them, and says when the reader (and only the reader) has scrolled. It knows rows by their seq;
 * what a row looks like and whether the end is followed is decided elsewhere.
 */
import { virtualize, virtualizerRef } from '@lit-labs/virtualizer/virtualize.js';
import { nothing } from 'lit';
import { RowGeometry } from './row-geometry.js';
import { RowLayout, type LayoutScroller, type RowLayoutConfig } from './row-layout.js';

interface Placed {
  readonly seq: number;
}

/** A row's element carries the seq it shows, so that a height never goes to another row. */
export interface RowElement extends HTMLElement {
  rowSeq?: number;
  /** It is as tall as every other such row: one of them is measured for all. */
  hasFixedHeight?: boolean;
  /** Where it was put last. */
  rowTopPx?: number;
}

/** seq of the row at a point of the page, inside `root`; `null` where there is none. */
export function rowSeqAt(
  root: HTMLElement | DocumentFragment,
  x: number,
  y: number,
): number | null {
  if (!(root instanceof ShadowRoot)) return null;
  return root.elementFromPoint(x, y)?.closest<RowElement>('.row')?.rowSeq ?? null;
}

/** seq of the row that `element` is in; `null` when it is in none. */
export function rowSeqOf(element: Element): number | null {
  return element.closest<RowElement>('.row')?.rowSeq ?? null;
}

/** A row that stays `offsetPx` below the upper edge, whatever changes around it. */
export interface HeldPlace {
  readonly seq: number;
  readonly offsetPx: number;
}

/** Where a row is put when it is brought into view. */
export type RevealBlock = 'nearest' | 'center' | 'start';

/** What the virtualizer's own object looks like from here; pinned by test/element/virtual-rows.test.ts. */
interface VirtualizerInside {
  items: readonly unknown[];
  _itemsChanged: boolean;
  _childrenRO: Pick<ResizeObserver, 'observe' | 'unobserve' | 'disconnect'> | null;
}

/** In place of the virtualizer's observer of its children, which forgets none of them and reports to a layout that we replace. */
const NO_OBSERVER: VirtualizerInside['_childrenRO'] = {
  observe: () => undefined,
  unobserve: () => undefined,
  disconnect: () => undefined,
};

export interface VirtualRowsHandlers {
  /** The reader moved the view, by whatever means; `up` is towards older rows. */
  onReaderScroll(scroll: { readonly up: boolean; readonly fromEndPx: number }): void;
  /** Other rows are rendered than before. */
  onRangeChange?(firstSeq: number, lastSeq: number): void;
}

/** Height of a row before the first one was measured, in pixels; it only affects the very first layout. */
const FIRST_ESTIMATE_PX = 22;

/** Passes of measuring and laying out in one go; two do in practice, the limit keeps a fault from hanging the page. */
const MAX_PASSES = 4;

export class VirtualRows<Row extends Placed> implements LayoutScroller {
  readonly #handlers: VirtualRowsHandlers;
  readonly #geometry = new RowGeometry(FIRST_ESTIMATE_PX);
  readonly #config: RowLayoutConfig & { type: unknown };
  /** seq of a rendered row → key of the element it is rendered in. */
  #slots = new Map<number, number>();
  #slotCount = 0;
  #freeSlots: number[] = [];
  #rows: readonly Row[] = [];
  #layout: RowLayout | null = null;
  #element: HTMLElement | null = null;
  #resize: ResizeObserver | null = null;
  #observed = new Set<Element>();
  #calibrated = false;
  #knownTopPx = 0;
  #widthPx = 0;
  #heightPx = 0;
  #measuring = false;

  constructor(handlers: VirtualRowsHandlers) {
    this.#handlers = handlers;
    this.#config = {
      type: RowLayout,
      geometry: this.#geometry,
      scroller: this,
      onCreate: (layout) => (this.#layout = layout),
    };
  }

  /** For the scrolling element's `ref`. */
  readonly attach = (element?: Element): void => {
    this.#resize?.disconnect();
    this.#resize = null;
    this.#element = element instanceof HTMLElement ? element : null;
    this.#heightPx = 0;
    if (this.#element === null) return;
    this.#resize = new ResizeObserver(() => this.#handleResize());
    this.#resize.observe(this.#element);
  };

  /** For the scrolling element's `scroll` event; must be bound before the rows are rendered. */
  readonly handleScroll = (): void => {
    const element = this.#element;
    if (element === null) return;
    const top = element.scrollTop;
    const moved = top - this.#knownTopPx;
    if (Math.abs(moved) < 1) return;
    this.#knownTopPx = top;
    this.#layout?.holdPlace();
    const fromEndPx = element.scrollHeight - element.clientHeight - top;
    this.#handlers.onReaderScroll({ up: moved < 0, fromEndPx });
  };

  /** For the scrolling element's `rangeChanged` event; runs before the rows of the new range are rendered. */
  readonly handleRangeChanged = (event: Event): void => {
    const { first, last } = event as Event & { first: number; last: number };
    this.#assignSlots(first, last);
    const firstSeq = this.#rows[first]?.seq;
    const lastSeq = this.#rows[last]?.seq;
    if (firstSeq !== undefined && lastSeq !== undefined) {
      this.#handlers.onRangeChange?.(firstSeq, lastSeq);
    }
    // The rows are rendered by the next listener, in this same task.
    if (!this.#measuring) queueMicrotask(() => this.measure());
  };

  /** The rows of the window, as content of the scrolling element. */
  render(
    rows: readonly Row[],
    renderRow: (row: Row, index: number, slot: number) => unknown,
  ): unknown {
    this.#rows = rows;
    return virtualize({
      scroller: true,
      items: rows as Row[],
      // Typed loosely by the package: any layout with the right methods will do.
      layout: this.#config as never,
      keyFunction: (row: Row | undefined, index: number) =>
        (row && this.#slots.get(row.seq)) ?? `spare-${index}`,
      // The package asks for rows of the old range once when the list has become shorter.
      renderItem: ((row: Row | undefined, index: number) =>
        row === undefined
          ? nothing
          : renderRow(row, index, this.#slots.get(row.seq) ?? -1 - index)) as never,
    });
  }

  /**
   * Lays out what was rendered last, reads the heights of its rows, and lays out again where they differ. Call it
   * after every render: left alone, the virtualizer would take the new list some microtasks later, and until then
   * places and rows would not belong together.
   */
  measure(): void {
    if (this.#measuring || this.#layout === null) return;
    this.#measuring = true;
    const inside = this.#inside;
    if (inside !== undefined) {
      inside.items = this.#rows;
      if (inside._childrenRO !== null && inside._childrenRO !== NO_OBSERVER) {
        inside._childrenRO.disconnect();
        inside._childrenRO = NO_OBSERVER;
      }
    }
    const layout = this.#layout;
    layout.items = this.#rows;
    layout.reflowIfNeeded();
    for (let pass = 0; pass < MAX_PASSES && this.#measureOnce(); pass++) layout.reflow();
    if (inside !== undefined) inside._itemsChanged = false;
    this.#measuring = false;
  }

  /** Every height may have changed: wrapping or the density was switched. */
  remeasure(): void {
    this.measure();
    this.#calibrated = false;
    this.#geometry.forget();
    this.#layout?.reflow();
    this.measure();
  }

  /** Keeps room above the first row, in pixels; what is in view stays where it is. */
  setLead(px: number): void {
    if (px === this.#geometry.leadPx) return;
    this.#geometry.leadPx = px;
    this.#layout?.reflow();
  }

  /** Rows before `seq` are gone for good. */
  forgetBefore(seq: number): void {
    this.#geometry.forgetBefore(seq);
  }

  /** Keeps the end in view from now on, or lets the view stay where it is. */
  hold(what: 'end' | 'place'): void {
    if (what === 'place') {
      this.#layout?.holdPlace();
      return;
    }
    this.#layout?.holdEnd();
    this.#layout?.reflow();
    this.measure();
  }

  /** What is held in its place, the same object until something else is; `null` while the end is held. */
  get held(): HeldPlace | null {
    return this.#layout?.heldRow ?? null;
  }

  /** Holds a row at a place from the next layout on. */
  holdAt({ seq, offsetPx }: HeldPlace): void {
    this.#layout?.holdRow(seq, offsetPx);
  }

  /** How far below the upper edge a row stands, in pixels; `null` when it is not in the list. */
  offsetOf(seq: number): number | null {
    const index = this.#geometry.indexOfSeq(seq);
    if (this.#geometry.rows[index]?.seq !== seq) return null;
    return this.#geometry.topOf(index) - this.scrollTop;
  }

  /** Puts the rendered rows where they belong, the first of them at `topPx`. */
  positionRows(first: number, topPx: number): void {
    let index = first;
    let px = topPx;
    for (const child of this.#children()) {
      if (child.rowTopPx !== px) {
        child.rowTopPx = px;
        child.style.transform = `translateY(${px}px)`;
      }
      px += this.#geometry.heightOf(index++);
    }
  }

  /** Puts the scroll position back after the element was moved in the document, which resets it. */
  restore(): void {
    this.#layout?.reflow();
    this.measure();
  }

  /** Brings the row with `seq` into view; false when it is not in the list. */
  reveal(seq: number, block: RevealBlock): boolean {
    if (!this.#placeRow(seq, block)) return false;
    // Once more with the true heights of rows that were not rendered before.
    this.measure();
    this.#placeRow(seq, block);
    this.measure();
    return true;
  }

  /** The element that shows `seq`, if it is rendered. */
  elementOf(seq: number): RowElement | null {
    for (const child of this.#children()) if (child.rowSeq === seq) return child;
    return null;
  }

  /** Key of the element in which `seq` is rendered; stable while it is on screen. */
  slotOf(seq: number): number | undefined {
    return this.#slots.get(seq);
  }

  /** Rows that fit the window, for moving by a page; at least 1. */
  get pageLength(): number {
    return Math.max(1, Math.floor(this.clientHeight / this.#geometry.estimatePx) - 1);
  }

  /** seq of the rows at the upper and lower edge of the window, or null without rows. */
  get visibleRange(): readonly [number, number] | null {
    const first = this.#rows[this.#geometry.indexAt(this.scrollTop)];
    const last = this.#rows[this.#geometry.indexAt(this.scrollTop + this.clientHeight - 1)];
    return first === undefined || last === undefined ? null : [first.seq, last.seq];
  }

  // — what the layout needs of the scroller —

  get scrollTop(): number {
    return this.#element?.scrollTop ?? 0;
  }

  /** Known from the last resize: asking the element lays out whatever else was changed in this frame. */
  get clientHeight(): number {
    if (this.#heightPx <= 0) this.#heightPx = this.#element?.clientHeight ?? 0;
    return this.#heightPx;
  }

  scrollTo(topPx: number): void {
    const element = this.#element;
    if (element === null) return;
    if (Math.abs(element.scrollTop - topPx) >= 0.5) element.scrollTop = topPx;
    // Read back: the browser rounds and clamps, and the scroll event must be recognised as ours.
    this.#knownTopPx = element.scrollTop;
  }

  #placeRow(seq: number, block: RevealBlock): boolean {
    const geometry = this.#geometry;
    const index = geometry.indexOfSeq(seq);
    if (this.#rows[index]?.seq !== seq || geometry.rows !== this.#rows) return false;
    const top = geometry.topOf(index) - this.scrollTop;
    const room = this.clientHeight - geometry.heightOf(index);
    if (block === 'nearest' && top >= 0 && top <= Math.max(0, room)) {
      this.#layout?.holdPlace();
      return true;
    }
    let offset = 0;
    if (block === 'center') offset = Math.max(0, room / 2);
    if (block === 'nearest' && top > 0) offset = Math.max(0, room);
    this.#layout?.holdRow(seq, offset);
    this.#layout?.reflow();
    return true;
  }

  get #inside(): VirtualizerInside | undefined {
    return (this.#element as { [virtualizerRef]?: VirtualizerInside } | null)?.[virtualizerRef];
  }

  *#children(): Generator<RowElement> {
    for (const child of this.#element?.children ?? []) {
      if ('rowSeq' in child) yield child as RowElement;
    }
  }

  #measureOnce(): boolean {
    const element = this.#element;
    // Until the virtualizer has taken the new list, heights have nowhere to go.
    if (element === null || this.#geometry.rows !== this.#rows) return false;
    const heights: { readonly seq: number; readonly px: number }[] = [];
    const present = new Set<Element>();
    let fixed: RowElement | null = null;
    // Rows may be scaled by a transform outside; their layout height is what positions them.
    let scale = 0;
    const heightOf = (child: Element): number => {
      scale ||= scaleOf(element);
      return child.getBoundingClientRect().height / scale;
    };
    for (const child of this.#children()) {
      present.add(child);
      if (child.hasFixedHeight === true) fixed ??= child;
      else if (child.rowSeq !== undefined) {
        const px = heightOf(child);
        if (px > 0) heights.push({ seq: child.rowSeq, px });
      }
    }
    this.#releaseDeparted(present);
    const fixedPx = fixed === null ? 0 : heightOf(fixed);
    let changed = fixedPx > 0 ? this.#takeFixed(fixedPx) : this.#calibrate(heights);
    for (const { seq, px } of heights) {
      const index = this.#geometry.indexOfSeq(seq);
      if (this.#rows[index]?.seq === seq && this.#geometry.measure(index, px)) changed = true;
    }
    return changed;
  }

  /** Rows of one height need no estimate: it is the height of one of them. */
  #takeFixed(px: number): boolean {
    this.#calibrated = true;
    if (Math.abs(px - this.#geometry.estimatePx) < 0.05) return false;
    this.#geometry.forget(px);
    return true;
  }

  /** Takes the middle height of the first rows seen as the estimate for all that were not seen. */
  #calibrate(heights: readonly { readonly px: number }[]): boolean {
    if (this.#calibrated || heights.length === 0) return false;
    this.#calibrated = true;
    const sorted = heights.map(({ px }) => px).sort((a, b) => a - b);
    const middle = sorted[sorted.length >> 1] ?? FIRST_ESTIMATE_PX;
    if (Math.abs(middle - this.#geometry.estimatePx) < 0.05) return false;
    this.#geometry.forget(middle);
    return true;
  }

  /** An observer keeps what it observes: rows gone from the page would stay in memory. */
  #releaseDeparted(present: Set<Element>): void {
    for (const child of this.#observed) if (!present.has(child)) this.#resize?.unobserve(child);
    for (const child of present) if (!this.#observed.has(child)) this.#resize?.observe(child);
    this.#observed = present;
  }

  /**
   * Rows that stay keep their element; rows that come take the element of one that left. They take them in order, so
   * that a window of wholly new rows moves no element.
   */
  #assignSlots(first: number, last: number): void {
    const before = this.#slots;
    const after = new Map<number, number>();
    const arriving: number[] = [];
    for (let index = Math.max(0, first); index <= last; index++) {
      const seq = this.#rows[index]?.seq;
      if (seq === undefined) continue;
      const slot = before.get(seq);
      if (slot === undefined) arriving.push(seq);
      else after.set(seq, slot);
    }
    for (const [seq, slot] of before) if (!after.has(seq)) this.#freeSlots.push(slot);
    const free = this.#freeSlots;
    const reused = free.splice(Math.max(0, free.length - arriving.length));
    for (const [at, seq] of arriving.entries()) {
      after.set(seq, reused[at] ?? this.#slotCount++);
    }
    this.#slots = after;
  }

  #handleResize(): void {
    const element = this.#element;
    if (element === null) return;
    const { clientWidth, clientHeight } = element;
    if (clientWidth === this.#widthPx && clientHeight === this.#heightPx) {
      // Rows changed by themselves (a font arrived). Rendering rows in here would be reported as a loop by the browser.
      requestAnimationFrame(() => this.measure());
      return;
    }
    if (clientWidth !== this.#widthPx) {
      this.#calibrated = false;
      this.#geometry.forget();
    }
    this.#widthPx = clientWidth;
    this.#heightPx = clientHeight;
    this.measure();
    this.#layout?.reflow();
  }
}

/** By how much a transform outside scales the element. */
function scaleOf(element: HTMLElement): number {
  const shown = element.getBoundingClientRect().height;
  const laidOut = element.offsetHeight;
  // The second is rounded to whole pixels: taken for a scale, that would add up to a row over 100,000.
  return shown === 0 || laidOut === 0 || Math.abs(shown - laidOut) < 1 ? 1 : shown / laidOut;
}
