/**
 * What the histogram looks like: a bar for each stretch of time, errors at its foot where they can be compared, and
 * round times below. What is outside the chosen stretch stays to be seen, faintly.
 */
import { entriesIn, SLOT_OF, SLOTS } from '../core/severity-slots.js';
import type { Severity } from '../core/severity.js';
import type { TimeScale } from '../core/time-scale.js';
import type { Sheet } from './canvas-sheet.js';
import type { AxisTick } from './time-axis.js';

/** What is painted. */
export interface HistogramPicture {
  readonly scale: TimeScale;
  readonly ticks: readonly AxisTick[];
  /** Edges of the chosen stretch. */
  readonly edges: readonly [from: number, to: number];
  /** For the labels, as CSS writes it. */
  readonly font: string;
}

/** Room for the labels, and above the highest bar, in pixels. */
export const AXIS_PX = 15;
const HEAD_PX = 3;
/** Bars at least this wide stand apart by a pixel. */
const APART_PX = 4;
/** The least height of a mark, and of any bar, in pixels. */
const LEAST_MARK_PX = 2;
const LEAST_BAR_PX = 1;
const FAINT = 0.28;

/** From the foot up; what matters has its full colour, and a height of its own however little there is of it. */
const LAYERS: readonly (readonly [severity: Severity, alpha: number, leastPx: number])[] = [
  ['fatal', 1, LEAST_MARK_PX],
  ['error', 1, LEAST_MARK_PX],
  ['warn', 0.9, LEAST_MARK_PX],
  ['info', 0.42, 0],
  ['debug', 0.26, 0],
  ['trace', 0.2, 0],
  ['unknown', 0.26, 0],
];

/** Paints it. */
export function paintHistogram(sheet: Sheet, picture: HistogramPicture): void {
  const { scale, edges } = picture;
  const { bins } = scale;
  const footPx = sheet.heightPx - AXIS_PX;
  const totals = Array.from({ length: bins.count }, (_, bin) =>
    entriesIn(countsAt(bins.counts, bin)),
  );
  const most = Math.max(1, ...totals);
  paintAxis(sheet, picture, footPx);
  for (const [bin, total] of totals.entries()) {
    if (total === 0) continue;
    const isChosen = bin >= edges[0] && bin < edges[1];
    const fullPx = Math.max(LEAST_BAR_PX, (total / most) * (footPx - HEAD_PX));
    paintBar(sheet, picture, { bin, total, fullPx, footPx, strength: isChosen ? 1 : FAINT });
  }
  sheet.context.globalAlpha = 1;
}

/** The counts of one bin. */
export function countsAt(counts: Uint32Array, bin: number): Uint32Array {
  return counts.subarray(bin * SLOTS, (bin + 1) * SLOTS);
}

interface Bar {
  readonly bin: number;
  readonly total: number;
  readonly fullPx: number;
  readonly footPx: number;
  readonly strength: number;
}

function paintBar(sheet: Sheet, { scale }: HistogramPicture, bar: Bar): void {
  const { context, palette, ratio } = sheet;
  const snap = (px: number): number => Math.round(px * ratio) / ratio;
  const left = snap(bar.bin * scale.binPx);
  const full = snap((bar.bin + 1) * scale.binPx) - left;
  const width = Math.max(1 / ratio, full >= APART_PX ? full - 1 : full);
  const counts = countsAt(scale.bins.counts, bar.bin);
  let foot = bar.footPx;
  for (const [severity, alpha, leastPx] of LAYERS) {
    const count = counts[SLOT_OF[severity]] ?? 0;
    if (count === 0) continue;
    const height = Math.min(foot, Math.max(leastPx, (count / bar.total) * bar.fullPx));
    foot -= height;
    context.fillStyle = palette[severity];
    context.globalAlpha = alpha * bar.strength;
    context.fillRect(left, foot, width, height);
  }
}

function paintAxis(sheet: Sheet, { scale, ticks, font }: HistogramPicture, footPx: number): void {
  const { context, palette, ratio, widthPx, isRtl } = sheet;
  context.fillStyle = palette.rule;
  context.fillRect(0, footPx, widthPx, 1 / ratio);
  context.font = font;
  context.textBaseline = 'alphabetic';
  context.textAlign = isRtl ? 'right' : 'left';
  for (const { ms, label } of ticks) {
    const place = scale.placeOf(ms);
    if (place + context.measureText(label).width > widthPx) continue;
    context.fillStyle = palette.rule;
    context.fillRect(Math.round(place * ratio) / ratio, footPx, 1 / ratio, 4);
    context.fillStyle = palette.label;
    context.save();
    // The sheet is mirrored for right-to-left; letters are not.
    if (isRtl) context.transform(-1, 0, 0, 1, place * 2, 0);
    context.fillText(label, place + (isRtl ? -3 : 3), sheet.heightPx - 3);
    context.restore();
  }
}
