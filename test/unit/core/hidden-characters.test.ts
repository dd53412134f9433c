/** Which characters count as hidden, and which are left to do their work. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  briefText,
  escapeHidden,
  findHidden,
  withoutReordering,
} from '../../../src/core/hidden-characters.js';

describe('hidden characters', () => {
  it('are found, labelled and named', () => {
    assert.deepEqual(findHidden('a\u202eb\u2066c', 'reordering', 10), [
      { start: 1, end: 2, label: 'RLO', name: 'U+202E RIGHT-TO-LEFT OVERRIDE' },
      { start: 3, end: 4, label: 'LRI', name: 'U+2066 LEFT-TO-RIGHT ISOLATE' },
    ]);
    assert.deepEqual(findHidden('x\u{e0041}\u200b', 'any', 10), [
      { start: 1, end: 3, label: '\\u{e0041}', name: 'U+E0041' },
      { start: 3, end: 4, label: '\\u200b', name: 'U+200B ZERO WIDTH SPACE' },
    ]);
  });

  it('of every control of direction', () => {
    for (const control of '\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069') {
      assert.match(findHidden(control, 'reordering', 1)[0]?.label ?? '', /^[A-Z]{3}$/);
    }
  });

  it('are looked for only as closely as is asked', () => {
    assert.deepEqual(findHidden('a\u200bb\ufeff', 'reordering', 10), []);
    assert.equal(findHidden('\u202e'.repeat(50), 'reordering', 7).length, 7);
  });

  for (const [what, text] of Object.entries({
    'an emoji that is joined': '👩‍👩‍👧 🏳️‍🌈 ✔️',
    'the flag of a region': '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
    'a non-joiner within Persian': 'می\u200cخواهم',
    'a joiner within Hindi': 'क्\u200dष',
    'a variant of a character': '葛\u{e0100}',
    'characters of two units': '𝒳 😀 𠮷',
    'lines and tabs': 'a\n\tb\r\n',
    'text in Arabic and Hebrew': 'مرحبا שלום 123',
  })) {
    it(`are not ${what}`, () => {
      assert.deepEqual(findHidden(text, 'any', 10), []);
      assert.equal(escapeHidden(text), text);
    });
  }

  for (const [what, text, escaped] of [
    ['halves of characters', 'a\ud800b\udc00', 'a\\ud800b\\udc00'],
    ['a joiner between Latin letters', 'pass\u200dword', 'pass\\u200dword'],
    ['a joiner at the start', '\u200cx', '\\u200cx'],
    ['a mark of direction', 'a\u200eb', 'a\\u200eb'],
    ['tags without a flag', 'x\u{e0069}', 'x\\u{e0069}'],
    ['a variant of a Latin letter', 'a\u{e0100}', 'a\\u{e0100}'],
    ['a line separator', 'a\u2028b', 'a\\u2028b'],
  ] as const) {
    it(`are ${what}`, () => assert.equal(escapeHidden(text), escaped));
  }

  it('and line breaks are in no name, which is cut where it is long', () => {
    assert.equal(briefText('a\u202e\n\u001b[31mb\u009b', 50), 'a\\u202e [31mb ');
    assert.equal(briefText('x'.repeat(10_000_000), 5), 'xxxxx…');
  });

  it('lose their power beyond a place, and nothing moves', () => {
    assert.equal(withoutReordering('\u202ea\u202eb', 1), '\u202ea\ufffdb');
  });

  it('are found in time in a text of nothing else', () => {
    const before = process.cpuUsage();
    const text =
      '\u{1f3f4}\u{e0067}'.repeat(1) + '\u{e0067}'.repeat(20_000) + '\u202e'.repeat(20_000);
    assert.equal(findHidden(text, 'any', 3_000).length, 3_000);
    assert.ok(process.cpuUsage(before).user < 100_000);
  });
});
