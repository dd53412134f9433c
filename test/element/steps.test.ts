import { expect } from '@open-wc/testing';
import type { MeshhookLogStreamElement } from '../../src/element.js';
import { find, lines, mountWith, press, settled, until } from './stage.js';

const mixed = [
  ...lines(100),
  { level: 'error', message: 'first error' },
  ...lines(100),
  { level: 'warn', message: 'a warning' },
  { level: 'fatal', message: 'second error' },
  ...lines(100),
  { level: 'error', message: 'third error' },
];

const told = (element: MeshhookLogStreamElement): string =>
  element.renderRoot.querySelector('.toast')?.textContent ?? '';
const spoken = (element: MeshhookLogStreamElement): string =>
  find(element, '[aria-live=polite]').textContent;

describe('steps', () => {
  it('say where among their kind they led, and when they went around', async () => {
    const { element } = await mountWith(mixed);
    element.focus();
    press(element, 'Home');
    const step = async (key: string): Promise<string> => {
      press(element, key);
      await settled(element);
      return told(element);
    };
    expect(await step('e')).to.equal('Error 1 of 3');
    expect(await step('e')).to.equal('Error 2 of 3');
    expect(await step('e')).to.equal('Error 3 of 3');
    expect(await step('e')).to.equal('Error 1 of 3, from the start again');
    expect(await step('E')).to.equal('Error 3 of 3, from the end again');
    expect(await step('w')).to.equal('Warning 1 of 1, from the start again');
    expect(spoken(element)).to.include('Warning 1 of 1');
  });

  it('count what is on show, not what is filtered', async () => {
    const { element } = await mountWith(mixed, { levels: ['fatal', 'warn'] });
    element.focus();
    press(element, 'Home');
    press(element, 'e');
    await settled(element);
    expect(told(element)).to.match(/^Error 1 of 1/);
  });

  it('say so when there is nothing to step to', async () => {
    const { element } = await mountWith(lines(20));
    element.focus();
    press(element, 'e');
    await settled(element);
    expect(told(element)).to.equal('No errors among the rows shown');
    expect(element.nextError()).to.equal(false);
  });

  it('tell the place of a match by voice, and leave the eye to the search field', async () => {
    const { element } = await mountWith(lines(60), { query: 'line 5', searchMode: 'highlight' });
    await until(() => element.renderRoot.querySelectorAll('mark').length > 0);
    await until(() => !find(element, '.hits').classList.contains('pending'));
    element.focus();
    press(element, 'Home');
    press(element, 'n');
    await settled(element);
    expect(spoken(element)).to.match(/^Match 1 of \d+$/);
    expect(told(element)).to.equal('');
  });

  it('go around the end of the matches, and say so', async () => {
    const { element } = await mountWith(mixed, { query: '"error"', searchMode: 'highlight' });
    await until(() => find(element, '.hits').textContent === '3');
    element.focus();
    press(element, 'Home');
    for (const expected of ['1 of 3', '2 of 3', '3 of 3']) {
      press(element, 'n');
      await settled(element);
      expect(find(element, '.hits').textContent).to.equal(expected);
      expect(told(element)).to.equal('');
    }
    press(element, 'n');
    await settled(element);
    expect(told(element)).to.equal('Match 1 of 3, from the start again');
    press(element, 'N');
    await settled(element);
    expect(told(element)).to.equal('Match 3 of 3, from the end again');
    expect(find(element, '.row.current-hit .message').textContent).to.equal('third error');
  });
});
