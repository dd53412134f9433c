/** `npm run test:model -- --schedules N --seed S`: the model test at length, on every processor. */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { chooseSeed } from '../helpers/random.js';
import { tryInProcesses } from './try-in-processes.js';

const PROGRESS_EVERY_MS = 10_000;

const { values } = parseArgs({
  options: {
    schedules: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(chooseSeed()) },
    processes: { type: 'string', default: String(availableParallelism()) },
  },
});
const schedules = Number(values.schedules);
const seed = Number(values.seed);
const startedAtMs = Date.now();
let saidAtMs = startedAtMs;
console.log(`seed ${seed}, ${schedules} schedules, ${values.processes} processes`);

const outcome = await tryInProcesses({
  seed,
  schedules,
  processes: Number(values.processes),
  onProgress: (done) => {
    const nowMs = Date.now();
    if (nowMs - saidAtMs < PROGRESS_EVERY_MS) return;
    saidAtMs = nowMs;
    const perSecond = Math.round((done * 1_000) / (nowMs - startedAtMs));
    console.log(`${done} of ${schedules}, ${perSecond} a second`);
  },
});

const seconds = Math.round((Date.now() - startedAtMs) / 1_000);
const days = Math.round(outcome.virtualMs / 86_400_000);
console.log(
  `${outcome.schedules} schedules in ${seconds} s; ${outcome.requests} requests, ${days} days of viewers’ time`,
);
if (outcome.failure === null && outcome.schedules === schedules) {
  console.log('Every promise was kept.');
} else {
  console.log(outcome.failure?.text ?? 'A process ended before its schedules did.');
  process.exitCode = 1;
}
