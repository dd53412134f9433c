/**
 * How long a search takes: to its first hits, to all of them, and next to plain Fuse over the same rows in the same
 * run; cold, warm, narrowing, and while rows arrive. The server runs here as it does in a worker, with its slices; only
 * the thread is another. In the end the same in a browser, from the key to the pixel. Run it with
 * `npm run bench:search`.
 *
 * Options: `--sizes 10,100,500` (thousands of rows), `--no-browser`.
 */
import { parseArgs } from 'node:util';
import Fuse from 'fuse.js';
import type { RowTexts } from '../../src/search/search-protocol.js';
import { fuseOptions } from '../../src/search/search-engine.js';
import { logLine } from '../helpers/log-lines.js';
import { seededRandom } from '../helpers/random.js';
import { median, printGoal, quantile } from './goal.js';
import { measureInBrowser } from './search/in-browser.js';
import { Server, SLICE_MS, type Timing } from './search/server.js';

const SEED = 20_260_101;
const { values: options } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10,100,500' },
    browser: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const SIZES = options.sizes.split(',').map((thousands) => 1_000 * Number(thousands));
/** Beyond so many rows plain Fuse is asked every fourth query: it takes ten seconds for each. */
const MOST_FOR_FUSE = 100_000;
/** Typed letter by letter. */
const TYPED = ['webhook', 'transformation', 'signature'];
const ROWS_PER_SECOND = 1_000;
const ARRIVAL_MS = 20;
/** From one letter to forty: common, rare, misspelt, absent. */
const WORDS =
  't er 503 fail trace queue curso finshed timeout tiemout webhook signatuer heartbeat conection credential ' +
  'deadbeefcafe authentcation transformation misconfiguration 5f0c2b9e-0000-4000-8000-000000000001-abc';
const QUERIES = WORDS.split(' ');

/** Rows that can arrive while queries are asked. */
const SPARE = 60_000;

const random = seededRandom(SEED);
// Through JSON, so that a line is one flat string, as it is when it comes from a socket.
const json = JSON.stringify(
  Array.from({ length: Math.max(...SIZES) + SPARE + 2_000 }, () => logLine(random)),
);
const heapBefore = heapUsed();
const lines = JSON.parse(json) as string[];
/** What the rows' texts themselves take, in bytes a row. */
const textBytes = (heapUsed() - heapBefore) / lines.length;
const chars = lines.reduce((sum, line) => sum + line.length, 0) / lines.length;
console.log(`rows of ${chars.toFixed(0)} characters, seed ${SEED}, slices of ${SLICE_MS} ms`);

for (const size of SIZES) await measure(size);
if (options.browser) await measureInBrowser();

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
  const cold = await searchCold(size, rowsOf);
  for (const word of QUERIES) await server.search(word); // compiles

  console.log(`\n${size} rows        hits   first ms     all ms    Fuse ms   ratio`);
  const ours: Timing[] = [];
  const ratios: number[] = [];
  for (const [at, word] of QUERIES.entries()) {
    const timing = await server.search(word);
    if (size > MOST_FOR_FUSE && at % 4 !== 0) {
      ours.push(timing);
      continue;
    }
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

  const narrowed = await typeLetterByLetter(server);
  const busy = await searchWhileRowsArrive(server, size, rowsOf);
  await server.search('webhook');
  const arrivals: number[] = [];
  for (let at = size + SPARE; at < size + SPARE + 2_000; at += 20) {
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
  const busyAlls = busy.map(({ allMs }) => allMs);
  const busyFirsts = busy.flatMap(({ firstMs, hits }) => (hits > 0 ? [firstMs] : []));
  const arriving = `${ROWS_PER_SECOND} rows/s arriving`;
  console.log(`cold: first hits ${cold.firstMs.toFixed(1)} ms, all ${cold.allMs.toFixed(1)} ms`);
  printGoal(name(`first hits, slowest query, ${arriving}`), Math.max(...busyFirsts), { atMost: 50, unit: 'ms' }); // prettier-ignore
  printGoal(name(`all hits, median, ${arriving}`), median(busyAlls), { atMost: 200, unit: 'ms' });
  printGoal(name('all hits, median, narrowing'), median(narrowed), { atMost: 200, unit: 'ms' });
  printGoal(name('faster than plain Fuse, median'), median(ratios), { atLeast: 10, unit: '×' });
  printGoal(name('20 rows that arrive, p95'), quantile(arrivals, 0.95), { atMost: 5, unit: 'ms' });
  printGoal(name('length of a slice, p99'), sliceMs, { atMost: 2 * SLICE_MS, unit: 'ms' });
  if (globalThis.gc)
    printGoal(name('memory by text'), held / size / textBytes, { atMost: 2, unit: '×' });
}

/** A new server that is searched while it is still handed its rows, the newest first. */
async function searchCold(
  size: number,
  rowsOf: (from: number, to: number) => RowTexts,
): Promise<Timing> {
  const server = new Server();
  const first = Math.max(0, size - 5_000);
  server.prepend(rowsOf(first, size));
  const search = server.search('webhook', 1 + Math.ceil(first / 5_000));
  for (let to = first; to > 0; to -= 5_000) {
    server.prepend(rowsOf(Math.max(0, to - 5_000), to));
    await new Promise(setImmediate);
  }
  return search;
}

/** Milliseconds to all hits after each letter but the first, which does not narrow anything. */
async function typeLetterByLetter(server: Server): Promise<readonly number[]> {
  const alls: number[] = [];
  for (const word of TYPED) {
    for (let end = 1; end <= word.length; end += 1) {
      const { allMs } = await server.search(word.slice(0, end));
      if (end > 1) alls.push(allMs);
    }
  }
  return alls;
}

async function searchWhileRowsArrive(
  server: Server,
  size: number,
  rowsOf: (from: number, to: number) => RowTexts,
): Promise<readonly Timing[]> {
  let at = size;
  let dueAt = performance.now();
  const arriving = setInterval(() => {
    const count = Math.floor(((performance.now() - dueAt) * ROWS_PER_SECOND) / 1_000);
    dueAt += (1_000 * count) / ROWS_PER_SECOND;
    const to = Math.min(at + count, size + SPARE);
    if (to > at) server.append(rowsOf(at, to));
    at = to;
  }, ARRIVAL_MS);
  const timings: Timing[] = [];
  for (const word of QUERIES) {
    timings.push(await server.search(word));
    await new Promise((resolve) => setTimeout(resolve, ARRIVAL_MS));
  }
  clearInterval(arriving);
  return timings;
}

function heapUsed(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
