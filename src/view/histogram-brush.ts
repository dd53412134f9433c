/**
 * Choosing a stretch of time on the histogram: by dragging over it, by moving what was chosen or one of its ends, by
 * keys on either end. What is being drawn is shown at once, and asked for when it is done.
 */
import type { TimeRange } from '../core/query-time.js';
import type { TimeScale } from '../core/time-scale.js';

/** What the brush acts on. */
export interface BrushGround {
  scale(): TimeScale;
  /** What is chosen now. */
  range(): TimeRange | null;
  isRtl(): boolean;
  /** It is being drawn; `undefined` when it is not any more. */
  onDraft(range: TimeRange | null | undefined): void;
  /** It was chosen. */
  onRange(range: TimeRange | null): void;
  /** The pointer is over a bin, or over none. */
  onHover(bin: number | null): void;
}

/** What a drag does. */
interface Drag {
  readonly pointerId: number;
  readonly kind: 'new' | 'move' | 'from' | 'to';
  /** Where it began, and what was chosen then: by time, since bins may become others while it lasts. */
  readonly startMs: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Bins that the page keys, and arrows with Shift, go at once. */
const LEAP = 10;
/** A drag shorter than this is a click, in pixels. */
const CLICK_PX = 4;

/** Listens to pointers and keys. */
export class HistogramBrush {
  readonly #ground: BrushGround;
  #chart: HTMLElement | null = null;
  #drag: Drag | null = null;
  #downPx = 0;
  #draft: TimeRange | null = null;

  constructor(ground: BrushGround) {
    this.#ground = ground;
  }

  /** True while something is being drawn. */
  get isDrawing(): boolean {
    return this.#drag !== null;
  }

