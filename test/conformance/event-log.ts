/** What a client was told, in order; a test takes the entries one by one and says what each must be. */
import assert from 'node:assert/strict';

const TIMEOUT_MS = 8_000;

export class EventLog {
  readonly #entries: { kind: string; detail: unknown }[] = [];
  #wake: () => void = () => undefined;

  add(kind: string, detail: unknown): void {
    this.#entries.push({ kind, detail });
    this.#wake();
  }

  /** The next entry's detail, waited for; fails when the entry is of another kind. */
  async next(kind: string): Promise<unknown> {
    if (this.#entries.length === 0) await this.#arrival(kind);
    const entry = this.#entries.shift();
    if (entry === undefined) throw new Error('nothing came');
    assert.equal(entry.kind, kind, JSON.stringify(entry));
    return entry.detail;
  }

  assertEmpty(): void {
    assert.deepEqual(this.#entries, []);
  }

  #arrival(kind: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const giveUp = (): void => reject(new Error(`waited ${TIMEOUT_MS} ms for ${kind}`));
      const timer = setTimeout(giveUp, TIMEOUT_MS);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
