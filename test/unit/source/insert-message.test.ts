import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEFAULT_COLUMNS } from '../../../src/core/columns.js';
import { readInsert } from '../../../src/source/insert-message.js';
import type { LiveMessage } from '../../../src/source/live-message.js';
import { RUN_ID } from '../../helpers/entries.js';

const ROW = {
  id: 8,
  run_id: RUN_ID,
  seq: 3,
  level: 'warn',
  message: 'three',
  node_id: 'http-1',
  fields: { a: 1 },
  created_at: '2026-11-23T08:49:04.914083+00:00',
};

function read(over: object, errors: unknown = null): LiveMessage {
  const change = { schema: 'public', table: 'lines', eventType: 'INSERT', old: {}, errors };
  return readInsert({ ...change, new: { ...ROW, ...over } }, RUN_ID, DEFAULT_COLUMNS);
}

describe('a row that was inserted', () => {
  it('becomes an entry, with its id as text and its time to the microsecond', () => {
    const message = read({});
    assert.ok(message.kind === 'rows');
    assert.equal(message.to, 3);
    const [entry] = message.entries;
    assert.equal(entry?.id, '8');
    assert.equal(entry.createdAt, '2026-11-23T08:49:04.914083+00:00');
    assert.deepEqual(entry.fields, { a: 1 });
    assert.equal(entry.malformed, undefined);
  });

  it('is found under the names that the host gives its columns', () => {
    const columns = { ...DEFAULT_COLUMNS, seq: 'n', message: 'line', fields: null, nodeId: null };
    const row = { id: 'u-1', run_id: RUN_ID, n: '7', line: 'seven', created_at: ROW.created_at };
    const message = readInsert({ new: row, errors: null }, RUN_ID, columns);
    assert.ok(message.kind === 'rows');
    assert.equal(message.entries[0]?.message, 'seven');
    assert.equal(message.entries[0].seq, 7);
    assert.equal(message.entries[0].malformed, undefined);
  });

  it('is only a pointer when the server has cut it', () => {
    const cut = read({ message: undefined, fields: undefined }, ['Error 413: Payload Too Large']);
    assert.deepEqual(cut, { kind: 'pointer', to: 3 });
  });

  it('is only a pointer when its id has lost digits on the way', () => {
    assert.deepEqual(read({ id: 2 ** 53 }), { kind: 'pointer', to: 3 });
  });

  it('is told apart from a row of another run', () => {
    assert.deepEqual(read({ run_id: '5f0c2b9e-0000-4000-8000-000000000002' }), { kind: 'foreign' });
  });

  it('is shown, marked, when it is not what a log row should be', () => {
    const message = read({ message: 5 });
    assert.ok(message.kind === 'rows');
    assert.equal(message.entries[0]?.malformed, 'message');
  });

  for (const seq of [null, undefined, 0, -1, 1.5, 'three', 2 ** 60]) {
    it(`is unreadable with the seq ${String(seq)}`, () => {
      assert.deepEqual(read({ seq }), { kind: 'unreadable', why: 'seq' });
    });
  }

  it('says what the server said when nothing of the row may be read', () => {
    const message = readInsert(
      { new: {}, errors: [`Error 401: Unauthorized ${'x'.repeat(500)}`] },
      RUN_ID,
      DEFAULT_COLUMNS,
    );
    assert.ok(message.kind === 'unreadable');
    assert.match(message.why, /^Error 401: Unauthorized x+$/);
    assert.ok(message.why.length <= 120);
  });

  for (const change of [null, 'text', 5, [], {}, { new: null }, { new: [] }]) {
    it(`is not what ${JSON.stringify(change)} is`, () => {
      const message = readInsert(change, RUN_ID, DEFAULT_COLUMNS);
      assert.equal(message.kind, 'unreadable');
    });
  }
});
