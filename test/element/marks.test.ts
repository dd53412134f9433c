import { expect } from '@open-wc/testing';
import type { LogStreamMarkEvent } from '../../src/element.js';
import {
  entry,
  find,
  findAll,
  frame,
  HandSource,
  lines,
  mount,
  mountWith,
  press,
  record,
  settled,
  until,
  viewport,
} from './stage.js';

const seqs = (element: Parameters<typeof findAll>[0]): number[] =>
  findAll<HTMLElement & { rowSeq: number }>(element, '.row')
    .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
    .map(({ rowSeq }) => rowSeq);

describe('marks', () => {
  it('are put at the end by a key, with the time, and stay there while rows arrive', async () => {
    const { element, source } = await mountWith(lines(4), { timeFormat: 'utc' });
    const told = record<LogStreamMarkEvent>(element, 'log-stream-mark');
    viewport(element).focus();
    press(element, 'm');
    await settled(element);
    source.append(lines(3));
    await until(() => element.entries().length === 7);
    await settled(element);
    press(element, 'm');
    await settled(element);
    expect(seqs(element)).to.deep.equal([1, 2, 3, 4, 4.25, 5, 6, 7, 7.25]);
    const [first, second] = findAll(element, '.row-mark, .mark.row').map((row) =>
      row.textContent.replace(/\s+/g, ' ').trim(),
    );
    expect(first).to.match(/^Mark 1 · \d\d:\d\d:\d\d$/);
    expect(second).to.match(/^Mark 2 · \d\d:\d\d:\d\d · 3 rows since the mark before$/);
    await until(() => told.length === 2);
    expect(told.at(-1)?.marks.map(({ number }) => number)).to.deep.equal([1, 2]);
  });

  it('are no rows: nothing counts them', async () => {
    const { element } = await mountWith(lines(4));
    const before = find(element, '.footer').textContent;
    element.markNow();
    await settled(element);
    expect(find(element, '.footer').textContent).to.equal(before);
    expect(element.entries()).to.have.lengthOf(4);
    expect(findAll(element, '.mark.row')).to.have.lengthOf(1);
  });

  it('stay through filters, and are gone to with keys', async () => {
    const { element, source } = await mountWith([...lines(200), ...lines(1, 'error')]);
    element.markNow();
    source.append(lines(200));
    await until(() => element.entries().length === 401);
    element.markNow();
    source.append(lines(200));
    await until(() => element.entries().length === 601);
    await settled(element);
    viewport(element).focus();
    press(element, 'U', { shiftKey: true });
    await settled(element);
    expect(find(element, '.row.active').classList.contains('mark')).to.equal(true);
    expect(element.following).to.equal(false);
    expect(seqs(element)).to.include(401.25);
    press(element, 'U', { shiftKey: true });
    await settled(element);
    expect(seqs(element)).to.include(201.25);
    element.levels = ['error'];
    await settled(element);
    expect(seqs(element)).to.deep.equal([201, 201.25, 401.25]);
  });

  it('are taken away by their button and by a key', async () => {
    const { element } = await mountWith(lines(3));
    const told = record<LogStreamMarkEvent>(element, 'log-stream-mark');
    element.markNow();
    element.markNow();
    await settled(element);
    find(element, '.mark.row [data-action=unmark]').click();
    await settled(element);
    expect(element.marks.map(({ number }) => number)).to.deep.equal([2]);
    press(element, 'u');
    press(element, 'Delete');
    await settled(element);
    expect(element.marks).to.deep.equal([]);
    expect(findAll(element, '.mark.row')).to.have.lengthOf(0);
    await until(() => told.length > 0 && told.at(-1)?.marks.length === 0);
  });

  it('belong to their run, and need a row to stand behind', async () => {
    const source = new HandSource();
    const element = await mount({ source, runId: 'a' });
    source.live();
    expect(element.markNow()).to.equal(null);
    source.sink.append([entry(1)], 'live');
    await until(() => element.entries().length === 1);
    await settled(element);
    expect(element.markNow()?.seq).to.equal(1.25);
    element.runId = 'b';
    await until(() => source.opened === 2);
    source.live([entry(1), entry(2)]);
    await until(() => element.entries().length === 2);
    await settled(element);
    expect(element.marks).to.deep.equal([]);
  });

  it('survive trims, and are exported', async () => {
    const { element, source } = await mountWith(lines(90), { maxRows: 100 });
    element.markNow();
    source.append(lines(500));
    await until(() => element.entries().at(-1)?.seq === 590);
    await settled(element);
    expect(element.marks).to.have.lengthOf(1);
    expect(seqs(element).every((seq) => Number.isInteger(seq))).to.equal(true);
    element.markNow();
    await settled(element);
    expect(element.export('text')).to.match(/--- Mark 2 · .*500 rows since the mark before ---/);
  });
});

describe('times of rows', () => {
  const at = (seq: number, seconds: number, more = {}) =>
    entry(seq, { createdAt: new Date(1_700_000_000_000 + seconds * 1_000).toISOString(), ...more });

  it('tell of a pause between the rows that are shown, without taking height', async () => {
    const source = new HandSource();
    const element = await mount({ source, locale: 'en' });
    source.live([
      at(1, 0),
      at(2, 1),
      at(3, 2),
      at(4, 254),
      at(5, 255, { severity: 'error' }),
      at(6, 300),
    ]);
    await until(() => findAll(element, '.row').length === 6);
    const rows = findAll(element, '.row');
    expect(
      rows.filter((row) => row.classList.contains('after-pause')).map(({ id }) => id),
    ).to.deep.equal(['row-4', 'row-6']);
    expect(find(element, '#row-4 .time-note').textContent).to.include('4 min 12 sec');
    const heights = new Set(rows.map((row) => row.getBoundingClientRect().height));
    expect(heights.size).to.equal(1);
    element.levels = ['error', 'info', 'unknown'];
    await settled(element);
    source.sink.append([at(7, 301, { severity: 'error' })], 'live');
    element.levels = ['error'];
    await until(() => findAll(element, '.row').length === 2);
    await settled(element);
    expect(find(element, '#row-7 .time-note').textContent).to.include('46 sec');
  });

  it('tell of rows that came late', async () => {
    const source = new HandSource();
    const element = await mount({ source, locale: 'en' });
    source.live([at(1, 0), at(2, 5), at(3, 0.8), at(4, 4), at(5, 6)]);
    await until(() => findAll(element, '.row').length === 5);
    const late = findAll(element, '.time-note.late');
    expect(late.map((note) => note.closest('.row')?.id)).to.deep.equal(['row-3']);
    expect(late[0]?.textContent).to.include('4.2 sec');
    expect(late[0]?.title).to.match(/^Came 4.2 sec late/);
    source.sink.append([at(6, 1)], 'live');
    await until(() => findAll(element, '.time-note.late').length === 2);
  });

  it('measure from the row that is shown before, past marks and across filters', async () => {
    const source = new HandSource();
    const element = await mount({ source, timeFormat: 'delta' });
    const error = { severity: 'error' } as const;
    source.live([at(1, 0, error), at(2, 1), at(3, 2.5, error)]);
    await until(() => findAll(element, '.row').length === 3);
    const time = (id: string): string => find(element, `#${id} .time`).textContent.trim();
    expect(time('row-3')).to.equal('+1.500');
    element.levels = ['error'];
    await settled(element);
    expect(time('row-3')).to.equal('+2.500');
    element.markNow();
    source.sink.append([at(4, 3, error)], 'live');
    await until(() => findAll(element, '.row').length === 4);
    expect(time('row-4')).to.equal('+0.500');
    await frame();
  });
});
