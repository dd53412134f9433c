/**
 * What the widget knows about itself, gathered in one place: counts, latencies, time in each state.
 * It is told everything, including the time, and asks nothing of the page.
 */
import type { StreamState } from '../core/stream-state.js';
import { LatencyHistogram } from './latency-histogram.js';
import { METRICS, type Metric, type Probe } from './metrics.js';

/** A reading of the widget's health. Times are in milliseconds. */
export interface LogStreamHealth {
  readonly state: StreamState;
  /** When the stream was opened and counting began, in milliseconds since 1970. */
  readonly startedMs: number;
  /** Counts since the stream was opened. */
  readonly counts: Readonly<Record<Metric, number>>;
  /** From a row's `createdAt` to the frame that showed it, live rows only; both clocks must agree. */
  readonly commitToPaintMs: { readonly p50: number | null; readonly p95: number | null };
  /** Rows known to be in the database and not yet delivered. */
  readonly lagRows: number;
  /** Since the last row arrived; `null` before the first. */
  readonly sinceLastRowMs: number | null;
  /** Time spent in each state so far. */
  readonly timeInStateMs: Readonly<Partial<Record<StreamState, number>>>;
}

/** Gathers what the layers report and gives a reading on request. */
export class HealthRecorder implements Probe {
  readonly #counts = Object.fromEntries(Object.keys(METRICS).map((name) => [name, 0])) as Record<
    Metric,
    number
  >;
  readonly #commitToPaint = new LatencyHistogram();
  readonly #timeInStateMs = new Map<StreamState, number>();
  readonly #startedMs: number;
  #state: StreamState = 'idle';
  #stateSinceMs: number;
  #lastRowMs: number | null = null;

  /** @param nowMs - milliseconds since 1970 */
  constructor(nowMs: number) {
    this.#startedMs = nowMs;
    this.#stateSinceMs = nowMs;
  }

  count(metric: Metric, by = 1): void {
    this.#counts[metric] += by;
  }

  /** Notes that the stream moved to `state`. */
  enterState(state: StreamState, nowMs: number): void {
    this.#addTimeInState(nowMs);
    this.#state = state;
  }

  /** Notes that rows arrived. */
  rowsArrived(nowMs: number): void {
    this.#lastRowMs = nowMs;
  }

  /** Notes that a live row written at `createdAt` (ISO 8601) has been painted. */
  rowPainted(createdAt: string, nowMs: number): void {
    this.#commitToPaint.record(nowMs - Date.parse(createdAt));
  }

  /** A reading as of now. */
  read(nowMs: number, lagRows: number): LogStreamHealth {
    this.#addTimeInState(nowMs);
    return {
      state: this.#state,
      startedMs: this.#startedMs,
      counts: { ...this.#counts },
      commitToPaintMs: {
        p50: this.#commitToPaint.percentileMs(0.5),
        p95: this.#commitToPaint.percentileMs(0.95),
      },
      lagRows: Math.max(0, lagRows),
      sinceLastRowMs: this.#lastRowMs === null ? null : nowMs - this.#lastRowMs,
      timeInStateMs: Object.fromEntries(this.#timeInStateMs),
    };
  }

  #addTimeInState(nowMs: number): void {
    const before = this.#timeInStateMs.get(this.#state) ?? 0;
    this.#timeInStateMs.set(this.#state, before + nowMs - this.#stateSinceMs);
    this.#stateSinceMs = nowMs;
  }
}
