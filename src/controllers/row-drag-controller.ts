/**
 * Selecting rows by dragging over them, from the cells beside the message: a drag that begins on the message is the
 * browser's, for text. At the edges the list scrolls, the faster the further outside the pointer is. Fingers scroll.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { SelectionController } from './selection-controller.js';

/** A pointer that moved further than this with its button down is dragging, not clicking. In pixels. */
const DRAG_PX = 4;
/** What is scrolled in one frame, as a share of how far outside the pointer is; and at most, in pixels. */
const SCROLL_SHARE = 0.25;
const SCROLL_MAX_PX = 60;

/** What a drag needs of the list. */
export interface RowDragView {
  /** seq of the row at a point of the page; `null` where there is none. */
  seqAt(x: number, y: number): number | null;
  /** A drag has begun: whoever selects wants the rows to stay where they are. */
  onBegin(): void;
}

interface Drag {
  readonly list: HTMLElement;
  readonly pointerId: number;
  readonly startSeq: number;
  readonly startX: number;
  readonly startY: number;
  readonly adds: boolean;
  x: number;
  y: number;
  isMoving: boolean;
  frame: number;
}

/** Follows one pointer. */
export class RowDragController implements ReactiveController {
  readonly #selection: SelectionController;
  readonly #view: RowDragView;
  #drag: Drag | null = null;
  #swallowsClick = false;

  constructor(host: ReactiveControllerHost, selection: SelectionController, view: RowDragView) {
    this.#selection = selection;
    this.#view = view;
    host.addController(this);
  }

  /** A button went down on a row, beside its message. It is a drag only once the pointer has moved. */
  begin(event: PointerEvent, list: HTMLElement, seq: number): void {
    this.cancel();
    this.#swallowsClick = false;
    if (event.pointerType === 'touch' || event.button !== 0) return;
    this.#drag = {
      list,
      pointerId: event.pointerId,
      startSeq: seq,
      startX: event.clientX,
      startY: event.clientY,
      adds: event.ctrlKey || event.metaKey,
      x: event.clientX,
      y: event.clientY,
      isMoving: false,
      frame: 0,
    };
    list.addEventListener('pointermove', this.#handleMove);
    list.addEventListener('pointerup', this.#handleEnd);
    list.addEventListener('pointercancel', this.#handleEnd);
    list.addEventListener('lostpointercapture', this.#handleEnd);
  }

  /** True once for the click that a browser makes of the end of a drag. */
  takeClick(): boolean {
    const swallows = this.#swallowsClick;
    this.#swallowsClick = false;
    return swallows;
  }

  /** Leaves the rows selected that are selected by now. */
  cancel(): void {
    const drag = this.#drag;
    if (drag === null) return;
    this.#drag = null;
    cancelAnimationFrame(drag.frame);
    const { list, pointerId } = drag;
    list.removeEventListener('pointermove', this.#handleMove);
    list.removeEventListener('pointerup', this.#handleEnd);
    list.removeEventListener('pointercancel', this.#handleEnd);
    list.removeEventListener('lostpointercapture', this.#handleEnd);
    if (list.hasPointerCapture(pointerId)) list.releasePointerCapture(pointerId);
  }

  hostDisconnected(): void {
    this.cancel();
  }

  readonly #handleMove = (event: PointerEvent): void => {
    const drag = this.#drag;
    if (drag === null || event.pointerId !== drag.pointerId) return;
    // Its button was let go where nobody told.
    if ((event.buttons & 1) === 0) {
      this.cancel();
      return;
    }
    drag.x = event.clientX;
    drag.y = event.clientY;
    if (drag.isMoving) this.#extend(drag);
    else if (Math.hypot(drag.x - drag.startX, drag.y - drag.startY) > DRAG_PX) this.#start(drag);
  };

  readonly #handleEnd = (event: PointerEvent): void => {
    if (this.#drag?.pointerId === event.pointerId) this.cancel();
  };

  #start(drag: Drag): void {
    drag.isMoving = true;
    this.#swallowsClick = true;
    this.#capture(drag);
    this.#view.onBegin();
    if (!drag.adds) this.#selection.pick(drag.startSeq, 'only');
    else if (!this.#selection.selected.has(drag.startSeq)) {
      this.#selection.pick(drag.startSeq, 'toggle');
    } else this.#selection.select(drag.startSeq);
    this.#extend(drag);
    drag.frame = requestAnimationFrame(() => this.#scroll(drag));
  }

  /** So that moves outside the list are told too. A pointer that is gone by now cannot be held. */
  #capture({ list, pointerId }: Drag): void {
    try {
      list.setPointerCapture(pointerId);
    } catch {
      // The drag ends with the next move then.
    }
  }

  #extend(drag: Drag): void {
    const box = drag.list.getBoundingClientRect();
    const x = Math.min(box.right - 1, Math.max(box.left + 1, drag.x));
    const y = Math.min(box.bottom - 1, Math.max(box.top + 1, drag.y));
    const seq = this.#view.seqAt(x, y);
    if (seq !== null && seq !== this.#selection.activeSeq) this.#selection.pick(seq, 'extend');
  }

  #scroll(drag: Drag): void {
    if (this.#drag !== drag) return;
    drag.frame = requestAnimationFrame(() => this.#scroll(drag));
    const { top, bottom } = drag.list.getBoundingClientRect();
    const outside = drag.y < top ? drag.y - top : Math.max(0, drag.y - bottom);
    if (outside === 0) return;
    const px = Math.max(1, Math.min(SCROLL_MAX_PX, Math.abs(outside) * SCROLL_SHARE));
    drag.list.scrollTop += Math.sign(outside) * px;
    this.#extend(drag);
  }
}
