/** Clever Cloud's `cc-logs-beta`: a Lit element over the same virtualizer, fed by `appendLogs`. */
import type { CcLogs, Log } from '@clevercloud/components/dist/cc-logs.js';
import '@clevercloud/components/dist/cc-logs.js';
import { addTranslations, setLanguage } from '@clevercloud/components/dist/i18n.js';
import { lang, translations } from '@clevercloud/components/dist/translations.en.js';
import type { BenchRow } from '../bench-row.js';
import type { Candidate } from '../candidate.js';
import { startBench } from '../in-page.js';
import { onceAFrame } from '../once-a-frame.js';

class CleverCloudLogs implements Candidate {
  readonly #element = document.createElement('cc-logs-beta') as CcLogs;
  readonly #frame = onceAFrame((rows) => {
    this.#element.appendLogs(rows.map(logOf));
  });

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
    this.#frame.add(rows);
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

function logOf({ number, level, message, nodeId, createdAt }: BenchRow): Log {
  return {
    id: String(number),
    date: new Date(createdAt),
    message,
    metadata: [
      { name: 'level', value: level },
      { name: 'node', value: nodeId },
    ],
  };
}

await startBench(new CleverCloudLogs());
