import { expect } from '@open-wc/testing';
import type { LogStreamSelectEvent, MeshhookLogStreamElement } from '../../src/element.js';
import {
  entry,
  find,
  HandSource,
  lines,
  mount,
  mountWith,
  placeOf,
  press,
  record,
  settled,
  until,
  viewport,
} from './stage.js';

const mixed = [
  ...lines(100),
  { level: 'error', message: 'first error' },
  ...lines(100),
  { level: 'warn', message: 'a warning' },
  ...lines(100),
  { level: 'fatal', message: 'second error' },
  ...lines(100),
];

const active = (element: MeshhookLogStreamElement): string =>
  element.renderRoot.querySelector('.row.active .message')?.textContent ?? '';

describe('keyboard', () => {
  it('moves a row at a time, and to both ends', async () => {
    const { element } = await mountWith(lines(200));
    const selected = record<LogStreamSelectEvent>(element, 'log-stream-select');
    element.focus();
    press(element, 'Home');
    await settled(element);
    expect(active(element)).to.equal('line 1');
    press(element, 'ArrowDown');
    press(element, 'j');
    await settled(element);
    expect(active(element)).to.equal('line 3');
    press(element, 'k');
    press(element, 'PageDown');
    await settled(element);
    expect(Number(active(element).slice(5))).to.be.within(10, 25);
    press(element, 'End');
    await settled(element);
    expect(active(element)).to.equal('line 200');
    expect(element.following).to.equal(true);
    expect(selected.at(-1)?.entry?.seq).to.equal(200);
  });

  it('keeps the current row in view and points at it', async () => {
    const { element } = await mountWith(lines(200));
    element.focus();
    press(element, 'Home');
    for (let step = 0; step < 40; step++) press(element, 'ArrowDown');
    await settled(element);
    const place = placeOf(element, 41);
    expect(place).to.be.within(0, viewport(element).clientHeight);
    const pointed = viewport(element).getAttribute('aria-activedescendant');
    expect(element.shadowRoot?.getElementById(pointed!)?.textContent).to.include('line 41');
  });

  it('goes from error to error and warning to warning, around the end', async () => {
    const { element } = await mountWith(mixed);
    element.focus();
    const at = async (key: string): Promise<string> => {
      press(element, key);
      await settled(element);
      return active(element);
    };
    press(element, 'Home');
    expect(await at('e')).to.equal('first error');
    expect(await at('e')).to.equal('second error');
    expect(await at('e')).to.equal('first error');
    expect(await at('E')).to.equal('second error');
    expect(await at('w')).to.equal('a warning');
    expect(element.previousError()).to.equal(true);
    await settled(element);
    expect(active(element)).to.equal('first error');
  });

  it('opens and closes the current row', async () => {
    const { element } = await mountWith([{ message: 'a\nb', fields: { answer: 42 } }]);
    element.focus();
    press(element, 'ArrowDown');
    press(element, 'Enter');
    await settled(element);
    expect(find(element, '.tree').textContent.replace(/\s+/g, ' ')).to.include('answer: 42');
    expect(find(element, '.toggle').getAttribute('aria-expanded')).to.equal('true');
    press(element, 'ArrowLeft');
    await settled(element);
    expect(element.renderRoot.querySelector('.tree')).to.equal(null);
  });

  it('searches at / and Ctrl+F, and leaves the second Ctrl+F to the browser', async () => {
    const { element } = await mountWith(lines(20));
    element.focus();
    expect(press(element, '/').defaultPrevented).to.equal(true);
    expect(element.shadowRoot?.activeElement?.localName).to.equal('input');
    element.focus();
    expect(press(element, 'f', { ctrlKey: true }).defaultPrevented).to.equal(true);
    expect(element.shadowRoot?.activeElement?.localName).to.equal('input');
    expect(press(element, 'f', { ctrlKey: true }).defaultPrevented).to.equal(false);
  });

  it('leaves keys alone that are not its own', async () => {
    const { element } = await mountWith(lines(20));
    element.focus();
    for (const [key, more] of [
      ['r', { ctrlKey: true }],
      ['ArrowDown', { altKey: true }],
      ['Tab', {}],
      ['q', {}],
      ['l', { metaKey: true }],
    ] as const) {
      expect(press(element, key, more).defaultPrevented, key).to.equal(false);
    }
    find<HTMLInputElement>(element, '.search input').focus();
    for (const key of ['e', 'f', 'n', '?', 'Home', ' ']) {
      expect(press(element, key).defaultPrevented, key).to.equal(false);
    }
    const outside = new KeyboardEvent('keydown', { key: 'e', bubbles: true, cancelable: true });
    document.body.dispatchEvent(outside);
    expect(outside.defaultPrevented).to.equal(false);
  });

  it('leaves the search by Escape: first the query goes, then the focus', async () => {
    const { element } = await mountWith(lines(20), { query: 'line' });
    find<HTMLInputElement>(element, '.search input').focus();
    press(element, 'Escape');
    await settled(element);
    expect(element.query).to.equal('');
    press(element, 'Escape');
    expect(element.shadowRoot?.activeElement).to.equal(viewport(element));
  });

  it('keeps the current row through scrolling, trimming and filters', async () => {
    const source = new HandSource();
    const element = await mount({ source, maxRows: 200 });
    const many = (from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, index) => entry(from + index));
    source.live(many(1, 200));
    await settled(element);
    element.focus();
    press(element, 'Home');
    await settled(element);
    element.scrollToEnd();
    await settled(element);
    expect(element.shadowRoot?.activeElement).to.equal(viewport(element));
    expect(viewport(element).hasAttribute('aria-activedescendant')).to.equal(false);
    source.sink.append(many(201, 260), 'live');
    await until(() => (element.entries()[0]?.seq ?? 0) > 1);
    await settled(element);
    const first = element.entries()[0]!.seq;
    press(element, 'ArrowDown');
    await settled(element);
    expect(active(element)).to.equal(`line ${first + 1}`);
    element.query = 'nothing of the kind';
    await settled(element);
    element.query = '';
    await settled(element);
    await until(() => active(element) === `line ${first + 1}`);
  });

  it('copies from the data: a row, a selection, all', async () => {
    const written: string[] = [];
    const clipboard = navigator.clipboard;
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: async (text: string) => void written.push(text) },
    });
    try {
      const { element } = await mountWith([
        ...lines(300),
        { message: '\x1b[31mred\x1b[0m', fields: { a: 1 } },
      ]);
      element.focus();
      press(element, 'c');
      await until(() => written.length === 1);
      expect(written[0]?.split('\n')).to.have.lengthOf(301);
      expect(written[0]).to.match(/\d\d:\d\d - red \{"a":1\}$/);
      press(element, 'Home');
      press(element, 'ArrowDown', { shiftKey: true });
      press(element, 'ArrowDown', { shiftKey: true });
      press(element, 'c', { ctrlKey: true });
      await until(() => written.length === 2);
      expect(
        written[1]?.split('\n').map((line) => line.split(' ').slice(-2).join(' ')),
      ).to.deep.equal(['line 1', 'line 2', 'line 3']);
      await until(
        () => element.renderRoot.querySelector('.toast')?.textContent === 'Copied 3 rows as Text',
      );
    } finally {
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
    }
  });

  it('shows its keys at ?', async () => {
    const { element } = await mountWith(lines(3));
    element.focus();
    press(element, '?');
    await settled(element);
    expect(find(element, '.sheet').textContent).to.include('Page Up');
    press(element, 'Escape');
    await settled(element);
    expect(element.renderRoot.querySelector('.sheet')).to.equal(null);
  });
});
