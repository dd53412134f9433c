/** Going anywhere in a run: the element over a source that makes its rows up as they are asked for. */
import { expect } from '@open-wc/testing';
import type {
  LogEntry,
  LogPlaces,
  LogSink,
  LogSource,
  LogStream,
  LogStreamErrorEvent,
  MeshhookLogStreamElement,
} from '../../src/element.js';
import { LogStreamError } from '../../src/element.js';
import {
  entry,
  find,
  findAll,
  frame,
  mount,
  placeOf,
  press,
  record,
  settled,
  until,
  viewport,
  wheel,
} from './stage.js';

/** A run of any length whose rows exist only while they are read; the newest thousand come at once. */
class EndlessSource implements LogSource {
  last: number;
  requests = 0;
  failing = false;
  canGoAnywhere = true;
  sink: LogSink | null = null;
  #held: (() => void)[] | null = null;

  constructor(last: number) {
    this.last = last;
  }

  write(count: number): void {
    const from = this.last + 1;
    this.last += count;
    this.sink?.append(stretch(from, this.last), 'live');
  }

  /** Answers nothing until it is let go. */
  hold(): () => void {
    this.#held = [];
    return () => {
      const held = this.#held ?? [];
      this.#held = null;
      for (const answer of held) answer();
    };
  }

  open(_runId: string, sink: LogSink): LogStream {
    this.sink = sink;
    queueMicrotask(() => {
      sink.transition('open');
      sink.transition('subscribed');
      sink.append(stretch(Math.max(1, this.last - 999), this.last), 'history');
      if (this.last <= 1_000) sink.prepend([], true);
      sink.transition('caught-up');
      sink.run({ status: 'running', lastSeq: this.last });
    });
    const { canGoAnywhere } = this;
    const places: LogPlaces = {
      older: async (before, limit) => {
        await this.#turn();
        const from = Math.max(1, before - limit);
        return { rows: stretch(from, before - 1), isLast: from === 1 };
      },
      newer: async (from, to, limit) => {
        await this.#turn();
        const end = Math.min(to ?? this.last, from + limit - 1);
        return { rows: stretch(from, end), isLast: end === this.last };
      },
      seqAt: async (timeMs) => {
        await this.#turn();
        const seq = Math.max(1, Math.ceil((timeMs - 1_700_000_000_000) / 100));
        return seq > this.last ? null : seq;
      },
    };
    return {
      ...(canGoAnywhere ? { places } : {}),
      loadOlder: async (limit, before = 1) => {
        await this.#turn();
        const from = Math.max(1, before - limit);
        sink.prepend(stretch(from, before - 1), from === 1);
      },
      setToken: () => undefined,
      reconnect: () => undefined,
      close: () => undefined,
    };
  }

  async #turn(): Promise<void> {
    this.requests += 1;
    const held = this.#held;
    if (held !== null) await new Promise<void>((resolve) => held.push(resolve));
    if (this.failing) throw new LogStreamError('history-unreachable', 'HTTP 503');
  }
}

function stretch(from: number, to: number): LogEntry[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => entry(from + at));
}

async function open(
  last: number,
  settings: Partial<MeshhookLogStreamElement> = {},
): Promise<{ element: MeshhookLogStreamElement; source: EndlessSource }> {
  const source = new EndlessSource(last);
  const element = await mount({ source, ...settings });
  await until(() => element.state === 'live');
  await settled(element);
  return { element, source };
}

const TEN_MILLION = 10_000_000;
const active = (element: MeshhookLogStreamElement): string =>
  element.renderRoot.querySelector('.row.active .message')?.textContent ?? '';
const footer = (element: MeshhookLogStreamElement): string =>
  find(element, '.footer').textContent.replace(/\s+/g, ' ');
const isIn = (element: MeshhookLogStreamElement, seq: number): boolean => {
  const place = placeOf(element, seq);
  return place >= 0 && place < viewport(element).clientHeight;
};

