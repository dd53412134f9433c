/** What a page hands in may be wrong: it is told, and the view goes on. */
import { expect } from '@open-wc/testing';
import { isEntry, type LogStreamErrorEvent } from '../../src/element.js';
import {
  find,
  findAll,
  lines,
  messages,
  mount,
  mountWith,
  record,
  settled,
  until,
} from './stage.js';

const codes = (events: readonly LogStreamErrorEvent[]): string[] =>
  events.map(({ error }) => `${error.code}: ${error.detail ?? ''}`);

describe('functions of the page', () => {
  it('on a row that throw or reject are told, each time, and are no error of the page', async () => {
    const { element, source } = await mountWith(lines(3), {
      rowActions: [
        {
          label: 'Throw',
          run: () => {
            throw new Error('boom');
          },
        },
        { label: 'Reject', run: () => Promise.reject(new Error('later')) as never },
      ],
    });
    const errors = record<LogStreamErrorEvent>(element, 'log-stream-error');
    const press = async (index: number): Promise<void> => {
      find(element, '.row').dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
      find(element, '.row .message').click();
      await settled(element);
      findAll(element, '[data-action="host"]')[index]?.click();
    };
    await press(0);
    await until(() => errors.length === 1);
    await press(1);
    await until(() => errors.length === 2);
    expect(codes(errors)).to.deep.equal([
      'attribute-invalid: rowActions “Throw” threw',
      'attribute-invalid: rowActions “Reject” threw',
    ]);
    expect((errors[0]?.error.cause as Error).message).to.equal('boom');
    source.append(lines(1));
    await until(() => messages(element).size === 4);
  });

  it('among the strings that throw give way to our own, and are told once', async () => {
    const { element } = await mountWith([{ message: 'one\ntwo' }, { message: 'three\nfour' }]);
    const own = find(element, '.fold').textContent;
    const errors = record<LogStreamErrorEvent>(element, 'log-stream-error');
    element.strings = {
      moreLines: () => {
        throw new Error('boom');
      },
    };
    await settled(element);
    expect(findAll(element, '.fold').map((fold) => fold.textContent)).to.deep.equal([own, own]);
    expect(codes(errors)).to.deep.equal(['attribute-invalid: strings.moreLines threw']);
  });

  it('that judge severity are believed, outlived when they throw, and told once', async () => {
    const { element, source } = await mountWith([]);
    const errors = record<LogStreamErrorEvent>(element, 'log-stream-error');
    element.levelScale = 'python';
    element.severityRules = [
      ({ fields }) => fields?.['kind'] as never,
      ({ message }) => {
        if (message.includes('odd')) throw new Error('boom');
        return message.startsWith('!!') ? 'error' : null;
      },
    ];
    await settled(element);
    source.append([
      { message: '!! lost' },
      { message: 'odd' },
      { message: 'WARN odd again' },
      { message: 'by a field', fields: { kind: 'fatal' } },
      { message: 'by a number', fields: { level: 30 } },
      { message: '!! declared', level: 'info' },
    ]);
    await until(() => messages(element).size === 6);
    expect(
      element.entries().map((row) => (isEntry(row) ? [row.severity, row.guessed] : [])),
    ).to.deep.equal([
      ['error', false],
      ['unknown', false],
      ['warn', true],
      ['fatal', false],
      ['warn', false],
      ['info', false],
    ]);
    expect(codes(errors)).to.deep.equal(['attribute-invalid: a rule in severityRules threw']);
  });

  it('or texts of another kind than ours among the strings are left out, and told', async () => {
    const errors: LogStreamErrorEvent[] = [];
    const element = await mount();
    element.addEventListener('log-stream-error', (event) => errors.push(event));
    element.strings = {
      hits: 'none',
      search: 7,
      states: { idle: 'Nothing yet' },
      follow: 'Keep up',
      nonsense: 'x',
    } as never;
    await settled(element);
    element.query = 'x';
    await settled(element);
    expect(codes(errors)).to.deep.equal([
      'attribute-invalid: strings.hits, strings.search, strings.nonsense',
    ]);
    expect(element.renderRoot.textContent).to.contain('Nothing yet');
    expect(element.renderRoot.textContent).not.to.contain('undefined');
  });
});
