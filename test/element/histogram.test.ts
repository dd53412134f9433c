/** The strip above the rows: what was written when, and choosing a stretch of it. */
import { expect } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import type {
  LogStreamSearchEvent,
  MeshhookLogStreamElement,
  NewLogRow,
} from '../../src/element.js';
import { find, frame, lines, messages, mountWith, press, record, settled, until } from './stage.js';

const START_MS = Date.parse('2026-03-02T09:00:00Z');

const strip = (element: MeshhookLogStreamElement): HTMLElement => find(element, '.histogram');
const chart = (element: MeshhookLogStreamElement): HTMLElement =>
  find(element, '.histogram .chart');
const end = (element: MeshhookLogStreamElement, name: 'from' | 'to'): HTMLElement =>
  find(element, `.brush-end.${name}`);
const summary = (element: MeshhookLogStreamElement): string =>
  find(element, '#histogram-summary').textContent;

/** A row a second for ten minutes; an error in the fourth of them. */
function tenMinutes(): NewLogRow[] {
  return Array.from({ length: 600 }, (_, second) => ({
    level: second === 200 ? 'error' : 'info',
    message: `second ${second}`,
    createdAt: new Date(START_MS + second * 1_000).toISOString(),
  }));
}

async function mountTimes(
  rows: readonly NewLogRow[] = tenMinutes(),
  settings: Partial<MeshhookLogStreamElement> = {},
  direction: 'ltr' | 'rtl' = 'ltr',
): ReturnType<typeof mountWith> {
  const mounted = await mountWith([], { histogram: true, timeFormat: 'utc', ...settings });
  mounted.element.dir = direction;
  mounted.element.style.setProperty('--log-stream-severity-error-color', 'rgb(255, 0, 0)');
  mounted.source.append(rows);
  await until(() => mounted.element.entries().length === rows.length && summary(mounted.element));
  await settled(mounted.element);
  return mounted;
}

/** Places with strong red, from 0 at the left edge to 1 at the right one, and their height in CSS pixels. */
function errors(element: MeshhookLogStreamElement): { places: number[]; heightPx: number } {
  const canvas = find<HTMLCanvasElement>(element, '.histogram canvas');
  const { width, height } = canvas;
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
  const places = new Set<number>();
  let count = 0;
  for (let at = 0; at < data.length; at += 4) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(at, at + 4);
    if (red < 240 || green > 20 || blue > 20 || alpha < 200) continue;
    places.add(((at / 4) % width) / width);
    count += 1;
  }
  const ratio = width / canvas.clientWidth;
  return { places: [...places], heightPx: count / Math.max(1, places.size) / ratio };
}

/** Where a share of the chart is for the mouse. */
function point(element: MeshhookLogStreamElement, share: number): [number, number] {
  const box = chart(element).getBoundingClientRect();
  return [Math.round(box.left + box.width * share), Math.round(box.top + 20)];
}

async function drag(element: MeshhookLogStreamElement, from: number, to: number): Promise<void> {
  await sendMouse({ type: 'move', position: point(element, from) });
  await sendMouse({ type: 'down' });
  await sendMouse({ type: 'move', position: point(element, (from + to) / 2) });
  await sendMouse({ type: 'move', position: point(element, to) });
  await sendMouse({ type: 'up' });
  await settled(element);
}

/** First and last message on show. */
function shown(element: MeshhookLogStreamElement): [number, number] {
  const texts = [...messages(element).values()].map((text) => Number(text.split(' ')[1]));
  return [Math.min(...texts), Math.max(...texts)];
}

