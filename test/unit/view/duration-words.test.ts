import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { durationWords } from '../../../src/view/duration-words.js';
import { visibleControls } from '../../../src/view/raw-text.js';

describe('a length of time in words', () => {
  it('has its two largest units', () => {
    const words = (seconds: number): string => durationWords(seconds * 1_000, 'en');
    assert.equal(words(2), '2 sec');
    assert.equal(words(4.24), '4.2 sec');
    assert.equal(words(9.96), '10 sec');
    assert.equal(words(59.6), '1 min');
    assert.equal(words(252), '4 min 12 sec');
    assert.equal(words(3_600), '1 hr');
    assert.equal(words(3_605), '1 hr');
    assert.equal(words(93_600), '1 day 2 hr');
    assert.equal(durationWords(252_000, 'de'), '4 Min. 12 Sek.');
  });
});

describe('raw text', () => {
  it('shows what a terminal acts on, and leaves lines lines', () => {
    assert.equal(
      visibleControls('a\x1b[1mb\r\n\tc\x00\x7f\x9b'),
      'a\\x1b[1mb\\r\n\tc\\x00\\x7f\\x9b',
    );
  });
});
