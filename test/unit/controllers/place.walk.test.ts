/**
 * A reader who goes wherever in a run, while rows are written, deleted, and read slowly or not at all; beside a twin that
 * holds everything. Whatever happens, what is shown is a stretch of the truth without a hole, and stays in memory's bound.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ReactiveControllerHost } from 'lit';
import { StreamController } from '../../../src/controllers/stream-controller.js';
import { LogStreamError } from '../../../src/core/errors.js';
import {
  isEntry,
  isGap,
  lastSeqOf,
  type LogEntry,
  type LogRow,
} from '../../../src/core/log-entry.js';
import { placeOfSeq } from '../../../src/core/place-of-seq.js';
import { placeRowsFor } from '../../../src/core/place-window.js';
import type { LogPlaces, LogSink, LogSource, PlacePage } from '../../../src/source/log-source.js';
import { entry } from '../../helpers/entries.js';
import { between, chooseSeed, seededRandom } from '../../helpers/random.js';

/** Rows that fit the reader's window. */
const IN_VIEW = 20;
/** Closer to an edge than this, a reader's scrolling asks for what lies beyond it. */
const REACH = 30;
/** Rows that a stream starts with, as a page of the database. */
const FIRST_PAGE = 200;

/** The frames of this walk: drawn when the walk says so. */
const frames: (() => void)[] = [];
Object.assign(globalThis, {
  requestAnimationFrame: (draw: () => void) => frames.push(draw),
  cancelAnimationFrame: () => (frames.length = 0),
});

const HOST: ReactiveControllerHost = {
  addController: () => undefined,
  removeController: () => undefined,
  requestUpdate: () => undefined,
  updateComplete: Promise.resolve(true),
};

/** The run as the database has it, and a source that answers when it is told to. */
class Run implements LogSource {
  /** Every row ever written, in order. */
  readonly written: LogEntry[] = [];
  /** Retention has deleted the rows up to this seq. */
  deletedTo = 0;
  readonly waiting: { readonly answer: () => void; readonly fail: () => void }[] = [];
  requests = 0;
  #sink: LogSink | null = null;

  write(count: number): void {
    const from = this.written.length + 1;
    const rows = Array.from({ length: count }, (_, at) => entry(from + at));
    this.written.push(...rows);
    this.#sink?.append(rows, 'live');
  }

  open(_runId: string, sink: LogSink): ReturnType<LogSource['open']> {
    this.#sink = sink;
    const first = this.written.slice(-FIRST_PAGE);
    sink.append(first, 'history');
    if (first.length === this.written.length) sink.prepend([], true);
    return {
      places: this.#places,
      loadOlder: async (limit, before = 1) => {
        await Promise.resolve();
        const page = this.#older(before, limit);
        sink.prepend(page.rows, page.isLast);
      },
      setToken: () => undefined,
      reconnect: () => undefined,
      close: () => undefined,
    };
  }

  readonly #places: LogPlaces = {
    older: (before, limit, signal) => this.#later(signal, () => this.#older(before, limit)),
    newer: (from, to, limit, signal) => this.#later(signal, () => this.#newer(from, to, limit)),
    seqAt: () => Promise.resolve(null),
  };

  #older(before: number, limit: number): PlacePage {
    const end = Math.min(before - 1, this.written.length);
    const from = Math.max(this.deletedTo, end - limit);
    const rows: LogRow[] = this.written.slice(from, end);
    if (from >= end && before > 1) rows.push({ kind: 'gap', seq: 1, to: before - 1 });
    return { rows, isLast: from >= end || from === 0 };
  }

  #newer(from: number, to: number | null, limit: number): PlacePage {
    const end = Math.min(to ?? Infinity, this.written.length);
    const first = Math.max(from, this.deletedTo + 1);
    const rows: LogRow[] = this.written.slice(first - 1, Math.min(end, first - 1 + limit));
    const hidden = Math.min(first - 1, end);
    if (hidden >= from && (rows.length > 0 || to !== null)) {
      rows.unshift({ kind: 'gap', seq: from, to: hidden });
    }
    return { rows, isLast: (rows.at(-1)?.seq ?? from - 1) >= end };
  }

  #later(signal: AbortSignal, read: () => PlacePage): Promise<PlacePage> {
    this.requests += 1;
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error));
      this.waiting.push({
        // Read when it is answered: what was deleted on the way is not there.
        answer: () => resolve(read()),
        fail: () => reject(new LogStreamError('history-unreachable')),
      });
    });
  }
}

