/** What of a row is its pattern: by example, and on random rows of which the writer knows what differs. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { patternText } from '../../../src/core/pattern-marks.js';
import { messagePattern, PATTERN_CHARS, rowPattern } from '../../../src/core/row-pattern.js';
import { between, chooseSeed, seededRandom } from '../../helpers/random.js';

const pattern = (message: string): string => patternText(messagePattern(message));

const EXAMPLES: readonly (readonly [message: string, pattern: string])[] = [
  ['Request 8f14e45f-ceea-467f-a9d3-0123456789ab from 10.0.0.7:80', 'Request <id> from <ip>'],
  ['took 1.25 s, 1m30s and 350ms', 'took <span>, <span> and <span>'],
  ['12 KB, 1,284 rows, 99% of -5', '<size>, <num> rows, <num>% of <num>'],
  ['2026-11-23T14:02:07.123Z GET /items/42?limit=10 200', '<time> GET /items/<num>?<query> <num>'],
  ['23/Nov/2026:14:02:07 +0000 "GET /x"', '<time> "GET /x"'],
  ['worker12 on k8s, i18n and a1b2c3d', 'worker<num> on k8s, i18n and <id>'],
  ['deadbeef facade decade', 'deadbeef facade decade'],
  [
    '{"msg":"user 5 in","user":"al \\"x\\"","n":3}',
    '{"msg":"user <num> in","user":<text>,"n":<num>}',
  ],
  ['to a.b@example.org, not pkg@1.2.3', 'to <email>, not pkg@<num>'],
  ['fe80::1 and 00:1b:44:11:3a:b7, std::vector', '<ip> and <id>, std::vector'],
  ['\u001b[31mred\u001b[0m  3 \t times', 'red <num> times'],
  ['10%\r20%\rdone in 3 s', 'done in <span>'],
  ['\n  at last 5\nsecond line 7', 'at last <num>'],
  ['app.js:12:5', 'app.js:<num>:<num>'],
  ['app.js:12:34', 'app.js:<num>:<num>'],
  ['why? because', 'why? because'],
  ['\u0001 is no mark', 'is no mark'],
  ['', ''],
];

/** Kinds of parts that differ, and what stands for them. */
const PARTS: readonly (readonly [name: string, write: (random: () => number) => string])[] = [
  ['num', (random) => String(between(random, 0, 1e6))],
  ['num', (random) => (random() * 100).toFixed(2)],
  ['ip', (random) => Array.from({ length: 4 }, () => between(random, 0, 255)).join('.')],
  ['id', (random) => `0x${between(random, 1, 2 ** 31).toString(16)}`],
  ['id', (random) => `${hex(random, 8)}-${hex(random, 4)}-${hex(random, 4)}-${hex(random, 4)}-${hex(random, 12)}`], // prettier-ignore
  ['time', (random) => new Date(between(random, 0, 2e9) * 1_000).toISOString()],
  ['span', (random) => `${between(random, 1, 900)} ms`],
  ['size', (random) => `${between(random, 1, 900)}MB`],
  ['email', (random) => `user.${between(random, 1, 99)}@mail.example.com`],
];
const WORDS = 'connection from worker queue failed (retry) [pool] "quoted" a=b: done, état →'.split(
  ' ',
);

function hex(random: () => number, length: number): string {
  return Array.from({ length }, () => between(random, 0, 15).toString(16)).join('');
}

describe('the pattern of a row', () => {
  for (const [message, expected] of EXAMPLES) {
    it(`of ${JSON.stringify(message)} is ${JSON.stringify(expected)}`, () => {
      assert.equal(pattern(message), expected);
    });
  }

  const seed = chooseSeed();
  it(`is what the writer of a random row left the same (SEED=${seed})`, () => {
    const random = seededRandom(seed);
    for (let round = 0; round < 3_000; round++) {
      const made = Array.from({ length: between(random, 1, 7) }, () => {
        const word = WORDS[between(random, 0, WORDS.length - 1)] as string;
        const part = PARTS[between(random, 0, PARTS.length - 1)];
        return random() < 0.5 || part === undefined
          ? [word, word]
          : [part[1](random), `<${part[0]}>`];
      });
      const message = made.map(([text]) => text).join(' ');
      if (message.length > PATTERN_CHARS) continue;
      const expected = made.map(([, text]) => text).join(' ');
      assert.equal(pattern(message), expected, message);
    }
  });

  it('belongs to a severity', () => {
    const [a, b] = (['info', 'error'] as const).map((severity) =>
      rowPattern({ message: 'x 1', severity }),
    );
    assert.notEqual(a, b);
  });

  it('takes as long as its characters, whatever they are', () => {
    for (const piece of [
      '1:',
      'a.',
      '1.',
      'f:',
      '@',
      "':",
      '0-',
      '1,',
      'eyJ.',
      '\u001b[',
      'a@b.',
    ]) {
      const text = piece.repeat(2_000_000 / piece.length);
      // Only so many count; more than that must not even be looked at twice.
      assert.ok(messagePattern(text).length <= PATTERN_CHARS, piece);
    }
  });
});
