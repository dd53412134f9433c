/** The query of a host: what is in force when, what is pending, and what becomes of the worker. */
import { expect } from '@open-wc/testing';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { SearchController } from '../../../src/controllers/search-controller.js';
import type { BufferChange } from '../../../src/core/log-buffer.js';
import { spawnWorker } from '../../../src/search/spawn-worker.js';
import { entries, entry } from '../../helpers/entries.js';

/** A host without an element: it counts the updates that it is asked for, and wakes who waits for one. */
class Host implements ReactiveControllerHost {
  updates = 0;
  readonly updateComplete = Promise.resolve(true);
  #waiting: (() => void)[] = [];

  addController(controller: ReactiveController): void {
    controller.hostConnected?.();
  }

  removeController(): void {
    // Nothing removes controllers here.
  }

  requestUpdate(): void {
    this.updates += 1;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const each of waiting) each();
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
}

class Setup {
  readonly host = new Host();
  readonly terminated: Worker[] = [];
  started = 0;
  readonly search: SearchController;

  constructor() {
    this.search = new SearchController(this.host, {
      spawn: () => {
        this.started += 1;
        const worker = spawnWorker() as Worker;
        const terminate = worker.terminate.bind(worker);
        worker.terminate = () => {
          this.terminated.push(worker);
          terminate();
        };
        return worker;
      },
    });
  }

  async searched(): Promise<void> {
    await this.host.until(() => !this.search.pending);
  }
}

const change = (over: Partial<BufferChange>): BufferChange => ({
  appended: [],
  prepended: [],
  trimmed: 0,
  cut: 0,
  amended: [],
  reset: false,
  ...over,
});

describe('the search controller', () => {
  let setup: Setup;

  beforeEach(() => {
    setup = new Setup();
    setup.search.apply(change({ appended: entries(1, 100) }));
  });

  afterEach(() => {
    setup.search.hostDisconnected();
  });

  it('has no hits, and no worker, as long as the query is not about texts', () => {
    setup.search.setQuery('level:error node:a');
    expect(setup.search.hits).to.equal(null);
    expect(setup.search.pending).to.equal(false);
    expect(setup.search.query.text).to.equal('level:error node:a');
    expect(setup.started).to.equal(0);
  });

  it('keeps the query in force until the first hits of the next are there', async () => {
    setup.search.setQuery('row');
    expect(setup.search.pending).to.equal(true);
    expect(setup.search.query.text).to.equal('');
    expect(setup.search.typed.text).to.equal('row');
    await setup.searched();
    expect(setup.search.query.text).to.equal('row');
    expect(setup.search.total).to.equal(100);
    const hits = setup.search.hits;
    setup.search.setQuery('row 77');
    expect(setup.search.hits).to.equal(hits);
    await setup.searched();
    expect([...(setup.search.hits?.keys() ?? [])]).to.deep.equal([77]);
    setup.search.setQuery('');
    expect(setup.search.hits).to.equal(null);
  });

  it('matches rows as they arrive, with an update a frame and not one a row', async () => {
    setup.search.setQuery('row');
    await setup.searched();
    const before = setup.host.updates;
    for (let seq = 101; seq <= 300; seq += 1)
      setup.search.apply(change({ appended: entries(seq, seq) }));
    await setup.host.until(() => setup.search.total === 300);
    expect(setup.host.updates - before).to.be.lessThan(20);
  });

  it('forgets the hits of rows that are gone, and those of another run', async () => {
    setup.search.setQuery('row');
    await setup.searched();
    setup.search.apply(change({ trimmed: 40 }));
    expect(setup.search.total).to.equal(60);
    setup.search.apply(change({ reset: true, appended: entries(1, 5) }));
    expect(setup.search.total).to.equal(0);
    await setup.searched();
    expect(setup.search.total).to.equal(5);
  });

  it('survives a query that changes a hundred times in a moment', async () => {
    for (let count = 0; count < 100; count += 1) setup.search.setQuery(`row ${count}`);
    setup.search.setQuery('row 100');
    await setup.searched();
    expect([...(setup.search.hits?.keys() ?? [])]).to.deep.equal([100]);
    expect(setup.started).to.equal(1);
  });

  it('keeps up with a query that changes a hundred times in a second, while rows come', async () => {
    let at = 0;
    let longestMs = 0;
    // Frames instead of a second: as many changes, and no slower.
    while (at < 100) {
      await new Promise(requestAnimationFrame);
      const startMs = performance.now();
      for (const end = at + 2; at < end; at += 1) {
        setup.search.setQuery(`${'row 1"%&/(OR -'.slice(0, 1 + (at % 13))}${at % 7}`);
        setup.search.apply(change({ appended: entries(101 + at * 20, 120 + at * 20) }));
      }
      longestMs = Math.max(longestMs, performance.now() - startMs);
    }
    setup.search.setQuery('row');
    await setup.searched();
    expect(setup.search.total).to.equal(2_100);
    expect(setup.started).to.equal(1);
    expect(longestMs).to.be.lessThan(50);
  });

  it('searches an expression that takes too long as words, and says so', async () => {
    const slow = Array.from({ length: 4 }, (_, at) =>
      entry(101 + at, { message: `${'a'.repeat(150_000)} 7 ${at}` }),
    );
    setup.search.apply(change({ appended: slow }));
    setup.search.setQuery('/a+b/ 7');
    await setup.host.until(() => setup.search.typed.diagnostics.length > 0);
    expect(setup.search.typed.diagnostics[0]?.code).to.equal('regex-too-slow');
    expect(setup.search.typed.text).to.equal('/a+b/ 7');
    await setup.searched();
    expect(setup.search.total).to.equal(0, 'rows with “b”');
    expect(setup.search.query).to.equal(setup.search.typed);
  });

  it('knows which time of day is meant when there are rows', () => {
    const day = new Date(2026, 0, 5, 13, 0);
    const at = (hour: number): string => new Date(2026, 0, 5, hour).toISOString();
    setup = new Setup();
    setup.search.setQuery('after:14:00');
    setup.search.apply(
      change({ appended: [entry(1, { createdAt: at(13) }), entry(2, { createdAt: at(15) })] }),
    );
    const [term] = setup.search.query.clauses[0]?.terms ?? [];
    expect(term?.kind === 'time' && term.ms).to.equal(day.getTime() + 3_600_000);
  });

  it('keeps its worker when the host is moved, and ends it when the host is gone', async () => {
    setup.search.setQuery('row');
    await setup.searched();
    setup.search.hostDisconnected();
    setup.search.hostConnected();
    await Promise.resolve();
    expect(setup.terminated).to.have.length(0);
    setup.search.hostDisconnected();
    await Promise.resolve();
    expect(setup.terminated).to.have.length(1);
    setup.search.apply(change({ appended: entries(101, 110) }));
    setup.search.hostConnected();
    await setup.searched();
    expect(setup.search.total).to.equal(110);
    expect(setup.started).to.equal(2);
  });
});
