import { expect } from '@open-wc/testing';
import type { LogStreamSearchEvent, MeshhookLogStreamElement } from '../../src/element.js';
import { recentSearches } from '../../src/recent-searches.js';
import {
  find,
  findAll,
  lines,
  messages,
  mountWith,
  press,
  record,
  settled,
  until,
} from './stage.js';

const mixed = [
  ...lines(30),
  {
    level: 'error',
    message: 'payment refused by upstream',
    nodeId: 'charge',
    fields: { http: { status: 502 }, attempt: 2 },
  },
  { level: 'warn', message: 'retrying payment', nodeId: 'charge', fields: { attempt: 3 } },
];

const field = (element: MeshhookLogStreamElement): HTMLInputElement =>
  find<HTMLInputElement>(element, '.search input');

function type(element: MeshhookLogStreamElement, text: string, target = field(element)): void {
  target.focus();
  target.value = text;
  target.dispatchEvent(new Event('input', { bubbles: true }));
}

// The caller says what it expects to find, as with querySelector itself.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
const part = <Kind extends HTMLElement = HTMLInputElement>(
  element: MeshhookLogStreamElement,
  selector: string,
): Kind => find<Kind>(element, `.builder ${selector}`);

const focused = (element: MeshhookLogStreamElement): Element | null | undefined =>
  element.shadowRoot?.activeElement;

const recent = (element: MeshhookLogStreamElement): string[] =>
  findAll(element, '.recent [role=option]').map((option) => option.textContent.trim());

describe('the form that writes a search', () => {
  const open = async (element: MeshhookLogStreamElement): Promise<void> => {
    find(element, '[data-command=query-builder]').click();
    await settled(element);
  };

  it('writes what is chosen into the field, and finds it', async () => {
    const { element } = await mountWith(mixed);
    await open(element);
    expect(focused(element)).to.equal(part(element, '[name=words]'));
    type(element, 'payment', part(element, '[name=words]'));
    part(element, '[value=error]').click();
    part(element, '[value=fatal]').click();
    part(element, '[value=warn]').click();
    await settled(element);
    type(element, 'attempt', part(element, '[name=path]'));
    await settled(element);
    part<HTMLSelectElement>(element, '[name=mark]').value = '>=';
    part(element, '[name=mark]').dispatchEvent(new Event('change'));
    await settled(element);
    type(element, 'many', part(element, '[name=value]'));
    await settled(element);
    expect(field(element).value).to.equal('payment level>=warn');
    expect(part(element, '[name=value]').getAttribute('aria-invalid')).to.equal('true');
    type(element, '3', part(element, '[name=value]'));
    await settled(element);
    expect(field(element).value).to.equal('payment level>=warn attempt>=3');
    expect(findAll(element, '.builder [name=path]').length).to.equal(2);
    await until(() => messages(element).size === 1);
    part(element, '[name=match][value=any]').click();
    await settled(element);
    expect(element.query).to.equal('payment OR level>=warn OR attempt>=3');
    press(element, 'Escape');
    await settled(element);
    expect(element.renderRoot.querySelector('.builder')).to.equal(null);
    expect(focused(element)).to.equal(find(element, '[data-command=query-builder]'));
  });

  it('reads the search that is there, and keeps what it has no field for', async () => {
    const query =
      'pay "two words" -no level:error node:charge since:7m /a|b/ after:2026-03-02T14:02';
    const { element } = await mountWith(mixed, { query });
    await open(element);
    const values = ['words', 'phrase', 'without', 'node', 'since', 'after'].map(
      (name) => part(element, `[name=${name}]`).value,
    );
    expect(values.slice(0, 5)).to.deep.equal(['pay', 'two words', 'no', 'charge', '7m']);
    expect(values[5]).to.match(/^2026-03-02T14:02/);
    expect(findAll<HTMLInputElement>(element, '.builder [name=level]:checked').length).to.equal(1);
    expect(part(element, '.builder-rest').textContent).to.include('/a|b/');
    type(element, '', part(element, '[name=phrase]'));
    await settled(element);
    expect(element.query).to.include('/a|b/').and.not.to.include('two words');
    // What is written by hand is read again.
    type(element, 'timeout');
    await settled(element);
    expect(part(element, '[name=words]').value).to.equal('timeout');
    expect(part(element, '[name=node]').value).to.equal('');
  });

  it('suggests what occurs, and inserts examples marked for being written over', async () => {
    const { element } = await mountWith(mixed);
    await open(element);
    const options = (id: string): string[] =>
      findAll<HTMLOptionElement>(element, `#${id} option`).map(({ value }) => value);
    expect(options('query-nodes')).to.deep.equal(['charge']);
    expect(options('query-paths')).to.deep.equal(['attempt', 'http.status']);
    type(element, 'http.status', part(element, '[name=path]'));
    await settled(element);
    expect(options('query-values-0')).to.deep.equal(['502']);
    type(element, '', part(element, '[name=path]'));
    find(element, '.builder-examples li:nth-child(2) button').click();
    await settled(element);
    const { value, selectionStart, selectionEnd } = field(element);
    expect(value.slice(selectionStart ?? 0, selectionEnd ?? 0)).to.equal('"connection refused"');
    expect(focused(element)).to.equal(field(element));
  });
});

