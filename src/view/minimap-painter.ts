/**
 * What the minimap looks like: a bar for each stretch of the list, with the share of each severity, ticks where the
 * search found something, and flags where the reader has put a mark. One error among hundreds of rows is a mark of its own, and told by its length too.
 */
import type { MapScale } from '../core/map-scale.js';
import { placeOfSeq } from '../core/place-of-seq.js';
import type { SeverityDensity } from '../core/severity-density.js';
import type { Severity } from '../core/severity.js';
import { SLOT_OF } from '../core/severity-slots.js';
import type { LogMark, LogRow } from '../core/log-entry.js';
import type { Sheet } from './canvas-sheet.js';

/** What is painted. */
export interface MinimapPicture {
  readonly density: SeverityDensity;
  readonly scale: MapScale;
  /** Rows to be ticked, in order: what a search has found that hides nothing. */
  readonly hits: readonly LogRow[];
  /** Dividers, in order; those that are not among the rows are not painted. */
  readonly marks: readonly LogMark[];
}

/** The least height of a stretch and of a mark, in pixels: less is not seen. */
const LEAST_PX = 2;
/** Rows drawn higher than this stand apart, in pixels. */
const APART_PX = 3;
/** Width of the ticks of a search, and of the space around them, in pixels. */
const HIT_PX = 4;
const SPACE_PX = 2;

/** Height of the flag at a mark's line, in pixels: its shape tells it from a bar. */
const FLAG_PX = 7;

/** How what is light is drawn: no more than a ground for what matters. */
const GROUND: readonly (readonly [severity: Severity, alpha: number])[] = [
  ['info', 0.34],
  ['debug', 0.2],
  ['trace', 0.14],
  ['unknown', 0.2],
];

/** What matters, heaviest first from the side of the list, with the least width that it is given, in pixels. */
const MARKS: readonly (readonly [severity: Severity, leastPx: number])[] = [
  ['fatal', 6],
  ['error', 4],
  ['warn', 2],
];

/** How many stretches fit. */
export function mostStretches(scale: MapScale): number {
  return Math.max(2, Math.floor(scale.heightPx / LEAST_PX));
}

interface Bar {
  readonly topPx: number;
  readonly heightPx: number;
  readonly shares: Float32Array;
  readonly hits: number;
}

/** Paints it. */
export function paintMinimap(sheet: Sheet, picture: MinimapPicture): void {
  const bars = barsOf(sheet, picture);
  const lanePx = Math.max(LEAST_PX, sheet.widthPx - HIT_PX - SPACE_PX * 3);
  paintGround(sheet, bars, lanePx);
  const { context, palette } = sheet;
  const taken = new Float32Array(bars.length);
  for (const [severity, leastPx] of MARKS) {
    context.fillStyle = palette[severity];
    for (const [at, { topPx, heightPx, shares }] of bars.entries()) {
      const share = shares[SLOT_OF[severity]] ?? 0;
      if (share === 0) continue;
      const from = taken[at] ?? 0;
      // The root, so that ten in a hundred are told from one, and one is not lost.
      const wantedPx = Math.max(leastPx, Math.sqrt(share) * lanePx);
      const widthPx = Math.min(wantedPx, lanePx - from);
      fillMark(sheet, SPACE_PX + from, topPx, widthPx, heightPx);
      taken[at] = from + widthPx;
    }
  }
  context.fillStyle = palette.hit;
  for (const { topPx, heightPx, hits } of bars) {
    if (hits > 0) fillMark(sheet, sheet.widthPx - SPACE_PX - HIT_PX, topPx, HIT_PX, heightPx);
  }
  paintMarks(sheet, picture);
}

/** Over all else, from edge to edge: there are few, and each was put there by the reader. */
function paintMarks(sheet: Sheet, { density, scale, marks }: MinimapPicture): void {
  const { context, palette, ratio, widthPx, heightPx } = sheet;
  context.fillStyle = palette.mark;
  for (const { seq } of marks) {
    const index = placeOfSeq(density.rows, seq);
    if (density.rows[index]?.seq !== seq) continue;
    const wantedPx = Math.round(scale.topOf(index) * ratio) / ratio;
    const topPx = Math.min(wantedPx, heightPx - LEAST_PX);
    context.fillRect(0, topPx, widthPx, LEAST_PX);
    // It hangs from its line, or stands on it where there is no room below.
    const tipPx = topPx + FLAG_PX > heightPx ? topPx + LEAST_PX - FLAG_PX : topPx + FLAG_PX;
    context.beginPath();
    context.moveTo(widthPx, topPx);
    context.lineTo(widthPx, tipPx);
    context.lineTo(widthPx - FLAG_PX, topPx);
    context.fill();
  }
}

function barsOf({ ratio }: Sheet, { density, scale, hits }: MinimapPicture): readonly Bar[] {
  const bars: Bar[] = [];
  const snap = (px: number): number => Math.round(px * ratio) / ratio;
  let hitsBefore = 0;
  density.forEachStretch(mostStretches(scale), (from, to, counts) => {
    const topPx = snap(scale.topOf(from));
    const fullPx = snap(scale.topOf(to)) - topPx;
    const heightPx = to - from === 1 && fullPx >= APART_PX ? fullPx - 1 : fullPx;
    const shares = Float32Array.from(counts, (count) => count / (to - from));
    const nextSeq = density.rows[to]?.seq ?? Infinity;
    const hitsThere = hits.length === 0 ? 0 : placeOfSeq(hits, nextSeq, hitsBefore);
    bars.push({ topPx, heightPx, shares, hits: hitsThere - hitsBefore });
    hitsBefore = hitsThere;
  });
  return bars;
}

function paintGround({ context, palette }: Sheet, bars: readonly Bar[], lanePx: number): void {
  for (const [at, [severity, alpha]] of GROUND.entries()) {
    context.fillStyle = palette[severity];
    context.globalAlpha = alpha;
    for (const { topPx, heightPx, shares } of bars) {
      const share = shares[SLOT_OF[severity]] ?? 0;
      if (share === 0) continue;
      let before = 0;
      for (const [lighter] of GROUND.slice(0, at)) before += shares[SLOT_OF[lighter]] ?? 0;
      context.fillRect(SPACE_PX + before * lanePx, topPx, share * lanePx, heightPx);
    }
  }
  context.globalAlpha = 1;
}

function fillMark(
  { context, heightPx: sheetPx }: Sheet,
  leftPx: number,
  topPx: number,
  widthPx: number,
  heightPx: number,
): void {
  const height = Math.max(LEAST_PX, heightPx);
  context.fillRect(leftPx, Math.min(topPx, sheetPx - height), widthPx, height);
}