/** A reader of the run, who sees `IN_VIEW` rows from `top` on. */
class Reader {
  readonly run: Run;
  readonly stream: StreamController;
  readonly maxRows: number;
  top = 0;
  follows = true;
  paused = false;
  resets = 0;
  #twin: readonly LogRow[] = [];

  constructor(run: Run, maxRows: number) {
    this.run = run;
    this.maxRows = maxRows;
    this.stream = new StreamController(
      HOST,
      {
        onRun: () => undefined,
        onBatch: () => undefined,
        onTail: () => undefined,
        onChange: (change) => {
          if (change.reset) {
            this.resets += 1;
            this.#twin = change.appended;
            return;
          }
          const kept = this.#twin.slice(change.trimmed, this.#twin.length - change.cut);
          this.#twin = [...change.prepended, ...kept, ...change.appended];
        },
        onState: () => undefined,
        onError: () => undefined,
        onTokenNeeded: () => undefined,
      },
      {
        stance: () => (this.paused ? 'paused' : this.follows ? 'follows' : 'reads'),
        inView: () => this.inView,
        passes: () => true,
        unseen: () => ({ rows: 0, errors: 0 }),
      },
    );
    this.stream.open(run, 'run', { maxRows });
  }

  get place(): StreamController['place'] {
    return this.stream.place;
  }

  get inView(): readonly [number, number] | null {
    const { rows } = this.stream;
    const last = Math.max(0, rows.length - IN_VIEW);
    const at = this.follows ? last : Math.min(last, placeOfSeq(rows, this.top));
    const [first, end] = [rows[at], rows[Math.min(rows.length, at + IN_VIEW) - 1]];
    return first === undefined || end === undefined ? null : [first.seq, end.seq];
  }

  /** Moves by rows, and asks for what lies beyond an edge that comes near. */
  scroll(by: number): void {
    const { rows } = this.stream;
    const last = Math.max(0, rows.length - IN_VIEW);
    const from = this.follows ? last : placeOfSeq(rows, this.top);
    const at = Math.min(last, Math.max(0, from + by));
    this.follows = false;
    this.top = rows[at]?.seq ?? 0;
    if (at === last && by > 0 && !this.stream.isAway) this.follows = true;
    if (by < 0 && at < REACH) void this.stream.loadOlder();
    if (!this.stream.isAway) return;
    if (by > 0 && last - at < REACH) void this.place.extend('newer');
    this.place.join();
  }

  async jump(seq: number): Promise<void> {
    this.follows = false;
    if (!(await this.place.goTo(seq))) return;
    this.top = seq;
  }

  async jumpToStart(): Promise<void> {
    this.follows = false;
    if (await this.place.goToStart()) this.top = 0;
  }

  toEnd(): void {
    this.follows = true;
    this.paused = false;
    this.place.leave();
  }

  check(where: string): void {
    const { stream, run, maxRows } = this;
    const { rows } = stream;
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at] as LogRow;
      const before = rows[at - 1];
      if (before !== undefined) assert.equal(row.seq, lastSeqOf(before) + 1, `a hole, ${where}`);
      if (isGap(row)) assert.ok(row.to <= run.deletedTo, `no gap, ${where}`);
      else assert.equal(isEntry(row) && row.message, `row ${row.seq}`, where);
    }
    assert.ok(lastSeqOf(rows.at(-1) as LogRow) <= run.written.length, where);
    const held = new Set<LogRow>(rows);
    for (let at = 0; at < stream.tail.size; at += 1) held.add(stream.tail.rowAt(at) as LogRow);
    const bound = maxRows + placeRowsFor(maxRows);
    assert.ok(held.size <= bound, `${held.size} rows of ${bound}, ${where}`);
    assert.ok(stream.tail.size <= maxRows, where);
    if (frames.length > 0) return;
    assert.deepEqual(
      this.#twin.map(({ seq }) => seq),
      rows.map(({ seq }) => seq),
      `told otherwise, ${where}`,
    );
  }
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
}

function draw(): void {
  for (const frame of frames.splice(0)) frame();
}

