import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseRow } from '../../../src/core/parse-row.js';
import { RUN_ID } from '../../helpers/entries.js';

const ROW = {
  seq: 7,
  id: '9007199254740993',
  run_id: RUN_ID,
  level: 'WARNING',
  message: 'slow',
  node_id: 'http-1',
  fields: { ms: 1200 },
  created_at: '2026-11-23T08:43:42.825485+00:00',
};
const CONTEXT = { runId: RUN_ID };

describe('parse row', () => {
  it('keeps every part as it came, and normalises the severity', () => {
    assert.deepEqual(parseRow(ROW, CONTEXT), {
      seq: 7,
      id: '9007199254740993',
      runId: RUN_ID,
      level: 'WARNING',
      message: 'slow',
      nodeId: 'http-1',
      fields: { ms: 1200 },
      createdAt: '2026-11-23T08:43:42.825485+00:00',
      severity: 'warn',
      guessed: false,
    });
  });

  it('guesses the severity only where no level is given, and says so', () => {
    const entry = parseRow({ ...ROW, level: null, message: 'ERROR: boom', fields: null }, CONTEXT);
    assert.equal(entry?.severity, 'error');
    assert.equal(entry.guessed, true);
  });

  it('reads a seq that came as text, as bigints do', () => {
    assert.equal(parseRow({ ...ROW, seq: '12' }, CONTEXT)?.seq, 12);
  });

  const unplaceable: [string, unknown][] = [
    ['null', null],
    ['text', 'row'],
    ['no seq', { ...ROW, seq: undefined }],
    ['seq 0', { ...ROW, seq: 0 }],
    ['a negative seq', { ...ROW, seq: -1 }],
    ['half a seq', { ...ROW, seq: 1.5 }],
    ['a seq past 2^53', { ...ROW, seq: '99999999999999999999' }],
    ['another run', { ...ROW, run_id: 'another' }],
  ];
  for (const [name, raw] of unplaceable) {
    it(`turns away ${name}`, () => {
      assert.equal(parseRow(raw, CONTEXT), null);
    });
  }

  const malformed: [string, object, string][] = [
    ['no message', { message: undefined }, 'message'],
    ['a message that is not text', { message: { a: 1 } }, 'message'],
    ['a level that is neither text nor a number', { level: [4] }, 'level'],
    ['fields that are a list', { fields: [1] }, 'fields'],
    ['a time that is none', { created_at: 'yesterday' }, 'created_at'],
    ['a node that is not text', { node_id: 5 }, 'node_id'],
  ];
  for (const [name, over, problem] of malformed) {
    it(`shows a row with ${name}, marked`, () => {
      const entry = parseRow({ ...ROW, ...over }, CONTEXT);
      assert.equal(entry?.malformed, problem);
      assert.equal(entry.seq, 7);
      assert.equal(typeof entry.message, 'string');
    });
  }

  it('shows a row that is no object where the message gives its place', () => {
    const entry = parseRow(42, { runId: RUN_ID, seq: 3 });
    assert.equal(entry?.seq, 3);
    assert.equal(entry.message, '42');
  });

  it('reads a host’s own column names', () => {
    const columns = {
      runId: 'run',
      seq: 'n',
      id: 'key',
      level: 'severity',
      message: 'text',
      nodeId: 'step',
      fields: 'data',
      createdAt: 'at',
    };
    const raw = { n: 1, key: 2, severity: 'error', text: 'x', step: 's', at: ROW.created_at };
    assert.equal(parseRow(raw, { runId: RUN_ID, columns })?.severity, 'error');
  });
});
