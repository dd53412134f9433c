/**
 * `npm run test:mutations`: makes each mistake of mutations.ts in a copy of the engine, and expects the model test to
 * notice. Prints a table; fails when a mistake survives. `-- --only one,two` makes those whose names hold these texts.
 */
import { fork } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { MUTATIONS, type Mutation } from './mutations.js';
import type { SeriesOrder, SeriesReport } from './series-child.js';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** Where copies are made: git and every tool here ignore it. */
const COPIES = join(ROOT, '.cache', 'mutations');
/** A mistake that this many schedules do not show has survived. */
const SCHEDULES_MAX = 10_000;

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    seed: { type: 'string', default: '1' },
    lanes: { type: 'string', default: String(availableParallelism()) },
  },
});

type End = Extract<SeriesReport, { kind: 'end' }>;

const wanted = MUTATIONS.filter(({ name }) =>
  values.only.split(',').some((text) => name.includes(text)),
);
const results = new Map<Mutation, End>();
const waiting = wanted.slice();
const lanes = Array.from({ length: Number(values.lanes) }, (_, lane) => work(lane));
await Promise.all(lanes);
rmSync(COPIES, { recursive: true, force: true });

console.log('| mistake | noticed after | as |\n| --- | --: | --- |');
for (const mutation of wanted) console.log(describe(mutation));
const survivors = wanted.filter((mutation) => results.get(mutation)?.failure === null);
console.log(`\n${wanted.length - survivors.length} of ${wanted.length} mistakes noticed.`);
if (survivors.length > 0) process.exitCode = 1;

async function work(lane: number): Promise<void> {
  const copy = join(COPIES, String(lane));
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
  for (const part of ['src', 'test/model', 'test/helpers']) {
    cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  }
  for (let mutation = waiting.shift(); mutation !== undefined; mutation = waiting.shift()) {
    const end = await tryMutation(mutation, copy);
    results.set(mutation, end);
    console.error(`${results.size} of ${wanted.length}: ${describe(mutation)}`);
  }
}

async function tryMutation(mutation: Mutation, copy: string): Promise<End> {
  const path = join(copy, mutation.file);
  const source = readFileSync(path, 'utf8');
  const parts = source.split(mutation.search);
  if (parts.length !== 2) {
    throw new Error(
      `“${mutation.name}”: its text is in ${mutation.file} ${parts.length - 1} times`,
    );
  }
  writeFileSync(path, parts.join(mutation.replace));
  try {
    return await trySchedulesOf(copy);
  } finally {
    writeFileSync(path, source);
  }
}

function trySchedulesOf(copy: string): Promise<End> {
  return new Promise((resolve, reject) => {
    const child = fork(join(copy, 'test/model/series-child.ts'), { execArgv: ['--import', 'tsx'] });
    const order: SeriesOrder = {
      seeds: { from: Number(values.seed), count: SCHEDULES_MAX },
      shrinks: false,
    };
    child.on('message', (report: SeriesReport) => {
      if (report.kind === 'end') resolve(report);
    });
    child.on('error', reject);
    child.on('exit', (code) =>
      reject(new Error(`a series ended by itself, with ${code ?? 'a signal'}`)),
    );
    child.send(order);
  });
}

function describe(mutation: Mutation): string {
  const end = results.get(mutation);
  const failure = end?.failure ?? null;
  if (failure === null) return `| ${mutation.name} | **survived** | |`;
  return `| ${mutation.name} | ${end?.schedules ?? 0} | ${failure.rule} |`;
}
