import { expect } from '@open-wc/testing';
import {
  find,
  findAll,
  lines,
  mount,
  mountWith,
  press,
  settled,
  until,
  viewport,
} from './stage.js';

const mixed = [
  ...lines(30),
  {
    level: 'error',
    message: 'boom https://example.com/x\n  at here',
    fields: { a: { b: [1, 2] } },
    nodeId: 'n',
  },
  { level: 'warn', message: '\x1b[33mcareful\x1b[0m' },
  { level: 'fatal', message: 'worse' },
  { level: 'debug', message: 'small' },
  { level: 'trace', message: 'smaller' },
  { level: null, message: 'unsaid' },
];

describe('accessibility', () => {
  for (const scheme of ['light', 'dark']) {
    it(`has nothing to object to with rows of every kind, ${scheme}`, async () => {
      const { element } = await mountWith(mixed, { query: 'careful', searchMode: 'highlight' });
      element.style.colorScheme = scheme;
      await until(() => findAll(element, 'mark').length > 0);
      element.focus();
      press(element, 'Home');
      press(element, 'e');
      press(element, 'Enter');
      find(element, '[data-command=menu]').click();
      await settled(element);
      await expect(element).to.be.accessible();
    });
  }

  it('has nothing to object to when there is nothing to show, or nothing but the keys', async () => {
    const element = await mount();
    await expect(element).to.be.accessible();
    element.focus();
    press(element, '?');
    await settled(element);
    await expect(element).to.be.accessible();
  });

  it('is a log that does not read itself out, with a grid of rows', async () => {
    const { element } = await mountWith(lines(50), { label: 'Run 41' });
    expect(find(element, '[role=log]').getAttribute('aria-live')).to.equal('off');
    expect(find(element, '[role=log]').getAttribute('aria-label')).to.equal('Run 41');
    expect(viewport(element).getAttribute('role')).to.equal('grid');
    expect(viewport(element).tabIndex).to.equal(0);
    expect(findAll(element, '.row [tabindex="0"]')).to.have.lengthOf(0);
  });

  it('speaks a digest while following, and is silent otherwise', async () => {
    const { element, source } = await mountWith([]);
    source.append([...lines(34), ...lines(2, 'error'), ...lines(1, 'warn')]);
    await until(() => find(element, '[aria-live=polite]').textContent !== '');
    expect(find(element, '[aria-live=polite]').textContent).to.equal(
      '37 new rows, 2 errors, 1 warning',
    );
  });

  it('names every control', async () => {
    const { element } = await mountWith(mixed, { query: 'careful' });
    find(element, '[data-command=menu]').click();
    await settled(element);
    for (const control of findAll(element, 'button, input')) {
      const name = control.getAttribute('aria-label') ?? control.textContent.trim();
      expect(name, control.outerHTML.slice(0, 80)).not.to.be.oneOf([null, undefined, '']);
    }
  });

  it('takes every text from the host', async () => {
    const { element } = await mountWith(lines(1), {
      strings: { search: 'Suchen', follow: 'Folgen' },
    });
    expect(find<HTMLInputElement>(element, 'input').placeholder).to.equal('Suchen');
    expect(find(element, '[data-command=follow]').title).to.equal('Folgen (F)');
    expect(find(element, '[data-command=pause]').title).to.equal('Pause (P)');
  });
});
