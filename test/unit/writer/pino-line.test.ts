/** Lines of pino, read; and the stream that reads them. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import type { LogWriterError } from '../../../src/writer/index.js';
import { parsePinoLine } from '../../../src/writer/pino-line.js';
import transport, { pinoStream } from '../../../src/writer/pino.js';
import { settle } from '../../helpers/fake-clock.js';
import { RUN, writerStage } from './writer-stage.js';

const line = (members: object): string => JSON.stringify(members);

describe('a line', () => {
  it('becomes a row: level by name, time, message, run, node, and the rest as fields', () => {
    const text = line({
      level: 40,
      time: 1_763_887_776_951,
      pid: 1,
      hostname: 'h',
      runId: RUN,
      nodeId: 'fetch',
      requestId: 'r1',
      err: { type: 'Error', message: 'no' },
      msg: 'slow',
    });
    assert.deepEqual(parsePinoLine(text), {
      runId: RUN,
      entry: {
        level: 'warn',
        message: 'slow',
        nodeId: 'fetch',
        fields: { requestId: 'r1', err: { type: 'Error', message: 'no' } },
        createdAt: 1_763_887_776_951,
      },
      isUnreadable: false,
    });
  });

  for (const [level, name] of [
    [10, 'trace'],
    [5, 'trace'],
    [20, 'debug'],
    [30, 'info'],
    [35, 'info'],
    [50, 'error'],
    [60, 'fatal'],
    [70, 'fatal'],
    ['notice', 'notice'],
  ] as const) {
    it(`of level ${level} is ${name}`, () => {
      assert.equal(parsePinoLine(line({ level, msg: '' })).entry.level, name);
    });
  }

  it('takes other names for its members', () => {
    const options = { runIdKey: 'run', nodeIdKey: 'step', messageKey: 'message', omit: ['v'] };
    const { runId, entry } = parsePinoLine(
      line({ run: RUN, step: 3, message: 'm', v: 1, pid: 2 }),
      options,
    );
    assert.equal(runId, RUN);
    assert.deepEqual(entry, { message: 'm', nodeId: '3', fields: { pid: 2 } });
  });

  it('has its error’s message when it has none', () => {
    assert.equal(parsePinoLine(line({ err: { message: 'broke' } })).entry.message, 'broke');
    assert.equal(parsePinoLine(line({ a: 1 })).entry.message, '');
    assert.equal(parsePinoLine(line({ err: null })).entry.message, '');
  });

  it('that is no JSON object is kept as it came', () => {
    for (const text of ['INFO hello', '[1]', '7', '{"a":']) {
      const read = parsePinoLine(text, { runId: RUN });
      assert.deepEqual(read, { runId: RUN, entry: { message: text }, isUnreadable: true });
    }
  });
});

describe('the stream', () => {
  it('joins lines and letters that were cut, and stores all of it when it ends', async () => {
    const stage = writerStage();
    const stream = pinoStream(stage.writer);
    const bytes = Buffer.from(
      Array.from(
        { length: 300 },
        (_, row) => `${line({ runId: RUN, msg: `größe ${row} 😀` })}\n`,
      ).join(''),
    );
    // Without the last line's end.
    for (let at = 0; at < bytes.length - 1; at += 7) {
      stream.write(bytes.subarray(at, Math.min(at + 7, bytes.length - 1)));
    }
    stream.end();
    await once(stream, 'finish');
    assert.deepEqual(
      stage.stored(),
      Array.from({ length: 300 }, (_, row) => `größe ${row} 😀`),
    );
  });

  it('waits while the queue is full, so that nothing is dropped', async () => {
    const stage = writerStage({ maxQueueRows: 10, maxBatchRows: 5 });
    stage.port.fate = async (call, port) => {
      await settle();
      return port.store(call);
    };
    const stream = pinoStream(stage.writer);
    for (let row = 0; row < 500; row += 1) stream.write(`${line({ runId: RUN, msg: `${row}` })}\n`);
    stream.end();
    await once(stream, 'finish');
    assert.equal(stage.stored().length, 500);
    assert.equal(stage.writer.stats().dropped, 0);
  });

  it('tells once of lines without a run, and goes on', async () => {
    const stage = writerStage();
    const errors: LogWriterError[] = [];
    const stream = pinoStream(stage.writer, { onError: (error) => errors.push(error) });
    for (const text of [
      line({ msg: 'a' }),
      'b',
      line({ msg: 'c' }),
      line({ runId: RUN, msg: 'd' }),
    ]) {
      stream.write(`${text}\n`);
    }
    stream.end();
    await once(stream, 'finish');
    assert.deepEqual(
      errors.map(({ code }) => code),
      ['run-missing', 'line-unreadable'],
    );
    assert.deepEqual(stage.stored(), ['d']);
  });
});

describe('the transport', () => {
  it('says what it lacks, and never the key', async () => {
    await assert.rejects(transport({}), /postgrest or portModule/);
    await assert.rejects(transport({ postgrest: { url: 'https://a.example' } }), /keyEnv/);
    const key = 'sb_secret_hunter2';
    await assert.rejects(transport({ postgrest: { url: 'nonsense', key } }), (error: Error) => {
      assert.ok(!String(error.stack).includes(key));
      return true;
    });
  });
});
