/** Pins what src/view/virtual-rows.ts relies on of @lit-labs/virtualizer, and what it promises to the rest. */
import { expect } from '@open-wc/testing';
import { virtualizerRef } from '@lit-labs/virtualizer/virtualize.js';
import { findAll, lines, messages, mountWith, placeOf, settled, viewport, wheel } from './stage.js';

/** What is relied on of the virtualizer beyond what it documents. */
interface Inside {
  items: readonly unknown[];
  _itemsChanged: boolean;
  _childrenRO: object | null;
  _layout: { constructor: { name: string } };
  _updateDOM(state: unknown): void;
}

const insideOf = (scroller: HTMLElement): Inside =>
  (scroller as unknown as Record<symbol, Inside>)[virtualizerRef]!;

/** The elements that any observer of sizes holds while `use` runs. */
async function observedDuring(use: (held: ReadonlySet<Element>) => Promise<void>): Promise<void> {
  const held = new Set<Element>();
  // Put back as they were, and only ever called with an observer of their own.
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const { observe, unobserve } = ResizeObserver.prototype;
  ResizeObserver.prototype.observe = function (this: ResizeObserver, target, options) {
    held.add(target);
    observe.call(this, target, options);
  };
  ResizeObserver.prototype.unobserve = function (this: ResizeObserver, target) {
    held.delete(target);
    unobserve.call(this, target);
  };
  try {
    await use(held);
  } finally {
    Object.assign(ResizeObserver.prototype, { observe, unobserve });
  }
}

describe('virtual rows', () => {
  it('find the virtualizer where they look for it', async () => {
    const { element } = await mountWith(lines(100));
    const inside = insideOf(viewport(element));
    expect(inside._layout.constructor.name).to.contain('RowLayout');
    // A list that was laid out is no new list: the next scroll must not render every row again.
    expect(inside._itemsChanged).to.equal(false);
    expect(inside._childrenRO, 'there is something to observe children with').to.be.an('object');
  });

  it('render rows only when the range or the list is another one', async () => {
    const { element, source } = await mountWith(lines(1_000));
    let rendered = 0;
    viewport(element).addEventListener('rangeChanged', () => (rendered += 1));
    viewport(element).scrollTop -= 1;
    await settled(element);
    await settled(element);
    // One for the rows beyond the edges, of which there are more for one who scrolls.
    expect(rendered).to.be.at.most(1);
    rendered = 0;
    source.append(lines(1));
    await settled(element);
    expect(rendered).to.be.greaterThan(0);
  });

  it('use few elements for many rows, and the same ones again', async () => {
    const { element } = await mountWith(lines(5_000));
    const seen = new Set<Element>();
    const note = (): void => {
      for (const row of findAll(element, '.row')) seen.add(row);
    };
    // While the end is held fewer are rendered than while somebody scrolls.
    await wheel(element, -700);
    note();
    const first = seen.size;
    for (let step = 0; step < 40; step++) {
      await wheel(element, -700);
      note();
    }
    expect(seen.size).to.be.lessThan(first * 3);
  });

  it('hold no row that is gone, by whatever observer', async () => {
    await observedDuring(async (held) => {
      const { element } = await mountWith(lines(2_000));
      for (let step = 0; step < 10; step++) await wheel(element, -700);
      expect(findAll(element, '.row').some((row) => held.has(row))).to.equal(true);
      element.query = '"line 1234"';
      await settled(element);
      await settled(element);
      const gone = [...held].filter((row) => row.classList.contains('row') && !row.isConnected);
      expect(gone.length).to.equal(0);
    });
  });

  it('put every row right under the one before it, whatever their heights', async () => {
    const { element } = await mountWith(
      Array.from({ length: 500 }, (_, index) => ({
        level: 'info',
        message: `${index} ${'word '.repeat((index * 7919) % 120)}`,
      })),
      { wrap: true },
    );
    for (const seq of [500, 250, 1, 400]) {
      await element.goTo(seq);
      await settled(element);
      const boxes = findAll(element, '.row')
        .map((row) => row.getBoundingClientRect())
        .sort((a, b) => a.top - b.top);
      boxes.slice(1).forEach((box, index) => {
        expect(box.top).to.be.closeTo(boxes[index]!.bottom, 0.6);
      });
    }
  });

  it('measure an element again when it shows another row of the same height as its last', async () => {
    // Rows of three heights in turn: a recycled element often has the height it had before.
    const { element } = await mountWith(
      Array.from({ length: 600 }, (_, index) => ({
        message: 'a\n'.repeat(index % 3) + `row ${index}`,
      })),
      { wrap: true },
    );
    for (let step = 0; step < 15; step++) await wheel(element, -333);
    const boxes = findAll(element, '.row')
      .map((row) => row.getBoundingClientRect())
      .sort((a, b) => a.top - b.top);
    boxes.slice(1).forEach((box, index) => {
      expect(box.top).to.be.closeTo(boxes[index]!.bottom, 0.6);
    });
  });

  it('show the right rows at once when the list becomes another one', async () => {
    const { element } = await mountWith([...lines(3_000), ...lines(5, 'error', 9_001)]);
    element.levels = ['error'];
    await element.updateComplete;
    expect([...messages(element).values()]).to.deep.equal(
      [1, 2, 3, 4, 5].map((n) => `line ${9_000 + n}`),
    );
    element.levels = null;
    await element.updateComplete;
    expect(placeOf(element, 3_005)).to.be.greaterThan(0);
  });
});
