/**
 * Shows what a host page hears from the tags: how often each event came, and the last ones in words. Never a row's
 * text, and never a token: events carry none.
 */
import { build } from './build.js';
import { EVENT_SUMMARIES, type EventName } from './event-summaries.js';

/** Lines kept: what a person scrolls through, no more. */
const MAX_LINES = 60;
/** How often lines and counts are drawn, in ms: batches come once a frame, and nobody reads that fast. */
const DRAW_MS = 250;

/** Frequent and alike: counted, and shown by their last summary only, so that they do not wash the others away. */
const COUNTED_ONLY: ReadonlySet<EventName> = new Set(['log-stream-batch', 'log-stream-health']);

export class EventLog {
  readonly #counts = new Map<EventName, { count: number; last: string }>();
  readonly #table = build('tbody');
  readonly #list = build('ol', { className: 'events' });
  #lines: string[] = [];
  #isDrawDue = false;

  constructor(container: HTMLElement) {
    container.append(
      build(
        'table',
        {},
        build(
          'thead',
          {},
          build(
            'tr',
            {},
            build('th', {}, 'event'),
            build('th', {}, 'count'),
            build('th', {}, 'last'),
          ),
        ),
        this.#table,
      ),
      build('div', { className: 'scroller', tabIndex: 0, ariaLabel: 'Last events' }, this.#list),
    );
  }

  /** Listens to one tag. */
  observe(target: HTMLElement, name: string): void {
    for (const [type, summarise] of Object.entries(EVENT_SUMMARIES)) {
      target.addEventListener(type, (event) => {
        this.#note(type as EventName, name, summarise(event as never));
      });
    }
  }

  #note(type: EventName, viewer: string, summary: string): void {
    this.#counts.set(type, {
      count: (this.#counts.get(type)?.count ?? 0) + 1,
      last: `${viewer}: ${summary}`,
    });
    if (!COUNTED_ONLY.has(type)) {
      const time = new Date().toISOString().slice(11, 23);
      this.#lines.unshift(`${time} ${viewer} ${type.replace('log-stream-', '')} ${summary}`);
      this.#lines.length = Math.min(this.#lines.length, MAX_LINES);
    }
    if (this.#isDrawDue) return;
    this.#isDrawDue = true;
    window.setTimeout(() => this.#draw(), DRAW_MS);
  }

  #draw(): void {
    this.#isDrawDue = false;
    this.#table.replaceChildren(
      ...[...this.#counts].map(([type, { count, last }]) =>
        build(
          'tr',
          {},
          build('td', {}, type.replace('log-stream-', '')),
          build('td', {}, count.toLocaleString('en')),
          build('td', {}, last),
        ),
      ),
    );
    this.#list.replaceChildren(...this.#lines.map((line) => build('li', {}, line)));
  }
}
