import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cutOf, parseAnsi, rewritesItself } from '../../../src/core/ansi.js';
import { cssColor } from '../../../src/core/terminal-color.js';

const spans = (raw: string): string[] => {
  const { text, spans: found } = parseAnsi(raw);
  return found.map(({ start, end, style }) => {
    const { styles, paint, href } = style;
    const colors = paint && [paint.text, paint.ground].map((color) => color && cssColor(color));
    const told = [...styles, ...(colors ? [colors.map((color) => color ?? '-').join(' on ')] : [])];
    return `${text.slice(start, end)}: ${[...told, ...(href === null ? [] : [href])].join(' ')}`;
  });
};
const textOf = (raw: string): string => parseAnsi(raw).text;

describe('terminal escapes', () => {
  it('leave text without any as it is', () => {
    const raw = 'plain\n\ttext — ünïcode 🎉';
    assert.equal(textOf(raw), raw);
    assert.deepEqual(parseAnsi(raw).spans, []);
  });

  it('become styles of stretches', () => {
    assert.deepEqual(spans('a\x1b[1;31mb\x1b[22mc\x1b[39md\x1b[44me\x1b[0mf'), [
      'b: bold fg-red',
      'c: fg-red',
      'e: bg-blue',
    ]);
    assert.deepEqual(spans('\x1b[92mok\x1b[m.'), ['ok: fg-bright-green']);
    assert.deepEqual(spans('\x1b[1;2;3;4;9mx'), ['x: bold dim italic underline strike']);
    assert.deepEqual(spans('\x1b[4:3mx\x1b[4:0my'), ['x: underline']);
  });

  it('that change nothing begin no new stretch', () => {
    assert.deepEqual(spans('\x1b[31ma\x1b[31mb\x1b[0;31mc'), ['abc: fg-red']);
  });

  it('of 256 and of all colours keep their colour', () => {
    assert.deepEqual(spans('\x1b[38;5;9mx\x1b[38;5;196my\x1b[38;5;244mz'), [
      'x: fg-bright-red',
      'y: #ff0000 on -',
      'z: #808080 on -',
    ]);
    assert.deepEqual(spans('\x1b[38;2;1;2;3;48;2;250;251;252mx'), ['x: #010203 on #fafbfc']);
    assert.deepEqual(spans('\x1b[38:2::1:2:3mx\x1b[38:2:4:5:6my\x1b[38:5:16mz'), [
      'x: #010203 on -',
      'y: #040506 on -',
      'z: 0 on -',
    ]);
    assert.deepEqual(spans('\x1b[38;5;244;1mx'), ['x: bold #808080 on -']);
  });

  it('of colours that cannot be are as if they were not there', () => {
    assert.deepEqual(spans('\x1b[38;5;256mx\x1b[38;2;1;2;999my\x1b[38;7;1mz'), ['z: inverse bold']);
    // The colour of an underline is not used, and its numbers are no codes.
    assert.deepEqual(spans('\x1b[58;5;1mx\x1b[58;2;1;4;9my'), []);
    assert.deepEqual(spans('\x1b[>4;1mx\x1b[?1my'), []);
  });

  it('put any colour on any ground', () => {
    assert.deepEqual(spans('\x1b[31;48;5;16mx\x1b[49;38;5;16;41my'), [
      'x: #cd0000 on 0',
      'y: bg-red',
    ]);
    assert.deepEqual(spans('\x1b[7mx\x1b[31my\x1b[42mz\x1b[27;39mw'), [
      'x: inverse',
      'y: bg-red',
      'z: bg-red',
      'w: bg-green',
    ]);
  });

  it('that conceal text do not', () => {
    assert.equal(textOf('\x1b[8mhidden'), 'hidden');
    assert.equal(textOf('seen\x1b[2J'), 'seen');
    assert.equal(textOf('seen\x1b]0;and this too'), 'seen0;and this too');
  });

  it('that link become links, to http and https only', () => {
    const link = (href: string): string[] => spans(`\x1b]8;id=1;${href}\x1b\\x\x1b]8;;\x07y`);
    assert.deepEqual(link('https://a.example/b?c=d#e'), ['x: https://a.example/b?c=d#e']);
    assert.deepEqual(link('javascript:alert(1)'), []);
    assert.deepEqual(link('file:///etc/passwd'), []);
    assert.deepEqual(link('https://a.example/"onclick="'), []);
    assert.deepEqual(link(`https://a.example/${'a'.repeat(5_000)}`), []);
    assert.equal(textOf('\x1b]8;;https://evil.example\x07x\x1b]8;;\x07'), 'x');
  });

  it('that are none of our business are dropped, whole', () => {
    const raw =
      '\x1b[2J\x1b[?25la\x1b]0;title\x07b\x1b]8;;javascript:x\x1b\\c\x1bP1;2q!\x1b\\d\x07\x00\x1bMe\x9b';
    assert.equal(textOf(raw), 'abcde');
  });

  it('that are cut off do no harm', () => {
    for (const raw of ['x\x1b', 'x\x1b[', 'x\x1b[31', 'x\x1b]0;title', 'x\x1b[38;5m']) {
      assert.equal(textOf(raw)[0], 'x', JSON.stringify(raw));
    }
  });

  it('are not cut in two, nor are characters', () => {
    for (const close of ['\x07', '\x1b\\']) {
      const raw = `ab\x1b[38;5;196mc🎉\x1b]8;;https://a.example${close}d`;
      for (let end = 1; end <= raw.length; end++) {
        const whole = textOf(raw);
        const head = textOf(raw.slice(0, cutOf(raw, end)));
        assert.ok(whole.startsWith(head), `${end}: ${JSON.stringify(head)}`);
        assert.ok(!/[\ud800-\udbff]$/.test(head), `${end} ends in half a character`);
      }
    }
  });
});

