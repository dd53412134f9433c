/**
 * How long a search takes: to its first hits, to all of them, and next to plain Fuse over the same rows in the same
 * run. The server runs here as it does in a worker, with its slices; only the thread is another. Run it with
 * `npm run bench:search`.
 */
import Fuse from 'fuse.js';
import type { RowTexts, SearchAnswer, SearchRequest } from '../../src/search/search-protocol.js';
import { fuseOptions } from '../../src/search/search-engine.js';
import { serveSearch } from '../../src/search/serve-search.js';
import { logLine } from '../helpers/log-lines.js';
import { seededRandom } from '../helpers/random.js';
import { median, printGoal, quantile } from './goal.js';

const SEED = 20_260_101;
const SIZES = [10_000, 100_000];
/** As in the worker. */
const SLICE_MS = 12;
/** From one letter to forty: common, rare, misspelt, absent. */
const WORDS =
  't er 503 fail trace queue curso finshed timeout tiemout webhook signatuer heartbeat conection credential ' +
  'deadbeefcafe authentcation transformation misconfiguration 5f0c2b9e-0000-4000-8000-000000000001-abc';
const QUERIES = WORDS.split(' ');

interface Timing {
  readonly firstMs: number;
  readonly allMs: number;
  readonly hits: number;
}

/** A server in this thread, asked and waited for. */
class Server {
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

  append(rows: RowTexts): void {
    this.#handle({ type: 'append', ...rows });
  }

  search(word: string): Promise<Timing> {
    const startMs = performance.now();
    let firstMs = NaN;
    let hits = 0;
    this.#id += 1;
    this.#handle({ type: 'search', id: this.#id, clauses: [{ words: [word], terms: [] }] });
    return this.#until((answer) => {
      hits += answer.hits.seqs.length;
      if (Number.isNaN(firstMs) && hits > 0) firstMs = performance.now() - startMs;
      return answer.done;
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

const random = seededRandom(SEED);
// Through JSON, so that a line is one flat string, as it is when it comes from a socket.
const json = JSON.stringify(
  Array.from({ length: Math.max(...SIZES) + 10_000 }, () => logLine(random)),
);
const heapBefore = heapUsed();
const lines = JSON.parse(json) as string[];
/** What the rows' texts themselves take, in bytes a row. */
const textBytes = (heapUsed() - heapBefore) / lines.length;
const chars = lines.reduce((sum, line) => sum + line.length, 0) / lines.length;
console.log(`rows of ${chars.toFixed(0)} characters, seed ${SEED}, slices of ${SLICE_MS} ms`);

for (const size of SIZES) await measure(size);

async function measure(size: number): Promise<void> {
  const texts = lines.slice(0, size);
  const rowsOf = (from: number, to: number): RowTexts => ({
    seqs: Array.from({ length: to - from }, (_, at) => from + at + 1),
    texts: lines.slice(from, to),
  });
  const memoryBefore = heapUsed();
  const server = new Server();
  server.append(rowsOf(0, size));
  const held = heapUsed() - memoryBefore;
  for (const word of QUERIES) await server.search(word); // compiles

  console.log(`\n${size} rows        hits   first ms     all ms    Fuse ms   ratio`);
  const ours: Timing[] = [];
  const ratios: number[] = [];
  for (const word of QUERIES) {
    const timing = await server.search(word);
    const fuse = new Fuse(texts, { ...fuseOptions(word), isCaseSensitive: false });
    const startMs = performance.now();
    const found = word.length > 32 ? timing.hits : fuse.search(word).length;
    const fuseMs = performance.now() - startMs;
    if (found !== timing.hits) throw new Error(`“${word}”: ${timing.hits} hits, Fuse ${found}`);
    ours.push(timing);
    if (word.length <= 32) ratios.push(fuseMs / timing.allMs);
    const figures = [timing.hits, timing.firstMs, timing.allMs, fuseMs, fuseMs / timing.allMs];
    const cells = figures.map((figure, at) =>
      figure.toFixed(at === 0 ? 0 : 1).padStart(at === 4 ? 7 : 10),
    );
    console.log(word.slice(0, 16).padEnd(16) + cells.join(' '));
  }

  await server.search('webhook');
  const arrivals: number[] = [];
  for (let at = size; at < size + 2_000; at += 20) {
    arrivals.push(await server.arrive(rowsOf(at, at + 20)));
  }
  const name = (what: string): string => `${what}, ${size / 1000}k rows`;
  const firsts = ours.flatMap(({ firstMs, hits }) => (hits > 0 ? [firstMs] : []));
  const alls = ours.map(({ allMs }) => allMs);
  const sliceMs = quantile(server.slices, 0.99);
  console.log();
  printGoal(name('first hits, slowest query'), Math.max(...firsts), { atMost: 50, unit: 'ms' });
  printGoal(name('all hits, median'), median(alls), { atMost: 200, unit: 'ms' });
  printGoal(name('all hits, slowest query'), Math.max(...alls), { atMost: 500, unit: 'ms' });
  printGoal(name('faster than plain Fuse, median'), median(ratios), { atLeast: 10, unit: '×' });
  printGoal(name('20 rows that arrive, p95'), quantile(arrivals, 0.95), { atMost: 5, unit: 'ms' });
  printGoal(name('length of a slice, p99'), sliceMs, { atMost: 2 * SLICE_MS, unit: 'ms' });
  if (globalThis.gc)
    printGoal(name('memory by text'), held / size / textBytes, { atMost: 2, unit: '×' });
}

function heapUsed(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
