import { expect } from '@open-wc/testing';
import { MemoryLogSource, type LogStreamFollowEvent } from '../../src/element.js';
import {
  entry,
  find,
  fromEnd,
  HandSource,
  lines,
  mount,
  mountWith,
  placeOf,
  press,
  record,
  settled,
  until,
  viewport,
  wheel,
} from './stage.js';

const rows = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => entry(from + index));

describe('follow', () => {
  it('keeps the newest row in view, frame after frame', async () => {
    const { element, source } = await mountWith(lines(200));
    for (let burst = 0; burst < 10; burst++) {
      source.append(lines(37));
      await settled(element);
      expect(fromEnd(element)).to.be.at.most(1);
    }
    expect(element.following).to.equal(true);
  });

  it('yields to the wheel and says what was missed', async () => {
    const { element, source } = await mountWith(lines(200));
    const events = record<LogStreamFollowEvent>(element, 'log-stream-follow');
    await wheel(element, -120);
    expect(element.following).to.equal(false);
    const before = viewport(element).scrollTop;
    source.append([...lines(120), ...lines(3, 'error'), ...lines(5)]);
    await settled(element);
    expect(viewport(element).scrollTop).to.equal(before);
    expect(find(element, '.follow-pill').textContent).to.match(/128 new\s*3 errors/);
    expect(events.map(({ following }) => following)).to.deep.equal([false]);
  });

  it('yields to the scroll bar, and to whatever else scrolls up', async () => {
    const { element, source } = await mountWith(lines(200));
    const scroller = viewport(element);
    const scrolled = new Promise((resolve) => {
      scroller.addEventListener('scroll', resolve, { once: true });
    });
    scroller.scrollTop -= 500;
    await scrolled;
    expect(element.following).to.equal(false);
    const before = scroller.scrollTop;
    source.append(lines(20));
    await settled(element);
    expect(scroller.scrollTop).to.equal(before);
  });

  it('yields even to one pixel upwards, and does not snap back', async () => {
    const { element } = await mountWith(lines(200));
    await wheel(element, -2);
    expect(element.following).to.equal(false);
  });

  it('counts what was missed under the present filter', async () => {
    const { element, source } = await mountWith(lines(200, 'error'), { levels: ['error'] });
    await wheel(element, -120);
    source.append([...lines(50, 'info'), ...lines(2, 'error')]);
    await settled(element);
    expect(find(element, '.follow-pill').textContent).to.match(/2 new\s*2 errors/);
  });

  it('goes on when the reader comes back to the end', async () => {
    const { element, source } = await mountWith(lines(200));
    await wheel(element, -300);
    await wheel(element, 295);
    expect(element.following).to.equal(true);
    source.append(lines(10));
    await settled(element);
    expect(fromEnd(element)).to.be.at.most(1);
    expect(element.renderRoot.querySelector('.follow-pill')).to.equal(null);
  });

  it('goes on at the press of the pill', async () => {
    const { element, source } = await mountWith(lines(200));
    await wheel(element, -300);
    source.append(lines(30));
    await settled(element);
    find(element, '.follow-pill').click();
    await settled(element);
    expect(element.following).to.equal(true);
    expect(fromEnd(element)).to.be.at.most(1);
  });

  it('is never stopped by its own scrolling, however fast the stream', async () => {
    const { element, source } = await mountWith(lines(50));
    const events = record(element, 'log-stream-follow');
    for (let burst = 0; burst < 40; burst++) {
      source.append(lines(burst % 3 === 0 ? 200 : 1));
      await new Promise(requestAnimationFrame);
    }
    await settled(element);
    expect(events).to.have.lengthOf(0);
    expect(fromEnd(element)).to.be.at.most(1);
  });

  for (const key of ['PageUp', 'ArrowUp', 'Home']) {
    it(`yields to ${key}`, async () => {
      const { element } = await mountWith(lines(200));
      element.focus();
      press(element, key);
      expect(element.following).to.equal(false);
    });
  }

  it('yields to an opened row, so that what is read stays', async () => {
    const { element, source } = await mountWith([
      ...lines(199),
      { message: 'a\nb\nc', level: 'error' },
    ]);
    find(element, '.fold').click();
    await settled(element);
    const before = placeOf(element, 200);
    source.append(lines(50));
    await settled(element);
    expect(placeOf(element, 200)).to.be.closeTo(before, 0.5);
  });

  it('keeps the row that is read where it is when older rows come in above', async () => {
    const source = new HandSource();
    const element = await mount({ source });
    source.live(rows(1001, 1400));
    await settled(element);
    await element.goTo(1200);
    await settled(element);
    const before = placeOf(element, 1200);
    source.sink.prepend(rows(501, 1000), false);
    await until(() => element.entries().length === 900);
    await settled(element);
    expect(placeOf(element, 1200)).to.be.closeTo(before, 0.5);
  });

  it('keeps it there when the oldest rows are dropped', async () => {
    const source = new HandSource();
    const element = await mount({ source, maxRows: 1000 });
    source.live(rows(1, 990));
    await settled(element);
    await element.goTo(700);
    await settled(element);
    const before = placeOf(element, 700);
    source.sink.append(rows(991, 1200), 'live');
    await until(() => (element.entries()[0]?.seq ?? 0) > 1);
    await settled(element);
    expect(placeOf(element, 700)).to.be.closeTo(before, 0.5);
  });

  it('loads the rows again that were dropped, without a hole', async () => {
    const source = new MemoryLogSource();
    source.append(lines(990));
    const element = await mount({ source, maxRows: 1000 });
    await settled(element);
    source.append(lines(60));
    await until(() => (element.entries()[0]?.seq ?? 0) > 1);
    const dropped = (element.entries()[0]?.seq ?? 0) - 1;
    element.loadOlder();
    await until(() => element.entries().length === 1000);
    await settled(element);
    const seqs = element.entries().map(({ seq }) => seq);
    const from = 1050 - 1000 + 1;
    expect(dropped).to.be.greaterThan(from);
    expect(seqs).to.deep.equal(Array.from({ length: 1000 }, (_, index) => from + index));
  });

  it('keeps it there when lines are wrapped and rows above grow', async () => {
    const long = rows(1, 400).map((row) => ({
      ...row,
      message: `${row.seq} ${'word '.repeat(60)}`,
    }));
    const source = new HandSource();
    const element = await mount({ source });
    source.live(long);
    await settled(element);
    await element.goTo(200);
    await settled(element);
    const before = placeOf(element, 200);
    element.wrap = true;
    await settled(element);
    expect(placeOf(element, 200)).to.be.closeTo(before, 0.5);
  });

  it('stops with the run, and starts with the next', async () => {
    const { element, source } = await mountWith(lines(10));
    source.end('succeeded');
    await until(() => element.state === 'ended');
    await settled(element);
    expect(element.following).to.equal(false);
    element.source = new HandSource();
    await settled(element);
    expect(element.following).to.equal(true);
  });

  it('does what the host says, and does not tell the host of it', async () => {
    const { element } = await mountWith(lines(200));
    const events = record(element, 'log-stream-follow');
    element.follow = false;
    await settled(element);
    expect(element.following).to.equal(false);
    element.scrollToEnd();
    await settled(element);
    expect(element.following).to.equal(true);
    expect(events).to.have.lengthOf(0);
  });
});
