/**
 * A run as a model: a table, the server's cap on pages, and a live path that a test can break in every way the real
 * one breaks. The engine under test is the real one; only what lies beyond its ports is modelled.
 */
import type { LogStreamError } from '../../src/core/errors.js';
import { isEntry, type LogEntry, type LogOutage, type LogRow } from '../../src/core/log-entry.js';
import { nextState, type StreamState } from '../../src/core/stream-state.js';
import { HealthRecorder } from '../../src/observe/health.js';
import { Delivery } from '../../src/source/delivery.js';
import type { HistoryFeed } from '../../src/source/history-feed.js';
import type { LiveFeed, LiveListener, LiveRefusal } from '../../src/source/live-feed.js';
import { readLogsMessage, readRunMessage } from '../../src/source/live-message.js';
import type { PageSignal, PageSignals } from '../../src/source/page-signals.js';
import type { LogSink, RunInfo, TokenReason } from '../../src/source/log-source.js';
import { RestError, type RestFailure } from '../../src/source/rest-client.js';
import { entry, RUN_ID } from './entries.js';
import type { FakeClock } from './fake-clock.js';

/** The table behind the run, and the server in front of it. */
export class ModelRun implements HistoryFeed {
  readonly rows: LogEntry[] = [];
  status = 'running';
  /** Rows a page holds at most, whatever is asked for. */
  pageCap = 1_000;
  /** How the next requests fail; `null`: they do not. */
  failure: RestFailure | null = null;
  isVisible = true;
  requests = 0;
  #lastSeq = 0;

  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** Commits rows; returns them, for a message that announces them. */
  commit(count: number): LogEntry[] {
    const added = Array.from({ length: count }, (_, index) => entry(this.#lastSeq + 1 + index));
    this.#lastSeq += count;
    this.rows.push(...added);
    return added;
  }

  /** Deletes rows, as retention does. */
  delete(isDeleted: (row: LogEntry) => boolean): void {
    const kept = this.rows.filter((row) => !isDeleted(row));
    this.rows.splice(0, this.rows.length, ...kept);
  }

  async after(from: number, to: number | null): Promise<{ entries: LogEntry[]; unplaceable: 0 }> {
    await this.#answer();
    const found = this.#visible().filter((row) => row.seq >= from && row.seq <= (to ?? Infinity));
    return { entries: found.slice(0, this.pageCap), unplaceable: 0 };
  }

  async before(
    before: number | null,
    limit: number,
  ): Promise<{ entries: LogEntry[]; unplaceable: 0 }> {
    await this.#answer();
    const found = this.#visible().filter((row) => row.seq < (before ?? Infinity));
    return { entries: found.slice(-Math.min(limit, this.pageCap)), unplaceable: 0 };
  }

  async cursor(): Promise<RunInfo | null> {
    await this.#answer();
    return this.isVisible ? { status: this.status, lastSeq: this.#lastSeq } : null;
  }

  #visible(): readonly LogEntry[] {
    return this.isVisible ? this.rows : [];
  }

  async #answer(): Promise<void> {
    this.requests += 1;
    await Promise.resolve();
    if (this.failure !== null) throw new RestError(this.failure, 'model');
  }
}

/** A live path under the test's control. */
export class ModelLive implements LiveFeed {
  readonly listener: LiveListener;
  readonly tokens: string[];
  /** True while it has asked to join, or has joined. */
  isOpen = false;
  /** How often it has asked to join. */
  joins = 0;

  constructor(listener: LiveListener, token: string) {
    this.listener = listener;
    this.tokens = [token];
  }

  connect(): void {}

  join(): void {
    this.isOpen = true;
    this.joins += 1;
  }

  hurry(): void {}

  renew(): void {
    this.listener.onLost('renewed');
  }

  setToken(token: string): void {
    this.tokens.push(token);
  }

  close(): void {
    this.isOpen = false;
  }

  /** The server says that messages flow. */
  accept(): void {
    this.listener.onJoined();
    this.listener.onReady();
  }

