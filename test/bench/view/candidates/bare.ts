/** The virtualizer by itself: pinned to its end, given one new array a frame, with the least that a row can be. */
import '@lit-labs/virtualizer';
import type { LitVirtualizer } from '@lit-labs/virtualizer/LitVirtualizer.js';
import { html } from 'lit';
import type { BenchRow } from '../bench-row.js';
import type { Candidate } from '../candidate.js';
import { startBench } from '../in-page.js';
import { onceAFrame } from '../once-a-frame.js';

const STYLE = `
  lit-virtualizer { block-size: 100%; font: 13px/20px monospace; }
  .bare-row { inline-size: 100%; white-space: pre; }
  .error { color: #b91c1c; } .warn { color: #b45309; }
`;

class Bare implements Candidate {
  readonly #list = document.createElement('lit-virtualizer') as LitVirtualizer<BenchRow>;
  readonly #rows: BenchRow[] = [];
  readonly #frame = onceAFrame((rows) => {
    for (const row of rows) this.#rows.push(row);
    this.#list.items = this.#rows.slice();
    this.#list.layout = { pin: { index: this.#rows.length - 1, block: 'end' } };
  });

  async mount(box: HTMLElement): Promise<void> {
    const style = document.createElement('style');
    style.textContent = STYLE;
    document.head.append(style);
    this.#list.scroller = true;
    this.#list.keyFunction = ({ number }) => number;
    // White space is kept in a row: a line break here would be one there.
    // prettier-ignore
    this.#list.renderItem = (row) =>
      html`<div class="bare-row ${row.level}">${row.createdAt} <b>${row.level}</b> ${row.nodeId} ${row.message}</div>`;
    box.append(this.#list);
    await this.#list.updateComplete;
  }

  append(rows: readonly BenchRow[]): void {
    this.#frame.add(rows);
  }

  rowElements(): Iterable<Element> {
    return this.#list.querySelectorAll('.bare-row');
  }

  viewport(): HTMLElement {
    return this.#list;
  }
}

await startBench(new Bare());
