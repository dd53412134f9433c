import { expect } from '@open-wc/testing';
import { foldText } from '../../src/core/fold-text.js';
import { searchedText } from '../../src/core/searched-text.js';
import { WordSearch } from '../../src/search/search-engine.js';
import type { LogStreamFilterEvent, LogStreamSearchEvent } from '../../src/element.js';
import { find, findAll, lines, messages, mountWith, record, settled, until } from './stage.js';

const mixed = [
  ...lines(10),
  { level: 'error', message: 'payment refused by upstream' },
  { level: 'warn', message: 'retrying payment' },
  { level: null, message: 'nothing in particular' },
];

describe('filters', () => {
  it('counts every level, whatever is filtered', async () => {
    const { element } = await mountWith(mixed, { levels: ['error'] });
    const pills = findAll(element, '.level').map((pill) => pill.getAttribute('aria-label'));
    expect(pills).to.deep.equal(['Error: 1', 'Warning: 1', 'Info: 10', 'No level: 1']);
    expect([...messages(element).values()]).to.deep.equal(['payment refused by upstream']);
  });

  it('narrows to a level, adds one, and is wide again', async () => {
    const { element } = await mountWith(mixed);
    const events = record<LogStreamFilterEvent>(element, 'log-stream-filter');
    const pill = (name: string): HTMLElement => find(element, `.level.s-${name}`);
    pill('error').click();
    await settled(element);
    expect(messages(element).size).to.equal(1);
    expect(pill('error').getAttribute('aria-pressed')).to.equal('true');
    pill('warn').click();
    await settled(element);
    expect(messages(element).size).to.equal(2);
    pill('error').click();
    pill('warn').click();
    await settled(element);
    expect(messages(element).size).to.equal(13);
    expect(events.map(({ levels }) => levels)).to.deep.equal([['error'], ['warn', 'error'], null]);
    pill('info').dispatchEvent(new MouseEvent('click', { altKey: true, bubbles: true }));
    await settled(element);
    expect(messages(element).size).to.equal(3);
  });

  it('shows only what is found, marked, and says how much', async () => {
    const { element } = await mountWith(mixed);
    const events = record<LogStreamSearchEvent>(element, 'log-stream-search');
    const field = find<HTMLInputElement>(element, '.search input');
    field.value = 'payment';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await until(() => messages(element).size === 2);
    expect(findAll(element, 'mark').map((mark) => mark.textContent)).to.deep.equal([
      'payment',
      'payment',
    ]);
    expect(find(element, '.hits').textContent).to.equal('2');
    expect(element.findNext()).to.equal(true);
    await settled(element);
    expect(find(element, '.hits').textContent).to.equal('1 of 2');
    expect(element.findNext()).to.equal(true);
    expect(element.findNext()).to.equal(true);
    await settled(element);
    expect(find(element, '.hits').textContent).to.equal('1 of 2');
    await until(() =>
      events.some(({ total, pending, query }) => total === 2 && !pending && query === 'payment'),
    );
  });

  it('marks and keeps all rows when told to', async () => {
    const { element } = await mountWith(mixed, { query: 'payment', searchMode: 'highlight' });
    await until(() => findAll(element, 'mark').length === 2);
    expect(messages(element).size).to.equal(13);
  });

  it('marks the right letters in coloured text', async () => {
    const { element } = await mountWith([{ message: '\x1b[31mpay\x1b[0mment refused' }], {
      query: '"ment ref"',
    });
    await until(() => findAll(element, 'mark').length > 0);
    expect(
      findAll(element, 'mark')
        .map((mark) => mark.textContent)
        .join(''),
    ).to.equal('ment ref');
  });

  it('marks what the search found, to the letter, whatever the text is made of', async () => {
    const texts: readonly (readonly [
      message: string,
      query: string,
      marked: string,
      at: number,
    ])[] = [
      // Lower-cased, the first letter is two units long.
      ['\u0130stanbul payment refused', 'paymnt', 'payment', 9],
      ['\u0130\u0130\u0130 gateway', '"gateway"', 'gateway', 4],
      ['\u0130zmir', '"izmir"', '\u0130zmir', 0],
      ['cafe\u0301 noe\u0308l timeout', 'timout', 'timeout', 12],
      ['\tat\tstep deadline met', 'dedline', 'deadline', 9],
      ['\x1b[31mconn\x1b[1mect\x1b[0mion lost', 'conection', 'connection', 0],
      ['\u{1F600}\u{1F600} upstream', 'upstram', 'upstream', 5],
    ];
    const { element } = await mountWith(texts.map(([message]) => ({ message })));
    for (const [message, query, marked, at] of texts) {
      element.query = query;
      await until(() => findAll(element, 'mark').length > 0 && messages(element).size === 1);
      await settled(element);
      const cell = find(element, '.row .message');
      const before = document.createRange();
      before.setStart(cell, 0);
      before.setEndBefore(cell.querySelector('mark') ?? cell);
      const text = findAll(element, 'mark').map((mark) => mark.textContent);
      expect([text.join(''), before.toString().length]).to.deep.equal([marked, at], message);
      // The engine's own answer, in the text that is shown.
      const plain = searchedText(message);
      const [range] =
        new WordSearch(foldText(query.replaceAll('"', ''))).find(foldText(plain)) ?? [];
      expect(range).to.deep.equal([at, at + marked.length], message);
      element.query = '';
      await until(() => messages(element).size === texts.length);
    }
  });

  it('says that a filter hides everything, and clears it', async () => {
    const { element } = await mountWith(mixed, { levels: ['fatal'], query: '"no such thing"' });
    const notice = (): string => element.renderRoot.querySelector('.notice')?.textContent ?? '';
    await until(() => notice().includes('0 of 13 rows shown'));
    find(element, '.notice-action').click();
    await until(() => messages(element).size === 13);
    expect(element.query).to.equal('');
    expect(element.levels).to.equal(null);
  });

  it('stands still when paused, says how many rows wait, and lets them in', async () => {
    const { element, source } = await mountWith(lines(5));
    find(element, '[data-command=pause]').click();
    source.append(lines(7));
    await until(() => element.entries().length === 12);
    await settled(element);
    expect(element.state).to.equal('paused');
    expect(messages(element).size).to.equal(5);
    expect(find(element, '.banner').textContent).to.include('7 new rows');
    find(element, '.banner .notice-action').click();
    await settled(element);
    expect(messages(element).size).to.equal(12);
    expect(element.state).to.equal('live');
  });
});
