/** A sink that remembers everything, and walks the state table as the widget does. */
import type { LogStreamError } from '../../src/core/errors.js';
import { isEntry, type LogEntry, type LogOutage, type LogRow } from '../../src/core/log-entry.js';
import { nextState, type StreamEvent } from '../../src/core/stream-state.js';
import { HealthRecorder } from '../../src/observe/health.js';
import type { BatchOrigin, LogSink, RunInfo, TokenReason } from '../../src/source/log-source.js';

export class RecordingSink implements LogSink {
  readonly probe = new HealthRecorder(Date.now());
  readonly rows: LogRow[] = [];
  readonly origins: BatchOrigin[] = [];
  readonly errors: LogStreamError[] = [];
  readonly tokenRequests: TokenReason[] = [];
  readonly states: ReturnType<typeof nextState>[] = ['idle'];
  runInfo: RunInfo | null = null;
  reachedStart = false;

  get state(): ReturnType<typeof nextState> {
    return this.states.at(-1) ?? 'idle';
  }

  get entries(): LogEntry[] {
    return this.rows.filter(isEntry);
  }

  get seqs(): number[] {
    return this.entries.map((entry) => entry.seq);
  }

  append(rows: readonly LogRow[], origin: BatchOrigin): void {
    this.rows.push(...rows);
    this.origins.push(origin);
  }

  amend(row: LogOutage): void {
    const place = this.rows.findIndex(({ seq }) => seq === row.seq);
    if (place >= 0) this.rows[place] = row;
  }

  prepend(rows: readonly LogRow[], reachedStart: boolean): void {
    this.rows.unshift(...rows);
    this.reachedStart = reachedStart;
  }

  transition(event: StreamEvent): void {
    const next = nextState(this.state, event);
    if (next !== this.state) this.states.push(next);
  }

  error(error: LogStreamError): void {
    this.errors.push(error);
  }

  tokenNeeded(reason: TokenReason): void {
    this.tokenRequests.push(reason);
  }

  run(info: RunInfo): void {
    this.runInfo = info;
  }
}
