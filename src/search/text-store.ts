/**
 * The folded texts of the rows that can be searched, by seq; it grows, and is trimmed, at both ends. Only when it is
 * told to it keeps them as they were written as well: few searches look at case, and it is as much memory again.
 */
import { foldText } from '../core/fold-text.js';
import type { RowTexts } from './search-protocol.js';

/** Texts in seq order. */
export class TextStore {
  #seqs: number[] = [];
  #texts: string[] = [];
  #raws: string[] | null = null;

  get size(): number {
    return this.#seqs.length;
  }

  /** Adds rows behind the last one. */
  append({ seqs, texts }: RowTexts): void {
    for (const seq of seqs) this.#seqs.push(seq);
    for (const text of texts) this.#texts.push(foldText(text));
    if (this.#raws !== null) for (const text of texts) this.#raws.push(text);
  }

  /** Adds rows before the first one. */
  prepend({ seqs, texts }: RowTexts): void {
    this.#seqs = seqs.concat(this.#seqs);
    this.#texts = texts.map(foldText).concat(this.#texts);
    if (this.#raws !== null) this.#raws = texts.concat(this.#raws);
  }

  /** Forgets the rows below a seq, or all of them. */
  drop(before: number | null): void {
    const count = before === null ? this.size : this.placeOf(before);
    if (count === 0) return;
    this.#seqs = this.#seqs.slice(count);
    this.#texts = this.#texts.slice(count);
    if (this.#raws !== null) this.#raws = this.#raws.slice(count);
  }

  /** Forgets the rows above a seq, or all of them. */
  cut(after: number | null): void {
    const size = after === null ? 0 : this.placeOf(after + 1);
    this.#seqs.length = size;
    this.#texts.length = size;
    if (this.#raws !== null) this.#raws.length = size;
  }

  /** Forgets all rows, and keeps those to come as they were written, too. */
  keepCase(): void {
    this.drop(null);
    this.#raws = [];
  }

  seqAt(place: number): number {
    return this.#seqs[place] ?? Infinity;
  }

  textAt(place: number): string {
    return this.#texts[place] ?? '';
  }

  /** The text as it was written; folded where that is not kept. */
  rawAt(place: number): string {
    return this.#raws?.[place] ?? this.textAt(place);
  }

  /** The place of the first row whose seq is not below `seq`. */
  placeOf(seq: number): number {
    let low = 0;
    let high = this.#seqs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.seqAt(middle) < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
