import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseAnsi } from '../../../src/core/ansi.js';

const spans = (raw: string): string[] => {
  const { text, spans: found } = parseAnsi(raw);
  return found.map(({ start, end, styles }) => `${text.slice(start, end)}: ${styles.join(' ')}`);
};

describe('terminal escapes', () => {
  it('leave text without any as it is', () => {
    const raw = 'plain\n\ttext — ünïcode 🎉';
    assert.equal(parseAnsi(raw).text, raw);
    assert.equal(parseAnsi(raw).toClean(7), 7);
  });

  it('become styles of stretches', () => {
    assert.deepEqual(spans('a\x1b[1;31mb\x1b[22mc\x1b[39md\x1b[44me\x1b[0mf'), [
      'b: bold fg-red',
      'c: fg-red',
      'e: bg-blue',
    ]);
    assert.deepEqual(spans('\x1b[92mok'), ['ok: fg-bright-green']);
  });

  it('of 256 and of all colours become the nearest of sixteen', () => {
    assert.deepEqual(spans('\x1b[38;5;196mx\x1b[48;2;0;0;230my'), [
      'x: fg-bright-red',
      'y: fg-bright-red bg-blue',
    ]);
    assert.deepEqual(spans('\x1b[38;5;244;1mx'), ['x: bold fg-bright-black']);
  });

  it('that are none of our business are dropped, whole', () => {
    const raw =
      '\x1b[2J\x1b[?25la\x1b]0;title\x07b\x1b]8;;https://evil.example\x1b\\c\x1bP1;2q!\x1b\\d\x07\x00\x1bMe\x9b';
    assert.equal(parseAnsi(raw).text, 'abcde');
  });

  it('that are cut off do no harm', () => {
    for (const raw of ['x\x1b', 'x\x1b[', 'x\x1b[31', 'x\x1b]0;title', 'x\x1b[38;5m']) {
      assert.equal(parseAnsi(raw).text[0], 'x', JSON.stringify(raw));
    }
  });

  it('that rewrite a line leave what a terminal would have left', () => {
    assert.equal(parseAnsi('10 %\r50 %\r100 %').text, '100 %');
    assert.equal(parseAnsi('one\r\ntwo\r\n').text, 'one\ntwo\n');
    assert.equal(parseAnsi('first\nabc\x1b[2Kdone').text, 'first\ndone');
    assert.equal(parseAnsi('kept\r').text, 'kept');
  });

  it('move positions as they are taken out', () => {
    const raw = '\x1b[31mpay\x1b[0mment';
    const { text, toClean } = parseAnsi(raw);
    const at = raw.indexOf('ment');
    assert.equal(text.slice(toClean(at), toClean(at + 4)), 'ment');
    assert.equal(toClean(raw.indexOf('pay')), 0);
    assert.equal(toClean(raw.length), text.length);
  });

  it('cost no more than their length', () => {
    const hostile = '\x1b['.repeat(50_000) + '\x1b]'.repeat(50_000);
    const startMs = performance.now();
    parseAnsi(hostile);
    assert.ok(performance.now() - startMs < 1_000);
  });
});
