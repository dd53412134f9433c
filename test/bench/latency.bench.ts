/**
 * How long a row takes from its commit to the screen, next to how long it takes to the callback of a bare supabase-js
 * channel on the same page: the difference is what the widget costs. Run it with `npm run bench:latency`.
 *
 * Commit: the moment at which the writer's statement was acknowledged. Screen: the end of the first frame that holds
 * the row or a later one (rows of one message appear together, and most of a large batch is above the fold).
 */
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import type { CommittedRows } from '../../demo/simulator/row-writer.js';
import { startDemoRig, type DemoRig } from '../e2e/support/demo-rig.js';
import type { Sighting, Stopwatch, StopwatchOptions } from './in-page-stopwatch.js';

/** Rows a second, and for how long, in seconds: at least 200 rows each. */
const LOADS = [
  { rate: 10, seconds: 20 },
  { rate: 100, seconds: 12 },
  { rate: 1000, seconds: 12 },
] as const;
/** What the widget may add at the 95th percentile, in ms: a frame and a half. */
const TARGET_MS = 25;
/** Left out at the start of each load, in ms: the page compiles its code then. */
const WARM_UP_MS = 1500;
/** Questions by which the clocks are compared; the quickest answer tells most. */
const CLOCK_PROBES = 25;

/** The module is compiled by the demo's own server, like everything else on the page. */
const STOPWATCH_MODULE = `/@fs${fileURLToPath(new URL('./in-page-stopwatch.ts', import.meta.url))}`;

interface Result {
  readonly rate: number;
  readonly rows: number;
  readonly callback: Percentiles;
  readonly paint: Percentiles;
}

interface Percentiles {
  readonly p50: number;
  readonly p95: number;
}

const rig = await startDemoRig();
try {
  const results: Result[] = [];
  for (const load of LOADS) results.push(await measure(rig, load));
  report(results);
} finally {
  await rig.stop();
}

async function measure(
  started: DemoRig,
  { rate, seconds }: (typeof LOADS)[number],
): Promise<Result> {
  const { server } = started;
  const runId = await started.startRun();
  const demo = await started.open({ runId });
  await demo.waitForState('live');
  const { accessToken } = await server.backend.session({ viewer: 'owner' });
  await startStopwatch(demo.page, {
    url: server.backend.url,
    key: server.backend.publishableKey,
    token: accessToken,
    runId,
  });

  const commits: CommittedRows[] = [];
  const stopListening = server.simulator.onCommitted((written) => commits.push(written));
  const aheadBefore = await clockAheadMs(demo.page);
  const startedAtMs = Date.now();
  server.simulator.setRate(runId, rate);
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  server.simulator.setRate(runId, 0);
  await demo.waitForSeq(server.simulator.run(runId)?.lastSeq ?? 0);
  await demo.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
  stopListening();
  const aheadMs = (aheadBefore + (await clockAheadMs(demo.page))) / 2;
  const { calledBack, painted } = await readStopwatch(demo.page);
  await demo.close();

  const measured = commits.filter(
    (written) => written.runId === runId && written.committedAtMs > startedAtMs + WARM_UP_MS,
  );
  return {
    rate,
    rows: measured.reduce((sum, { firstSeq, lastSeq }) => sum + lastSeq - firstSeq + 1, 0),
    callback: percentiles(latencies(measured, calledBack, aheadMs)),
    paint: percentiles(latencies(measured, painted, aheadMs)),
  };
}

/** One latency for each row, in ms. Throws if a row was never seen: then there is nothing to measure. */
function latencies(
  commits: readonly CommittedRows[],
  sightings: readonly Sighting[],
  pageAheadMs: number,
): number[] {
  const found: number[] = [];
  let index = 0;
  for (const { firstSeq, lastSeq, committedAtMs } of commits) {
    for (let seq = firstSeq; seq <= lastSeq; seq += 1) {
      while ((sightings[index]?.seq ?? Infinity) < seq) index += 1;
      const sighting = sightings[index];
      if (sighting === undefined) throw new Error(`Row ${seq} was never seen.`);
      found.push(sighting.atMs - pageAheadMs - committedAtMs);
    }
  }
  return found.sort((a, b) => a - b);
}

function percentiles(sorted: readonly number[]): Percentiles {
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  return { p50: at(0.5), p95: at(0.95) };
}

/** How far the page's clock is ahead of this process's, in ms: both count from their own start, and may have drifted. */
async function clockAheadMs(page: Page): Promise<number> {
  let best = { roundTripMs: Infinity, aheadMs: 0 };
  for (let probe = 0; probe < CLOCK_PROBES; probe += 1) {
    const askedAt = performance.timeOrigin + performance.now();
    const pageMs = await page.evaluate(() => performance.timeOrigin + performance.now());
    const answeredAt = performance.timeOrigin + performance.now();
    const roundTripMs = answeredAt - askedAt;
    if (roundTripMs < best.roundTripMs) {
      best = { roundTripMs, aheadMs: pageMs - (askedAt + answeredAt) / 2 };
    }
  }
  return best.aheadMs;
}

function startStopwatch(page: Page, options: StopwatchOptions): Promise<void> {
  return page.evaluate(
    async ([path, given]) => {
      const { startStopwatch: start } = (await import(path)) as {
        startStopwatch: (options: StopwatchOptions) => Promise<Stopwatch>;
      };
      Object.assign(window, { stopwatch: await start(given) });
    },
    [STOPWATCH_MODULE, options] as const,
  );
}

function readStopwatch(page: Page): Promise<Stopwatch> {
  return page.evaluate(() => (window as unknown as { stopwatch: Stopwatch }).stopwatch);
}

function report(results: readonly Result[]): void {
  const ms = (value: number): string => value.toFixed(1).padStart(8);
  console.log('\nms from commit to …      callback p50      p95   screen p50      p95     rows');
  for (const { rate, rows, callback, paint } of results) {
    console.log(
      `${String(rate).padStart(8)} rows/s          ${ms(callback.p50)} ${ms(callback.p95)}     ${ms(paint.p50)} ${ms(paint.p95)} ${String(rows).padStart(8)}`,
    );
  }
  console.log('');
  for (const { rate, callback, paint } of results) {
    const addedMs = paint.p95 - callback.p95;
    const verdict = addedMs <= TARGET_MS ? 'met' : 'missed';
    console.log(
      `goal latency-${rate}-rows: +${addedMs.toFixed(1)} ms over the callback at p95 (target ≤ ${TARGET_MS} ms) ${verdict}`,
    );
  }
}
