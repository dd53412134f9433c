import { expect } from '@open-wc/testing';
import type { MeshhookLogStreamElement } from '../../src/element.js';
import {
  find,
  findAll,
  fromEnd,
  lines,
  mountWith,
  settled,
  until,
  viewport,
  wheel,
} from './stage.js';

const pointer = (type: string, x: number, y: number, more: PointerEventInit = {}): PointerEvent =>
  new PointerEvent(type, {
    pointerType: 'mouse',
    clientX: x,
    clientY: y,
    bubbles: true,
    composed: true,
    ...more,
  });

const touch = (type: string, y: number, target: EventTarget): Event => {
  // Not every browser has the constructors of touch events where there is no touch screen.
  const event = new Event(type, { bubbles: true, composed: true });
  Object.defineProperty(event, 'touches', { value: [{ clientY: y, target }] });
  return event;
};

/** What a browser does while the thumb is dragged: it scrolls, and tells of no pointer. */
async function dragThumb(element: MeshhookLogStreamElement, byPx: number): Promise<void> {
  const scroller = viewport(element);
  const scrolled = new Promise((resolve) => {
    scroller.addEventListener('scroll', resolve, { once: true });
  });
  scroller.scrollTop += byPx;
  await scrolled;
}

describe('follow by intent', () => {
  it('yields to the thumb of the scroll bar while rows pour in, and stays where it was let go', async () => {
    const { element, source } = await mountWith(lines(400));
    viewport(element).dispatchEvent(pointer('pointerdown', 0, 0));
    for (let step = 0; step < 6; step++) {
      source.append(lines(40));
      await dragThumb(element, -60);
    }
    await settled(element);
    expect(element.following).to.equal(false);
    const before = viewport(element).scrollTop;
    source.append(lines(200));
    await settled(element);
    expect(viewport(element).scrollTop).to.equal(before);
  });

  it('goes on when the thumb is dragged back to the end', async () => {
    const { element } = await mountWith(lines(400));
    await dragThumb(element, -500);
    await settled(element);
    expect(element.following).to.equal(false);
    await dragThumb(element, 10_000);
    await settled(element);
    expect(element.following).to.equal(true);
  });

  it('yields to dragging over rows, but not to a click or a trembling hand', async () => {
    const { element } = await mountWith(lines(200));
    const row = findAll(element, '.row').at(-3)!;
    row.dispatchEvent(pointer('pointerdown', 100, 100, { buttons: 1 }));
    row.dispatchEvent(pointer('pointermove', 102, 101, { buttons: 1 }));
    expect(element.following).to.equal(true);
    row.dispatchEvent(pointer('pointermove', 102, 160, { buttons: 0 }));
    expect(element.following, 'the button is up').to.equal(true);
    row.dispatchEvent(pointer('pointerdown', 100, 100, { buttons: 1 }));
    row.dispatchEvent(pointer('pointermove', 100, 120, { buttons: 1 }));
    expect(element.following).to.equal(false);
  });

  it('yields to text that is marked without dragging, and only to text of its own', async () => {
    const { element } = await mountWith(lines(200));
    const outside = document.createElement('p');
    outside.textContent = 'text of the page';
    element.parentElement!.append(outside);
    document.getSelection()?.selectAllChildren(outside);
    await settled(element);
    expect(element.following).to.equal(true);
    const message = findAll(element, '.row .message').at(-2)!;
    document.getSelection()?.selectAllChildren(message);
    await until(() => !element.following);
    document.getSelection()?.removeAllRanges();
  });

  it('yields to a finger that pulls down, not to one that pushes up', async () => {
    const { element } = await mountWith(lines(200));
    const scroller = viewport(element);
    scroller.dispatchEvent(touch('touchstart', 200, scroller));
    scroller.dispatchEvent(touch('touchmove', 150, scroller));
    expect(element.following).to.equal(true);
    scroller.dispatchEvent(touch('touchmove', 220, scroller));
    expect(element.following).to.equal(false);
  });

  it('does not yield to a wheel where there is nothing above', async () => {
    const { element } = await mountWith(lines(3));
    viewport(element).dispatchEvent(new WheelEvent('wheel', { deltaY: -120, bubbles: true }));
    expect(element.following).to.equal(true);
  });

  for (const zoom of ['0.9', '1.1', '1.3333']) {
    it(`holds and finds the end where pixels are fractions, zoomed to ${zoom}`, async () => {
      const { element, source } = await mountWith(lines(150));
      element.style.setProperty('zoom', zoom);
      await settled(element);
      for (let burst = 0; burst < 8; burst++) {
        source.append(lines(13));
        await settled(element);
        expect(element.following).to.equal(true);
        expect(Math.abs(fromEnd(element))).to.be.lessThan(2);
      }
      await wheel(element, -300);
      expect(element.following).to.equal(false);
      // A wheel stops a fraction of a pixel before the end.
      const scroller = viewport(element);
      await wheel(
        element,
        scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop - 0.6,
      );
      expect(element.following).to.equal(true);
    });
  }

  it('counts on while paused, and the pill is right when it is over', async () => {
    const { element, source } = await mountWith(lines(200), { levels: ['error', 'info'] });
    await wheel(element, -200);
    element.paused = true;
    await settled(element);
    source.append([...lines(10), ...lines(4, 'debug'), ...lines(2, 'error')]);
    await settled(element);
    expect(find(element, '.banner').textContent).to.match(/12 new rows are waiting/);
    element.paused = false;
    await settled(element);
    expect(find(element, '.follow-pill').textContent.replace(/\s+/g, ' ')).to.match(
      /12 new ?2 errors/,
    );
  });

  it('takes back from the pill what has been scrolled to', async () => {
    const { element, source } = await mountWith(lines(200));
    await wheel(element, -400);
    source.append(lines(40));
    await settled(element);
    const missed = (): number =>
      Number(element.renderRoot.querySelector('.follow-pill')?.textContent.match(/\d+/)?.[0] ?? 0);
    expect(missed()).to.equal(40);
    await wheel(element, 800);
    expect(element.following).to.equal(false);
    expect(missed()).to.be.lessThan(40).and.greaterThan(0);
  });
});
