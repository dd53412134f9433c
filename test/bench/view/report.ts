/** The table, the spread between rounds, and one line for each goal. */
import { median, printGoal } from '../goal.js';
import { CANDIDATES, type CandidateName } from './candidates.js';
import type { LoadFigures } from './load.js';
import { HARD_LOAD, LOADS, type Figures, type FrameSplit } from './measure.js';

/** The figures of each candidate, a round after the other. */
export type Rounds = ReadonlyMap<CandidateName, readonly Figures[]>;

const ms = (value: number): string => (value > 5000 ? '> 5 s' : `${value.toFixed(0)} ms`);
const task = (value: number): string => (value === 0 ? '< 50 ms' : ms(value));

/** Prints everything. */
export function report(rounds: Rounds, ceilingFps: number): void {
  console.log(`\nAn empty page has ${ceilingFps.toFixed(1)} fps here.\n`);
  const columns = [
    '100k at once',
    'heap',
    ...LOADS.map(({ name }) => `${name}: fps, paint p95, longest task`),
  ];
  console.log(`| | ${columns.join(' | ')} |`);
  console.log(`| --- |${' --- |'.repeat(columns.length)}`);
  for (const [name, figures] of rounds) console.log(row(name, figures));
  const ours = rounds.get('ours');
  if (ours !== undefined) printOwn(ours);
  if ((ours?.length ?? 0) > 1) printSpread(rounds);
  console.log('');
  if (ours !== undefined) printGoals(ours, rounds.get('bare'));
}

function row(name: CandidateName, figures: readonly Figures[]): string {
  const cells = [
    `${median(figures.map(({ bulkMs }) => bulkMs)).toFixed(0)} ms`,
    `${median(figures.map(({ heapMb }) => heapMb)).toFixed(1)} MB`,
    ...LOADS.map((load) => loadCell(middleLoad(figures, load.name))),
  ];
  return `| ${CANDIDATES[name].title} | ${cells.join(' | ')} |`;
}

function loadCell({ fps, paintP95Ms, longestTaskMs }: LoadFigures): string {
  return `${fps.toFixed(1)} fps, ${ms(paintP95Ms)}, ${task(longestTaskMs)}`;
}

/** The load's figures, each the median of the rounds; of long tasks the worst, since one is one too many. */
function middleLoad(figures: readonly Figures[], name: string): LoadFigures {
  const all = figures.flatMap(({ loads }) => loads[name] ?? []);
  const middle = (pick: (load: LoadFigures) => number): number => median(all.map(pick));
  return {
    fps: middle(({ fps }) => fps),
    paintP50Ms: middle(({ paintP50Ms }) => paintP50Ms),
    paintP95Ms: middle(({ paintP95Ms }) => paintP95Ms),
    longestTaskMs: Math.max(...all.map(({ longestTaskMs }) => longestTaskMs)),
    longTasks: Math.max(...all.map(({ longTasks }) => longTasks)),
    frames: middle(({ frames }) => frames),
  };
}

/** One line that says where a frame's time went. */
export function splitLine({ scriptMs, styleMs, layoutMs, restMs }: FrameSplit): string {
  const part = (value: number): string => value.toFixed(2).padStart(5);
  return `ms a frame: script ${part(scriptMs)}, style ${part(styleMs)}, layout ${part(layoutMs)}, rest ${part(restMs)}`;
}

function printOwn(figures: readonly Figures[]): void {
  console.log('');
  const last = figures.at(-1);
  for (const { name } of [...LOADS, HARD_LOAD]) {
    const load = last?.loads[name];
    if (load === undefined) continue;
    console.log(
      `ours ${name.padEnd(11)} ${loadCell(load)}, p50 ${ms(load.paintP50Ms)}; ${splitLine(load.split)}`,
    );
  }
  const fling = last?.fling;
  if (fling !== null && fling !== undefined) {
    const { frames, blankFrames, fps, longestTaskMs, split } = fling;
    console.log(
      `ours fling       ${blankFrames} of ${frames} frames blank, ${fps.toFixed(1)} fps, ${task(longestTaskMs)}; ${splitLine(split)}`,
    );
  }
}

function printSpread(rounds: Rounds): void {
  console.log('\nFrom the lowest to the highest of the rounds:');
  const span = (values: readonly number[]): string =>
    `${Math.min(...values).toFixed(1)} – ${Math.max(...values).toFixed(1)}`;
  for (const [name, figures] of rounds) {
    const parts = LOADS.map((load) => {
      const all = figures.flatMap(({ loads }) => loads[load.name] ?? []);
      return `${load.name}: ${span(all.map(({ fps }) => fps))} fps, ${span(all.map(({ paintP95Ms }) => paintP95Ms))} ms`;
    });
    console.log(
      `${name}: bulk ${span(figures.map(({ bulkMs }) => bulkMs))} ms; heap ${span(figures.map(({ heapMb }) => heapMb))} MB; ${parts.join('; ')}`,
    );
  }
}

function printGoals(ours: readonly Figures[], bare: readonly Figures[] | undefined): void {
  if (bare !== undefined) {
    const times = (pick: (figures: Figures) => number): number =>
      median(ours.map(pick)) / median(bare.map(pick));
    printGoal(
      'view-bulk-100k',
      times(({ bulkMs }) => bulkMs),
      { atMost: 1.5, unit: '× bare' },
    );
    printGoal(
      'view-heap-100k',
      times(({ heapMb }) => heapMb),
      { atMost: 1.3, unit: '× bare' },
    );
  }
  for (const { name } of LOADS) {
    const load = middleLoad(ours, name);
    printGoal(`view-${name}-frames`, load.fps, { atLeast: 58, unit: 'fps' });
    printGoal(`view-${name}-paint-p95`, load.paintP95Ms, { atMost: 25, unit: 'ms' });
    printGoal(`view-${name}-longest-task`, load.longestTaskMs, { atMost: 50, unit: 'ms' });
  }
  const blank = ours.map(({ fling }) => fling?.blankFrames ?? Infinity);
  printGoal('view-fling-blank', Math.max(...blank), { atMost: 0, unit: 'frames' });
}
