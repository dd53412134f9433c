/** xterm.js with its own renderer, as a log viewer: every row is a line, and all of them are kept. */
import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import type { BenchRow } from '../bench-row.js';
import type { Candidate } from '../candidate.js';
import { startBench } from '../in-page.js';
import { lineText } from '../line-text.js';

/** Lines kept beyond the screen, as many as the widget is told to hold. */
const SCROLLBACK = 350_000;

class Xterm implements Candidate {
  readonly #terminal = new Terminal({
    scrollback: SCROLLBACK,
    // Small enough that a row fits a line, as in the others.
    fontSize: 11,
    convertEol: true,
    disableStdin: true,
  });
  #box: HTMLElement | null = null;

  async mount(box: HTMLElement): Promise<void> {
    this.#box = box;
    const fit = new FitAddon();
    this.#terminal.loadAddon(fit);
    this.#terminal.open(box);
    fit.fit();
  }

  append(rows: readonly BenchRow[]): void {
    this.#terminal.write(rows.map((row) => `${lineText(row)}\n`).join(''));
  }

  rowElements(): Iterable<Element> {
    return this.#box?.querySelectorAll('.xterm-rows > div') ?? [];
  }

  viewport(): HTMLElement {
    const found = this.#box?.querySelector<HTMLElement>('.xterm-screen');
    if (found === undefined || found === null) throw new Error('There is no screen yet.');
    return found;
  }
}

await startBench(new Xterm());
