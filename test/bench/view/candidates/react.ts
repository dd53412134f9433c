/** Melloware's `LazyLog`, following its end and fed from outside by `appendLines`. */
import { LazyLog } from '@melloware/react-logviewer';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import type { BenchRow } from '../bench-row.js';
import { LIST_HEIGHT_PX, type Candidate } from '../candidate.js';
import { startBench } from '../in-page.js';
import { lineText } from '../line-text.js';
import { onceAFrame } from '../once-a-frame.js';

class ReactLogViewer implements Candidate {
  readonly #list: { current: LazyLog | null } = { current: null };
  readonly #frame = onceAFrame((rows) => {
    this.#list.current?.appendLines(rows.map(lineText));
  });
  #box: HTMLElement | null = null;

  async mount(box: HTMLElement): Promise<void> {
    this.#box = box;
    createRoot(box).render(
      createElement(LazyLog, {
        ref: this.#list,
        external: true,
        follow: true,
        height: LIST_HEIGHT_PX,
        // As the others: what is compared is rows.
        enableLineNumbers: false,
      }),
    );
    while (this.#list.current === null) await new Promise(requestAnimationFrame);
  }

  append(rows: readonly BenchRow[]): void {
    this.#frame.add(rows);
  }

  rowElements(): Iterable<Element> {
    return this.#box?.querySelectorAll('.log-line') ?? [];
  }

  viewport(): HTMLElement {
    if (this.#box === null) throw new Error('There is no list yet.');
    return this.#box;
  }
}

await startBench(new ReactLogViewer());
