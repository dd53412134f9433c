import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isEntry, isGap, type LogEntry, type LogRow } from '../../../src/core/log-entry.js';
import { SequenceLedger } from '../../../src/core/sequence-ledger.js';
import { brief, entries, entry } from '../../helpers/entries.js';
import { between, chooseSeed, seededRandom, shuffled } from '../../helpers/random.js';

describe('sequence ledger', () => {
  it('delivers rows that follow each other at once', () => {
    const ledger = new SequenceLedger(1);
    assert.equal(brief(ledger.acceptLive(entries(1, 3)).delivered), '1 2 3');
    assert.equal(ledger.next, 4);
    assert.equal(ledger.isBehind, false);
  });

  it('drops a row that comes twice, delivered or held', () => {
    const ledger = new SequenceLedger(1);
    ledger.acceptLive(entries(1, 3));
    assert.equal(ledger.acceptLive(entries(2, 3)).duplicates, 2);
    ledger.acceptLive([entry(6)]);
    assert.equal(ledger.acceptLive([entry(6)]).duplicates, 1);
  });

  it('holds rows behind a hole and lets them go when it is closed', () => {
    const ledger = new SequenceLedger(1);
    const early = ledger.acceptLive([entry(3), entry(2)]);
    assert.equal(brief(early.delivered), '');
    assert.equal(early.held, 2);
    assert.equal(ledger.holeEnd, 1);
    assert.equal(brief(ledger.acceptLive([entry(1)]).delivered), '1 2 3');
    assert.equal(ledger.holeEnd, null);
  });

  it('tells as a gap what a page leaves out', () => {
    const ledger = new SequenceLedger(1);
    const page = ledger.acceptPage([entry(1), entry(5)]);
    assert.equal(brief(page.delivered), '1 2-4 5');
    assert.equal(page.missing, 3);
  });

  it('fills what a page leaves out with rows that it holds', () => {
    const ledger = new SequenceLedger(1);
    ledger.acceptLive([entry(3)]);
    assert.equal(brief(ledger.acceptPage([entry(1), entry(5)]).delivered), '1 2-2 3 4-4 5');
  });

  it('drops a row that it holds when a page brings it too', () => {
    const ledger = new SequenceLedger(1);
    ledger.acceptLive(entries(2, 3));
    assert.equal(brief(ledger.acceptPage(entries(1, 4)).delivered), '1 2 3 4');
    assert.equal(ledger.next, 5);
  });

  it('declares deleted only what is still missing', () => {
    const ledger = new SequenceLedger(1);
    ledger.acceptLive([entry(4), entry(5)]);
    const settled = ledger.declareMissing(3);
    assert.equal(brief(settled.delivered), '1-3 4 5');
    assert.equal(settled.missing, 3);
    assert.equal(ledger.next, 6);
  });

  it('is behind while a row is known to exist and has not come', () => {
    const ledger = new SequenceLedger(1);
    ledger.noteExists(2);
    assert.equal(ledger.isBehind, true);
    ledger.acceptLive(entries(1, 2));
    assert.equal(ledger.isBehind, false);
  });

  it('keeps a bounded number of rows waiting and still knows that the rest exists', () => {
    const ledger = new SequenceLedger(1);
    ledger.acceptLive(entries(2, 30_000));
    const delivered = ledger.acceptLive([entry(1)]).delivered.length;
    assert.ok(delivered < 30_000, `${delivered} were held`);
    assert.equal(ledger.isBehind, true);
    assert.equal(ledger.knownTo, 30_000);
  });

  it('delivers every row once and in order, in whatever order and however often they come', () => {
    const seed = chooseSeed();
    console.log(`seed ${seed}`);
    const random = seededRandom(seed);
    for (let round = 0; round < 300; round += 1) {
      const last = between(random, 1, 40);
      const rows = entries(1, last);
      const arrivals = shuffled([...rows, ...rows.filter(() => random() < 0.3)], random);
      const ledger = new SequenceLedger(1);
      const delivered: LogRow[] = [];
      while (arrivals.length > 0) {
        const batch = arrivals.splice(0, between(random, 1, 6));
        delivered.push(...ledger.acceptLive(batch).delivered);
      }
      assert.deepEqual(delivered, rows, `seed ${seed}, round ${round}`);
    }
  });

  it('agrees with sort-and-unique when pages and messages are mixed and rows are deleted', () => {
    const seed = chooseSeed();
    console.log(`seed ${seed}`);
    const random = seededRandom(seed);
    for (let round = 0; round < 300; round += 1) {
      const last = between(random, 1, 40);
      const table = entries(1, last).filter(() => random() < 0.8);
      const ledger = new SequenceLedger(1);
      const delivered: LogRow[] = [];
      while (ledger.next <= last) {
        const ahead = shuffled(
          table.filter(() => random() < 0.3),
          random,
        );
        delivered.push(...ledger.acceptLive(ahead).delivered);
        delivered.push(...readPage(ledger, table, between(random, 1, 8), last));
      }
      const shown = delivered.filter(isEntry);
      assert.deepEqual(shown, table, `seed ${seed}, round ${round}`);
      assert.deepEqual(covered(delivered), range(1, last), `seed ${seed}, round ${round}`);
    }
  });
});

/** What a reader of the database does: a page from `next`, or the word that there is nothing up to the hole's end. */
function readPage(
  ledger: SequenceLedger,
  table: readonly LogEntry[],
  limit: number,
  last: number,
): readonly LogRow[] {
  const to = ledger.holeEnd ?? last;
  const page = table.filter((row) => row.seq >= ledger.next && row.seq <= to).slice(0, limit);
  return (page.length > 0 ? ledger.acceptPage(page) : ledger.declareMissing(to)).delivered;
}

function covered(rows: readonly LogRow[]): number[] {
  return rows.flatMap((row) => (isGap(row) ? range(row.seq, row.to) : [row.seq]));
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
