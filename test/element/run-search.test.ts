/** Searching rows that are not in memory: the offer, how far it is, its hits among those in memory, and its ends. */
import { expect } from '@open-wc/testing';
import {
  LogStreamError,
  MemoryLogSource,
  type LogSearch,
  type LogSink,
  type LogSource,
  type LogStream,
  type LogStreamRunSearchEvent,
  type MeshhookLogStreamElement,
} from '../../src/element.js';
import { findAll, lines, mount, press, record, settled, until, viewport } from './stage.js';

/** A long run of which the newest rows are in memory, whose search the test can hold up and break. */
class HeldSource implements LogSource {
  readonly rows = new MemoryLogSource({ initialRows: 100 });
  readonly asked: number[] = [];
  error: LogStreamError | null = null;
  isHeld = false;
  #waiting: (() => void)[] = [];

  constructor(count: number, hit = (n: number): boolean => n % 100 === 7) {
    const rows = lines(count);
    this.rows.append(rows.map((row, at) => (hit(at + 1) ? { ...row, message: `timeout at ${at + 1}` } : row))); // prettier-ignore
  }

  letGo(): void {
    this.isHeld = false;
    for (const go of this.#waiting.splice(0)) go();
  }

  open(runId: string, sink: LogSink): LogStream {
    const stream = this.rows.open(runId, sink);
    const search: LogSearch = {
      older: async (before, filter, limit, signal) => {
        this.asked.push(before);
        if (this.isHeld) await new Promise<void>((resolve) => this.#waiting.push(resolve));
        if (this.error !== null) throw this.error;
        return (stream.search as LogSearch).older(before, filter, limit, signal);
      },
    };
    return { ...stream, search };
  }
}

const strip = (element: MeshhookLogStreamElement): HTMLElement | null =>
  element.renderRoot.querySelector('.run-search');
const said = (element: MeshhookLogStreamElement): string =>
  (strip(element)?.innerText ?? '').replace(/\s+/g, ' ').trim();
const button = (element: MeshhookLogStreamElement): HTMLButtonElement =>
  strip(element)?.querySelector('button') as HTMLButtonElement;
/** Which rows are on show, top to bottom, and what stands between them. */
const shown = (element: MeshhookLogStreamElement): string[] =>
  findAll(element, '.viewport .row')
    .map((row) => ({ row, top: row.getBoundingClientRect().top }))
    .sort((a, b) => a.top - b.top)
    .map(({ row }) => row.querySelector('.message, .note-text')?.textContent.trim() ?? '');

async function stage(
  source: HeldSource,
  settings: Partial<MeshhookLogStreamElement> = {},
): Promise<MeshhookLogStreamElement> {
  const element = await mount({ source, query: 'tiemout', ...settings });
  await until(() => strip(element) !== null);
  return element;
}

describe('searching the whole run', () => {
  it('is offered where older rows are not in memory, and only for a query', async () => {
    const source = new HeldSource(1_000);
    const element = await stage(source);
    expect(said(element)).to.contain('900 older rows are not in memory');
    element.query = '';
    await settled(element);
    expect(strip(element)).to.equal(null);
    expect((await element.searchRun()).state).to.equal('idle');
    expect(source.asked).to.deep.equal([]);
  });

  it('puts what it finds above the matches in memory, typos and all, with a note of what is between', async () => {
    const source = new HeldSource(3_000);
    const element = await stage(source);
    const events = record<LogStreamRunSearchEvent>(element, 'log-stream-run-search');
    source.isHeld = true;
    button(element).click();
    await until(() => source.asked.length === 1);
    await settled(element);
    expect(said(element)).to.contain('Searching the whole run');
    source.letGo();
    await until(() => said(element).startsWith('Searched the whole run'));
    expect(said(element)).to.contain('29 older matches');
    await until(() => shown(element).length > 5);
    await until(() => shown(element).includes('timeout at 2907'));
    const at = shown(element).indexOf('timeout at 2907');
    expect(shown(element).slice(at - 2, at + 1)).to.deep.equal([
      'timeout at 2807',
      'Rows 2,808–2,900: searched, no match; not in memory',
      'timeout at 2907',
    ]);
    expect(source.asked).to.deep.equal([2_901, 1_901, 901]);
    await until(() => events.at(-1)?.state === 'done');
    expect(events.at(-1)?.hits).to.equal(29);
    // Hits are marked as those in memory are, exactly where they are.
    const marks = findAll(element, '.viewport mark');
    expect(new Set(marks.map((mark) => mark.textContent))).to.deep.equal(new Set(['timeout']));
    expect(element.renderRoot.querySelector('.search .hits')?.textContent).to.contain('30');
    // New rows go on coming below.
    source.rows.append([{ message: 'one more timeout' }]);
    await until(() =>
      element.renderRoot.querySelector('.search .hits')?.textContent.includes('31'),
    );
  });

  it('is ended by its button with what there is, goes on, and is dropped with the query', async () => {
    const source = new HeldSource(3_000);
    const element = await stage(source);
    source.isHeld = true;
    const ended = element.searchRun();
    await until(() => source.asked.length === 1);
    source.letGo();
    source.isHeld = true;
    await until(() => source.asked.length === 2 && said(element).includes('older matches'));
    expect(said(element)).to.contain('Searched back to');
    expect(said(element)).to.contain('10 older matches');
    button(element).click();
    expect((await ended).state).to.equal('canceled');
    await settled(element);
    expect(said(element)).to.contain('Stopped at');
    source.letGo();
    button(element).click();
    await until(() => said(element).startsWith('Searched the whole run'));
    expect(said(element)).to.contain('29 older matches');
    element.query = 'nothing like it';
    await settled(element);
    expect(said(element)).to.contain('older rows are not in memory');
  });

  it('says why it failed, what helps, and tries again where it was', async () => {
    const source = new HeldSource(3_000);
    const element = await stage(source);
    source.error = new LogStreamError('history-refused', 'HTTP 400');
    expect((await element.searchRun()).state).to.equal('failed');
    await settled(element);
    expect(said(element)).to.contain('The database refused the request. (HTTP 400)');
    expect(said(element)).to.contain('Try again');
    source.error = null;
    button(element).click();
    await until(() => said(element).startsWith('Searched the whole run'));
    expect(said(element)).to.contain('29 older matches');
  });

  it('shows a hit in its place in the run, and comes back to the hits', async () => {
    const source = new HeldSource(3_000);
    const element = await stage(source);
    await element.searchRun();
    await until(() => shown(element).includes('timeout at 2907'));
    viewport(element).focus();
    press(element, 'Home');
    await until(() => shown(element).includes('timeout at 7'));
    press(element, 'x');
    await until(() => shown(element).includes('line 8'));
    expect(shown(element)).to.include('line 6');
    press(element, 'x');
    await until(() => !shown(element).includes('line 8'));
    await until(() => shown(element).includes('timeout at 7'));
    expect(shown(element)).to.include('timeout at 107');
  });

  it('keeps what it found when rows leave memory', async () => {
    const source = new HeldSource(1_000);
    const element = await stage(source, { maxRows: 100 });
    await element.searchRun();
    for (let batch = 0; batch < 5; batch += 1) {
      source.rows.append([...lines(40), { message: `timeout of batch ${batch}` }]);
      await until(() => shown(element).includes(`timeout of batch ${batch}`));
    }
    await until(() => !element.entries().some(({ seq }) => seq <= 1_000));
    await settled(element);
    await until(() =>
      element.renderRoot.querySelector('.search .hits')?.textContent.includes('15'),
    );
    expect(said(element)).to.contain('Searched the whole run');
  });

  it('starts and stops by its key, and stops at as many as are kept', async () => {
    const source = new HeldSource(11_500, () => true);
    const element = await stage(source);
    viewport(element).focus();
    source.isHeld = true;
    press(element, 's');
    await until(() => said(element).includes('Searching the whole run'));
    press(element, 's');
    await until(() => said(element).includes('Stopped'));
    source.letGo();
    const { state, hits, scannedTo } = await element.searchRun();
    expect([state, hits, scannedTo]).to.deep.equal(['full', 10_000, 1_401]);
    await settled(element);
    expect(said(element)).to.contain('Narrow the search');
    expect(strip(element)?.querySelector('button')).to.equal(null);
  });
});
