import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { querySuggestions } from '../../../src/core/query-suggestions.js';
import { entry } from '../../helpers/entries.js';

describe('suggestions for a search', () => {
  it('are what occurs, most frequent first, of nodes, paths and values', () => {
    const rows = [
      entry(1, { nodeId: 'charge', fields: { http: { status: 502, path: '/a' }, tags: ['x'] } }),
      entry(2, { nodeId: 'charge', fields: { http: { status: 200 }, retry: true, none: null } }),
      entry(3, { nodeId: 'mail', fields: { http: { status: 502 } } }),
    ];
    const { nodes, paths, valuesOf } = querySuggestions(rows);
    assert.deepEqual(nodes, ['charge', 'mail']);
    assert.deepEqual(paths, ['http.status', 'http.path', 'retry']);
    assert.deepEqual(valuesOf('http.status'), ['502', '200']);
    assert.deepEqual(valuesOf('retry'), ['true']);
    assert.deepEqual(valuesOf('tags'), []);
  });

  it('look at a sample: the newest rows, and some of all the others', () => {
    let looks = 0;
    const rows = Array.from({ length: 100_000 }, (_, index) => {
      const row = entry(index + 1, { nodeId: index > 99_000 ? 'late' : 'early' });
      return Object.defineProperty({ ...row }, 'fields', {
        enumerable: true,
        get: () => {
          looks += 1;
          return { [`key-${index}`]: 'x'.repeat(100) };
        },
      });
    });
    const { nodes, paths, valuesOf } = querySuggestions(rows);
    assert.ok(looks <= 2 * 2_000, `${looks} rows were looked at`);
    assert.deepEqual([...nodes].sort(), ['early', 'late']);
    assert.equal(paths.length, 50);
    assert.deepEqual(valuesOf(paths[0] ?? ''), [], 'a long value is no suggestion');
  });
});
