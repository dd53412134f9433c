import { expect } from '@open-wc/testing';
import {
  LogStreamAlertEvent,
  LogStreamError,
  type MeshhookLogStreamElement,
} from '../../src/element.js';
import { forwardToOtlp, forwardToWebhook } from '../../src/forward/index.js';
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

const SECRETS = ['hunter2-secret', 'eyJhbGciOi', 'charged card 4111', 'apikey='];

/** A tag in which everything that must not leave the page is somewhere. */
async function mountSecretive(): Promise<{
  element: MeshhookLogStreamElement;
  source: HandSource;
}> {
  const { element, source } = await mountLive({
    sessionToken: 'eyJhbGciOi.hunter2-secret.x',
    supabaseUrl: 'https://me:hunter2-secret@project.example.com/x?apikey=hunter2-secret',
    supabaseKey: 'hunter2-secret',
    label: 'hunter2-secret',
    runId: 'hunter2-secret',
    table: 'logs?apikey=hunter2-secret',
    query: 'hunter2-secret',
    searchMode: 'highlight',
    transport: 'polling',
  });
  source.sink.append([entry(4, { message: 'charged card 4111' })], 'live');
  const reason = 'wss://x/?apikey=hunter2-secret said: charged card 4111';
  source.sink.transition('connection-lost', reason);
  source.sink.error(new LogStreamError('history-refused', reason, new Error(reason)));
  source.sink.error(new LogStreamError('search-unavailable'));
  await until(() => element.state === 'connecting' && element.entries().length === 4);
  await settled(element);
  return { element, source };
}

describe('diagnostics', () => {
  it('tell what support has to know', async () => {
    const { element } = await mountSecretive();
    const report = element.diagnostics();
    expect(report.version).to.match(/^\d+\.\d+\.\d+/);
    expect(report.state).to.equal('connecting');
    expect(report.states.map(({ state }) => state)).to.deep.equal(['live', 'connecting']);
    expect(report.errors.map(({ code }) => code)).to.deep.equal([
      'token-malformed',
      'history-refused',
      'search-unavailable',
    ]);
    expect(report.errorCounts['history-refused']).to.equal(1);
    expect(report.page.workerRefused).to.equal(true);
    expect(report.page.browser).to.equal(navigator.userAgent);
    expect(report.health.counts.received).to.equal(12_345);
    expect([report.sizes.rowsHeld, report.sizes.rowsShown, report.sizes.width]).to.deep.equal([
      4, 4, 800,
    ]);
    expect(report.settings).to.include({
      'run-id': 'not a uuid',
      'session-token': true,
      'supabase-url': 'https://project.example.com',
      'supabase-key': true,
      table: 'not a name',
      'query-length': 14,
      transport: 'polling',
      'search-mode': 'highlight',
      'max-rows': 100_000,
    });
    expect(Date.parse(report.stateSince)).to.be.at.most(Date.parse(report.at));
  });

  it('have no secret, no text of the run and no address of the page in them', async () => {
    const { element } = await mountSecretive();
    const text = JSON.stringify(element.diagnostics());
    for (const secret of SECRETS) expect(text).not.to.include(secret);
    expect(text).not.to.include(location.pathname + location.search);
  });

  it('are copied by the button, which then closes the details and says so', async () => {
    const { element } = await mountSecretive();
    await open(element);
    const copied: string[] = [];
    const write = navigator.clipboard.writeText.bind(navigator.clipboard);
    navigator.clipboard.writeText = async (text) => void copied.push(text);
    try {
      find(element, '.copy-diagnostics').click();
      await until(() => findAll(element, '.toast').length === 1);
    } finally {
      navigator.clipboard.writeText = write;
    }
    expect(find(element, '.toast').textContent).to.equal('Diagnostics copied');
    expect(isOpen(element)).to.equal(false);
    expect(element.shadowRoot?.activeElement).to.equal(pill(element));
    const report = JSON.parse(copied[0] ?? '') as ReturnType<typeof element.diagnostics>;
    expect(report.settings).to.deep.equal(element.diagnostics().settings);
    for (const secret of SECRETS) expect(copied[0]).not.to.include(secret);
  });

  it('keep the last forty states and errors, and count the rest', async () => {
    const { element, source } = await mountLive();
    for (let time = 0; time < 45; time += 1) {
      source.sink.error(new LogStreamError('history-unreachable'));
    }
    const { errors, errorCounts } = element.diagnostics();
    expect(errors.length).to.equal(40);
    expect(errorCounts['history-unreachable']).to.equal(45);
  });

  it('are forwarded without a secret by what the package has for that', async () => {
    const { element } = await mountSecretive();
    const bodies: string[] = [];
    const given = window.fetch.bind(window);
    window.fetch = async (_, init) => {
      bodies.push(init?.body as string);
      return new Response('{}');
    };
    try {
      forwardToOtlp(element, { url: 'https://collector.example.com/v1/metrics' })();
      const end = forwardToWebhook(element, { url: '/alerts' });
      const alert = { name: 'lag', active: true, value: 6, threshold: 5 } as const;
      element.dispatchEvent(new LogStreamAlertEvent(alert));
      end();
    } finally {
      window.fetch = given;
    }
    expect(bodies.length).to.equal(2);
    expect(bodies[0]).to.include('"asInt":"12345"');
    for (const secret of SECRETS) expect(bodies.join()).not.to.include(secret);
  });
});
