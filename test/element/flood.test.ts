/** Rows that come faster than they can be read: it is said so, the rows stay where they are, and none is lost. */
import { expect } from '@open-wc/testing';
import {
  find,
  fromEnd,
  frame,
  lines,
  mountWith,
  placeOf,
  settled,
  until,
  viewport,
} from './stage.js';

const stripOf = (element: HTMLElement): Element | null =>
  element.shadowRoot?.querySelector('.flood') ?? null;

/** Rows at about 9,000 a second until `done`; returns how many there were. */
async function pour(
  source: { append(rows: ReturnType<typeof lines>): void },
  done: () => boolean,
): Promise<number> {
  let poured = 0;
  let lastMs = performance.now();
  while (!done()) {
    await frame();
    const nowMs = performance.now();
    const due = Math.round((nowMs - lastMs) * 9);
    lastMs = nowMs;
    source.append(lines(due, 'info', poured + 1));
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
