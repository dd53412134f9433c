/**
 * Following the newest rows, by what the reader wants and not by where the scroll bar happens to be: any sign of
 * wanting to read stops it, reaching the end starts it again, and the widget's own scrolling does neither.
 * It also counts what came in meanwhile. It scrolls by telling its target what to hold, never by a timer.
 */
import type { ReactiveControllerHost } from 'lit';
import type { LogRow } from '../core/log-entry.js';
import { MissedCount } from '../core/missed-count.js';

/** What can hold its end, or its place. */
export interface FollowTarget {
  hold(what: 'end' | 'place'): void;
}

/** Who asked for a change. The host is not told of its own. */
export type FollowCause = 'reader' | 'host' | 'stream';

/** Closer to the end than this counts as being there, in pixels: fractions and borders must not matter. */
const END_PX = 8;
/** The same for fingers, which stop less exactly. */
const END_COARSE_PX = 24;
/** A pointer that moved further than this with its button down is selecting, not clicking. In pixels. */
const DRAG_PX = 4;

/** Decides whether the end is held. */
export class FollowController {
  readonly #host: ReactiveControllerHost;
  readonly #target: FollowTarget;
  readonly #onChange: (following: boolean, cause: FollowCause) => void;
  #following = true;
  /** What the host wants; `null` leaves it to the life of the run. */
  #wish: boolean | null = null;
  #isLive = true;
  /** The newest row that the reader has had the chance to see. */
  #seenSeq = 0;
  #missed = new MissedCount();
  #pressedAt: { readonly x: number; readonly y: number } | null = null;
  #touchY: number | null = null;

  constructor(
    host: ReactiveControllerHost,
    target: FollowTarget,
    onChange: (following: boolean, cause: FollowCause) => void,
  ) {
    this.#host = host;
    this.#target = target;
    this.#onChange = onChange;
  }

  /** True while the newest row is kept in view. */
  get following(): boolean {
    return this.#following;
  }

  /** Rows on show that came in since following stopped and have not been scrolled to. */
  get missedRows(): number {
    return this.#missed.rows;
  }

  /** How many of those are errors. */
  get missedErrors(): number {
    return this.#missed.errors;
  }

  /** Takes the host's wish: on, off, or `null` for "while the run is live". */
  setWish(wish: boolean | null): void {
    if (wish === this.#wish) return;
    this.#wish = wish;
    this.#set(wish ?? this.#isLive, 'host');
  }

  /** Says whether more rows may come. A run that has ended is read, not followed. */
  setLive(isLive: boolean): void {
    if (isLive === this.#isLive) return;
    this.#isLive = isLive;
    if (this.#wish === null) this.#set(isLive, 'stream');
  }

  /** Another run: nothing of it has been seen, and what the reader did in the last one is void. */
  restart(): void {
    this.#seenSeq = 0;
    this.#missed = new MissedCount();
    this.#isLive = true;
    this.#set(this.#wish ?? true, 'stream');
    this.#target.hold('end');
  }

  /** The reader wants the newest rows. */
  resume(cause: FollowCause = 'reader'): void {
    this.#set(true, cause);
    this.#target.hold('end');
  }

  /** The reader wants to read. */
  yield(cause: FollowCause = 'reader'): void {
    this.#set(false, cause);
  }

  /**
   * Takes the rows on show, and the last of them that is in the window; counts those that were missed.
   *
   * @param filter - what decides which rows are on show, part by part
   */
  rowsShown(rows: readonly LogRow[], lastInViewSeq: number, filter: readonly unknown[]): void {
    const newest = rows.at(-1)?.seq ?? 0;
    this.#seenSeq = Math.max(this.#seenSeq, this.#following ? newest : lastInViewSeq);
    this.#missed.update(rows, this.#seenSeq, filter);
  }

  /** The reader has scrolled, by whatever means. */
  handleReaderScroll({
    up,
    fromEndPx,
  }: {
    readonly up: boolean;
    readonly fromEndPx: number;
  }): void {
    const nearPx = globalThis.matchMedia('(pointer: coarse)').matches ? END_COARSE_PX : END_PX;
    // Only on the way down: the first pixels of a slow scroll upwards are near the end too.
    if (!up && fromEndPx <= nearPx) this.#set(true, 'reader');
    else if (up && fromEndPx > nearPx) this.#set(false, 'reader');
    if (this.#following) this.#target.hold('end');
    this.#host.requestUpdate();
  }

  readonly handleWheel = (event: WheelEvent): void => {
    if (event.deltaY < 0 && overflows(event.currentTarget)) this.yield();
  };

  readonly handleTouchStart = (event: TouchEvent): void => {
    this.#touchY = event.touches[0]?.clientY ?? null;
  };

  readonly handleTouchMove = (event: TouchEvent): void => {
    const y = event.touches[0]?.clientY;
    if (y === undefined || this.#touchY === null) return;
    if (y - this.#touchY > 2 && overflows(event.currentTarget)) this.yield();
  };

  readonly handlePointerDown = (event: PointerEvent): void => {
    if (event.pointerType !== 'mouse' || event.button !== 0) return;
    this.#pressedAt = { x: event.clientX, y: event.clientY };
  };

  readonly handlePointerMove = (event: PointerEvent): void => {
    const from = this.#pressedAt;
    if (from === null || !this.#following) return;
    if ((event.buttons & 1) === 0) {
      this.#pressedAt = null;
      return;
    }
    if (Math.hypot(event.clientX - from.x, event.clientY - from.y) > DRAG_PX) this.yield();
  };

  #set(following: boolean, cause: FollowCause): void {
    if (following === this.#following) return;
    this.#following = following;
    this.#target.hold(following ? 'end' : 'place');
    this.#onChange(following, cause);
    this.#host.requestUpdate();
  }
}

function overflows(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.scrollHeight > target.clientHeight + 1;
}