  refuse(refusal: LiveRefusal, reason = 'model'): void {
    this.listener.onRefused(refusal, reason);
  }

  announce(rows: readonly LogEntry[]): void {
    const first = rows[0];
    if (first === undefined) return;
    this.say({
      from: first.seq,
      to: first.seq + rows.length - 1,
      cols: ['id', 'level', 'message', 'node_id', 'fields', 'created_at'],
      rows: rows.map((row) => [row.id, row.level, row.message, null, null, row.createdAt]),
    });
  }

  say(payload: object): void {
    this.listener.onMessage('logs', { v: 1, run_id: RUN_ID, ...payload });
  }

  sayStatus(run: ModelRun): void {
    const message = { v: 1, run_id: RUN_ID, status: run.status, last_seq: run.lastSeq };
    this.listener.onMessage('run', message);
  }
}

/** A page whose life a test leads. */
export class ModelPage implements PageSignals {
  isHidden = false;
  isOffline = false;
  readonly #listeners = new Set<(signal: PageSignal) => void>();

  listen(listener: (signal: PageSignal) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  happen(signal: PageSignal): void {
    if (signal === 'hidden' || signal === 'shown') this.isHidden = signal === 'hidden';
    if (signal === 'offline' || signal === 'online') this.isOffline = signal === 'offline';
    for (const listener of [...this.#listeners]) listener(signal);
  }
}

/** A delivery over a model, and everything it has said. */
export class ModelViewer implements LogSink {
  readonly run: (info: RunInfo) => void = () => undefined;
  readonly probe: HealthRecorder;
  readonly rows: LogRow[] = [];
  readonly errors: LogStreamError[] = [];
  readonly tokenRequests: TokenReason[] = [];
  readonly states: StreamState[] = ['idle'];
  readonly page = new ModelPage();
  readonly delivery: Delivery;
  reachedStart = false;
  #lives: ModelLive[] = [];

  constructor(
    model: ModelRun,
    clock: FakeClock,
    options: {
      token?: string | undefined;
      random?: () => number;
      polls?: boolean;
      isDemanded?: boolean;
    } = {},
  ) {
    this.probe = new HealthRecorder(clock.now());
    const token = 'token' in options ? options.token : 'first-token';
    this.delivery = new Delivery(
      {
        history: model,
        live:
          options.polls === true
            ? null
            : {
                make: (listener, liveToken) => {
                  const live = new ModelLive(listener, liveToken);
                  this.#lives.push(live);
                  return live;
                },
                read: (event, payload) =>
                  (event === 'logs' ? readLogsMessage : readRunMessage)(payload, RUN_ID),
                inFlightMs: 300,
                isDemanded: options.isDemanded === true,
              },
        page: this.page,
        useToken: () => undefined,
        clock,
        random: options.random ?? (() => 0.5),
      },
      this,
      token,
    );
  }

  /** The newest live path. */
  get live(): ModelLive {
    const live = this.#lives.at(-1);
    if (live === undefined) throw new Error('no live path was made');
    return live;
  }

  get livesMade(): number {
    return this.#lives.length;
  }

  get state(): StreamState {
    return this.states.at(-1) ?? 'idle';
  }

  /** Entries delivered, without gaps. */
  get entries(): LogEntry[] {
    return this.rows.filter(isEntry);
  }

  append(rows: readonly LogRow[]): void {
    this.rows.push(...rows);
  }

  amend(row: LogOutage): void {
    const place = this.rows.findIndex(({ seq }) => seq === row.seq);
    if (place >= 0) this.rows[place] = row;
  }

  prepend(rows: readonly LogRow[], reachedStart: boolean): void {
    this.rows.unshift(...rows);
    this.reachedStart = reachedStart;
  }

  transition(event: Parameters<typeof nextState>[1]): void {
    const state = this.state;
    if (state === 'paused') return;
    const next = nextState(state, event);
    if (next !== state) this.states.push(next);
  }

  error(error: LogStreamError): void {
    this.errors.push(error);
  }

  tokenNeeded(reason: TokenReason): void {
    this.tokenRequests.push(reason);
  }
}
