/** A table in memory behind the writer's port: stores by key once, as the database does, and fails as it is told. */
import type { LogWriterPort, StoredRange } from '../../../src/writer/index.js';

/** What a call of `append` was. */
export interface AppendCall {
  readonly runId: string;
  readonly messages: readonly string[];
  readonly entriesJson: string;
  readonly batchKey: string;
  readonly signal: AbortSignal;
}

/** What becomes of a call: stored and answered, or what this does instead. */
export type Fate = (call: AppendCall, port: FakePort) => Promise<StoredRange>;

export class FakePort implements LogWriterPort {
  readonly calls: AppendCall[] = [];
  /** Messages by run, in the order in which they were stored. */
  readonly stored = new Map<string, string[]>();
  readonly #keys = new Map<string, StoredRange>();
  closed = 0;
  /** Most calls that were under way at once, and the same of any one run. */
  busiest = 0;
  busiestOfOneRun = 0;
  readonly #busy = new Map<string, number>();
  fate: Fate = (call) => Promise.resolve(this.store(call));

  async append(
    runId: string,
    entriesJson: string,
    batchKey: string,
    signal: AbortSignal,
  ): Promise<StoredRange> {
    const entries = JSON.parse(entriesJson) as { message: string }[];
    const messages = entries.map(({ message }) => message);
    const call = { runId, messages, entriesJson, batchKey, signal };
    this.calls.push(call);
    this.#busy.set(runId, (this.#busy.get(runId) ?? 0) + 1);
    const all = [...this.#busy.values()];
    this.busiest = Math.max(
      this.busiest,
      all.reduce((sum, one) => sum + one, 0),
    );
    this.busiestOfOneRun = Math.max(this.busiestOfOneRun, ...all);
    try {
      return await this.fate(call, this);
    } finally {
      this.#busy.set(runId, (this.#busy.get(runId) ?? 0) - 1);
    }
  }

  async close(): Promise<void> {
    this.closed += 1;
  }

  store({ runId, messages, batchKey }: AppendCall): StoredRange {
    const known = this.#keys.get(batchKey);
    if (known !== undefined) return known;
    const rows = this.stored.get(runId) ?? [];
    this.stored.set(runId, rows);
    const range = { firstSeq: rows.length + 1, lastSeq: rows.length + messages.length };
    rows.push(...messages);
    this.#keys.set(batchKey, range);
    return range;
  }
}

/** An error as a driver throws one. */
export function failure(code: string, more: object = {}): Error {
  return Object.assign(new Error('a text that may quote secrets: hunter2'), { code, ...more });
}