  attach(chart: HTMLElement | null): void {
    if (chart === this.#chart) return;
    this.#drag = null;
    this.#chart = chart;
    if (chart === null) return;
    chart.addEventListener('pointerdown', this.#handleDown);
    chart.addEventListener('pointermove', this.#handleMove);
    chart.addEventListener('pointerup', this.#handleUp);
    chart.addEventListener('pointercancel', this.#handleCancel);
    chart.addEventListener('pointerleave', this.#handleLeave);
    chart.addEventListener('dblclick', this.#handleDoubleClick);
    chart.addEventListener('keydown', this.#handleKeyDown);
  }

  readonly #handleDown = (event: PointerEvent): void => {
    const scale = this.#ground.scale();
    if (event.button !== 0 || this.#chart === null || scale.bins.count === 0) return;
    const px = this.#placeOf(event);
    const range = this.#ground.range();
    const [from, to] = scale.edgesOf(range);
    const end = endOf(event.target);
    const isInside = range !== null && px >= from * scale.binPx && px < to * scale.binPx;
    this.#downPx = px;
    this.#drag = {
      pointerId: event.pointerId,
      kind: end ?? (isInside ? 'move' : 'new'),
      startMs: this.#msAt(px),
      fromMs: scale.msOf(from),
      toMs: scale.msOf(to),
    };
    this.#chart.setPointerCapture(event.pointerId);
    this.#draw(px);
  };

  readonly #handleMove = (event: PointerEvent): void => {
    const px = this.#placeOf(event);
    const scale = this.#ground.scale();
    if (this.#drag !== null) this.#draw(px);
    else if (event.pointerType === 'touch') return;
    this.#ground.onHover(scale.bins.count === 0 ? null : scale.binAt(px));
  };

  readonly #handleUp = (event: PointerEvent): void => {
    const drag = this.#drag;
    if (drag?.pointerId !== event.pointerId) return;
    this.#drag = null;
    this.#ground.onDraft(undefined);
    const isClick = Math.abs(this.#placeOf(event) - this.#downPx) < CLICK_PX;
    // A click inside what is chosen means the bin under it.
    if (isClick && drag.kind === 'move') this.#draft = this.#binRange(drag.startMs);
    if (!isClick || drag.kind === 'move' || drag.kind === 'new') this.#ground.onRange(this.#draft);
    if (event.pointerType !== 'mouse') this.#ground.onHover(null);
  };

  readonly #handleCancel = (): void => {
    this.#drag = null;
    this.#ground.onDraft(undefined);
    this.#ground.onHover(null);
  };

  readonly #handleLeave = (): void => {
    if (this.#drag === null) this.#ground.onHover(null);
  };

  readonly #handleDoubleClick = (): void => {
    this.#ground.onRange(null);
  };

  readonly #handleKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') {
      const isIdle = this.#drag === null && this.#ground.range() === null;
      if (isIdle) return;
      if (this.#drag === null) this.#ground.onRange(null);
      else this.#handleCancel();
      event.preventDefault();
      return;
    }
    const end = endOf(event.target);
    const scale = this.#ground.scale();
    const [from, to] = scale.edgesOf(this.#ground.range());
    const edge = end === null ? null : this.#edgeAfter(event, end === 'from' ? from : to);
    if (edge === null) return;
    event.preventDefault();
    // The ends do not pass each other: a bin stays between them.
    const range =
      end === 'from'
        ? scale.rangeOf(Math.min(Math.max(0, edge), to - 1), to)
        : scale.rangeOf(from, Math.max(Math.min(scale.bins.count, edge), from + 1));
    this.#ground.onRange(range);
  };

  #edgeAfter(event: KeyboardEvent, edge: number): number | null {
    const onward = this.#ground.isRtl() ? 'ArrowLeft' : 'ArrowRight';
    const back = this.#ground.isRtl() ? 'ArrowRight' : 'ArrowLeft';
    const step = event.shiftKey ? LEAP : 1;
    const steps: Readonly<Record<string, number>> = {
      [onward]: step,
      [back]: -step,
      ArrowUp: step,
      ArrowDown: -step,
      PageUp: LEAP,
      PageDown: -LEAP,
      Home: -Infinity,
      End: Infinity,
    };
    return Object.hasOwn(steps, event.key) ? edge + (steps[event.key] ?? 0) : null;
  }

  #draw(px: number): void {
    const drag = this.#drag;
    if (drag === null) return;
    const scale = this.#ground.scale();
    const ms = this.#msAt(px);
    const movedMs = ms - drag.startMs;
    if (drag.kind === 'new') {
      const from = scale.binAt(scale.placeOf(Math.min(ms, drag.startMs)));
      const to = scale.binAt(scale.placeOf(Math.max(ms, drag.startMs)));
      this.#draft = scale.rangeOf(from, to + 1);
    } else if (drag.kind === 'move') {
      const length = scale.edgeAt(drag.toMs) - scale.edgeAt(drag.fromMs);
      const from = Math.min(scale.bins.count - length, scale.edgeAt(drag.fromMs + movedMs));
      this.#draft = scale.rangeOf(from, from + length);
    } else {
      const fixed = scale.edgeAt(drag.kind === 'from' ? drag.toMs : drag.fromMs);
      const moved = scale.edgeAt((drag.kind === 'from' ? drag.fromMs : drag.toMs) + movedMs);
      const [low, high] = moved < fixed ? [moved, fixed] : [fixed, moved];
      this.#draft = scale.rangeOf(low, Math.max(high, low + 1));
    }
    this.#ground.onDraft(this.#draft);
  }

  #binRange(ms: number): TimeRange | null {
    const scale = this.#ground.scale();
    const bin = scale.binAt(scale.placeOf(ms));
    return scale.rangeOf(bin, bin + 1);
  }

  #msAt(px: number): number {
    const { bins, binPx } = this.#ground.scale();
    return bins.startMs + (px / binPx) * bins.stepMs;
  }

  /** From the side at which lines begin, in the chart's own pixels: the page may have scaled it. */
  #placeOf(event: PointerEvent): number {
    const chart = this.#chart;
    if (chart === null) return 0;
    const box = chart.getBoundingClientRect();
    const scale = box.width / (chart.offsetWidth || 1) || 1;
    const px = this.#ground.isRtl() ? box.right - event.clientX : event.clientX - box.left;
    return px / scale;
  }
}

/** Which end of the chosen stretch an event is about, if any. */
function endOf(target: EventTarget | null): 'from' | 'to' | null {
  if (!(target instanceof Element) || !target.classList.contains('brush-end')) return null;
  return target.classList.contains('from') ? 'from' : 'to';
}
