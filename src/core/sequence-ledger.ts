/**
 * Which rows have been delivered, which are known to exist, and which are being waited for.
 * One invariant: `next` is the lowest seq not yet delivered, and rows leave in seq order, each once.
 *
 * It relies on the database giving out seq densely and in commit order: only then is a hole in a page that reaches
 * past it proof that the row was deleted, rather than that it is late.
 */
import type { LogEntry, LogGap, LogRow } from './log-entry.js';

/**
 * Rows that may wait behind a hole. A hole is closed within one request; past this many rows the stream is far
 * ahead of the repair, and reading them again later is cheaper than keeping them.
 */
const HELD_ROWS_MAX = 20_000;

/** What came of some rows. */
export interface Acceptance {
  /** Rows that can be shown now, in order; gaps among them if the rows were a page. */
  readonly delivered: readonly LogRow[];
  /** Rows that had been delivered or were waiting already. */
  readonly duplicates: number;
  /** Rows that came earlier than one that precedes them, and wait for it. */
  readonly held: number;
  /** Seqs declared deleted. */
  readonly missing: number;
}

/** Puts rows in order, drops those that come twice, and knows what is missing. */
export class SequenceLedger {
  #next: number;
  #knownTo: number;
  /** Rows ahead of a hole, ascending by seq, none twice. */
  #held: LogEntry[] = [];

  /** @param next - the first seq that has not been delivered */
  constructor(next: number) {
    this.#next = next;
    this.#knownTo = next - 1;
  }

  /** The lowest seq not yet delivered. */
  get next(): number {
    return this.#next;
  }

  /** The highest seq known to have been given out. */
  get knownTo(): number {
    return this.#knownTo;
  }

  /** The last seq of the hole that rows wait behind, or `null` when none do. */
  get holeEnd(): number | null {
    const first = this.#held[0];
    return first === undefined ? null : first.seq - 1;
  }

  /** True when a row is known to exist that has not been delivered. */
  get isBehind(): boolean {
    return this.#knownTo >= this.#next;
  }

  /** Notes that every seq up to `seq` has been given out. */
  noteExists(seq: number): void {
    if (seq > this.#knownTo) this.#knownTo = seq;
  }

  /** Forgets what was said to exist beyond `seq`: the database has given out no more than that. */
  retract(seq: number): void {
    this.#knownTo = Math.max(this.#next - 1, Math.min(this.#knownTo, seq));
    this.#held = this.#held.filter((row) => row.seq <= seq);
  }

  /** Takes rows that came over the live path, in whatever order. */
  acceptLive(rows: readonly LogEntry[]): Acceptance {
    const delivered: LogRow[] = [];
    let duplicates = 0;
    let held = 0;
    for (const row of rows) {
      this.noteExists(row.seq);
      if (row.seq === this.#next) {
        this.#deliver(row, delivered);
        this.#drainHeld(delivered);
      } else if (row.seq < this.#next || !this.#hold(row)) duplicates += 1;
      else held += 1;
    }
    return { delivered, duplicates, held, missing: 0 };
  }

  /**
   * Takes a page read from the database: rows from `next` on, ascending, all that existed when it was read up to
   * its last row. What such a page leaves out has been deleted.
   */
  acceptPage(rows: readonly LogEntry[]): Acceptance {
    const delivered: LogRow[] = [];
    let duplicates = 0;
    let missing = 0;
    for (const row of rows) {
      this.noteExists(row.seq);
      if (row.seq < this.#next) {
        duplicates += 1;
        continue;
      }
      missing += this.#skipTo(row.seq, delivered);
      if (row.seq === this.#next) this.#deliver(row, delivered);
      this.#drainHeld(delivered);
    }
    return { delivered, duplicates, held: 0, missing };
  }

  /** Declares deleted whatever is still missing up to `seq`. */
  declareMissing(seq: number): Acceptance {
    const delivered: LogRow[] = [];
    this.noteExists(seq);
    const missing = this.#skipTo(seq + 1, delivered);
    this.#drainHeld(delivered);
    return { delivered, duplicates: 0, held: 0, missing };
  }

  #deliver(row: LogEntry, into: LogRow[]): void {
    into.push(row);
    this.#next = row.seq + 1;
  }

  /** Moves `next` up to `seq`, by held rows where there are some and by gaps where there are none. */
  #skipTo(seq: number, into: LogRow[]): number {
    let missing = 0;
    while (this.#next < seq) {
      this.#drainHeld(into);
      if (this.#next >= seq) break;
      const to = Math.min(seq - 1, this.holeEnd ?? Infinity);
      const gap: LogGap = { kind: 'gap', seq: this.#next, to };
      into.push(gap);
      missing += to - gap.seq + 1;
      this.#next = to + 1;
    }
    return missing;
  }

  #drainHeld(into: LogRow[]): void {
    let count = 0;
    for (const row of this.#held) {
      if (row.seq > this.#next) break;
      if (row.seq === this.#next) this.#deliver(row, into);
      count += 1;
    }
    if (count > 0) this.#held.splice(0, count);
  }

  /** Keeps a row until those before it have come; false if it is kept already. */
  #hold(row: LogEntry): boolean {
    let at = this.#held.length;
    // Messages nearly always come in order, so the place is nearly always the end.
    while (at > 0 && (this.#held[at - 1]?.seq ?? 0) > row.seq) at -= 1;
    if (this.#held[at - 1]?.seq === row.seq) return false;
    this.#held.splice(at, 0, row);
    if (this.#held.length > HELD_ROWS_MAX) this.#held.pop();
    return true;
  }
}
