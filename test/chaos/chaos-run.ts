/**
 * One chaos run, from an idle stack to the comparison of every tag with the table. It collects; what the figures mean
 * is availability.ts's affair, and how they are told is report.ts's.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { seededRandom } from '../../demo/simulator/seeded-random.js';
import { waitUntil } from '../helpers/wait-until.js';
import type { TagHistory } from './availability.js';
import { RUNS, startChaosRig, type ChaosRig, type Viewer } from './chaos-rig.js';
import type { FaultRecord } from './fault.js';
import { FAULT_NAMES, type FaultName } from './fault-kinds.js';
import { FaultStorm } from './fault-storm.js';
import { Writers } from './writers.js';

export interface ChaosOptions {
  readonly seed: number;
  readonly durationMs: number;
  /** These kinds in this order, again and again. Default: drawn by the seed. */
  readonly kinds?: readonly FaultName[];
  /** Told of every fault as it begins and ends. */
  readonly log?: (line: string) => void;
}

/** How a tag differs from the table at the end. */
export interface Difference {
  readonly lost: number;
  readonly doubled: number;
  readonly outOfOrder: number;
  /** Rows whose text is not the table's. */
  readonly altered: number;
}

export interface ChaosResult {
  readonly seed: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly rows: number;
  readonly faults: readonly FaultRecord[];
  readonly tags: readonly TagHistory[];
  readonly differences: readonly Difference[];
  /** How long it took after the last repair until every tag held its run's last row; `null`: it was not waited for longer. */
  readonly settledMs: number | null;
  readonly requests: number;
  readonly sockets: number;
  readonly complaints: readonly string[];
}

export const ROWS_PER_SECOND = 200;
export const FAULT_EVERY_MS = 3_000;
const BULK_EVERY_MS = 60_000;
/** A run too short for a bulk by the clock gets one all the same, after this share of its time. */
const BULK_AT_SHARE = 0.4;
/** Patience after the last repair, in ms: more than any wait of the engine while rows can be fetched. */
const QUIET_WITHIN_MS = 120_000;

/** Runs it. Takes as long as it is told to, and half a minute more. */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const rig = await startChaosRig(options.seed);
  try {
    await waitUntil('every tag is live', () => areLive(rig.viewers), 30_000);
    return await runOn(rig, options);
  } finally {
    await rig.stop();
  }
}

async function areLive(viewers: readonly Viewer[]): Promise<boolean> {
  const states = await Promise.all(viewers.map((viewer) => viewer.call('states')));
  return states.flat().every((state) => state === 'live');
}

async function runOn(rig: ChaosRig, options: ChaosOptions): Promise<ChaosResult> {
  const { stack, runIds, viewers } = rig;
  const { seed, durationMs } = options;
  const startMs = Date.now();
  const before = {
    requests: stack.http.stats().requests,
    sockets: stack.realtime.stats().accepted,
  };
  const log = (line: string): void =>
    options.log?.(`${((Date.now() - startMs) / 1000).toFixed(1).padStart(7)} s  ${line}`);
  const writers = new Writers(stack, {
    runIds,
    rowsPerSecond: ROWS_PER_SECOND,
    bulkEveryMs: Math.min(BULK_EVERY_MS, durationMs * BULK_AT_SHARE),
    seed,
  });
  const storm = new FaultStorm(rig, seededRandom(seed), log);
  await strikeUntil(startMs + durationMs, storm, options);
  const endMs = Date.now();
  await storm.end();
  await writers.stop();
  log('all is mended, nothing is written any more');
  const counted = {
    requests: stack.http.stats().requests,
    sockets: stack.realtime.stats().accepted,
  };
  const settledMs = await settle(viewers, writers);
  log(settledMs === null ? 'the tags have not caught up' : `caught up after ${settledMs} ms`);

  const tags: TagHistory[] = [];
  for (const [viewer, page] of viewers.entries()) {
    for (let run = 0; run < RUNS; run += 1) {
      const commits = writers.commits.filter((commit) => commit.run === run);
      const [lives, moves] = [await page.call('lives', run), await page.call('moves', run)];
      tags.push({ viewer, run, lives, moves, commits });
    }
  }
  return {
    seed,
    startMs,
    endMs,
    rows: writers.rows,
    faults: storm.records,
    tags,
    differences: await compare(rig, tags),
    settledMs,
    requests: counted.requests - before.requests,
    sockets: counted.sockets - before.sockets,
    complaints: viewers.flatMap(({ name, complaints }) =>
      complaints.map((complaint) => `${name}: ${complaint}`),
    ),
  };
}

async function strikeUntil(
  endMs: number,
  storm: FaultStorm,
  { kinds, seed }: ChaosOptions,
): Promise<void> {
  const random = seededRandom(seed + 1);
  const startMs = Date.now();
  const until = (timeMs: number): Promise<void> => delay(Math.max(0, timeMs - Date.now()));
  for (let count = 0; ; count += 1) {
    const dueMs = startMs + (count + 1) * FAULT_EVERY_MS;
    if (dueMs >= endMs) return until(endMs);
    await until(dueMs);
    await storm.strike(kinds?.[count % kinds.length] ?? random.pick(FAULT_NAMES));
  }
}

/** Waits for every tag's last row. */
async function settle(viewers: readonly Viewer[], writers: Writers): Promise<number | null> {
  const startMs = Date.now();
  const wanted = Array.from({ length: RUNS }, () => 0);
  for (const { run, last } of writers.commits) wanted[run] = Math.max(wanted[run] ?? 0, last);
  try {
    await waitUntil(
      'every tag holds the last row of its run',
      async () => {
        const held = await Promise.all(viewers.map((viewer) => viewer.call('lastSeqs')));
        return held.every((seqs) => seqs.every((seq, run) => seq === wanted[run]));
      },
      QUIET_WITHIN_MS,
    );
    const settledMs = Date.now() - startMs;
    // A tag that was put back holds the newest rows only, until a reader asks for older ones.
    for (const viewer of viewers) {
      await waitUntil('every tag reaches its start', () => viewer.call('reachStart'), 60_000);
    }
    return settledMs;
  } catch {
    return null;
  }
}

async function compare(rig: ChaosRig, tags: readonly TagHistory[]): Promise<Difference[]> {
  const tables: Map<number, string>[] = [];
  for (const runId of rig.runIds) {
    const rows = await rig.stack.sql<{ seq: string; message: string }[]>`
      select seq, message from public.logs where run_id = ${runId}`;
    tables.push(new Map(rows.map(({ seq, message }) => [Number(seq), message])));
  }
  const differences: Difference[] = [];
  for (const { viewer, run, lives } of tags) {
    const held = (await rig.viewers[viewer]?.call('rows', run)) ?? [];
    const table = tables[run] ?? new Map<number, string>();
    const seqs = new Set(held.map(([seq]) => seq));
    const ofLives = (name: 'doubled' | 'outOfOrder'): number =>
      lives.reduce((sum, life) => sum + life[name], 0);
    const isBehind = ([seq]: readonly [number, string], index: number): boolean =>
      seq < (held[index - 1]?.[0] ?? 0);
    differences.push({
      lost: [...table.keys()].filter((seq) => !seqs.has(seq)).length,
      doubled: held.length - seqs.size + ofLives('doubled'),
      outOfOrder: held.filter(isBehind).length + ofLives('outOfOrder'),
      altered: held.filter(([seq, message]) => table.get(seq) !== message).length,
    });
  }
  return differences;
}
