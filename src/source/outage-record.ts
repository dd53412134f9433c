/**
 * Tells the viewer where the live path was missing: the first row that had to be recovered is preceded by a row that
 * says from when to when, and how many were brought in. A disconnection in which nothing was committed leaves none.
 */
import type { Clock } from '../core/clock.js';
import { isEntry, isGap, type LogOutage, type LogRow } from '../core/log-entry.js';
import type { BatchOrigin, LogSink } from './log-source.js';

/** Passes rows on, and marks those that were recovered. */
export class OutageRecord {
  readonly #sink: LogSink;
  readonly #clock: Clock;
  #startedAtMs: number | null = null;
  #endedAtMs: number | null = null;
  #row: LogOutage | null = null;

  constructor(sink: LogSink, clock: Clock) {
    this.#sink = sink;
    this.#clock = clock;
  }

  /** The live path is gone, since now or since `sinceMs`. */
  begin(sinceMs = this.#clock.now()): void {
    this.#endedAtMs = null;
    this.#startedAtMs ??= sinceMs;
    this.#amend();
  }

  /** The live path is back; what was missed is still being read. */
  reconnected(): void {
    if (this.#startedAtMs === null) return;
    this.#endedAtMs ??= this.#clock.now();
    this.#amend();
  }

  /** Everything that was missed has been read. */
  end(): void {
    if (this.#startedAtMs === null) return;
    this.reconnected();
    this.#startedAtMs = null;
    this.#endedAtMs = null;
    this.#row = null;
  }

  append(rows: readonly LogRow[], origin: BatchOrigin): void {
    const first = rows[0];
    if (first === undefined) return;
    if (this.#startedAtMs === null || origin === 'live') {
      this.#sink.append(rows, origin);
      return;
    }
    const recovered = rows.filter(isEntry).length;
    const missing = rows.filter(isGap).reduce((sum, gap) => sum + gap.to - gap.seq + 1, 0);
    if (this.#row !== null) {
      this.#row = {
        ...this.#row,
        recovered: this.#row.recovered + recovered,
        missing: this.#row.missing + missing,
      };
      this.#sink.append(rows, origin);
      this.#sink.amend(this.#row);
      return;
    }
    this.#row = {
      kind: 'outage',
      seq: first.seq - 0.5,
      startedAtMs: this.#startedAtMs,
      endedAtMs: this.#endedAtMs,
      recovered,
      missing,
    };
    this.#sink.append([this.#row, ...rows], origin);
  }

  #amend(): void {
    if (this.#row === null || this.#row.endedAtMs === this.#endedAtMs) return;
    this.#row = { ...this.#row, endedAtMs: this.#endedAtMs };
    this.#sink.amend(this.#row);
  }
}
