/**
 * The rows that every candidate of the view's benchmark gets: seeded, so they are the same, about 120 characters, with
 * the mix of levels that a healthy run has. Each says its own number, by which it is found again on the screen.
 */
import { between, seededRandom } from '../../helpers/random.js';

export interface BenchRow {
  /** From 1. */
  readonly number: number;
  readonly level: string;
  readonly message: string;
  readonly nodeId: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** What is drawn from for a level: of a hundred rows, two are errors and six are warnings. */
const LEVELS = [
  ...Array<string>(62).fill('info'),
  ...Array<string>(24).fill('debug'),
  ...Array<string>(6).fill('trace'),
  ...Array<string>(6).fill('warn'),
  ...Array<string>(2).fill('error'),
];
const VERBS = 'started finished retried skipped queued fetched wrote parsed sent received'.split(
  ' ',
);
const NOUNS =
  'webhook payload response connection transaction certificate partition subscriber deadline signature credential heartbeat'.split(
    ' ',
  );
const NODES = ['fetch-orders', 'validate', 'enrich', 'charge-card', 'notify', 'archive'];
const FIRST_ROW_MS = Date.UTC(2026, 0, 1, 9);

/** Makes the rows of one run, one batch after the other. */
export class RowMaker {
  readonly #random: () => number;
  #made = 0;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  /** How many rows there are so far; also the number of the last. */
  get made(): number {
    return this.#made;
  }

  make(count: number): BenchRow[] {
    const rows = Array.from({ length: count }, () => this.#row());
    // As after a socket: text that was put together here would otherwise be flattened by whoever reads it first.
    return JSON.parse(JSON.stringify(rows)) as BenchRow[];
  }

  #row(): BenchRow {
    const random = this.#random;
    this.#made += 1;
    const pick = (words: readonly string[]): string =>
      words[between(random, 0, words.length - 1)] ?? '';
    const words = `${pick(VERBS)} ${pick(NOUNS)} ${pick(NOUNS)} ${pick(NOUNS)}`;
    const trace = between(random, 0x10000000, 0xffffffff).toString(16);
    return {
      number: this.#made,
      level: pick(LEVELS),
      message:
        `#${String(this.#made).padStart(7, '0')} ${words} GET https://api.example.com/v1/orders/${between(random, 1, 99_999)} ` +
        `-> ${between(random, 200, 504)} in ${between(random, 1, 900)} ms trace=${trace}`,
      nodeId: pick(NODES),
      createdAt: new Date(FIRST_ROW_MS + this.#made * 7).toISOString(),
    };
  }
}

/** The number of the row that this text shows, or 0. */
export function numberIn(text: string): number {
  return Number(/#(\d{7})/.exec(text)?.[1] ?? 0);
}
