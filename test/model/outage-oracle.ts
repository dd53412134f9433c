/**
 * Watches what a viewer is told of outages: a row where the live path was missing, with the counts of the rows that
 * were recovered, amended only while it is held, and closed once the stream is live.
 */
import { isEntry, isGap, isOutage, type LogOutage, type LogRow } from '../../src/core/log-entry.js';
import type { StreamState } from '../../src/core/stream-state.js';
import type { BatchOrigin } from '../../src/source/log-source.js';
import { BrokenPromise } from './broken-promise.js';

/** States in which the live path is not there, for a stream that had been live. */
const AWAY: readonly StreamState[] = ['connecting', 'polling', 'auth-required', 'denied'];

/** The outages of one viewer. */
export class OutageOracle {
  readonly #told = new Map<number, LogOutage>();
  #current: LogOutage | null = null;
  /** What the last batch added to the counts, until an amendment has told of it. */
  #owed: { recovered: number; missing: number } | null = null;
  #isAway = false;

  append(rows: readonly LogRow[], origin: BatchOrigin, nowMs: number): void {
    this.settle();
    const outages = rows.filter(isOutage);
    const [outage] = outages;
    if (outages.length > 1 || (outage !== undefined && rows[0] !== outage)) {
      throw new BrokenPromise('outage', 'in the middle of a batch');
    }
    const recovered = rows.filter(isEntry).length;
    const missing = rows.filter(isGap).reduce((sum, gap) => sum + gap.to - gap.seq + 1, 0);
    if (outage !== undefined) {
      this.#begin(outage, rows[1], origin, nowMs);
      if (outage.recovered !== recovered || outage.missing !== missing) {
        throw new BrokenPromise('outage', `counts ${outage.recovered}, ${recovered} followed`);
      }
    } else if (origin !== 'live') {
      if (this.#current !== null) this.#owed = { recovered, missing };
      else if (this.#isAway) throw new BrokenPromise('outage', `none before ${rows[0]?.seq ?? 0}`);
    }
  }

  amend(row: LogOutage): void {
    const old = this.#told.get(row.seq);
    if (old === undefined) throw new BrokenPromise('outage', `${row.seq} was never told`);
    const owed = row.recovered !== old.recovered || row.missing !== old.missing ? this.#owed : NONE;
    if (
      owed === null ||
      row.recovered !== old.recovered + owed.recovered ||
      row.missing !== old.missing + owed.missing
    ) {
      throw new BrokenPromise(
        'outage',
        `${row.recovered} recovered of ${old.recovered}, ${owed?.recovered ?? 'none'}`,
      );
    }
    if (owed !== NONE) this.#owed = null;
    this.#told.set(row.seq, row);
    if (this.#current?.seq === row.seq) this.#current = row;
  }

  /** The stream moved. */
  enter(state: StreamState, previous: StreamState): void {
    this.settle();
    const wasLive = previous === 'live' || previous === 'degraded';
    if (wasLive && AWAY.includes(state)) this.#isAway = true;
    if (state !== 'live' && state !== 'ended') return;
    this.#isAway = false;
    if (this.#current !== null && this.#current.endedAtMs === null) {
      throw new BrokenPromise('outage', `${state}, and the outage goes on`);
    }
    this.#current = null;
  }

  /** What was owed has to be told before anything else is. */
  settle(): void {
    const owed = this.#owed;
    this.#owed = null;
    if (owed !== null && owed.recovered + owed.missing > 0) {
      throw new BrokenPromise('outage', `${owed.recovered} recovered rows were not counted`);
    }
  }

  #begin(row: LogOutage, next: LogRow | undefined, origin: BatchOrigin, nowMs: number): void {
    if (next === undefined || row.seq !== next.seq - 0.5 || origin === 'live') {
      throw new BrokenPromise('outage', `${row.seq} stands before ${next?.seq ?? 'nothing'}`);
    }
    if (row.startedAtMs > (row.endedAtMs ?? nowMs) || (row.endedAtMs ?? nowMs) > nowMs) {
      throw new BrokenPromise('outage', `from ${row.startedAtMs} to ${row.endedAtMs ?? 'now'}`);
    }
    if (this.#told.has(row.seq)) throw new BrokenPromise('outage', `${row.seq} was told already`);
    this.#told.set(row.seq, row);
    this.#current = row;
  }
}

const NONE = { recovered: 0, missing: 0 };
