/**
 * Turns readings of the widget's health into alerts: each is raised once when its threshold is crossed, and cleared
 * once when that is over. Pure: it sees only the readings, and takes the time from whoever brings them.
 */
import {
  ALERT_THRESHOLDS,
  type AlertName,
  type AlertThresholds,
} from '../core/alert-thresholds.js';
import type { StreamState } from '../core/stream-state.js';
import type { LogStreamHealth } from './health.js';

/** An alert that was raised or cleared. */
export interface LogStreamAlert {
  readonly name: AlertName;
  /** True when the threshold was crossed, false when that is over. */
  readonly active: boolean;
  /** What was measured, in the unit of the threshold. */
  readonly value: number;
  readonly threshold: number;
}

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
  /** Where alerts begin. Default: `ALERT_THRESHOLDS`. */
  readonly thresholds?: AlertThresholds;
}

/** Watches one stream. */
export class AlertWatch {
  /** The alerts that are on, and the threshold that each crossed. */
  readonly #active = new Map<AlertName, number>();
  #thresholds: AlertThresholds = ALERT_THRESHOLDS;
  #silentSinceMs: number | null = null;
  #behindSinceMs: number | null = null;
  #missingBefore = 0;
  /** Errors that had arrived at each reading of the span, oldest first. */
  #errors: { readonly atMs: number; readonly count: number }[] = [];

  /** Takes a reading; returns the alerts that it raises and clears. */
  read(
    health: LogStreamHealth,
    nowMs: number,
    { isSeen = true, hasLivePath = true, thresholds = ALERT_THRESHOLDS }: Expectations = {},
  ): LogStreamAlert[] {
    this.#thresholds = thresholds;
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
    const crossed = this.#active.get(name);
    // One that is on when it is switched off is over, and is told by what it had crossed.
    const threshold = this.#thresholds[name] ?? crossed ?? Infinity;
    const active = this.#thresholds[name] !== null && value >= threshold;
    if (active === (crossed !== undefined)) return null;
    if (active) this.#active.set(name, threshold);
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
