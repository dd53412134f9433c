import { expect } from '@open-wc/testing';
import type { LogOutage, LogRow, MeshhookLogStreamElement } from '../../src/element.js';
import {
  entry,
  find,
  findAll,
  frame,
  HandSource,
  mount,
  placeOf,
  press,
  settled,
  until,
  viewport,
  wheel,
} from './stage.js';

const LOST_AT_MS = Date.UTC(2026, 2, 2, 14, 2, 7);

/** The outage before the row with seq `before`, in UTC from 14:02:07 on. */
const outage = (before: number, over: Partial<LogOutage> = {}): LogOutage => ({
  kind: 'outage',
  seq: before - 0.5,
  startedAtMs: LOST_AT_MS,
  endedAtMs: null,
  recovered: 0,
  missing: 0,
  ...over,
});

const rows = (from: number, to: number): LogRow[] =>
  Array.from({ length: to - from + 1 }, (_, index) => entry(from + index));

/** Three rows, then a connection that is lost and two rows that were read since. */
async function mountLost(
  settings: Partial<MeshhookLogStreamElement> = {},
  first = rows(1, 3) as ReturnType<typeof entry>[],
): Promise<{ element: MeshhookLogStreamElement; source: HandSource; before: number }> {
  const source = new HandSource();
  const element = await mount({ source, timeFormat: 'utc', locale: 'en', ...settings });
  source.live(first);
  await settled(element);
  const before = first.length + 1;
  source.sink.transition('connection-lost', 'socket closed');
  const more = rows(before, before + 1);
  source.sink.append([outage(before, { recovered: 2 }), ...more], 'repair');
  await until(() => element.entries().length === first.length + 2);
  await settled(element);
  return { element, source, before };
}

const text = (element: MeshhookLogStreamElement): string =>
  find(element, '.outage').textContent.trim();

const ended = { endedAtMs: LOST_AT_MS + 12_000 };

