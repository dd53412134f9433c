/** The strip beside the rows: what is painted on it, read from its pixels, and where it leads. */
import { expect } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import type { MeshhookLogStreamElement } from '../../src/element.js';
import type { LogStreamFollowEvent, NewLogRow } from '../../src/element.js';
import {
  find,
  frame,
  fromEnd,
  lines,
  messages,
  mountWith,
  placeOf,
  press,
  record,
  settled,
  until,
  viewport,
} from './stage.js';

const strip = (element: MeshhookLogStreamElement): HTMLElement => find(element, '.minimap');
const sheet = (element: MeshhookLogStreamElement): HTMLCanvasElement =>
  find<HTMLCanvasElement>(element, '.minimap canvas');

interface Pixel {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly alpha: number;
}

/** Strong red, whatever the theme: the errors of these tests are given this colour. */
const isError = ({ red, green, blue, alpha }: Pixel): boolean =>
  alpha > 200 && red > 240 && green < 20 && blue < 20;
const isHit = ({ red, green, blue, alpha }: Pixel): boolean =>
  alpha > 200 && red < 20 && green > 240 && blue < 20;

/** The box around all pixels of a kind, in CSS pixels; `null` when there is none. */
function extent(
  canvas: HTMLCanvasElement,
  isKind: (pixel: Pixel) => boolean,
): { top: number; bottom: number; left: number; right: number } | null {
  const { width, height } = canvas;
  if (width === 0 || height === 0) return null;
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
  const ratio = width / canvas.clientWidth;
  const box = { top: Infinity, bottom: -Infinity, left: Infinity, right: -Infinity };
  for (let at = 0; at < data.length; at += 4) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(at, at + 4);
    if (!isKind({ red, green, blue, alpha })) continue;
    const [x, y] = [(at / 4) % width, Math.floor(at / 4 / width)];
    box.top = Math.min(box.top, y / ratio);
    box.bottom = Math.max(box.bottom, (y + 1) / ratio);
    box.left = Math.min(box.left, x / ratio);
    box.right = Math.max(box.right, (x + 1) / ratio);
  }
  return box.top === Infinity ? null : box;
}

/** 20,000 rows, all fine but for those whose places are given. */
function rowsWithErrors(...places: readonly number[]): NewLogRow[] {
  const rows = lines(20_000);
  for (const place of places) rows[place] = { ...rows[place]!, level: 'error', message: 'boom' };
  return rows;
}

/** An element whose errors are red and whose hits are green, when its strip has been painted. */
async function mountMap(
  rows: readonly NewLogRow[],
  settings: Partial<MeshhookLogStreamElement> = {},
  direction: 'ltr' | 'rtl' = 'ltr',
): ReturnType<typeof mountWith> {
  const mounted = await mountWith([], { follow: false, ...settings });
  const { style } = mounted.element;
  style.setProperty('--log-stream-severity-error-color', 'rgb(255, 0, 0)');
  style.setProperty('--log-stream-minimap-hit-color', 'rgb(0, 255, 0)');
  mounted.element.dir = direction;
  mounted.source.append(rows);
  await until(() => mounted.element.entries().length === rows.length);
  await until(() => strip(mounted.element).getAttribute('aria-valuemax') === String(rows.length));
  await settled(mounted.element);
  return mounted;
}

/** Where something is for the mouse. */
function point(target: Element, xShare: number, y: number): [number, number] {
  const box = target.getBoundingClientRect();
  return [Math.round(box.left + box.width * xShare), Math.round(box.top + y)];
}

const windowBox = (element: MeshhookLogStreamElement): { top: number; bottom: number } => {
  const box = find(element, '.map-window').getBoundingClientRect();
  const { top } = strip(element).getBoundingClientRect();
  return { top: box.top - top, bottom: box.bottom - top };
};

/** How often anything is painted until `stop` is called. */
function countPaintings(): { readonly count: number; stop(): void } {
  // Put back as it was, with its own `this`.
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const { clearRect } = CanvasRenderingContext2D.prototype;
  const counter = {
    count: 0,
    stop: () => {
      CanvasRenderingContext2D.prototype.clearRect = clearRect;
    },
  };
  CanvasRenderingContext2D.prototype.clearRect = function (...box) {
    counter.count += 1;
    clearRect.apply(this, box);
  };
  return counter;
}

