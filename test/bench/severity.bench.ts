/**
 * What it costs to know a row's severity, declared and guessed, next to a naive twin that takes the earliest level
 * word of the line. Run it with `npm run bench:severity`.
 */
import { detectSeverity } from '../../src/core/detect-severity.js';
import { severityFromLevel, type Severity } from '../../src/core/severity.js';
import { logLine } from '../helpers/log-lines.js';
import { seededRandom } from '../helpers/random.js';
import { LABELLED_LINES } from '../unit/core/severity-lines-all.js';
import { median, printGoal, quantile } from './goal.js';

/** Calls timed together: a single one is shorter than what the clock can tell. */
const CALLS = 1_000;
const LEVEL_WORD =
  /\b(trace|debug|info|notice|warn|warning|error|err|fatal|critical|panic|alert)\b/i;

const labelled = Object.values(LABELLED_LINES).flat();
const random = seededRandom(20_260_101);
const lines = [
  ...labelled.map(([, line]) => line),
  ...Array.from({ length: 300 }, () => logLine(random)),
];
const levels = ['info', 'ERROR', 'warn', 'debug', 'Warning', 'fatal'];

function naive(line: string): Severity {
  const word = LEVEL_WORD.exec(line)?.[1];
  return (word === undefined ? undefined : severityFromLevel(word)) ?? 'unknown';
}

/** Microseconds of processor time a call, for each of the inputs; what else the machine does is left out. */
function costs<Input>(inputs: readonly Input[], call: (input: Input) => unknown): number[] {
  for (let round = 0; round < 50; round += 1) for (const input of inputs) call(input);
  return inputs.map((input) => {
    const start = process.cpuUsage();
    for (let count = 0; count < CALLS; count += 1) call(input);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / CALLS;
  });
}

const grave = (severity: Severity): boolean => severity !== 'unknown' && severity !== 'info';
const share = (judge: (line: string) => Severity): number =>
  labelled.filter(([expected, line]) => {
    const got = judge(line);
    return got === expected || (!grave(got) && !grave(expected));
  }).length / labelled.length;

const declared = costs(levels, severityFromLevel);
const guessed = costs(lines, (line) => detectSeverity(line));
const twin = costs(lines, naive);
console.log(`${lines.length} lines, ${labelled.length} of them labelled`);
console.log(
  `guessed  median ${median(guessed).toFixed(2)} µs, p95 ${quantile(guessed, 0.95).toFixed(2)} µs`,
);
console.log(
  `naive    median ${median(twin).toFixed(2)} µs, p95 ${quantile(twin, 0.95).toFixed(2)} µs`,
);
console.log(`ratio    ${(median(guessed) / median(twin)).toFixed(1)} × the naive twin's time`);
console.log(
  `right    ${(100 * share((line) => detectSeverity(line).severity)).toFixed(1)} % against ` +
    `${(100 * share(naive)).toFixed(1)} % (the table was at hand when the rules were written)\n`,
);
printGoal('severity of a row with a level, median', median(declared), { atMost: 1, unit: 'µs' });
printGoal('severity of a row without a level, median', median(guessed), { atMost: 5, unit: 'µs' });
