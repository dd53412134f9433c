/** The widget as it is published for a script tag, fed from memory. */
import type {
  MeshhookLogStreamElement,
  MemoryLogSource as Source,
} from '../../../../src/element.js';
import type { BenchRow } from '../bench-row.js';
import { LIST_HEIGHT_PX, type Candidate } from '../candidate.js';
import { startBench } from '../in-page.js';

/** The file that is published, beside the page and not compiled anew. */
const BUNDLE = '/meshhook-log-stream.js';
/** More than any column brings: what is measured is holding rows, not letting them go. */
const MAX_ROWS = 350_000;

class Ours implements Candidate {
  #element: MeshhookLogStreamElement | null = null;
  #source: Source | null = null;

  async mount(box: HTMLElement): Promise<void> {
    const { MemoryLogSource } = (await import(/* @vite-ignore */ BUNDLE)) as {
      MemoryLogSource: typeof Source;
    };
    const element = document.createElement('meshhook-log-stream');
    this.#element = element;
    this.#source = new MemoryLogSource();
    Object.assign(element, { source: this.#source, runId: 'bench', maxRows: MAX_ROWS });
    element.style.blockSize = '100%';
    box.append(element);
    while (element.state !== 'live') await new Promise(requestAnimationFrame);
    // The bars above and below the list come on top of it.
    const barsPx = LIST_HEIGHT_PX - this.viewport().clientHeight;
    box.style.blockSize = `${LIST_HEIGHT_PX + barsPx}px`;
  }

  append(rows: readonly BenchRow[]): void {
    this.#source?.append(rows);
  }

  rowElements(): Iterable<Element> {
    return this.viewport().querySelectorAll('[part~="row"]');
  }

  viewport(): HTMLElement {
    const found = this.#element?.shadowRoot?.querySelector<HTMLElement>('[part~="viewport"]');
    if (found === undefined || found === null) throw new Error('There is no list yet.');
    return found;
  }
}

await startBench(new Ours());