describe('recent searches', () => {
  const KEY = 'meshhook-log-stream:recent-searches';
  beforeEach(() => {
    recentSearches(false).clear();
    recentSearches(true).clear();
    localStorage.removeItem(KEY);
  });

  it('are those that were meant, offered by keys and pointer, and forgotten one by one', async () => {
    const { element } = await mountWith(mixed);
    for (const text of ['pay', 'payment', 'retrying', 'payment']) {
      type(element, text);
      press(element, 'Enter');
      await settled(element);
    }
    type(element, 'abandoned');
    type(element, '');
    await settled(element);
    field(element).click();
    await settled(element);
    expect(recent(element)).to.deep.equal(['payment', 'retrying']);
    expect(field(element).getAttribute('aria-expanded')).to.equal('true');
    press(element, 'ArrowDown');
    press(element, 'ArrowDown');
    await settled(element);
    const active = field(element).getAttribute('aria-activedescendant') ?? '';
    expect(find(element, `#${active}`).textContent).to.include('retrying');
    press(element, 'Enter');
    await settled(element);
    expect(element.query).to.equal('retrying');
    expect(element.renderRoot.querySelector('.recent')).to.equal(null);
    press(element, 'ArrowDown');
    await settled(element);
    expect(recent(element)).to.deep.equal(['payment']);
    press(element, 'Delete');
    await settled(element);
    expect(recent(element)).to.deep.equal([]);
    expect(localStorage.getItem(KEY)).to.equal(null);
  });

  it('close with Escape, which leaves the search alone', async () => {
    recentSearches(false).add('before');
    const { element } = await mountWith(mixed);
    type(element, 'now');
    press(element, 'ArrowDown');
    await settled(element);
    expect(recent(element)).to.deep.equal(['before']);
    press(element, 'Escape');
    await settled(element);
    expect(recent(element)).to.deep.equal([]);
    expect(element.query).to.equal('now');
  });

  it('are kept beyond the page only where that is asked for, and without storage nothing breaks', async () => {
    const { element } = await mountWith(mixed, { rememberSearches: true });
    type(element, 'payment');
    press(element, 'Enter');
    await settled(element);
    expect(localStorage.getItem(KEY)).to.equal('["payment"]');
    // Taken off their class to be put back there.
    // eslint-disable-next-line @typescript-eslint/unbound-method
    const { setItem, getItem } = Storage.prototype;
    const refuse = (): never => {
      throw new DOMException('no', 'SecurityError');
    };
    Storage.prototype.setItem = refuse;
    Storage.prototype.getItem = refuse;
    try {
      type(element, 'other');
      press(element, 'Enter');
      type(element, '');
      field(element).click();
      await settled(element);
      expect(recent(element)).to.deep.equal(['other', 'payment']);
    } finally {
      Object.assign(Storage.prototype, { setItem, getItem });
    }
    find(element, '.recent-clear').click();
    await settled(element);
    expect(recentSearches(true).all).to.deep.equal([]);
    expect(localStorage.getItem(KEY)).to.equal(null);
  });
});

describe('a search that is typed', () => {
  it('settles once, however often it changes, and is mirrored to the attribute', async () => {
    const { element } = await mountWith(lines(2_000));
    const events = record<LogStreamSearchEvent>(element, 'log-stream-search');
    const text = '"line 19" level:info'.repeat(5);
    for (let length = 1; length <= 100; length += 1) {
      type(element, text.slice(0, length));
      if (length % 10 === 0) await settled(element);
    }
    type(element, '"line 19" level:info');
    await until(() => events.some(({ settled: is }) => is));
    await settled(element);
    const last = events.filter((event) => event.settled);
    expect(last.map(({ query, total }) => [query, total])).to.deep.equal([
      ['"line 19" level:info', 111],
    ]);
    expect(events.at(-1)).to.equal(last[0]);
    expect(element.getAttribute('query')).to.equal('"line 19" level:info');
    element.query = '';
    await settled(element);
    expect(element.hasAttribute('query')).to.equal(false);
  });

  it('tells what is wrong, and with which part of it', async () => {
    const { element } = await mountWith(mixed, { query: 'payment level:odd rest' });
    await settled(element);
    const problem = find(element, '.query-problems li');
    expect(problem.dataset['code']).to.equal('level-unknown');
    expect(problem.querySelector('em')?.textContent).to.equal('level:odd');
    expect(problem.textContent).to.include('in “level:odd”').and.include('not a level');
    expect(field(element).getAttribute('aria-describedby')).to.equal('query-problems');
    element.query = 'payment';
    await settled(element);
    expect(element.renderRoot.querySelector('.query-problems')).to.equal(null);
    expect(field(element).hasAttribute('aria-describedby')).to.equal(false);
  });
});
