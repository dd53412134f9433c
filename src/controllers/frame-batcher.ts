/**
 * Many pushes, one flush a frame. A page that is hidden gets no frames, so a timer stands behind the frame: rows
 * must not pile up unseen, or coming back to the tab would mean one enormous frame.
 */
import { yieldTask } from '../search/yield-task.js';

/** Longest wait for a frame before the flush runs without one. Shorter would beat slow frames to it. */
const HIDDEN_FLUSH_MS = 250;

/** A flush that does not wait for its frame comes so long after the last one, in milliseconds, or rows that pour in would be shown twice a frame. */
const HURRY_AFTER_MS = 100;

/** Says how long to wait after a flush, in milliseconds. */
export interface FlushPace {
  readonly waitMs: number;
}

/** Calls a function once at the next frame, however often it is asked to. */
export class FrameBatcher {
  readonly #flush: () => void;
  #frame: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly #pace: FlushPace | undefined;
  #flushedAtMs = -Infinity;

  /**
   * @param flush - what to call; an exception in it is the caller's to see
   * @param pace - how long to wait between two flushes. Default: for the next frame
   */
  constructor(flush: () => void, pace?: FlushPace) {
    this.#flush = flush;
    this.#pace = pace;
  }

  /** Asks for a flush at the next frame. */
  request(): void {
    if (this.#frame !== null) return;
    this.#frame = requestAnimationFrame(this.#handleFrame);
    this.#timer = setTimeout(this.#handleDue, HIDDEN_FLUSH_MS);
  }

  /**
   * Flushes in the next task instead of the next frame, unless there was one just now: for work that
   * would take longer than a frame has, so that it is not waited for first.
   */
  hurry(): void {
    this.request();
    yieldTask(() => {
      const isRested = performance.now() - this.#flushedAtMs >= HURRY_AFTER_MS;
      if (this.#frame !== null && isRested) this.#handleDue();
    });
  }

  /** Forgets a flush that was asked for. */
  cancel(): void {
    if (this.#frame === null) return;
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#frame = null;
  }

  readonly #handleFrame = (): void => {
    const waitMs = this.#pace?.waitMs ?? 0;
    if (performance.now() - this.#flushedAtMs >= waitMs) this.#handleDue();
    else this.#frame = requestAnimationFrame(this.#handleFrame);
  };

  readonly #handleDue = (): void => {
    this.cancel();
    this.#flushedAtMs = performance.now();
    this.#flush();
  };
}