describe('going anywhere in a run', () => {
  it('goes to any row of ten million with two requests, and says which rows it holds', async () => {
    const { element, source } = await open(TEN_MILLION);
    expect(await element.goTo(4_999_999)).to.equal(true);
    await settled(element);
    expect(source.requests).to.equal(2);
    expect(active(element)).to.equal('line 4999999');
    expect(isIn(element, 4_999_999)).to.equal(true);
    expect(element.following).to.equal(false);
    expect(footer(element)).to.include('rows 4,998,999 – 5,000,998 of 10,000,000');
    expect(element.entries().length).to.equal(2_000);
    // The age of the newest row is not that of the newest row that is held.
    expect(footer(element)).not.to.include('last row');
  });

  it('goes on counting what comes in, and back to it at once and without a hole', async () => {
    const { element, source } = await open(TEN_MILLION);
    await element.goTo(17);
    source.write(1_203);
    source.sink?.append([entry(TEN_MILLION + 1_204, { severity: 'error' })], 'live');
    source.last += 1;
    await settled(element);
    expect(footer(element)).to.include('live continues: 1,204 new, 1 error');
    expect(find(element, '.follow-pill').textContent).to.include('1,204 new');
    const before = source.requests;
    element.scrollToEnd();
    await settled(element);
    expect(source.requests).to.equal(before);
    expect(element.following).to.equal(true);
    expect(isIn(element, TEN_MILLION + 1_204)).to.equal(true);
    const seqs = element.entries().map(({ seq }) => seq);
    expect(seqs.at(-1)).to.equal(TEN_MILLION + 1_204);
    expect(seqs.length).to.equal((seqs.at(-1) ?? 0) - (seqs[0] ?? 0) + 1);
  });

  it('says where the run starts, above its first row and aloud', async () => {
    const { element } = await open(TEN_MILLION);
    expect(viewport(element).dataset['lead']).to.equal('Older rows are loaded as you scroll up');
    expect(await element.goToStart()).to.equal(true);
    await settled(element);
    expect(active(element)).to.equal('line 1');
    expect(viewport(element).dataset['lead']).to.equal('Start of the run');
    expect(getComputedStyle(viewport(element), '::before').content).not.to.equal('none');
    expect(placeOf(element, 1)).to.equal(26);
    expect(find(element, '[aria-live=polite]').textContent).to.equal('Start of the run');
  });

  it('goes to a time, and to none that no row was written after', async () => {
    const { element } = await open(TEN_MILLION);
    const timeMs = 1_700_000_000_000 + 6_000_000 * 100;
    for (const when of [timeMs, new Date(timeMs), new Date(timeMs).toISOString()]) {
      expect(await element.goToTime(when)).to.equal(true);
      expect(active(element)).to.equal('line 6000000');
    }
    expect(await element.goToTime(Date.UTC(2100, 0))).to.equal(false);
    expect(await element.goToTime('soon')).to.equal(false);
    expect(await element.goTo(TEN_MILLION + 1)).to.equal(false);
    expect(await element.goTo(0)).to.equal(false);
  });

  it('takes the latest wish, however late an earlier one is answered', async () => {
    const { element, source } = await open(TEN_MILLION);
    const letGo = source.hold();
    const first = element.goTo(1_000);
    const second = element.goTo(9_000);
    letGo();
    expect(await first).to.equal(false);
    expect(await second).to.equal(true);
    await settled(element);
    expect(active(element)).to.equal('line 9000');
  });

  it('opens at a permalink, goes where it is changed to, and says what is wrong with one', async () => {
    const { element } = await open(TEN_MILLION, { at: '#123456' });
    await until(() => active(element) === 'line 123456');
    expect(element.following).to.equal(false);
    element.at = 654_321;
    await until(() => active(element) === 'line 654321');
    element.setAttribute('at', new Date(1_700_000_000_000 + 77 * 100).toISOString());
    await until(() => active(element) === 'line 77');
    element.setAttribute('at', 'yesterday');
    await settled(element);
    expect(footer(element)).to.include('at="yesterday" is neither the seq of a row nor a time');
  });

  it('keeps what is read where it is while rows are added and let go on either side', async () => {
    const { element, source } = await open(TEN_MILLION, { maxRows: 1_000 });
    await element.goTo(5_000_000);
    await settled(element);
    let lowest = 5_000_000;
    // Up through several windows, then down again.
    for (let turn = 0; turn < 24; turn += 1) {
      const letGo = source.hold();
      await wheel(element, -1_600);
      const seq = topRow(element);
      const before = placeOf(element, seq);
      letGo();
      await settled(element);
      await settled(element);
      expect(Math.abs(placeOf(element, seq) - before), `at ${seq}`).to.be.at.most(1);
      expect(element.entries().length).to.be.at.most(1_000);
      lowest = Math.min(lowest, seq);
    }
    expect(lowest).to.be.below(4_998_850);
    expect(element.entries().at(-1)?.seq).to.be.below(5_000_000);
    for (let turn = 0; turn < 14; turn += 1) {
      const letGo = source.hold();
      await wheel(element, 1_600);
      const seq = topRow(element);
      const before = placeOf(element, seq);
      letGo();
      await settled(element);
      await settled(element);
      expect(Math.abs(placeOf(element, seq) - before), `at ${seq}`).to.be.at.most(1);
    }
    expect(element.entries()[0]?.seq).to.be.above(lowest - 1_000);
  });

  it('never takes away what a parked reader looks at, however much comes in', async () => {
    const { element, source } = await open(5_000, { maxRows: 1_000 });
    await wheel(element, -6_000);
    const seq = topRow(element);
    const before = placeOf(element, seq);
    for (let burst = 0; burst < 12; burst += 1) {
      source.write(350);
      await settled(element);
      expect(Math.abs(placeOf(element, seq) - before), `burst ${burst}`).to.be.at.most(1);
    }
    expect(footer(element)).to.include(' of 9,200');
    expect(find(element, '.follow-pill').textContent).to.include('4,200 new');
    // Down again, across where the two meet, each row once.
    let last = seq;
    let highest = element.entries().at(-1)?.seq ?? 0;
    for (let turn = 0; turn < 400 && !element.following; turn += 1) {
      await wheel(element, 2_000);
      await settled(element);
      const seqs = element.entries().map((row) => row.seq);
      expect(seqs.length).to.equal((seqs.at(-1) ?? 0) - (seqs[0] ?? 0) + 1);
      expect(topRow(element)).to.be.at.least(last);
      expect(seqs[0], 'rows were skipped').to.be.at.most(highest + 1);
      highest = seqs.at(-1) ?? 0;
      last = topRow(element);
    }
    expect(element.following).to.equal(true);
    expect(element.renderRoot.querySelector('.place')).to.equal(null);
  });

  it('says of a source that can only page back what is out of reach, and what would help', async () => {
    const source = new EndlessSource(10_000);
    source.canGoAnywhere = false;
    const element = await mount({ source, maxRows: 3_000 });
    await until(() => element.state === 'live');
    await settled(element);
    const errors = record<LogStreamErrorEvent>(element, 'log-stream-error');
    expect(await element.goTo(7_500)).to.equal(true);
    expect(await element.goToTime(1_700_000_000_000 + 7_600 * 100)).to.equal(true);
    expect(active(element)).to.equal('line 7600');
    await settled(element);
    expect(errors).to.have.length(0);
    expect(await element.goTo(500)).to.equal(false);
    expect(await element.goToStart()).to.equal(false);
    expect(await element.goToTime(1_700_000_000_000)).to.equal(false);
    // The same one again and again is told once.
    await until(() => errors.length > 0);
    for (const { error } of errors) {
      expect(error.code).to.equal('place-unreachable');
      expect(error.remedy).to.include('seq').and.include('max-rows');
    }
    // What does not exist is another matter.
    expect(await element.goTo(10_001)).to.equal(false);
    viewport(element).focus();
    press(element, 'g');
    await settled(element);
    const field = find<HTMLInputElement>(element, '.jump input');
    field.value = '#500';
    field.form?.requestSubmit();
    await until(() => find(element, '.jump').textContent.includes('can only be paged back'));
  });

  it('counts time since the start from the first row of the run, wherever the reader is', async () => {
    const { element, source } = await open(100_000, { timeFormat: 'elapsed' });
    const timeOf = (seq: number): string =>
      findAll<HTMLElement & { rowSeq: number }>(element, '.row')
        .find(({ rowSeq }) => rowSeq === seq)
        ?.querySelector('time')?.textContent ?? '';
    await until(() => timeOf(100_000) === '+2:46:39.900');
    expect(footer(element)).not.to.include('first row held');
    await element.goTo(50_001);
    await settled(element);
    expect(timeOf(50_001)).to.equal('+1:23:20.000');
    // Two for the place, one for the start.
    expect(source.requests).to.equal(3);
    const bound = new EndlessSource(100_000);
    bound.canGoAnywhere = false;
    element.source = bound;
    await until(() => timeOf(100_000) === '+01:39.900');
    expect(footer(element)).to.include('since the first row held');
  });

  it('tells of a place that cannot be read, and tries again at a press', async () => {
    const { element, source } = await open(TEN_MILLION);
    source.failing = true;
    expect(await element.goTo(3)).to.equal(false);
    await settled(element);
    expect(footer(element)).to.include('That place could not be loaded: The database could not be');
    source.failing = false;
    find(element, '.place-retry-place').click();
    await until(() => element.entries()[0]?.seq === 1);
    await settled(element);
    expect(footer(element)).not.to.include('could not be loaded');
  });

  it('asks where to go at g, and goes there at Enter', async () => {
    const { element } = await open(TEN_MILLION, { timeFormat: 'utc' });
    element.focus();
    press(element, 'g');
    await settled(element);
    await until(() => element.shadowRoot?.activeElement?.localName === 'input');
    const ask = async (words: string): Promise<void> => {
      find<HTMLInputElement>(element, '.jump input').value = words;
      find(element, '.jump-go').click();
      await settled(element);
      await frame();
    };
    await ask('nowhere');
    expect(find(element, '.jump-hint').textContent.trim()).to.equal(
      'Not a row number, a time or a date',
    );
    await ask('#2000000');
    await until(() => active(element) === 'line 2000000');
    expect(findAll(element, '.jump')).to.have.length(0);
    press(element, 'Home');
    await until(() => active(element) === 'line 1');
    press(element, 'End');
    await until(() => element.following);
  });
});

function topRow(element: MeshhookLogStreamElement): number {
  for (const row of findAll<HTMLElement & { rowSeq: number }>(element, '.row').sort(
    (a, b) => a.rowSeq - b.rowSeq,
  )) {
    if (isIn(element, row.rowSeq)) return row.rowSeq;
  }
  return NaN;
}
