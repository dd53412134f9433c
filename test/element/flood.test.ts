/** Rows that come faster than they can be read: it is said so, the rows stay where they are, and none is lost. */
import { expect } from '@open-wc/testing';
import {
  find,
  findAll,
  fromEnd,
  frame,
  lines,
  mountWith,
  placeOf,
  settled,
  until,
  viewport,
  wheel,
} from './stage.js';

const stripOf = (element: HTMLElement): Element | null =>
  element.shadowRoot?.querySelector('.flood') ?? null;

/** Rows at about 9,000 a second until `done`; returns how many there were. */
async function pour(
  source: { append(rows: ReturnType<typeof lines>): void },
  done: () => boolean,
  rows = (count: number, from: number): ReturnType<typeof lines> => lines(count, 'info', from),
): Promise<number> {
  let poured = 0;
  let lastMs = performance.now();
  while (!done()) {
    await frame();
    const nowMs = performance.now();
    const due = Math.round((nowMs - lastMs) * 9);
    lastMs = nowMs;
    source.append(rows(due, poured + 1));
    poured += due;
  }
  return poured;
}

describe('a flood of rows', () => {
  it('is told of, goes away again, and loses nothing', async () => {
    const { element, source } = await mountWith(lines(3));
    expect(stripOf(element)).to.equal(null);
    const height = viewport(element).clientHeight;
    const poured = await pour(source, () => stripOf(element) !== null);
    expect(stripOf(element)?.textContent).to.match(/\d rows\/s/);
    expect(viewport(element).clientHeight, 'rows make no room for it').to.equal(height);
    expect(getComputedStyle(find(element, '.flood')).pointerEvents).to.equal('none');
    await until(() => stripOf(element) === null);
    await settled(element);
    const seqs = element.entries().map(({ seq }) => seq);
    expect(seqs).to.deep.equal(Array.from({ length: poured + 3 }, (_, index) => index + 1));
    expect(fromEnd(element)).to.be.at.most(1);
    expect(placeOf(element, poured + 3)).to.be.lessThan(height);
  }).timeout(20_000);

  it('leaves out what nobody can read, says so, and brings it back within a second', async () => {
    const { element, source } = await mountWith(lines(3));
    const isBrief = (): boolean => stripOf(element)?.textContent.includes('no fields') === true;
    const rich = (count: number, from: number): ReturnType<typeof lines> =>
      lines(count, 'error', from).map((row) => ({
        ...row,
        message: `${row.message} https://example.com/`,
        fields: { attempt: 2 },
      }));
    await pour(source, isBrief, rich);
    await settled(element);
    expect(findAll(element, '.row').length).to.be.greaterThan(5);
    expect(findAll(element, '.preview, .message a, .toggle, .time-note')).to.have.length(0);
    expect(find(element, '.row .severity').textContent, 'what matters stays').to.contain('ERROR');
    // Whoever stops to read has all of it at once, while rows go on coming.
    await wheel(element, -120);
    source.append(rich(100, 1));
    await until(() => findAll(element, '.preview').length > 5);
    expect(stripOf(element)?.textContent).to.match(/\d rows\/s.*Every row is kept/);
    expect(isBrief()).to.equal(false);
    element.scrollToEnd();
    await pour(source, () => isBrief() && findAll(element, '.preview').length === 0, rich);
    const overMs = performance.now();
    await until(() => stripOf(element) === null);
    expect(performance.now() - overMs).to.be.lessThan(1_500);
    await settled(element);
    const rows = findAll(element, '.row').length;
    expect(findAll(element, '.preview'), 'without another row').to.have.length(rows);
    expect(findAll(element, '.message a')).to.have.length(rows);
  }).timeout(20_000);

  it('is no matter of one burst', async () => {
    const { element, source } = await mountWith(lines(3));
    source.append(lines(50_000));
    await until(() => element.entries().length === 50_003);
    for (let frames = 0; frames < 30; frames++) {
      await frame();
      expect(stripOf(element)).to.equal(null);
    }
  });
});
