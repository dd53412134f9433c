/** A small number for each of many rows, by seq: two bytes a row, in blocks that go when their rows have gone. */

/** Rows of one block. */
const BLOCK = 1_024;

interface Block {
  readonly numbers: Uint16Array;
  used: number;
}

/** Numbers by seq; 0 where none was set. Seqs are whole. */
export class PatternIds {
  readonly #blocks = new Map<number, Block>();

  get(seq: number): number {
    const block = Math.floor(seq / BLOCK);
    return this.#blocks.get(block)?.numbers[seq - block * BLOCK] ?? 0;
  }

  /** @param id - from 0, which forgets the row, to 65,535 */
  set(seq: number, id: number): void {
    const at = Math.floor(seq / BLOCK);
    let block = this.#blocks.get(at);
    if (block === undefined) {
      if (id === 0) return;
      block = { numbers: new Uint16Array(BLOCK), used: 0 };
      this.#blocks.set(at, block);
    }
    const place = seq - at * BLOCK;
    const before = block.numbers[place] as number;
    block.numbers[place] = id;
    block.used += Math.sign(id) - Math.sign(before);
    if (block.used === 0) this.#blocks.delete(at);
  }

  clear(): void {
    this.#blocks.clear();
  }
}
