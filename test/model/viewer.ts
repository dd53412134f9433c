/** A viewer: the real engine on a machine, its doors to the model, and the oracles that watch what it says. */
import type { LogStreamError } from '../../src/core/errors.js';
import type { LogOutage, LogRow } from '../../src/core/log-entry.js';
import { nextState, type StreamEvent, type StreamState } from '../../src/core/stream-state.js';
import { Delivery } from '../../src/source/delivery.js';
import { readLogsMessage, readRunMessage } from '../../src/source/live-message.js';
import type { BatchOrigin, LogSink } from '../../src/source/log-source.js';
import { RUN_ID } from '../helpers/entries.js';
import { BrokenPromise } from './broken-promise.js';
import { BufferOracle } from './buffer-oracle.js';
import { LiveLine, type LineOrders, type LiveState } from './live-line.js';
import { Machine } from './machine.js';
import { MessageFates } from './message-fates.js';
import { OutageOracle } from './outage-oracle.js';
import { RestServer, type RestState } from './rest-server.js';
import { RowOracle } from './row-oracle.js';
import type { RunTable } from './run-table.js';
import type { TokenOffice } from './tokens.js';
import type { FakeClock } from '../helpers/fake-clock.js';

/** As long as a broadcast may take in the real source. */
const IN_FLIGHT_MS = 300;

/** What viewers have in common. */
export interface ViewerPorts {
  readonly clock: FakeClock;
  readonly table: RunTable;
  readonly tokens: TokenOffice;
  readonly rest: RestState;
  readonly live: LiveState;
  readonly random: () => number;
  readonly maxRows: number;
  readonly polls: boolean;
  readonly complain: (broken: BrokenPromise) => void;
}

type WalkState = ReturnType<typeof nextState>;

/** One open run, watched. */
export class Viewer {
  readonly machine: Machine;
  readonly rest: RestServer;
  readonly rows: RowOracle;
  readonly orders: LineOrders;
  readonly lines: LiveLine[] = [];
  readonly #ports: ViewerPorts;
  readonly #outages = new OutageOracle();
  readonly #buffer: BufferOracle;
  readonly #amended = new Map<number, LogOutage>();
  readonly #delivery: Delivery;
  #state: WalkState = 'idle';
  #isClosed = false;
  #isCalling = false;
  #token: string | null;
  #strangerMs = -Infinity;
  /** How the last rows came. */
  lastOrigin: BatchOrigin | null = null;
  /** True once the database refused for good: the host has to change something, then asks again. */
  hasGivenUp = false;

