/** How much is queued at most, what happens then, and how flush and close end. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { settle } from '../../helpers/fake-clock.js';
import { failure } from './fake-port.js';
import { messages, OTHER_RUN, RUN, writerStage } from './writer-stage.js';

/** Lets no batch through until it is told to. */
function gate(stage: ReturnType<typeof writerStage>): () => Promise<void> {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  stage.port.fate = async (call, port) => {
    await opened;
    return port.store(call);
  };
  return async () => {
    open();
    await settle();
  };
}

describe('the queue', () => {
  it('says when it is full, rows being sent included, and when there is room', async () => {
    const stage = writerStage({ maxQueueRows: 400 });
    const open = gate(stage);
    assert.equal(stage.write(1, 399), true);
    assert.equal(stage.write(400, 400), false);
    let isReady = false;
    void stage.writer.ready().then(() => {
      isReady = true;
    });
    await settle();
    assert.equal(isReady, false);
    assert.equal(stage.writer.stats().queuedRows, 400);
    await open();
    assert.equal(isReady, true);
    assert.deepEqual(stage.stored(), messages(1, 400));
    assert.equal(stage.writer.stats().dropped, 0);
  });

  it('lets nobody in before half of it is free, and then all who wait', async () => {
    const stage = writerStage({ maxQueueRows: 400, maxBatchRows: 100 });
    const release: (() => void)[] = [];
    stage.port.fate = (call, port) =>
      new Promise((resolve) => {
        release.push(() => {
          resolve(port.store(call));
        });
      });
    stage.write(1, 400);
    let ready = 0;
    for (let waiting = 0; waiting < 3; waiting += 1) {
      void stage.writer.ready().then(() => {
        ready += 1;
      });
    }
    release.shift()?.();
    await settle();
    assert.deepEqual([stage.writer.stats().queuedRows, ready], [300, 0]);
    release.shift()?.();
    await settle();
    assert.deepEqual([stage.writer.stats().queuedRows, ready], [200, 3]);
  });

  it('is sent at once when it is full, though no batch is: no more can come', async () => {
    const stage = writerStage({ maxQueueRows: 20 });
    stage.write(1, 12, OTHER_RUN);
    stage.write(1, 7);
    assert.equal(stage.port.calls.length, 0);
    assert.equal(stage.write(8, 8), false);
    await settle();
    assert.deepEqual(stage.stored(), messages(1, 8));
    assert.deepEqual(stage.stored(OTHER_RUN), messages(1, 12));
  });

  it('is bounded in bytes too', async () => {
    const stage = writerStage({ maxQueueBytes: 100_000 });
    gate(stage);
    const message = 'x'.repeat(30_000);
    const room = [1, 2, 3, 4].map(() => stage.writer.write(RUN, { message }));
    assert.deepEqual(room, [true, true, true, false]);
    stage.writer.write(RUN, { message });
    const { queuedBytes, queuedRows, dropped } = stage.writer.stats();
    assert.ok(queuedBytes >= 100_000 && queuedBytes < 131_000, `${queuedBytes}`);
    assert.deepEqual([queuedRows, dropped], [4, 1]);
  });

  it('loses nothing of many who await their turn', async () => {
    const stage = writerStage({ maxQueueRows: 100 });
    stage.port.fate = async (call, port) => {
      await settle();
      return port.store(call);
    };
    const writers = Array.from({ length: 40 }, async (_, writer) => {
      for (let row = 0; row < 25; row += 1) {
        await stage.writer.writeWhenReady(RUN, { message: `${writer}:${row}` });
        assert.ok(stage.writer.stats().queuedRows <= 100);
      }
    });
    const all = Promise.all(writers);
    for (let turn = 0; turn < 50; turn += 1) await stage.clock.advance(250);
    await all;
    await stage.writer.flush();
    assert.equal(stage.stored().length, 1_000);
    assert.equal(stage.writer.stats().dropped, 0);
    for (let writer = 0; writer < 40; writer += 1) {
      const own = stage.stored().filter((message) => message.startsWith(`${writer}:`));
      assert.deepEqual(
        own,
        Array.from({ length: 25 }, (_, row) => `${writer}:${row}`),
      );
    }
  });

  for (const whenFull of ['block', 'drop-newest'] as const) {
    it(`drops, counts and tells the newest rows with ${whenFull}, if nobody waits`, async () => {
      const stage = writerStage({ maxQueueRows: 200, whenFull });
      const open = gate(stage);
      assert.equal(stage.write(1, 5_000), false);
      assert.deepEqual(
        stage.errors.map(({ code, rows }) => [code, rows]),
        [['queue-full', 1]],
      );
      await stage.clock.advance(1_000);
      assert.deepEqual(
        stage.errors.map(({ code, rows }) => [code, rows]),
        [
          ['queue-full', 1],
          ['queue-full', 4_799],
        ],
      );
      await open();
      assert.deepEqual(stage.stored(), messages(1, 200));
      const { written, stored, dropped } = stage.writer.stats();
      assert.deepEqual([written, stored, dropped], [5_000, 200, 4_800]);
    });
  }

  it('drops the oldest rows that wait with drop-oldest, of the same run first', async () => {
    // One at a time, so that the other run's rows, which are the oldest, wait and could be dropped.
    const options = { maxQueueRows: 200, whenFull: 'drop-oldest', maxParallelRuns: 1 } as const;
    const stage = writerStage(options);
    const open = gate(stage);
    stage.write(1, 100);
    stage.write(1, 10, OTHER_RUN);
    await stage.clock.advance(1);
    stage.write(101, 1_000);
    const { queuedRows, dropped } = stage.writer.stats();
    assert.deepEqual([queuedRows, dropped], [200, 810]);
    await open();
    await stage.clock.advance(1_000);
    // What was being sent could not give way.
    assert.deepEqual(stage.stored(), [...messages(1, 100), ...messages(911, 1_000)]);
    assert.deepEqual(stage.stored(OTHER_RUN), messages(1, 10));
    const sum = stage.errors.reduce((rows, error) => rows + error.rows, 0);
    assert.equal(sum, 810);
  });
});

