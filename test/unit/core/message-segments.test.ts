import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  isLongMessage,
  messageSegments,
  plainMessage,
} from '../../../src/core/message-segments.js';

const ALL = { maxChars: 1_000, maxLines: Infinity };

describe('message segments', () => {
  it('together are the text', () => {
    const raw = 'see \x1b[31mhttps://example.com/a\x1b[0m, then stop';
    const { segments } = messageSegments(raw, [[8, 20]], ALL);
    assert.equal(segments.map(({ text }) => text).join(''), 'see https://example.com/a, then stop');
  });

  it('mark what was found in the untouched message', () => {
    const raw = '\x1b[1mab\x1b[0mcd';
    const { segments } = messageSegments(raw, [[raw.indexOf('b'), raw.indexOf('d')]], ALL);
    const marked = segments.filter((segment) => segment.marked).map(({ text }) => text);
    assert.equal(marked.join(''), 'bc');
  });

  it('clamp before anything else, and say how much is left', () => {
    const { segments, hiddenChars } = messageSegments('x'.repeat(5_000), null, ALL);
    assert.equal(segments[0]?.text.length, 1_000);
    assert.equal(hiddenChars, 4_000);
  });

  it('fold lines, and count them', () => {
    const { segments, hiddenLines } = messageSegments('a\nb\nc\n\n', null, {
      maxChars: 99,
      maxLines: 1,
    });
    assert.deepEqual(
      segments.map(({ text }) => text),
      ['a'],
    );
    assert.equal(hiddenLines, 2);
  });

  it('end an address where a reader would', () => {
    const href = (raw: string): (string | null)[] =>
      messageSegments(raw, null, ALL)
        .segments.map((segment) => segment.href)
        .filter(Boolean);
    assert.deepEqual(href('(https://a.example/b).'), ['https://a.example/b']);
    assert.deepEqual(href('"http://a.example/?q=1&r=2", http://b.example'), [
      'http://a.example/?q=1&r=2',
      'http://b.example',
    ]);
    assert.deepEqual(href('ftp://a.example javascript:alert(1)//http ://'), []);
  });

  it('know a long message, and the plain one', () => {
    assert.equal(isLongMessage('one line\n'), false);
    assert.equal(isLongMessage('two\nlines'), true);
    assert.equal(isLongMessage('x'.repeat(2_001)), true);
    assert.equal(plainMessage('\x1b[31mred\x1b[0m'), 'red');
  });
});
