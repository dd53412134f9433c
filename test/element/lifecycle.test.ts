import { expect } from '@open-wc/testing';
import {
  entry,
  frame,
  HandSource,
  messages,
  mount,
  placeOf,
  settled,
  until,
  viewport,
} from './stage.js';

const rows = Array.from({ length: 300 }, (_, index) => entry(index + 1));

describe('lifecycle', () => {
  it('opens the source once for a connected element', async () => {
    const source = new HandSource();
    const element = await mount({ source });
    element.wrap = true;
    await settled(element);
    expect(source.opened).to.equal(1);
  });

  it('takes a move in the document for a move, and keeps the place', async () => {
    const source = new HandSource();
    const element = await mount({ source });
    source.live(rows);
    await settled(element);
    expect(await element.goTo(120)).to.equal(true);
    await settled(element);
    const before = placeOf(element, 120);
    const other = document.createElement('div');
    other.style.blockSize = '400px';
    document.body.append(other);
    other.append(element);
    await settled(element);
    expect(source.opened).to.equal(1);
    expect(source.closed).to.equal(0);
    expect(placeOf(element, 120)).to.be.closeTo(before, 1);
    other.remove();
  });

  it('lets go of the source when it stays away, and opens it again when it comes back', async () => {
    const source = new HandSource();
    const element = await mount({ source });
    const parent = element.parentElement!;
    element.remove();
    await frame();
    expect(source.closed).to.equal(1);
    parent.append(element);
    await settled(element);
    expect(source.opened).to.equal(2);
  });

  it('leaves the old run when the source or the run changes', async () => {
    const [first, second] = [new HandSource(), new HandSource()];
    const element = await mount({ source: first });
    first.live(rows);
    await settled(element);
    element.source = second;
    await settled(element);
    expect(first.closed).to.equal(1);
    second.live([entry(1, { message: 'of the second' })]);
    await until(() => messages(element).get(1) === 'of the second');
    element.runId = 'another';
    await settled(element);
    expect(second.opened).to.equal(2);
    expect(element.entries()).to.have.lengthOf(0);
  });

  it('shows rows that came while it was hidden', async () => {
    const source = new HandSource();
    const element = await mount({ source });
    element.hidden = true;
    source.live(rows);
    await settled(element);
    element.hidden = false;
    await settled(element);
    await until(() => placeOf(element, 300) > 0);
    expect(viewport(element).scrollTop).to.be.greaterThan(1000);
  });
});
