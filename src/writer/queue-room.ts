/** How much room the queue has, and who waits for it. Rows count from the moment they come until they have left. */

export interface RoomLimits {
  readonly maxQueueRows: number;
  readonly maxQueueBytes: number;
}

/** Of the room, this much must be free again before anybody who waits is let in; or they would come in one by one. */
const FREE_SHARE = 0.5;

export class QueueRoom {
  readonly #limits: RoomLimits;
  #rows = 0;
  #bytes = 0;
  #isClosed = false;
  #waiting: (() => void)[] = [];

  constructor(limits: RoomLimits) {
    this.#limits = limits;
  }

  get rows(): number {
    return this.#rows;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** True while one more row may come, however large it is: what cannot be known before is not held against it. */
  get hasRoom(): boolean {
    return this.#rows < this.#limits.maxQueueRows && this.#bytes < this.#limits.maxQueueBytes;
  }

  take(bytes: number): void {
    this.#rows += 1;
    this.#bytes += bytes;
  }

  free(rows: number, bytes: number): void {
    this.#rows -= rows;
    this.#bytes -= bytes;
    this.#admit();
  }

  /** Resolves when there is room; at once if there is, and when the writer closes. */
  ready(): Promise<void> {
    if (this.#isClosed || this.hasRoom) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  /** Lets everybody go who waits. */
  close(): void {
    this.#isClosed = true;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** Lets in as many as there are free rows, so that none of them finds the room gone again. */
  #admit(): void {
    if (this.#waiting.length === 0) return;
    const { maxQueueRows, maxQueueBytes } = this.#limits;
    const freeRows = maxQueueRows - this.#rows;
    if (freeRows < maxQueueRows * FREE_SHARE) return;
    if (maxQueueBytes - this.#bytes < maxQueueBytes * FREE_SHARE) return;
    for (const resolve of this.#waiting.splice(0, freeRows)) resolve();
  }
}
