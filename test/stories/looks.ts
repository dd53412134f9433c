/** How a story is looked at: two widths, two schemes. And where its parts are then, which tells more than pixels do. */
import type { Page } from 'playwright-core';
import { decodePng, type Picture } from './png.js';

/** One way to look at a story. */
export interface Look {
  readonly name: string;
  readonly widthPx: number;
  readonly scheme: 'light' | 'dark';
}

/** All ways. */
export const LOOKS = [
  { name: '1280-light', widthPx: 1280, scheme: 'light' },
  { name: '1280-dark', widthPx: 1280, scheme: 'dark' },
  { name: '360-light', widthPx: 360, scheme: 'light' },
  { name: '360-dark', widthPx: 360, scheme: 'dark' },
] as const satisfies readonly Look[];

/** Of a picture, in pixels; what is further down is left out, for the room that pictures take. */
export const HEIGHT_PX = 600;
/** Frames in a row without anything awaited, after which a page has come to rest. */
const CALM_FRAMES = 3;
/** After so many frames (two seconds) the picture is taken as it is. */
const MAX_FRAMES = 120;

/** Left edge, top edge, width and height, in pixels. */
export type Box = readonly [x: number, y: number, width: number, height: number];

/** Boxes of the parts that are on show, by what they are. */
export type Structure = Readonly<Record<string, Box>>;

/** What a story looks like. */
export interface Seen {
  readonly picture: Picture;
  readonly structure: Structure;
}

/** Makes the page as the look asks for, and waits until it is at rest. */
export async function turnTo(page: Page, { widthPx, scheme }: Look): Promise<void> {
  await page.setViewportSize({ width: widthPx, height: HEIGHT_PX + 40 });
  await page.evaluate((value) => {
    document.documentElement.style.colorScheme = value;
  }, scheme);
  await rest(page);
}

/** Waits until the page has nothing to do. */
export async function rest(page: Page): Promise<void> {
  await page.evaluate(
    async ([calmFrames, maxFrames]) => {
      await document.fonts.ready;
      let calm = 0;
      for (let frame = 0; frame < maxFrames && calm < calmFrames; frame++) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        calm = window.storyMoment?.isQuiet() === true ? calm + 1 : 0;
      }
    },
    [CALM_FRAMES, MAX_FRAMES] as const,
  );
}

/** The picture of the tags of a page, and where their parts are. */
export async function see(page: Page): Promise<Seen> {
  const structure = await page.evaluate(boxes);
  const bottom = Math.max(1, ...Object.values(structure).map(([, y, , height]) => y + height));
  const width = page.viewportSize()?.width ?? 1;
  const file = await page.screenshot({
    clip: { x: 0, y: 0, width, height: Math.min(HEIGHT_PX, Math.ceil(bottom)) },
    animations: 'disabled',
  });
  return { picture: decodePng(file), structure };
}

/** In the page. Whole pixels, so that what is kept of it can be read. */
function boxes(): Record<string, [number, number, number, number]> {
  const parts = {
    toolbar: '[part~=toolbar]',
    list: '.viewport',
    'first row': '[part~=row]',
    'row time': '[part~=row] .time',
    'row message': '[part~=row] .message',
    histogram: '.histogram',
    minimap: '.minimap',
    notice: '[part~=notice]',
    footer: '[part~=footer]',
  };
  const found: Record<string, [number, number, number, number]> = {};
  const note = (name: string, element: Element | null | undefined): void => {
    const box = element?.getBoundingClientRect();
    if (box === undefined || box.width * box.height === 0) return;
    found[name] = [box.x, box.y, box.width, box.height].map(Math.round) as [number, number, number, number]; // prettier-ignore
  };
  for (const [at, tag] of [...document.querySelectorAll('meshhook-log-stream')].entries()) {
    const of = at === 0 ? '' : ` of tag ${at + 1}`;
    note(`tag${of}`, tag);
    for (const [name, selector] of Object.entries(parts)) {
      note(`${name}${of}`, tag.shadowRoot?.querySelector(selector));
    }
  }
  return found;
}
