/**
 * One search on its way through the rows: what is still to be searched, newest first, and new rows before all else.
 * It keeps seqs instead of places, so that rows may come and go between two steps.
 */
import { isNarrower } from './narrower-query.js';
import type { QuerySearch } from './query-search.js';
import type { Hit } from './search-protocol.js';
import type { TextStore } from './text-store.js';

/** Rows searched between two looks at the clock: some 20 µs to 1 ms of work, */
const ROWS_PER_LOOK = 64;
/** or this many characters, which long rows reach sooner. */
const CHARS_PER_LOOK = 100_000;

/** Found rows that may be gone, beyond as many as there are rows, before they are cleared away. */
const SPARE_FOUND = 10_000;

/** Seqs from `from` to `to`, both included, that have not been searched. */
interface Stretch {
  from: number;
  to: number;
}

/** A search that can be done a step at a time. */
export class SearchRun {
  readonly #store: TextStore;
  readonly #query: QuerySearch;
  readonly #rowsPerLook: number;
  #open: Stretch[] = [];
  /** Rows that a wider search has found, ascending; only these are left of what it had searched. */
  #candidates: number[] = [];
  /** Rows that this one has found, in no order, with some that are gone: a drop a frame must not cost a pass. */
  #found: number[] = [];
  /** No row above it was found, here or by the search before. */
  #highest = -Infinity;
  #searched = 0;

  /** @param before - the search that this one takes the place of */
  constructor(store: TextStore, query: QuerySearch, before: SearchRun | null = null) {
    this.#store = store;
    this.#query = query;
    this.#rowsPerLook = query.hasRegex ? 1 : ROWS_PER_LOOK;
    if (before !== null && isNarrower(query.asked, before.#query.asked)) {
      this.#open = before.#open.map((stretch) => ({ ...stretch }));
      // What it found, and what it in turn had not looked at yet.
      this.#candidates = before.#candidates.concat(before.#found).sort((a, b) => a - b);
      this.#highest = before.#highest;
    } else if (store.size > 0) {
      this.#open.push({ from: -Infinity, to: store.seqAt(store.size - 1) });
    }
  }

  /** Clauses of the query. */
  get clauseCount(): number {
    return this.#query.clauseCount;
  }

  /** True when there is nothing left to search. */
  get isDone(): boolean {
    return this.#open.length === 0 && this.#candidates.length === 0;
  }

  /** Rows searched so far. */
  get searched(): number {
    return this.#searched;
  }

  /** True where rows may take long. */
  get hasRegex(): boolean {
    return this.#query.hasRegex;
  }

  /** True once an expression has taken too long over a row. */
  get isTooSlow(): boolean {
    return this.#query.isTooSlow;
  }

  /** Rows were added to the store; those not already on the list are put first. */
  add(seqs: readonly number[]): void {
    const [from, to] = [seqs[0], seqs.at(-1)];
    if (from === undefined || to === undefined) return;
    // They may have been there before, and been found.
    if (from <= this.#highest) this.#forget((seq) => seq >= from && seq <= to);
    if (this.#found.length > 2 * this.#store.size + SPARE_FOUND) {
      const first = this.#store.seqAt(0);
      this.#found = this.#found.filter((seq) => seq >= first);
    }
    const covered = this.#open.some((stretch) => stretch.from <= from && to <= stretch.to);
    if (!covered) this.#open.push({ from, to });
  }

  /** The rows below this seq are gone from the store, all of them when it is `null`; they may come back. */
  drop(before: number | null): void {
    const from = before ?? Infinity;
    this.#open = this.#open.filter((stretch) => stretch.to >= from);
    for (const stretch of this.#open) stretch.from = Math.max(stretch.from, from);
    if (before === null) this.#forget(() => true);
  }

  /** The rows above this seq are gone from the store, all of them when it is `null`; they may come back. */
  cut(after: number | null): void {
    const to = after ?? -Infinity;
    this.#open = this.#open.filter((stretch) => stretch.from <= to);
    for (const stretch of this.#open) stretch.to = Math.min(stretch.to, to);
  }

  /** Searches until there is nothing left or `isDue` says stop; returns the hits. */
  step(isDue: () => boolean): Hit[] {
    const hits: Hit[] = [];
    let [rows, chars] = [0, 0];
    const isEnough = (looked: number): boolean => {
      this.#searched += 1;
      rows += 1;
      chars += looked;
      if (rows < this.#rowsPerLook && chars < CHARS_PER_LOOK) return false;
      [rows, chars] = [0, 0];
      return isDue() || this.#query.isTooSlow;
    };
    const newest = (): number => this.#store.seqAt(this.#store.size - 1);
    // Rows that have just come first, then those that were found before, which are few and mostly in sight.
    for (;;) {
      const stretch = this.#open.at(-1);
      const isNew = stretch !== undefined && stretch.to === newest();
      const done =
        this.#candidates.length > 0 && !isNew
          ? this.#stepCandidates(hits, isEnough)
          : stretch === undefined || this.#stepStretch(stretch, hits, isEnough);
      if (!done || this.isDone) return hits;
    }
  }

  #stepCandidates(hits: Hit[], isEnough: (chars: number) => boolean): boolean {
    for (let seq = this.#candidates.pop(); seq !== undefined; seq = this.#candidates.pop()) {
      const place = this.#store.placeOf(seq);
      if (this.#store.seqAt(place) === seq && isEnough(this.#look(place, hits))) return false;
    }
    return true;
  }

  #stepStretch(stretch: Stretch, hits: Hit[], isEnough: (chars: number) => boolean): boolean {
    const first = this.#store.placeOf(stretch.from);
    for (let place = this.#store.placeOf(stretch.to + 1) - 1; place >= first; place -= 1) {
      if (!isEnough(this.#look(place, hits))) continue;
      if (place === first) this.#open.pop();
      else stretch.to = this.#store.seqAt(place) - 1;
      return false;
    }
    this.#open.pop();
    return true;
  }

  #forget(isGone: (seq: number) => boolean): void {
    this.#candidates = this.#candidates.filter((seq) => !isGone(seq));
    this.#found = this.#found.filter((seq) => !isGone(seq));
  }

  /** Returns how many characters that was. */
  #look(place: number, hits: Hit[]): number {
    const text = this.#store.textAt(place);
    const raw = this.#query.hasRegex ? this.#store.rawAt(place) : text;
    const found = this.#query.find(text, raw);
    if (found !== null) {
      const seq = this.#store.seqAt(place);
      hits.push({ seq, ...found });
      this.#found.push(seq);
      if (seq > this.#highest) this.#highest = seq;
    }
    return text.length;
  }
}
