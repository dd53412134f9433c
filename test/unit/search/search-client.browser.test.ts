/** The page's side of the search, over real workers: the same hits with one, without one, and after one has died. */
import { expect } from '@open-wc/testing';
import type { LogStreamError } from '../../../src/core/errors.js';
import type { BufferChange } from '../../../src/core/log-buffer.js';
import { isEntry, type LogRow } from '../../../src/core/log-entry.js';
import type { HitRanges } from '../../../src/core/search-hits.js';
import { SearchClient } from '../../../src/search/search-client.js';
import { spawnWorker } from '../../../src/search/spawn-worker.js';
import { clausesOf, wordClauses } from '../../helpers/clauses.js';
import { unpackHits } from '../../helpers/unpack-hits.js';
import { entries, entry } from '../../helpers/entries.js';
import { logLine } from '../../helpers/log-lines.js';
import { seededRandom } from '../../helpers/random.js';

const change = (over: Partial<BufferChange>): BufferChange => ({
  appended: [],
  prepended: [],
  trimmed: 0,
  cut: 0,
  amended: [],
  reset: false,
  ...over,
});

/** A client, what it has told, and a way to wait for the end of its search. */
class Listener {
  readonly hits = new Map<number, HitRanges>();
  readonly errors: LogStreamError[] = [];
  readonly ids: number[] = [];
  readonly tooSlow: number[] = [];
  readonly client: SearchClient;
  #isComplete = false;
  #waiting: (() => void)[] = [];

  constructor(spawn: () => Worker | null = spawnWorker) {
    this.client = new SearchClient({
      spawn,
      onProgress: (progress, isComplete) => {
        this.ids.push(progress.id);
        unpackHits(progress.hits, (seq, ranges) => this.hits.set(seq, ranges));
        this.#isComplete = isComplete;
        this.#wake();
      },
      onTooSlow: (id) => {
        this.tooSlow.push(id);
        this.#wake();
      },
      onUnavailable: (error) => this.errors.push(error),
    });
  }

  search(...words: string[]): void {
    this.#isComplete = false;
    this.hits.clear();
    this.client.search(wordClauses(words));
  }