  constructor(ports: ViewerPorts, token: string | null) {
    const { clock, table, tokens, rest, random, complain } = ports;
    this.#ports = ports;
    this.#token = token;
    this.machine = new Machine(clock);
    this.orders = { fates: new MessageFates(), joins: [] };
    this.rows = new RowOracle(table, this.orders.fates.misshapen);
    this.#buffer = new BufferOracle(ports.maxRows);
    const { machine } = this;
    this.rest = new RestServer({ state: rest, table, tokens, clock, machine, random, complain });
    this.#delivery = new Delivery(
      {
        history: this.rest,
        live: ports.polls
          ? null
          : {
              make: (listener, liveToken) => {
                const { orders } = this;
                const { live: state } = ports;
                const line = new LiveLine(
                  { state, orders, table, tokens, clock, machine, random },
                  listener,
                  liveToken,
                );
                this.lines.push(line);
                return line;
              },
              read: (event, payload) =>
                (event === 'logs' ? readLogsMessage : readRunMessage)(payload, RUN_ID),
              inFlightMs: IN_FLIGHT_MS,
            },
        page: machine,
        useToken: (newest) => this.rest.useToken(newest),
        clock: machine,
        random,
      },
      this.#sink(),
      token ?? undefined,
    );
  }

  get state(): StreamState {
    return this.#state;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  get token(): string | null {
    return this.#token;
  }

  /** The live path in use, if there is one. */
  get line(): LiveLine | null {
    const line = this.lines.at(-1);
    return line === undefined || line.isClosed ? null : line;
  }

  /** Asks something of the stream, as the host does: only while code runs here. */
  ask(action: (delivery: Delivery) => void): void {
    this.machine.run(() => {
      if (this.#isClosed) return;
      this.#isCalling = true;
      action(this.#delivery);
      this.#isCalling = false;
    });
  }

  setToken(token: string): void {
    this.ask((delivery) => {
      this.#strangerMs = this.#lastStrangerMs();
      this.#token = token;
      delivery.setToken(token);
    });
  }

  close(): void {
    this.ask((delivery) => {
      delivery.close();
      this.#isClosed = true;
    });
  }

  frame(): void {
    this.#watch(() => this.#buffer.frame());
  }

  /** What has to be so at every moment at which nothing is being done. */
  checkAtRest(): void {
    if (this.machine.isStill || this.#isClosed) return;
    this.#watch(() => {
      this.#outages.settle();
      this.#buffer.compare(this.rows.rows, this.#amended);
      const isUp = this.#state === 'live' || this.#state === 'degraded';
      if (isUp && this.line?.isJoined !== true) {
        throw new BrokenPromise('claim', `${this.#state} without a live path`);
      }
    });
  }

  /** What has to be so once the stream was closed. */
  checkClosed(): void {
    const { timers, listeners } = this.machine;
    if (timers > 0) throw new BrokenPromise('timers', `${timers} are left`);
    if (listeners > 0) throw new BrokenPromise('timers', 'the page is still listened to');
    if (this.line !== null) throw new BrokenPromise('timers', 'the live path was left open');
  }

  /** When the viewer could last not see the run. */
  get blindMs(): number {
    return Math.max(this.#ports.table.lastHiddenMs, this.#lastStrangerMs());
  }

  /** When the viewer was last somebody who may see nothing. */
  #lastStrangerMs(): number {
    const isStranger = this.#token !== null && !this.#ports.tokens.maySee(this.#token);
    return isStranger ? this.machine.now() : this.#strangerMs;
  }

  #sink(): LogSink {
    const say = (action: () => void): void => {
      this.#watch(() => {
        if (this.#isClosed) throw new BrokenPromise('silence', 'something was said after the end');
        action();
      });
    };
    return {
      append: (rows, origin) => say(() => this.#append(rows, origin)),
      amend: (row) =>
        say(() => {
          this.#outages.amend(row);
          this.#amended.set(row.seq, row);
          this.#buffer.amend(row);
        }),
      prepend: (rows, reachedStart) =>
        say(() => {
          this.rows.prepend(rows, reachedStart);
          this.#buffer.prepend(rows);
        }),
      transition: (event, reason) => say(() => this.#move(event, reason)),
      error: (error) => say(() => this.#hear(error)),
      tokenNeeded: () => say(() => undefined),
      run: () => say(() => undefined),
      probe: { count: () => undefined },
    };
  }

  #append(rows: readonly LogRow[], origin: BatchOrigin): void {
    if (this.#isCalling) throw new BrokenPromise('order', 'rows came out of a call');
    if (rows.length === 0) throw new BrokenPromise('order', 'an empty batch');
    this.lastOrigin = origin;
    this.rows.append(rows);
    this.#outages.append(rows, origin, this.machine.now());
    this.#buffer.append(rows);
  }

  #move(event: StreamEvent, reason = ''): void {
    this.#guard(reason);
    const previous = this.#state;
    const state = nextState(previous, event);
    this.#state = state;
    if (state === previous) return;
    this.#outages.enter(state, previous);
    const { last } = this.rows;
    const { table } = this.#ports;
    const { joinedAtSeq = 0, joinedAtMs = 0 } = this.line ?? {};
    // Who may not see a row cannot know of it, and learns soon that he may not.
    const couldSee = this.blindMs < joinedAtMs;
    const isArrival = state === 'live' && previous === 'catching-up';
    if (isArrival && table.hasRows(last, joinedAtSeq) && couldSee) {
      throw new BrokenPromise('claim', `live at ${last}, joined at ${joinedAtSeq}`);
    }
    if (state === 'auth-required' && this.#token !== null) {
      const wasShown = this.lines.at(-1)?.openedWith === this.#token;
      if (!wasShown && !this.rest.refused.has(this.#token)) {
        throw new BrokenPromise('claim', 'a token was refused that no server had seen');
      }
    }
    if (state === 'ended' && (!table.isOver || table.hasRows(last, table.lastSeqAtEnd))) {
      throw new BrokenPromise('claim', `ended at ${last}, the run at ${table.lastSeqAtEnd}`);
    }
  }

  #hear(error: LogStreamError): void {
    if (error.code === 'history-refused') this.hasGivenUp = true;
    this.#guard(error.message);
    if (error.code === 'source-failed') {
      const { cause } = error;
      throw cause instanceof BrokenPromise ? cause : new BrokenPromise('crash', String(cause));
    }
  }

  #guard(text: string): void {
    for (const token of this.#ports.tokens.all()) {
      if (text.includes(token)) throw new BrokenPromise('secret', 'a token is in the words');
    }
  }

  /** The engine must not see what the oracles throw: it would take it for a fault and carry on. */
  #watch(action: () => void): void {
    try {
      action();
    } catch (error) {
      if (!(error instanceof BrokenPromise)) throw error;
      this.#ports.complain(error);
    }
  }
}
