/**
 * Pointers on the minimap: a press goes there, to what is worst there; dragging goes on from it, and dragging the box
 * moves the box; a pointer that only hovers is told what is under it. At most one step a frame.
 */
import type { LogRow } from '../core/log-entry.js';
import { isEntry, isMark } from '../core/log-entry.js';
import type { MapScale, RowWindow } from '../core/map-scale.js';
import { placeOfSeq } from '../core/place-of-seq.js';
import type { StretchVisitor } from '../core/severity-density.js';

/** What pointers act on. */
export interface MinimapGround {
  scale(): MapScale;
  window(): RowWindow;
  /** The stretch around a row. */
  counts(index: number, visit: StretchVisitor): void;
  rows(): readonly LogRow[];
  hits(): readonly LogRow[];
  tip(index: number, counts: Uint32Array, around: RowWindow): string;
  go(index: number, isEnd: boolean): void;
}

/** A press that moves less than this is a click, in pixels. */
const CLICK_PX = 3;

/** What a press has hold of. */
interface Grip {
  readonly pointerId: number;
  readonly fromPx: number;
  /** From the upper edge of the box to the pointer; `null` when it is not the box that is held. */
  readonly inBoxPx: number | null;
  moved: boolean;
}

/** Listens to pointers. */
export class MinimapPointer {
  readonly #ground: MinimapGround;
  #root: HTMLElement | null = null;
  #grip: Grip | null = null;
  #atPx: number | null = null;
  #frame: number | null = null;
  #tipText = '';

  constructor(ground: MinimapGround) {
    this.#ground = ground;
  }

  attach(root: HTMLElement | null): void {
    if (root === this.#root) return;
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#grip = this.#atPx = this.#frame = null;
    this.#root = root;
    if (root === null) return;
    root.addEventListener('pointerdown', this.#handleDown);
    root.addEventListener('pointermove', this.#handleMove);
    root.addEventListener('pointerup', this.#handleUp);
    root.addEventListener('pointercancel', this.#handleUp);
    root.addEventListener('lostpointercapture', this.#handleUp);
    root.addEventListener('pointerleave', this.#handleLeave);
  }

  /** The picture is another: so may be what is under the pointer. */
  refresh(): void {
    if (this.#atPx !== null && this.#grip === null) this.#showTip(this.#atPx);
  }

  readonly #handleDown = (event: PointerEvent): void => {
    if (event.button !== 0 || this.#root === null) return;
    const px = this.#placeOf(event);
    const box = this.#ground.scale().box(this.#ground.window());
    const inBox = px >= box.topPx && px < box.topPx + box.heightPx;
    this.#root.setPointerCapture(event.pointerId);
    this.#grip = {
      pointerId: event.pointerId,
      fromPx: px,
      inBoxPx: inBox ? px - box.topPx : null,
      moved: false,
    };
    this.#root.classList.add('held');
    // What is worst there has a mark, and the mark is what was pressed.
    if (!inBox) this.#go(this.#worstAt(px), px);
  };

  readonly #handleMove = (event: PointerEvent): void => {
    const px = this.#placeOf(event);
    this.#atPx = px;
    if (this.#grip === null && event.pointerType === 'touch') return;
    if (this.#grip !== null) this.#grip.moved ||= Math.abs(px - this.#grip.fromPx) >= CLICK_PX;
    this.#frame ??= requestAnimationFrame(this.#handleFrame);
  };

  readonly #handleFrame = (): void => {
    this.#frame = null;
    const px = this.#atPx;
    if (px === null || this.#root === null) return;
    const grip = this.#grip;
    if (grip?.moved === true) {
      const scale = this.#ground.scale();
      const index =
        grip.inBoxPx === null
          ? scale.rowAt(px)
          : scale.middleRowAt(px - grip.inBoxPx, this.#ground.window());
      this.#go(index, px - (grip.inBoxPx ?? 0));
    }
    this.#showTip(px);
  };

  readonly #handleUp = (event: PointerEvent): void => {
    const grip = this.#grip;
    if (grip?.pointerId !== event.pointerId) return;
    this.#grip = null;
    this.#root?.classList.remove('held');
    // A click on the box is a click on what is under it.
    if (!grip.moved && grip.inBoxPx !== null && event.type === 'pointerup') {
      this.#go(this.#worstAt(grip.fromPx), grip.fromPx);
    }
    if (event.pointerType !== 'mouse') this.#handleLeave();
  };

  readonly #handleLeave = (): void => {
    if (this.#grip !== null) return;
    this.#atPx = null;
    const tip = this.#tip;
    if (tip !== null) tip.hidden = true;
  };

  #go(index: number, px: number): void {
    const scale = this.#ground.scale();
    if (index < 0) return;
    const box = scale.box(this.#ground.window());
    const grip = this.#grip;
    const isHeld = grip !== null && grip.inBoxPx !== null;
    const lastPx = isHeld ? scale.heightPx - box.heightPx : scale.heightPx - 1;
    this.#ground.go(index, index === scale.rows - 1 || px >= lastPx);
  }

  /** The worst row of the stretch there: an error, else a match, a mark, a warning, else the row under the pointer. */
  #worstAt(px: number): number {
    const index = this.#ground.scale().rowAt(px);
    let worst = index;
    this.#ground.counts(index, (from, to) => {
      const rows = this.#ground.rows();
      const rank = (at: number): number => rankOf(rows[at], this.#ground.hits());
      for (let at = from; at < to; at += 1) {
        const [now, best] = [rank(at), rank(worst)];
        if (now > best) worst = at;
        else if (now === best && now > 0 && Math.abs(at - index) < Math.abs(worst - index))
          worst = at;
      }
    });
    return worst;
  }

  #showTip(px: number): void {
    const tip = this.#tip;
    if (tip === null) return;
    const index = this.#ground.scale().rowAt(px);
    tip.hidden = index < 0;
    this.#ground.counts(index, (from, to, counts) => {
      const text = this.#ground.tip(index, counts, { first: from, last: to - 1 });
      if (text !== this.#tipText) tip.textContent = this.#tipText = text;
    });
    const height = this.#root?.clientHeight ?? 0;
    const top = Math.min(Math.max(0, px), height);
    tip.style.setProperty('inset-block-start', `${top}px`);
    // At the ends it must not stick out of the widget, which would cut it.
    tip.style.setProperty('translate', `0 ${height === 0 ? 0 : (-100 * top) / height}%`);
  }

  get #tip(): HTMLElement | null {
    return this.#root?.querySelector<HTMLElement>('.map-tip') ?? null;
  }

  /** From the upper edge of the strip, in its own pixels: the page may have scaled it. */
  #placeOf(event: PointerEvent): number {
    const root = this.#root;
    if (root === null) return 0;
    const box = root.getBoundingClientRect();
    const scale = box.height / (root.offsetHeight || 1) || 1;
    return (event.clientY - box.top) / scale;
  }
}

function rankOf(row: LogRow | undefined, hits: readonly LogRow[]): number {
  if (row === undefined) return 0;
  if (!isEntry(row)) return isMark(row) ? 2 : 0;
  if (row.severity === 'fatal' || row.severity === 'error') return 4;
  if (hits.length > 0 && hits[placeOfSeq(hits, row.seq)] === row) return 3;
  return row.severity === 'warn' ? 1 : 0;
}
