import { expect, fixture, html } from '@open-wc/testing';
import {
  ALERT_THRESHOLDS,
  MemoryLogSource,
  type LogStreamErrorEvent,
  type MeshhookLogStreamElement,
} from '../../src/element.js';
import { find, mount, record, settled, until } from './stage.js';

const WRONG: readonly [
  name: string,
  value: string,
  property: keyof MeshhookLogStreamElement,
  fallback: unknown,
][] = [
  ['max-rows', 'many', 'maxRows', 100_000],
  ['max-rows', '-5', 'maxRows', 100_000],
  ['max-rows', '1e9', 'maxRows', 100_000],
  ['max-rows', '', 'maxRows', 100_000],
  ['time-format', 'sundial', 'timeFormat', 'local'],
  ['search-mode', 'toString', 'searchMode', 'filter'],
  ['transport', 'pigeon', 'transport', 'auto'],
  ['follow', 'perhaps', 'follow', null],
  ['levels', 'loud', 'levels', null],
  ['locale', 'not_a_locale!', 'locale', undefined],
  ['alerts', 'lag=soon', 'alerts', ALERT_THRESHOLDS],
];

describe('attributes', () => {
  for (const [name, value, property, fallback] of WRONG) {
    it(`answers ${name}="${value}" with the default and an error that names it`, async () => {
      const element = await mount();
      const errors = record<LogStreamErrorEvent>(element, 'log-stream-error');
      element.setAttribute(name, value);
      await settled(element);
      expect(Reflect.get(element, property)).to.deep.equal(fallback);
      expect(errors.map(({ error }) => error.code)).to.deep.equal(['attribute-invalid']);
      expect(errors[0]?.error.message).to.include(`${name}="${value}"`);
      expect(find(element, '.problem').textContent).to.include(name);
      element.removeAttribute(name);
      await settled(element);
      expect(element.renderRoot.querySelector('.problem')).to.equal(null);
    });
  }

  it('answers a wrong property like a wrong attribute', async () => {
    const element = await mount();
    const errors = record<LogStreamErrorEvent>(element, 'log-stream-error');
    Object.assign(element, { maxRows: 'lots', timeFormat: 'sundial' });
    await settled(element);
    expect(errors.map(({ error }) => error.message.match(/\((\S+)=/)?.[1])).to.have.members([
      'max-rows',
      'time-format',
    ]);
  });

  it('reads primitives from attributes', async () => {
    const element = await fixture<MeshhookLogStreamElement>(
      html`<meshhook-log-stream
        max-rows="500"
        time-format="delta"
        search-mode="highlight"
        levels="error, FATAL warning"
        follow="false"
        wrap
        paused
        label="Orders"
        locale="de-CH"
        query="retry"
      ></meshhook-log-stream>`,
    );
    expect(element.maxRows).to.equal(500);
    expect(element.timeFormat).to.equal('delta');
    expect(element.searchMode).to.equal('highlight');
    expect(element.levels).to.deep.equal(['warn', 'error', 'fatal']);
    expect(element.follow).to.equal(false);
    expect(element.following).to.equal(false);
    expect([element.wrap, element.paused]).to.deep.equal([true, true]);
    expect(element.query).to.equal('retry');
    expect(find(element, '.log').getAttribute('aria-label')).to.equal('Orders');
  });

  it('grows no attributes of its own, and never shows the token', async () => {
    const element = await mount({ sessionToken: 'aaa.bbb.ccc', maxRows: 200, wrap: true });
    expect(element.getAttributeNames()).to.deep.equal(['style']);
    expect(element.renderRoot.textContent).not.to.include('aaa.bbb.ccc');
    element.setAttribute('session-token', 'ddd.eee.fff');
    await settled(element);
    expect(element.sessionToken).to.equal('ddd.eee.fff');
    expect(element.getAttribute('session-token')).to.equal('ddd.eee.fff');
  });

  it('keeps what the author wrote on the tag', async () => {
    const element = await fixture<MeshhookLogStreamElement>(
      html`<meshhook-log-stream
        class="mine"
        role="region"
        tabindex="3"
        lang="fr"
        dir="rtl"
      ></meshhook-log-stream>`,
    );
    await settled(element);
    expect(element.className).to.equal('mine');
    expect(element.getAttribute('role')).to.equal('region');
    expect(element.getAttribute('tabindex')).to.equal('3');
    expect(element.dir).to.equal('rtl');
  });

  it('says what is wrong with the run id and the project before it connects', async () => {
    const element = await mount({ runId: 'nonsense' });
    await settled(element);
    expect(element.state).to.equal('failed');
    expect(element.error?.code).to.equal('run-id-invalid');
    expect(find(element, '.notice').textContent).to.include('run-id');
    element.runId = '5f0c2b9e-0000-4000-8000-000000000000';
    await settled(element);
    expect(element.error?.code).to.equal('backend-missing');
    element.supabaseUrl = 'ftp://nowhere';
    element.supabaseKey = 'key';
    await settled(element);
    expect(element.error?.code).to.equal('backend-url-invalid');
  });

  it('survives a formatTime that throws, tells of it once, and shows its own times', async () => {
    const source = new MemoryLogSource();
    const element = await mount({
      source,
      formatTime: () => {
        throw new TypeError('not today');
      },
    });
    const errors = record<LogStreamErrorEvent>(element, 'log-stream-error');
    source.append([{ message: 'one' }, { message: 'two' }]);
    await until(() => element.entries().length === 2);
    await settled(element);
    expect(errors.map(({ error }) => error.code)).to.deep.equal(['attribute-invalid']);
    expect(find(element, '[part~=time]').textContent).to.match(/\d\d:\d\d:\d\d/);
  });

  it('survives a source that throws, and fails with what can be done', async () => {
    const element = await mount();
    const errors = record<LogStreamErrorEvent>(element, 'log-stream-error');
    element.source = {
      open: () => {
        throw new Error('no such file');
      },
    };
    await until(() => errors.length > 0);
    await settled(element);
    expect(errors[0]?.error.code).to.equal('source-failed');
    expect(element.state).to.equal('failed');
  });
});