describe('rows over time', () => {
  afterEach(() => sendMouse({ type: 'move', position: [0, 0] }));

  it('are not there, and cost nothing, unless asked for', async () => {
    const { element } = await mountWith(lines(50));
    expect(element.renderRoot.querySelector('.histogram')).to.equal(null);
    element.focus();
    press(element, 'h');
    await settled(element);
    expect(element.histogram).to.equal(true);
    await until(() => summary(element) !== '');
    press(element, 'h');
    await settled(element);
    expect(element.renderRoot.querySelector('.histogram')).to.equal(null);
  });

  it('show one error among all the others, when it was', async () => {
    const { element } = await mountTimes();
    await until(() => errors(element).places.length > 0);
    const { places, heightPx } = errors(element);
    expect(heightPx).to.be.at.least(2);
    expect(Math.min(...places)).to.be.within(0.3, 0.345);
    expect(Math.max(...places)).to.be.within(0.31, 0.36);
  });

  it('say what they show', async () => {
    const { element } = await mountTimes();
    expect(summary(element)).to.equal('09:00:00 – 09:10:00 · 1 error');
    expect(strip(element).getAttribute('role')).to.equal('group');
    expect(strip(element).getAttribute('aria-label')).to.equal('Rows over time');
    element.timeFormat = 'elapsed';
    await until(() => summary(element) === '+00:00 – +10:00 · 1 error');
    element.timeFormat = 'utc';
    const tip = find(element, '.histogram .map-tip');
    await sendMouse({ type: 'move', position: point(element, 0.5) });
    await until(() => /^09:0[45]:\d\d – 09:0[45]:\d\d · \d+ rows$/.test(tip.textContent));
    element.style.removeProperty('--log-stream-severity-error-color');
    await expect(element).to.be.accessible();
  });

  it('are brushed to a stretch, which the query says', async () => {
    const { element } = await mountTimes();
    const events = record<LogStreamSearchEvent>(element, 'log-stream-search');
    await drag(element, 0.25, 0.5);
    await until(() => messages(element).size > 0 && element.query !== '');
    expect(element.query).to.match(
      /^after:2026-03-02T09:02:\d\dZ before:2026-03-02T09:0[45]:\d\dZ$/,
    );
    await until(() => events.at(-1)?.query === element.query && !events.at(-1)?.pending);
    expect(events.at(-1)!.total).to.be.within(140, 165);
    element.goTo(element.entries()[160]!.seq).catch(() => undefined);
    await until(() => shown(element)[0] >= 145 && shown(element)[1] <= 306);
    expect(strip(element).classList.contains('brushed')).to.equal(true);
    expect(find(element, '.search input')).to.have.property('value', element.query);
  });

  it('leave the rest of the query as it is, and take only their own part away', async () => {
    const { element } = await mountTimes(tenMinutes(), { query: 'level:error' });
    await drag(element, 0.25, 0.5);
    expect(element.query).to.match(/^after:\S+ before:\S+ level:error$/);
    await until(() => messages(element).size === 1);
    find(element, '.brush-clear').click();
    await settled(element);
    expect(element.query).to.equal('level:error');
    expect(strip(element).classList.contains('brushed')).to.equal(false);
  });

  it('are brushed to one bar by a click, and to all by a double click or Escape', async () => {
    const { element } = await mountTimes();
    await sendMouse({ type: 'click', position: point(element, 0.3375) });
    await until(() => element.query !== '');
    await until(() => messages(element).size === 10);
    expect(shown(element)).to.deep.equal([200, 209]);
    chart(element).dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
    await settled(element);
    expect(element.query).to.equal('');
    await drag(element, 0.25, 0.5);
    expect(element.query).not.to.equal('');
    end(element, 'from').focus();
    press(element, 'Escape');
    await settled(element);
    expect(element.query).to.equal('');
  });

  it('let go of what is being drawn on Escape', async () => {
    const { element } = await mountTimes();
    await sendMouse({ type: 'move', position: point(element, 0.2) });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: point(element, 0.6) });
    await until(() => strip(element).classList.contains('brushed'));
    expect(element.query, 'nothing is filtered yet').to.equal('');
    end(element, 'from').focus();
    press(element, 'Escape');
    await sendMouse({ type: 'up' });
    await settled(element);
    expect(element.query).to.equal('');
    expect(strip(element).classList.contains('brushed')).to.equal(false);
  });

  it('let a stretch be moved, and its ends', async () => {
    const { element } = await mountTimes();
    await drag(element, 0.25, 0.5);
    const before = element.query;
    const minutes = (): number[] =>
      [...element.query.matchAll(/T09:(\d\d):(\d\d)/g)].map(
        ([, minute, second]) => Number(minute) + Number(second) / 60,
      );
    const [from, to] = minutes() as [number, number];
    await drag(element, 0.4, 0.6);
    const [movedFrom, movedTo] = minutes() as [number, number];
    expect(element.query).not.to.equal(before);
    expect(movedFrom - from).to.be.closeTo(2, 0.35);
    expect(movedTo - movedFrom).to.be.closeTo(to - from, 0.01);
    await drag(element, movedTo / 10, 0.9);
    expect(minutes()[0]).to.equal(movedFrom);
    expect(minutes()[1]).to.be.closeTo(9, 0.35);
  });

  it('are open at the end when the stretch reaches it, so that new rows are in', async () => {
    const { element, source } = await mountTimes();
    await drag(element, 0.9, 1.02);
    expect(element.query).to.match(/^after:\S+$/);
    source.append([{ level: 'info', message: 'second 600', createdAt: '2026-03-02T09:10:00Z' }]);
    await until(() => [...messages(element).values()].includes('second 600'));
  });

  it('have an end for keys on either side', async () => {
    const { element } = await mountTimes();
    end(element, 'from').focus();
    expect(end(element, 'from').getAttribute('role')).to.equal('slider');
    press(element, 'ArrowRight');
    await settled(element);
    expect(element.query).to.equal('after:2026-03-02T09:00:10Z');
    press(element, 'ArrowRight', { shiftKey: true });
    await settled(element);
    expect(element.query).to.equal('after:2026-03-02T09:01:50Z');
    expect(end(element, 'from').getAttribute('aria-valuetext')).to.equal('09:01:50');
    end(element, 'to').focus();
    press(element, 'PageDown');
    await settled(element);
    expect(element.query).to.equal('after:2026-03-02T09:01:50Z before:2026-03-02T09:08:20Z');
    press(element, 'Home');
    await settled(element);
    expect(element.query, 'they do not pass each other').to.equal(
      'after:2026-03-02T09:01:50Z before:2026-03-02T09:02:00Z',
    );
    press(element, 'End');
    await settled(element);
    end(element, 'from').focus();
    press(element, 'Home');
    await settled(element);
    expect(element.query).to.equal('');
  });

  it('show a stretch that was typed', async () => {
    const { element } = await mountTimes();
    element.query = 'after:2026-03-02T09:05:00Z';
    await until(() => strip(element).classList.contains('brushed'));
    await settled(element);
    const brush = find(element, '.brush').getBoundingClientRect();
    const box = chart(element).getBoundingClientRect();
    expect(brush.left - box.left).to.be.closeTo(box.width / 2, 2);
    expect(brush.right).to.be.closeTo(box.right, 2);
  });

  it('go the other way in pages that read from right to left', async () => {
    const { element } = await mountTimes(tenMinutes(), {}, 'rtl');
    await until(() => errors(element).places.length > 0);
    expect(Math.max(...errors(element).places)).to.be.within(0.655, 0.7);
    await drag(element, 0.75, 0.5);
    expect(element.query).to.match(
      /^after:2026-03-02T09:02:\d\dZ before:2026-03-02T09:0[45]:\d\dZ$/,
    );
    const brush = find(element, '.brush').getBoundingClientRect();
    const box = chart(element).getBoundingClientRect();
    expect(brush.right).to.be.closeTo(box.left + box.width * 0.75, 14);
    end(element, 'from').focus();
    const before = element.query;
    press(element, 'ArrowLeft');
    await settled(element);
    expect(element.query > before, 'left is later').to.equal(true);
  });

  it('count rows that come, late ones too, and forget those that go', async () => {
    const { element, source } = await mountTimes(tenMinutes(), { maxRows: 700 });
    source.append([{ level: 'error', message: 'late', createdAt: '2026-03-02T09:08:20Z' }]);
    await until(() => summary(element).endsWith('· 2 errors'));
    source.append(
      Array.from({ length: 400 }, (_, second) => ({
        level: 'info',
        message: `second ${600 + second}`,
        createdAt: new Date(START_MS + (600 + second) * 1_000).toISOString(),
      })),
    );
    await until(() => summary(element).startsWith('09:06:'));
    expect(summary(element)).to.match(/^09:06:\d\d – 09:16:40 · 1 error$/);
  });

  it('fit 320 pixels', async () => {
    const { element } = await mountTimes();
    element.parentElement!.style.inlineSize = '320px';
    await settled(element);
    const outer = element.getBoundingClientRect();
    for (const part of [strip(element), chart(element), end(element, 'to')]) {
      const box = part.getBoundingClientRect();
      expect(box.left).to.be.at.least(outer.left);
      expect(box.right).to.be.at.most(outer.right);
    }
    await frame();
  });
});
