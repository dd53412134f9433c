import { expect } from '@open-wc/testing';
import type { MeshhookLogStreamElement } from '../../src/element.js';
import type { TreeLine } from '../../src/view/json-tree.js';
import {
  find,
  findAll,
  lines,
  mountWith,
  placeOf,
  press,
  settled,
  until,
  viewport,
} from './stage.js';

const FIELDS = {
  status: 200,
  body: { items: [{ sku: 'a-1' }, { sku: 'b-2' }], note: null, done: true },
  'odd key': 'see https',
  many: Array.from({ length: 250 }, (_, at) => at),
};

async function opened(
  fields: typeof FIELDS | null,
  message = 'with fields',
): Promise<MeshhookLogStreamElement> {
  const { element } = await mountWith([{ level: 'info', message, fields }, ...lines(3)]);
  await element.goTo(1);
  press(element, 'Enter');
  await settled(element);
  return element;
}

const treeLines = (element: MeshhookLogStreamElement): TreeLine[] => findAll(element, '.tree-line');
const told = (line: Element | null | undefined): string =>
  (line?.textContent ?? '').replace(/\s+/g, ' ').trim();
const lineOf = (element: MeshhookLogStreamElement, path: string): TreeLine => {
  const line = treeLines(element).find(({ treeItem }) => treeItem?.id === path);
  if (line === undefined) throw new Error(`no line ${path}`);
  return line;
};
const focused = (element: MeshhookLogStreamElement): string | undefined =>
  (element.shadowRoot?.activeElement as TreeLine | null)?.treeItem?.id;

/** What was put on the clipboard, by whatever way. */
function clipboard(): { readonly texts: string[]; restore(): void } {
  const texts: string[] = [];
  const original = navigator.clipboard.writeText.bind(navigator.clipboard);
  Object.defineProperty(navigator.clipboard, 'writeText', {
    configurable: true,
    value: (text: string) => {
      texts.push(text);
      return Promise.resolve();
    },
  });
  return {
    texts,
    restore: () => {
      Object.defineProperty(navigator.clipboard, 'writeText', {
        configurable: true,
        value: original,
      });
    },
  };
}

