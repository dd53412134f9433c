/** Plain words of failure: with a look at their roots first, and without. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import {
  severityFromAllFailures,
  severityFromFailures,
} from '../../../src/core/severity-failures.js';
import { between, chooseSeed, seededRandom } from '../../helpers/random.js';
import { LABELLED_LINES } from './severity-lines-all.js';

const lines = Object.values(LABELLED_LINES).flatMap((table) => table.map(([, line]) => line));
/** Of the lines, and of the rules themselves: of most of their alternatives there is no line. */
const rules = readFileSync(
  new URL('../../../src/core/severity-failures.ts', import.meta.url),
  'utf8',
);
const words = [...lines.flatMap((line) => line.split(/\s+/)), ...wordsOf(rules)];

function wordsOf(text: string): string[] {
  const found = [...new Set(text.replace(/\\./g, ' ').match(/[a-z]{2,}/gi))];
  return Array.from({ length: 12 }, () => found).flat();
}

describe('plain words of failure', () => {
  it('all have one of the roots that are looked for first: lines', () => {
    for (const line of lines) {
      assert.equal(severityFromFailures(line), severityFromAllFailures(line), line);
    }
  });

  it('all have one of the roots that are looked for first: words and stretches put together at random', (t) => {
    const seed = chooseSeed();
    t.diagnostic(`SEED=${seed}`);
    const random = seededRandom(seed);
    const pick = (from: readonly string[]): string =>
      from[between(random, 0, from.length - 1)] ?? '';
    for (let round = 0; round < 40_000; round += 1) {
      const pieces = Array.from({ length: between(random, 1, 6) }, () => {
        if (random() < 0.5) return pick(words);
        const line = pick(lines);
        const from = between(random, 0, line.length);
        return line.slice(from, from + between(random, 3, 30));
      });
      const text = pieces.join(' ');
      assert.equal(
        severityFromFailures(text),
        severityFromAllFailures(text),
        `${text}, SEED=${seed}`,
      );
    }
  });

  it('are found in time in texts made to be slow', () => {
    const slow = [
      'no such ',
      'could not ',
      'failed to x ',
      'unable to ',
      '"failed ',
      'timed out ',
      'not found ',
      'ignored: ',
      '  error',
      'ERROR ',
      'denied, ',
    ];
    const start = performance.now();
    for (const piece of slow) severityFromAllFailures(piece.repeat(400));
    assert.ok(performance.now() - start < 500, 'a text takes more than 45 ms');
  });
});
