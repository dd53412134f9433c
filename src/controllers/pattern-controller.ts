/**
 * The patterns of the rows that are there: counted while somebody wants to know, filtered by, and folded by. While
 * nobody does, nothing is counted or kept. Over many rows the counting is spread over many short tasks.
 */
import type { ReactiveControllerHost } from 'lit';
import type { RowTest } from '../core/filtered-rows.js';
import { FoldedRows, type RowFold } from '../core/folded-rows.js';
import { isEntry, type LogRow } from '../core/log-entry.js';
import {
  isEmptyFilter,
  NO_PATTERN_FILTER,
  passesPattern,
  type PatternFilter,
} from '../core/pattern-filter.js';
import { PatternTally } from '../core/pattern-tally.js';
import { yieldTask } from '../search/yield-task.js';

/** What counting may take of a frame, and of a task of its own, in milliseconds: more would be felt by the rows. */
const FRAME_MS = 3;
const TASK_MS = 6;
/** Rows between two looks at the clock: half a millisecond of work. */
const PORTION_ROWS = 200;
/** From one update of what is told of the progress to the next, in milliseconds. */
const TELL_MS = 100;

/** What is wanted of the patterns. */
export interface PatternWishes {
  readonly panel: boolean;
  readonly fold: boolean;
}

const NO_FOLDS: ReadonlyMap<number, RowFold> = new Map();

/** Counts, filters and folds. */
export class PatternController {
  readonly tally = new PatternTally();
  readonly #host: ReactiveControllerHost;
  readonly #folded = new FoldedRows();
  #filter = NO_PATTERN_FILTER;
  #test: RowTest | null = null;
  #wishes: PatternWishes = { panel: false, fold: false };
  #isWaiting = false;
  #toldAtMs = 0;
  /** What the folds were made with. */
  #foldedEpoch = -1;
  #wasComplete = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** What the reader chose; another object after each choice. */
  get filter(): PatternFilter {
    return this.#filter;
  }

  /** True while rows are folded. */
  get isFolding(): boolean {
    return this.#wishes.fold;
  }

  /** The folds, by the seq of their first row; none while rows are not folded. */
  get folds(): ReadonlyMap<number, RowFold> {
    return this.#wishes.fold ? this.#folded.folds : NO_FOLDS;
  }

  setFilter(filter: PatternFilter): void {
    this.#choose(filter);
    this.#host.requestUpdate();
  }

  /** Whether a row is on show as far as patterns go; `null` while none is left out, another one after each choice. */
  get test(): RowTest | null {
    return this.#test;
  }

  /** Another run: nothing is known of it, and nothing of it is left out. */
  restart(): void {
    this.#choose(NO_PATTERN_FILTER);
    this.tally.reset();
    this.#folded.reset();
  }

  /** Takes all rows that there are. */
  follow(rows: readonly LogRow[], wishes: PatternWishes): void {
    const { tally } = this;
    this.#wishes = wishes;
    const isWanted = wishes.panel || wishes.fold || this.#filter !== NO_PATTERN_FILTER;
    if (!wishes.fold && this.#folded.lines.length > 0) this.#folded.reset();
    if (!isWanted) {
      if (tally.counted > 0) tally.reset();
      return;
    }
    tally.follow(rows);
    this.#work(FRAME_MS);
    if (!tally.isComplete) this.#goOn();
  }

  /** The lines that rows on show are folded into; the rows themselves while they are not. */
  lines(rows: readonly LogRow[]): readonly LogRow[] {
    if (!this.#wishes.fold) return rows;
    const { isComplete, epoch } = this.tally;
    // Rows that were not counted stood by themselves until now.
    if (epoch !== this.#foldedEpoch || (isComplete && !this.#wasComplete)) {
      this.#folded.refold(rows, this.#numberOf);
    } else this.#folded.follow(rows, this.#numberOf);
    this.#foldedEpoch = epoch;
    this.#wasComplete = isComplete;
    return this.#folded.lines;
  }

  /** The fold that a row is in; `null` when it stands by itself. */
  foldAt(seq: number): RowFold | null {
    return this.#wishes.fold ? this.#folded.foldAt(seq) : null;
  }

  /** All rows that a line stands for: more than one where it is a fold that is closed. */
  rowsOf(seq: number): readonly LogRow[] {
    return this.#folded.rowsOf(seq);
  }

  /** Opens the fold that a row is in; false when there is none that is closed. */
  open(seq: number): boolean {
    return this.#wishes.fold && this.#folded.open(seq, this.#numberOf);
  }

  /** Closes the fold that a row is in; false when there is none that is open. */
  close(seq: number): boolean {
    return this.#wishes.fold && this.#folded.close(seq, this.#numberOf);
  }

  readonly #numberOf = (row: LogRow): number => this.tally.idOf(row);

  #choose(filter: PatternFilter): void {
    const isEmpty = isEmptyFilter(filter);
    this.#filter = isEmpty ? NO_PATTERN_FILTER : filter;
    this.#test = isEmpty
      ? null
      : (row) => isEntry(row) && passesPattern(filter, this.tally.keyOf(row));
  }

  #work(budgetMs: number): void {
    const until = performance.now() + budgetMs;
    while (!this.tally.isComplete) {
      this.tally.work(PORTION_ROWS);
      if (performance.now() >= until) break;
    }
  }

  #goOn(): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    yieldTask(() => {
      this.#isWaiting = false;
      this.#work(TASK_MS);
      const isDone = this.tally.isComplete;
      const nowMs = performance.now();
      if (!isDone) this.#goOn();
      if (!isDone && nowMs - this.#toldAtMs < TELL_MS) return;
      this.#toldAtMs = nowMs;
      this.#host.requestUpdate();
    });
  }
}
