/**
 * The rows of one run that are not stored yet, in order: a batch that is being sent, parts of a batch that was refused,
 * and behind them the rows that wait. It knows limits and order, nothing of time's passing or of sending.
 */
import type { StorableEntry } from './storable-entry.js';

/** A row that waits. */
export interface QueuedEntry {
  /** As many rows of this run came up to and with this one. */
  readonly place: number;
  /** In milliseconds since 1970. */
  readonly queuedAtMs: number;
  readonly json: string;
  readonly bytes: number;
}

/** Rows that are stored together or not at all. */
export interface Batch {
  /** The same for every attempt to store these rows, and for no other rows. */
  readonly key: string;
  readonly entries: readonly QueuedEntry[];
}

/** What a batch may be. */
export interface BatchLimits {
  readonly maxBatchRows: number;
  readonly maxBatchBytes: number;
  readonly maxBatchDelayMs: number;
}

/** What of a batch is not an entry: brackets. Each entry counts one more for its comma. */
const FRAME_BYTES = 1;

export class RunQueue {
  readonly runId: string;
  readonly #limits: BatchLimits;
  readonly #newKey: () => string;
  /** Cut already, to be sent in this order. Empty, or what is being sent, or the parts of what was refused. */
  #cut: Batch[] = [];
  #waiting: QueuedEntry[] = [];
  /** Rows before this index have left. */
  #head = 0;
  #waitingBytes = 0;
  #added = 0;
  #rows = 0;
  /** Rows up to this place go out without waiting for company. */
  #urgentTo = 0;
  #watchers: { readonly place: number; readonly resolve: () => void }[] = [];

  constructor(runId: string, limits: BatchLimits, newKey: () => string) {
    this.runId = runId;
    this.#limits = limits;
    this.#newKey = newKey;
  }

  /** Rows that have not left, those being sent included. */
  get rows(): number {
    return this.#rows;
  }

  /** When the oldest of the rows that wait came, ms; undefined if none waits. */
  get waitingSinceMs(): number | undefined {
    return this.#waiting[this.#head]?.queuedAtMs;
  }

  /** The oldest row that has not left. */
  get oldest(): QueuedEntry | undefined {
    return this.#cut[0]?.entries[0] ?? this.#waiting[this.#head];
  }

  add({ json, bytes }: StorableEntry, nowMs: number): void {
    this.#added += 1;
    this.#rows += 1;
    this.#waiting.push({ place: this.#added, queuedAtMs: nowMs, json, bytes });
    this.#waitingBytes += bytes + 1;
  }

  /** How long until a batch should leave, in milliseconds: 0 for now, undefined if there is nothing to send. */
  waitMs(nowMs: number): number | undefined {
    if (this.#cut.length > 0) return 0;
    const first = this.#waiting[this.#head];
    if (first === undefined) return undefined;
    const { maxBatchRows, maxBatchBytes, maxBatchDelayMs } = this.#limits;
    const isFull =
      this.#waiting.length - this.#head >= maxBatchRows ||
      this.#waitingBytes + FRAME_BYTES >= maxBatchBytes;
    if (isFull || first.place <= this.#urgentTo) return 0;
    return Math.max(0, first.queuedAtMs + maxBatchDelayMs - nowMs);
  }

  /** What is to be sent: the batch that is still open, or a new one of the rows that wait. */
  batch(): Batch | undefined {
    if (this.#cut.length === 0) {
      const entries = this.#cutEntries();
      if (entries.length > 0) this.#cut.push({ key: this.#newKey(), entries });
    }
    return this.#cut[0];
  }

  /** The open batch is stored or given up: its rows have left. */
  settle(): void {
    this.#leave(this.#cut.shift()?.entries.length ?? 0);
  }

  /** Puts the halves of the open batch in its place, each a batch of its own. False if it is a single row. */
  split(): boolean {
    const [batch] = this.#cut;
    if (batch === undefined || batch.entries.length < 2) return false;
    const middle = Math.ceil(batch.entries.length / 2);
    const halves = [batch.entries.slice(0, middle), batch.entries.slice(middle)];
    this.#cut.splice(0, 1, ...halves.map((entries) => ({ key: this.#newKey(), entries })));
    return true;
  }

  /** Takes the oldest of the rows that wait away; undefined if all rows are being sent. */
  dropOldest(): QueuedEntry | undefined {
    const entry = this.#shift();
    if (entry !== undefined) this.#leave(1);
    return entry;
  }

  /** Makes the rows that are here now leave without waiting for company. */
  makeUrgent(): void {
    this.#urgentTo = this.#added;
  }

  /** Makes them urgent, and resolves when every one of them has left. */
  drained(): Promise<void> {
    if (this.#rows === 0) return Promise.resolve();
    this.makeUrgent();
    return new Promise((resolve) => {
      this.#watchers.push({ place: this.#added, resolve });
    });
  }

  #leave(rows: number): void {
    this.#rows -= rows;
    const next = this.oldest?.place ?? Infinity;
    const isDone = (watcher: { readonly place: number }): boolean => watcher.place < next;
    const done = this.#watchers.filter(isDone);
    if (done.length === 0) return;
    this.#watchers = this.#watchers.filter((watcher) => !isDone(watcher));
    for (const { resolve } of done) resolve();
  }

  #cutEntries(): QueuedEntry[] {
    const { maxBatchRows, maxBatchBytes } = this.#limits;
    const entries: QueuedEntry[] = [];
    let bytes = FRAME_BYTES;
    while (entries.length < maxBatchRows) {
      const next = this.#waiting[this.#head];
      if (next === undefined) break;
      bytes += next.bytes + 1;
      if (entries.length > 0 && bytes > maxBatchBytes) break;
      this.#shift();
      entries.push(next);
    }
    return entries;
  }

  #shift(): QueuedEntry | undefined {
    const entry = this.#waiting[this.#head];
    if (entry === undefined) return undefined;
    this.#head += 1;
    this.#waitingBytes -= entry.bytes + 1;
    if (this.#head === this.#waiting.length) {
      this.#waiting = [];
      this.#head = 0;
    }
    // Removing rows one by one from the front of an array moves all the others each time.
    if (this.#head > 1_000 && this.#head * 2 > this.#waiting.length) {
      this.#waiting = this.#waiting.slice(this.#head);
      this.#head = 0;
    }
    return entry;
  }
}
