/** Searching all of a run, without a page: what leaves memory meanwhile, seen or not, and a server that is away. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RunSearchController } from '../../../src/controllers/run-search-controller.js';
import { LogStreamError } from '../../../src/core/errors.js';
import type { LogEntry } from '../../../src/core/log-entry.js';
import { parseQuery } from '../../../src/core/parse-query.js';
import type { LogSearch } from '../../../src/source/log-source.js';
import { entries } from '../../helpers/entries.js';
import { FakeClock } from '../../helpers/fake-clock.js';
import { between, chooseSeed, seededRandom } from '../../helpers/random.js';
import { waitUntil } from '../../helpers/wait-until.js';

const isHit = (seq: number): boolean => seq % 3 === 0;

/** A run that is as long as it is read, in pages of ten. */
function endless(asked: number[] = []): LogSearch {
  return {
    older: async (before) => {
      asked.push(before);
      await Promise.resolve();
      const from = Math.max(1, before - 10);
      return { rows: rowsOf(from, before), scannedTo: from, scannedAt: null, isDone: from === 1 };
    },
  };
}

function rowsOf(from: number, to: number): LogEntry[] {
  return entries(from, to - 1).map((row) => ({
    ...row,
    message: isHit(row.seq) ? 'timeout' : 'fine',
  }));
}

function searchOver(search: LogSearch, clock = new FakeClock()): RunSearchController {
  return new RunSearchController({
    search: () => search,
    clock,
    random: () => 0.5,
    onChange: () => undefined,
    onError: () => undefined,
  });
}

describe('a search of all of a run', () => {
  it('has every hit that is not in memory, whatever came and went, as looking at all rows has', async (t) => {
    const seed = chooseSeed();
    t.diagnostic(`SEED=${seed}`);
    const random = seededRandom(seed);
    for (let round = 0; round < 40; round += 1) {
      const search = searchOver(endless());
      let first = between(random, 2, 60);
      let last = first + between(random, 5, 20);
      const ended = search.start({ query: parseQuery('tiemout'), levels: null, before: first });
      for (let step = 0; step < 12; step += 1) {
        last += between(random, 0, 40);
        first = Math.max(first, last - between(random, 5, 30));
        // Now and then nobody knows what matches: the worker is behind, or the reader is elsewhere.
        const held = rowsOf(first, last + 1).filter(({ seq }) => isHit(seq));
        search.follow([first, last], random() < 0.3 ? null : held);
        if (random() < 0.5) await new Promise(setImmediate);
      }
      search.follow([first, last], rowsOf(first, last + 1).filter(({ seq }) => isHit(seq))); // prettier-ignore
      await ended;
      await waitUntil('done', () => search.progress.state === 'done');
      const expected = Array.from({ length: first - 1 }, (_, at) => at + 1).filter(isHit);
      const found = search.hits.map(({ seq }) => seq).filter((seq) => seq < first);
      assert.deepEqual(found, expected, `round ${round}, SEED=${seed}`);
    }
  });

  it('waits for a server that is away, and gives up on one that refuses', async () => {
    const clock = new FakeClock();
    let code: 'history-unreachable' | 'history-refused' | null = 'history-unreachable';
    const healthy = endless();
    const search = searchOver({ older: (...args) => code === null ? healthy.older(...args) : Promise.reject(new LogStreamError(code)) }, clock); // prettier-ignore
    const request = { query: parseQuery('timeout'), levels: null, before: 21 };
    const ended = search.start(request);
    await waitUntil('it waits', () => search.isWaiting);
    code = 'history-refused';
    await clock.advance(60_000);
    assert.equal((await ended).state, 'failed');
    assert.equal(search.error?.code, 'history-refused');
    code = null;
    assert.equal((await search.start(request)).state, 'done');
    assert.deepEqual(search.hits.map(({ seq }) => seq), [3, 6, 9, 12, 15, 18]); // prettier-ignore
  });
});
