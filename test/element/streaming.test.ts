import { expect } from '@open-wc/testing';
import type { LogStreamBatchEvent } from '../../src/element.js';
import {
  entry,
  find,
  findAll,
  frame,
  HandSource,
  lines,
  messages,
  mount,
  mountWith,
  record,
  settled,
  until,
  viewport,
} from './stage.js';

describe('streaming', () => {
  it('shows rows in order, with their level, node and time', async () => {
    const { element } = await mountWith(
      [
        {
          level: 'error',
          message: 'boom',
          nodeId: 'charge',
          createdAt: '2026-01-02T03:04:05.678901Z',
        },
        { level: null, message: 'WARN: guessed' },
      ],
      { timeFormat: 'utc' },
    );
    const [first, second] = findAll(element, '.row');
    expect(find(element, '.row .time').textContent).to.equal('03:04:05.678');
    // Made when the pointer comes: writing it is the dearest part of a row, and nobody sees it on the others.
    first?.querySelector('time')?.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
    expect(first?.querySelector('time')?.title).to.include('2026-01-02T03:04:05.678901Z');
    expect(first?.querySelector('.node')?.textContent).to.equal('charge');
    expect(first?.querySelector('.word')?.textContent).to.equal('ERROR');
    expect(first?.querySelector('.hollow')).to.equal(null);
    expect(second?.querySelector('.word')?.textContent).to.equal('WARN');
    expect(second?.querySelector('.hollow')).not.to.equal(null);
    expect(second?.querySelector('.severity')?.getAttribute('title')).to.include('guessed');
  });

  it('keeps text text, whatever is in it', async () => {
    const hostile = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>\${1}`;
    const title = document.title;
    const { element } = await mountWith([
      { level: 'info', message: hostile, nodeId: '<b>n</b>', fields: { '<i>k</i>': '<u>v</u>' } },
    ]);
    find(element, '[data-action=toggle]').click();
    await settled(element);
    expect(messages(element).get(1)).to.equal(hostile);
    expect(
      element.renderRoot.querySelector('.row img, .row script, .row b, .row i, .row u'),
    ).to.equal(null);
    expect(find(element, '.tree').textContent).to.include('<u>v</u>');
    expect(document.title).to.equal(title);
  });

  it('makes links of http addresses only', async () => {
    const { element } = await mountWith([
      { message: 'see https://example.com/a?b=1. or javascript:alert(1) data:text/html,x http://' },
    ]);
    const links = findAll<HTMLAnchorElement>(element, '.message a');
    expect(links.map((link) => link.href)).to.deep.equal(['https://example.com/a?b=1']);
    expect(links[0]?.rel).to.equal('noopener noreferrer');
  });

  it('reads terminal colours and links, and drops every other escape', async () => {
    const { element } = await mountWith([
      {
        message:
          '\x1b[1;31mred\x1b[0m plain \x1b[2Jgone \x1b]8;;https://a.example\x07link\x1b]8;;\x07' +
          ' \x1b]8;;javascript:alert(1)\x07none\x1b]8;;\x07',
      },
    ]);
    expect(messages(element).get(1)).to.equal('red plain gone link none');
    expect(find(element, '.message span').className).to.equal('a-bold a-fg-red');
    const links = findAll<HTMLAnchorElement>(element, '.message a');
    expect(links.map(({ href, title }) => [href, title])).to.deep.equal([
      ['https://a.example/', 'https://a.example/'],
    ]);
  });

  it('gives any colour to text, readable on the theme, without a style attribute in markup', async () => {
    const { element } = await mountWith([
      { message: '\x1b[38;2;255;255;0mpale\x1b[0m \x1b[38;5;208;48;5;17mboth\x1b[0m plain' },
    ]);
    const [pale, both] = findAll(element, '.message .a-paint');
    element.style.colorScheme = 'light';
    const light = getComputedStyle(pale as Element).color;
    element.style.colorScheme = 'dark';
    const dark = getComputedStyle(pale as Element).color;
    expect(light).not.to.equal(dark);
    expect(dark).to.equal('rgb(255, 255, 0)');
    expect(getComputedStyle(both as Element).backgroundColor).to.equal('rgb(0, 0, 95)');
    expect(getComputedStyle(both as Element).color).to.equal('rgb(255, 135, 0)');
  });

  it('shows the last state of a line that was written over, and marks what is found in it', async () => {
    const { element } = await mountWith(
      [{ message: 'copying   1 %\rcopying 100 %\x1b[K' }, { message: 'copying   1 %' }],
      { query: '"100 %"' },
    );
    await until(() => messages(element).size === 1);
    expect(messages(element).get(1)).to.equal('copying 100 %');
    expect(find(element, '.message mark').textContent).to.equal('100 %');
  });

  it('folds long messages and opens them whole', async () => {
    const long = 'x'.repeat(10_000);
    const { element } = await mountWith([{ message: long }, { message: 'one\ntwo\nthree' }]);
    expect(messages(element).get(1)).to.have.lengthOf(2_000);
    expect(messages(element).get(2)).to.equal('one');
    const folds = findAll(element, '.fold');
    expect(folds.map((fold) => fold.textContent.trim())).to.deep.equal(['+2 lines']);
    folds[0]?.click();
    await settled(element);
    expect(messages(element).get(2)).to.equal('one\ntwo\nthree');
    findAll(element, '[data-action=toggle]')[0]?.click();
    await settled(element);
    expect(messages(element).get(1)).to.have.lengthOf(10_000);
  });

  it('shows removed rows as a gap and a malformed row as one', async () => {
    const source = new HandSource();
    const element = await mount({ source });
    source.live([entry(1)]);
    source.sink.append(
      [{ kind: 'gap', seq: 2, to: 180 }, entry(181, { malformed: 'level is a number' })],
      'history',
    );
    await until(() => findAll(element, '.row').length === 3);
    expect(find(element, '.gap').textContent).to.match(/2–180/);
    expect(find(element, '.malformed-note').textContent).to.include('level is a number');
  });

  it('tells of many rows in one event a frame', async () => {
    const { element, source } = await mountWith([]);
    const batches = record<LogStreamBatchEvent>(element, 'log-stream-batch');
    for (let index = 0; index < 50; index++) source.append(lines(10));
    await until(() => element.entries().length === 500);
    await frame();
    const told = batches.flatMap(({ entries }) => entries.map(({ seq }) => seq));
    expect(told).to.deep.equal(Array.from({ length: 500 }, (_, index) => index + 1));
    expect(batches.length).to.be.lessThan(5);
  });

  it('renders a window of a long log, and says how long it is', async () => {
    const { element, source } = await mountWith(lines(20_000));
    expect(findAll(element, '.row').length).to.be.within(10, 90);
    expect(viewport(element).getAttribute('aria-rowcount')).to.equal('20000');
    expect(findAll(element, '.row').at(-1)?.getAttribute('aria-rowindex')).to.equal('20000');
    source.append(lines(1));
    await until(() => viewport(element).getAttribute('aria-rowcount') === '20001');
  });

  it('keeps old rows while it reconnects', async () => {
    const source = new HandSource();
    const element = await mount({ source });
    source.live([entry(1), entry(2)]);
    await settled(element);
    source.sink.transition('connection-lost', 'socket closed');
    await until(() => element.state === 'connecting');
    await settled(element);
    expect(messages(element).size).to.equal(2);
    expect(find(element, '.banner').textContent).to.include('Connecting');
  });

  it('says what to do in every state without rows', async () => {
    const said = async (
      event: Parameters<HandSource['sink']['transition']>[0],
    ): Promise<string> => {
      const source = new HandSource();
      const element = await mount({ source });
      source.sink.transition('open');
      source.sink.transition(event);
      await settled(element);
      return find(element, '.notice').textContent;
    };
    expect(await said('open')).to.include('Connecting');
    expect(await said('subscribed')).to.include('Connecting');
    expect(await said('fall-back')).to.include('Nothing logged yet');
    expect(await said('token-refused')).to.include('session');
    expect(await said('access-refused')).to.include('not available');
    expect(await said('give-up')).to.include('cannot be shown');
    expect(await said('run-ended')).to.include('Nothing was logged');
  });
});