describe('the minimap', () => {
  afterEach(() => sendMouse({ type: 'move', position: [0, 0] }));

  it('shows one error among thousands of rows, where it is, and large enough to be seen', async () => {
    const { element } = await mountMap(rowsWithErrors(5_000));
    await until(() => extent(sheet(element), isError) !== null);
    const mark = extent(sheet(element), isError)!;
    const expected = sheet(element).clientHeight / 4;
    expect(mark.bottom - mark.top).to.be.within(2, 5);
    expect((mark.top + mark.bottom) / 2).to.be.within(expected - 3, expected + 3);
    expect(mark.right - mark.left).to.be.at.least(2);
    expect(mark.left, 'on the side of the list').to.be.below(sheet(element).clientWidth / 4);
  });

  it('shows the first and the last row whole', async () => {
    const { element } = await mountMap(rowsWithErrors(0, 19_999));
    const height = sheet(element).clientHeight;
    await until(() => (extent(sheet(element), isError)?.bottom ?? 0) >= height - 0.5);
    const mark = extent(sheet(element), isError)!;
    expect(mark.top).to.equal(0);
    expect(mark.bottom).to.be.within(height - 1, height);
  });

  it('does not draw out a few rows', async () => {
    const { element } = await mountMap([...lines(9), { level: 'error', message: 'boom' }]);
    await until(() => extent(sheet(element), isError) !== null);
    expect(extent(sheet(element), isError)!.bottom).to.be.below(41);
  });

  it('ticks what a search has found that hides nothing, on the far side', async () => {
    const rows = rowsWithErrors(15_000);
    const { element } = await mountMap(rows, { query: '"boom"', searchMode: 'highlight' });
    await until(() => extent(sheet(element), isHit) !== null);
    const tick = extent(sheet(element), isHit)!;
    const middle = (sheet(element).clientHeight * 3) / 4;
    expect((tick.top + tick.bottom) / 2).to.be.within(middle - 3, middle + 3);
    expect(tick.left).to.be.above(sheet(element).clientWidth / 2);
    element.query = '';
    await until(() => extent(sheet(element), isHit) === null);
  });

  it('has a flag for each mark, which can be gone to, and is told', async () => {
    const { element, source } = await mountMap(lines(5_000), { timeFormat: 'utc' });
    element.style.setProperty('--log-stream-accent-color', 'rgb(0, 0, 255)');
    element.markNow();
    source.append(lines(15_000, 'info', 5_001));
    const isFlag = ({ red, green, blue, alpha }: Pixel): boolean =>
      alpha > 200 && red < 20 && green < 20 && blue > 240;
    const height = sheet(element).clientHeight;
    await until(() => (extent(sheet(element), isFlag)?.top ?? height) < height * 0.3);
    const flag = extent(sheet(element), isFlag)!;
    expect(flag.top, 'at its place').to.be.within(height / 4 - 3, height / 4 + 3);
    expect(flag.bottom - flag.top, 'its shape is no bar').to.be.within(5, 9);
    expect(flag.right - flag.left).to.be.closeTo(sheet(element).clientWidth, 1);
    const y = flag.top + 1;
    await sendMouse({ type: 'move', position: point(strip(element), 0.5, y) });
    const tip = find(element, '.minimap .map-tip');
    await until(() => / rows · Mark 1 · \d\d:\d\d:\d\d$/.test(tip.textContent));
    await sendMouse({ type: 'click', position: point(strip(element), 0.5, y) });
    await until(() => element.shadowRoot!.querySelector('.mark.row') !== null);
    await settled(element);
    strip(element).focus();
    expect(strip(element).getAttribute('aria-valuetext')).to.match(/\. Mark 1 · \d\d:\d\d:\d\d$/);
    press(element, 'PageDown');
    await settled(element);
    expect(strip(element).getAttribute('aria-valuetext')).not.to.contain('Mark');
    element.removeMark(element.marks[0]!);
    await until(() => extent(sheet(element), isFlag) === null);
  });

  it('shows the rows that a filter leaves', async () => {
    const { element } = await mountMap(rowsWithErrors(5_000, 5_001, 5_002));
    element.levels = ['error'];
    await until(() => strip(element).getAttribute('aria-valuemax') === '3');
    await until(() => extent(sheet(element), isError)?.top === 0);
    expect(extent(sheet(element), isError)!.bottom).to.be.within(9, 12.5);
  });

  it('has a box for the window that goes where the list goes, and reaches both ends', async () => {
    const { element } = await mountMap(lines(20_000));
    const height = strip(element).clientHeight;
    viewport(element).scrollTop = 0;
    await until(() => windowBox(element).top === 0);
    expect(windowBox(element).bottom).to.be.at.least(14);
    viewport(element).scrollTop = viewport(element).scrollHeight / 2;
    await until(() => windowBox(element).top > height / 3);
    const middle = (windowBox(element).top + windowBox(element).bottom) / 2;
    expect(middle).to.be.within(height / 2 - 4, height / 2 + 4);
    element.scrollToEnd();
    await until(() => Math.abs(windowBox(element).bottom - height) < 1);
  });

  it('goes to the error that is clicked on, and stops following', async () => {
    const { element } = await mountMap(rowsWithErrors(5_000), { follow: true });
    const events = record<LogStreamFollowEvent>(element, 'log-stream-follow');
    const y = sheet(element).clientHeight / 4;
    await sendMouse({ type: 'click', position: point(strip(element), 0.5, y) });
    await until(() => [...messages(element).values()].includes('boom'));
    await settled(element);
    // In the middle of the window, and the very row: the stretch has a hundred.
    expect(placeOf(element, 5_001)).to.be.within(100, 260);
    expect(element.following).to.equal(false);
    expect(events.map(({ following }) => following)).to.deep.equal([false]);
  });

  it('scrubs with a drag, and follows again from the very end', async () => {
    const { element } = await mountMap(lines(20_000));
    const height = strip(element).clientHeight;
    await sendMouse({ type: 'move', position: point(strip(element), 0.5, height * 0.2) });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: point(strip(element), 0.5, height * 0.7) });
    await until(() => [...messages(element).keys()].some((seq) => Math.abs(seq - 14_000) < 150));
    await sendMouse({ type: 'move', position: point(strip(element), 0.5, height + 40) });
    await until(() => element.following);
    await sendMouse({ type: 'up' });
    await settled(element);
    expect(fromEnd(element)).to.be.below(2);
  });

  it('takes hold of the box without moving it first', async () => {
    const { element } = await mountMap(lines(2_000));
    viewport(element).scrollTop = viewport(element).scrollHeight / 2;
    await until(() => windowBox(element).top < strip(element).clientHeight * 0.6);
    await settled(element);
    const before = windowBox(element);
    const first = Math.min(...messages(element).keys());
    await sendMouse({ type: 'move', position: point(strip(element), 0.5, before.top + 3) });
    await sendMouse({ type: 'down' });
    await settled(element);
    expect(Math.min(...messages(element).keys())).to.equal(first);
    await sendMouse({ type: 'move', position: point(strip(element), 0.5, before.top + 63) });
    await until(() => windowBox(element).top > before.top + 50);
    await settled(element);
    expect(windowBox(element).top).to.be.within(before.top + 57, before.top + 63);
    await sendMouse({ type: 'up' });
  });

  it('scrolls the list with the wheel', async () => {
    const { element } = await mountMap(lines(2_000), { follow: true });
    const before = viewport(element).scrollTop;
    const event = new WheelEvent('wheel', { deltaY: -300, bubbles: true, cancelable: true });
    strip(element).dispatchEvent(event);
    expect(event.defaultPrevented).to.equal(true);
    await until(() => viewport(element).scrollTop === before - 300);
    await until(() => !element.following);
  });

  it('says what is under the pointer', async () => {
    const { element } = await mountMap(rowsWithErrors(5_000), { timeFormat: 'utc' });
    await until(() => extent(sheet(element), isError) !== null);
    const mark = extent(sheet(element), isError)!;
    const y = (mark.top + mark.bottom) / 2;
    await sendMouse({ type: 'move', position: point(strip(element), 0.5, y) });
    const tip = find(element, '.minimap .map-tip');
    await until(() => tip.textContent.includes('1 error'));
    expect(tip.textContent).to.match(/^22:21:\d\d · 1 error$/);
    const [box, outer] = [tip.getBoundingClientRect(), element.getBoundingClientRect()];
    expect(box.top).to.be.above(outer.top);
    expect(box.right).to.be.below(strip(element).getBoundingClientRect().left + 1);
    await sendMouse({ type: 'move', position: point(strip(element), 0.5, 20) });
    await until(() => /· \d\d\d rows$/.test(tip.textContent));
    await sendMouse({ type: 'move', position: [0, 0] });
    await until(() => tip.hidden);
  });

  it('is a slider that keys move', async () => {
    const { element } = await mountMap(rowsWithErrors(10_000), { timeFormat: 'utc' });
    const slider = strip(element);
    const now = (): number => Number(slider.getAttribute('aria-valuenow'));
    expect(slider.getAttribute('role')).to.equal('slider');
    expect(slider.getAttribute('aria-valuemin')).to.equal('1');
    slider.focus();
    press(element, 'Home');
    await settled(element);
    expect(now()).to.equal(1);
    expect(messages(element).has(1)).to.equal(true);
    press(element, 'PageDown');
    await settled(element);
    expect(now()).to.be.within(1_990, 2_020);
    const leapt = now();
    press(element, 'ArrowDown');
    await settled(element);
    expect(now() - leapt).to.be.within(5, 40);
    press(element, 'ArrowUp');
    await settled(element);
    expect(Math.abs(now() - leapt)).to.be.below(3);
    press(element, 'End');
    await settled(element);
    expect(now()).to.equal(20_000);
    expect(element.following).to.equal(true);
    for (let turn = 0; turn < 5; turn += 1) {
      press(element, 'PageUp');
      await settled(element);
    }
    expect(slider.getAttribute('aria-valuetext')).to.match(
      /^Row (9,9|10,0)\d\d of 20,000, 22:(29|30):\d\d, (1 error|\d\d\d rows) around it$/,
    );
    // The red of these tests is none to be read.
    element.style.removeProperty('--log-stream-severity-error-color');
    await expect(element).to.be.accessible();
  });

  it('does not read out to a listener that rows come in', async () => {
    const { element, source } = await mountMap(lines(1_000), { follow: true });
    strip(element).focus();
    const said = strip(element).getAttribute('aria-valuetext');
    source.append(lines(500, 'info', 1_001));
    await until(() => strip(element).getAttribute('aria-valuemax') === '1500');
    expect(strip(element).getAttribute('aria-valuetext')).to.equal(said);
    strip(element).blur();
    source.append(lines(1, 'info', 1_501));
    await until(() => strip(element).getAttribute('aria-valuenow') === '1501');
  });

  it('stands at the end of the line in pages that read from right to left', async () => {
    const { element } = await mountMap(rowsWithErrors(5_000), {}, 'rtl');
    await until(() => extent(sheet(element), isError) !== null);
    const [list, map] = [viewport(element), strip(element)].map((part) =>
      part.getBoundingClientRect(),
    );
    expect(map!.right).to.be.at.most(list!.left + 1);
    const mark = extent(sheet(element), isError)!;
    expect(mark.right, 'on the side of the list').to.be.above(sheet(element).clientWidth * 0.75);
  });

  it('gives the list its place, and has none where there is little room', async () => {
    const { element, source } = await mountMap(lines(500));
    const listRight = (): number => find(element, '.log').getBoundingClientRect().right;
    expect(listRight()).to.be.closeTo(strip(element).getBoundingClientRect().left, 1);
    element.parentElement!.style.inlineSize = '400px';
    await until(() => strip(element).offsetWidth === 0);
    await settled(element);
    expect(listRight()).to.be.closeTo(element.getBoundingClientRect().right, 2);
    const paintings = countPaintings();
    source.append(lines(300, 'error', 501));
    await until(() => element.entries().length === 800);
    for (let count = 0; count < 12; count += 1) await frame();
    expect(paintings.count, 'painted out of sight').to.equal(0);
    element.minimap = true;
    await until(() => strip(element).offsetWidth > 0 && paintings.count > 0);
    paintings.stop();
    await until(() => strip(element).getAttribute('aria-valuemax') === '800');
    element.minimap = false;
    await element.updateComplete;
    expect(element.renderRoot.querySelector('.minimap')).to.equal(null);
  });

  it('is turned off and on in the menu', async () => {
    const { element } = await mountMap(lines(50));
    const choose = async (): Promise<string | null> => {
      find(element, '[data-command=menu]').click();
      await settled(element);
      const items = [...element.renderRoot.querySelectorAll<HTMLElement>('.menu-item')];
      const item = items.find(({ textContent }) => textContent.includes('Minimap'))!;
      const pressed = item.getAttribute('aria-pressed');
      item.click();
      await settled(element);
      return pressed;
    };
    expect(await choose()).to.equal('true');
    expect(element.renderRoot.querySelector('.minimap')).to.equal(null);
    expect(await choose()).to.equal('false');
    expect(strip(element).offsetWidth).to.be.above(0);
  });

  it('takes the colours of the theme, and of another one as soon as there is one', async () => {
    const { element } = await mountMap(rowsWithErrors(5_000));
    await until(() => extent(sheet(element), isError) !== null);
    element.parentElement!.style.setProperty('--log-stream-severity-info-color', 'rgb(0, 0, 255)');
    const isBlue = ({ red, green, blue, alpha }: Pixel): boolean =>
      alpha > 40 && red < 20 && green < 20 && blue > 230;
    await until(() => extent(sheet(element), isBlue) !== null);
    element.style.removeProperty('--log-stream-severity-error-color');
    element.style.colorScheme = 'dark';
    await until(() => extent(sheet(element), isError) === null);
    const isPale = ({ red, green, blue, alpha }: Pixel): boolean =>
      alpha > 200 && red > 240 && green > 110 && green < 145 && blue > 110;
    await until(() => extent(sheet(element), isPale) !== null);
  });

  it('is as sharp as the screen, at any size', async () => {
    const { element } = await mountMap(rowsWithErrors(5_000));
    element.parentElement!.style.blockSize = '620px';
    const height = (): number => Math.round(sheet(element).clientHeight * devicePixelRatio);
    await until(() => sheet(element).clientHeight > 450 && sheet(element).height === height());
    const expected = sheet(element).clientHeight / 4;
    await until(() => {
      const mark = extent(sheet(element), isError);
      return mark !== null && Math.abs((mark.top + mark.bottom) / 2 - expected) < 3;
    });
  });

  it('keeps its marks where the rows are when old ones go', async () => {
    const { element, source } = await mountMap(lines(900), { maxRows: 1_000, follow: true });
    source.append([{ level: 'error', message: 'boom' }, ...lines(300, 'info', 902)]);
    await until(() => element.entries().length < 1_000 && element.entries().at(-1)!.seq === 1_201);
    const rows = element.entries();
    const place = rows.findIndex(({ message }) => message === 'boom') / rows.length;
    await until(() => {
      const mark = extent(sheet(element), isError);
      const expected = place * sheet(element).clientHeight;
      return mark !== null && Math.abs((mark.top + mark.bottom) / 2 - expected) < 3;
    });
  });

  it('is painted four times a second at most, and not at all when there is nothing new', async () => {
    const { element, source } = await mountMap(lines(500), { follow: true });
    const paintings = countPaintings();
    for (let count = 0; count < 10; count += 1) await frame();
    element.requestUpdate();
    await settled(element);
    expect(paintings.count, 'nothing new').to.equal(0);
    const startMs = performance.now();
    let from = 501;
    while (performance.now() - startMs < 1_000) {
      source.append(lines(20, 'info', from));
      from += 20;
      await frame();
    }
    const most = (performance.now() - startMs) / 250 + 1;
    expect(paintings.count).to.be.within(2, most);
    paintings.stop();
  });

  it('gives way to the reading mode, and is there again after it', async () => {
    const { element } = await mountMap(rowsWithErrors(5_000));
    element.focus();
    press(element, 'r');
    await settled(element);
    expect(element.renderRoot.querySelector('.reading')).not.to.equal(null);
    expect(element.renderRoot.querySelector('.minimap')).to.equal(null);
    press(element, 'Escape');
    await until(() => element.renderRoot.querySelector('.minimap') !== null);
    await until(() => extent(sheet(element), isError) !== null);
  });

  it('is the page’s to style', async () => {
    const { element } = await mountMap(lines(100));
    element.style.setProperty('--log-stream-minimap-width', '60px');
    await until(() => strip(element).offsetWidth === 60);
    expect(strip(element).part.contains('minimap')).to.equal(true);
  });
});
