/** What the first viewer's tag knows about itself, read by `health()` once a second. */
import type { LogStreamHealth } from '../../src/element.js';
import { build } from './build.js';

export class HealthPanel {
  readonly #body = build('tbody');

  constructor(container: HTMLElement) {
    container.append(
      build('div', { className: 'scroller', tabIndex: 0 }, build('table', {}, this.#body)),
    );
  }

  show(health: LogStreamHealth): void {
    const rows = Object.entries(health).flatMap(([name, value]) => flatten(name, value));
    this.#body.replaceChildren(
      ...rows.map(([name, text]) =>
        build('tr', {}, build('th', { scope: 'row' }, name), build('td', {}, text)),
      ),
    );
  }
}

function flatten(name: string, value: unknown): [string, string][] {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) => flatten(`${name}.${key}`, inner));
  }
  return [[name, typeof value === 'number' ? String(Math.round(value * 10) / 10) : String(value)]];
}
