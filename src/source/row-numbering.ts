/**
 * Numbers for the rows of a table that has none: each row gets the next one when it becomes known, and keeps it. So
 * the numbers are dense and every row that has one can be told from one that is new, for as long as it may be met
 * again. Pure; it knows nothing of where rows come from, nor when.
 */

interface Numbered {
  readonly seq: number;
  readonly micros: number;
}

/** Gives out numbers: upwards from 1 to what follows, downwards from 0 to what precedes. */
export class RowNumbering {
  #first = 1;
  #last = 0;
  #newestMicros: number | null = null;
  /** Between these times everything was numbered, and is forgotten. */
  #forgotten: readonly [from: number, to: number] = [Infinity, -Infinity];
  readonly #known = new Map<string, Numbered>();

  /** The lowest number given out; 1 while there is none. */
  get first(): number {
    return this.#first;
  }

  /** The highest number given out; 0 while there is none. */
  get last(): number {
    return this.#last;
  }

  /** The latest time of a row that was numbered, in microseconds since 1970. */
  get newestMicros(): number | null {
    return this.#newestMicros;
  }

  /** How many rows are remembered. */
  get size(): number {
    return this.#known.size;
  }

  /** Starts over with 1. */
  restart(): void {
    this.#first = 1;
    this.#last = 0;
    this.#newestMicros = null;
    this.#forgotten = [Infinity, -Infinity];
    this.#known.clear();
  }

  /** The number of a row that is remembered. */
  numberOf(id: string): number | null {
    return this.#known.get(id)?.seq ?? null;
  }

  /** The number of a new row that follows all others. */
  append(id: string, micros: number): number {
    this.#last += 1;
    this.#note(id, { seq: this.#last, micros });
    return this.#last;
  }

  /** The number of a new row that precedes all others. */
  prepend(id: string, micros: number): number {
    this.#first -= 1;
    this.#note(id, { seq: this.#first, micros });
    return this.#first;
  }

  /** True for a row that was numbered at a time that is forgotten: it may have come late, but not for the first time. */
  isForgotten(id: string, micros: number): boolean {
    const [from, to] = this.#forgotten;
    return micros > from && micros < to && !this.#known.has(id);
  }

  /** Forgets the rows that will not be read again: those later than `from` and earlier than `to`. */
  forgetBetween(from: number, to: number): void {
    this.#forgotten = [from, to];
    for (const [id, { micros }] of this.#known) {
      if (micros > from && micros < to) this.#known.delete(id);
    }
  }

  #note(id: string, numbered: Numbered): void {
    this.#known.set(id, numbered);
    const { micros } = numbered;
    if (this.#newestMicros === null || micros > this.#newestMicros) this.#newestMicros = micros;
  }
}
