/** What is said through the logger, as rows. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RUN, writerStage } from './writer-stage.js';

interface Row {
  readonly level?: string;
  readonly message: string;
  readonly node_id?: string;
  readonly fields?: Record<string, unknown>;
}

async function rowsOf(say: (stage: ReturnType<typeof writerStage>) => void): Promise<Row[]> {
  const stage = writerStage();
  say(stage);
  await stage.writer.flush();
  return stage.port.calls.flatMap(({ entriesJson }) => JSON.parse(entriesJson) as Row[]);
}

describe('the logger', () => {
  it('has the levels of a console, and two more', async () => {
    const rows = await rowsOf(({ writer }) => {
      const logger = writer.logger(RUN);
      const { trace, debug, info, log, warn, error, fatal } = logger;
      [trace, debug, info, log, warn, error, fatal].forEach((say) => {
        say('said');
      });
    });
    assert.equal(
      rows.map(({ level }) => level).join(' '),
      'trace debug info info warn error fatal',
    );
  });

  it('makes text of words, fields of objects, and keeps lists', async () => {
    const [row] = await rowsOf(({ writer }) => {
      writer.logger(RUN, { nodeId: 'n' }).info('took', 12, null, { ms: 12 }, [1, 2], { a: true });
    });
    assert.equal(row?.message, 'took 12 null');
    assert.equal(row.node_id, 'n');
    assert.deepEqual(row.fields, { ms: 12, a: true, args: [[1, 2]] });
  });

  it('takes an error as it comes, with or without words', async () => {
    const [bare, said] = await rowsOf(({ writer }) => {
      const logger = writer.logger(RUN);
      logger.error(new RangeError('too far'));
      logger.error('gave up', new RangeError('too far'));
    });
    assert.equal(bare?.message, 'too far');
    assert.equal(said?.message, 'gave up');
    for (const row of [bare, said]) {
      assert.equal((row.fields?.['err'] as { name: string }).name, 'RangeError');
    }
  });

  it('passes context on, what is said with a row first', async () => {
    const [row] = await rowsOf(({ writer }) => {
      const logger = writer.logger(RUN, { nodeId: 'a', fields: { attempt: 1, who: 'x' } });
      logger.with({ nodeId: 'b', fields: { attempt: 2 } }).warn('again', { who: 'y' });
    });
    assert.equal(row?.node_id, 'b');
    assert.deepEqual(row.fields, { attempt: 2, who: 'y' });
  });

  it('survives a getter that throws', async () => {
    const rows = await rowsOf(({ writer }) => {
      writer.logger(RUN).info('a', {
        get bad(): never {
          throw new Error('no');
        },
      });
    });
    assert.equal(rows[0]?.fields?.['bad'], '[unreadable]');
  });
});
