import { expect } from '@open-wc/testing';
import type { MeshhookLogStreamElement } from '../../src/element.js';
import {
  entry,
  find,
  findAll,
  HandSource,
  lines,
  mount,
  mountWith,
  press,
  settled,
  until,
  viewport,
  wheel,
} from './stage.js';

type Row = HTMLElement & { rowSeq: number };

const rowOf = (element: MeshhookLogStreamElement, seq: number): Row => {
  const row = findAll<Row>(element, '.row').find((candidate) => candidate.rowSeq === seq);
  if (row === undefined) throw new Error(`row ${seq} is not on screen`);
  return row;
};

const seqs = (element: MeshhookLogStreamElement): number[] =>
  element.selectedEntries().map(({ seq }) => seq);

/** A press and release of the first button on a part of a row. */
function click(target: Element, more: MouseEventInit & { pointerType?: string } = {}): void {
  const { left, top } = target.getBoundingClientRect();
  const init = {
    bubbles: true,
    composed: true,
    cancelable: true,
    button: 0,
    pointerId: 1,
    pointerType: 'mouse',
    clientX: left + 2,
    clientY: top + 2,
    ...more,
  };
  target.dispatchEvent(new PointerEvent('pointerdown', { ...init, buttons: 1 }));
  target.dispatchEvent(new MouseEvent('mousedown', { ...init, buttons: 1 }));
  target.dispatchEvent(new PointerEvent('pointerup', init));
  target.dispatchEvent(new MouseEvent('mouseup', init));
  target.dispatchEvent(new PointerEvent('click', init));
}

const time = (element: MeshhookLogStreamElement, seq: number): Element => {
  const cell = rowOf(element, seq).querySelector('.time');
  if (cell === null) throw new Error(`row ${seq} has no time`);
  return cell;
};