describe('flush', () => {
  it('sends what waits at once, and resolves when it is stored', async () => {
    const stage = writerStage();
    stage.write(1, 250);
    stage.write(1, 5, OTHER_RUN);
    assert.deepEqual(await stage.writer.flush(), { left: 0 });
    assert.deepEqual(stage.stored(), messages(1, 250));
    assert.deepEqual(stage.stored(OTHER_RUN), messages(1, 5));
  });

  it('does not wait for rows that come later', async () => {
    const stage = writerStage();
    stage.write(1, 10);
    const open = gate(stage);
    let done = false;
    const flushed = stage.writer.flush().then(() => {
      done = true;
    });
    stage.write(11, 20);
    await open();
    assert.equal(done, true);
    await flushed;
    assert.deepEqual(stage.stored(), messages(1, 10));
    await stage.clock.advance(250);
    assert.deepEqual(stage.stored(), messages(1, 20));
  });

  it('tries a run that waits for its next attempt now', async () => {
    const stage = writerStage({ random: () => 0.99 });
    stage.port.fate = async () => {
      throw failure('08006');
    };
    stage.write(1, 1);
    await stage.clock.advance(120_000);
    stage.port.fate = async (call, port) => port.store(call);
    assert.deepEqual(await stage.writer.flush(), { left: 0 });
  });

  it('ends in bounded time, and says how much is left', async () => {
    const stage = writerStage();
    stage.port.fate = () => new Promise(() => undefined);
    stage.write(1, 150);
    const flushed = stage.writer.flush({ timeoutMs: 5_000 });
    await stage.clock.advance(4_999);
    assert.equal(stage.writer.stats().queuedRows, 150);
    await stage.clock.advance(1);
    assert.deepEqual(await flushed, { left: 150 });
  });
});

