/** The search's server in this thread, with its slices, asked and waited for. */
import type { RowTexts, SearchAnswer, SearchRequest } from '../../../src/search/search-protocol.js';
import { serveSearch } from '../../../src/search/serve-search.js';

/** As in the worker. */
export const SLICE_MS = 12;

/** How long a search took, in milliseconds. */
export interface Timing {
  readonly firstMs: number;
  readonly allMs: number;
  readonly hits: number;
}

/** A server in this thread, asked and waited for. */
export class Server {
  readonly #handle: (request: SearchRequest) => void;
  #listener: (answer: SearchAnswer) => void = () => undefined;
  #id = 0;
  /** How long each slice took, in milliseconds. */
  readonly slices: number[] = [];

  constructor() {
    this.#handle = serveSearch({
      answer: (answer) => {
        this.#listener(answer);
      },
      now: () => performance.now(),
      yieldTo: (resume) => {
        setImmediate(() => {
          const startMs = performance.now();
          resume();
          this.slices.push(performance.now() - startMs);
        });
      },
      sliceMs: SLICE_MS,
    });
  }

  /** Rows before those that there are, as a new worker gets them. */
  prepend(rows: RowTexts): void {
    this.#handle({ type: 'prepend', ...rows });
  }

  append(rows: RowTexts): void {
    this.#handle({ type: 'append', ...rows });
  }

  /** @param heard - messages with rows that it must have had before it is done */
  search(word: string, heard = 0): Promise<Timing> {
    const startMs = performance.now();
    let firstMs = NaN;
    let hits = 0;
    this.#id += 1;
    this.#handle({ type: 'search', id: this.#id, clauses: [{ words: [word], terms: [] }] });
    return this.#until((answer) => {
      hits += answer.hits.seqs.length;
      if (Number.isNaN(firstMs) && hits > 0) firstMs = performance.now() - startMs;
      return answer.done && answer.heard >= heard;
    }).then(() => {
      const allMs = performance.now() - startMs;
      return { firstMs, allMs, hits };
    });
  }

  /** Milliseconds from rows that arrive to the answer about them. */
  async arrive(rows: RowTexts): Promise<number> {
    const startMs = performance.now();
    this.append(rows);
    await this.#until(({ done }) => done);
    return performance.now() - startMs;
  }

  #until(isEnough: (answer: SearchAnswer & { type: 'progress' }) => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.#listener = (answer) => {
        if (answer.type === 'progress' && isEnough(answer)) resolve();
      };
    });
  }
}
