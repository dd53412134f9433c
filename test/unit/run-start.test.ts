import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RunStart, type RunStartStream } from '../../src/run-start.js';
import type { LogPlaces } from '../../src/source/log-source.js';
import { entry } from '../helpers/entries.js';

const at = (seq: number): ReturnType<typeof entry> =>
  entry(seq, { createdAt: new Date(1_000_000 + seq * 1_000).toISOString() });

interface Stage {
  readonly stream: { -readonly [Name in keyof RunStartStream]: RunStartStream[Name] };
  readonly start: RunStart;
  readonly asked: number[];
  readonly told: number[];
  readonly answer: (rows: readonly ReturnType<typeof entry>[] | Error) => Promise<void>;
}

function setUp(canGoAnywhere = true): Stage {
  const asked: number[] = [];
  const told: number[] = [];
  let settle: (answer: readonly ReturnType<typeof entry>[] | Error) => void = () => {};
  const places = {
    newer: (from: number) => {
      asked.push(from);
      return new Promise((resolve, reject) => {
        settle = (answer) => {
          if (answer instanceof Error) reject(answer);
          else resolve({ rows: answer, isLast: false });
        };
      });
    },
  } as Partial<LogPlaces> as LogPlaces;
  const stream = {
    rows: [at(500), at(501)] as RunStartStream['rows'],
    reachedStart: false,
    places: canGoAnywhere ? places : null,
  };
  const start = new RunStart(stream, () => told.push(start.ms ?? NaN));
  const answer = async (rows: readonly ReturnType<typeof entry>[] | Error): Promise<void> => {
    settle(rows);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { stream, start, asked, told, answer };
}

describe('the start of a run', () => {
  it('is read once, and only when somebody wants to know', async () => {
    const { start, asked, told, answer } = setUp();
    assert.equal(start.ms, 1_500_000);
    assert.equal(start.isKnown, false);
    assert.deepEqual(asked, []);
    start.want();
    start.want();
    assert.deepEqual(asked, [1]);
    await answer([at(1)]);
    assert.deepEqual(told, [1_001_000]);
    assert.equal(start.isKnown, true);
    start.want();
    assert.deepEqual(asked, [1]);
  });

  it('is known without asking where it is held, also when that row is let go later', () => {
    const { stream, start, asked } = setUp();
    stream.rows = [at(1), at(2)];
    stream.reachedStart = true;
    start.want();
    assert.equal(start.isKnown, true);
    stream.rows = [at(900)];
    stream.reachedStart = false;
    assert.equal(start.ms, 1_001_000);
    assert.deepEqual(asked, []);
  });

  it('stays the first row held where it cannot be read, and is said to be that', async () => {
    const { start, answer, told } = setUp();
    start.want();
    await answer(new Error('unreachable'));
    assert.equal(start.ms, 1_500_000);
    assert.equal(start.isKnown, false);
    assert.deepEqual(told, []);
    const { start: bound, asked } = setUp(false);
    bound.want();
    assert.equal(bound.isKnown, false);
    assert.deepEqual(asked, []);
  });

  it('is forgotten with the run, and an answer that comes too late is none', async () => {
    const { start, asked, told, answer } = setUp();
    start.want();
    start.reset();
    await answer([at(1)]);
    assert.deepEqual(told, []);
    assert.equal(start.isKnown, false);
    start.want();
    assert.deepEqual(asked, [1, 1]);
  });
});
