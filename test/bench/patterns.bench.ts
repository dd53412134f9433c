/**
 * What the pattern of a row costs, next to a naive twin that replaces by one expression after the other, and what a
 * frame costs while 100,000 rows are counted and folded. Run it with `npm run bench:patterns`.
 */
import { FoldedRows } from '../../src/core/folded-rows.js';
import type { LogRow } from '../../src/core/log-entry.js';
import { PatternTally } from '../../src/core/pattern-tally.js';
import { messagePattern } from '../../src/core/row-pattern.js';
import { entry } from '../helpers/entries.js';
import { logLine } from '../helpers/log-lines.js';
import { seededRandom } from '../helpers/random.js';
import { median, printGoal } from './goal.js';

const ROUNDS = 9;
const random = seededRandom(20_260_601);
const lines = Array.from({ length: 20_000 }, () => logLine(random).slice(0, 120));

/** Rough, but it does the same kind of work. */
function naive(line: string): string {
  return line
    .replace(/\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/gi, '<id>')
    .replace(/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g, '<ip>')
    .replace(/\b\d{4}-\d\d-\d\dT[\d:.]+Z?\b/g, '<time>')
    .replace(/\b(?=[a-f]*\d)[\da-f]{7,}\b/gi, '<id>')
    .replace(/\b\d+(?:\.\d+)? ?(?:ms|s|us|min|h)\b/g, '<span>')
    .replace(/\d+(?:[.,]\d+)*/g, '<num>')
    .replace(/\s+/g, ' ');
}

/** Microseconds of processor time a line, the middle of some rounds. */
function cost(work: (line: string) => string): number {
  const rounds = Array.from({ length: ROUNDS }, () => {
    let chars = 0;
    const start = process.cpuUsage();
    for (const line of lines) chars += work(line).length;
    const { user, system } = process.cpuUsage(start);
    return (user + system) / Math.max(1, chars && lines.length);
  });
  return median(rounds.slice(2));
}

const scanned = cost(messagePattern);
const replaced = cost(naive);
console.log(`scanned ${scanned.toFixed(2)} µs, naive twin ${replaced.toFixed(2)} µs a line of 120`);

const rows: LogRow[] = Array.from({ length: 100_000 }, (_, index) =>
  entry(index + 1, { message: `${'abc'.charAt(Math.floor(index / 40) % 3)} took ${index} ms` }),
);
const tally = new PatternTally();
const folded = new FoldedRows();
const numberOf = (row: LogRow): number => tally.idOf(row);
tally.follow(rows);
while (!tally.isComplete) tally.work(10_000);
const all = process.cpuUsage();
folded.refold(rows, numberOf);
const wholeMs = process.cpuUsage(all).user / 1_000;
let held: readonly LogRow[] = rows;
const frames = Array.from({ length: 100 }, (_, frame) => {
  held = [
    ...held,
    ...Array.from({ length: 83 }, (_row, at) =>
      entry(100_001 + frame * 83 + at, { message: `a took ${at} ms` }),
    ),
  ];
  const start = performance.now();
  tally.follow(held);
  tally.work(1_000);
  folded.follow(held, numberOf);
  return performance.now() - start;
});
console.log(`100,000 rows folded anew in ${wholeMs.toFixed(1)} ms\n`);
printGoal('pattern of a row of 120 characters', scanned, { atMost: 2, unit: 'µs' });
printGoal('frame of 83 rows on top of 100,000, counted and folded, median', median(frames), { atMost: 1, unit: 'ms' }); // prettier-ignore
