/**
 * What every component test stands on: a mounted element, a source that the test holds in its hand, and waiting for
 * frames instead of for time. Waits end when their condition holds and never otherwise; the runner's limit is theirs.
 */
import { fixture, html } from '@open-wc/testing';
import { define } from '../../src/define.js';
import {
  detectSeverity,
  MemoryLogSource,
  type LogEntry,
  type LogSink,
  type LogSource,
  type MeshhookLogStreamElement,
  type NewLogRow,
} from '../../src/element.js';

define();

/** The next frame has begun. */
export function frame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => resolve()));
}

/** Frame after frame until `condition` holds. */
export async function until(condition: () => unknown): Promise<void> {
  while (!condition()) await frame();
}

/** Everything that was asked for is on screen: two frames, since one may ask for the other. */
export async function settled(element: MeshhookLogStreamElement): Promise<void> {
  await frame();
  await element.updateComplete;
  await frame();
  await element.updateComplete;
}

/** An element in the page, 800 by 400, with the given properties. */
export async function mount(
  settings: Partial<MeshhookLogStreamElement> = {},
): Promise<MeshhookLogStreamElement> {
  const frameBox = await fixture<HTMLElement>(
    html`<div style="inline-size: 800px; block-size: 400px"></div>`,
  );
  const element = document.createElement('meshhook-log-stream');
  element.style.blockSize = '100%';
  Object.assign(element, settings);
  frameBox.append(element);
  await element.updateComplete;
  return element;
}

/** An element that shows `rows`, and their source. */
export async function mountWith(
  rows: readonly NewLogRow[],
  settings: Partial<MeshhookLogStreamElement> = {},
): Promise<{ element: MeshhookLogStreamElement; source: MemoryLogSource }> {
  const source = new MemoryLogSource();
  source.append(rows);
  const element = await mount({ source, ...settings });
  await until(() => element.entries().length === rows.length && element.state !== 'idle');
  await settled(element);
  return { element, source };
}

/** `count` rows of one level. */
export function lines(count: number, level: string | null = 'info', from = 1): NewLogRow[] {
  return Array.from({ length: count }, (_, index) => ({
    level,
    message: `line ${from + index}`,
    createdAt: new Date(1_700_000_000_000 + (from + index) * 100).toISOString(),
  }));
}

/** An entry as a source would give it. */
export function entry(seq: number, more: Partial<LogEntry> = {}): LogEntry {
  const message = more.message ?? `line ${seq}`;
  const verdict = detectSeverity(message);
  return {
    seq,
    id: String(seq),
    runId: 'run',
    level: null,
    message,
    nodeId: null,
    fields: null,
    createdAt: new Date(1_700_000_000_000 + seq * 100).toISOString(),
    ...verdict,
    ...more,
  };
}

/** A source that does nothing by itself: the test is the database. */
export class HandSource implements LogSource {
  opened = 0;
  closed = 0;
  reconnects = 0;
  olderAsked = 0;
  tokens: string[] = [];
  #sink: LogSink | null = null;

  get sink(): LogSink {
    if (this.#sink === null) throw new Error('not open');
    return this.#sink;
  }

  /** Brings the stream to live with these rows. */
  live(rows: readonly LogEntry[] = []): void {
    this.sink.transition('open');
    this.sink.transition('subscribed');
    if (rows.length > 0) this.sink.append(rows, 'history');
    this.sink.transition('caught-up');
  }

  open(_runId: string, sink: LogSink): ReturnType<LogSource['open']> {
    this.opened++;
    this.#sink = sink;
    return {
      loadOlder: async () => {
        this.olderAsked++;
      },
      setToken: (token) => {
        this.tokens.push(token);
      },
      reconnect: () => {
        this.reconnects++;
      },
      close: () => {
        this.closed++;
      },
    };
  }
}

/** Inside the element. */
// The caller says what it expects to find, as with querySelector itself.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
export function find<Kind extends HTMLElement = HTMLElement>(
  element: MeshhookLogStreamElement,
  selector: string,
): Kind {
  const found = element.renderRoot.querySelector<Kind>(selector);
  if (found === null) throw new Error(`no ${selector}`);
  return found;
}

/** All of them, inside the element. */

export function findAll<Kind extends HTMLElement = HTMLElement>(
  element: MeshhookLogStreamElement,
  selector: string,
): Kind[] {
  return [...element.renderRoot.querySelectorAll<Kind>(selector)];
}

/** What scrolls. */
export const viewport = (element: MeshhookLogStreamElement): HTMLElement =>
  find(element, '.viewport');

/** The text of the rendered rows' messages, by seq. */
export function messages(element: MeshhookLogStreamElement): Map<number, string> {
  const found = new Map<number, string>();
  for (const row of findAll<HTMLElement & { rowSeq: number }>(element, '.row')) {
    found.set(row.rowSeq, row.querySelector('.message')?.textContent ?? '');
  }
  return found;
}

/** Where a row stands in the window, in pixels from its upper edge; NaN when it is not rendered. */
export function placeOf(element: MeshhookLogStreamElement, seq: number): number {
  const row = findAll<HTMLElement & { rowSeq: number }>(element, '.row').find(
    (candidate) => candidate.rowSeq === seq,
  );
  if (row === undefined) return NaN;
  return row.getBoundingClientRect().top - viewport(element).getBoundingClientRect().top;
}

/** Distance of the scroll position from the end, in pixels. */
export function fromEnd(element: MeshhookLogStreamElement): number {
  const { scrollHeight, clientHeight, scrollTop } = viewport(element);
  return scrollHeight - clientHeight - scrollTop;
}

/** A wheel turn and the scrolling that a browser does for it. */
export async function wheel(element: MeshhookLogStreamElement, deltaY: number): Promise<void> {
  const scroller = viewport(element);
  scroller.dispatchEvent(new WheelEvent('wheel', { deltaY, bubbles: true }));
  const scrolled = new Promise((resolve) =>
    scroller.addEventListener('scroll', resolve, { once: true }),
  );
  scroller.scrollTop += deltaY;
  await scrolled;
  await settled(element);
}

/** A key press in the list, or wherever the focus is inside the element. */
export function press(
  element: MeshhookLogStreamElement,
  key: string,
  more: KeyboardEventInit = {},
): KeyboardEvent {
  const target = (element.shadowRoot?.activeElement ?? viewport(element)) as HTMLElement;
  const event = new KeyboardEvent('keydown', {
    key,
    bubbles: true,
    composed: true,
    cancelable: true,
    ...more,
  });
  target.dispatchEvent(event);
  return event;
}

/** Collects the events of a name. */
export function record<Kind extends Event>(target: EventTarget, name: string): Kind[] {
  const events: Kind[] = [];
  target.addEventListener(name, (event) => events.push(event as Kind));
  return events;
}
