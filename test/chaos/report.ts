/** A chaos run in words and figures. The last lines are its goals. */
import { quantile } from '../bench/goal.js';
import {
  faultsDuring,
  LIMIT_MS,
  measureAvailability,
  measureCosts,
  measurePassages,
  SAMPLE_MS,
  type Passage,
} from './availability.js';
import type { ChaosResult, Difference } from './chaos-run.js';

/** What is aimed at: the share of time in which a committed row was on screen within five seconds, in %. */
const TARGET_PERCENT = 99.9;

const DEFINITION = [
  `Availability: the share of moments, one every ${SAMPLE_MS} ms for each tag, at which every row that had been committed`,
  `${LIMIT_MS / 1000} s before or earlier had been handed to the page by that tag. The time counts from the commit, whatever was broken;`,
  'of a tag that was taken out of its document and put back, from its return, and rows older than the first that it shows then are left',
  'to the scrolling reader. A tag counts while it is in its document.',
];

export interface ChaosVerdict {
  readonly lines: readonly string[];
  readonly availabilityPercent: number;
  /** True when something was lost, doubled, out of order or altered, or the page complained. */
  readonly isBroken: boolean;
  readonly sum: Difference;
}

export function judge(result: ChaosResult): ChaosVerdict {
  const { tags, faults, startMs, endMs, complaints } = result;
  const seen = measureAvailability(tags, faults, startMs, endMs);
  const { samples, absent, shut, lapses } = seen;
  const ownLapses = lapses.filter(({ wasShut }) => !wasShut).length;
  const percent = 100 * (1 - lapses.length / samples);
  const ownPercent = 100 * (1 - ownLapses / (samples - shut));
  const passages = measurePassages(tags);
  const tookMs = passages.map((passage) => passage.tookMs);
  const ms = (share: number): string => `${Math.round(quantile(tookMs, share))} ms`;
  const sum = result.differences.reduce(addDifferences);
  const isBroken = [sum.lost, sum.doubled, sum.outOfOrder, sum.altered, complaints.length].some(
    (count) => count > 0,
  );
  const { settledMs } = result;
  const lines = [
    ...DEFINITION,
    '',
    `seed ${result.seed}, ${((endMs - startMs) / 1000).toFixed(0)} s, ${tags.length} tags in 2 pages, ${result.rows} rows in ${countCommits(result)} statements`,
    `availability          ${percent.toFixed(3)} % of ${samples} moments (${lapses.length} behind; ${absent} more with the tag out of its document)`,
    `  without closed ways ${ownPercent.toFixed(3)} % of ${samples - shut} moments, those left out in which faults had closed both Realtime and REST`,
    `worst repair          ${describeWorst(passages, result)}`,
    `commit to screen      p50 ${ms(0.5)}, p95 ${ms(0.95)}, p99 ${ms(0.99)} (${passages.length} rows × tags)`,
    `at the end            ${settledMs === null ? 'NOT caught up' : `caught up ${settledMs} ms after the last repair`}, ${sum.altered} rows with another text`,
    `requests              ${result.requests} for REST, ${result.sockets} sockets`,
    `page errors           ${complaints.length}`,
    ...complaints.slice(0, 5).map((complaint) => `  ${complaint}`),
    '',
    'fault                        times   tag-seconds behind   (it alone)',
    ...measureCosts(lapses, faults).map(
      ({ kind, times, involvedSeconds, aloneSeconds }) =>
        `${kind.padEnd(28)} ${String(times).padStart(5)} ${involvedSeconds.toFixed(1).padStart(20)} ${aloneSeconds.toFixed(1).padStart(12)}`,
    ),
    '',
    `goal availability: ${percent.toFixed(3)} % (target ≥ ${TARGET_PERCENT} %) ${percent >= TARGET_PERCENT ? 'met' : 'missed'}`,
    goalLine('rows lost', sum.lost),
    goalLine('rows doubled', sum.doubled),
    goalLine('rows out of order', sum.outOfOrder),
    goalLine('page errors', complaints.length),
  ];
  return { lines, availabilityPercent: percent, isBroken, sum };
}

function goalLine(name: string, count: number): string {
  return `goal ${name}: ${count} (target 0) ${count === 0 ? 'met' : 'missed'}`;
}

function addDifferences(a: Difference, b: Difference): Difference {
  return {
    lost: a.lost + b.lost,
    doubled: a.doubled + b.doubled,
    outOfOrder: a.outOfOrder + b.outOfOrder,
    altered: a.altered + b.altered,
  };
}

function countCommits({ tags }: ChaosResult): number {
  return tags
    .filter(({ viewer }) => viewer === 0)
    .reduce((sum, { commits }) => sum + commits.length, 0);
}

/** Every stretch of time in which a tag was behind: what it met, and what it said of itself. */
export function describeLapses(result: ChaosResult): string[] {
  const { tags, faults, startMs, endMs } = result;
  const at = (timeMs: number): string => ((timeMs - startMs) / 1000).toFixed(1);
  return tags.flatMap((tag) => {
    const { lapses } = measureAvailability([tag], faults, startMs, endMs);
    const starts = lapses.filter(({ atMs }, i) => atMs - SAMPLE_MS !== lapses[i - 1]?.atMs);
    return starts.map((start, i) => {
      const next = starts[i + 1];
      const last = lapses[next === undefined ? lapses.length - 1 : lapses.indexOf(next) - 1];
      const untilMs = (last ?? start).atMs + SAMPLE_MS;
      const met = faultsDuring(faults, tag.viewer, start.sinceMs, untilMs);
      const moves = tag.moves.filter(([, ms]) => ms >= start.sinceMs - 10_000 && ms <= untilMs);
      return [
        `behind: viewer ${tag.viewer} run ${tag.run} from ${at(start.atMs)} to ${at(untilMs)} s${start.wasShut ? ' (shut)' : ''}, row of ${at(start.sinceMs)} s;`,
        ...met.map((fault) => `${fault.kind} ${at(fault.startMs)}–${at(fault.endMs)},`),
        '|',
        ...moves.map(([state, ms]) => `${state} ${at(ms)}`),
      ].join(' ');
    });
  });
}

function describeWorst(passages: readonly Passage[], { faults, startMs }: ChaosResult): string {
  const worst = passages.reduce<Passage | null>(
    (most, passage) => (most === null || passage.tookMs > most.tookMs ? passage : most),
    null,
  );
  if (worst === null) return 'none';
  const { viewer, run, seq, committedMs, tookMs } = worst;
  const met = faultsDuring(faults, viewer, committedMs, committedMs + tookMs).map(
    ({ kind, detail, startMs: atMs }) =>
      `${kind} (${detail}, at ${((atMs - startMs) / 1000).toFixed(1)} s)`,
  );
  return `${(tookMs / 1000).toFixed(2)} s, row ${seq} of run ${run}, viewer ${viewer}, committed at ${((committedMs - startMs) / 1000).toFixed(1)} s; met: ${met.join('; ') || 'nothing'}`;
}
