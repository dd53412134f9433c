/**
 * The rows in which a query was found, growing while the search goes on. One object serves one query: whoever holds it
 * sees it grow, and a new search makes a new one. Hits stay as flat as they come until somebody looks at one: one letter
 * has 100,000 of them, and as objects they would be a frame's work many times over.
 */
import type { TextRange } from './text-segments.js';

/** Where a row's text was hit; `clauses` has a bit for each clause of the query that holds, as far as it is about texts. */
export interface HitRanges extends ReadonlyArray<TextRange> {
  /** Absent means every clause. */
  readonly clauses?: number;
}

/** Hits as flat arrays. */
export interface PackedHits {
  readonly seqs: Float64Array;
  /** A bit for each clause that holds; `null` when the query has only one. */
  readonly clauses: Uint32Array | null;
  /** How many ranges each hit has. */
  readonly counts: Uint32Array;
  /** Start and end of each range of each hit, one after the other. */
  readonly places: Uint32Array;
}

/** Every clause. */
const ALL = 0x7fff_ffff;

/** What is kept of a hit: the place in the flat arrays, or what was made of it. */
type Held = HitRanges | number;

/** The hits of one search by the row's seq, in the order in which they were found. */
export class SearchHits extends Map<number, HitRanges> {
  readonly #journal: number[] = [];
  readonly #bits = new FlatNumbers();
  /** Where the ranges of each hit start; those of the next one are the end. */
  readonly #starts = new FlatNumbers();
  readonly #places = new FlatNumbers();

  /** Every seq in the order in which it was hit, so that a reader can go on from where it stopped. */
  get journal(): readonly number[] {
    return this.#journal;
  }

  override set(seq: number, ranges: HitRanges): this {
    if (!this.has(seq)) this.#journal.push(seq);
    return super.set(seq, ranges);
  }

  override get(seq: number): HitRanges | undefined {
    const held = super.get(seq) as Held | undefined;
    if (typeof held !== 'number') return held;
    const ranges = this.#unpack(held);
    super.set(seq, ranges);
    return ranges;
  }

  /** A bit for each clause that was found in the row; 0 when none was. */
  bitsOf(seq: number): number {
    const held = super.get(seq) as Held | undefined;
    if (held === undefined) return 0;
    return typeof held === 'number' ? this.#bits.at(held) : (held.clauses ?? ALL);
  }

  /** Adds hits as they come. */
  take({ seqs, clauses, counts, places }: PackedHits): void {
    const first = this.#starts.length;
    let start = this.#places.length;
    this.#places.append(places);
    for (let at = 0; at < seqs.length; at += 1) {
      this.#starts.push(start);
      this.#bits.push(clauses === null ? ALL : (clauses[at] ?? 0));
      start += 2 * (counts[at] ?? 0);
      this.#hold(seqs[at] ?? 0, first + at);
    }
  }

  /** The same hits without a trace of those that were deleted. */
  renewed(): SearchHits {
    const renewed = new SearchHits();
    for (const seq of this.keys()) {
      const held = super.get(seq) as Held | undefined;
      if (typeof held === 'number') {
        const [from, to] = this.#span(held);
        const at = renewed.#starts.length;
        renewed.#starts.push(renewed.#places.length);
        renewed.#bits.push(this.#bits.at(held));
        renewed.#places.append(this.#places.between(from, to));
        renewed.#hold(seq, at);
      } else if (held !== undefined) renewed.set(seq, held);
    }
    return renewed;
  }

  override *entries(): MapIterator<[number, HitRanges]> {
    for (const seq of this.keys()) yield [seq, this.get(seq) ?? []];
  }

  override [Symbol.iterator](): MapIterator<[number, HitRanges]> {
    return this.entries();
  }

  override *values(): MapIterator<HitRanges> {
    for (const [, ranges] of this.entries()) yield ranges;
  }

  override forEach(
    callback: (ranges: HitRanges, seq: number, map: Map<number, HitRanges>) => void,
  ): void {
    for (const [seq, ranges] of this.entries()) callback(ranges, seq, this);
  }

  #hold(seq: number, at: number): void {
    if (!this.has(seq)) this.#journal.push(seq);
    super.set(seq, at as unknown as HitRanges);
  }

  #span(at: number): readonly [from: number, to: number] {
    const isLast = at + 1 === this.#starts.length;
    return [this.#starts.at(at), isLast ? this.#places.length : this.#starts.at(at + 1)];
  }

  #unpack(at: number): HitRanges {
    const ranges: TextRange[] & { clauses?: number } = [];
    const [from, to] = this.#span(at);
    for (let place = from; place < to; place += 2) {
      ranges.push([this.#places.at(place), this.#places.at(place + 1)]);
    }
    if (this.#bits.at(at) !== ALL) ranges.clauses = this.#bits.at(at);
    return ranges;
  }
}

/** A list of whole numbers that grows without objects. */
class FlatNumbers {
  #numbers = new Uint32Array(64);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  at(place: number): number {
    return this.#numbers[place] ?? 0;
  }

  between(from: number, to: number): Uint32Array {
    return this.#numbers.subarray(from, to);
  }

  push(number: number): void {
    this.#makeRoom(1);
    this.#numbers[this.#length] = number;
    this.#length += 1;
  }

  append(numbers: Uint32Array): void {
    this.#makeRoom(numbers.length);
    this.#numbers.set(numbers, this.#length);
    this.#length += numbers.length;
  }

  #makeRoom(count: number): void {
    const needed = this.#length + count;
    if (needed <= this.#numbers.length) return;
    const grown = new Uint32Array(Math.max(needed, 2 * this.#numbers.length));
    grown.set(this.#numbers.subarray(0, this.#length));
    this.#numbers = grown;
  }
}