  /** A query as it is typed. */
  ask(text: string): void {
    this.#isComplete = false;
    this.hits.clear();
    this.client.search(clausesOf(text));
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  complete(): Promise<void> {
    return this.until(() => this.#isComplete);
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const each of waiting) each();
  }
}

/** Workers that were started, so that a test can kill one. */
function recordingSpawn(): { readonly spawn: () => Worker | null; readonly workers: Worker[] } {
  const workers: Worker[] = [];
  const spawn = (): Worker | null => {
    const worker = spawnWorker();
    if (worker) workers.push(worker);
    return worker;
  };
  return { spawn, workers };
}

function keep(workers: Worker[], worker: Worker): Worker {
  workers.push(worker);
  return worker;
}

function workerOf(code: string): Worker {
  return new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
}

const random = seededRandom(7);
const lines: readonly LogRow[] = Array.from({ length: 12_000 }, (_, at) =>
  entry(at + 1, { message: logLine(random) }),
);

describe('the search client', () => {
  const open: SearchClient[] = [];
  const listen = (spawn?: () => Worker | null): Listener => {
    const listener = new Listener(spawn);
    open.push(listener.client);
    return listener;
  };

  afterEach(() => {
    for (const client of open.splice(0)) client.close();
  });

  it('finds the same in a worker and in the page', async () => {
    const inWorker = listen();
    const inPage = listen(() => null);
    for (const listener of [inWorker, inPage]) {
      listener.client.apply(change({ appended: lines }));
      listener.search('tiemout', 'webhook');
      await listener.complete();
    }
    const sorted = ({ hits }: Listener): unknown => [...hits].sort(([a], [b]) => a - b);
    expect(inWorker.hits.size).to.be.greaterThan(100);
    expect(sorted(inWorker)).to.deep.equal(sorted(inPage));
    expect(inWorker.errors).to.have.length(0);
    expect(inPage.errors.map(({ code }) => code)).to.deep.equal(['search-unavailable']);
  });

  it('finds phrases and expressions in a worker as in the page, also after words', async () => {
    const inWorker = listen();
    const inPage = listen(() => null);
    const found: unknown[] = [];
    for (const listener of [inWorker, inPage]) {
      listener.client.apply(change({ appended: lines }));
      for (const text of [
        'webhook',
        '/PO[A-Z]+ .*→ 50\\d/ webhook',
        '"put https" -queue',
        '-/in \\d+ ms/',
      ]) {
        listener.ask(text);
        await listener.complete();
        found.push([...listener.hits].sort(([a], [b]) => a - b));
      }
    }
    expect(found.slice(0, 4)).to.deep.equal(found.slice(4));
    expect(found.slice(0, 3).every((hits) => (hits as unknown[]).length > 30)).to.equal(true);
    expect(found[3]).to.deep.equal([]);
  });

  it('ends a worker that hangs in an expression, and finds everything with the next', async () => {
    const { spawn, workers } = recordingSpawn();
    const hanging = `postMessage({ type: 'ready' });
      onmessage = ({ data }) => { while (data.type === 'search'); };`;
    const listener = listen(() =>
      workers.length === 0 ? keep(workers, workerOf(hanging)) : spawn(),
    );
    listener.client.apply(change({ appended: lines }));
    listener.ask('/(a+)b/ webhook');
    await listener.until(() => listener.tooSlow.length > 0);
    listener.client.apply(change({ appended: [entry(20_000, { message: 'a webhook' })] }));
    listener.ask('webhook');
    await listener.complete();
    expect(workers).to.have.length(2);
    expect(listener.hits.has(20_000)).to.equal(true);
    expect(listener.hits.size).to.be.greaterThan(1_000);
    expect(listener.errors).to.have.length(0);
  });

  it('loses nothing when a worker is killed in the middle of rows that come and go', async () => {
    const { spawn, workers } = recordingSpawn();
    const listener = listen(spawn);
    listener.client.apply(change({ appended: lines }));
    listener.search('webhook');
    await listener.until(() => listener.hits.size > 0);
    listener.client.apply(
      change({ appended: [entry(20_000, { message: 'webhook' })], trimmed: 5_000 }),
    );
    const [worker] = workers;
    worker?.terminate();
    worker?.dispatchEvent(new ErrorEvent('error', { message: 'killed' }));
    listener.client.apply(change({ appended: [entry(20_001, { message: 'webhook' })] }));
    await listener.complete();
    const expected = [...lines.slice(5_000), entry(20_000), entry(20_001)].filter(
      (row) => row.seq >= 20_000 || (isEntry(row) && row.message.includes('webhook')),
    );
    const held = [...listener.hits.keys()].filter((seq) => seq > 5_000);
    expect(workers).to.have.length(2);
    expect(held).to.include.members(expected.map(({ seq }) => seq));
  });

  it('starts nothing before there is something to search for', async () => {
    const { spawn, workers } = recordingSpawn();
    const listener = listen(spawn);
    listener.client.apply(change({ appended: entries(1, 10) }));
    expect(workers).to.have.length(0);
    listener.search('row');
    await listener.complete();
    expect(workers).to.have.length(1);
    expect(listener.hits.size).to.equal(10);
  });

  it('follows the buffer: rows behind, before, dropped, and another run', async () => {
    const listener = listen();
    listener.client.apply(change({ appended: entries(101, 200) }));
    listener.search('row');
    await listener.complete();
    listener.client.apply(
      change({ appended: [...entries(201, 210), { kind: 'gap', seq: 211, to: 212 }] }),
    );
    listener.client.apply(change({ prepended: entries(51, 100) }));
    await listener.until(() => listener.hits.size === 160);
    listener.client.apply(change({ trimmed: 100 }));
    listener.search('row');
    await listener.complete();
    expect([...listener.hits.keys()].sort((a, b) => a - b)).to.deep.equal(
      Array.from({ length: 60 }, (_, at) => 151 + at),
    );
    listener.client.apply(change({ reset: true, appended: entries(1, 3) }));
    listener.search('row');
    await listener.complete();
    expect(listener.hits.size).to.equal(3);
  });

  it('only tells of the latest of many searches', async () => {
    const listener = listen();
    listener.client.apply(change({ appended: lines }));
    for (const word of ['w', 'we', 'web', 'webh', 'webhook']) listener.search(word);
    await listener.complete();
    expect(new Set(listener.ids)).to.deep.equal(new Set([5]));
  });

  it('goes on in the page when the worker is refused, and says so once', async () => {
    // As a policy that forbids it: no exception, an error event.
    const listener = listen(() => new Worker('/no-such-file/worker.js', { type: 'module' }));
    listener.client.apply(change({ appended: entries(1, 20) }));
    listener.search('row');
    await listener.complete();
    expect(listener.hits.size).to.equal(20);
    listener.search('row 7');
    await listener.complete();
    expect(listener.errors).to.have.length(1);
  });

  it('starts a crashed worker again with all rows, and finds everything', async () => {
    const workers: Worker[] = [];
    const listener = listen(() => {
      // The first one says that it is ready and then dies of its first search.
      const dying = `postMessage({ type: 'ready' });
        onmessage = ({ data }) => { if (data.type === 'search') throw new Error('died'); };`;
      const worker = workers.length === 0 ? workerOf(dying) : (spawnWorker() as Worker);
      workers.push(worker);
      return worker;
    });
    listener.client.apply(change({ appended: lines }));
    listener.search('webhook');
    await listener.complete();
    const expected = listen(() => null);
    expected.client.apply(change({ appended: lines }));
    expected.search('webhook');
    await expected.complete();
    expect(workers).to.have.length(2);
    expect(listener.hits.size).to.equal(expected.hits.size);
    expect(listener.errors).to.have.length(0);
  });

  it('gives up on a worker that crashes again and again', async () => {
    let started = 0;
    const listener = listen(() => {
      started += 1;
      return workerOf(
        `postMessage({ type: 'ready' }); onmessage = () => { throw new Error('died'); };`,
      );
    });
    listener.client.apply(change({ appended: entries(1, 5) }));
    listener.search('row');
    await listener.complete();
    expect(started).to.equal(3);
    expect(listener.hits.size).to.equal(5);
    expect(listener.errors).to.have.length(1);
  });

  it('can be searched again after it was closed', async () => {
    const listener = listen();
    listener.client.apply(change({ appended: entries(1, 5) }));
    listener.search('row');
    await listener.complete();
    listener.client.close();
    listener.client.apply(change({ appended: entries(6, 8) }));
    listener.search('row');
    await listener.complete();
    expect(listener.hits.size).to.equal(8);
  });
});
