/**
 * The strip beside the list: where errors, warnings and matches are among all rows on show, and where the window is.
 * A slider, for keys and assistive technology; a thing to click on, to drag and to turn the wheel over for a pointer.
 * It asks to be taken to rows and never scrolls the list by itself.
 */
import { html, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { LogMark, LogRow } from '../core/log-entry.js';
import { MapScale, type RowWindow } from '../core/map-scale.js';
import { placeOfSeq } from '../core/place-of-seq.js';
import { SeverityDensity } from '../core/severity-density.js';
import { CanvasSheet, type Sheet } from './canvas-sheet.js';
import { MinimapPointer } from './minimap-pointer.js';
import { mostStretches, paintMinimap } from './minimap-painter.js';
import { swatches } from './palette.js';

/** What the strip shows. */
export interface MinimapInput {
  /** The rows on show; a new array when they changed. */
  readonly rows: readonly LogRow[];
  /** Rows to be ticked. */
  readonly hits: readonly LogRow[];
  /** Dividers that the reader has put between them, in order; a new array when they changed. */
  readonly marks: readonly LogMark[];
  /** Another one means that other rows are on show than before, and not only more of them. */
  readonly filter: string;
  /** seq of the rows at the edges of the window; `null` without rows. Asked for only while the strip is to be seen. */
  readonly window: () => readonly [number, number] | null;
  /** Rows only fly by: it is painted less often. */
  readonly isSkimmed: boolean;
}

/** What the strip asks for. */
export interface MinimapHandlers {
  /** Go to the row at this place in the list; to follow from there when it `isEnd`. */
  onGo(index: number, isEnd: boolean): void;
  /** Scroll the list. */
  onWheel(event: WheelEvent): void;
  /** What there is to say of the rows around `index`; `around` is the stretch that was counted. */
  describe(index: number, counts: Uint32Array, around: RowWindow): MinimapWords;
  /** Rows that fit the window. */
  pageLength(): number;
  /** Calls back when there is time for what nobody waits for. */
  later(task: () => void): void;
}

/** A place on the strip in words. */
export interface MinimapWords {
  /** Next to the pointer. */
  readonly tip: string;
  /** As the value of the slider. */
  readonly value: string;
}

/** A step of the page keys: a share of all rows. */
const LEAP = 0.1;

/**
 * Rows that are counted in one go: less than a millisecond. More that come at once, or are there when another filter is
 * chosen, are counted after the frame that shows them; counted in it, 100,000 would make it six milliseconds late.
 */
const ROWS_AT_ONCE = 10_000;

/** The strip. */
export class Minimap {
  readonly #handlers: MinimapHandlers;
  readonly #density = new SeverityDensity();
  readonly #sheet = new CanvasSheet((sheet) => this.#paint(sheet));
  readonly #pointer: MinimapPointer;
  #root: HTMLElement | null = null;
  #input: MinimapInput | null = null;
  #painted: MinimapInput | null = null;
  /** The filter of the rows that are counted. */
  #filter: string | null = null;
  /** Many rows are counted bit by bit, and painted when that is done. */
  #isCounting = false;
  #scale = new MapScale(0, 0);
  #scaledPx = 0;
  #window: RowWindow = { first: 0, last: -1 };
  /** The reader has gone somewhere, and has not been told where yet. */
  #isAwaited = false;
  #boxTop = NaN;
  #boxHeight = NaN;

  constructor(handlers: MinimapHandlers) {
    this.#handlers = handlers;
    this.#pointer = new MinimapPointer({
      scale: () => this.#scale,
      window: () => this.#window,
      counts: (index, visit) => {
        this.#density.visitStretchAt(index, mostStretches(this.#scale), visit);
      },
      rows: () => this.#density.rows,
      hits: () => this.#input?.hits ?? [],
      tip: (index, counts, around) => handlers.describe(index, counts, around).tip,
      go: (index, isEnd) => {
        this.#go(index, isEnd);
      },
    });
  }

  /** Whether it is to be seen: it may have been turned off, or have no room. */
  get isShown(): boolean {
    return this.#sheet.isShown;
  }

  readonly #attach = (root?: Element): void => {
    this.#root = root instanceof HTMLElement ? root : null;
    this.#boxTop = this.#boxHeight = NaN;
    this.#painted = null;
    if (this.#root === null) {
      // Turned off, it costs nothing, not even the rows that it has counted.
      this.#input = null;
      this.#density.follow([], true);
      this.#filter = null;
    }
    this.#pointer.attach(this.#root);
    this.#sheet.attach(root);
  };

  /** Its place in the widget; `always` keeps it where there is little room. */
  render(label: string, always: boolean): TemplateResult {
    return html`<div
      class=${always ? 'minimap always' : 'minimap'}
      part="minimap"
      role="slider"
      tabindex="0"
      aria-orientation="vertical"
      aria-label=${label}
      aria-valuemin="0"
      aria-valuemax="0"
      aria-valuenow="0"
      @keydown=${this.#handleKeyDown}
      @focus=${this.#handleFocus}
      @wheel=${this.#handleWheel}
      ${ref(this.#attach)}
    >
      <canvas aria-hidden="true"></canvas>
      <span class="map-window"></span>
      <span class="map-tip" hidden></span>
      ${swatches()}
    </div>`;
  }

  /** Takes what is on show now. Cheap: the counting is left to the next painting. */
  update(input: MinimapInput): void {
    this.#input = input;
    if (!this.isShown || this.#root === null) return;
    const { rows } = input;
    if (rows.length !== this.#scale.rows || this.#sheet.heightPx !== this.#scaledPx) {
      this.#scaledPx = this.#sheet.heightPx;
      this.#scale = new MapScale(rows.length, this.#scaledPx);
    }
    this.#placeWindow(input);
    if (this.#isAwaited) this.#tellPlace(true);
    const painted = this.#painted;
    const isSame = painted?.rows === rows && painted.hits === input.hits;
    if (isSame && painted.marks === input.marks) return;
    if (this.#isCounting) return;
    const known = input.filter === this.#filter ? this.#density.length : 0;
    if (rows.length - known > ROWS_AT_ONCE) {
      this.#isCounting = true;
      this.#handlers.later(this.#countOn);
      return;
    }
    const grows = painted !== null && painted.filter === input.filter && painted.rows.length > 0;
    this.#sheet.request(!grows, input.isSkimmed);
  }

  readonly #countOn = (): void => {
    this.#isCounting = false;
    const input = this.#input;
    if (input === null || !this.isShown) return;
    if (input.rows === this.#density.rows && input.filter === this.#filter) {
      this.#density.countOn(ROWS_AT_ONCE);
    } else this.#follow(input, ROWS_AT_ONCE);
    if (this.#density.isBehind) {
      this.#isCounting = true;
      this.#handlers.later(this.#countOn);
    } else this.#sheet.request(true);
  };

  #follow({ rows, filter }: MinimapInput, most: number): void {
    this.#density.follow(rows, filter !== this.#filter, most);
    this.#filter = filter;
  }

  #placeWindow({ rows, window }: MinimapInput): void {
    const edges = window();
    const first = edges === null ? 0 : placeOfSeq(rows, edges[0]);
    const last = edges === null ? -1 : placeOfSeq(rows, edges[1], first);
    this.#window = { first, last: Math.min(last, rows.length - 1) };
    const { topPx, heightPx } = this.#scale.box(this.#window);
    const [top, height] = [Math.round(topPx * 2) / 2, Math.round(heightPx * 2) / 2];
    const box = this.#root?.querySelector<HTMLElement>('.map-window');
    if (!box || (top === this.#boxTop && height === this.#boxHeight)) return;
    [this.#boxTop, this.#boxHeight] = [top, height];
    box.style.setProperty('block-size', `${height}px`);
    box.style.setProperty('translate', `0 ${top}px`);
    this.#tellPlace();
  }

  #paint(sheet: Sheet): void {
    const input = this.#input;
    if (input === null) return;
    const { rows, hits, marks } = input;
    this.#follow(input, Infinity);
    this.#density.countOn(Infinity);
    this.#painted = input;
    this.#scaledPx = sheet.heightPx;
    this.#scale = new MapScale(rows.length, sheet.heightPx);
    this.#placeWindow(input);
    paintMinimap(sheet, { density: this.#density, scale: this.#scale, hits, marks });
    this.#root?.classList.toggle('blank', rows.length === 0);
    this.#pointer.refresh();
    this.#tellPlace();
  }

  #go(index: number, isEnd: boolean): void {
    this.#isAwaited = true;
    this.#handlers.onGo(index, isEnd);
  }

  /** Whoever listens at the slider hears where they went, and not how the list grows meanwhile. */
  #tellPlace(isAsked = false): void {
    const root = this.#root;
    if (root === null) return;
    const { rows } = this.#scale;
    const isListening = root.matches(':focus');
    root.setAttribute('aria-valuemin', rows === 0 ? '0' : '1');
    root.setAttribute('aria-valuemax', String(rows));
    if (isListening && !isAsked) return;
    this.#isAwaited = false;
    const index = this.#currentIndex;
    root.setAttribute('aria-valuenow', String(rows === 0 ? 0 : index + 1));
    this.#density.visitStretchAt(index, mostStretches(this.#scale), (from, to, counts) => {
      // A divider in view is met, however short the stretch that is counted.
      const first = Math.min(from, this.#window.first);
      const last = Math.max(to - 1, this.#window.last);
      const { value } = this.#handlers.describe(index, counts, { first, last });
      root.setAttribute('aria-valuetext', value);
    });
  }

  /** From the first row, when the window is at the start, to the last, when it is at the end. */
  get #currentIndex(): number {
    const last = Math.max(0, this.#scale.rows - 1);
    return Math.round(this.#scale.fractionOf(this.#window) * last);
  }

  readonly #handleFocus = (): void => {
    this.#tellPlace(true);
  };

  readonly #handleKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || this.#scale.rows === 0) return;
    const last = this.#scale.rows - 1;
    const middle = Math.round((this.#window.first + this.#window.last) / 2);
    const page = this.#handlers.pageLength();
    const leap = Math.max(page, Math.round(this.#scale.rows * LEAP));
    const targets: Readonly<Record<string, number>> = {
      ArrowUp: middle - page,
      ArrowLeft: middle - page,
      ArrowDown: middle + page,
      ArrowRight: middle + page,
      PageUp: middle - leap,
      PageDown: middle + leap,
      Home: 0,
      End: last,
    };
    const target = Object.hasOwn(targets, event.key) ? targets[event.key] : undefined;
    if (target === undefined) return;
    event.preventDefault();
    this.#go(Math.min(last, Math.max(0, target)), target >= last);
  };

  readonly #handleWheel = (event: WheelEvent): void => {
    if (!event.ctrlKey) this.#handlers.onWheel(event);
  };
}
