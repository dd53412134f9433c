/** Cutting a text for marking: nothing of it is ever lost, whatever the ranges are. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { textSegments, type TextRange } from '../../../src/core/text-segments.js';
import { between, chooseSeed, seededRandom } from '../../helpers/random.js';

const cut = (text: string, ranges: readonly TextRange[]): string =>
  textSegments(text, ranges)
    .map(({ text: piece, marked }) => (marked ? `<${piece}>` : piece))
    .join('|');

describe('textSegments', () => {
  it('cuts a text at its ranges', () => {
    assert.equal(cut('a timeout b', [[2, 9]]), 'a |<timeout>| b');
    assert.equal(cut('abc', []), 'abc');
    assert.equal(cut('', [[0, 3]]), '');
    assert.deepEqual(textSegments('abc', null), [{ text: 'abc', marked: false }]);
  });

  it('joins ranges that overlap or touch, in whatever order they come', () => {
    assert.equal(
      cut('abcdef', [
        [3, 5],
        [0, 2],
        [2, 4],
      ]),
      '<abcde>|f',
    );
  });

  it('clips ranges that reach outside, and drops empty ones', () => {
    assert.equal(
      cut('abc', [
        [-5, 1],
        [2, 99],
        [50, 60],
        [1, 1],
      ]),
      '<a>|b|<c>',
    );
  });

  it('never splits a character', () => {
    assert.equal(cut('a😀b', [[1, 2]]), 'a|<😀>|b');
    assert.equal(cut('a😀b', [[2, 4]]), 'a|<😀b>');
  });

  it('always gives the whole text back, marked where a range says so', (t) => {
    const seed = chooseSeed();
    t.diagnostic(`SEED=${seed}`);
    const random = seededRandom(seed);
    for (let round = 0; round < 2000; round += 1) {
      const text = 'abcdefghij'.slice(0, between(random, 0, 10));
      const ranges = Array.from(
        { length: between(random, 0, 4) },
        () => [between(random, -2, 12), between(random, -2, 12)] as const,
      );
      const segments = textSegments(text, ranges);
      assert.equal(segments.map((segment) => segment.text).join(''), text, `SEED=${seed}`);
      const marked = segments.flatMap((segment) => Array.from(segment.text, () => segment.marked));
      const expected = Array.from(text, (_, at) =>
        ranges.some(([from, to]) => from <= at && at < to),
      );
      assert.deepEqual(marked, expected, `SEED=${seed}`);
      segments
        .slice(1)
        .forEach((segment, at) => assert.notEqual(segment.marked, segments[at]?.marked));
    }
  });
});
