import { expect } from '@open-wc/testing';
import { find, findAll, lines, mountWith, press, settled } from './stage.js';

/** A window of 640 pixels zoomed to 200 % is one of 320 whose letters are twice as large as the page's. */
describe('at 200 %', () => {
  afterEach(() => {
    document.documentElement.style.fontSize = '';
  });

  for (const [name, keys] of [
    ['the rows', []],
    ['the keys', ['?']],
    ['reading mode', ['r']],
  ] as const) {
    it(`nothing is cut off: ${name}`, async () => {
      document.documentElement.style.fontSize = '200%';
      const { element } = await mountWith(
        [
          ...lines(40),
          {
            level: 'error',
            message: 'boom '.repeat(30),
            nodeId: 'node-with-a-name',
            fields: { a: 1 },
          },
          { level: 'warn', message: 'careful' },
          { level: 'fatal', message: 'worse' },
          { level: 'debug', message: 'small' },
        ],
        { query: 'line', searchMode: 'highlight' },
      );
      const box = element.parentElement!;
      box.style.inlineSize = '640px';
      box.style.blockSize = '700px';
      element.focus();
      for (const key of keys) press(element, key);
      await settled(element);
      const frame = find(element, '.frame').getBoundingClientRect();
      for (const control of findAll(
        element,
        'button, input, .status-text, .footer > *, .sheet dd',
      )) {
        if (!control.checkVisibility({ visibilityProperty: true })) continue;
        if (control.closest('.viewport, .actions') !== null) continue;
        const { left, right, width } = control.getBoundingClientRect();
        if (width === 0) continue;
        expect(right, control.outerHTML).to.be.at.most(frame.right + 0.5);
        expect(left, control.outerHTML).to.be.at.least(frame.left - 0.5);
        // Text inside it is whole.
        if (control.localName === 'button') {
          expect(control.scrollWidth, control.outerHTML).to.be.at.most(control.clientWidth + 1);
        }
      }
      const scroller = find(element, keys[0] === 'r' ? '.reading' : '.viewport');
      expect(scroller.clientHeight, 'there is room to read').to.be.greaterThan(200);
      expect(scroller.scrollWidth).to.be.at.most(scroller.clientWidth + 1);
    });
  }
});