describe('close', () => {
  it('flushes, closes the port once, and refuses what comes then', async () => {
    const stage = writerStage();
    stage.write(1, 3);
    const [first, second] = await Promise.all([stage.writer.close(), stage.writer.close()]);
    assert.deepEqual([first, second], [{ left: 0 }, { left: 0 }]);
    assert.equal(stage.port.closed, 1);
    assert.equal(stage.write(4, 4), false);
    assert.deepEqual(stage.stored(), messages(1, 3));
    assert.deepEqual(
      stage.errors.map(({ code }) => code),
      ['writer-closed'],
    );
  });

  it('tells what is left when time is out, and lets go of everything', async () => {
    const stage = writerStage({ maxQueueRows: 150 });
    stage.port.fate = () => new Promise(() => undefined);
    stage.write(1, 150);
    const waiting = stage.writer.writeWhenReady(RUN, { message: 'late' });
    const closed = stage.writer.close({ timeoutMs: 1_000 });
    await stage.clock.advance(1_000);
    assert.deepEqual(await closed, { left: 150 });
    await waiting;
    assert.deepEqual(
      stage.errors.map(({ code, rows }) => [code, rows]),
      [
        ['rows-left', 150],
        ['writer-closed', 1],
      ],
    );
    assert.ok(stage.port.calls.every(({ signal }) => signal.aborted));
    await stage.clock.advance(600_000);
    assert.equal(stage.port.calls.length, 1);
  });
});

describe('the figures', () => {
  it('add up at any moment', async () => {
    const seen: string[] = [];
    const stage = writerStage({
      maxQueueRows: 250,
      healthEveryMs: 100,
      onHealth: (stats) => {
        const { written, stored, dropped, queuedRows } = stats;
        seen.push(`${written}=${stored}+${dropped}+${queuedRows}`);
        assert.equal(written, stored + dropped + queuedRows);
      },
    });
    let turn = 0;
    stage.port.fate = async (call, port) => {
      turn += 1;
      if (turn % 3 === 0) throw failure('40001');
      if (call.messages.includes('m40')) throw failure('23514');
      return port.store(call);
    };
    for (let step = 0; step < 10; step += 1) {
      stage.write(step * 60 + 1, step * 60 + 60);
      await stage.clock.advance(90);
    }
    stage.writer.write('no uuid', { message: 'x' });
    await stage.clock.advance(60_000);
    assert.ok(seen.length > 100);
    const { written, stored, dropped, queuedRows, retried, split } = stage.writer.stats();
    assert.equal(written, 601);
    assert.deepEqual([stored + dropped, queuedRows], [601, 0]);
    assert.ok(dropped >= 2 && retried > 0 && split > 0);
    await stage.writer.close();
    const { length } = seen;
    await stage.clock.advance(10_000);
    assert.equal(seen.length, length, 'health goes on after close');
  });

  it('know the age of the oldest row', async () => {
    const stage = writerStage({ maxBatchDelayMs: 10_000 });
    stage.write(1, 1);
    await stage.clock.advance(700);
    stage.write(2, 2, OTHER_RUN);
    await stage.clock.advance(300);
    assert.equal(stage.writer.stats().oldestQueuedMs, 1_000);
    await stage.writer.flush();
    assert.equal(stage.writer.stats().oldestQueuedMs, 0);
  });
});

describe('an option that is wrong', () => {
  for (const options of [
    { maxBatchRows: 0 },
    { maxBatchRows: 10_001 },
    { maxQueueRows: NaN },
    { maxBatchDelayMs: -1 },
    { retryForMs: 86_400_000 },
    { whenFull: 'panic' as 'block' },
    { port: {} as never },
  ]) {
    it(`is refused by name: ${JSON.stringify(options)}`, () => {
      const [name] = Object.keys(options);
      assert.throws(() => writerStage(options), new RegExp(String(name)));
    });
  }
});
