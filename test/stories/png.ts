/**
 * Pictures as PNG, without a dependency: reads what browsers write and what is written here, and writes pictures with a
 * palette, which take a third of the room. Knows 8 bits a channel and no interlacing, and says so of anything else.
 */
import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** Pixels as red, green, blue, one byte each, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Bytes a pixel takes, by the colour type of the file. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** Colours that a palette can have. */
const PALETTE_SIZE = 256;

/**
 * Reads a picture; transparency is left out.
 *
 * @throws when the file is no PNG, or one of a kind that browsers do not write
 */
export function decodePng(file: Uint8Array): Picture {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (!bytes.subarray(0, 8).equals(SIGNATURE)) throw new Error('This is no PNG.');
  let header: Buffer = Buffer.alloc(13);
  let palette: Buffer = Buffer.alloc(0);
  const data: Buffer[] = [];
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const name = bytes.toString('latin1', at + 4, at + 8);
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (name === 'IHDR') header = body;
    if (name === 'PLTE') palette = body;
    if (name === 'IDAT') data.push(body);
    at += length + 12;
  }
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth, type, interlacing] = [header[8], header[9] ?? 0, header[12]];
  const channels = CHANNELS[type];
  if (depth !== 8 || interlacing !== 0 || channels === undefined) {
    throw new Error(`A PNG of ${depth} bits and type ${type} cannot be read here.`);
  }
  const raw = unfilter(inflateSync(Buffer.concat(data)), width * channels, height, channels);
  const rgb = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const from = pixel * channels;
    for (let channel = 0; channel < 3; channel++) {
      const value = raw[type === 0 || type === 4 ? from : from + channel] ?? 0;
      rgb[pixel * 3 + channel] = type === 3 ? (palette[(raw[from] ?? 0) * 3 + channel] ?? 0) : value; // prettier-ignore
    }
  }
  return { width, height, rgb };
}

/** Each row says by a number how it was written relative to the pixel before it and the row above it. */
function unfilter(bytes: Buffer, stride: number, height: number, channels: number): Uint8Array {
  const out = new Uint8Array(stride * height);
  for (let row = 0; row < height; row++) {
    const filter = bytes[row * (stride + 1)];
    const from = row * (stride + 1) + 1;
    const to = row * stride;
    for (let at = 0; at < stride; at++) {
      const left = at < channels ? 0 : (out[to + at - channels] ?? 0);
      const up = row === 0 ? 0 : (out[to + at - stride] ?? 0);
      const corner = row === 0 || at < channels ? 0 : (out[to + at - stride - channels] ?? 0);
      let guess = 0;
      if (filter === 1) guess = left;
      else if (filter === 2) guess = up;
      else if (filter === 3) guess = (left + up) >> 1;
      else if (filter === 4) guess = paeth(left, up, corner);
      out[to + at] = ((bytes[from + at] ?? 0) + guess) & 0xff;
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]; // prettier-ignore
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

/** Writes a picture in 256 colours: its most frequent ones as they are, any other by the nearest of those. */
export function encodePng({ width, height, rgb }: Picture): Buffer {
  const { palette, indexOf } = paletteOf(rgb);
  const rows = Buffer.alloc((width + 1) * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const color = colorAt(rgb, row * width + column);
      rows[row * (width + 1) + 1 + column] = indexOf.get(color) ?? 0;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colors = Buffer.from(palette.flatMap((color) => [color >> 16, (color >> 8) & 255, color & 255])); // prettier-ignore
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', colors),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A picture as it is once it has been written and read again. */
export function quantized({ width, height, rgb }: Picture): Picture {
  const { palette, indexOf } = paletteOf(rgb);
  const out = new Uint8Array(rgb.length);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const color = palette[indexOf.get(colorAt(rgb, pixel)) ?? 0] ?? 0;
    out[pixel * 3] = color >> 16;
    out[pixel * 3 + 1] = (color >> 8) & 255;
    out[pixel * 3 + 2] = color & 255;
  }
  return { width, height, rgb: out };
}

const colorAt = (rgb: Uint8Array, pixel: number): number =>
  ((rgb[pixel * 3] ?? 0) << 16) | ((rgb[pixel * 3 + 1] ?? 0) << 8) | (rgb[pixel * 3 + 2] ?? 0);

function paletteOf(rgb: Uint8Array): { palette: number[]; indexOf: Map<number, number> } {
  const counts = new Map<number, number>();
  for (let pixel = 0; pixel < rgb.length / 3; pixel++) {
    const color = colorAt(rgb, pixel);
    counts.set(color, (counts.get(color) ?? 0) + 1);
  }
  // By count, then by colour, so that the same picture is always the same file.
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([color]) => color);
  const palette = ranked.slice(0, PALETTE_SIZE);
  const indexOf = new Map(palette.map((color, index) => [color, index]));
  for (const color of ranked.slice(PALETTE_SIZE)) indexOf.set(color, nearest(palette, color));
  return { palette, indexOf };
}

function nearest(palette: readonly number[], color: number): number {
  let [best, bestDistance] = [0, Infinity];
  for (const [index, other] of palette.entries()) {
    const [red, green, blue] = [16, 8, 0].map((shift) => ((color >> shift) & 255) - ((other >> shift) & 255)); // prettier-ignore
    const distance = (red ?? 0) ** 2 + (green ?? 0) ** 2 + (blue ?? 0) ** 2;
    if (distance < bestDistance) [best, bestDistance] = [index, distance];
  }
  return best;
}

function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