describe('lines that are written over', () => {
  it('stand as a terminal leaves them', () => {
    assert.equal(textOf('10 %\r50 %\r100 %'), '100 %');
    assert.equal(textOf('100 %\r50 %'), '50 %%');
    assert.equal(textOf('long state\r\x1b[Kok'), 'ok');
    assert.equal(textOf('one\r\ntwo\r\r\n'), 'one\ntwo\n');
    assert.equal(textOf('first\nabc\x1b[2K\rdone'), 'first\ndone');
    assert.equal(textOf('abc\x1b[1Kd'), '   d');
    assert.equal(textOf('kept\r'), 'kept');
    assert.equal(textOf('|\b/\b-\b'), '-');
    assert.equal(textOf('abc\x1b[2Dx\x1b[1Gy\x1b[10Gz'), 'yxc      z');
    assert.equal(textOf('abcdef\r\x1b[2C\x1b[2Xx'), 'abx ef');
  });

  it('may lie above the last one', () => {
    assert.equal(textOf('a 1 %\nb 1 %\x1b[1A\r\x1b[2Ka 9 %\n\x1b[2Kb 7 %'), 'a 9 %\nb 7 %');
    assert.equal(textOf('one\ntwo\nthree\x1b[2F\x1b[Jend'), 'end');
    assert.equal(textOf('one\ntwo\x1b[9A\rONE\x1b[9B\rTWO'), 'ONE\nTWO');
  });

  it('keep wide characters and marks whole', () => {
    assert.equal(textOf('表\rx'), 'x ');
    assert.equal(textOf('a表b\r\x1b[2Cx'), 'a xb');
    assert.equal(textOf('e\u0301x\ry'), 'yx');
    assert.equal(textOf('🎉🎉\r\x1b[2Cok'), '🎉ok');
  });

  it('keep the style in which each of their characters was written', () => {
    assert.deepEqual(spans('\x1b[31mabcd\x1b[0m\rxy'), ['cd: fg-red']);
    assert.deepEqual(spans('\x1b[32m##\x1b[0m..\r\x1b[32m####'), ['####: fg-green']);
  });

  it('are known from others', () => {
    for (const raw of ['a\rb', 'a\bb', 'a\x1b[1Kb', 'a\x1b[2D', 'a\x1b[A']) {
      assert.equal(rewritesItself(raw), true, JSON.stringify(raw));
    }
    for (const raw of ['a\r\nb', 'a\r', '\x1b[31ma\x1b[m\x1b[K', 'plain', 'a\r\r\nb']) {
      assert.equal(rewritesItself(raw), false, JSON.stringify(raw));
    }
  });
});

describe('hostile escapes', () => {
  const hostile: Readonly<Record<string, string>> = {
    'unended sequences': '\x1b['.repeat(50_000) + '\x1b]'.repeat(50_000),
    'one unended title': `\x1b]0;${'x'.repeat(1_000_000)}`,
    'a huge list of parameters': `\x1b[${'38;'.repeat(300_000)}mx`,
    'colours, each of its own': Array.from(
      { length: 100_000 },
      (_, n) => `\x1b[38;2;${n & 255};${(n >> 8) & 255};9mx`,
    ).join(''),
    'far columns': '\x1b[99999999Cx'.repeat(10_000),
    'far columns, again and again': '\x1b[9000Gx\r\x1b[2K'.repeat(20_000),
    'blanks without end': `${'x'.repeat(30_000)}${'\x1b[1K'.repeat(20_000)}`,
    'characters erased': `${'x'.repeat(30_000)}\r${'\x1b[99999X'.repeat(20_000)}`,
    'screens erased': `${'\n'.repeat(25_000)}\x1b[99999A${'\x1b[J'.repeat(25_000)}`,
    'carriage returns': '\r'.repeat(500_000) + 'x',
    'carriage returns and a line break': '\r'.repeat(500_000) + '\n',
    'states of a line': 'state of it\r'.repeat(50_000),
    'marks on one character': `x${'\u0301'.repeat(100_000)}\ry`,
    'parameters of one digit': `\x1b[${'1'.repeat(500_000)}`,
  };

  for (const [name, raw] of Object.entries(hostile)) {
    it(`cost no more than their length: ${name}`, () => {
      const startMs = performance.now();
      const { text, spans: found } = parseAnsi(raw);
      const tookMs = performance.now() - startMs;
      assert.ok(tookMs < 1_000, `${Math.round(tookMs)} ms`);
      assert.ok(text.length <= raw.length + 200_000);
      assert.ok(found.length <= 3_000);
    });
  }
});
