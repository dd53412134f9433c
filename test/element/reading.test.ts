import { expect } from '@open-wc/testing';
import type { MeshhookLogStreamElement } from '../../src/element.js';
import { entry, find, findAll, HandSource, lines, mount, mountWith, press, settled, until, viewport, wheel } from './stage.js'; // prettier-ignore

const items = (element: MeshhookLogStreamElement): HTMLElement[] => findAll(element, '.reading li');
const heading = (element: MeshhookLogStreamElement): string =>
  find(element, '.reading h2').textContent;
const focused = (element: MeshhookLogStreamElement): HTMLElement =>
  element.shadowRoot?.activeElement as HTMLElement;

async function read(element: MeshhookLogStreamElement): Promise<void> {
  element.focus();
  press(element, 'r');
  await settled(element);
}

describe('reading mode', () => {
  it('shows the end as a document to who follows, whole texts and no grid', async () => {
    const { element } = await mountWith([
      ...lines(999),
      { level: 'error', message: `boom\n  at here\n  ${'x'.repeat(5_000)}`, fields: { a: 1 } },
    ]);
    await read(element);
    expect(items(element)).to.have.lengthOf(500);
    expect(heading(element)).to.equal('Rows 501–1,000 of 1,000');
    const last = items(element).at(-1)!;
    expect(last.textContent).to.include('Error').and.include('x'.repeat(5_000));
    expect(last.textContent).to.include('"a": 1');
    expect(focused(element)).to.equal(last);
    expect(find(element, '.log').inert).to.equal(true);
    expect(find(element, '.reading').querySelector('[role]')).to.equal(null);
  });

  it('begins at the row that has the cursor, and goes back to the row that was read', async () => {
    const { element } = await mountWith(lines(3_000));
    await element.goTo(1_500);
    await settled(element);
    await read(element);
    expect(focused(element).textContent).to.include('line 1500');
    expect(heading(element)).to.equal('Rows 1,250–1,749 of 3,000');
    items(element)[100]!.focus();
    press(element, 'Escape');
    await settled(element);
    await settled(element);
    expect(element.reading).to.equal(false);
    expect(focused(element)).to.equal(viewport(element));
    await until(() => find(element, '.row.active').textContent.includes('line 1350'));
  });

  it('stands still while rows come in, and tells of them by a digest', async () => {
    const { element, source } = await mountWith(lines(20));
    await read(element);
    const before = items(element);
    source.append([...lines(30), ...lines(2, 'error')]);
    await until(() => find(element, '[aria-live=polite]').textContent !== '');
    expect(find(element, '[aria-live=polite]').textContent).to.match(/new rows, 2 errors$/);
    expect(items(element)).to.deep.equal(before);
    const newer = findAll(element, '.reading-step').at(-1)!;
    expect(newer.textContent.trim()).to.equal('Newer rows (32)');
    newer.click();
    await settled(element);
    expect(items(element)).to.have.lengthOf(52);
    expect(focused(element).textContent).to.include('line 1');
    expect(items(element).indexOf(focused(element))).to.equal(20);
  });

  it('turns back by half a page, and fetches older rows when it must', async () => {
    const source = new HandSource();
    const element = await mount({ source });
    const many = (from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, index) => entry(from + index));
    source.live(many(1_001, 1_600));
    await settled(element);
    await read(element);
    const older = (): HTMLElement => find(element, '.reading-step');
    older().click();
    await settled(element);
    expect(heading(element)).to.equal('Rows 1–500 of 600');
    expect(focused(element)).to.equal(items(element)[0]);
    const asked = source.olderAsked;
    older().click();
    await until(() => source.olderAsked > asked);
    source.sink.prepend(many(501, 1_000), true);
    await settled(element);
    older().click();
    await settled(element);
    expect(items(element)[0]!.textContent).to.match(/line (501|751)/);
  });

  it('shows what is left when the filter changes', async () => {
    const { element } = await mountWith([...lines(100), ...lines(7, 'error')]);
    await read(element);
    element.levels = ['error'];
    await settled(element);
    expect(items(element)).to.have.lengthOf(7);
  });

  it('is opened by the page without taking the focus', async () => {
    const { element } = await mountWith(lines(100));
    await wheel(element, -100);
    element.reading = true;
    await settled(element);
    expect(items(element)).to.have.lengthOf(100);
    expect(element.shadowRoot?.activeElement).to.equal(null);
  });
});
