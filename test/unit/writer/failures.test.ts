/** What becomes of rows when the database says no, says nothing, or is not there. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeFailure } from '../../../src/writer/append-failure.js';
import { settle } from '../../helpers/fake-clock.js';
import { failure, type Fate } from './fake-port.js';
import { messages, OTHER_RUN, RUN, writerStage } from './writer-stage.js';

/** Refuses every batch that holds one of these messages, as a constraint would. */
const refusing =
  (bad: readonly string[], code = '22008'): Fate =>
  async (call, port) => {
    if (call.messages.some((message) => bad.includes(message))) throw failure(code);
    return port.store(call);
  };

describe('a failure is judged', () => {
  const CASES: readonly (readonly [kind: string, errors: readonly object[]])[] = [
    ['retry', ['08006', '08P01', '53300', '57P01', '40001', '40P01', '55P03', '25006'].map(coded)],
    ['retry', ['ECONNREFUSED', 'EPIPE', 'CONNECTION_CLOSED', 'UND_ERR_SOCKET'].map(coded)],
    ['retry', [{ status: 503 }, { status: 500 }, { status: 429 }, { status: 408 }]],
    ['retry', [new TypeError('fetch failed'), new SyntaxError('Unexpected token <')]],
    ['retry', [{ status: 503, code: 'PGRST002' }]],
    ['row', ['22008', '22021', '22P05', '23514', '23505', '54000', 'P0001'].map(coded)],
    ['row', [{ status: 400 }, { status: 413 }, { status: 400, code: '22007' }]],
    ['batch', ['42501', '42883', '42P01', '28P01', '3D000', '22004'].map(coded)],
    ['batch', [{ status: 401 }, { status: 403 }, { status: 404, code: 'PGRST202' }]],
    ['batch', [{ code: '23503', message: 'run 0000 does not exist' }]],
    ['row', [{ code: '23503', message: 'insert or update on table "logs" violates …' }]],
    ['unclear', ['57014', 'XX000'].map(coded)],
    ['unclear', [{ status: 500, code: '57014' }]],
  ];
  for (const [kind, errors] of CASES) {
    for (const error of errors) {
      it(`${error instanceof Error ? error.message : JSON.stringify(error)} as ${kind}`, () => {
        assert.equal(judgeFailure(error).kind, kind);
      });
    }
  }

  it('whatever is thrown', () => {
    const trap = new Proxy({}, { get: () => assert.fail('a getter that throws') });
    for (const error of [null, undefined, 'text', 7, trap, { code: { toString: null } }]) {
      assert.equal(judgeFailure(error).kind, 'retry');
    }
  });

  function coded(code: string): object {
    return { code };
  }
});

const callsOf = ({ port }: ReturnType<typeof writerStage>): number => port.calls.length;

