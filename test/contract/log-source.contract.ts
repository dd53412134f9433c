/** What every source of rows owes the widget, whatever lies behind it. One suite, run over each source. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { isEntry, type LogRow } from '../../src/core/log-entry.js';
import type { LogPlaces, LogSource, LogStream } from '../../src/source/log-source.js';
import { RecordingSink } from '../helpers/recording-sink.js';
import { waitUntil } from '../helpers/wait-until.js';

/** A source, and the writer at its other end. */
export interface SourceUnderTest {
  readonly source: LogSource;
  readonly runId: string;
  /** Rows that a stream starts with at most. */
  readonly initialRows: number;
  append(count: number): Promise<void>;
  end(status: string): Promise<void>;
}

/** How a suite gets sources of a kind. */
export interface SourceKind {
  readonly name: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** A source with an empty run of its own. */
  create(): Promise<SourceUnderTest>;
}

export function describeSource(kind: SourceKind): void {
  describe(`${kind.name} as a log source`, () => {
    const streams: LogStream[] = [];
    let tested: SourceUnderTest;

    const open = (): { sink: RecordingSink; stream: LogStream } => {
      const sink = new RecordingSink();
      const stream = tested.source.open(tested.runId, sink);
      streams.push(stream);
      return { sink, stream };
    };
    const openLive = async (): Promise<{ sink: RecordingSink; stream: LogStream }> => {
      const opened = open();
      await waitUntil('live', () => opened.sink.state === 'live');
      return opened;
    };
    const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

    before(() => kind.start());
    after(() => kind.stop());
    afterEach(() => {
      for (const stream of streams.splice(0)) stream.close();
    });

    it('says nothing before its caller has the stream', async () => {
      tested = await kind.create();
      const { sink } = open();
      assert.deepEqual(sink.states, ['idle']);
      await waitUntil('it speaks', () => sink.states.length > 1);
    });

    it('starts with the rows there are, then goes on with those that come', async () => {
      tested = await kind.create();
      await tested.append(3);
      const { sink } = await openLive();
      await tested.append(2);
      await waitUntil('five rows', () => sink.rows.length === 5);
      assert.deepEqual(sink.seqs, upTo(5));
      assert.deepEqual(sink.entries.map((entry) => entry.message).slice(0, 2), ['row 0', 'row 1']);
    });

    it('is live and at the start with a run that has no rows yet', async () => {
      tested = await kind.create();
      const { sink } = await openLive();
      assert.equal(sink.rows.length, 0);
      assert.equal(sink.reachedStart, true);
    });

    it('gives every open stream every row', async () => {
      tested = await kind.create();
      const [first, second] = [await openLive(), await openLive()];
      await tested.append(4);
      for (const { sink } of [first, second]) {
        await waitUntil('four rows', () => sink.rows.length === 4);
        assert.deepEqual(sink.seqs, upTo(4));
      }
    });

    it('leaves what it has handed over as it is: the widget keeps these very arrays', async () => {
      tested = await kind.create();
      const { sink } = await openLive();
      const kept: { readonly rows: readonly LogRow[]; readonly count: number }[] = [];
      const append = sink.append.bind(sink);
      sink.append = (rows, origin) => {
        kept.push({ rows, count: rows.length });
        append(rows, origin);
      };
      for (const last of [2, 4]) {
        await tested.append(2);
        await waitUntil('its rows', () => sink.rows.length === last);
      }
      for (const { rows, count } of kept) assert.equal(rows.length, count);
    });

    it('settles the severity of each row', async () => {
      tested = await kind.create();
      await tested.append(1);
      const { sink } = await openLive();
      await waitUntil('a row', () => sink.rows.length === 1);
      assert.equal(sink.entries[0]?.severity, 'info');
      assert.equal(sink.entries[0].guessed, false);
    });

    it('pages back to the start, each row once', async () => {
      tested = await kind.create();
      const count = tested.initialRows + 700;
      await tested.append(count);
      const { sink, stream } = await openLive();
      await waitUntil('its first rows', () => sink.rows.length === tested.initialRows);
      assert.equal(sink.reachedStart, false);
      await Promise.all([stream.loadOlder(500), stream.loadOlder(500)]);
      await waitUntil('the start', async () => {
        await stream.loadOlder(500);
        return sink.reachedStart;
      });
      assert.deepEqual(sink.seqs, upTo(count));
    });

    it('pages back to rows that the viewer let go to make room', async () => {
      tested = await kind.create();
      await tested.append(50);
      const { sink, stream } = await openLive();
      await waitUntil('the rows', () => sink.rows.length === 50);
      sink.rows.splice(0, 30);
      await stream.loadOlder(10, 31);
      await waitUntil('older rows', () => sink.rows.length === 30);
      assert.deepEqual(sink.seqs, upTo(50).slice(20));
      assert.equal(sink.reachedStart, false);
      await stream.loadOlder(100, 21);
      await waitUntil('the start', () => sink.reachedStart);
      assert.deepEqual(sink.seqs, upTo(50));
    });

    describe('at a place', () => {
      const never = new AbortController().signal;
      const seqs = (rows: readonly LogRow[]): number[] => rows.map(({ seq }) => seq);
      const openPlaces = async (count: number): Promise<LogPlaces> => {
        tested = await kind.create();
        await tested.append(count);
        const { stream } = await openLive();
        assert.ok(stream.places !== undefined);
        return stream.places;
      };

      it('reads in both directions, without a hole, and says where there is no more', async () => {
        const places = await openPlaces(1_200);
        assert.deepEqual(await places.older(500, 3, never), {
          rows: (await places.newer(497, null, 3, never)).rows,
          isLast: false,
        });
        assert.deepEqual(seqs((await places.older(500, 3, never)).rows), [497, 498, 499]);
        assert.equal((await places.older(4, 3, never)).isLast, true);
        assert.deepEqual(await places.older(1, 3, never), { rows: [], isLast: true });
        const toEnd = await places.newer(1_199, 1_200, 10, never);
        assert.deepEqual([seqs(toEnd.rows), toEnd.isLast], [[1_199, 1_200], true]);
        const part = await places.newer(10, 1_200, 5, never);
        assert.deepEqual([seqs(part.rows), part.isLast], [[10, 11, 12, 13, 14], false]);
        assert.deepEqual(await places.newer(1_201, null, 5, never), { rows: [], isLast: true });
      });

      it('hands nothing of it to the sink', async () => {
        tested = await kind.create();
        await tested.append(20);
        const { sink, stream } = await openLive();
        await waitUntil('the rows', () => sink.rows.length === 20);
        await stream.places?.older(10, 5, never);
        await stream.places?.newer(10, null, 5, never);
        assert.deepEqual(sink.seqs, upTo(20));
      });

      it('finds the first row that was written at a time or after', async () => {
        const places = await openPlaces(40);
        for (let step = 0; step < 2; step += 1) {
          // Rows of one batch may share a time; the next batch must not.
          const nowMs = Date.now();
          await waitUntil('a later millisecond', () => Date.now() > nowMs + 1);
          await tested.append(40);
        }
        const { rows } = await places.newer(1, null, 200, never);
        const timesMs = rows.filter(isEntry).map((entry) => Date.parse(entry.createdAt));
        assert.equal(timesMs.length, 120);
        for (const at of [0, 40, 80, 119]) {
          const timeMs = timesMs[at] ?? 0;
          const found = (await places.seqAt(timeMs, never)) ?? 0;
          assert.ok((timesMs[found - 1] ?? 0) >= timeMs, `row ${found} is of that time or after`);
          assert.ok(
            found === 1 || (timesMs[found - 2] ?? 0) <= timeMs,
            `row ${found} is the first`,
          );
        }
        assert.equal(await places.seqAt(Date.now() + 3_600_000, never), null);
        assert.equal(await places.seqAt(0, never), 1);
      });
    });

    it('looks through the run backwards, leaves nothing out, and ends with its first row', async () => {
      tested = await kind.create();
      await tested.append(1_150);
      const { stream } = await openLive();
      assert.ok(stream.search !== undefined);
      const never = new AbortController().signal;
      const wanted = /7 *$/;
      const filter = { clauses: [{ texts: [['7']] }] };
      const found: number[] = [];
      for (let [before, isDone] = [1_001, false]; !isDone;) {
        const page = await stream.search.older(before, filter, 100, never);
        assert.ok(page.isDone || page.scannedTo < before, 'gets on');
        const seqs = page.rows.map(({ seq }) => seq);
        assert.deepEqual(seqs, seqs.slice().sort((a, b) => a - b)); // prettier-ignore
        assert.ok(seqs.every((seq) => seq < before && seq >= page.scannedTo));
        const meant = page.rows.filter(({ message }) => wanted.test(message));
        found.unshift(...meant.map(({ seq }) => seq));
        [before, isDone] = [page.scannedTo, page.isDone];
      }
      assert.deepEqual(found, upTo(1_000).filter((seq) => wanted.test(`row ${seq - 1}`))); // prettier-ignore
      const stopped = AbortSignal.abort(new Error('stopped'));
      await assert.rejects(stream.search.older(500, filter, 100, stopped), /stopped/);
    });

    it('ends with the run, after its last row', async () => {
      tested = await kind.create();
      const { sink } = await openLive();
      await tested.append(2);
      await tested.end('failed');
      await waitUntil('ended', () => sink.state === 'ended');
      assert.equal(sink.rows.length, 2);
      assert.equal(sink.runInfo?.status, 'failed');
    });

    it('says nothing after it was closed', async () => {
      tested = await kind.create();
      const closed = await openLive();
      closed.stream.close();
      const witness = await openLive();
      await tested.append(1);
      await waitUntil('somebody else has the row', () => witness.sink.rows.length === 1);
      assert.equal(closed.sink.rows.length, 0);
      assert.equal(closed.sink.state, 'live');
    });
  });
}