describe('a disconnection', () => {
  it('is a row before the first recovered one, and is repaired in place', async () => {
    const { element, source } = await mountLost();
    const order = findAll<HTMLElement & { rowSeq: number }>(element, '.row').map((r) => r.rowSeq);
    expect(order).to.deep.equal([1, 2, 3, 3.5, 4, 5]);
    expect(text(element)).to.equal('14:02:07 – disconnected, 2 rows recovered so far');
    const shown = find(element, '.outage');
    source.sink.append(rows(6, 8), 'repair');
    source.sink.amend(outage(4, { ...ended, recovered: 31 }));
    await until(() => text(element).includes('31'));
    expect(text(element)).to.equal('14:02:07–14:02:19 disconnected, 31 rows recovered');
    expect(findAll(element, '.outage')).to.have.lengthOf(1);
    expect(find(element, '.outage'), 'the same element').to.equal(shown);
  });

  it('tells what was deleted meanwhile, and one row as one', async () => {
    const { element, source } = await mountLost();
    source.sink.amend(outage(4, { ...ended, recovered: 1, missing: 3 }));
    await until(() => text(element).includes('deleted'));
    expect(text(element)).to.equal(
      '14:02:07–14:02:19 disconnected, 1 row recovered, 3 rows deleted meanwhile',
    );
    source.sink.amend(outage(4, { ...ended, recovered: 0, missing: 1 }));
    await until(() => !text(element).includes('recovered'));
    expect(text(element)).to.equal('14:02:07–14:02:19 disconnected, 1 row deleted meanwhile');
  });

  it('is amended alone, when nothing else happens', async () => {
    const { element, source } = await mountLost();
    source.sink.amend(outage(4, { recovered: 9 }));
    // With the next frame, not with the next beat of what changes by time.
    await settled(element);
    expect(text(element)).to.include('9 rows');
    expect(element.entries()).to.have.lengthOf(5);
  });

  it('is left alone by an amendment of a row that is not there', async () => {
    const { element, source } = await mountLost();
    const before = text(element);
    source.sink.amend(outage(99, { recovered: 9 }));
    source.sink.amend({ ...outage(4, { recovered: 9 }), seq: 4 });
    await settled(element);
    expect(text(element)).to.equal(before);
    expect(element.entries()).to.have.lengthOf(5);
  });

  it('is a row to everybody, but not a row of the log', async () => {
    const { element } = await mountLost();
    const row = find(element, '.outage');
    expect(row.getAttribute('role')).to.equal('row');
    expect(row.querySelector('[role=gridcell]')).to.not.equal(null);
    expect(row.getAttribute('aria-rowindex')).to.equal('4');
    expect(row.part.contains('row-outage')).to.equal(true);
    expect(viewport(element).getAttribute('aria-rowcount')).to.equal('6');
    expect(find(element, '.footer').textContent).to.include('5 rows');
    expect(element.entries().map(({ seq }) => seq)).to.deep.equal([1, 2, 3, 4, 5]);
    expect(element.health().counts.shown).to.equal(5);
    await expect(element).to.be.accessible();
  });

  it('can be made current, and is not told to the page as a row', async () => {
    const { element } = await mountLost();
    let selected: unknown = 'nothing yet';
    element.addEventListener('log-stream-select', (event) => (selected = event.entry));
    expect(await element.goTo(3)).to.equal(true);
    press(element, 'ArrowDown');
    await settled(element);
    expect(find(element, '.outage').classList.contains('active')).to.equal(true);
    expect(viewport(element).getAttribute('aria-activedescendant')).to.equal(
      find(element, '.outage').id,
    );
    expect(selected).to.equal(null);
    press(element, 'Enter');
    press(element, 'ArrowDown');
    await settled(element);
    expect(selected).to.have.property('seq', 4);
  });

  it('gives way to filters as a gap does, and stays where matches are only marked', async () => {
    const { element, source } = await mountLost({ query: 'line' });
    await until(() => findAll(element, '.row').length === 5);
    expect(findAll(element, '.outage')).to.have.lengthOf(0);
    source.sink.amend(outage(4, { ...ended, recovered: 7 }));
    element.searchMode = 'highlight';
    await until(() => findAll(element, '.outage').length === 1);
    expect(text(element)).to.include('7 rows recovered');
    element.query = '';
    element.levels = ['error'];
    await settled(element);
    expect(findAll(element, '.outage')).to.have.lengthOf(0);
  });

  it('goes into files with its dates', async () => {
    const { element, source } = await mountLost();
    source.sink.amend(outage(4, { ...ended, recovered: 31, missing: 2 }));
    await until(() => text(element).includes('31'));
    const span = '2026-03-02T14:02:07.000Z–2026-03-02T14:02:19.000Z';
    expect(element.export('text').split('\n')[3]).to.equal(
      `--- ${span} disconnected, 31 rows recovered, 2 rows deleted meanwhile ---`,
    );
    expect(JSON.parse(element.export('json').split('\n')[3] ?? '')).to.deep.equal(
      outage(4, { ...ended, recovered: 31, missing: 2 }),
    );
    expect(element.export('csv').split('\r\n')[4]).to.equal(
      '3.5,"2026-03-02T14:02:07.000Z","","","disconnected until 2026-03-02T14:02:19.000Z, 31 recovered, 2 removed",""',
    );
  });

  it('is told of in one sentence when it is over, with the rows that came with it', async () => {
    const { element, source } = await mountLost();
    source.sink.append(rows(6, 34), 'repair');
    source.sink.amend(outage(4, { ...ended, recovered: 30 }));
    source.sink.amend(outage(4, { ...ended, recovered: 31 }));
    const region = find(element, '[aria-live=polite]');
    await until(() => region.textContent !== '');
    expect(region.textContent).to.equal('31 rows recovered after a disconnection. 34 new rows');
  });

  it('moves nothing that is being read when its text grows by a line', async () => {
    const { element, source, before } = await mountLost({}, rows(1, 60) as never);
    element.style.inlineSize = '240px';
    await settled(element);
    await wheel(element, -200);
    await element.goTo(before + 1);
    await settled(element);
    const place = placeOf(element, before + 1);
    const height = find(element, '.outage').getBoundingClientRect().height;
    source.sink.amend(outage(before, { ...ended, recovered: 31_000, missing: 12_000 }));
    await until(() => text(element).includes('31,000'));
    await settled(element);
    expect(find(element, '.outage').getBoundingClientRect().height).to.be.greaterThan(height);
    const tops = findAll(element, '.row')
      .map((row) => row.getBoundingClientRect())
      .sort((a, b) => a.top - b.top);
    tops.slice(1).forEach((box, at) => {
      expect(Math.abs(box.top - (tops[at]?.bottom ?? NaN)), 'no row over another').to.be.below(1);
    });
    expect(placeOf(element, before - 20) < place).to.equal(true);
  });

  it('is not among the new rows that a reader has missed', async () => {
    const { element, source, before } = await mountLost({}, rows(1, 60) as never);
    await wheel(element, -300);
    const later = { startedAtMs: LOST_AT_MS + 60_000 };
    source.sink.append([outage(before + 2, later), ...rows(before + 2, before + 3)], 'repair');
    await until(() => element.entries().length === before + 3);
    await settled(element);
    expect(find(element, '.follow-pill').textContent.trim()).to.match(/^2 new/);
  });

  it('is passed over on the way to the next match and the next error', async () => {
    const { element, source } = await mountLost({ query: 'line', searchMode: 'highlight' });
    const error = entry(6, { severity: 'error', message: 'boom' });
    source.sink.append([outage(6, { startedAtMs: LOST_AT_MS + 60_000 }), error], 'repair');
    await until(() => element.entries().length === 6);
    await until(() => find(element, '.hits').textContent.includes('5'));
    await element.goTo(3);
    const current = (): string | null => viewport(element).getAttribute('aria-activedescendant');
    expect(element.findNext()).to.equal(true);
    await settled(element);
    expect(current()).to.equal('row-4');
    expect(element.findPrevious()).to.equal(true);
    await settled(element);
    expect(current()).to.equal('row-3');
    expect(element.nextError()).to.equal(true);
    await settled(element);
    expect(current()).to.equal('row-6');
  });

  it('keeps its day when it lasted into the next', async () => {
    const { element, source } = await mountLost();
    source.sink.amend(outage(4, { endedAtMs: LOST_AT_MS + 86_400_000, recovered: 31 }));
    await until(() => text(element).includes('31'));
    expect(text(element)).to.match(/Mar 2.*14:02:07.*Mar 3.*14:02:07/);
  });

  it('is written also when its numbers are nonsense', async () => {
    const { element, source } = await mountLost();
    source.sink.amend(outage(4, { startedAtMs: NaN, endedAtMs: 1e300, recovered: -1 }));
    await until(() => !text(element).includes('so far'));
    expect(text(element)).to.equal('––– disconnected');
    expect(element.export('text')).to.include('disconnected');
  });

  it('waits with the rest while the reader has paused', async () => {
    const { element, source } = await mountLost({});
    element.paused = true;
    await settled(element);
    const before = text(element);
    source.sink.append([outage(6, { startedAtMs: LOST_AT_MS + 60_000 }), ...rows(6, 6)], 'repair');
    source.sink.amend(outage(4, { ...ended, recovered: 31 }));
    await settled(element);
    await frame();
    expect(text(element)).to.equal(before);
    expect(find(element, '.banner').textContent).to.include('1 new row');
    element.paused = false;
    await until(() => findAll(element, '.outage').length === 2);
    expect(text(element)).to.include('31 rows recovered');
  });
});
