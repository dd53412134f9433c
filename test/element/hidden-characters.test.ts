/** What cannot be seen is made to be seen, and turns nothing around. */
import { expect } from '@open-wc/testing';
import { find, findAll, messages, mountWith, settled } from './stage.js';

const TROJAN = 'access\u202e\u2066 // check for admin\u2069\u2066 {';
const time = { createdAt: '2026-11-23T10:00:00.000Z', level: 'info', nodeId: 'n' };

const cellsOf = (row: HTMLElement): number[] =>
  ['.time', '.severity', '.node', '.message'].map(
    (cell) => row.querySelector(cell)?.getBoundingClientRect().left ?? NaN,
  );

describe('characters that cannot be seen', () => {
  it('are shown by their short name where they would turn the text around, with the long one as a title', async () => {
    const { element } = await mountWith([{ ...time, message: TROJAN }]);
    expect(messages(element).get(1)).to.equal('accessRLOLRI // check for adminPDILRI {');
    const marks = findAll(element, '.message .unseen');
    expect(marks.map(({ title }) => title)).to.deep.equal([
      'U+202E RIGHT-TO-LEFT OVERRIDE',
      'U+2066 LEFT-TO-RIGHT ISOLATE',
      'U+2069 POP DIRECTIONAL ISOLATE',
      'U+2066 LEFT-TO-RIGHT ISOLATE',
    ]);
  });

  it('move no other cell of the row, in whichever cell they are', async () => {
    const { element } = await mountWith([
      { ...time, message: 'plain text' },
      { ...time, message: TROJAN },
      { ...time, message: 'text', nodeId: '\u202en' },
      { ...time, message: 'text', fields: { '\u202ek': '\u2067v' } },
    ]);
    const rows = findAll(element, '.row');
    const plain = cellsOf(rows[0]!);
    for (const row of rows.slice(1)) expect(cellsOf(row)).to.deep.equal(plain);
    for (const row of rows) expect(row.textContent).not.to.match(/[\u202a-\u202e\u2066-\u2069]/);
  });

  it('are left alone in a line, and shown in an expanded row, where they only take no room', async () => {
    const { element } = await mountWith([
      { ...time, message: 'pass\u200bword \u202e 👩‍👩‍👧', fields: { 'na\u200bme': 'va\u00adlue' } },
    ]);
    expect(messages(element).get(1)).to.equal('pass\u200bword RLO 👩‍👩‍👧');
    find(element, '[data-action="toggle"]').click();
    await settled(element);
    expect(messages(element).get(1)).to.equal('pass\\u200bword RLO 👩‍👩‍👧');
    expect(find(element, '.details').textContent).to.contain('na\\u200bme');
    expect(find(element, '.details').textContent).to.contain('va\\u00adlue');
  });

  it('give way to the next message in the same place', async () => {
    const { element, source } = await mountWith([{ ...time, message: TROJAN }], { maxRows: 100 });
    source.append(Array.from({ length: 300 }, () => ({ ...time, message: 'plain' })));
    await settled(element);
    await settled(element);
    expect(findAll(element, '.unseen')).to.have.length(0);
    expect(new Set(messages(element).values())).to.deep.equal(new Set(['plain']));
  });
});
