/**
 * One live path of one viewer, as the engine's port describes it, over a server that can do whatever the real one
 * was seen to do. It mends its own socket, as the real path does, and may talk on after it was closed, as none should.
 */
import type { LiveFeed, LiveListener, LiveRefusal } from '../../src/source/live-feed.js';
import type { FakeClock } from '../helpers/fake-clock.js';
import type { Machine } from './machine.js';
import type { Message, MessageFates } from './message-fates.js';
import type { Announcement, RunTable } from './run-table.js';
import type { JoinAnswer } from './schedule.js';
import type { TokenOffice } from './tokens.js';

/** As supabase-js waits for the answer to a join. */
const JOIN_LIMIT_MS = 10_000;
/** The server's pause before it refuses. */
const REFUSAL_MS = 5_000;
/** Two missed heartbeats. */
const HALF_OPEN_MS = 24_000;
/** A path whose socket was refused tries again after about so long. */
const RETRY_MS = 4_000;

/** What all lines have in common. */
export interface LiveState {
  /** False: sockets are refused. */
  isOpen: boolean;
  /** False: what the database says is heard by nobody, and nobody is told. */
  isSlotAlive: boolean;
  messageMs: number;
}

/** What has been ordered for one viewer's lines. */
export interface LineOrders {
  readonly fates: MessageFates;
  readonly joins: { answer: JoinAnswer; ms: number }[];
}

export interface LinePorts {
  readonly state: LiveState;
  readonly orders: LineOrders;
  readonly table: RunTable;
  readonly tokens: TokenOffice;
  readonly clock: FakeClock;
  readonly machine: Machine;
  readonly random: () => number;
}

/** One path. */
export class LiveLine implements LiveFeed {
  readonly #ports: LinePorts;
  readonly listener: LiveListener;
  /** The token that it was made with. */
  readonly openedWith: string;
  #token: string;
  /** The token that the server has judged this line by. */
  #serverToken: string;
  #isClosed = false;
  #wantsJoin = false;
  #isConnected = false;
  /** Counts sockets and joins: what belongs to an earlier one is not heard. */
  #generation = 0;
  #isJoined = false;
  #flowsFromMs = Infinity;
  /** The highest seq that had been committed when the server last said “joined”. */
  joinedAtSeq = 0;
  joinedAtMs = 0;

  constructor(ports: LinePorts, listener: LiveListener, token: string) {
    this.#ports = ports;
    this.listener = listener;
    this.openedWith = token;
    this.#token = token;
    this.#serverToken = token;
  }

  get isJoined(): boolean {
    return this.#isJoined;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  connect(): void {
    this.#reach(0);
  }

