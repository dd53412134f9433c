/** Which rows the exact half of a query lets through, and what it marks. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonValue, LogEntry } from '../../../src/core/log-entry.js';
import { matchesQuery } from '../../../src/core/query-match.js';
import { parseQuery } from '../../../src/core/query.js';
import { entry } from '../../helpers/entries.js';

const row = entry(1, {
  message: 'POST /orders answered with status=503 after 30 s',
  nodeId: 'HTTP-1',
  severity: 'error',
  fields: {
    http: { status: 503, method: 'POST' },
    'service.name': 'orders',
    tags: ['slow', 'retry'],
    error: null,
    steps: [{ id: 'a' }, { id: 'b' }],
    took: '812.5',
  },
});

const matches = (text: string, over: Partial<LogEntry> = {}): boolean =>
  matchesQuery(parseQuery(text), { ...row, ...over });

describe('the exact half of a query', () => {
  for (const text of [
    '',
    '"answered with"',
    '"ANSWERED"',
    '/status=5\\d\\d/',
    '/POST/ -/GET/',
    '-heartbeat',
    'level:error',
    'level>=warn',
    '-level:info',
    'node:http-1',
    'node:http-*',
    'node:sql,http-1',
    'http.status:503',
    'http.status:5*',
    'http.status>=500',
    'http.status:200,503',
    'http.method:post',
    'service.name:orders',
    'tags:retry',
    'error:null',
    'steps.id:b',
    'took>800',
    'took<=812.5',
    'status:503',
    'nope:* OR level:error',
    '"answered" (level:info OR node:http-1)',
    '-(level:info OR heartbeat)',
    'http:*status*',
  ]) {
    it(`lets ${text === '' ? 'nothing asked' : text} through`, () => {
      assert.ok(matches(text));
    });
  }

  for (const text of [
    '"with answered"',
    '/^status/',
    '-orders',
    '-"status=503"',
    'level:info',
    'level>error',
    '-level:error',
    'node:http',
    'node:*-2',
    'http.status:50',
    'http.status>503',
    'took<800',
    'tags:ret',
    'nope:*',
    'error:timeout',
    'status:50',
    'tatus:503',
    'http.method>1',
    'level:error -orders',
  ]) {
    it(`holds ${text} back`, () => {
      assert.ok(!matches(text));
    });
  }

  it('leaves a row without node or fields out of what asks for them', () => {
    assert.ok(!matches('node:*', { nodeId: null }));
    assert.ok(!matches('http.status:503', { fields: null }));
    assert.ok(matches('-node:http-1', { nodeId: null }));
  });

  it('waits for the hits of the words, clause by clause', () => {
    const query = parseQuery('level:error timeout OR level:info refused');
    assert.ok(!matchesQuery(query, row));
    assert.ok(matchesQuery(query, row, [[0, 4]]));
    assert.ok(matchesQuery(query, row, Object.assign([[0, 4] as const], { clauses: 0b01 })));
    assert.ok(!matchesQuery(query, row, Object.assign([[0, 4] as const], { clauses: 0b10 })));
  });

  it('does not reach into a prototype', () => {
    for (const text of ['constructor:*', '__proto__.x:*', 'tags.length:2'])
      assert.ok(!matches(text), text);
  });
});

describe('a query over a row that was made to be slow', () => {
  const isQuick = (work: () => unknown): void => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    assert.ok(user + system < 150_000, `${(user + system) / 1000} ms`);
  };

  it('looks at the first 200,000 characters', () => {
    const query = parseQuery('"needle"');
    const at = (place: number): LogEntry => entry(1, { message: `${'x'.repeat(place)}needle` });
    assert.ok(matchesQuery(query, at(199_990)));
    assert.ok(!matchesQuery(query, at(200_000)));
  });

  it('does not look at every place where a common value is', () => {
    const message = 'a'.repeat(200_000);
    isQuick(() => assert.ok(!matchesQuery(parseQuery('key:a'), entry(1, { message }))));
  });

  it('compares with fields that are nested too deep to be written down', () => {
    let deep: JsonValue = [];
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    const row = entry(1, { fields: { deep, inner: { x: deep }, plain: 'yes' } });
    assert.ok(!matchesQuery(parseQuery('deep:x'), row));
    assert.ok(!matchesQuery(parseQuery('inner:x'), row));
    assert.ok(matchesQuery(parseQuery('plain:yes'), row));
  });
});