describe('the details of a row', () => {
  it('leave the focus to the list when they are scrolled away, whatever takes their place', async () => {
    // Rows that are all open: the element of one is used again for another with lines of its own.
    const rows = lines(400).map((row) => ({ ...row, fields: { status: 200, body: { id: 7 } } }));
    const { element } = await mountWith(rows);
    for (const seq of [10, 11, 390, 391, 392, 393, 394, 395]) {
      await element.goTo(seq);
      press(element, 'Enter');
    }
    await element.goTo(10);
    await settled(element);
    const line = treeLines(element).find(({ treeItem }) => treeItem?.id === '/body')!;
    line.focus();
    const { scrollTop } = viewport(element);
    viewport(element).scrollTop = scrollTop + 40;
    await settled(element);
    expect(focused(element), 'a row that stays keeps it').to.equal('/body');
    viewport(element).scrollTop = viewport(element).scrollHeight;
    await until(() => element.shadowRoot!.activeElement !== line);
    await settled(element);
    expect(element.shadowRoot!.activeElement).to.equal(viewport(element));
    press(element, 'Home');
    await settled(element);
    expect(placeOf(element, 1), 'keys are those of the list').to.be.within(-60, 60);
  });

  it('give the focus up to the page when the reader does', async () => {
    const element = await opened(FIELDS);
    treeLines(element)[0]?.focus();
    treeLines(element)[0]?.blur();
    await settled(element);
    viewport(element).scrollTop = 0;
    element.levels = ['error'];
    await settled(element);
    expect(element.shadowRoot!.activeElement).to.equal(null);
  });

  it('show fields as a tree, what is small open and what is long closed', async () => {
    const element = await opened(FIELDS);
    const shown = treeLines(element).map(told);
    expect(shown[0]).to.match(/^status: 200/);
    expect(shown[1]).to.match(/^body: 3 entries/);
    expect(shown.at(-1)).to.match(/^many: \[0, 1, 2, .*250 entries/);
    const body = lineOf(element, '/body');
    expect(body.getAttribute('aria-expanded')).to.equal('true');
    expect(body.getAttribute('aria-level')).to.equal('1');
    expect(lineOf(element, '/body/items').getAttribute('aria-posinset')).to.equal('1');
    expect(lineOf(element, '/many').getAttribute('aria-expanded')).to.equal('false');
  });

  it('open and close branches, and show more of long ones', async () => {
    const element = await opened(FIELDS);
    lineOf(element, '/body').click();
    await settled(element);
    expect(lineOf(element, '/body').getAttribute('aria-expanded')).to.equal('false');
    lineOf(element, '/many').click();
    await settled(element);
    expect(treeLines(element).filter(({ treeItem }) => treeItem?.level === 2)).to.have.lengthOf(
      101,
    );
    lineOf(element, '/many/…').click();
    await settled(element);
    expect(treeLines(element).filter(({ treeItem }) => treeItem?.level === 2)).to.have.lengthOf(
      201,
    );
    expect(told(lineOf(element, '/many/…'))).to.equal('Show 50 more');
  });

  it('keep what was opened while rows come and go', async () => {
    const { element, source } = await mountWith([
      { level: 'info', message: 'x', fields: FIELDS },
      ...lines(300),
    ]);
    await element.goTo(1);
    await until(() => findAll(element, '.row').some(({ id }) => id === 'row-1'));
    press(element, 'Enter');
    await settled(element);
    lineOf(element, '/body').click();
    await settled(element);
    element.scrollToEnd();
    source.append(lines(50));
    await settled(element);
    expect(findAll(element, '#row-1')).to.have.lengthOf(0);
    await element.goTo(1);
    await settled(element);
    expect(lineOf(element, '/body').getAttribute('aria-expanded')).to.equal('false');
  });

  it('are walked by keys, one line in the tab order', async () => {
    const element = await opened(FIELDS);
    expect(treeLines(element).filter(({ tabIndex }) => tabIndex === 0)).to.have.lengthOf(1);
    treeLines(element)[0]?.focus();
    press(element, 'ArrowDown');
    expect(focused(element)).to.equal('/body');
    press(element, 'ArrowRight');
    expect(focused(element)).to.equal('/body/items');
    press(element, 'ArrowLeft');
    await settled(element);
    expect(lineOf(element, '/body/items').getAttribute('aria-expanded')).to.equal('false');
    press(element, 'ArrowLeft');
    expect(focused(element)).to.equal('/body');
    press(element, 'End');
    expect(focused(element)).to.equal('/many');
    press(element, 'Enter');
    await settled(element);
    expect(lineOf(element, '/many').getAttribute('aria-expanded')).to.equal('true');
    expect(focused(element)).to.equal('/many');
    press(element, 'Home');
    await settled(element);
    expect(focused(element)).to.equal('/status');
    const stops = treeLines(element).filter(({ tabIndex }) => tabIndex === 0);
    expect(stops.map(({ treeItem }) => treeItem?.id)).to.deep.equal(['/status']);
    press(element, 'ArrowLeft');
    expect(find(element, '#row-1').classList.contains('expanded')).to.equal(true);
    press(element, 'Escape');
    expect(element.shadowRoot?.activeElement).to.equal(viewport(element));
  });

  it('copy a path, and a value', async () => {
    const copied = clipboard();
    const element = await opened(FIELDS);
    const button = (path: string, what: string): HTMLElement =>
      lineOf(element, path).querySelector<HTMLElement>(`[data-do=copy-${what}]`) as HTMLElement;
    lineOf(element, '/body/items/1').click();
    await settled(element);
    button('/body/items/1/sku', 'path').click();
    button('/body/items/1/sku', 'value').click();
    button('/odd key', 'path').click();
    button('/body/items', 'value').click();
    lineOf(element, '/body/done').focus();
    press(element, 'c');
    press(element, 'C', { shiftKey: true });
    await until(() => copied.texts.length === 6);
    copied.restore();
    expect(copied.texts).to.deep.equal([
      'body.items[1].sku',
      'b-2',
      '["odd key"]',
      JSON.stringify(FIELDS.body.items, null, 2),
      'true',
      'body.done',
    ]);
  });

  it('copy no secret that is known by its key', async () => {
    const copied = clipboard();
    const { element } = await mountWith(
      [{ level: 'info', message: 'x', fields: { password: 'hunter2', user: 'ann' } }],
      { maskSecrets: true },
    );
    find(element, '[data-action=toggle]').click();
    await settled(element);
    lineOf(element, '/password').querySelector<HTMLElement>('[data-do=copy-value]')?.click();
    lineOf(element, '/user').querySelector<HTMLElement>('[data-do=copy-value]')?.click();
    await until(() => copied.texts.length === 2);
    copied.restore();
    expect(copied.texts[0]).not.to.include('hunter2');
    expect(copied.texts[1]).to.equal('ann');
  });

  it('show a message that is JSON as a tree', async () => {
    const element = await opened(null, '{"msg":"paid","order":{"id":48210}}');
    expect(treeLines(element).map(told)[0]).to.match(/^msg: paid/);
    expect(find(element, '.tree').getAttribute('aria-label')).to.equal('Message as JSON');
    expect(lineOf(element, '/order/id')).not.to.equal(undefined);
  });

  it('show what was written where a terminal shows something else', async () => {
    const copied = clipboard();
    const raw = ' 10 %\r 99 %\r\x1b[32m100 %\x1b[0m';
    const element = await opened(null, raw);
    expect(find(element, '.message').textContent).to.equal('100 %');
    expect(findAll(element, '.raw-text')).to.have.lengthOf(0);
    find(element, '[data-do=toggle-raw]').click();
    await settled(element);
    expect(find(element, '.raw-text').textContent).to.equal(
      ' 10 %\\r 99 %\\r\\x1b[32m100 %\\x1b[0m',
    );
    find(element, '[data-do=copy-raw]').click();
    await until(() => copied.texts.length === 1);
    copied.restore();
    expect(copied.texts[0]).to.equal(raw);
  });

  it('link a value that is an address, and no other', async () => {
    const { element } = await mountWith([
      {
        message: 'x',
        fields: { a: 'https://a.example/b', b: 'javascript:alert(1)', c: 'see http://x y' },
      },
    ]);
    find(element, '[data-action=toggle]').click();
    await settled(element);
    const links = findAll<HTMLAnchorElement>(element, '.tree a');
    expect(links.map(({ href, rel }) => [href, rel])).to.deep.equal([
      ['https://a.example/b', 'noopener noreferrer'],
    ]);
  });
});
