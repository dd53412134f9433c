/**
 * One search on its way through the rows: what is still to be searched, newest first, and new rows before all else.
 * It keeps seqs instead of places, so that rows may come and go between two steps.
 */
import type { QuerySearch } from './search-engine.js';
import type { Hit } from './search-protocol.js';
import type { TextStore } from './text-store.js';

/** Rows searched between two looks at the clock: some 20 µs to 1 ms of work, */
const ROWS_PER_LOOK = 64;
/** or this many characters, which long rows reach sooner. */
const CHARS_PER_LOOK = 100_000;

/** Seqs from `from` to `to`, both included, that have not been searched. */
interface Stretch {
  from: number;
  to: number;
}

/** A search that can be done a step at a time. */
export class SearchRun {
  readonly #store: TextStore;
  readonly #query: QuerySearch;
  #open: Stretch[] = [];

  constructor(store: TextStore, query: QuerySearch) {
    this.#store = store;
    this.#query = query;
    if (store.size > 0) this.#open.push({ from: -Infinity, to: store.seqAt(store.size - 1) });
  }

  /** Clauses of the query. */
  get clauseCount(): number {
    return this.#query.clauseCount;
  }

  /** True when there is nothing left to search. */
  get isDone(): boolean {
    return this.#open.length === 0;
  }

  /** Rows were added to the store; those not already on the list are put first. */
  add(seqs: readonly number[]): void {
    const [from, to] = [seqs[0], seqs.at(-1)];
    if (from === undefined || to === undefined) return;
    const covered = this.#open.some((stretch) => stretch.from <= from && to <= stretch.to);
    if (!covered) this.#open.push({ from, to });
  }

  /** The rows below this seq are gone from the store, all of them when it is `null`; they may come back. */
  drop(before: number | null): void {
    const from = before ?? Infinity;
    this.#open = this.#open.filter((stretch) => stretch.to >= from);
    for (const stretch of this.#open) stretch.from = Math.max(stretch.from, from);
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
    for (let stretch = this.#open.at(-1); stretch; stretch = this.#open.at(-1)) {
      const first = this.#store.placeOf(stretch.from);
      let place = this.#store.placeOf(stretch.to + 1) - 1;
      let [rows, chars] = [0, 0];
      for (; place >= first; place -= 1) {
        chars += this.#look(place, hits);
        rows += 1;
        if (rows < ROWS_PER_LOOK && chars < CHARS_PER_LOOK) continue;
        if (isDue()) break;
        [rows, chars] = [0, 0];
      }
      if (place < first) this.#open.pop();
      else {
        stretch.to = this.#store.seqAt(place) - 1;
        return hits;
      }
    }
    return hits;
  }

  /** Returns how many characters that was. */
  #look(place: number, hits: Hit[]): number {
    const text = this.#store.textAt(place);
    const found = this.#query.find(text);
    if (found !== null) hits.push({ seq: this.#store.seqAt(place), ...found });
    return text.length;
  }
}
