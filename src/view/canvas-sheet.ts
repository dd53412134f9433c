/**
 * A canvas that is painted no oftener than there is something new to see: as large as its place, as sharp as the
 * screen, in the colours of the theme, and not at all while it is hidden. What is painted is not its business.
 */
import { readPalette, type Palette } from './palette.js';

/** What a painter has to go by. Lengths are in CSS pixels; the context is scaled, and mirrored for right-to-left. */
export interface Sheet {
  readonly context: CanvasRenderingContext2D;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Pixels of the screen to one of CSS: painters round to them, so that edges are sharp. */
  readonly ratio: number;
  readonly isRtl: boolean;
  readonly palette: Palette;
}

/**
 * Between two paintings while rows pour in, in milliseconds. Each costs about a millisecond and makes its frame late;
 * oftener than four times a second that is seen in the rows, and seldomer the picture jumps.
 */
const REPAINT_MS = 250;
/** The same while rows only fly by. A second at most, or it would not be up to date when that is over. */
const SKIMMED_REPAINT_MS = 500;

/** Keeps a canvas painted. */
export class CanvasSheet {
  readonly #paint: (sheet: Sheet) => void;
  #root: HTMLElement | null = null;
  #canvas: HTMLCanvasElement | null = null;
  #resize: ResizeObserver | null = null;
  #palette: Palette | null = null;
  #isRtl = false;
  #widthPx = 0;
  #heightPx = 0;
  #frame: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #paintedAtMs = -Infinity;

  /** @param paint - called in a frame, never while the canvas is hidden */
  constructor(paint: (sheet: Sheet) => void) {
    this.#paint = paint;
  }

  /** Whether there is anything to be seen of it. */
  get isShown(): boolean {
    return this.#widthPx > 0 && this.#heightPx > 0;
  }

  get widthPx(): number {
    return this.#widthPx;
  }

  get heightPx(): number {
    return this.#heightPx;
  }

  /** Right-to-left when it was painted last. */
  get isRtl(): boolean {
    return this.#isRtl;
  }

  /** For the `ref` of an element with one canvas and the swatches in it. */
  attach(root?: Element): void {
    if (root === this.#root) return;
    this.#release();
    if (!(root instanceof HTMLElement)) return;
    this.#root = root;
    this.#canvas = root.querySelector('canvas');
    if (this.#canvas === null) return;
    this.#resize = new ResizeObserver(this.#handleResize);
    this.#resize.observe(this.#canvas);
    root.addEventListener('transitionend', this.#handleTheme);
  }

  /** Asks for a painting: at the next frame when `soon`, else when the last one has been there for a while. */
  request(soon: boolean, isSkimmed = false): void {
    if (!this.isShown || this.#frame !== null) return;
    const leastMs = isSkimmed ? SKIMMED_REPAINT_MS : REPAINT_MS;
    const waitMs = soon ? 0 : this.#paintedAtMs + leastMs - performance.now();
    if (waitMs <= 0) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#frame = requestAnimationFrame(this.#handleFrame);
      return;
    }
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.request(true);
    }, waitMs);
  }

  readonly #handleFrame = (): void => {
    this.#frame = null;
    this.#paintedAtMs = performance.now();
    const canvas = this.#canvas;
    const context = canvas?.getContext('2d');
    if (canvas === null || !context || this.#root === null || !this.isShown) return;
    const ratio = globalThis.devicePixelRatio || 1;
    const [width, height] = [this.#widthPx, this.#heightPx].map((px) => Math.round(px * ratio));
    if (canvas.width !== width) canvas.width = width ?? 0;
    if (canvas.height !== height) canvas.height = height ?? 0;
    if (this.#palette === null) {
      this.#palette = readPalette(this.#root);
      this.#isRtl = getComputedStyle(this.#root).direction === 'rtl';
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, this.#widthPx, this.#heightPx);
    if (this.#isRtl) context.transform(-1, 0, 0, 1, this.#widthPx, 0);
    this.#paint({
      context,
      widthPx: this.#widthPx,
      heightPx: this.#heightPx,
      ratio,
      isRtl: this.#isRtl,
      palette: this.#palette,
    });
  };

  readonly #handleResize = (entries: readonly ResizeObserverEntry[]): void => {
    const box = entries.at(-1)?.contentRect;
    this.#widthPx = box?.width ?? 0;
    this.#heightPx = box?.height ?? 0;
    // Direction and screen may be others as well.
    this.#palette = null;
    this.request(true);
  };

  readonly #handleTheme = (event: Event): void => {
    const swatch = event.target;
    if (!(swatch instanceof Element) || swatch.parentElement?.className !== 'swatches') return;
    this.#palette = null;
    this.request(true);
  };

  #release(): void {
    this.#resize?.disconnect();
    this.#root?.removeEventListener('transitionend', this.#handleTheme);
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#frame = null;
    this.#root = this.#canvas = this.#resize = this.#palette = null;
    this.#widthPx = this.#heightPx = 0;
  }
}