describe('what can be sent again', () => {
  it('is, with full jitter between doubling bounds, until it is stored', async () => {
    let chance = 0;
    const stage = writerStage({ random: () => chance });
    const at: number[] = [];
    const startMs: number = stage.clock.now();
    stage.port.fate = async () => {
      at.push(stage.clock.now() - startMs);
      throw failure('08006');
    };
    stage.write(1, 100);
    await settle();
    // The least that chance can draw, then the most: 100 ms; up to 1 s, 2 s … 30 s.
    await stage.clock.advance(100);
    chance = 0.999_999;
    await stage.clock.advance(100);
    await stage.clock.advance(120_000);
    const waits = at.map((time, index) => time - (at[index - 1] ?? 0));
    assert.deepEqual(waits.slice(0, 9), [0, 100, 100, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    stage.port.fate = async (call, port) => port.store(call);
    await stage.clock.advance(30_000);
    assert.deepEqual(stage.stored(), messages(1, 100));
    assert.equal(stage.writer.stats().dropped, 0);
    assert.equal(stage.writer.stats().retrying, false);
  });

  it('waits as long as the server asks, but not forever', async () => {
    const stage = writerStage();
    stage.port.fate = async () => {
      throw failure('', { status: 429, retryAfterMs: 7_000 });
    };
    stage.write(1, 100);
    await stage.clock.advance(6_999);
    assert.equal(stage.port.calls.length, 1);
    await stage.clock.advance(1);
    assert.equal(stage.port.calls.length, 2);
    stage.port.fate = async () => {
      throw failure('', { status: 429, retryAfterMs: 86_400_000 });
    };
    await stage.clock.advance(7_000);
    assert.equal(callsOf(stage), 3);
    await stage.clock.advance(30_000);
    assert.equal(callsOf(stage), 4);
  });

  it('is told at once, and then at most once a second', async () => {
    const stage = writerStage({ backoff: { floorMs: 10, baseMs: 10, capMs: 10 } });
    stage.port.fate = async () => {
      throw failure('ECONNREFUSED');
    };
    stage.write(1, 100);
    await settle();
    assert.deepEqual(
      stage.errors.map(({ code, reason, rows }) => [code, reason, rows]),
      [['append-retrying', 'ECONNREFUSED', 100]],
    );
    await stage.clock.advance(5_000);
    assert.ok(stage.port.calls.length > 400);
    assert.ok(stage.errors.length >= 5 && stage.errors.length <= 7, `${stage.errors.length} told`);
  });

  it('is sent again when no answer comes, under the same key', async () => {
    const stage = writerStage();
    stage.port.fate = (call, port) => {
      port.store(call);
      return new Promise(() => undefined);
    };
    stage.write(1, 100);
    await stage.clock.advance(29_999);
    assert.equal(stage.port.calls.length, 1);
    assert.equal(stage.port.calls[0]!.signal.aborted, false);
    stage.port.fate = async (call, port) => port.store(call);
    await stage.clock.advance(2_000);
    assert.equal(stage.port.calls[0]!.signal.aborted, true);
    assert.equal(stage.port.calls.length, 2);
    assert.deepEqual(stage.stored(), messages(1, 100));
    assert.equal(stage.writer.stats().stored, 100);
  });

  it('is given up after retryForMs, told, and handed over', async () => {
    const stage = writerStage({ retryForMs: 60_000 });
    stage.port.fate = async () => {
      throw failure('53300');
    };
    stage.write(1, 100);
    await stage.clock.advance(100_000);
    const last = stage.errors.at(-1)!;
    assert.deepEqual(
      [last.code, last.rows, last.reason],
      ['retries-exhausted', 100, 'SQLSTATE 53300'],
    );
    assert.equal(stage.dropped.length, 100);
    assert.deepEqual([stage.writer.stats().dropped, stage.writer.stats().queuedRows], [100, 0]);
  });
});

describe('what is refused', () => {
  it('costs the rows to blame, and no other; the order stays', async () => {
    const stage = writerStage();
    const bad = ['m1', 'm37', 'm38', 'm100', 'm164'];
    stage.port.fate = refusing(bad);
    stage.write(1, 200);
    await stage.clock.advance(1_000);
    assert.deepEqual(
      stage.stored(),
      messages(1, 200).filter((message) => !bad.includes(message)),
    );
    assert.deepEqual(
      stage.errors.map(({ code, rows, runId, reason }) => [code, rows, runId, reason]),
      bad.map(() => ['row-refused', 1, RUN, 'SQLSTATE 22008']),
    );
    assert.deepEqual(
      stage.dropped.map((json) => (JSON.parse(json) as { message: string }).message),
      bad,
    );
    const { stored, dropped, queuedRows, split } = stage.writer.stats();
    assert.deepEqual([stored, dropped, queuedRows], [195, 5, 0]);
    assert.ok(split > 0);
    // One bad row in a hundred must not cost a hundred calls.
    assert.ok(stage.port.calls.length < 70, `${stage.port.calls.length} calls`);
  });

  it('gets a new key when it is halved: its first key is that of other rows', async () => {
    const stage = writerStage();
    stage.port.fate = refusing(['m1']);
    stage.write(1, 4);
    await stage.clock.advance(250);
    const rowsOf = new Map<string, string>();
    for (const { batchKey, messages: rows } of stage.port.calls) {
      assert.equal(rowsOf.get(batchKey) ?? rows.join(), rows.join());
      rowsOf.set(batchKey, rows.join());
    }
    assert.deepEqual([...rowsOf.values()], ['m1,m2,m3,m4', 'm1,m2', 'm1', 'm2', 'm3,m4']);
  });

  it('is not searched for a row when none can be to blame', async () => {
    const stage = writerStage();
    stage.port.fate = async () => {
      throw failure('42883');
    };
    stage.write(1, 100);
    await settle();
    assert.equal(stage.port.calls.length, 1);
    assert.deepEqual(
      stage.errors.map(({ code, rows }) => [code, rows]),
      [['append-refused', 100]],
    );
    assert.equal(stage.writer.stats().dropped, 100);
  });

  it('costs an unknown run one call a batch, and no other run anything', async () => {
    const stage = writerStage();
    stage.port.fate = async (call, port) => {
      if (call.runId !== RUN) return port.store(call);
      throw Object.assign(failure('23503'), { message: `run ${RUN} does not exist` });
    };
    stage.write(1, 100);
    stage.write(1, 100, OTHER_RUN);
    await settle();
    assert.equal(stage.port.calls.length, 2);
    assert.deepEqual(
      stage.errors.map(({ code, runId }) => [code, runId]),
      [['run-unknown', RUN]],
    );
    assert.equal(stage.stored(OTHER_RUN).length, 100);
  });

  it('is tried eight times when the answer is unclear, then searched', async () => {
    const stage = writerStage();
    stage.port.fate = refusing(['m3'], '57014');
    stage.write(1, 4);
    await stage.clock.advance(250);
    assert.equal(stage.port.calls.length, 1);
    await stage.clock.advance(600_000);
    assert.deepEqual(stage.stored(), ['m1', 'm2', 'm4']);
    const whole = stage.port.calls.filter((call) => call.messages.length === 4);
    assert.equal(whole.length, 8);
  });
});

describe('an error', () => {
  it('never carries what the database said, only its code', async () => {
    const stage = writerStage();
    const secret = 'hunter2';
    for (const code of ['22008', '42501', '08006', `postgres://u:${secret}@host`]) {
      stage.port.fate = async () => {
        throw failure(code, { detail: secret, query: secret, parameters: [secret] });
      };
      stage.writer.write(RUN, { message: `password ${secret}` });
      await stage.clock.advance(2_000);
      stage.port.fate = async (call, port) => port.store(call);
      await stage.clock.advance(60_000);
    }
    assert.ok(stage.errors.length >= 4);
    for (const error of stage.errors) {
      const shown = [String(error), JSON.stringify(error), error.stack, String(error.cause)].join();
      assert.ok(!shown.includes(secret), shown);
      assert.ok(error.remedy.length > 10);
    }
  });

  it('of a host that throws when told does no harm', async () => {
    const stage = writerStage({
      onError: () => {
        throw new Error('the host fails');
      },
    });
    stage.port.fate = refusing(['m2']);
    stage.write(1, 3);
    await stage.clock.advance(250);
    assert.deepEqual(stage.stored(), ['m1', 'm3']);
  });
});
