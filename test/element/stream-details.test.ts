import { expect } from '@open-wc/testing';
import type { MeshhookLogStreamElement } from '../../src/element.js';
import {
  entry,
  find,
  findAll,
  HandSource,
  mount,
  press,
  settled,
  until,
  viewport,
} from './stage.js';

/** A live stream with three rows that has counted something of everything. */
async function mountLive(
  settings: Partial<MeshhookLogStreamElement> = {},
): Promise<{ element: MeshhookLogStreamElement; source: HandSource }> {
  const source = new HandSource();
  const element = await mount({ source, locale: 'en', timeFormat: 'utc', ...settings });
  source.live([entry(1), entry(2), entry(3)]);
  const { probe } = source.sink;
  probe.count('received', 12_345);
  probe.count('repaired', 31);
  probe.count('duplicate', 4);
  probe.count('late', 3);
  probe.count('missing', 2);
  probe.count('reconnects', 1);
  await settled(element);
  return { element, source };
}

const pill = (element: MeshhookLogStreamElement): HTMLElement => find(element, '.status');
const isOpen = (element: MeshhookLogStreamElement): boolean =>
  findAll(element, '.stream-details').length === 1;

/** What the details say, by name. */
const lines = (element: MeshhookLogStreamElement): Record<string, string> =>
  Object.fromEntries(
    findAll(element, '.stream-details dt').map((name) => [
      name.textContent,
      name.nextElementSibling?.textContent ?? '',
    ]),
  );

async function open(element: MeshhookLogStreamElement): Promise<void> {
  pill(element).click();
  await until(() => isOpen(element));
}

describe('the details of the stream', () => {
  it('are opened and closed by the pill, which says so', async () => {
    const { element } = await mountLive();
    expect(isOpen(element)).to.equal(false);
    expect(pill(element).getAttribute('aria-expanded')).to.equal('false');
    await open(element);
    expect(pill(element).getAttribute('aria-expanded')).to.equal('true');
    pill(element).click();
    await until(() => !isOpen(element));
  });

  it('tell every count, the state, and since when it lasts', async () => {
    const { element } = await mountLive();
    await open(element);
    expect(lines(element)).to.deep.equal({
      'Rows received': '12,345',
      'Recovered by reading': '31',
      'Duplicates dropped': '4',
      'Late, put in order': '3',
      'Missing (deleted)': '2',
      Reconnects: '1',
      'Commit to screen': '–',
    });
    expect(find(element, '.stream-state').textContent).to.match(/^Live since \d\d:\d\d:\d\d$/);
  });

  it('tell how fast live rows were on screen', async () => {
    const { element, source } = await mountLive();
    source.sink.append([entry(4, { createdAt: new Date(Date.now() - 200).toISOString() })], 'live');
    await until(() => element.health().commitToPaintMs.p50 !== null);
    await open(element);
    const said = /^(\d+) ms, 95 % within (\d+) ms$/.exec(lines(element)['Commit to screen'] ?? '');
    const { p50, p95 } = element.health().commitToPaintMs;
    expect(said?.slice(1).map(Number)).to.deep.equal([p50, p95].map((ms) => Math.round(ms ?? -1)));
  });

  it('follow the stream while they are open', async () => {
    const { element, source } = await mountLive();
    await open(element);
    source.sink.probe.count('repaired', 9);
    source.sink.transition('connection-lost', 'socket closed by the server');
    await until(() => find(element, '.stream-state').textContent.startsWith('Connecting since'));
    expect(find(element, '.stream-reason').textContent).to.equal('socket closed by the server');
    expect(lines(element)['Recovered by reading']).to.equal('40');
  });

  it('close by Escape and give the focus back', async () => {
    const { element } = await mountLive();
    await open(element);
    find(element, '.stream-details').focus();
    press(element, 'Escape');
    await until(() => !isOpen(element));
    expect(element.shadowRoot?.activeElement).to.equal(pill(element));
  });

  it('close when the reader turns to something else, and make room for the menu', async () => {
    const { element } = await mountLive();
    await open(element);
    viewport(element).dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    await until(() => !isOpen(element));
    await open(element);
    pill(element).focus();
    element.focus();
    await until(() => !isOpen(element));
    await open(element);
    find(element, '[data-command=menu]').click();
    await until(() => findAll(element, '.menu').length === 1 && !isOpen(element));
  });

  it('stay open while they are read', async () => {
    const { element } = await mountLive();
    await open(element);
    const panel = find(element, '.stream-details');
    panel.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    panel.focus();
    await settled(element);
    expect(isOpen(element)).to.equal(true);
  });

  for (const scheme of ['light', 'dark']) {
    it(`have nothing to object to, ${scheme}`, async () => {
      const { element, source } = await mountLive();
      element.style.colorScheme = scheme;
      await open(element);
      await expect(element).to.be.accessible();
      source.sink.transition('connection-lost', 'socket closed');
      await until(() => element.state === 'connecting');
      await settled(element);
      await expect(element).to.be.accessible();
    });
  }

  it('fit into a small element, whatever the reason', async () => {
    const { element, source } = await mountLive();
    element.style.inlineSize = '300px';
    element.style.blockSize = '240px';
    source.sink.transition('connection-lost', 'x'.repeat(600));
    await open(element);
    await settled(element);
    const [outer, inner] = [element, find(element, '.stream-details')].map((box) =>
      box.getBoundingClientRect(),
    );
    expect(inner?.right).to.be.at.most(outer?.right ?? 0);
    expect(inner?.bottom).to.be.at.most(outer?.bottom ?? 0);
  });
});
