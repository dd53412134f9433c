import { expect } from '@open-wc/testing';
import { entry, find, findAll, HandSource, lines, mount, mountWith, settled } from './stage.js';

describe('theming', () => {
  it('is a block of a sane height that gives way to hidden', async () => {
    const element = await mount();
    element.style.blockSize = '';
    expect(getComputedStyle(element).display).to.equal('block');
    expect(element.offsetHeight).to.equal(24 * 16);
    element.hidden = true;
    expect(element.offsetHeight).to.equal(0);
  });

  it('takes its tokens from the page', async () => {
    const { element } = await mountWith([{ level: 'error', message: 'boom' }]);
    element.parentElement!.style.setProperty('--log-stream-severity-error-color', 'rgb(1, 2, 3)');
    element.parentElement!.style.setProperty('--log-stream-background', 'rgb(4, 5, 6)');
    expect(getComputedStyle(find(element, '.row .severity')).color).to.equal('rgb(1, 2, 3)');
    expect(getComputedStyle(find(element, '.frame')).backgroundColor).to.equal('rgb(4, 5, 6)');
  });

  it('follows the color-scheme that it is given', async () => {
    const element = await mount();
    const ground = (scheme: string): string => {
      element.style.colorScheme = scheme;
      return getComputedStyle(find(element, '.frame')).backgroundColor;
    };
    expect(ground('light')).to.equal('rgb(255, 255, 255)');
    expect(ground('dark')).to.equal('rgb(11, 17, 32)');
  });

  it('says where it stands in custom states', async () => {
    const source = new HandSource();
    const element = await mount({ source });
    expect(element.matches(':state(empty)')).to.equal(true);
    source.live([entry(1)]);
    await settled(element);
    expect(element.matches(':state(live)')).to.equal(true);
    expect(element.matches(':state(following)')).to.equal(true);
    expect(element.matches(':state(empty)')).to.equal(false);
    element.paused = true;
    await settled(element);
    expect(element.matches(':state(paused)')).to.equal(true);
    expect(element.matches(':state(live)')).to.equal(false);
  });

  for (const width of [320, 360, 560, 800, 1200]) {
    it(`does not overflow at ${width} pixels`, async () => {
      const { element } = await mountWith(
        [
          ...lines(40),
          { level: 'error', message: 'word '.repeat(200), nodeId: 'a-node-with-a-long-name' },
          { level: 'warn', message: 'x'.repeat(3000), fields: { key: 'y'.repeat(3000) } },
          { level: 'fatal', message: 'f' },
          { level: 'debug', message: 'd' },
          { level: 'trace', message: 't' },
          { level: null, message: 'u' },
        ],
        { query: 'word', searchMode: 'highlight' },
      );
      element.parentElement!.style.inlineSize = `${width}px`;
      await settled(element);
      findAll(element, '[data-action=toggle]').at(-5)?.click();
      await settled(element);
      const frame = find(element, '.frame').getBoundingClientRect();
      for (const part of findAll(
        element,
        '.toolbar *, .footer, .row, .row *:not(.message *, .preview)',
      )) {
        const box = part.getBoundingClientRect();
        if (
          box.width === 0 ||
          part.closest('svg, .message, .preview, .time, .node, .severity') !== null
        )
          continue;
        expect(box.right, part.outerHTML.slice(0, 120)).to.be.at.most(frame.right + 0.5);
        expect(box.left, part.outerHTML.slice(0, 120)).to.be.at.least(frame.left - 0.5);
      }
      expect(find(element, '.toolbar').scrollWidth).to.be.at.most(
        find(element, '.toolbar').clientWidth,
      );
    });
  }

  it('mirrors for right-to-left, and lays messages out by their own direction', async () => {
    const { element } = await mountWith([
      { level: 'error', message: 'left to right' },
      { message: 'سلام' },
    ]);
    element.dir = 'rtl';
    await settled(element);
    const row = find(element, '.row').getBoundingClientRect();
    const icon = find(element, '.row .severity-icon').getBoundingClientRect();
    expect(icon.left).to.be.greaterThan(row.left + row.width / 2);
    expect(getComputedStyle(find(element, '.row .message')).direction).to.equal('ltr');
  });

  it('has slots for the page', async () => {
    const element = await mount();
    element.innerHTML =
      '<button slot="toolbar-end">Share</button><p slot="empty">Pick a run on the left.</p>';
    await settled(element);
    const share = element.querySelector('button')!;
    expect(share.assignedSlot).not.to.equal(null);
    expect(share.getBoundingClientRect().width).to.be.greaterThan(0);
    expect(element.querySelector('p')?.getBoundingClientRect().height).to.be.greaterThan(0);
  });
});
