import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MAX_RECENT, readRecent, RecentQueries } from '../../../src/core/recent-queries.js';

describe('recent searches', () => {
  it('are newest first, none twice, and not too many', () => {
    const recent = new RecentQueries();
    for (let index = 1; index <= 30; index += 1) recent.add(`query ${index}`);
    recent.add(' query 15 ');
    recent.add('  ');
    recent.add('x'.repeat(501));
    assert.equal(recent.all.length, MAX_RECENT);
    assert.deepEqual(recent.all.slice(0, 3), ['query 15', 'query 30', 'query 29']);
    assert.equal(recent.all.filter((text) => text === 'query 15').length, 1);
  });

  it('take the place of what they were typed on from', () => {
    const recent = new RecentQueries();
    recent.add('pay');
    recent.add('payment', 'pay');
    recent.add('refused', 'payment');
    assert.deepEqual(recent.all, ['refused', 'payment']);
  });

  it('are offered by what is in them, and forgotten', () => {
    const recent = new RecentQueries(['level:error Card', 'timeout', 'card']);
    assert.deepEqual(recent.like('CARD'), ['level:error Card', 'card']);
    assert.deepEqual(recent.like('card'), ['level:error Card']);
    recent.remove('timeout');
    assert.deepEqual(recent.all, ['level:error Card', 'card']);
    recent.clear();
    assert.deepEqual(recent.all, []);
  });

  it('survive being kept, and whatever else is kept in their place', () => {
    const kept = new RecentQueries(['a', 'b']);
    assert.deepEqual(readRecent(JSON.stringify(kept.all)).all, ['a', 'b']);
    for (const odd of [null, '', '{', '{"a":1}', '5', '[1,null,{}]', '[["a"]]']) {
      assert.deepEqual(readRecent(odd).all, [], String(odd));
    }
    assert.deepEqual(readRecent('[1,"a"]').all, ['a']);
  });
});
