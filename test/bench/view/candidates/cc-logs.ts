/** Clever Cloud's `cc-logs-beta`: a Lit element over the same virtualizer, fed by `appendLogs`. */
import type { CcLogs } from '@clevercloud/components/dist/cc-logs.js';
import '@clevercloud/components/dist/cc-logs.js';
import { addTranslations, setLanguage } from '@clevercloud/components/dist/i18n.js';
import { lang, translations } from '@clevercloud/components/dist/translations.en.js';
import type { BenchRow } from '../bench-row.js';
import type { Candidate } from '../candidate.js';
import { startBench } from '../in-page.js';

class CleverCloudLogs implements Candidate {
  readonly #element = document.createElement('cc-logs-beta') as CcLogs;

  async mount(box: HTMLElement): Promise<void> {
    // Without its texts it would write a warning to the console for every row.
    addTranslations(lang, translations);
    setLanguage(lang);
    this.#element.follow = true;
    this.#element.style.blockSize = '100%';
    box.append(this.#element);
    await customElements.whenDefined('cc-logs-beta');
  }

  append(rows: readonly BenchRow[]): void {
    this.#element.appendLogs(
      rows.map(({ number, level, message, nodeId, createdAt }) => ({
        id: String(number),
        date: new Date(createdAt),
        message,
        metadata: [
          { name: 'level', value: level },
          { name: 'node', value: nodeId },
        ],
      })),
    );
  }

  rowElements(): Iterable<Element> {
    return this.viewport().querySelectorAll('.log');
  }

  viewport(): HTMLElement {
    const found = this.#element.shadowRoot?.querySelector<HTMLElement>('lit-virtualizer');
    if (found === undefined || found === null) throw new Error('There is no list yet.');
    return found;
  }
}

await startBench(new CleverCloudLogs());