  join(): void {
    if (this.#wantsJoin) return;
    this.#wantsJoin = true;
    if (this.#isConnected) this.#sendJoin();
  }

  setToken(token: string): void {
    const { tokens } = this.#ports;
    const isOfSession = tokens.facts(token).session === tokens.facts(this.#token).session;
    this.#token = token;
    if (!isOfSession) {
      this.#cut();
      if (this.#wantsJoin) this.listener.onLost('the session changed');
      this.#reach(0);
    } else if (this.#isJoined) this.#push(token);
  }

  /** Tries again at once, if it is waiting to. */
  hurry(): void {
    if (this.#isConnected || this.#isClosed) return;
    this.#cut();
    this.#reach(0);
  }

  renew(): void {
    this.#cut();
    if (this.#wantsJoin) this.listener.onLost('a new connection was asked for');
    this.#reach(0);
  }

  close(): void {
    this.#isClosed = true;
    this.#cut();
  }

  /** The database said something: it arrives as ordered, unless this line is not there any more by then. */
  hear(announcement: Announcement): void {
    const { state, orders, clock } = this.#ports;
    const isFlowing = this.#isJoined && state.isSlotAlive && clock.now() >= this.#flowsFromMs;
    if (isFlowing) for (const message of orders.fates.carry(announcement)) this.say(message);
  }

  say(message: Message): void {
    const travelMs = Math.ceil(this.#ports.state.messageMs * this.#ports.random());
    this.#later(travelMs + message.delayMs, () => {
      if (!this.#isJoined) return;
      const { event, payload } = message;
      if (event === 'frame') this.listener.onUnreadable('SyntaxError');
      else this.listener.onMessage(event, payload);
    });
  }

  /** The socket breaks; another is had after `backMs`. */
  drop(backMs: number, reason = 'socket closed'): void {
    if (this.#isClosed) return;
    const wasThere = this.#isConnected;
    this.#cut();
    if (wasThere && this.#wantsJoin) this.#tell(() => this.listener.onLost(reason));
    this.#reach(backMs);
  }

  /** The socket is dead, and nobody is told before the heartbeats are missed. */
  halfOpen(): void {
    if (!this.#isConnected) return;
    this.#flowsFromMs = Infinity;
    this.#later(HALF_OPEN_MS, () => this.drop(1_000, 'heartbeat timeout'));
  }

  /** The server ends the channel. */
  refuse(refusal: LiveRefusal, reason: string): void {
    if (this.#isClosed || !this.#wantsJoin) return;
    this.#cut();
    this.#wantsJoin = false;
    this.#tell(() => this.listener.onRefused(refusal, reason));
  }

  /** The server looks at the token again, as it does at its expiry. */
  judge(): void {
    const { tokens, clock, table } = this.#ports;
    if (!this.#isJoined) return;
    if (!tokens.isGoodForRealtime(this.#serverToken, clock.now())) {
      this.refuse('token', 'Token has expired 0 seconds ago');
    } else if (table.isHidden || !tokens.maySee(this.#serverToken)) {
      this.refuse('access', 'You do not have permissions to read from this Channel topic');
    }
  }

  #cut(): void {
    this.#generation += 1;
    this.#isConnected = false;
    this.#isJoined = false;
    this.#flowsFromMs = Infinity;
  }

  #reach(delayMs: number): void {
    this.#later(delayMs + 20, () => {
      if (this.#isClosed || this.#isConnected) return;
      if (!this.#ports.state.isOpen || this.#ports.machine.isOffline) this.#reach(RETRY_MS);
      else {
        this.#isConnected = true;
        if (this.#wantsJoin) this.#sendJoin();
      }
    });
  }

  #sendJoin(): void {
    const token = this.#token;
    const { answer, ms } = this.#ports.orders.joins.shift() ?? { answer: 'accept', ms: 0 };
    const verdict = this.#verdict(token);
    if (verdict !== null) this.#later(REFUSAL_MS, () => this.refuse(verdict.why, verdict.reason));
    else if (answer === 'ignore') {
      this.#later(JOIN_LIMIT_MS, () => {
        this.listener.onLost('TIMED_OUT');
        this.#later(2_000, () => this.#sendJoin());
      });
    } else if (answer.startsWith('refuse-')) {
      const why = answer.slice('refuse-'.length) as LiveRefusal;
      this.#later(REFUSAL_MS, () => this.refuse(why, 'model'));
    } else this.#later(10, () => this.#accept(token, answer, ms));
  }

  #verdict(token: string): { why: LiveRefusal; reason: string } | null {
    const { tokens, clock, table } = this.#ports;
    if (!tokens.isGoodForRealtime(token, clock.now())) {
      return { why: 'token', reason: 'InvalidJWTToken' };
    }
    const maySee = !table.isHidden && tokens.maySee(token);
    return maySee ? null : { why: 'access', reason: 'Unauthorized' };
  }

  #accept(token: string, answer: JoinAnswer, coldMs: number): void {
    const { clock, table } = this.#ports;
    this.#isJoined = true;
    this.#noteServerToken(token);
    this.#flowsFromMs = clock.now() + (answer === 'cold' ? coldMs : 0);
    this.joinedAtSeq = table.lastSeq;
    this.joinedAtMs = clock.now();
    this.listener.onJoined();
    if (answer === 'twice') this.listener.onJoined();
    if (token !== this.#token) this.#push(this.#token);
    if (answer === 'drop') this.#later(50, () => this.drop(1_000));
    else this.#later(answer === 'cold' ? 0 : coldMs, () => this.listener.onReady());
  }

  /** Gives the server another token, which it judges when it comes. */
  #push(token: string): void {
    this.#later(10, () => {
      this.#noteServerToken(token);
      this.judge();
    });
  }

  #noteServerToken(token: string): void {
    this.#serverToken = token;
    const { tokens, clock } = this.#ports;
    const leftMs = tokens.facts(token).expiresAtMs - clock.now();
    if (leftMs !== Infinity) this.#later(Math.max(0, leftMs), () => this.judge());
  }

  /** Does something on this socket, after a while; not if it is another one by then. */
  #later(delayMs: number, action: () => void): void {
    const generation = this.#generation;
    this.#ports.clock.after(delayMs, () => {
      this.#tell(() => {
        if (generation === this.#generation) action();
      });
    });
  }

  #tell(action: () => void): void {
    this.#ports.machine.run(action);
  }
}
