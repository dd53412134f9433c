/** The reading of terminal text against a terminal written as plainly as can be: one cell at a time, no short ways. */
/* eslint-disable no-control-regex -- escapes are what this is about */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseAnsi } from '../../../src/core/ansi.js';
import { messageSegments, plainMessage } from '../../../src/core/message-segments.js';
import { between, chooseSeed, seededRandom } from '../../helpers/random.js';

const CASES = 4_000;

/** Text without wide characters, and what terminals and programs send between it. */
const PARTS = [
  ...['a', 'bc', 'def ', ' ', '\t', '10 %', 'ö', 'https://a.example/x '],
  ...['\n', '\r\n', '\r', '\r', '\b', '\x07', '\x00'],
  ...['\x1b[A', '\x1b[2B', '\x1b[C', '\x1b[3D', '\x1b[4G', '\x1b[E', '\x1b[2F', '\x1b[5`'],
  ...['\x1b[K', '\x1b[1K', '\x1b[2K', '\x1b[J', '\x1b[2J', '\x1b[2X', '\x1b[7;7H', '\x1b[s'],
  ...['\x1b[1m', '\x1b[22m', '\x1b[3;31m', '\x1b[0m', '\x1b[m', '\x1b[44m', '\x1b[39;49m'],
  ...['\x1b[38;5;200m', '\x1b[48;2;1;2;3m', '\x1b]0;title\x07', '\x1b]8;;https://b.example\x1b\\'],
  ...['\x1b]8;;\x07', '\x1b(B', '\x1b='],
];

/** A cell's style in the oracle: the codes in force, in words of its own. */
interface Cell {
  readonly character: string;
  readonly style: string;
}

/** One character at a time over a grid of cells. */
function terminal(raw: string): { text: string; styles: string[] } {
  const grid: Cell[][] = [[]];
  let [row, column] = [0, 0];
  const state = { bold: false, italic: false, fg: '', bg: '', href: '' };
  const here = (): Cell[] => (grid[row] ??= []);
  let rest = raw;
  while (rest !== '') {
    const csi = /^\x1b\[([0-9;]*)([@-~])/.exec(rest);
    const osc = /^\x1b\](.*?)(?:\x07|\x1b\\)/.exec(rest);
    if (csi) {
      rest = rest.slice(csi[0].length);
      const [, given = '', final = ''] = csi;
      const count = Number(given || 1);
      if (final === 'm') paint(given);
      else if (final === 'A') row = Math.max(0, row - count);
      else if (final === 'B') row = Math.min(grid.length - 1, row + count);
      else if (final === 'C') column += count;
      else if (final === 'D') column = Math.max(0, column - count);
      else if (final === 'G' || final === '`') column = count - 1;
      else if (final === 'E' || final === 'F') {
        row = final === 'E' ? Math.min(grid.length - 1, row + count) : Math.max(0, row - count);
        column = 0;
      } else if (final === 'K' && given === '') here().splice(column);
      else if (final === 'K' && given === '2') here().splice(0);
      else if (final === 'K') for (let at = 0; at <= column; at++) blank(at);
      else if (final === 'X') for (let at = column; at < column + count; at++) blank(at);
      else if (final === 'J' && given === '') {
        here().splice(column);
        grid.splice(row + 1);
      }
    } else if (osc) {
      rest = rest.slice(osc[0].length);
      if (osc[1]?.startsWith('8;;')) state.href = osc[1].slice(3);
    } else if (rest.startsWith('\x1b')) rest = rest.slice(rest[1] === '(' ? 3 : 2);
    else {
      const character = rest.charAt(0);
      rest = rest.slice(1);
      if (character === '\n') {
        row++;
        column = 0;
        here();
      } else if (character === '\r') column = 0;
      else if (character === '\b') column = Math.max(0, column - 1);
      else if (character >= ' ' || character === '\t') {
        while (here().length < column) here().push({ character: ' ', style: '' });
        here()[column++] = { character, style: Object.values(state).filter(Boolean).join() };
      }
    }
  }
  function blank(at: number): void {
    if (at < here().length) here()[at] = { character: ' ', style: '' };
  }
  function paint(given: string): void {
    if (given === '' || given === '0')
      Object.assign(state, { bold: false, italic: false, fg: '', bg: '' });
    if (given === '1') state.bold = true;
    if (given === '22') state.bold = false;
    if (given === '3;31') Object.assign(state, { italic: true, fg: 'red' });
    if (given === '44') state.bg = 'blue';
    if (given === '39;49') Object.assign(state, { fg: '', bg: '' });
    if (given === '38;5;200') state.fg = '#200';
    if (given === '48;2;1;2;3') state.bg = '#1,2,3';
  }
  const cells = grid.flatMap((line, at) => [
    ...(at === 0 ? [] : [{ character: '\n', style: '' }]),
    ...line,
  ]);
  return {
    text: cells.map(({ character }) => character).join(''),
    styles: cells.map(({ style }) => style),
  };
}

describe('terminal text', () => {
  it('is what a terminal shows, character and style', () => {
    const seed = chooseSeed();
    const random = seededRandom(seed);
    let rewritten = 0;
    for (let turn = 0; turn < CASES; turn++) {
      const raw = draw(random, between(random, 1, 40));
      const expected = terminal(raw);
      const { text, spans } = parseAnsi(raw);
      const about = `SEED=${seed}, ${JSON.stringify(raw)}`;
      assert.equal(text, expected.text, about);
      // The same stretches: where the oracle's style changes, the style changes, and plain is plain.
      const of = (at: number) =>
        spans.find(({ start, end }) => start <= at && at < end)?.style ?? null;
      const names = new Map<unknown, string>();
      for (let at = 0; at < text.length; at++) {
        if (text[at] === '\n') continue;
        const [style, name] = [of(at), expected.styles[at] ?? ''];
        assert.equal(style === null, name === '', `${about} at ${at}`);
        if (style !== null)
          assert.equal(names.get(style) ?? name, same(name, names.get(style)), about);
        if (style !== null) names.set(style, name);
      }
      if (/[\r\b]|\x1b\[\d*[A-G]/.test(raw)) rewritten++;
    }
    assert.ok(rewritten > CASES / 2, 'most of them go back');
  });

  it('is shown from its start, however little of it is read', () => {
    const seed = chooseSeed();
    const random = seededRandom(seed);
    for (let turn = 0; turn < 300; turn++) {
      const raw = draw(random, between(random, 1, 60));
      const whole = plainMessage(raw);
      assert.equal(whole, parseAnsi(raw).text);
      const maxChars = between(random, 1, raw.length);
      const { segments } = messageSegments(raw, null, { maxChars, maxLines: Infinity });
      const shown = segments.map(({ text }) => text).join('');
      assert.ok(whole.startsWith(shown), `SEED=${seed}, ${maxChars} of ${JSON.stringify(raw)}`);
    }
  });
});

/** On a ground of the sixteen the colour of the text is the theme's: two of the oracle's styles are one of ours. */
function same(name: string, known: string | undefined): string {
  if (known === undefined || known === name) return name;
  const withoutText = (style: string): string =>
    style.includes('blue') ? style.replace(/red,|#200,/, '') : style;
  return withoutText(known) === withoutText(name) ? known : name;
}

function draw(random: () => number, length: number): string {
  return Array.from({ length }, () => PARTS[between(random, 0, PARTS.length - 1)]).join('');
}
