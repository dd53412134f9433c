import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readLogsMessage, readRunMessage } from '../../../src/source/live-message.js';
import { RUN_ID } from '../../helpers/entries.js';

const COLS = ['id', 'level', 'message', 'node_id', 'fields', 'created_at'];
const AT = '2026-01-01T00:00:00.000+00:00';
const message = (over: object): object => ({
  v: 1,
  run_id: RUN_ID,
  from: 5,
  to: 6,
  cols: COLS,
  rows: [
    ['50', 'info', 'five', null, null, AT],
    ['60', null, 'six', 'n', { a: 1 }, AT],
  ],
  ...over,
});

describe('live message', () => {
  it('gives each row its place by counting from the first', () => {
    const read = readLogsMessage(message({}), RUN_ID);
    assert.ok(read.kind === 'rows');
    assert.deepEqual(
      read.entries.map(({ seq, id, message: text }) => ({ seq, id, text })),
      [
        { seq: 5, id: '50', text: 'five' },
        { seq: 6, id: '60', text: 'six' },
      ],
    );
  });

  it('does not care about the order of columns, nor for ones it does not know', () => {
    const cols = ['message', 'new_column', 'created_at'];
    const read = readLogsMessage(message({ to: 5, cols, rows: [['five', 'x', AT]] }), RUN_ID);
    assert.ok(read.kind === 'rows');
    assert.equal(read.entries[0]?.message, 'five');
    assert.equal(read.entries[0].malformed, undefined);
  });

  it('shows a row that is not a list, marked, in its place', () => {
    const read = readLogsMessage(message({ to: 5, rows: ['oops'] }), RUN_ID);
    assert.ok(read.kind === 'rows');
    assert.equal(read.entries[0]?.seq, 5);
    assert.match(read.entries[0].malformed ?? '', /message/);
  });

  const pointers: Record<string, object> = {
    'no rows': { cols: undefined, rows: undefined },
    'rows that are no list': { rows: 'x' },
    'columns that are no list': { cols: 'x' },
    'fewer rows than it says': { to: 9 },
    'more rows than it says': { to: 5 },
    'a million rows': { to: 1_000_004, rows: new Array(1_000_000).fill([]) },
  };
  for (const [name, over] of Object.entries(pointers)) {
    it(`only points when it has ${name}`, () => {
      assert.equal(readLogsMessage(message(over), RUN_ID).kind, 'pointer');
    });
  }

  const unreadable: [string, unknown][] = [
    ['null', null],
    ['text', 'x'],
    ['a list', []],
    ['no numbers', message({ from: undefined })],
    ['a number as text', message({ from: '5' })],
    ['numbers that run backwards', message({ from: 6, to: 5 })],
    ['a place before the first', message({ from: 0 })],
  ];
  for (const [name, payload] of unreadable) {
    it(`says that it cannot read ${name}`, () => {
      const read = readLogsMessage(payload, RUN_ID);
      assert.equal(read.kind, 'unreadable');
    });
  }

  it('never reads a message of another run', () => {
    assert.equal(readLogsMessage(message({ run_id: 'another' }), RUN_ID).kind, 'foreign');
    assert.equal(readRunMessage({ run_id: 'another', status: 'x' }, RUN_ID).kind, 'foreign');
  });

  it('reads the status of the run', () => {
    assert.deepEqual(readRunMessage({ run_id: RUN_ID, status: 'failed', last_seq: 9 }, RUN_ID), {
      kind: 'run',
      info: { status: 'failed', lastSeq: 9 },
    });
    assert.equal(readRunMessage({ run_id: RUN_ID, last_seq: 9 }, RUN_ID).kind, 'unreadable');
  });
});
