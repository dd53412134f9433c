import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hitLength } from '../../../src/search/compact-ranges.js';
import { WordSearch } from '../../../src/search/search-engine.js';

describe('the end of a hit', () => {
  for (const [word, text, typos, marked] of [
    ['signatuer', 'signature of', 1, 'signature'],
    ['tiemout', 'timeout at', 2, 'timeout'],
    ['timeuot', 'timeout', 1, 'timeout'],
    ['finshed', 'finished in', 1, 'finished'],
    ['conection', 'connections', 1, 'connection'],
    ['timeoutx', 'timeout now', 1, 'timeout'],
    ['timeout', 'timed out of', 2, 'timed out'],
    ['fail', 'failed', 1, 'fail'],
    ['abc', 'xyz', 1, 'xyz'],
  ] as const) {
    it(`of ${word} in “${text}” is that of ${marked}`, () => {
      assert.equal(text.slice(0, hitLength(word, text, typos)), marked);
    });
  }

  it('is where the mark ends', () => {
    for (const [word, text, marked] of [
      ['signatuer', 'the signature of it', 'signature'],
      ['tiemout', 'a timeout', 'timeout'],
      ['heartbaet', 'no heartbeat since', 'heartbeat'],
    ] as const) {
      const ranges = new WordSearch(word).find(text) ?? [];
      assert.deepEqual(ranges.map(([from, to]) => text.slice(from, to)), [marked]); // prettier-ignore
    }
  });
});
