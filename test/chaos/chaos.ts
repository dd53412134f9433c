/**
 * `npm run chaos`: two viewers of five runs in a real browser, 200 rows a second, and a fault every three seconds.
 * Options after `--`: `--minutes N` (10), `--seed S` (a new one), `--only kind,kind` (those faults), `--verbose` (to
 * stderr a line for each fault, and one for each time that a tag was behind). Its exit code is 1 if a row was lost, doubled, altered or out of order, or a page
 * complained; how much of the time the rows were there is told, and is no failure.
 */
import { parseArgs } from 'node:util';
import { runChaos } from './chaos-run.js';
import { FAULT_NAMES, type FaultName } from './fault-kinds.js';
import { describeLapses, judge } from './report.js';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string' },
    only: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});
const minutes = Number(values.minutes);
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const kinds = values.only?.split(',').map((name) => name.trim());
const unknown = kinds?.find((name) => !isFaultName(name));
if (!(minutes > 0) || !Number.isSafeInteger(seed) || unknown !== undefined) {
  console.error(
    unknown === undefined
      ? 'Usage: npm run chaos -- [--minutes N] [--seed S] [--only kind,kind] [--verbose]'
      : `No such fault: ${unknown}. There are: ${FAULT_NAMES.join(', ')}`,
  );
  process.exit(2);
}
console.log(`Chaos for ${minutes} min with seed ${seed} …\n`);
const result = await runChaos({
  seed,
  durationMs: minutes * 60_000,
  ...(kinds === undefined ? {} : { kinds: kinds.filter(isFaultName) }),
  ...(values.verbose ? { log: (line: string) => console.error(line) } : {}),
});
const { lines, isBroken } = judge(result);
if (values.verbose) console.error(describeLapses(result).join('\n'));
console.log(lines.join('\n'));
process.exitCode = isBroken ? 1 : 0;

function isFaultName(name: string): name is FaultName {
  return (FAULT_NAMES as readonly string[]).includes(name);
}