describe('going anywhere in a run', () => {
  it('shows a stretch of the truth without a hole, bounded, and never takes away what is read', async () => {
    const seed = chooseSeed();
    console.log(`seed ${seed}`);
    const random = seededRandom(seed);
    const seen = { detached: 0, joined: 0, cut: 0, failed: 0, jumps: 0 };
    for (let walk = 0; walk < 60; walk += 1) {
      const run = new Run();
      run.write(between(random, 1, 6_000));
      const reader = new Reader(run, between(random, 100, 2_500));
      const { stream, place } = reader;
      draw();
      for (let step = 0; step < 250; step += 1) {
        const where = `seed ${seed}, walk ${walk}, step ${step}`;
        const wasAway = stream.isAway;
        const before = reader.follows ? null : reader.inView;
        const isBusy = place.isLoading('jump');
        let mayMove = false;
        const act = random();
        if (act < 0.25) run.write(between(random, 1, random() < 0.1 ? 900 : 60));
        else if (act < 0.6) {
          mayMove = true;
          reader.scroll(between(random, -150, random() < 0.5 ? 10 : 150));
        } else if (act < 0.66) {
          mayMove = true;
          seen.jumps += 1;
          void reader.jump(between(random, 1, run.written.length + 5));
        } else if (act < 0.68) {
          mayMove = true;
          void reader.jumpToStart();
        } else if (act < 0.7) {
          mayMove = true;
          reader.toEnd();
        } else if (act < 0.73) {
          reader.paused = !reader.paused;
        } else if (act < 0.75) {
          run.deletedTo = between(
            random,
            run.deletedTo,
            Math.min(run.written.length - 900, run.deletedTo + 300),
          );
          run.deletedTo = Math.max(0, run.deletedTo);
        } else if (act < 0.78) place.retry();
        else if (act < 0.95) {
          const [reading] = run.waiting.splice(between(random, 0, run.waiting.length - 1), 1);
          if (random() < 0.1) {
            reading?.fail();
            if (reading !== undefined) seen.failed += 1;
          } else reading?.answer();
        } else draw();
        await turns();
        if (random() < 0.5) draw();
        reader.check(where);
        if (stream.isAway && !wasAway && act < 0.25) seen.detached += 1;
        if (!stream.isAway && wasAway && act < 0.6) {
          seen.joined += 1;
          const top = stream.rows[placeOfSeq(stream.rows, reader.top)];
          assert.equal(top?.seq, reader.top, `joined elsewhere, ${where}`);
        }
        if (before === null || mayMove || isBusy || reader.follows) continue;
        // What was in view still is: every row of it, in the same order.
        const { rows } = stream;
        const at = placeOfSeq(rows, before[0]);
        assert.equal(rows[at]?.seq, before[0], `the first row in view is gone, ${where}`);
        assert.equal(rows[placeOfSeq(rows, before[1])]?.seq, before[1], `the last row, ${where}`);
        seen.cut += stream.isAway ? 1 : 0;
      }
      reader.toEnd();
      for (const { answer } of run.waiting.splice(0)) answer();
      await turns();
      draw();
      reader.check(`seed ${seed}, walk ${walk}, at the end`);
      const end = run.written.slice(-stream.rows.length);
      assert.deepEqual(
        stream.rows.map(({ seq }) => seq),
        end.map(({ seq }) => seq),
      );
    }
    assert.ok(seen.detached > 20 && seen.joined > 20 && seen.failed > 20, JSON.stringify(seen));
  });

  it('takes a reader down through the whole run and back among the newest rows, each row once', async () => {
    const run = new Run();
    run.write(30_000);
    const reader = new Reader(run, 2_000);
    draw();
    void reader.jumpToStart();
    await turns();
    for (const { answer } of run.waiting.splice(0)) answer();
    await turns();
    const read: number[] = [];
    const note = (): void => {
      for (const { seq } of reader.stream.rows) if (seq > (read.at(-1) ?? 0)) read.push(seq);
    };
    note();
    for (let page = 0; reader.stream.isAway && page < 2_000; page += 1) {
      reader.scroll(70);
      if (page % 10 === 0) run.write(3);
      for (const { answer } of run.waiting.splice(0)) answer();
      await turns();
      note();
      draw();
      reader.check(`page ${page}`);
    }
    assert.equal(reader.stream.isAway, false);
    assert.deepEqual(
      read,
      Array.from({ length: run.written.length }, (_, at) => at + 1),
    );
  });

  it('reaches any row with two requests, and reads on from the newest rows without one', async () => {
    const run = new Run();
    run.write(5_000);
    const reader = new Reader(run, 1_000);
    void reader.stream.loadOlder(1_000);
    await turns();
    draw();
    void reader.jump(1_234);
    await turns();
    assert.equal(run.requests, 2);
    for (const { answer } of run.waiting.splice(0)) answer();
    await turns();
    assert.equal(
      reader.stream.rows.some(({ seq }) => seq === 1_234),
      true,
    );
    reader.toEnd();
    reader.follows = false;
    reader.place.detach([4_500, 4_520]);
    draw();
    await reader.place.extend('older');
    await reader.place.extend('newer');
    assert.equal(run.requests, 2);
    reader.check('borrowed');
  });
});
