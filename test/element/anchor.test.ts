/** What is being read stays where it is, to the pixel, whatever happens around it. */
import { expect } from '@open-wc/testing';
import type { LogEntry, MeshhookLogStreamElement } from '../../src/element.js';
import {
  entry,
  findAll,
  frame,
  HandSource,
  lines,
  mount,
  mountWith,
  placeOf,
  press,
  settled,
  until,
  viewport,
  wheel,
} from './stage.js';

/** Rows of many lengths, so that wrapping gives them many heights. */
const uneven = (count: number, from = 1): ReturnType<typeof lines> =>
  lines(count, 'info', from).map((row, index) => ({
    ...row,
    level: index % 7 === 0 ? 'warn' : 'info',
    message: `${row.message} ${'word '.repeat(((from + index) * 7919) % 90)}`,
  }));

/** Parks the reader in the middle and returns the uppermost row that is wholly in the window. */
async function park(element: MeshhookLogStreamElement): Promise<number> {
  for (let turn = 0; turn < 6; turn++) await wheel(element, -411);
  const rows = findAll<HTMLElement & { rowSeq: number }>(element, '.row');
  const inside = rows.filter((row) => placeOf(element, row.rowSeq) >= 0);
  return Math.min(...inside.map((row) => row.rowSeq));
}

/** The uppermost row of which anything is in the window. */
function seqAtEdge(element: MeshhookLogStreamElement): number {
  const rows = findAll<HTMLElement & { rowSeq: number }>(element, '.row');
  const inside = rows.filter((row) => placeOf(element, row.rowSeq) + row.offsetHeight > 1);
  return Math.min(...inside.map((row) => row.rowSeq));
}

/** The same rows, as a source that holds them would hand them on. */
const longEntries = (count: number, from = 1): readonly LogEntry[] =>
  uneven(count, from).map(({ message }, index) => entry(from + index, { message }));

async function expectStill(
  element: MeshhookLogStreamElement,
  seq: number,
  change: () => unknown,
): Promise<void> {
  const before = placeOf(element, seq);
  expect(before).to.be.a('number').and.not.NaN;
  await change();
  for (let frames = 0; frames < 4; frames++) await settled(element);
  expect(placeOf(element, seq)).to.be.closeTo(before, 1);
}

for (const wrap of [false, true]) {
  describe(`the place of what is read, ${wrap ? 'with' : 'without'} wrapping`, () => {
    it('stays through rows that come and rows that go', async () => {
      const { element, source } = await mountWith(uneven(1_000), { wrap, maxRows: 1_100 });
      const seq = await park(element);
      await expectStill(element, seq, async () => {
        for (let batch = 0; batch < 20; batch++) {
          source.append(uneven(15, 1_001 + 15 * batch));
          await frame();
        }
      });
    });

    it('stays when older rows come before it', async () => {
      const source = new HandSource();
      const element = await mount({ source, wrap });
      source.live(longEntries(600, 601));
      await until(() => element.entries().length === 600);
      await settled(element);
      const seq = await park(element);
      await expectStill(element, seq, () => source.sink.prepend(longEntries(300, 301), false));
      await expectStill(element, seq, () => source.sink.prepend(longEntries(300), true));
      // Up to the first of them: those come to be measured, one after the other.
      viewport(element).scrollTop = 0;
      await settled(element);
      await until(() => Math.abs(placeOf(element, 1) - viewport(element).scrollTop) < 100);
    });

    for (const awayPx of [60, 4_000]) {
      it(`stays when a row ${awayPx} pixels above is opened and closed`, async () => {
        const rows = uneven(1_000).map((row) => ({ ...row, fields: { a: 1, b: [2, 3] } }));
        const { element } = await mountWith(rows, { wrap });
        await park(element);
        await element.goTo(300);
        await settled(element);
        const { offsetHeight } = findAll(element, '.row').find((row) => row.id === 'row-300')!;
        await wheel(element, placeOf(element, 300) + offsetHeight + awayPx);
        const seq = seqAtEdge(element);
        expect(seq).to.be.greaterThan(300);
        await expectStill(element, seq, () => press(element, 'Enter'));
        await expectStill(element, seq, () => press(element, 'Enter'));
        await expectStill(element, seq, () => press(element, 'Enter'));
        // It is open, and was when nobody saw it.
        await element.goTo(300);
        await until(() => (findAll(element, '.row.expanded')[0]?.offsetHeight ?? 0) > 60);
      });
    }

    it('stays, if only its lower half is to be seen, when all heights change', async () => {
      const { element } = await mountWith(uneven(1_000), { wrap });
      await park(element);
      const held = seqAtEdge(element);
      await wheel(element, placeOf(element, held) + 9);
      expect(placeOf(element, held)).to.be.closeTo(-9, 1);
      await expectStill(element, held, () => {
        element.style.setProperty('--log-stream-font-size', '16px');
        element.style.setProperty('--log-stream-line-height', '28px');
      });
      await expectStill(element, held, () => (element.wrap = !wrap));
      await expectStill(element, held, () => (element.wrap = wrap));
      await expectStill(element, held, () => (element.parentElement!.style.inlineSize = '340px'));
      await expectStill(element, held, () => (element.parentElement!.style.inlineSize = '800px'));
    });

    it('stays when rows are filtered away and come back', async () => {
      const { element } = await mountWith(uneven(1_000), { wrap });
      const first = await park(element);
      // One that passes the filter: the others cannot stay.
      const seq = first + ((7 - ((first - 1) % 7)) % 7);
      await element.goTo(seq);
      await settled(element);
      await expectStill(element, seq, () => (element.levels = ['warn']));
      await expectStill(element, seq, () => (element.levels = null));
    });

    it('stays when the rows above and below change their heights', async () => {
      const { element } = await mountWith(uneven(1_000), { wrap });
      await park(element);
      const rows = findAll<HTMLElement & { rowSeq: number }>(element, '.row')
        .map((row) => row.rowSeq)
        .sort((a, b) => placeOf(element, a) - placeOf(element, b));
      // The one at the upper edge is what is held.
      const held = rows.find((seq) => placeOf(element, seq) > -5) ?? 0;
      viewport(element).scrollTop += placeOf(element, held);
      await settled(element);
      await settled(element);
      await expectStill(element, held, () => {
        element.style.setProperty('--log-stream-font-size', '17px');
        element.style.setProperty('--log-stream-line-height', '31px');
      });
      await expectStill(element, held, () => (element.wrap = !wrap));
      await expectStill(element, held, () => (element.wrap = wrap));
      await expectStill(element, held, () => (element.parentElement!.style.inlineSize = '500px'));
      await expectStill(element, held, () => (element.style.blockSize = '250px'));
    });
  });
}

describe('rows of one height', () => {
  it('take another height at once when the page gives them one', async () => {
    const { element } = await mountWith(lines(3_000));
    const stepOf = (): number => placeOf(element, 2_999) - placeOf(element, 2_998);
    const before = stepOf();
    element.style.setProperty('--log-stream-line-height', '40px');
    await until(() => stepOf() > before + 10);
    await settled(element);
    expect(stepOf()).to.be.closeTo(42, 0.6);
    // What stands above the first row is part of it; a fiftieth of a pixel a row would be seen.
    expect(viewport(element).scrollHeight).to.be.closeTo(3_000 * 42, 40);
    const last = placeOf(element, 3_000);
    expect(last + 42).to.be.closeTo(viewport(element).clientHeight, 1.5);
  });
});
