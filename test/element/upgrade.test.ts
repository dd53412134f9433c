import { expect, fixture, html } from '@open-wc/testing';
import { define } from '../../src/define.js';
import { MemoryLogSource, MeshhookLogStreamElement } from '../../src/element.js';
import { find, findAll, lines, messages, mount, until } from './stage.js';

describe('upgrade', () => {
  it('works as a plain tag, with createElement and with new', async () => {
    const tag = await fixture(html`<meshhook-log-stream></meshhook-log-stream>`);
    expect(tag).to.be.instanceOf(MeshhookLogStreamElement);
    expect(document.createElement('meshhook-log-stream')).to.be.instanceOf(
      MeshhookLogStreamElement,
    );
    expect(new MeshhookLogStreamElement().localName).to.equal('meshhook-log-stream');
  });

  it('can be registered twice, and under another name', () => {
    define();
    define('other-log-stream');
    expect(document.createElement('other-log-stream')).to.be.instanceOf(MeshhookLogStreamElement);
  });

  it('keeps properties that were set before the element was known', async () => {
    const early = document.createElement<'meshhook-log-stream'>(
      'late-log-stream' as 'meshhook-log-stream',
    );
    const source = new MemoryLogSource();
    source.append(lines(3));
    Object.assign(early, { source, wrap: true, query: 'line', timeFormat: 'utc' });
    document.body.append(early);
    define('late-log-stream');
    await until(() => messages(early).size === 3);
    expect(early.wrap).to.equal(true);
    expect(early.timeFormat).to.equal('utc');
    expect(early.query).to.equal('line');
    early.remove();
  });

  it('does nothing while it is not in the page', async () => {
    const detached = document.createElement('meshhook-log-stream');
    detached.setAttribute('run-id', 'nonsense');
    detached.setAttribute('max-rows', '-1');
    expect(detached.state).to.equal('idle');
    expect(detached.shadowRoot).to.equal(null);
  });

  it('lays rows out before there are any, and leaves nothing of it behind', async () => {
    const element = await mount();
    const log = find(element, '.log');
    const gone: Node[] = [];
    const observer = new MutationObserver((records) => {
      for (const { removedNodes } of records) gone.push(...removedNodes);
    });
    observer.observe(log, { childList: true });
    await until(() => gone.length > 0);
    observer.disconnect();
    expect(log.children.length).to.equal(1);
    expect(findAll(element, '.row').length).to.equal(0);
    expect(element.entries().length).to.equal(0);
  });

  it('says so when there is nothing to show', async () => {
    const element = await mount();
    expect(element.renderRoot.querySelector('.notice')?.textContent).to.include('No run selected');
  });
});
