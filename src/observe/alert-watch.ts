/**
 * Turns readings of the widget's health into alerts: each is raised once when its threshold is crossed, and cleared
 * once when that is over. Pure: it sees only the readings, and takes the time from whoever brings them.
 */
import type { StreamState } from '../core/stream-state.js';
import type { LogStreamHealth } from './health.js';

/** What can be wrong with a stream, or with the run that it shows. */
export type AlertName =
  /** Rows are committed and the live path does not announce them, or there has been no live path for a while. */
  | 'silent-stream'
  /** Rows are known to be committed and have not been delivered for a while. */
  | 'lag'
  /** Rows of the run are gone from the database. */
  | 'gap'
  /** The run writes many errors in a short time. */
  | 'error-burst';

/** An alert that was raised or cleared. */
export interface LogStreamAlert {
  readonly name: AlertName;
  /** True when the threshold was crossed, false when that is over. */
  readonly active: boolean;
  /** What was measured, in the unit of the threshold. */
  readonly value: number;
  readonly threshold: number;
}

/** Where alerts begin. */
export const ALERT_THRESHOLDS = {
  /** Seconds without a live path. Reconnecting takes up to half a minute when a server restarts. */
  'silent-stream': 30,
  /** Seconds for which committed rows were not delivered. A repair takes a fraction of one. */
  lag: 5,
  /** Rows declared deleted. Retention deletes from the start of a run, never from what a viewer follows. */
  gap: 1,
  /** Errors in ten seconds. More than a failing step with its retries writes. */
  'error-burst': 50,
} as const satisfies Record<AlertName, number>;

/** The span in which errors are counted, in milliseconds. */
const BURST_SPAN_MS = 10_000;

/** States in which rows reach the viewer only by asking for them, if at all. */
const WITHOUT_LIVE_PATH: readonly StreamState[] = ['connecting', 'polling', 'degraded'];

/** What may be asked of a stream at the moment. */
export interface Expectations {
  /** False while the page is hidden: a stream that rests is late on purpose. Default: true. */
  readonly isSeen?: boolean;
  /** False when the host asked for polling. Default: true. */
  readonly hasLivePath?: boolean;
}

/** Watches one stream. */
export class AlertWatch {
  readonly #active = new Set<AlertName>();
  #silentSinceMs: number | null = null;
  #behindSinceMs: number | null = null;
  #missingBefore = 0;
  /** Errors that had arrived at each reading of the span, oldest first. */
  #errors: { readonly atMs: number; readonly count: number }[] = [];

  /** Takes a reading; returns the alerts that it raises and clears. */
  read(
    health: LogStreamHealth,
    nowMs: number,
    { isSeen = true, hasLivePath = true }: Expectations = {},
  ): LogStreamAlert[] {
    const isSilent = isSeen && hasLivePath && WITHOUT_LIVE_PATH.includes(health.state);
    this.#silentSinceMs = isSilent ? (this.#silentSinceMs ?? nowMs) : null;
    const isBehind = isSeen && health.lagRows > 0;
    this.#behindSinceMs = isBehind ? (this.#behindSinceMs ?? nowMs) : null;
    const { missing, errors } = health.counts;
    const newlyMissing = missing - this.#missingBefore;
    this.#missingBefore = missing;
    return [
      this.#judge('silent-stream', since(this.#silentSinceMs, nowMs)),
      this.#judge('lag', since(this.#behindSinceMs, nowMs)),
      this.#judge('gap', newlyMissing),
      this.#judge('error-burst', this.#recentErrors(errors, nowMs)),
    ].filter((alert) => alert !== null);
  }

  /** Forgets everything: another run is being watched. */
  reset(): void {
    this.#active.clear();
    this.#silentSinceMs = null;
    this.#behindSinceMs = null;
    this.#missingBefore = 0;
    this.#errors = [];
  }

  #judge(name: AlertName, value: number): LogStreamAlert | null {
    const threshold = ALERT_THRESHOLDS[name];
    const active = value >= threshold;
    if (active === this.#active.has(name)) return null;
    if (active) this.#active.add(name);
    else this.#active.delete(name);
    return { name, active, value, threshold };
  }

  #recentErrors(count: number, nowMs: number): number {
    this.#errors.push({ atMs: nowMs, count });
    while ((this.#errors[1]?.atMs ?? nowMs) <= nowMs - BURST_SPAN_MS) this.#errors.shift();
    return count - (this.#errors[0]?.count ?? count);
  }
}

function since(startMs: number | null, nowMs: number): number {
  return startMs === null ? 0 : (nowMs - startMs) / 1_000;
}
