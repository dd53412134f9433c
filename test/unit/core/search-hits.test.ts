/** Hits that stay flat until they are looked at, against a plain map of them. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SearchHits, type HitRanges } from '../../../src/core/search-hits.js';
import type { TextRange } from '../../../src/core/text-segments.js';
import { packHits, type Hit } from '../../../src/search/search-protocol.js';
import { between, chooseSeed, seededRandom } from '../../helpers/random.js';

const plain = (hit: HitRanges | undefined): unknown => hit && [[...hit], hit.clauses];

describe('the hits of a search', () => {
  it('are what came in, whatever was taken, set, deleted, looked at and renewed', (t) => {
    const seed = chooseSeed();
    t.diagnostic(`SEED=${seed}`);
    const random = seededRandom(seed);
    for (let round = 0; round < 200; round += 1) {
      let hits = new SearchHits();
      const twin = new Map<number, HitRanges>();
      const clauseCount = between(random, 1, 3);
      for (let step = 0; step < 30; step += 1) {
        const seq = between(random, 1, 60);
        const kind = between(random, 0, 5);
        if (kind <= 2) {
          const taken = Array.from({ length: between(random, 0, 8) }, (_, at): Hit => {
            const ranges = Array.from({ length: between(random, 0, 3) }, (_, n): TextRange => [
              n,
              at,
            ]);
            return { seq: seq + at, clauses: between(random, 1, 7), ranges };
          });
          hits.take(packHits(taken, clauseCount));
          for (const { seq: key, ranges, clauses } of taken) {
            twin.set(key, clauseCount > 1 ? Object.assign(ranges.slice(), { clauses }) : ranges);
          }
        } else if (kind === 3) {
          hits.delete(seq);
          twin.delete(seq);
        } else if (kind === 4) assert.deepEqual(plain(hits.get(seq)), plain(twin.get(seq)));
        else hits = hits.renewed();
      }
      const where = `round ${round}, SEED=${seed}`;
      for (const [seq, hit] of twin)
        assert.equal(hits.bitsOf(seq), hit.clauses ?? 0x7fffffff, where);
      assert.equal(hits.bitsOf(1_000), 0);
      assert.deepEqual(
        [...hits].map(([seq, hit]) => [seq, plain(hit)]),
        [...twin].map(([seq, hit]) => [seq, plain(hit)]),
        where,
      );
      assert.equal(hits.get(30), hits.get(30), 'made once');
      assert.deepEqual([...hits.renewed().journal], [...hits.keys()]);
    }
  });
});
