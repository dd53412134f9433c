/** When rows leave, with whom, and in which order. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { settle } from '../../helpers/fake-clock.js';
import { failure } from './fake-port.js';
import { messages, OTHER_RUN, RUN, writerStage } from './writer-stage.js';

const sizes = (stage: ReturnType<typeof writerStage>): number[] =>
  stage.port.calls.map((call) => call.messages.length);

describe('a batch', () => {
  it('leaves when its first row has waited 250 ms, and not before', async () => {
    const stage = writerStage();
    stage.write(1, 2);
    await stage.clock.advance(200);
    stage.write(3, 3);
    await stage.clock.advance(49);
    assert.deepEqual(sizes(stage), []);
    await stage.clock.advance(1);
    assert.deepEqual(sizes(stage), [3]);
    stage.write(4, 4);
    await stage.clock.advance(249);
    assert.deepEqual(sizes(stage), [3]);
    await stage.clock.advance(1);
    assert.deepEqual(sizes(stage), [3, 1]);
    assert.deepEqual(stage.stored(), messages(1, 4));
  });

  it('leaves at 100 rows without waiting', async () => {
    const stage = writerStage();
    stage.write(1, 99);
    assert.deepEqual(sizes(stage), []);
    stage.write(100, 100);
    assert.deepEqual(sizes(stage), [100]);
    stage.write(101, 350);
    await settle();
    assert.deepEqual(sizes(stage), [100, 100, 100]);
    await stage.clock.advance(250);
    assert.deepEqual(sizes(stage), [100, 100, 100, 50]);
    assert.deepEqual(stage.stored(), messages(1, 350));
  });

  it('leaves at 48 KB without waiting, and is no larger, in UTF-8', async () => {
    const stage = writerStage();
    // Two bytes a letter: a limit that counted letters would let twice as much through.
    for (let row = 0; row < 60; row += 1) stage.writer.write(RUN, { message: 'ü'.repeat(2_000) });
    await settle();
    assert.ok(stage.port.calls.length >= 4, `${stage.port.calls.length} calls`);
    const bytes = stage.port.calls.map(({ entriesJson }) => Buffer.byteLength(entriesJson));
    for (const size of bytes) assert.ok(size <= 49_152 && size > 44_000, `${size} bytes`);
    await stage.writer.flush();
    assert.equal(stage.stored().length, 60);
  });

  it('is as large as allowed to the byte', async () => {
    const stage = writerStage({ maxBatchRows: 1_000, maxBatchDelayMs: 1_000 });
    const one = JSON.stringify({ message: '', created_at: new Date(stage.clock.now()) });
    const message = 'x'.repeat(1_000 - one.length);
    // 49 entries of 1,000, 48 commas, 2 brackets: 49,050. With 102 more it is full.
    for (let row = 0; row < 49; row += 1) stage.writer.write(RUN, { message });
    assert.deepEqual(sizes(stage), []);
    stage.writer.write(RUN, { message: 'x'.repeat(101 - one.length) });
    await settle();
    assert.deepEqual(sizes(stage), [50]);
    assert.equal(stage.port.calls[0]!.entriesJson.length, 49_152);
  });

  it('has one row if that row alone is larger', async () => {
    const stage = writerStage();
    stage.writer.write(RUN, { message: 'a' });
    stage.writer.write(RUN, { message: 'b'.repeat(100_000) });
    stage.writer.write(RUN, { message: 'c' });
    await stage.clock.advance(250);
    assert.deepEqual(
      stage.port.calls.map((call) => call.messages.map(([letter]) => letter).join('')),
      ['a', 'b', 'c'],
    );
  });

  it('holds rows of one run', async () => {
    const stage = writerStage();
    for (let row = 1; row <= 10; row += 1) {
      stage.write(row, row, row % 2 === 0 ? RUN : OTHER_RUN);
    }
    await stage.clock.advance(250);
    assert.deepEqual(sizes(stage), [5, 5]);
    assert.deepEqual(stage.stored(), ['m2', 'm4', 'm6', 'm8', 'm10']);
  });
});

describe('the order of a run', () => {
  it('stays through failures: no batch passes one that is being sent again', async () => {
    const stage = writerStage();
    let broken = 3;
    stage.port.fate = async (call, port) => {
      broken -= 1;
      if (broken >= 0) throw failure('ECONNREFUSED');
      return port.store(call);
    };
    stage.write(1, 250);
    await stage.clock.advance(60_000);
    assert.deepEqual(stage.stored(), messages(1, 250));
    assert.equal(stage.port.busiestOfOneRun, 1);
    assert.deepEqual(sizes(stage), [100, 100, 100, 100, 100, 50]);
    const [first, second, third, fourth, fifth] = stage.port.calls.map(({ batchKey }) => batchKey);
    assert.ok(first === second && second === third && third === fourth, 'a retry has its key');
    assert.notEqual(fourth, fifth);
  });

  it('stays when an answer is lost: the batch is stored once', async () => {
    const stage = writerStage();
    let lost = 0;
    stage.port.fate = async (call, port) => {
      const range = port.store(call);
      if ((lost += 1) <= 2) throw failure('ECONNRESET');
      return range;
    };
    stage.write(1, 120);
    await stage.clock.advance(60_000);
    assert.deepEqual(stage.stored(), messages(1, 120));
    assert.equal(stage.writer.stats().retried, 2);
  });
});

describe('several runs', () => {
  it('are written side by side, four at a time', async () => {
    const stage = writerStage();
    const release: (() => void)[] = [];
    stage.port.fate = (call, port) =>
      new Promise((resolve) => {
        release.push(() => {
          resolve(port.store(call));
        });
      });
    const runs = Array.from({ length: 6 }, (_, run) => RUN.replace(/1$/, String(run)));
    for (const run of runs) stage.write(1, 100, run);
    assert.equal(stage.port.calls.length, 4);
    release.shift()?.();
    await settle();
    assert.equal(stage.port.calls.length, 5);
    for (let turn = 0; turn < 6; turn += 1) {
      release.shift()?.();
      await settle();
    }
    assert.equal(stage.port.busiest, 4);
    assert.equal(stage.writer.stats().stored, 600);
  });

  it('do not wait for one that cannot be written', async () => {
    const stage = writerStage({ maxParallelRuns: 1 });
    stage.port.fate = async (call, port) => {
      if (call.runId === RUN) throw failure('40P01');
      return port.store(call);
    };
    stage.write(1, 100, RUN);
    stage.write(1, 100, OTHER_RUN);
    await settle();
    assert.deepEqual(stage.stored(OTHER_RUN), messages(1, 100));
  });

  it('leave nothing behind when their rows have left', async () => {
    const stage = writerStage();
    for (let run = 0; run < 50; run += 1) {
      stage.write(1, 1, RUN.replace(/01$/, String(run).padStart(2, '0')));
    }
    await stage.clock.advance(250);
    const { queuedRuns, queuedRows, queuedBytes, stored } = stage.writer.stats();
    assert.deepEqual([queuedRuns, queuedRows, queuedBytes, stored], [0, 0, 0, 50]);
  });
});
