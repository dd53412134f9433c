import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  COLLAPSED_CHARS,
  EXPANDED_CHARS,
  isLongMessage,
  messageSegments,
  plainMessage,
  type MessageExtent,
} from '../../../src/core/message-segments.js';

const LINE = { maxChars: COLLAPSED_CHARS, maxLines: 1 };
const ALL = { maxChars: 1_000, maxLines: Infinity };

describe('message segments', () => {
  it('together are the text', () => {
    const raw = 'see \x1b[31mhttps://example.com/a\x1b[0m, then stop';
    const { segments } = messageSegments(raw, [[8, 20]], ALL);
    assert.equal(segments.map(({ text }) => text).join(''), 'see https://example.com/a, then stop');
  });

  it('mark what was found in the text as it is shown', () => {
    const raw = '\x1b[1mab\x1b[0mcd';
    const found = plainMessage(raw).indexOf('bc');
    const { segments } = messageSegments(raw, [[found, found + 2]], ALL);
    assert.deepEqual(
      segments.map(({ text, marked, styles }) => [text, marked, ...styles]),
      [
        ['a', false, 'bold'],
        ['b', true, 'bold'],
        ['c', true],
        ['d', false],
      ],
    );
    const over = 'payment   0 %\rpayment 100 %';
    assert.equal(plainMessage(over), 'payment 100 %');
    const marked = messageSegments(over, [[8, 11]], ALL).segments.filter(({ marked }) => marked);
    assert.deepEqual(
      marked.map(({ text }) => text),
      ['100'],
    );
  });

  it('show the last state of a line, however long it took to get there', () => {
    const states = Array.from({ length: 2_000 }, (_, at) => `${at} of 2000`).join('\r');
    const { segments } = messageSegments(states, null, { maxChars: COLLAPSED_CHARS, maxLines: 1 });
    assert.equal(segments.map(({ text }) => text).join(''), '1999 of 2000');
    assert.equal(plainMessage(states), '1999 of 2000');
  });

  it('dim the frames of stack traces, and nothing else', () => {
    const trace = [
      'Error: at last',
      '    at run (/app/a.js:1:2)',
      '    at go (/app/b.js:1:2)',
      'Caused by: x',
      '  File "a.py", line 3, in <module>',
      '\t... 12 more',
      '    at',
      'plain at a line',
    ].join('\n');
    const dimmed = messageSegments(trace, null, ALL).segments.filter(({ styles }) =>
      styles.includes('frame'),
    );
    assert.deepEqual(
      dimmed.map(({ text }) => text),
      [
        '    at run (/app/a.js:1:2)\n    at go (/app/b.js:1:2)',
        '  File "a.py", line 3, in <module>\n\t... 12 more',
      ],
    );
  });

  it('keep an address that can be read, whatever the terminal was told to link', () => {
    const raw =
      '\x1b]8;;https://evil.example\x07https://bank.example\x1b]8;;\x07 \x1b]8;;http://a.example\x07docs\x1b]8;;\x07';
    const links = messageSegments(raw, null, ALL).segments.filter(({ href }) => href !== null);
    assert.deepEqual(
      links.map(({ text, href }) => [text, href]),
      [
        ['https://bank.example', 'https://bank.example'],
        ['docs', 'http://a.example'],
      ],
    );
  });

  it('come in bounded numbers', () => {
    const raw = '\x1b[1mx\x1b[0my'.repeat(100_000);
    const collapsed = messageSegments(raw, null, { maxChars: COLLAPSED_CHARS, maxLines: 1 });
    assert.ok(collapsed.segments.length <= 2_000 / 5);
    const expanded = messageSegments(raw, null, { maxChars: EXPANDED_CHARS, maxLines: Infinity });
    assert.ok(expanded.segments.length <= 1_201, String(expanded.segments.length));
    assert.equal(expanded.segments.map(({ text }) => text).join('').length, EXPANDED_CHARS / 5);
  });

  it('of ten megabytes cost what the first of them cost', () => {
    const timed = (message: string): number => {
      const startMs = performance.now();
      for (let turn = 0; turn < 200; turn++) {
        messageSegments(message, null, { maxChars: COLLAPSED_CHARS, maxLines: 1 });
        isLongMessage(message);
      }
      return performance.now() - startMs;
    };
    for (const piece of ['x', 'x\x1b[1my\x1b[m', '9 %\r']) {
      const huge = piece.repeat(10_000_000 / piece.length);
      timed(huge);
      const tookMs = timed(huge) / 200;
      assert.ok(tookMs < 5, `${JSON.stringify(piece)}: ${tookMs} ms`);
    }
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

  it('set characters that turn the order of a text apart, and in an expanded row all that cannot be seen', () => {
    const pieces = (message: string, extent: MessageExtent): (readonly [string, string?])[] =>
      messageSegments(message, null, extent).segments.map(({ text, hidden }) =>
        hidden === undefined ? [text] : [text, hidden.label],
      );
    const message = 'a\u202eb\u200bc';
    assert.deepEqual(pieces(message, LINE), [['a'], ['\u202e', 'RLO'], ['b\u200bc']]);
    assert.deepEqual(pieces(message, { maxChars: EXPANDED_CHARS, maxLines: Infinity }), [
      ['a'],
      ['\u202e', 'RLO'],
      ['b'],
      ['\u200b', '\\u200b'],
      ['c'],
    ]);
  });

  it('leave no character that turns the order of a text in any piece of text', () => {
    const message = 'x\u202e\u2067y'.repeat(400);
    const { segments } = messageSegments(message, [[0, 700]], LINE);
    assert.ok(segments.length < 1_500);
    for (const { text, hidden } of segments) {
      if (hidden === undefined) assert.doesNotMatch(text, /[\u202a-\u202e\u2066-\u2069]/);
    }
    assert.equal(segments.map(({ text }) => text).join('').length, message.length);
  });

  it('are short where the text is not Latin, and cut no character in two', () => {
    const wide = { maxChars: EXPANDED_CHARS, maxLines: Infinity };
    for (const message of ['テスト'.repeat(4_000), `x${'😀'.repeat(6_000)}`]) {
      const texts = messageSegments(message, null, wide).segments.map(({ text }) => text);
      assert.equal(texts.join(''), message);
      for (const text of texts) assert.ok(text.length <= 1_001 && !/[\ud800-\udfff]/u.test(text));
    }
    assert.equal(messageSegments('latin '.repeat(3_000), null, wide).segments.length, 1);
  });

  it('find the end of an address in time', () => {
    const before = process.cpuUsage();
    const message = `https://a.example/${')'.repeat(19_000)}x`;
    const whole = { maxChars: EXPANDED_CHARS, maxLines: Infinity };
    assert.equal(messageSegments(message, null, whole).segments[0]?.href, message);
    assert.ok(process.cpuUsage(before).user < 100_000);
  });
});
