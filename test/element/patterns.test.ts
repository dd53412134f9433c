import { expect } from '@open-wc/testing';
import type { MeshhookLogStreamElement, NewLogRow } from '../../src/element.js';
import { find, findAll, lines, messages, mountWith, press, settled, until } from './stage.js';

const at = (index: number): string => new Date(1_700_000_000_000 + index * 1_000).toISOString();
const row = (index: number, message: string, level = 'info'): NewLogRow => ({
  level,
  message,
  createdAt: at(index),
});

/** Twenty requests, three errors alike, and one row that stands alone; then five requests more. */
const mixed: readonly NewLogRow[] = [
  ...Array.from({ length: 20 }, (_, index) => row(index, `request ${index} took ${index * 7} ms`)),
  row(20, 'card 4711 was declined', 'error'),
  row(21, 'card 4712 was declined', 'error'),
  row(22, 'card 99 was declined', 'error'),
  row(23, 'nothing like it'),
  ...Array.from({ length: 5 }, (_, index) => row(24 + index, `request ${index} took 1 ms`)),
];

const items = (element: MeshhookLogStreamElement): string[] =>
  findAll(element, '.pattern').map((item) => {
    const count = item.querySelector('.pattern-count')?.textContent ?? '';
    return `${count.trim()} ${item.querySelector('.pattern-text bdi')?.textContent ?? ''}`;
  });
const choose = (element: MeshhookLogStreamElement, place: number, how: 'only' | 'hide'): void => {
  const buttons = findAll(element, '.pattern')[place]?.querySelectorAll<HTMLElement>(
    'button.pattern-choice',
  );
  buttons?.[how === 'only' ? 0 : 1]?.click();
};
const badges = (element: MeshhookLogStreamElement): string[] =>
  findAll(element, '.repeats bdi').map((badge) => badge.textContent);
const footer = (element: MeshhookLogStreamElement): string => find(element, '.footer').textContent;

describe('the patterns of rows', () => {
  it('are listed by how often they come, with what differs named', async () => {
    const { element } = await mountWith(mixed, { patterns: true });
    expect(items(element)).to.deep.equal([
      '× 25 request num took span',
      '× 3 card num was declined',
      '× 1 nothing like it',
    ]);
    findAll(element, '.patterns-groups button')[1]?.click();
    await settled(element);
    expect(items(element)).to.deep.equal(['× 3 card num was declined']);
    expect(find(element, '.patterns-summary').textContent).to.equal('3 patterns in 29 rows');
  });

  it('are shown alone or left out, and that is on a chip, in the count and in what is taken', async () => {
    const { element, source } = await mountWith(mixed, { patterns: true });
    choose(element, 1, 'only');
    await settled(element);
    expect([...messages(element).keys()]).to.deep.equal([21, 22, 23]);
    expect(find(element, '.pattern-chip > span').textContent).to.equal(
      'Only card <num> was declined',
    );
    expect(footer(element)).to.contain('3 of 29 rows');
    source.append([row(40, 'card 5 was declined', 'error'), row(41, 'request 7 took 5 ms')]);
    await until(() => messages(element).size === 4);
    expect(element.export('text')).to.not.contain('request');
    find(element, '.pattern-chip button').click();
    await settled(element);
    expect(findAll(element, '.pattern-chip').length).to.equal(0);
    choose(element, 0, 'hide');
    await settled(element);
    expect([...messages(element).values()].join()).to.not.contain('request');
    expect(find(element, '.pattern-chip > span').textContent).to.equal(
      'Hidden: request <num> took <span>, 26 rows',
    );
    find(element, '.footer .reset').click();
    await settled(element);
    expect(footer(element)).to.contain('31 rows');
  });

  it('lead to a row of theirs, and close by their key', async () => {
    const { element } = await mountWith(mixed, { patterns: true });
    findAll(element, '.pattern-text')[1]?.click();
    await until(() => findAll(element, '.row.active').length === 1);
    expect(find<HTMLElement & { rowSeq: number }>(element, '.row.active').rowSeq).to.equal(23);
    press(element, 't');
    await settled(element);
    expect(findAll(element, '.patterns').length).to.equal(0);
  });

  it('of very many rows are counted without a long task', async () => {
    const { element } = await mountWith(lines(30_000));
    element.patterns = true;
    await until(() => items(element)[0] === '× 30,000 line num');
  });
});

describe('folded rows', () => {
  it('stand in one line with their number, and open and close by key and by click', async () => {
    const { element } = await mountWith(mixed, { fold: true });
    expect([...messages(element).keys()]).to.deep.equal([1, 21, 24, 25]);
    expect(badges(element)).to.deep.equal(['× 20', '× 3', '× 5']);
    const badge = findAll(element, '.repeats')[1] as HTMLElement;
    expect(badge.getAttribute('aria-expanded')).to.equal('false');
    badge.click();
    await settled(element);
    expect([...messages(element).keys()]).to.deep.equal([1, 21, 22, 23, 24, 25]);
    expect(findAll(element, '.repeats')[1]?.getAttribute('aria-expanded')).to.equal('true');
    press(element, 'ArrowDown');
    press(element, 'ArrowLeft');
    await settled(element);
    expect([...messages(element).keys()]).to.deep.equal([1, 21, 24, 25]);
    expect(find<HTMLElement & { rowSeq: number }>(element, '.row.active').rowSeq).to.equal(21);
    press(element, 'Enter');
    await settled(element);
    expect(messages(element).size).to.equal(6);
    press(element, 'z');
    await settled(element);
    expect(badges(element)).to.deep.equal([]);
    expect(element.fold).to.equal(false);
  });

  it('count up while rows come in, and the counts by level stay those of rows', async () => {
    const { element, source } = await mountWith(mixed, { fold: true });
    source.append([row(50, 'request 8 took 2 ms'), row(51, 'request 9 took 3 ms')]);
    await until(() => badges(element)[2] === '× 7');
    expect(messages(element).size).to.equal(4);
    expect(find(element, '.level.s-error').getAttribute('aria-label')).to.equal('Error: 3');
    expect(footer(element)).to.contain('31 rows');
  });

  it('are all selected, copied and exported with their line', async () => {
    const { element } = await mountWith(mixed, { fold: true });
    find(element, '#row-21 .time').dispatchEvent(new MouseEvent('click', { bubbles: true }));
    await settled(element);
    expect(element.selectedEntries().map(({ seq }) => seq)).to.deep.equal([21, 22, 23]);
    press(element, 'ArrowDown', { shiftKey: true });
    press(element, 'ArrowDown', { shiftKey: true });
    await settled(element);
    expect(element.selectedEntries().at(-1)?.seq).to.equal(29);
    expect(element.selectedEntries().length).to.equal(9);
    expect(element.export('text').split('took').length).to.equal(26);
  });

  it('open where a search, a step or a link leads into them, and say how many are inside', async () => {
    const { element } = await mountWith(mixed, {
      fold: true,
      query: '"4712"',
      searchMode: 'highlight',
    });
    await until(() => findAll(element, '.repeats-hits').length === 1);
    expect(find(element, '.repeats-hits').textContent).to.equal('1 match inside');
    expect(element.findNext()).to.equal(true);
    await settled(element);
    expect([...messages(element).keys()]).to.deep.equal([1, 21, 22, 23, 24, 25]);
    expect(await element.goTo(7)).to.equal(true);
    await settled(element);
    expect(messages(element).has(7)).to.equal(true);
  });
});
