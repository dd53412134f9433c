/** Stretches of a run, read from memory and from the database in turns, held against the run itself. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LogStreamError } from '../../../src/core/errors.js';
import { isGap, type LogRow } from '../../../src/core/log-entry.js';
import { RowSelection, type SeqRange } from '../../../src/core/row-selection.js';
import type { LogPlaces } from '../../../src/source/log-source.js';
import { readRunRows, type RunRowsPage, type RunRowsPorts } from '../../../src/source/run-rows.js';
import { brief, entry, outage } from '../../helpers/entries.js';
import { FakeClock } from '../../helpers/fake-clock.js';
import { between, chooseSeed, seededRandom } from '../../helpers/random.js';

const SEED = chooseSeed();

/** A run with deleted stretches; outages are known to memory alone. */
function drawRun(random: () => number): { database: LogRow[]; memory: LogRow[] } {
  const database: LogRow[] = [];
  const memory: LogRow[] = [];
  for (let seq = 1; seq <= 400;) {
    if (random() < 0.03) {
      const to = Math.min(400, seq + between(random, 0, 20));
      const gap = { kind: 'gap', seq, to } as const;
      database.push(gap);
      memory.push(gap);
      seq = to + 1;
    } else {
      if (random() < 0.03) memory.push(outage(seq));
      database.push(entry(seq));
      memory.push(entry(seq));
      seq += 1;
    }
  }
  return { database, memory };
}

/** Reads as the real one does: gaps are cut to what was asked for. */
function placesOf(database: readonly LogRow[], pageRows: number, asked: SeqRange[]): LogPlaces {
  const never = (): Promise<never> => Promise.reject(new Error('not asked for'));
  return {
    older: never,
    seqAt: never,
    newer: (from, to, limit) => {
      assert.ok(Number.isInteger(from) && Number.isInteger(to), 'the database knows whole seqs');
      asked.push([from, to ?? Infinity]);
      const rows = database
        .map((row) => (isGap(row) ? cut(row, from, to ?? Infinity) : row))
        .filter((row) => row.seq >= from && (isGap(row) ? row.to >= row.seq : true))
        .filter((row) => row.seq <= (to ?? Infinity));
      const page = rows.slice(0, Math.min(limit, pageRows));
      return Promise.resolve({ rows: page, isLast: page.length === rows.length });
    },
  };
}

const cut = (gap: { kind: 'gap'; seq: number; to: number }, from: number, to: number): LogRow => ({
  ...gap,
  seq: Math.max(gap.seq, from),
  to: Math.min(gap.to, to),
});

async function readAll(
  ranges: readonly SeqRange[],
  ports: Partial<RunRowsPorts>,
  signal = new AbortController().signal,
): Promise<RunRowsPage[]> {
  const pages: RunRowsPage[] = [];
  const all: RunRowsPorts = {
    held: () => [],
    places: () => null,
    clock: new FakeClock(),
    random: () => 0,
    onWaiting: () => undefined,
    ...ports,
  };
  for await (const page of readRunRows(ranges, all, signal)) pages.push(page);
  return pages;
}

describe('stretches of a run', () => {
  it(`are read whole and in order, wherever their rows are (seed ${SEED})`, async () => {
    const random = seededRandom(SEED);
    for (let round = 0; round < 150; round += 1) {
      const { database, memory } = drawRun(random);
      const stretches = between(random, 1, 4);
      const { ranges } = RowSelection.of(
        Array.from({ length: stretches }, (): SeqRange => {
          const from = between(random, 1, 400);
          return [from, Math.min(400, from + between(random, 0, 200))];
        }),
      );
      const windows = Array.from({ length: between(random, 0, 2) }, (): LogRow[] => {
        const start = between(random, 0, memory.length - 1);
        return memory.slice(start, start + between(random, 1, 150));
      });
      const asked: SeqRange[] = [];
      const pages = await readAll(ranges, {
        // Memory moves on while it is read.
        held: () => windows.filter((rows) => rows.length > 0 && random() < 0.8),
        places: () => placesOf(database, between(random, 1, 60), asked),
      });
      const selection = RowSelection.of(ranges);
      const seqs = pages.flatMap(({ rows }) => rows.filter((row) => !('kind' in row)));
      const expected = database.filter((row) => !isGap(row) && selection.has(row.seq));
      assert.equal(brief(seqs), brief(expected));
      let last = 0;
      for (const { rows, range, failure } of pages) {
        assert.equal(failure, null);
        assert.ok(range[0] > last, `${String(range)} after ${last}`);
        last = range[1];
        for (const row of rows) {
          const isInside = isGap(row)
            ? row.to >= range[0] && row.seq <= range[1]
            : row.seq >= range[0] && row.seq <= range[1];
          assert.ok(isInside, `${brief([row])} outside of ${String(range)}`);
        }
      }
    }
  });

  it('that are in memory as a whole are not asked for', async () => {
    const { memory } = drawRun(seededRandom(7));
    const pages = await readAll([[20, 300]], { held: () => [memory] });
    const rows = pages.flatMap((page) => page.rows);
    const first = memory.findIndex(({ seq }) => seq >= 20);
    const end = memory.findIndex(({ seq }) => seq > 300);
    assert.equal(brief(rows), brief(memory.slice(first, end)));
  });

  it('begin with the gap that they begin in', async () => {
    const held: LogRow[] = [entry(1), { kind: 'gap', seq: 2, to: 9 }, entry(10)];
    const pages = await readAll([[5, 10]], { held: () => [held] });
    assert.equal(brief(pages.flatMap(({ rows }) => rows)), '2-9 10');
  });

  it('wait for a server that is away, once, and tell what they lack then', async () => {
    const clock = new FakeClock();
    let reads = 0;
    const waits: boolean[] = [];
    const away: LogPlaces = {
      older: () => Promise.reject(new Error('not asked for')),
      seqAt: () => Promise.resolve(null),
      newer: () => {
        reads += 1;
        return Promise.reject(new LogStreamError('history-unreachable'));
      },
    };
    const reading = readAll([[1, 5], [7, 9], [11, 12]], {
      held: () => [[entry(7), entry(8), entry(9)]],
      places: () => away,
      clock,
      onWaiting: (isWaiting) => waits.push(isWaiting),
    }); // prettier-ignore
    for (let step = 0; step < 40; step += 1) await clock.advance(20_000);
    assert.deepEqual(
      (await reading).map(({ range, rows, failure }) => [
        range,
        rows.length,
        failure instanceof LogStreamError ? failure.code : failure,
      ]),
      [
        [[1, 5], 0, 'history-unreachable'],
        [[7, 9], 3, null],
        [[11, 12], 0, 'history-unreachable'],
      ],
    );
    assert.equal(reads, 16, 'fifteen times for the first stretch, once for the last');
    assert.deepEqual([waits[0], waits.at(-1)], [true, false]);
  });

  it('end at once when they are ended, though a source does not listen', async () => {
    const stop = new AbortController();
    const deaf: LogPlaces = {
      older: () => new Promise(() => undefined),
      newer: () => new Promise(() => undefined),
      seqAt: () => new Promise(() => undefined),
    };
    const reading = readAll([[1, 5]], { places: () => deaf }, stop.signal);
    stop.abort(new Error('ended'));
    await assert.rejects(reading, /ended/);
  });
});
