import { expect } from '@open-wc/testing';
import type { MeshhookLogStreamElement } from '../../src/element.js';
import {
  find,
  findAll,
  lines,
  mountWith,
  placeOf,
  press,
  settled,
  until,
  viewport,
  wheel,
} from './stage.js';

/** Every tenth of 600 rows says something else. */
const many = lines(600).map((row, index) =>
  index % 10 === 7 ? { ...row, level: 'error', message: `payment ${index} refused` } : row,
);

const shown = (element: MeshhookLogStreamElement): number =>
  Number(viewport(element).getAttribute('aria-rowcount'));
const found = async (element: MeshhookLogStreamElement, total: string): Promise<void> => {
  await until(() => element.renderRoot.querySelector('.hits')?.textContent === total);
  await settled(element);
};
/** seq of the first row that is wholly in view. */
const upperSeq = (element: MeshhookLogStreamElement): number =>
  Math.min(
    ...findAll<HTMLElement & { rowSeq: number }>(element, '.row')
      .map(({ rowSeq }) => rowSeq)
      .filter((seq) => placeOf(element, seq) >= 0),
  );

describe('a hit in its context', () => {
  it('is shown among all rows at its pixel, still marked, and left at the same pixel', async () => {
    const { element, source } = await mountWith(many, { query: '"payment"' });
    await found(element, '60');
    await wheel(element, -300);
    const seq = upperSeq(element) + 30;
    findAll<HTMLElement & { rowSeq: number }>(element, '.row')
      .find((row) => row.rowSeq === seq)
      ?.querySelector<HTMLElement>('.message')
      ?.click();
    await settled(element);
    const before = placeOf(element, seq);
    find(element, '.row.active [data-action=context]').click();
    await settled(element);
    expect(shown(element)).to.equal(600);
    expect(Math.abs(placeOf(element, seq) - before)).to.be.at.most(1);
    expect(findAll(element, '.row.hit').length).to.be.greaterThan(1);
    expect(findAll(element, '.row:not(.hit)').length).to.be.greaterThan(10);
    expect(findAll(element, '.row.current-hit').length).to.equal(1);
    expect(find(element, '.hits').textContent).to.match(/^\d+ of 60$/);
    expect(find(element, '[aria-live=polite]').textContent).to.include('Escape');
    expect(find(element, '.footer').textContent).to.include('600 rows');
    // Rows go on coming in, the reader looks around, and comes back.
    source.append(lines(50, 'info', 601));
    await until(() => shown(element) === 650);
    expect(Math.abs(placeOf(element, seq) - before)).to.be.at.most(1);
    await wheel(element, 700);
    expect(find(element, '.context-pill').textContent).to.include('Back to the matches');
    press(element, 'Escape');
    await settled(element);
    expect(shown(element)).to.equal(60);
    expect(Math.abs(placeOf(element, seq) - before)).to.be.at.most(1);
    expect(find(element, '.row.active').id).to.equal(`row-${seq}`);
    expect(element.renderRoot.querySelector('.context-pill')).to.equal(null);
    expect(element.query).to.equal('"payment"');
  });

  it('is there for levels too, by key, with steps through the hits', async () => {
    const { element } = await mountWith(many, { levels: ['error'] });
    element.focus();
    press(element, 'Home');
    await settled(element);
    press(element, 'x');
    await settled(element);
    expect(shown(element)).to.equal(600);
    press(element, 'n');
    await settled(element);
    expect(find(element, '.row.active .message').textContent).to.equal('payment 17 refused');
    press(element, 'x');
    await settled(element);
    expect(shown(element)).to.equal(60);
    expect(find(element, '.row.active .message').textContent).to.equal('payment 7 refused');
    expect(element.levels).to.deep.equal(['error']);
  });

  it('is over when the filter is changed, and is not offered where nothing is hidden', async () => {
    const { element } = await mountWith(many, { query: '"payment"' });
    await found(element, '60');
    element.focus();
    press(element, 'x');
    await settled(element);
    expect(shown(element)).to.equal(600);
    element.query = '"line 5"';
    await until(() => shown(element) < 600);
    expect(element.renderRoot.querySelector('.context-pill')).to.equal(null);
    element.query = '';
    await until(() => shown(element) === 600);
    press(element, 'x');
    await settled(element);
    expect(element.renderRoot.querySelector('.context-pill')).to.equal(null);
    expect(element.renderRoot.querySelector('[data-action=context]')).to.equal(null);
  });
});

describe('hiding and marking', () => {
  it('keep the row that is read at its pixel, both ways', async () => {
    const { element } = await mountWith(many, { query: '"payment"' });
    await found(element, '60');
    await wheel(element, -400);
    const seq = upperSeq(element);
    const before = placeOf(element, seq);
    find(element, '[data-command=search-mode]').click();
    await settled(element);
    expect(shown(element)).to.equal(600);
    expect(Math.abs(placeOf(element, seq) - before)).to.be.at.most(1);
    find(element, '[data-command=search-mode]').click();
    await settled(element);
    expect(shown(element)).to.equal(60);
    expect(Math.abs(placeOf(element, seq) - before)).to.be.at.most(1);
  });

  it('go to the nearest hit where the row is none, and back to the row', async () => {
    const { element } = await mountWith(many, { query: '"payment"', searchMode: 'highlight' });
    await found(element, '60');
    await wheel(element, -5_000);
    const seq = upperSeq(element);
    const before = placeOf(element, seq);
    const hit = Math.min(
      ...findAll<HTMLElement & { rowSeq: number }>(element, '.row.hit')
        .map(({ rowSeq }) => rowSeq)
        .filter((candidate) => candidate >= seq),
    );
    const hitBefore = placeOf(element, hit);
    expect(hit).not.to.equal(seq);
    element.searchMode = 'filter';
    await settled(element);
    expect(shown(element)).to.equal(60);
    expect(Math.abs(placeOf(element, hit) - hitBefore)).to.be.at.most(1);
    element.searchMode = 'highlight';
    await settled(element);
    expect(Math.abs(placeOf(element, seq) - before)).to.be.at.most(1);
  });

  it('keep the place also where there are too few hits to keep it', async () => {
    const { element } = await mountWith(many, { query: '"payment 307"', searchMode: 'highlight' });
    await found(element, '1');
    await wheel(element, -6_000);
    const seq = upperSeq(element);
    const before = placeOf(element, seq);
    element.searchMode = 'filter';
    await settled(element);
    expect(shown(element)).to.equal(1);
    element.searchMode = 'highlight';
    await settled(element);
    expect(Math.abs(placeOf(element, seq) - before)).to.be.at.most(1);
  });
});
