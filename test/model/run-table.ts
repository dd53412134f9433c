/**
 * The run as the database has it: rows, cursor, status. Seqs are given out under the run's lock, so transactions of
 * one run commit one after the other, in seq order, and one that takes its time holds up the others.
 */
import type { LogEntry } from '../../src/core/log-entry.js';
import { isTerminalStatus } from '../../src/core/run-status.js';
import { entry } from '../helpers/entries.js';
import type { FakeClock } from '../helpers/fake-clock.js';

/** Workers may write this much longer than their run lasts, and no longer. */
const LATE_ROWS_MS = 15_000;

/** What the database sends to a run's topic. */
export type Announcement =
  | { readonly kind: 'rows'; readonly rows: readonly LogEntry[] }
  | { readonly kind: 'run'; readonly status: string; readonly lastSeq: number };

interface Transaction {
  readonly holdMs: number;
  readonly commit: () => readonly Announcement[];
}

/** One run's table. */
export class RunTable {
  readonly #clock: FakeClock;
  readonly #announce: (announcement: Announcement) => void;
  readonly #waiting: Transaction[] = [];
  #rows: LogEntry[] = [];
  readonly #deleted = new Set<number>();
  #lastSeq = 0;
  #status = 'running';
  #endedAtMs: number | null = null;
  /** The last row that had been committed when the run ended. */
  #lastSeqAtEnd = 0;
  #isHidden = false;
  #lastHiddenMs = -Infinity;

  constructor(clock: FakeClock, announce: (announcement: Announcement) => void) {
    this.#clock = clock;
    this.#announce = announce;
  }

  /** True while nobody may see it. */
  get isHidden(): boolean {
    return this.#isHidden;
  }

  set isHidden(isHidden: boolean) {
    if (this.#isHidden) this.#lastHiddenMs = this.#clock.now();
    this.#isHidden = isHidden;
  }

  /** When it was last hidden. */
  get lastHiddenMs(): number {
    return this.#isHidden ? Infinity : this.#lastHiddenMs;
  }

  get rows(): readonly LogEntry[] {
    return this.#rows;
  }

  get lastSeq(): number {
    return this.#lastSeq;
  }

  get status(): string {
    return this.#status;
  }

  get isOver(): boolean {
    return isTerminalStatus(this.#status);
  }

  get lastSeqAtEnd(): number {
    return this.#lastSeqAtEnd;
  }

  get endedAtMs(): number {
    return this.#endedAtMs ?? Infinity;
  }

  /** Whether a row is there with `after` < seq ≤ `to`. */
  hasRows(after: number, to: number): boolean {
    return this.#rows.some(({ seq }) => seq > after && seq <= to);
  }

  isDeleted(seq: number): boolean {
    return this.#deleted.has(seq);
  }

  write(rows: number, statements = 1, holdMs = 0, isRolledBack = false): void {
    this.#begin({
      holdMs,
      commit: () => {
        if (isRolledBack || this.#isClosed) return [];
        return Array.from({ length: statements }, () => ({
          kind: 'rows' as const,
          rows: this.#insert(rows),
        }));
      },
    });
  }

  /** A run that is over stays over. */
  setStatus(status: string, holdMs = 0): void {
    this.#begin({
      holdMs,
      commit: () => {
        if (this.isOver) return [];
        this.#status = status;
        if (isTerminalStatus(status)) {
          this.#endedAtMs = this.#clock.now();
          this.#lastSeqAtEnd = this.#lastSeq;
        }
        return [{ kind: 'run', status, lastSeq: this.#lastSeq }];
      },
    });
  }

  delete(where: 'start' | 'middle' | 'end', count: number): void {
    const from =
      where === 'start'
        ? 0
        : Math.max(
            0,
            where === 'end' ? this.#rows.length - count : (this.#rows.length - count) >> 1,
          );
    for (const { seq } of this.#rows.slice(from, from + count)) this.#deleted.add(seq);
    this.#rows = this.#rows.filter(({ seq }) => !this.#deleted.has(seq));
  }

  get #isClosed(): boolean {
    return this.#endedAtMs !== null && this.#clock.now() > this.#endedAtMs + LATE_ROWS_MS;
  }

  #insert(count: number): LogEntry[] {
    const added = Array.from({ length: count }, (_, index) => entry(this.#lastSeq + 1 + index));
    this.#lastSeq += count;
    this.#rows = [...this.#rows, ...added];
    return added;
  }

  #begin(transaction: Transaction): void {
    this.#waiting.push(transaction);
    if (this.#waiting.length === 1) this.#proceed(transaction);
  }

  #proceed(transaction: Transaction): void {
    const commit = (): void => {
      const announcements = transaction.commit();
      this.#waiting.shift();
      for (const announcement of announcements) this.#announce(announcement);
      const [next] = this.#waiting;
      if (next !== undefined) this.#proceed(next);
    };
    if (transaction.holdMs === 0) commit();
    else this.#clock.after(transaction.holdMs, commit);
  }
}
