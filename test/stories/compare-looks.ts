/** Whether a story looks as it did: pixels within a tolerance where fonts are the same, boxes of its parts anywhere. */
import type { Box, Structure } from './looks.js';
import { quantized, type Picture } from './png.js';

/**
 * What may differ without a reason: pixels farther away than `distance` in any channel (of 255), up to this share.
 * Text and lines are few pixels and change a lot; a surface is many and may change by a shade.
 */
export const TOLERANCES = [
  { distance: 32, share: 0.0002 },
  { distance: 3, share: 0.02 },
] as const;
/** Edges and sizes of parts, in pixels, where fonts are the same. */
export const BOX_TOLERANCE_PX = 2;
/** Parts whose place depends on no font: their left edge and width, of the rest nothing. */
const FONTLESS_PARTS = /^(tag|toolbar|list|footer|minimap|histogram)\b/;

/** What differs, for a person; empty when nothing does. */
export function pictureDifferences(kept: Picture, now: Picture): readonly string[] {
  if (kept.width !== now.width || kept.height !== now.height) {
    return [`it is ${now.width} × ${now.height} px, and was ${kept.width} × ${kept.height}`];
  }
  const found = excesses(kept, now);
  // What is kept has 256 colours; a picture that has more is given the same chance before it is told of.
  return found.length === 0 ? found : excesses(kept, quantized(now));
}

function excesses(kept: Picture, now: Picture): readonly string[] {
  const pixels = kept.width * kept.height;
  return TOLERANCES.flatMap(({ distance, share }) => {
    const differing = countBeyond(kept, now, distance) / pixels;
    if (differing <= share) return [];
    const percent = (value: number): string => `${Number((value * 100).toPrecision(2))} %`;
    return [
      `${percent(differing)} of its pixels differ by more than ${distance} (allowed: ${percent(share)})`,
    ];
  });
}

/** What differs of where the parts are; on other fonts only what does not depend on them is compared. */
export function structureDifferences(
  kept: Structure,
  now: Structure,
  hasSameFonts: boolean,
): readonly string[] {
  const missing = Object.keys(kept).filter((name) => now[name] === undefined);
  const added = Object.keys(now).filter((name) => kept[name] === undefined);
  return [
    ...missing.map((name) => `its ${name} is gone`),
    ...added.map((name) => `its ${name} is new`),
    ...Object.entries(kept).flatMap(([name, box]) => {
      const other = now[name];
      if (other === undefined || isNear(box, other, hasSameFonts || null, name)) return [];
      return [
        `its ${name} is at ${other.join(' ')}, and was at ${box.join(' ')} (x y width height)`,
      ];
    }),
  ];
}

function isNear(kept: Box, now: Box, hasSameFonts: true | null, name: string): boolean {
  if (hasSameFonts === null && !FONTLESS_PARTS.test(name)) return true;
  const edges = hasSameFonts === true ? [0, 1, 2, 3] : [0, 2];
  return edges.every((edge) => Math.abs((kept[edge] ?? 0) - (now[edge] ?? 0)) <= BOX_TOLERANCE_PX);
}

/** The two and what differs between them, in red on a pale copy: beside each other when narrow, else one below another. */
export function triptych(kept: Picture, now: Picture): Picture {
  const width = Math.max(kept.width, now.width);
  const height = Math.max(kept.height, now.height);
  const difference: Picture = { width, height, rgb: new Uint8Array(width * height * 3) };
  for (let pixel = 0; pixel < width * height; pixel++) {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const differs = distanceAt(kept, now, x, y) > TOLERANCES[1].distance;
    for (let channel = 0; channel < 3; channel++) {
      const pale = 170 + (valueAt(now, x, y, channel) ?? 255) / 3;
      difference.rgb[pixel * 3 + channel] = differs ? [220, 0, 0][channel]! : pale;
    }
  }
  const isWide = width > 640;
  const gap = 8;
  const whole: Picture = isWide
    ? {
        width,
        height: height * 3 + gap * 2,
        rgb: new Uint8Array(width * (height * 3 + gap * 2) * 3),
      }
    : {
        width: width * 3 + gap * 2,
        height,
        rgb: new Uint8Array((width * 3 + gap * 2) * height * 3),
      };
  for (const [place, picture] of [kept, now, difference].entries()) {
    const [left, top] = isWide ? [0, place * (height + gap)] : [place * (width + gap), 0];
    for (let y = 0; y < picture.height; y++) {
      const row = picture.rgb.subarray(y * picture.width * 3, (y + 1) * picture.width * 3);
      whole.rgb.set(row, ((top + y) * whole.width + left) * 3);
    }
  }
  return whole;
}

function countBeyond(kept: Picture, now: Picture, distance: number): number {
  let count = 0;
  for (let at = 0; at < kept.rgb.length; at += 3) {
    const differs =
      Math.abs((kept.rgb[at] ?? 0) - (now.rgb[at] ?? 0)) > distance ||
      Math.abs((kept.rgb[at + 1] ?? 0) - (now.rgb[at + 1] ?? 0)) > distance ||
      Math.abs((kept.rgb[at + 2] ?? 0) - (now.rgb[at + 2] ?? 0)) > distance;
    if (differs) count++;
  }
  return count;
}

function distanceAt(kept: Picture, now: Picture, x: number, y: number): number {
  return Math.max(
    ...[0, 1, 2].map((channel) => {
      const [before, after] = [valueAt(kept, x, y, channel), valueAt(now, x, y, channel)];
      return before === undefined || after === undefined ? 255 : Math.abs(before - after);
    }),
  );
}

function valueAt(picture: Picture, x: number, y: number, channel: number): number | undefined {
  if (x >= picture.width || y >= picture.height) return undefined;
  return picture.rgb[(y * picture.width + x) * 3 + channel];
}