describe('selecting rows', () => {
  it('is by the cells beside the message: one, in or out, and all between', async () => {
    const { element } = await mountWith(lines(12));
    click(time(element, 3));
    expect(seqs(element)).to.deep.equal([3]);
    expect(element.following, 'rows stay where they are').to.equal(false);
    click(time(element, 6), { shiftKey: true });
    expect(seqs(element)).to.deep.equal([3, 4, 5, 6]);
    click(time(element, 9), { ctrlKey: true });
    click(time(element, 4), { metaKey: true });
    expect(seqs(element)).to.deep.equal([3, 5, 6, 9]);
    click(time(element, 11), { shiftKey: true });
    expect(seqs(element)).to.deep.equal([3, 4, 5, 6, 7, 8, 9, 10, 11]);
    click(time(element, 5), { shiftKey: true });
    expect(seqs(element)).to.deep.equal([3, 4, 5, 6, 9]);
    click(time(element, 8));
    expect(seqs(element)).to.deep.equal([8]);
  });

  it('leaves the message to the browser, but for the keys that pick rows', async () => {
    const { element } = await mountWith(lines(12));
    const message = rowOf(element, 4).querySelector('.message')!;
    let prevented: boolean | undefined;
    element.addEventListener('mousedown', (event) => (prevented = event.defaultPrevented));
    click(message);
    expect(prevented).to.equal(false);
    expect(seqs(element)).to.deep.equal([]);
    await settled(element);
    expect(rowOf(element, 4).classList.contains('active')).to.equal(true);
    click(rowOf(element, 7).querySelector('.message')!, { shiftKey: true });
    expect(prevented).to.equal(true);
    expect(seqs(element)).to.deep.equal([4, 5, 6, 7]);
    click(time(element, 9));
    expect(prevented).to.equal(true);
  });

  it('adds with each tap of a finger, which has no keys', async () => {
    const { element } = await mountWith(lines(12));
    for (const seq of [3, 5, 3, 8]) click(time(element, seq), { pointerType: 'touch' });
    expect(seqs(element)).to.deep.equal([5, 8]);
  });

  it('is drawn out by dragging, and scrolls at the edges', async () => {
    const { element } = await mountWith(lines(300));
    element.focus();
    press(element, 'Home');
    await settled(element);
    const list = viewport(element);
    const box = list.getBoundingClientRect();
    const start = time(element, 2).getBoundingClientRect();
    const at = (type: string, clientY: number, buttons = 1): void => {
      const target = type === 'pointerdown' ? time(element, 2) : list;
      const init = { bubbles: true, composed: true, cancelable: true, pointerId: 1, pointerType: 'mouse', clientX: start.left + 5, clientY, button: 0, buttons }; // prettier-ignore
      target.dispatchEvent(new PointerEvent(type, init));
    };
    at('pointerdown', start.top + 2);
    at('pointermove', start.top + 4);
    expect(seqs(element), 'still a click').to.deep.equal([]);
    at('pointermove', time(element, 5).getBoundingClientRect().top + 2);
    await settled(element);
    expect(seqs(element)).to.deep.equal([2, 3, 4, 5]);
    at('pointermove', box.bottom + 80);
    await until(() => seqs(element).length > 60);
    at('pointermove', box.top + 40);
    await settled(element);
    const shrunk = seqs(element).length;
    at('pointerup', box.top + 40, 0);
    at('pointermove', box.bottom - 10);
    await settled(element);
    expect(seqs(element)).to.have.lengthOf(shrunk);
    expect(element.following).to.equal(false);
  });

  it('is by keys, too: space, shift with arrows, all, and Escape', async () => {
    const { element } = await mountWith(lines(200));
    element.focus();
    press(element, 'Home');
    press(element, ' ');
    press(element, 'ArrowDown');
    press(element, 'ArrowDown');
    press(element, ' ');
    expect(seqs(element)).to.deep.equal([1, 3]);
    press(element, 'ArrowDown', { shiftKey: true });
    press(element, 'ArrowDown', { shiftKey: true });
    expect(seqs(element)).to.deep.equal([1, 3, 4, 5]);
    press(element, 'ArrowUp', { shiftKey: true });
    expect(seqs(element)).to.deep.equal([1, 3, 4]);
    press(element, 'End', { shiftKey: true });
    expect(seqs(element)).to.have.lengthOf(199);
    expect(press(element, 'a', { ctrlKey: true }).defaultPrevented).to.equal(true);
    expect(seqs(element)).to.have.lengthOf(200);
    press(element, 'Escape');
    expect(seqs(element)).to.deep.equal([]);
    await settled(element);
    expect(element.renderRoot.querySelector('.row.active'), 'the place stays').not.to.equal(null);
  });

  it('selects of a filtered list what it shows, and keeps it when the filter goes', async () => {
    const rows = [...lines(4), { level: 'error', message: 'a' }, ...lines(4), { level: 'error', message: 'b' }]; // prettier-ignore
    const { element } = await mountWith(rows, { levels: ['error'] });
    element.focus();
    press(element, 'a', { ctrlKey: true });
    element.levels = null;
    await settled(element);
    expect(seqs(element)).to.deep.equal([5, 10]);
    expect(rowOf(element, 5).classList.contains('selected')).to.equal(true);
    expect(rowOf(element, 6).classList.contains('selected')).to.equal(false);
    expect(rowOf(element, 5).getAttribute('aria-selected')).to.equal('true');
    expect(rowOf(element, 6).getAttribute('aria-selected')).not.to.equal('true');
  });

  it('survives streaming, scrolling and trimming; rows that come later are not in it', async () => {
    const source = new HandSource();
    const element = await mount({ source, maxRows: 200 });
    const many = (from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, index) => entry(from + index));
    source.live(many(1, 200));
    await until(() => element.entries().length === 200);
    await settled(element);
    element.focus();
    press(element, 'a', { ctrlKey: true });
    source.sink.append(many(201, 260), 'live');
    await until(() => (element.entries()[0]?.seq ?? 0) > 1);
    await wheel(element, -200);
    expect(element.entries().at(-1)?.seq).to.equal(260);
    expect(seqs(element).at(-1)).to.equal(200);
    expect(find(element, '.taking-selected').textContent).to.equal('200 rows selected');
  });

  it('is said and shown with what can be done, without covering a row', async () => {
    const { element } = await mountWith(lines(50));
    element.focus();
    press(element, 'Home');
    press(element, 'ArrowDown', { shiftKey: true });
    await settled(element);
    expect(find(element, '[aria-live=polite]').textContent).to.equal('2 rows selected');
    const bar = find(element, '.taking-bar').getBoundingClientRect();
    expect(bar.top).to.be.at.least(viewport(element).getBoundingClientRect().bottom);
    find(element, '.taking-bar [aria-label="Clear selection"]').click();
    await settled(element);
    expect(element.renderRoot.querySelector('.taking-bar')).to.equal(null);
    expect(element.shadowRoot?.activeElement).to.equal(viewport(element));
  });

  it('is the page’s to set', async () => {
    const { element } = await mountWith(lines(50));
    element.select([40, 3, 4]);
    expect(seqs(element)).to.deep.equal([3, 4, 40]);
    element.select([]);
    expect(seqs(element)).to.deep.equal([]);
  });
});
